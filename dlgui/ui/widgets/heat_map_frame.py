"""What surrounds the colours of a heat map: axes, colour bar, cursor and row marks."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QImage,
    QLinearGradient,
    QPaintEngine,
    QPainter,
    QPen,
    QPolygonF,
)

from dlgui.ui.theme import SMALL_POINTS, look
from dlgui.ui.widgets.colour_maps import ColourImage, sample
from dlgui.ui.widgets.ticks import Range, linear_ticks, nice_step, tick_label, value_label

_GRADIENT_STOPS = 16
_USUAL_LABEL = "−0.5"
_ABOVE_ROWS = 2
"""Design pixels that keep the name of the rows off the arrow at the first of them."""
_ENLARGED = 4.0
"""Up to this enlargement the colours in an SVG are sharp in every viewer."""


class HeatMapFrame:
    """Lays out and paints all of a heat map but its title and its hover panel."""

    def __init__(self, signed: bool) -> None:
        self.names = ("", "")
        self.first = (0, 0)
        self.least_left = 0.0
        self.column_scale: tuple[float, float] | None = None
        self._shows_x = self._shows_y = self._shows_bar = True
        self._stops = [
            (stop / _GRADIENT_STOPS, sample(signed, stop / _GRADIENT_STOPS))
            for stop in range(_GRADIENT_STOPS + 1)
        ]

    def set_names(self, x: str, y: str) -> None:
        """Set the names of the axes."""
        self.names = (x, y)

    def set_visible(self, x: bool, y: bool, colour_bar: bool) -> None:
        """Choose what is shown around the colours."""
        self._shows_x, self._shows_y, self._shows_bar = x, y, colour_bar

    def state(self) -> tuple[object, ...]:
        """Changes when `paint` would paint something else in the same place."""
        shown = self._shows_x, self._shows_y, self._shows_bar
        return self.names, self.first, self.column_scale, self.least_left, shown

    def area(self, room: QRectF, levels: Range) -> QRectF:
        """Where the colours go in the room below the title.

        Where it is low, numbers and names give way to them.
        """
        metrics = self._metrics()
        gap = look().px(4)
        left = metrics.horizontalAdvance("000") + 2 * gap if self._shows_y else 2 * gap
        left = max(left, self.least_left)
        right = 2.0 * gap
        if self._shows_bar:
            # Room for the usual labels keeps the maps of one page in line.
            labels = [_USUAL_LABEL, *map(value_label, (*levels, 0.5 * sum(levels)))]
            widest = max(metrics.horizontalAdvance(label) for label in labels)
            right += look().px(8) + 3 * gap + widest
        head, foot = self._margins(room.height())
        width, height = room.width() - left - right, room.height() - head - foot
        return QRectF(left, room.top() + head, max(width, 1.0), max(height, 1.0))

    def _margins(self, height: float) -> tuple[float, float]:
        """Above and below the colours, for the name of the rows and for numbers."""
        line, gap = self._metrics().height(), look().px(4)
        named = line + look().px(_ABOVE_ROWS) if self.names[1] else gap
        numbered = line + 2 * gap if self._shows_x else gap
        wanted = ((named, numbered), (named, gap))
        return next((each for each in wanted if height - sum(each) >= line), (gap, gap))

    def fits(self, area: QRectF) -> bool:
        """Whether there is room for something that can be read."""
        return area.height() >= 0.5 * self._metrics().height()

    def paint(self, painter: QPainter, room: QRectF, shape: tuple[int, ...], levels: Range) -> None:
        """Draw axes and colour bar, where they have the room."""
        area = self.area(room, levels)
        head, foot = self._margins(room.height())
        gap = look().px(4)
        painter.setFont(look().font(SMALL_POINTS))
        painter.setPen(QColor(look().theme.muted))
        metrics = self._metrics()
        if self._shows_x and foot > gap:
            self._paint_x(painter, area, shape[1], metrics)
        if self._shows_y:
            self._paint_y(painter, area, shape[0], metrics)
        if self._shows_y and self.names[1] and head > gap:
            baseline = area.top() - look().px(_ABOVE_ROWS) - metrics.descent()
            painter.drawText(QPointF(gap, baseline), self.names[1])
        if self._shows_bar:
            self._paint_bar(painter, area, levels, metrics)

    def paint_values(
        self, painter: QPainter, area: QRectF, colours: ColourImage, saving: bool
    ) -> None:
        """Draw the colours; what is not finite shows the hatching below."""
        self.paint_part(painter, area, colours, colours.image.rect(), saving)

    def paint_part(
        self, painter: QPainter, area: QRectF, colours: ColourImage, part: QRect, saving: bool
    ) -> None:
        """Draw some of the colours."""
        if colours.has_missing:
            painter.fillRect(area, QColor(look().theme.surface))
            painter.fillRect(area, QBrush(QColor(look().theme.muted), Qt.BrushStyle.BDiagPattern))
        if saving:
            paint_for_file(painter, area, colours.image.copy(part))
        else:
            painter.drawImage(area, colours.image, QRectF(part))

    def paint_cursor(self, painter: QPainter, area: QRectF, column: int, columns: int) -> None:
        """Draw the time cursor: a dark line in a light one, visible on every colour."""
        x = area.left() + (column + 0.5) * area.width() / columns
        line = QLineF(x, area.top() - look().px(2), x, area.bottom() + look().px(2))
        width = look().line_width()
        for colour, thickness in (("#ffffff", width + 2.0), ("#000000", width)):
            pen = QPen(QColor(colour), thickness)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(line)

    def paint_row(self, painter: QPainter, area: QRectF, row: int, rows: int) -> None:
        """Mark a row: a frame around it and an arrow before it."""
        height = area.height() / rows
        top = area.top() + row * height
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, thickness in (("#ffffff", 3.0), ("#000000", 1.0)):
            painter.setPen(QPen(QColor(colour), thickness))
            painter.drawRect(QRectF(area.left(), top, area.width(), height))
        size, middle = look().px(5), top + height / 2
        tip = QPointF(area.left() - 1, middle)
        back = area.left() - 1 - size
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look().theme.text))
        corners = [tip, QPointF(back, middle - size), QPointF(back, middle + size)]
        painter.drawPolygon(QPolygonF(corners))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_x(
        self, painter: QPainter, area: QRectF, columns: int, metrics: QFontMetricsF
    ) -> None:
        gap = look().px(4)
        baseline = area.bottom() + gap + metrics.ascent()
        name = self.names[0]
        right = area.right() - metrics.horizontalAdvance(name)
        painter.drawText(QPointF(right, baseline), name)
        room = self._label_room(columns, metrics)
        for column, text in self._column_labels(columns, area.width() / room):
            width = metrics.horizontalAdvance(text)
            x = area.left() + (column + 0.5) * area.width() / columns - width / 2
            if x + width + 2 * gap < right:
                painter.drawText(QPointF(x, baseline), text)

    def column_name(self, column: int) -> str:
        """The number that a column goes by; that of a bin are its ends."""
        if self.column_scale is None:
            return str(column + self.first[1])
        first, step = self.column_scale
        at = first + column * step
        # The middles of bins lie half a step beside round numbers.
        if math.isclose(first / step, round(first / step), abs_tol=1e-6):
            return tick_label(at, step)
        return " … ".join(tick_label(end, step) for end in (at - step / 2, at + step / 2))

    def _label_room(self, columns: int, metrics: QFontMetricsF) -> float:
        """The width that a label takes together with the gap after it."""
        if self.column_scale is not None:
            return 6.0 * metrics.averageCharWidth()
        return metrics.horizontalAdvance(self.column_name(columns - 1)) + 3 * look().px(4)

    def _column_labels(self, columns: int, most: float) -> list[tuple[float, str]]:
        """Places, counted in columns, and labels."""
        if self.column_scale is None or columns < 2:
            marks = _marks(columns, most, self.first[1])
            return [(float(mark), self.column_name(mark)) for mark in marks]
        first, step = self.column_scale
        low, high = first - 0.5 * step, first + (columns - 0.5) * step
        ticks = linear_ticks(low, high, max(1, min(int(most), columns)))
        return [((tick.at - first) / step, tick.label) for tick in ticks]

    def _paint_y(self, painter: QPainter, area: QRectF, rows: int, metrics: QFontMetricsF) -> None:
        gap = look().px(4)
        for row in _marks(rows, area.height() / (1.6 * metrics.height()), self.first[0]):
            text = str(row + self.first[0])
            y = area.top() + (row + 0.5) * area.height() / rows
            y = max(y, area.top() + metrics.height() / 2)
            x = area.left() - 2 * gap - metrics.horizontalAdvance(text)
            painter.drawText(QPointF(x, y + (metrics.ascent() - metrics.descent()) / 2), text)

    def _paint_bar(
        self, painter: QPainter, area: QRectF, levels: Range, metrics: QFontMetricsF
    ) -> None:
        gap = look().px(4)
        bar = QRectF(area.right() + 2 * gap, area.top(), look().px(8), area.height())
        gradient = QLinearGradient(bar.bottomLeft(), bar.topLeft())
        for share, colour in self._stops:
            gradient.setColorAt(share, colour)
        painter.fillRect(bar, gradient)
        low, high = levels
        shown = [(low, 1.0), (high, 0.0)] if area.height() >= 1.7 * metrics.height() else []
        if area.height() > 4 * metrics.height():
            shown.append((0.5 * (low + high), 0.5))
        for value, share in shown:
            middle = bar.top() + share * bar.height()
            top = min(
                max(middle - metrics.height() / 2, bar.top()), bar.bottom() - metrics.height()
            )
            at = QPointF(bar.right() + gap, top + metrics.ascent())
            painter.drawText(at, value_label(value))

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(look().font(SMALL_POINTS))


def paint_for_file(painter: QPainter, area: QRectF, image: QImage) -> None:
    """Draw each pixel of `image` as a cell with sharp edges."""
    if painter.paintEngine().type() == QPaintEngine.Type.SVG:
        painter.drawImage(area, _enlarged(image, area))
    else:
        _paint_cells(painter, area, image)


def _enlarged(image: QImage, area: QRectF) -> QImage:
    """Each pixel as a block: a viewer may blur what it enlarges, but only the blocks' edges."""
    across = math.ceil(_ENLARGED * area.width() / image.width())
    down = math.ceil(_ENLARGED * area.height() / image.height())
    return image.scaled(across * image.width(), down * image.height())


def _paint_cells(painter: QPainter, area: QRectF, image: QImage) -> None:
    """Draw each pixel of `image` as a cell: Qt's enlarged images are some pixels off at the end."""
    width, height = area.width() / image.width(), area.height() / image.height()
    for row in range(image.height()):
        for column in range(image.width()):
            cell = QRectF(area.left() + column * width, area.top() + row * height, width, height)
            painter.fillRect(cell, image.pixelColor(column, row))


def _marks(count: int, most: float, first: int) -> list[int]:
    """Indices to label: those whose numbers (index + `first`) are round."""
    step = max(1, round(nice_step(max(count, 1) / max(most, 1.0))))
    marks = [index for index in range(count) if (index + first) % step == 0]
    return marks or list(range(min(count, 1)))
