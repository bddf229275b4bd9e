"""A small array as square cells with their numbers, a marked field, and a mouse that picks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from dlgui.messages import tr
from dlgui.topics.convolution.cell_painting import (
    Box,
    paint_border,
    paint_box,
    paint_dot,
    paint_field,
    paint_numbers,
    paint_veil,
)
from dlgui.ui.theme import look
from dlgui.ui.widgets.coloured_picture import ColouredPicture
from dlgui.ui.widgets.cursor_keys import moved_cell
from dlgui.ui.widgets.heat_map_frame import paint_for_file
from dlgui.ui.widgets.series import Columns

Cell = tuple[int, int]


class CellGrid(ColouredPicture):
    """Rows and columns as squares: signed values in colours around 0, or a picture as it is.

    Parameters
    ----------
    name : str
        The object name becomes ``plot.<name>``.
    """

    hovered = Signal(int, int)
    """The mouse or a key has moved to this row and column."""
    mouse_left = Signal()
    pressed = Signal(int, int)
    """A cell was clicked, or chosen with Enter."""
    dragged = Signal(int, int)
    """The mouse has moved to this cell with its button down."""
    released = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, signed=True, parent=parent)
        self._values: NDArray[np.float64] = np.zeros((0, 0))
        self._image = self._colours.image
        self._shown: NDArray[np.float64] = self._values
        self._pixels: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self._fields: Sequence[tuple[Sequence[int], Sequence[int]]] = ()
        self._box: Box | None = None
        self._border = 0
        self._written: int | None = None
        self._winner: Cell | None = None
        self._message = ""
        self._still: QPixmap | None = None
        self.cell: Cell | None = None

    # Setting ------------------------------------------------------------------------------

    def set_values(self, values: ArrayLike) -> None:
        """Show an array (rows, columns) in colours around 0."""
        array = np.asarray(values, np.float64)
        if np.array_equal(array, self._shown):
            return
        self._values = self._shown = array
        self._colour()
        self._image = self._colours.image

    def set_picture(self, picture: NDArray[np.float64]) -> None:
        """Show a picture (1 or 3, rows, columns) from 0, dark, to 1, bright."""
        if np.array_equal(picture, self._shown):
            return
        self._shown = picture
        self._values = picture.mean(axis=0)
        rows, columns = self._values.shape
        channels = np.broadcast_to(picture, (3, rows, columns)).transpose(1, 2, 0)
        # An image shares the memory of the array, which has to live as long.
        self._pixels = np.ascontiguousarray((channels * 255).astype(np.uint8))
        self._image = QImage(
            self._pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888
        )
        self._change()

    def set_fields(self, *fields: tuple[Sequence[int], Sequence[int]]) -> None:
        """Outline cells: each field is rows and columns."""
        self._fields = fields
        self.update()

    def set_box(self, box: Box | None) -> None:
        """Outline top, left, bottom, right with a dashed line."""
        self._box = box
        self.update()

    def set_border(self, width: int) -> None:
        """Hatch this many cells all around: the padding."""
        if width != self._border:
            self._border = width
            self._change()

    def set_written(self, count: int | None) -> None:
        """Veil all cells but the first `count`."""
        self._written = count
        self.update()

    def set_winner(self, cell: Cell | None) -> None:
        """Mark one cell with a dot."""
        self._winner = cell
        self.update()

    def set_message(self, text: str) -> None:
        """What to say instead of an array without cells."""
        self._message = text
        self.update()

    def values(self) -> NDArray[np.float64]:
        """The values shown."""
        return self._values

    def table(self) -> NDArray[np.float64]:
        return self._values

    def columns(self) -> Columns:
        rows, columns = np.indices(self._values.shape).astype(np.float64)
        named = ((tr("row"), rows), (tr("column"), columns), (tr("value"), self._values))
        return [(name, array.ravel()) for name, array in named]

    def restyle(self) -> None:
        self._change()

    def set_title(self, title: str) -> None:
        super().set_title(title)
        self._change()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._still = None

    # Painting -----------------------------------------------------------------------------

    def area(self) -> QRectF:
        """Where the cells are, in pixels of the widget."""
        rows, columns = (max(1, size) for size in self._values.shape)
        top, gap = self.title_height(), look().px(4)
        width, height = self.width() - 2 * gap, self.height() - top - 2 * gap
        side = max(1.0, min(width / columns, height / rows))
        return QRectF(gap, top + gap, side * columns, side * rows)

    def paint(self, painter: QPainter, saving: bool) -> None:
        if not self._values.size:
            painter.setFont(look().font())
            painter.setPen(QColor(look().theme.muted))
            text = QRectF(self.rect()).adjusted(look().px(4), self.title_height(), 0, 0)
            painter.drawText(text, int(Qt.TextFlag.TextWordWrap), self._message)
            return
        area = self.area()
        if saving:
            paint_for_file(painter, area, self._image)
            self._paint_marks(painter, area)
        else:
            painter.drawPixmap(0, 0, self._still_picture())
        columns = self._values.shape[1]
        side = area.width() / columns
        if self._written is not None and self._written < self._values.size:
            paint_veil(painter, area, self._written, columns)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._box is not None:
            paint_box(painter, area, side, self._box)
        for field in self._fields:
            paint_field(painter, area, side, *field)
        if self._winner is not None:
            paint_dot(painter, self.rect_of(*self._winner))
        if self.cell is not None and self.hasFocus() and not saving:
            painter.setPen(QPen(QColor(look().theme.accent), look().px(2)))
            painter.drawRect(self.rect_of(*self.cell))

    def rect_of(self, row: int, column: int) -> QRectF:
        """The pixels of a cell."""
        area = self.area()
        side = area.width() / self._values.shape[1]
        return QRectF(area.left() + column * side, area.top() + row * side, side, side)

    def _colour(self) -> None:
        super()._colour()
        self._change()

    def _change(self) -> None:
        self._still = None
        self.update()

    def _still_picture(self) -> QPixmap:
        """What a step of the scan does not change, painted once."""
        if self._still is None:
            ratio = self.devicePixelRatioF()
            self._still = QPixmap(self.size() * ratio)
            self._still.setDevicePixelRatio(ratio)
            self._still.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._still)
            area = self.area()
            painter.drawImage(area, self._image, QRectF(self._image.rect()))
            self._paint_marks(painter, area)
            painter.end()
        return self._still

    def _paint_marks(self, painter: QPainter, area: QRectF) -> None:
        """The padding and the numbers."""
        if self._border:
            paint_border(painter, area, self._border * area.width() / self._values.shape[1])
        paint_numbers(painter, area, self._values, self._image)

    # Mouse and keys -----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self.cell = cell
            self.pressed.emit(*cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if cell is None or cell == self.cell:
            return
        self.cell = cell
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(*cell)
        else:
            self.hovered.emit(*cell)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.released.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self.cell = None
        self.mouse_left.emit()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.cell is not None:
            self.pressed.emit(*self.cell)
            self.released.emit()
            return
        target = self._target(event)
        if target is None:
            super().keyPressEvent(event)
            return
        self.cell = target
        self.hovered.emit(*target)
        self.update()

    def takes_key(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return enter or self._target(event) is not None

    def _target(self, event: QKeyEvent) -> Cell | None:
        if not self._values.size:
            return None
        if self.cell is None:
            return (0, 0) if moved_cell(event, 0, 0, (1, 1)) else None
        row, column = (
            min(place, size - 1) for place, size in zip(self.cell, self._values.shape, strict=True)
        )
        return moved_cell(event, row, column, self._values.shape)

    def _cell_at(self, at: QPointF) -> Cell | None:
        area = self.area()
        if not self._values.size or not area.contains(at):
            return None
        rows, columns = self._values.shape
        side = area.width() / columns
        row, column = int((at.y() - area.top()) / side), int((at.x() - area.left()) / side)
        return min(row, rows - 1), min(column, columns - 1)
