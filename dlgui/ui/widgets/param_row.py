"""One parameter in the panel: what all kinds of rows have in common."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from dlgui.core import ParamError
from dlgui.core.param import Param
from dlgui.ui.dress import follow_look
from dlgui.ui.palette import ERROR, MUTED
from dlgui.ui.theme import look
from dlgui.ui.translations import error_text, translate
from dlgui.ui.widgets.icon_button import IconButton
from dlgui.ui.widgets.translated import Translated


def restart_mark() -> str:
    """The sign of a parameter whose change starts the run again, as rich text."""
    return f'&nbsp;<span style="color:{look().theme.accent}">↻</span>'


def symbol_text(symbol: str) -> str:
    """A letter of the mathematics as rich text: ``b_f`` has its index below the line."""
    return re.sub(r"_(\w+)", r"<sub>\1</sub>", f"<i>{html.escape(symbol)}</i>")


class RowLabel(QLabel):
    """A title that can be double-clicked."""

    double_clicked = Signal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.double_clicked.emit()


class ParamRow(Translated):
    """Symbol, title, unit, reset button and the place for an error; subclasses add the input.

    Parameters
    ----------
    param : Param
        The declaration.

    Attributes
    ----------
    edited : Signal(str, object)
        Name and new value, already checked.
    """

    edited = Signal(str, object)

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.param = param
        self.value: Any = param.default
        self._inputs: tuple[QWidget, ...] = ()
        self._why: Callable[[], str] | None = None
        self.setObjectName(f"param.{param.name}")
        self.label = RowLabel()
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setWordWrap(True)
        self.reset = IconButton(f"param.{param.name}.reset", "default", 14)
        self.reset.set_compact(True)
        self.reset.setProperty("small", True)
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        self.unit = QLabel()
        self.unit.setForegroundRole(MUTED)
        self.unit.setVisible(bool(param.unit))
        self.error = QLabel()
        self.error.setObjectName(f"param.{param.name}.error")
        self.error.setForegroundRole(ERROR)
        self.error.setTextFormat(Qt.TextFormat.PlainText)
        self.error.setWordWrap(True)
        self.error.hide()
        self._head, self._line = QHBoxLayout(), QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.reset.clicked.connect(self.reset_to_default)
        self.label.double_clicked.connect(self.reset_to_default)
        follow_look(self, self.restyle)

    def set_value(self, value: Any) -> None:
        """Show a value that was set elsewhere."""
        self.value = value
        self.error.hide()
        self._show_reset()
        self.show_value()

    def set_matters(self, why: Callable[[], str] | None) -> None:
        """Disable the row when `why` is given; it says which setting makes it matter."""
        self._why = why
        self.setEnabled(why is None)
        self._set_tool_tip()

    def reset_to_default(self) -> None:
        """Go back to the declared default."""
        self.change(self.param.default)

    def change(self, value: object) -> None:
        """Take a value from the input, or say in place what is wrong with it."""
        self._take(self.param.check, value)

    def change_text(self, text: str) -> None:
        """Take a value that was typed, or say in place what is wrong with it."""
        self._take(self.param.parse, text)

    def refuse(self, error: ParamError) -> None:
        """Say what is wrong below the input, which goes back to the old value."""
        name = self.param.symbol or translate(self.param.title)
        self.error.setText(error_text(error, name=name))
        self.error.show()
        self.show_value()

    def show_value(self) -> None:
        """Set the input to `value`."""
        raise NotImplementedError

    def title(self) -> str:
        """Symbol and title in the window's language."""
        title = translate(self.param.title)
        return f"{self.param.symbol}  {title}" if self.param.symbol else title

    def retranslate(self) -> None:
        """Set every text."""
        self._set_label()
        self.unit.setText(translate(self.param.unit))
        self.reset.setToolTip(self.default_text())
        self._set_tool_tip()

    def restart_text(self) -> str:
        """What a change does to the run."""
        return self.tr("Changing this restarts from step 0 with the same seed.")

    def default_text(self) -> str:
        """What the reset button does."""
        value = self.param.format(self.param.default)
        return self.tr("Back to the default, {value}").format(value=value)

    def restyle(self) -> None:
        """Follow theme and scale."""
        gap = look().px(4)
        self._column.setSpacing(gap // 2)
        self._head.setSpacing(gap)
        self._line.setSpacing(2 * gap)
        self._set_label()

    def _build(self, *inputs: QWidget, beside_label: bool = False) -> None:
        """Lay the row out around its inputs, of which the first takes the room there is."""
        self._inputs = inputs
        self._head.addWidget(self.label, 1)
        self._head.addWidget(self.reset)
        line = self._head if beside_label else self._line
        for widget in (*inputs, self.unit):
            line.addWidget(widget)
        if not beside_label:
            line.setStretch(0, 1)
        for part in (self._head, self._line):
            self._column.addLayout(part)
        self._column.addWidget(self.error)
        self._show_reset()
        self.show_value()
        self.retranslate()
        self.restyle()

    def _show_reset(self) -> None:
        self.reset.setVisible(self.value != self.param.default)

    def _take(self, read: Callable[[Any], Any], given: object) -> None:
        try:
            value = read(given)
        except ParamError as error:
            self.refuse(error)
            return
        self.error.hide()
        if value != self.value:
            self.set_value(value)
            self.edited.emit(self.param.name, value)
        else:
            self.show_value()

    def _set_label(self) -> None:
        title = html.escape(translate(self.param.title))
        symbol = f"{symbol_text(self.param.symbol)}&nbsp; " if self.param.symbol else ""
        mark = "" if self.param.live else restart_mark()
        self.label.setText(f"{symbol}{title}{mark}")
        for widget in (self, *self._inputs):
            widget.setAccessibleName(self.title())

    def _set_tool_tip(self) -> None:
        lines = [translate(self.param.help)]
        if not self.param.live:
            lines.append(self.restart_text())
        if self._why:
            lines.append(self._why())
        self.setToolTip("\n".join(line for line in lines if line))


class RowEdit(QLineEdit):
    """A box to type in; Esc gives up.

    Attributes
    ----------
    given_up : Signal
        Esc was pressed.
    """

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)


class NoWheel(QObject):
    """Keeps the wheel from changing an input that scrolls past under the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        unasked = isinstance(watched, QWidget) and not watched.hasFocus()
        if event.type() == QEvent.Type.Wheel and unasked:
            event.ignore()
            return True
        return False
