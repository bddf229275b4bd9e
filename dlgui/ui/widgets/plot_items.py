"""What a plot can show: curves, points, bars, bands, polylines."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QPainter,
    QPen,
)

from dlgui.messages import tr
from dlgui.ui.theme import CurveStyle, look
from dlgui.ui.widgets.markers import draw_markers, draw_points, marker_size
from dlgui.ui.widgets.plot_painting import (
    View,
    curve_pen,
    stroke,
    stroke_path,
)
from dlgui.ui.widgets.primitives import polygons
from dlgui.ui.widgets.series import Bounds, Columns, Floats, Series

_BAND_ALPHA = 0.22


@dataclass(frozen=True)
class Reading:
    """What an item shows at the cursor.

    Attributes
    ----------
    x : tuple of float
        The abscissa of a point, or both ends of a bin.
    y : float
    away : float
        How far the point is from the cursor: across in axis space, or in pixels.
    """

    x: tuple[float, ...]
    y: float
    away: float = 0.0


class Item(ABC):
    """One thing in a plot, in axis space; `key` names it, `label` is what people read.

    An item in the `background` is painted once, with the frame, until its `revision` changes.
    """

    in_legend = True
    cursor = Qt.CursorShape.SizeAllCursor
    """The mouse's shape where a draggable item takes hold of it."""
    between = False
    """Whether it also has a reading between its points, as a line does."""

    def __init__(self, key: str, style: CurveStyle) -> None:
        self.key = key
        self.style = style
        self.label = key
        self.visible = True
        self.draggable = False
        self.background = False
        self.revision = 0

    @abstractmethod
    def set_logs(self, log_x: bool, log_y: bool) -> None:
        """Use logarithmic or linear axes."""

    @abstractmethod
    def paint(self, painter: QPainter, view: View) -> None:
        """Draw with the painter, which is clipped to the plotting area."""

    def paint_sample(self, painter: QPainter, line: QLineF) -> None:
        """Draw along `line`, in a legend, what the item looks like."""
        painter.setPen(legend_pen(self.style))
        painter.drawLine(line)
        if self.style.marker:
            _paint_marker(painter, line.center(), self.style)

    @abstractmethod
    def columns(self) -> Columns:
        """The given data, named, for a CSV file."""

    def bounds(self) -> Bounds | None:
        """What the automatic range must hold, in axis space."""
        return None

    def read_at(self, u: float, v: float, whole: bool) -> Reading | None:
        """The reading at the abscissa `u` of axis space, if there is one.

        `v` chooses among several points there; `whole` says that abscissae count something, and
        that points beside a number belong to it.
        """
        return None

    def read_near(self, view: View, mouse: QPointF) -> Reading | None:
        """The reading of the point nearest to a pixel, if there is one."""
        return None

    @property
    def missing(self) -> int:
        """How many points can't be drawn."""
        return 0


class SeriesItem(Item):
    """Anything whose data are rows of points (x, y)."""

    def __init__(self, key: str, style: CurveStyle) -> None:
        super().__init__(key, style)
        self.series = Series()

    def set_logs(self, log_x: bool, log_y: bool) -> None:
        self.series.set_logs(log_x, log_y)

    def bounds(self) -> Bounds | None:
        return self.series.bounds

    def read_at(self, u: float, v: float, whole: bool) -> Reading | None:
        if not self.series.u.size:
            return None
        i = self.series.nearest(u)
        return self._reading(i, abs(self.series.u[i] - u))

    def read_near(self, view: View, mouse: QPointF) -> Reading | None:
        if not self.series.u.size:
            return None
        x, y = view.px(self.series.u) - mouse.x(), view.py(self.series.v) - mouse.y()
        away = np.hypot(x, y)
        i = int(away.argmin())
        return self._reading(i, away[i])

    def columns(self) -> Columns:
        return [("x", self.series.x), (self.key, self.series.y)]

    @property
    def missing(self) -> int:
        return self.series.missing

    def _reading(self, i: int, away: float) -> Reading:
        x, y = self.series.value(i)
        return Reading((x,), y, float(away))


class Curve(SeriesItem):
    """A line through points; a single point is shown as a dot."""

    between = True

    def paint(self, painter: QPainter, view: View) -> None:
        u, v, gaps = self.series.thinned(*view.u, max(int(view.rect.width()), 1))
        x, y = view.px(u), view.py(v)
        if view.vector:
            stroke_path(painter, x, y, gaps, self.style)
        else:
            stroke(painter, x, y, gaps, self.style)
        draw_markers(painter, x, y, self.style)
        if len(x) == 1:
            draw_points(painter, x, y, self.style, 2.0 * look().line_width())


class Points(SeriesItem):
    """Scattered points; with `draggable` a person may move the nearest one."""

    def __init__(self, key: str, style: CurveStyle, size: float) -> None:
        super().__init__(key, style)
        self.size = size

    def paint(self, painter: QPainter, view: View) -> None:
        size = self.size * look().scale
        draw_points(painter, view.px(self.series.u), view.py(self.series.v), self.style, size)

    def paint_sample(self, painter: QPainter, line: QLineF) -> None:
        _paint_marker(painter, line.center(), self.style)

    def read_at(self, u: float, v: float, whole: bool) -> Reading | None:
        if not self.series.u.size:
            return None
        places = np.rint(self.series.u) if whole else self.series.u
        away = np.abs(places - u)
        here = np.flatnonzero(away == away.min())
        i = int(here[np.abs(self.series.v[here] - v).argmin()])
        return self._reading(i, away[i])


