"""The parameters of a topic, generated from their declarations."""

from __future__ import annotations

import html
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from dlgui.core import ParamError, ParamSet
from dlgui.core.param import Choice, Param
from dlgui.ui.dress import follow_look
from dlgui.ui.palette import MUTED
from dlgui.ui.theme import SMALL_POINTS, look
from dlgui.ui.translations import translate
from dlgui.ui.widgets.param_inputs import make_row
from dlgui.ui.widgets.param_row import ParamRow, restart_mark
from dlgui.ui.widgets.translated import Translated


class ParamPanel(Translated):
    """Grouped rows; the only thing beside the lesson that scrolls.

    Attributes
    ----------
    edited : Signal(str, object)
        Name and new value, checked alone; not yet together with the others.
    """

    edited = Signal(str, object)

    def __init__(self, params: ParamSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("params")
        self._params: Any = params
        self.rows: dict[str, ParamRow] = {}
        self._headings: dict[str, QLabel] = {}
        self._legend = QLabel()
        self._legend.setWordWrap(True)
        self._legend.setForegroundRole(MUTED)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._build(params)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        follow_look(self, self._restyle)
        self.retranslate()
        self._restyle()
        self.show_params(params)

    def show_params(self, params: ParamSet) -> None:
        """Show values; rows that differ are set, the others left alone."""
        self._params = params
        for name, row in self.rows.items():
            value = getattr(params, name)
            if value != row.value:
                row.set_value(value)
            row.set_matters(None if params.matters(name) else self._reason(row.param))

    def refuse(self, error: ParamError) -> None:
        """Show an error at the row it is about."""
        if error.name in self.rows:
            self.rows[error.name].set_value(getattr(self._params, error.name))
            self.rows[error.name].refuse(error)

    def retranslate(self) -> None:
        """Set every text."""
        for group, heading in self._headings.items():
            heading.setText(translate(group))
        words = html.escape(self.tr("restarts from step 0 with the same seed"))
        self._legend.setText(f"{restart_mark()} {words}")

    def _build(self, params: ParamSet) -> None:
        shown = [param for param in params.declared().values() if param.shown]
        for group in dict.fromkeys(param.group for param in shown):
            if group:
                self._headings[group] = QLabel()
                self._headings[group].setForegroundRole(MUTED)
                self._column.addWidget(self._headings[group])
            for param in shown:
                if param.group == group:
                    row = self.rows[param.name] = make_row(param)
                    row.edited.connect(self.edited)
                    self._column.addWidget(row)
        self._legend.setVisible(any(not param.live for param in shown))
        self._column.addWidget(self._legend)
        self._column.addStretch(1)

    def _reason(self, param: Param) -> Any:
        """Says which settings make `param` matter, in whatever language the window has then."""

        def words() -> str:
            declared = type(self._params).declared()
            parts = [
                self.tr("{title}: {values}").format(
                    title=translate(declared[other].title),
                    values=", ".join(_value_title(declared[other], value) for value in values),
                )
                for other, values in param.when.items()
            ]
            return self.tr("Has an effect only with {settings}.").format(settings="; ".join(parts))

        return words

    def _restyle(self) -> None:
        edge = look().px(16)
        self._column.setContentsMargins(edge, edge // 2, edge, edge // 2)
        self._column.setSpacing(look().px(8))
        for heading in self._headings.values():
            heading.setFont(look().font(SMALL_POINTS, bold=True))
        self.retranslate()


def _value_title(param: Param, value: object) -> str:
    if isinstance(param, Choice):
        return translate(param.choices[str(value)])
    return param.format(value)
