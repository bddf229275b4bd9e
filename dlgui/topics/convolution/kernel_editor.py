"""The kernel's cells, each of which can be written into."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from dlgui.topics.convolution.cell_grid import Cell, CellGrid
from dlgui.topics.convolution.cell_painting import number_text
from dlgui.ui.theme import look
from dlgui.ui.widgets.param_row import RowEdit

_OPENS = "0123456789.,-+"
_EXACT = 4


class _CellEdit(RowEdit):
    """A box that keeps all its keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        # Return goes on to the grid otherwise, which would open the cell again.
        event.accept()


class KernelEditor(CellGrid):
    """A grid whose cells open on a click, on Enter or on a digit.

    Parameters
    ----------
    name : str
    low, high : float
        What a cell may hold.
    """

    cell_edited = Signal(int, int, float)
    """A person has written a number into this row and column."""

    def __init__(self, name: str, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._range = (low, high)
        self._open: Cell | None = None
        self.edit = _CellEdit(self)
        self.edit.setObjectName(f"plot.{name}.edit")
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.edit.hide()
        self.edit.editingFinished.connect(self._commit)
        self.edit.textEdited.connect(lambda: self._mark(False))
        self.edit.given_up.connect(self.close_cell)
        self.pressed.connect(self.open_cell)

    def open_cell(self, row: int, column: int) -> None:
        """Let a person write into a cell."""
        self._commit()
        self._open = self.cell = (row, column)
        self.edit.setText(number_text(float(self.values()[row, column]), _EXACT))
        self._mark(False)
        self._place()
        self.edit.show()
        self.edit.setFocus()
        self.edit.selectAll()

    def close_cell(self) -> None:
        """Leave the cell as it was."""
        self._open = None
        self.edit.hide()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text and text in _OPENS and self.cell is not None:
            self.open_cell(*self.cell)
            self.edit.setText(text)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _commit(self) -> None:
        if self._open is None:
            return
        row, column = self._open
        value = self._number()
        if value is None:
            self._mark(True)
            return
        # Closing takes the focus away, which finishes the editing again.
        self._open = None
        self.edit.hide()
        self.setFocus()
        if number_text(float(self.values()[row, column]), _EXACT) != number_text(value, _EXACT):
            self.cell_edited.emit(row, column, value)

    def _number(self) -> float | None:
        text = self.edit.text().strip().replace("\N{MINUS SIGN}", "-").replace(",", ".")
        try:
            value = float(text)
        except ValueError:
            return None
        return value if self._range[0] <= value <= self._range[1] else None

    def _mark(self, invalid: bool) -> None:
        low, high = (number_text(bound, 0) for bound in self._range)
        self.edit.setToolTip(f"{low} … {high}" if invalid else "")
        if self.edit.property("invalid") != invalid:
            self.edit.setProperty("invalid", invalid)
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)

    def _place(self) -> None:
        if self._open is None or not self.values().size:
            return
        cell = self.rect_of(*self._open)
        width = max(cell.width(), look().px(64))
        height = self.edit.sizeHint().height()
        left = min(max(0.0, cell.center().x() - width / 2), max(0.0, self.width() - width))
        top = cell.center().y() - height / 2
        self.edit.setGeometry(round(left), round(top), round(width), height)
