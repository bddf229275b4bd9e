"""The content of a plot and how it is painted: frame, grid, axes, items."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from dlgui.ui.theme import SMALL_POINTS, look
from dlgui.ui.widgets.axis import Axis
from dlgui.ui.widgets.plot_items import Item
from dlgui.ui.widgets.plot_painting import View
from dlgui.ui.widgets.reference_line import Line
from dlgui.ui.widgets.ticks import Range, Tick

# Margins grow in steps of this many design pixels, so that labels don't push the curves about.
_MARGIN_STEP = 8
_USUAL_LABEL = "−0.00"


class Scene:
    """Items and axes; `layout` places them, `paint_frame` and `paint_items` draw them.

    Attributes
    ----------
    equal_aspect : bool
        It shows a plane: one unit is as long across as up, and no axis goes before the other.
    """

    def __init__(self, equal_aspect: bool) -> None:
        self.x, self.y = Axis(), Axis()
        self.items: dict[str, Item] = {}
        self.equal_aspect = equal_aspect
        self._area = QRectF()
        self._area_key: tuple[object, ...] | None = None

    def shown(self) -> Iterator[Item]:
        """The items that are switched on."""
        return (item for item in self.items.values() if item.visible)

    def missing(self) -> int:
        """How many values of the shown items can't be drawn."""
        return sum(item.missing for item in self.shown())

    def set_logs(self, log_x: bool, log_y: bool) -> None:
        """Make the axes logarithmic or linear."""
        self.x.set_log(log_x)
        self.y.set_log(log_y)
        for item in self.items.values():
            item.set_logs(log_x, log_y)

    def follow_data(self) -> None:
        """Widen the automatic ranges to hold the shown items."""
        found = [bounds for item in self.shown() if (bounds := item.bounds()) is not None]
        if not found:
            return
        table = np.array(found)
        low, high = table.min(axis=0), table.max(axis=0)
        self.x.follow(float(low[0]), float(high[1]))
        self.y.follow(float(low[2]), float(high[3]))

    def layout(self, size: QSizeF, vector: bool = False) -> View:
        """Where the plotting area is on a canvas of `size`, and what it shows."""
        spans = self.x.span, self.y.span
        key = (size.toTuple(), spans, self.y.log, self.y.name, look().theme, look().scale)
        if key != self._area_key:
            self._area, self._area_key = self._find_area(size), key
        if self.equal_aspect:
            spans = self._equal(self._area)
        return View(self._area, *spans, vector)

    def paint_frame(self, painter: QPainter, view: View) -> None:
        """Draw grid, axes and their labels."""
        theme = look().theme
        painter.setFont(look().font(SMALL_POINTS))
        metrics = QFontMetricsF(painter.font())
        rect = view.rect
        x_ticks = self._x_ticks(view, metrics)
        y_ticks = _y_ticks(_with_span(self.y, view.v), rect.height(), metrics.height())
        self._paint_grid(painter, view, x_ticks, y_ticks)
        painter.setPen(QPen(QColor(theme.muted), 1.0))
        painter.drawLine(QLineF(rect.bottomLeft(), rect.bottomRight()))
        gap = look().px(4)
        self._paint_names(painter, rect, metrics, gap)
        baseline = rect.bottom() + gap + metrics.ascent()
        for x, label in self._x_labels(x_ticks, view, metrics):
            painter.drawText(QPointF(x, baseline), label)
        for tick in y_ticks:
            if tick.label:
                y = view.point(0.0, tick.at).y() + metrics.ascent() / 2 - metrics.descent() / 2
                x = rect.left() - gap - metrics.horizontalAdvance(tick.label)
                painter.drawText(QPointF(x, y), tick.label)

    def background_state(self) -> tuple[tuple[str, int], ...]:
        """Changes when the shown items in the background look different."""
        return tuple((item.key, item.revision) for item in self.shown() if item.background)

    def paint_items(self, painter: QPainter, view: View, *, background: bool) -> None:
        """Draw the shown items of the background or those above it, within the plotting area."""
        painter.save()
        painter.setClipRect(view.rect.adjusted(-1, -2, 1, 2))
        painter.setFont(look().font(SMALL_POINTS))
        smooth = look().theme.antialias or view.vector or background
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        for item in self.shown():
            if item.background == background:
                item.paint(painter, view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for item in self.shown():
            if isinstance(item, Line) and item.background == background:
                item.paint_label(painter, view)
        painter.restore()

    def _find_area(self, size: QSizeF) -> QRectF:
        metrics = QFontMetricsF(look().font(SMALL_POINTS))
        line, gap = metrics.height(), look().px(4)
        top = 1.5 * line if self.y.name else 0.5 * line + gap
        bottom = line + 2 * gap
        height = max(size.height() - top - bottom, 8.0)
        labels = [_USUAL_LABEL, *(tick.label for tick in _y_ticks(self.y, height, line))]
        widest = max(metrics.horizontalAdvance(label) for label in labels)
        step = look().px(_MARGIN_STEP)
        left = step * (1 + int((widest + gap) // step)) + gap
        width = max(size.width() - left - 2 * step, 8.0)
        return QRectF(left, top, width, height)

    def _x_ticks(self, view: View, metrics: QFontMetricsF) -> list[Tick]:
        """The ticks inside the view; more of them where only one would keep its label."""
        axis = _with_span(self.x, view.u)
        most = int(view.rect.width() / (6.5 * metrics.averageCharWidth()))
        most = max(2, min(most, 10))
        ticks = _inside(axis.ticks(most), view.u)
        if len(self._x_labels(ticks, view, metrics)) < 2:
            ticks = _inside(axis.ticks(2 * most), view.u)
        return ticks

    def _x_labels(
        self, ticks: list[Tick], view: View, metrics: QFontMetricsF
    ) -> list[tuple[float, str]]:
        """Left ends and labels: those that touch neither each other nor the axis's name."""
        gap = look().px(4)
        end, stop = -math.inf, self._name_left(view.rect, metrics, gap)
        labels = []
        for tick in ticks:
            width = metrics.horizontalAdvance(tick.label)
            x = view.point(tick.at, 0.0).x() - width / 2
            if tick.label and end < x and x + width + gap < stop:
                labels.append((x, tick.label))
                end = x + width + gap
        return labels

    def _paint_grid(
        self, painter: QPainter, view: View, x_ticks: list[Tick], y_ticks: list[Tick]
    ) -> None:
        painter.setPen(QPen(QColor(look().theme.hairline), 1.0))
        rect = view.rect
        lines = []
        for tick in x_ticks:
            x = round(view.point(tick.at, 0.0).x()) + 0.5
            if tick.label:
                lines.append(QLineF(x, rect.top(), x, rect.bottom()))
            else:
                lines.append(QLineF(x, rect.bottom() - look().px(4), x, rect.bottom()))
        for tick in y_ticks:
            y = round(view.point(0.0, tick.at).y()) + 0.5
            right = rect.right() if tick.label else rect.left() + look().px(4)
            lines.append(QLineF(rect.left(), y, right, y))
        painter.drawLines(lines)

    def _paint_names(
        self, painter: QPainter, rect: QRectF, metrics: QFontMetricsF, gap: float
    ) -> None:
        painter.setPen(QColor(look().theme.muted))
        painter.drawText(QPointF(gap, metrics.ascent()), self.y.name)
        left = self._name_left(rect, metrics, gap)
        painter.drawText(QPointF(left, rect.bottom() + gap + metrics.ascent()), self.x.name)

    def _name_left(self, rect: QRectF, metrics: QFontMetricsF, gap: float) -> float:
        """Where the name of the axis below begins, and its labels must stop."""
        width = metrics.horizontalAdvance(self.x.name)
        return rect.right() + (2 * gap - width if self.x.name else 4 * gap)

    def _equal(self, rect: QRectF) -> tuple[Range, Range]:
        """Both ranges, the one with room to spare widened until the units are equally long."""
        u, v = self.x.span, self.y.span
        unit = max((u[1] - u[0]) / rect.width(), (v[1] - v[0]) / rect.height())
        return _about_middle(u, unit * rect.width()), _about_middle(v, unit * rect.height())


def _about_middle(span: Range, length: float) -> Range:
    middle = 0.5 * (span[0] + span[1])
    return middle - 0.5 * length, middle + 0.5 * length


def _with_span(axis: Axis, span: Range) -> Axis:
    shown = Axis()
    shown.whole = axis.whole
    shown.set_log(axis.log)
    shown.move_to(span)
    return shown


def _y_ticks(axis: Axis, height: float, line: float) -> list[Tick]:
    """The ticks of an axis `height` pixels high; more of them where there would be but one."""
    most = max(2, int(height / (2.6 * line)))
    ticks = _inside(axis.ticks(most), axis.span)
    if sum(bool(tick.label) for tick in ticks) < 2 and height > 2 * most * line:
        ticks = _inside(axis.ticks(2 * most), axis.span)
    return ticks


def _inside(ticks: list[Tick], span: Range) -> list[Tick]:
    slack = 1e-9 * (span[1] - span[0])
    return [tick for tick in ticks if span[0] - slack <= tick.at <= span[1] + slack]


def background_colour() -> QColor:
    """What plots are painted on."""
    return QColor(look().theme.window)