class Bars(SeriesItem):
    """Bars of one width around their abscissae, from zero."""

    def __init__(self, key: str, style: CurveStyle) -> None:
        super().__init__(key, style)
        self.width = 0.8
        self._log_y = False

    def set_logs(self, log_x: bool, log_y: bool) -> None:
        super().set_logs(log_x, log_y)
        self._log_y = log_y

    def bounds(self) -> Bounds | None:
        bounds = self.series.bounds
        if bounds is None:
            return None
        left, right, low, high = bounds
        if not self._log_y:
            low, high = min(low, 0.0), max(high, 0.0)
        return left - self.width / 2, right + self.width / 2, low, high

    def paint(self, painter: QPainter, view: View) -> None:
        u, v = self.series.u, self.series.v
        left, right = view.px(u - self.width / 2), view.px(u + self.width / 2)
        foot = view.v[0] if self._log_y else 0.0
        top, bottom = view.py(v), view.py(np.full_like(v, foot))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(look().colour(self.style)))
        corners = np.stack([left, np.minimum(top, bottom), right - left, np.abs(bottom - top)])
        painter.drawRects([QRectF(*corner) for corner in corners.T.tolist()])
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def paint_sample(self, painter: QPainter, line: QLineF) -> None:
        side = look().px(8)
        block = QRectF(line.x1(), line.y1() - side / 2, line.length(), side)
        painter.fillRect(block, look().colour(self.style))


class Polylines(SeriesItem):
    """Many lines in one item: contours, arrows, outlines; closed ones may be filled."""

    def __init__(self, key: str, style: CurveStyle, filled: bool, background: bool) -> None:
        super().__init__(key, style)
        self.filled = filled
        self.background = background
        self._starts: list[int] = []

    def set_lines(self, x: ArrayLike, y: ArrayLike, starts: ArrayLike | None) -> None:
        """Set all points, and the index of each line's first point (None: one line)."""
        self._starts = [] if starts is None else np.asarray(starts, np.int64).tolist()
        self.series.set(x, y)
        self.revision += 1

    def read_at(self, u: float, v: float, whole: bool) -> Reading | None:
        return None

    def read_near(self, view: View, mouse: QPointF) -> Reading | None:
        return None

    def paint(self, painter: QPainter, view: View) -> None:
        u, v = self.series.u, self.series.v
        if len(u) < 2:
            return
        # Left-out points shift the indices; then all that is broken off is drawn as it comes.
        gaps = self.series.gaps if self.series.missing else [s for s in self._starts if s > 0]
        x, y = view.px(u), view.py(v)
        if self.filled:
            self._fill(painter, x, y, gaps)
        width = max(1.0, 0.4 * look().line_width()) if self.background else None
        if view.vector:
            stroke_path(painter, x, y, gaps, self.style, width)
        else:
            stroke(painter, x, y, gaps, self.style, width)

    def _fill(self, painter: QPainter, x: Floats, y: Floats, gaps: list[int]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_tint(self.style))
        painter.drawPath(polygons(x, y, gaps))
        painter.setBrush(Qt.BrushStyle.NoBrush)


class Band(Item):
    """The region between two curves, such as an interval around a mean."""

    def __init__(self, key: str, style: CurveStyle) -> None:
        super().__init__(key, style)
        self._low, self._high = Series(), Series()

    def set_limits(self, x: ArrayLike, low: ArrayLike, high: ArrayLike) -> None:
        """Set the lower and the upper edge."""
        self._low.set(x, low)
        self._high.set(x, high)

    def set_logs(self, log_x: bool, log_y: bool) -> None:
        self._low.set_logs(log_x, log_y)
        self._high.set_logs(log_x, log_y)

    def bounds(self) -> Bounds | None:
        low, high = self._low.bounds, self._high.bounds
        if low is None or high is None:
            return low or high
        return (
            min(low[0], high[0]),
            max(low[1], high[1]),
            min(low[2], high[2]),
            max(low[3], high[3]),
        )

    def columns(self) -> Columns:
        names = (self.key + " " + tr("low"), self.key + " " + tr("high"))
        return [("x", self._low.x), (names[0], self._low.y), (names[1], self._high.y)]

    @property
    def missing(self) -> int:
        return self._low.missing + self._high.missing

    def paint(self, painter: QPainter, view: View) -> None:
        columns = max(int(view.rect.width()), 1)
        low_u, low_v, _ = self._low.thinned(*view.u, columns)
        high_u, high_v, _ = self._high.thinned(*view.u, columns)
        if len(low_u) < 2 or len(high_u) < 2:
            return
        x = view.px(np.concatenate([low_u, high_u[::-1]]))
        y = view.py(np.concatenate([low_v, high_v[::-1]]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_tint(self.style))
        painter.drawPath(polygons(x, y, []))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_marker(painter: QPainter, at: QPointF, style: CurveStyle) -> None:
    draw_points(painter, np.array([at.x()]), np.array([at.y()]), style, marker_size())


def _tint(style: CurveStyle) -> QBrush:
    colour = look().colour(style)
    colour.setAlphaF(_BAND_ALPHA)
    return QBrush(colour)


def legend_pen(style: CurveStyle) -> QPen:
    """A pen with Qt's own dashes, for the short sample in a legend."""
    pen = curve_pen(style)
    if style.dash:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length * look().scale / pen.widthF() for length in style.dash])
    return pen
