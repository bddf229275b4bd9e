"""Units against time as colours, with a time cursor that several maps share."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from dlgui.messages import tr
from dlgui.ui.widgets.coloured_picture import ColouredPicture
from dlgui.ui.widgets.cursor_keys import moved_cell
from dlgui.ui.widgets.heat_map_frame import HeatMapFrame
from dlgui.ui.widgets.readout import Row, paint_readout
from dlgui.ui.widgets.series import Columns
from dlgui.ui.widgets.ticks import value_label


class HeatMap(ColouredPicture):
    """An array (rows, columns) as colours: row 0 on top, column 0 at the left.

    Parameters
    ----------
    name : str
        The object name becomes ``plot.<name>``.
    signed : bool
        Diverging colours around 0; otherwise sequential ones.
    """

    cursor_moved = Signal(int)
    """A person has moved the cursor to this column."""
    row_selected = Signal(int)
    """A person has selected this row."""

    def __init__(self, name: str, signed: bool, parent: QWidget | None = None) -> None:
        super().__init__(name, signed, parent)
        self._values: NDArray[np.float64] = np.zeros((0, 0))
        self._frame = HeatMapFrame(signed)
        self._cursor: int | None = None
        self._row: int | None = None

    def set_labels(self, title: str, x: str, y: str) -> None:
        """Set the title and the names of the axes."""
        self.set_title(title)
        self._frame.set_names(x, y)

    def set_first(self, row: int, column: int) -> None:
        """Set the numbers that the first row and the first column go by; 0 otherwise."""
        self._frame.first = (row, column)
        self.update()

    def set_columns(self, first: float, step: float) -> None:
        """Let the columns go by numbers `step` apart, instead of counting them.

        The colours of a column belong to its number and to half a step on both sides.
        """
        self._frame.column_scale = (first, step)
        self.update()

    def set_axes_visible(self, x: bool = True, y: bool = True, colour_bar: bool = True) -> None:
        """Leave out labels that a neighbour on the same page shows already."""
        self._frame.set_visible(x, y, colour_bar)
        self.update()

    def set_left_margin(self, pixels: float) -> None:
        """Leave at least so much room at the left, to be in line with a neighbour."""
        self._frame.least_left = pixels
        self.update()

    def set_values(self, values: ArrayLike) -> None:
        """Set the values.

        Parameters
        ----------
        values : (rows, columns) array_like
            Real numbers; NaN and inf are shown hatched. The array is not copied: it must not
            change afterwards, as a frame's arrays don't.

        Raises
        ------
        ValueError
            The array has not two dimensions.
        """
        array = np.asarray(values, np.float64)
        if array.ndim != 2:
            raise ValueError(f"a heat map needs rows and columns, not {array.shape}")
        self._values = array
        self._cursor = _within(self._cursor, array.shape[1])
        self._row = _within(self._row, array.shape[0])
        self._colour()

    def values(self) -> NDArray[np.float64]:
        """The values shown."""
        return self._values

    def table(self) -> NDArray[np.float64]:
        return self._values

    def set_cursor(self, column: int) -> None:
        """Put the cursor on a column; one outside the map goes to the nearest."""
        self._cursor = _within(column, self._values.shape[1])
        self.update()

    def cursor(self) -> int | None:  # type: ignore[override]
        """The column of the cursor."""
        return self._cursor

    def set_row(self, row: int | None) -> None:
        """Mark a row."""
        self._row = None if row is None else _within(row, self._values.shape[0])
        self.update()

    def row(self) -> int | None:
        """The marked row."""
        return self._row

    def columns(self) -> Columns:
        rows, columns = np.indices(self._values.shape, np.float64)
        first, step = self._frame.column_scale or (self._frame.first[1], 1)
        return [
            (tr("row"), rows.ravel() + self._frame.first[0]),
            (tr("column"), first + columns.ravel() * step),
            (tr("value"), self._values.ravel()),
        ]

    def headings(self) -> list[str]:
        x, y = self._frame.names
        row, column, value = super().headings()
        return [y or row, x or column, value]

    def area(self) -> QRectF:
        """Where the colours are, in pixels of the widget."""
        return self._frame.area(self._room(), self._levels.span)

    def backdrop_state(self) -> tuple[object, ...]:
        return self._values.shape, self._levels.span, self._frame.state()

    def paint_backdrop(self, painter: QPainter) -> None:
        if self._frame.fits(self.area()):
            self._frame.paint(painter, self._room(), self._values.shape, self._levels.span)

    def paint(self, painter: QPainter, saving: bool) -> None:
        area = self.area()
        if not self._values.size or not self._frame.fits(area):
            return
        self._frame.paint_values(painter, area, self._colours, saving)
        if saving:
            return
        if self._row is not None:
            self._frame.paint_row(painter, area, self._row, self._values.shape[0])
        if self._cursor is not None:
            self._frame.paint_cursor(painter, area, self._cursor, self._values.shape[1])
        if self._mouse is not None and area.contains(self._mouse):
            self._paint_hover(painter, area, self._mouse)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell(event.position())
        if cell is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(row=cell[0], column=cell[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        cell = self._cell(event.position(), clamped=True)
        if cell is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(row=self._row, column=cell[1])

    def takes_key(self, event: QKeyEvent) -> bool:
        return self._target(event) is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        target = self._target(event)
        if target is None:
            super().keyPressEvent(event)
            return
        self._choose(*target)

    def _room(self) -> QRectF:
        """What the title leaves."""
        return QRectF(self.rect()).adjusted(0.0, self.title_height(), 0.0, 0.0)

    def _target(self, event: QKeyEvent) -> tuple[int, int] | None:
        if not self._values.size:
            return None
        return moved_cell(event, self._row or 0, self._cursor or 0, self._values.shape)

    def _choose(self, row: int | None, column: int | None) -> None:
        """Go to a cell and tell what has changed."""
        new_row = None if row is None else _within(row, self._values.shape[0])
        new_column = None if column is None else _within(column, self._values.shape[1])
        if new_column is not None and new_column != self._cursor:
            self._cursor = new_column
            self.cursor_moved.emit(new_column)
        if new_row is not None and new_row != self._row:
            self._row = new_row
            self.row_selected.emit(new_row)
        self.update()

    def _cell(self, at: QPointF, clamped: bool = False) -> tuple[int, int] | None:
        """Row and column under a pixel."""
        area = self.area()
        if not self._values.size or not (clamped or area.contains(at)):
            return None
        rows, columns = self._values.shape
        row = int((at.y() - area.top()) / area.height() * rows)
        column = int((at.x() - area.left()) / area.width() * columns)
        return min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)

    def _paint_hover(self, painter: QPainter, area: QRectF, mouse: QPointF) -> None:
        cell = self._cell(mouse)
        if cell is None:
            return
        row, column = cell
        x_name, y_name = self._frame.names
        x, y = self._frame.column_name(column), row + self._frame.first[0]
        value = value_label(float(self._values[row, column]))
        # In lines of their own, which fit on a narrow map.
        rows = [Row(None, "", f"{y_name or 'y'} = {y}"), Row(None, "", value)]
        paint_readout(painter, area, mouse, f"{x_name or 'x'} = {x}", rows)


def _within(index: int | None, count: int) -> int | None:
    if index is None or count == 0:
        return None
    return min(max(index, 0), count - 1)
