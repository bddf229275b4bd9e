"""A diagram of one unit of a gated cell: boxes that fill with live numbers, operations, wires.

A diagram is a table: where each thing stands, in shares of the widget's width and height. Text
keeps the size of the theme, whatever the size of the widget.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QSizePolicy,
    QStyleOptionGraphicsItem,
    QWidget,
)

from dlgui.ui.dress import follow_look
from dlgui.ui.theme import SMALL_POINTS, STYLES, look

Place = tuple[float, float]
"""Across and down, as shares of the width and height."""


@dataclass(frozen=True)
class Box:
    """A number between `low` and `high`, shown as text and as the box's filling.

    ``symbol`` and ``index`` are written above the number, the index lowered.
    """

    key: str
    symbol: str
    index: str
    role: str
    low: float
    high: float
    at: Place


@dataclass(frozen=True)
class Operation:
    """What happens where wires meet: ×, +, tanh."""

    symbol: str
    at: Place


@dataclass(frozen=True)
class Wire:
    """A line through `points` in the colour of a role, with an arrow at what stands at its end."""

    points: tuple[Place, ...]
    role: str = "reference"


class _Item(QGraphicsItem):
    """A part of the diagram with a rectangle of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.rect = QRectF()

    def place(self, rect: QRectF) -> None:
        self.prepareGeometryChange()
        self.rect = rect

    def boundingRect(self) -> QRectF:
        return self.rect.adjusted(-2, -2, 2, 2)


class _BoxItem(_Item):
    def __init__(self, box: Box) -> None:
        super().__init__()
        self.box = box
        self.value = math.nan
        self.setZValue(2)

    def set_value(self, value: float) -> None:
        if value != self.value:
            self.value = value
            self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        colour = look().colour(STYLES[self.box.role])
        radius = look().px(4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(self.rect, radius, radius)
        painter.fillPath(shape, QColor(look().theme.surface))
        filling = QColor(colour)
        filling.setAlphaF(0.35)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(self._filled(), filling)
        painter.restore()
        painter.setPen(QPen(colour, look().line_width()))
        painter.drawPath(shape)
        self._write(painter)

    def _filled(self) -> QRectF:
        """From the value 0 to the value, over the height of the box."""
        low, high = self.box.low, self.box.high
        value = min(max(self.value, low), high) if math.isfinite(self.value) else low
        level, zero = (
            self.rect.bottom() - self.rect.height() * (x - low) / (high - low)
            for x in (value, max(low, 0.0))
        )
        return QRectF(self.rect.left(), min(level, zero), self.rect.width(), abs(level - zero))

    def _write(self, painter: QPainter) -> None:
        painter.setPen(QColor(look().theme.text))
        middle = self.rect.center().y()
        _draw_symbol(
            painter,
            QRectF(self.rect.left(), self.rect.top(), self.rect.width(), middle - self.rect.top()),
            self.box.symbol,
            self.box.index,
        )
        painter.setFont(look().font(SMALL_POINTS))
        number = "–" if math.isnan(self.value) else _three_digits(self.value)
        below = QRectF(self.rect.left(), middle, self.rect.width(), self.rect.bottom() - middle)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, number)


class _OperationItem(_Item):
    def __init__(self, operation: Operation) -> None:
        super().__init__()
        self.operation = operation
        self.setZValue(2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme = look().theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.muted), look().px(1)))
        painter.setBrush(QColor(theme.surface))
        radius = self.rect.height() / 2
        painter.drawRoundedRect(self.rect, radius, radius)
        painter.setPen(QColor(theme.text))
        painter.setFont(look().font(SMALL_POINTS))
        painter.drawText(self.rect, Qt.AlignmentFlag.AlignCenter, self.operation.symbol)


class _WireItem(_Item):
    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self.wire = wire
        self.points: list[QPointF] = []
        self.setZValue(1)

    def boundingRect(self) -> QRectF:
        return self.rect.adjusted(-12, -12, 12, 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        colour = look().colour(STYLES[self.wire.role])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, look().line_width()))
        painter.drawPolyline(QPolygonF(self.points))
        painter.setBrush(colour)
        painter.drawPolygon(arrow_head(self.points[-2], self.points[-1], look().px(7)))


