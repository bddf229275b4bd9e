"""A small array as square cells with their numbers, a marked field, and a mouse that picks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    qGray,
)
from PySide6.QtWidgets import QWidget

from dlgui.ui.theme import STYLES, look
from dlgui.ui.widgets.colour_maps import ColourImage
from dlgui.ui.widgets.heat_map_keys import moved
from dlgui.ui.widgets.levels import Levels
from dlgui.ui.widgets.picture_widget import PictureWidget
from dlgui.ui.widgets.series import Columns

Cell = tuple[int, int]
Box = tuple[int, int, int, int]

_POINTS = 9.0
_SHARE = 0.86
"""How much of a cell's width its number may take."""
_VEIL = 175
_MOST_NUMBERS = 400
_BRIGHT = 118


def number_text(value: float, decimals: int) -> str:
    """A number with at most so many decimals, and a minus sign as wide as a plus."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace("-", "\N{MINUS SIGN}")


class CellGrid(PictureWidget):
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
        super().__init__(name, parent)
        self._values: NDArray[np.float64] = np.zeros((0, 0))
        self._levels = Levels(signed=True)
        self._colours = ColourImage(signed=True)
        self._image = self._colours.image
        self._pixels: NDArray[np.uint8] = np.zeros((0, 0, 3), np.uint8)
        self._fields: Sequence[tuple[Sequence[int], Sequence[int]]] = ()
        self._box: Box | None = None
        self._border = 0
        self._written: int | None = None
        self._winner: Cell | None = None
        self._message = ""
        self.cell: Cell | None = None

    # Setting ------------------------------------------------------------------------------

    def set_values(self, values: ArrayLike) -> None:
        """Show an array (rows, columns) in colours around 0."""
        self._values = np.asarray(values, np.float64)
        self._levels.follow(self._values)
        self._colours.set_values(self._values, *self._levels.span)
        self._image = self._colours.image
        self.update()

    def set_picture(self, picture: NDArray[np.float64]) -> None:
        """Show a picture (1 or 3, rows, columns) from 0, dark, to 1, bright."""
        self._values = picture.mean(axis=0)
        channels = np.broadcast_to(picture, (3, *picture.shape[1:]))
        self._pixels = np.ascontiguousarray((channels.transpose(1, 2, 0) * 255).astype(np.uint8))
        rows, columns = self._values.shape
        self._image = QImage(
            self._pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888
        )
        self.update()

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
        self._border = width
        self.update()

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

    def columns(self) -> Columns:
        rows, columns = np.indices(self._values.shape).astype(np.float64)
        named = (("row", rows), ("column", columns), ("value", self._values))
        return [(name, array.ravel()) for name, array in named]

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
        painter.drawImage(area, self._image, QRectF(self._image.rect()))
        self._paint_border(painter, area)
        self._paint_numbers(painter, area)
        self._paint_veil(painter, area)
        self._paint_marks(painter, area)
        if self.cell is not None and self.hasFocus() and not saving:
            painter.setPen(QPen(QColor(look().theme.accent), look().px(2)))
            painter.drawRect(self.rect_of(*self.cell))

    def rect_of(self, row: int, column: int) -> QRectF:
        """The pixels of a cell."""
        area = self.area()
        side = area.width() / self._values.shape[1]
        return QRectF(area.left() + column * side, area.top() + row * side, side, side)

    def _paint_border(self, painter: QPainter, area: QRectF) -> None:
        if not self._border:
            return
        step = self._border * area.width() / self._values.shape[1]
        inside = area.adjusted(step, step, -step, -step)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        brush = QBrush(QColor(look().theme.muted), Qt.BrushStyle.BDiagPattern)
        for strip in (
            QRectF(area.left(), area.top(), area.width(), step),
            QRectF(area.left(), inside.bottom(), area.width(), step),
            QRectF(area.left(), inside.top(), step, inside.height()),
            QRectF(inside.right(), inside.top(), step, inside.height()),
        ):
            painter.fillRect(strip, brush)
        painter.restore()

    def _paint_numbers(self, painter: QPainter, area: QRectF) -> None:
        rows, columns = self._values.shape
        side = area.width() / columns
        painter.setFont(look().font(_POINTS))
        metrics = QFontMetricsF(painter.font())
        if rows * columns > _MOST_NUMBERS or metrics.height() > side:
            return
        texts = self._texts(metrics, _SHARE * side)
        scale_y, scale_x = self._image.height() / rows, self._image.width() / columns
        dark, light = QColor("#000000"), QColor("#ffffff")
        for index, text in enumerate(texts):
            row, column = divmod(index, columns)
            under = self._image.pixelColor(int(column * scale_x), int(row * scale_y))
            painter.setPen(dark if qGray(under.rgb()) > _BRIGHT else light)
            cell = QRectF(area.left() + column * side, area.top() + row * side, side, side)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)

    def _texts(self, metrics: QFontMetricsF, room: float) -> list[str]:
        """The numbers as exact as they fit; none when a single one does not."""
        values = self._values.ravel().tolist()
        for decimals in (2, 1):
            texts = [number_text(value, decimals) for value in values]
            if max(metrics.horizontalAdvance(text) for text in set(texts)) <= room:
                return texts
        return []

    def _paint_veil(self, painter: QPainter, area: QRectF) -> None:
        rows, columns = self._values.shape
        if self._written is None or self._written >= rows * columns:
            return
        side = area.width() / columns
        row, column = divmod(self._written, columns)
        top = area.top() + row * side
        veil = QColor(look().theme.window)
        veil.setAlpha(_VEIL)
        left = area.left() + column * side
        painter.fillRect(QRectF(left, top, area.right() - left, side), veil)
        painter.fillRect(
            QRectF(area.left(), top + side, area.width(), area.bottom() - top - side), veil
        )

    def _paint_marks(self, painter: QPainter, area: QRectF) -> None:
        side = area.width() / self._values.shape[1]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        outlines = [outline for field in self._fields for outline in _outlines(*field)]
        if self._box is not None:
            top, left, bottom, right = self._box
            self._outline(painter, (left, top, right - left, bottom - top), area, side, True)
        for outline in outlines:
            self._outline(painter, outline, area, side, False)
        if self._winner is not None:
            painter.setPen(QPen(QColor("#ffffff"), 1.0))
            painter.setBrush(look().colour(STYLES["trajectory"]))
            corner = self.rect_of(*self._winner).topLeft() + QPointF(0.18 * side, 0.18 * side)
            painter.drawEllipse(corner, 0.12 * side, 0.12 * side)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _outline(
        self, painter: QPainter, place: Box, area: QRectF, side: float, dashed: bool
    ) -> None:
        """Outline left, top, width, height in cells, visible on every colour."""
        left, top, width, height = place
        rect = QRectF(
            area.left() + left * side, area.top() + top * side, width * side, height * side
        )
        line = look().line_width()
        for colour, extra in ((QColor("#ffffff"), 2.0), (look().colour(STYLES["trajectory"]), 0.0)):
            pen = QPen(colour, line + extra)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            if dashed:
                pen.setStyle(Qt.PenStyle.DashLine)
                pen.setWidthF(max(1.0, line / 2) + extra)
            painter.setPen(pen)
            painter.drawRect(rect)

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

    def event(self, event: QEvent) -> bool:
        # The arrows belong to the grid that has the focus, not to the window's transport.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

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

    def _takes(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return enter or self._target(event) is not None

    def _target(self, event: QKeyEvent) -> Cell | None:
        if not self._values.size:
            return None
        if self.cell is None:
            return (0, 0) if moved(event, 0, 0, (1, 1)) else None
        row, column = (
            min(place, size - 1) for place, size in zip(self.cell, self._values.shape, strict=True)
        )
        return moved(event, row, column, self._values.shape)

    def _cell_at(self, at: QPointF) -> Cell | None:
        area = self.area()
        if not self._values.size or not area.contains(at):
            return None
        rows, columns = self._values.shape
        side = area.width() / columns
        row, column = int((at.y() - area.top()) / side), int((at.x() - area.left()) / side)
        return min(row, rows - 1), min(column, columns - 1)


def _outlines(rows: Sequence[int], columns: Sequence[int]) -> list[Box]:
    """Left, top, width, height around a field: one box, or one a cell where it has gaps."""
    height, width = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    if height == len(rows) and width == len(columns):
        return [(columns[0], rows[0], width, height)]
    return [(column, row, 1, 1) for row in rows for column in columns]
