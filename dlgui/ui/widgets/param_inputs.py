"""The rows of the parameter panel, one class for each kind of parameter."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QSlider,
)

from dlgui.core.param import Choice, File, Flag, Integer, Number, Param
from dlgui.ui.file_choice import ask_to_open
from dlgui.ui.theme import look
from dlgui.ui.translations import translate
from dlgui.ui.widgets.icon_button import IconButton
from dlgui.ui.widgets.param_row import NoWheel, ParamRow, RowEdit

SLIDER_POSITIONS = 1000


def make_row(param: Param) -> ParamRow:
    """The row for a declared parameter."""
    match param:
        case Number():
            return NumberRow(param)
        case Choice():
            return ChoiceRow(param)
        case Flag():
            return FlagRow(param)
        case File():
            return FileRow(param)
    raise TypeError(f"no row for {type(param).__name__} {param.name}")


class ParamSlider(QSlider):
    """A slider that a double click sets back."""

    double_clicked = Signal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()
        event.accept()


class NumberRow(ParamRow):
    """Slider and number box in step."""

    def __init__(self, param: Number) -> None:
        super().__init__(param)
        self.number = param
        self.slider = ParamSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName(f"param.{param.name}.slider")
        # A whole number's slider stops at each value, unless they are too many or spaced unevenly.
        count = int(param.high - param.low) if isinstance(param, Integer) else SLIDER_POSITIONS
        self.positions = SLIDER_POSITIONS if param.log else max(1, min(SLIDER_POSITIONS, count))
        self.slider.setRange(0, self.positions)
        self.slider.setSingleStep(max(1, self.positions // 100))
        self.slider.setPageStep(max(1, self.positions // 10))
        self.slider.installEventFilter(NoWheel(self))
        self.edit = RowEdit()
        self.edit.setObjectName(f"param.{param.name}.edit")
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.slider.valueChanged.connect(self._slid)
        self.slider.double_clicked.connect(self.reset_to_default)
        self.edit.editingFinished.connect(self._typed)
        self.edit.given_up.connect(self._give_up)
        self.label.setBuddy(self.slider)
        self._build(self.slider, self.edit)

    def show_value(self) -> None:
        self.edit.setText(self.param.format(self.value))
        if self.number.at(self.slider.value() / self.positions) != self.value:
            with QSignalBlocker(self.slider):
                self.slider.setValue(round(self.number.fraction(self.value) * self.positions))

    def restyle(self) -> None:
        super().restyle()
        digits = self.edit.fontMetrics().horizontalAdvance("0")
        self.edit.setFixedWidth(7 * digits + look().px(16))

    def _slid(self, position: int) -> None:
        self.change(self.number.at(position / self.positions))

    def _typed(self) -> None:
        # Leaving the box untouched is no edit, and a message about the last one stays.
        if self.edit.text() != self.param.format(self.value):
            self.change_text(self.edit.text())

    def _give_up(self) -> None:
        self.error.hide()
        self.show_value()
        self.edit.selectAll()


class ChoiceRow(ParamRow):
    """A drop-down list."""

    def __init__(self, param: Choice) -> None:
        super().__init__(param)
        self.choice = param
        self.edit = QComboBox()
        self.edit.setObjectName(f"param.{param.name}.edit")
        self.edit.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.edit.installEventFilter(NoWheel(self))
        # As wide as the panel, whatever the longest choice is: its list opens as wide as it needs.
        self.edit.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for value in param.choices:
            self.edit.addItem("", value)
        self.edit.currentIndexChanged.connect(self._chosen)
        self.label.setBuddy(self.edit)
        self._build(self.edit)

    def show_value(self) -> None:
        with QSignalBlocker(self.edit):
            self.edit.setCurrentIndex(self.edit.findData(self.value))

    def retranslate(self) -> None:
        super().retranslate()
        for index, title in enumerate(self.choice.choices.values()):
            self.edit.setItemText(index, translate(title))

    def default_text(self) -> str:
        title = translate(self.choice.choices[self.choice.default])
        return self.tr("Back to the default, {value}").format(value=title)

    def _chosen(self) -> None:
        self.change(self.edit.currentData())


class FlagRow(ParamRow):
    """A check box."""

    def __init__(self, param: Flag) -> None:
        super().__init__(param)
        self.edit = QCheckBox()
        self.edit.setObjectName(f"param.{param.name}.edit")
        self.edit.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.edit.toggled.connect(self.change)
        self.label.setBuddy(self.edit)
        self._build(self.edit, beside_label=True)

    def show_value(self) -> None:
        with QSignalBlocker(self.edit):
            self.edit.setChecked(self.value)

    def default_text(self) -> str:
        return self.tr("Back to the default")


class FileRow(ParamRow):
    """A path, empty for the bundled file, and a button to look for one."""

    def __init__(self, param: File) -> None:
        super().__init__(param)
        self.file = param
        self.edit = RowEdit()
        self.edit.setObjectName(f"param.{param.name}.edit")
        self.browse = IconButton(f"param.{param.name}.browse", "folder")
        self.browse.clicked.connect(self._look)
        self.edit.editingFinished.connect(self._typed)
        self.edit.given_up.connect(self.show_value)
        self.label.setBuddy(self.edit)
        self._build(self.edit, self.browse)

    def show_value(self) -> None:
        self.edit.setText(self.value)

    def retranslate(self) -> None:
        super().retranslate()
        self.edit.setPlaceholderText(self.tr("the bundled file"))
        self.browse.setToolTip(self.tr("Browse…"))

    def default_text(self) -> str:
        return self.tr("Back to the bundled file")

    def _typed(self) -> None:
        if self.edit.text() != self.value:
            self.change_text(self.edit.text().strip())

    def _look(self) -> None:
        title = translate(self.param.title)
        kinds = f"{title} ({' '.join(self.file.allowed().split(', '))})"
        path = ask_to_open(self, title, kinds, at=self.value)
        if path is not None:
            self.change(str(path))
