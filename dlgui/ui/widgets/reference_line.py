"""Lines across a plot at one value, with their names."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter

from dlgui.ui.theme import CurveStyle, look
from dlgui.ui.widgets.plot_items import Item, legend_pen
from dlgui.ui.widgets.plot_painting import View
from dlgui.ui.widgets.series import Columns

_AROUND = ((0, -2), (1, -1), (2, 0), (1, 1), (0, 2), (-1, 1), (-2, 0), (-1, -1))
"""Where a label is written in the colour of the ground first, in design pixels."""


class Line(Item):
    """A horizontal or vertical line at one value: a chance level, a cursor.

    One that can be dragged is a cursor. It marks where a person looks and is no datum; and it is
    never out of reach: for 0, which has no place on a logarithmic axis, it waits at the low edge.
    """

    def __init__(self, key: str, style: CurveStyle, vertical: bool, draggable: bool) -> None:
        super().__init__(key, style)
        self.vertical = vertical
        self.draggable = draggable
        across, down = Qt.CursorShape.SizeHorCursor, Qt.CursorShape.SizeVerCursor
        self.cursor = across if vertical else down
        self.in_legend = False
        self.label = ""
        self.value: float | None = None
        self._log = False

    def set_logs(self, log_x: bool, log_y: bool) -> None:
        self._log = log_x if self.vertical else log_y

    @property
    def place(self) -> float | None:
        """The value in axis space; None when it has no place there."""
        if self.value is None or not np.isfinite(self.value) or (self._log and self.value <= 0.0):
            return None
        return float(np.log10(self.value)) if self._log else self.value

    def value_of(self, place: float) -> float:
        """The value at a place in axis space."""
        return 10.0**place if self._log else place

    def columns(self) -> Columns:
        known = self.value is not None and np.isfinite(self.value)
        return [(self.key, np.array([self.value]))] if known and not self.draggable else []

    def pixel(self, view: View) -> float | None:
        """Where the line is, in pixels across or down."""
        place = self.place
        if place is None and self.draggable and self.value == 0.0:
            place = view.u[0] if self.vertical else view.v[0]
        if place is None:
            return None
        point = view.point(place, place)
        return point.x() if self.vertical else point.y()

    def paint(self, painter: QPainter, view: View) -> None:
        at = self.pixel(view)
        if at is None:
            return
        rect = view.rect
        painter.setPen(legend_pen(self.style))
        if self.vertical:
            painter.drawLine(QLineF(at, rect.top(), at, rect.bottom()))
        else:
            painter.drawLine(QLineF(rect.left(), at, rect.right(), at))
        if self.draggable:
            self._paint_grip(painter, view, at)

    def paint_label(self, painter: QPainter, view: View) -> None:
        """Write beside the line what it is; to be called when all items are painted."""
        at = self.pixel(view)
        if at is None or not self.label or not self._is_inside(view.rect, at):
            return
        place = self._label_place(painter.fontMetrics(), view.rect, at).toPoint()
        # A rim in the colour of the ground keeps letters legible on curves, and curves in sight.
        # Stroking the letters' outline would cost more, and not give the same pixels every time.
        painter.setPen(QColor(look().theme.window))
        for x, y in _AROUND:
            painter.drawText(place + QPoint(look().px(x), look().px(y)), self.label)
        painter.setPen(look().colour(self.style))
        painter.drawText(place, self.label)

    def _paint_grip(self, painter: QPainter, view: View, at: float) -> None:
        size = 4.0 * look().line_width()
        rect = view.rect
        middle = QPointF(at, rect.bottom()) if self.vertical else QPointF(rect.left(), at)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(look().colour(self.style)))
        painter.drawEllipse(middle, size, size)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _is_inside(self, rect: QRectF, at: float) -> bool:
        low, high = (rect.left(), rect.right()) if self.vertical else (rect.top(), rect.bottom())
        return low <= at <= high

    def _label_place(self, metrics: QFontMetrics, rect: QRectF, at: float) -> QPointF:
        gap = look().px(4)
        height, width = metrics.height(), metrics.horizontalAdvance(self.label)
        if self.vertical:
            right_of = at + gap + width < rect.right()
            return QPointF(at + gap if right_of else at - gap - width, rect.top() + height)
        above = at - height > rect.top()
        return QPointF(rect.right() - width - gap, at - gap if above else at + height)