class CellDiagram(QGraphicsView):
    """The diagram as a widget.

    Parameters
    ----------
    name : str
        Object name, without the prefix ``diagram.``.
    boxes, operations, wires
        The table.
    """

    def __init__(
        self,
        name: str,
        boxes: Sequence[Box],
        operations: Sequence[Operation],
        wires: Sequence[Wire],
    ) -> None:
        super().__init__()
        self.setObjectName(f"diagram.{name}")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self._boxes = {box.key: _BoxItem(box) for box in boxes}
        self._operations = [_OperationItem(operation) for operation in operations]
        self._wires = [_WireItem(wire) for wire in wires]
        for item in (*self._wires, *self._operations, *self._boxes.values()):
            self._scene.addItem(item)
        follow_look(self, self._restyle)
        self._restyle()

    def set_values(self, values: Mapping[str, float]) -> None:
        """The number of each box by key."""
        for key, item in self._boxes.items():
            item.set_value(values[key])

    def value(self, key: str) -> float:
        """The number that a box shows."""
        return self._boxes[key].value

    def minimumSizeHint(self) -> QSize:
        box = self._box_size()
        return QSize(int(box.width() * 5.8), int(box.height() * 3.6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _restyle(self) -> None:
        self.setBackgroundBrush(QColor(look().theme.window))
        self._arrange()
        self.updateGeometry()
        self._scene.update()

    def _box_size(self) -> QRectF:
        metrics = QFontMetricsF(look().font())
        return QRectF(0, 0, metrics.horizontalAdvance("−0.00 "), metrics.height() * 2.2)

    def _arrange(self) -> None:
        size = self.viewport().size()
        self._scene.setSceneRect(0, 0, size.width(), size.height())
        box = self._box_size()
        for item in self._boxes.values():
            item.place(_centred(self._point(item.box.at), box.width(), box.height()))
        metrics = QFontMetricsF(look().font(SMALL_POINTS))
        height = metrics.height() * 1.25
        for round_item in self._operations:
            width = metrics.horizontalAdvance(round_item.operation.symbol) + height * 0.7
            centre = self._point(round_item.operation.at)
            round_item.place(_centred(centre, max(width, height), height))
        targets = {item.box.at: item.rect for item in self._boxes.values()}
        targets |= {item.operation.at: item.rect for item in self._operations}
        for wire in self._wires:
            wire.points = [self._point(at) for at in wire.wire.points]
            wire.points[-1] = _stop_at(targets[wire.wire.points[-1]], wire.points[-2])
            wire.place(QPolygonF(wire.points).boundingRect())

    def _point(self, at: Place) -> QPointF:
        """A place in pixels; the outermost boxes stay inside."""
        box = self._box_size()
        size = self.viewport().size()
        across = max(size.width() - box.width() - 8, 1.0)
        down = max(size.height() - box.height() - 8, 1.0)
        return QPointF(4 + box.width() / 2 + at[0] * across, 4 + box.height() / 2 + at[1] * down)


def _three_digits(value: float) -> str:
    """The value with as many decimals as the box has room for: −0.25, −23.7, −124."""
    decimals = 2 if abs(value) < 10.0 else 1 if abs(value) < 100.0 else 0
    text = f"{value:.{decimals}f}"
    return text.replace("-", "−") if float(text) else text.removeprefix("-")


def _centred(point: QPointF, width: float, height: float) -> QRectF:
    return QRectF(point.x() - width / 2, point.y() - height / 2, width, height)


def _stop_at(target: QRectF, start: QPointF) -> QPointF:
    """Where a line from `start` to the centre of `target` meets its edge."""
    centre = target.center()
    across, down = start.x() - centre.x(), start.y() - centre.y()
    ratio = max(2 * abs(across) / target.width(), 2 * abs(down) / target.height(), 1.0)
    return centre + QPointF(across, down) / ratio


def arrow_head(start: QPointF, end: QPointF, length: float) -> QPolygonF:
    """The triangle at the end of an arrow from `start` to `end`, `length` pixels a side."""
    angle = math.atan2(end.y() - start.y(), end.x() - start.x())
    sides = [
        QPointF(
            end.x() - length * math.cos(angle + turn), end.y() - length * math.sin(angle + turn)
        )
        for turn in (-0.4, 0.4)
    ]
    return QPolygonF([end, *sides])


def _draw_symbol(painter: QPainter, rect: QRectF, symbol: str, index: str) -> None:
    """A symbol with a lowered index, centred."""
    large, small = look().font(), look().font()
    small.setPointSizeF(large.pointSizeF() * 0.7)
    wide = QFontMetricsF(large).horizontalAdvance(symbol)
    narrow = QFontMetricsF(small).horizontalAdvance(index)
    left = rect.center().x() - (wide + narrow) / 2
    baseline = rect.center().y() + QFontMetricsF(large).ascent() * 0.4
    painter.setFont(large)
    painter.drawText(QPointF(left, baseline), symbol)
    painter.setFont(small)
    painter.drawText(QPointF(left + wide, baseline + QFontMetricsF(large).descent()), index)
