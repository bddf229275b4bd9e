"""Fast strokes: many short lines in one call, dashes cut by arithmetic, markers as points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dlgui.ui.theme import CurveStyle, look
from dlgui.ui.widgets.primitives import LineBuffer
from dlgui.ui.widgets.ticks import Range

Floats = NDArray[np.float64]

# Beyond this many pixels outside the widget Qt's fixed-point raster would overflow.
_FAR = 16000.0
# A line that turns up and down often gets longer dashes, so that there are never too many.
_MOST_DASHES = 400
# A line that goes up and down less than so many heights of the picture costs little to smooth.
_SMOOTH_TRAVEL = 6.0

_lines = LineBuffer()


@dataclass(frozen=True)
class View:
    """Maps axis space to pixels of the plotting area; `vector` asks for few long paths."""

    rect: QRectF
    u: Range
    v: Range
    vector: bool = False

    def px(self, u: Floats) -> Floats:
        """Pixels across of abscissae in axis space."""
        scale = self.rect.width() / (self.u[1] - self.u[0])
        return np.clip((u - self.u[0]) * scale + self.rect.left(), -_FAR, _FAR)

    def py(self, v: Floats) -> Floats:
        """Pixels down of ordinates in axis space."""
        scale = self.rect.height() / (self.v[1] - self.v[0])
        return np.clip(self.rect.bottom() - (v - self.v[0]) * scale, -_FAR, _FAR)

    def point(self, u: float, v: float) -> QPointF:
        """The pixel of one point in axis space."""
        rect = self.rect
        x = (u - self.u[0]) * rect.width() / (self.u[1] - self.u[0]) + rect.left()
        y = rect.bottom() - (v - self.v[0]) * rect.height() / (self.v[1] - self.v[0])
        return QPointF(min(max(x, -_FAR), _FAR), min(max(y, -_FAR), _FAR))

    def at(self, pixel: QPointF) -> tuple[float, float]:
        """The point in axis space under a pixel."""
        u = self.u[0] + (pixel.x() - self.rect.left()) / self.rect.width() * (self.u[1] - self.u[0])
        v = self.v[0] + (self.rect.bottom() - pixel.y()) / self.rect.height() * (
            self.v[1] - self.v[0]
        )
        return u, v


def curve_pen(style: CurveStyle, width: float | None = None) -> QPen:
    """The solid opaque pen of a style. Square caps close the joints between short lines."""
    pen = QPen(look().colour(style), width or look().line_width())
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def stroke(
    painter: QPainter,
    x: Floats,
    y: Floats,
    gaps: NDArray[np.intp] | list[int],
    style: CurveStyle,
    width: float | None = None,
) -> None:
    """Draw a line through pixels (x, y); no part leads to the points named in `gaps`."""
    if len(x) < 2:
        return
    if width is None and not look().theme.antialias:
        smooth = np.abs(np.diff(y)).sum() < _SMOOTH_TRAVEL * painter.window().height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, bool(smooth))
    pen = curve_pen(style, width)
    dash = np.array(style.dash) * look().scale
    if len(dash):
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        starts, ends = dashes(x, y, gaps, dash)
        lines = _lines.fill(*starts, *ends)
    else:
        keep = _joined(len(x), gaps)
        lines = _lines.fill(x[:-1][keep], y[:-1][keep], x[1:][keep], y[1:][keep])
    painter.setPen(pen)
    painter.drawLines(*lines)


def stroke_path(
    painter: QPainter,
    x: Floats,
    y: Floats,
    gaps: list[int],
    style: CurveStyle,
    width: float | None = None,
) -> None:
    """The same line as one path: slower on screen, but short in a vector file."""
    if len(x) < 2:
        return
    # Only files need it, and importing it takes a third of the program's start.
    from pyqtgraph.functions import arrayToQPath

    connect = np.ones(len(x), np.int32)
    connect[[gap - 1 for gap in gaps if gap > 0]] = 0
    pen = curve_pen(style, width)
    if style.dash:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length * look().scale / pen.widthF() for length in style.dash])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(arrayToQPath(x, y, connect=connect))


def dashes(
    x: Floats, y: Floats, gaps: NDArray[np.intp] | list[int], dash: Floats
) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Starts and ends of the short lines that make a dashed line through (x, y).

    Parameters
    ----------
    x, y : (n,) arrays
        Pixels.
    gaps : indices
        Points that no line may lead to.
    dash : (2 k,) array
        Lengths on and off in turn, in pixels.
    """
    length = np.hypot(np.diff(x), np.diff(y))
    along = np.concatenate([[0.0], np.cumsum(length)])
    total = along[-1]
    period = float(dash.sum())
    stretch = max(1.0, total / period / _MOST_DASHES)
    dash, period = dash * stretch, period * stretch
    marks = np.concatenate([[0.0], np.cumsum(dash)[:-1]])
    cuts = (np.arange(int(total / period) + 1)[:, None] * period + marks).ravel()
    # A stable sort keeps two points of equal place in their order, so that jumps stay jumps.
    places = np.concatenate([along, cuts[cuts < total]])
    places.sort(kind="stable")
    cut_x, cut_y = np.interp(places, along, x), np.interp(places, along, y)
    middle = 0.5 * (places[:-1] + places[1:])
    phase = np.searchsorted(np.cumsum(dash), middle % period, side="right")
    shown = phase % 2 == 0
    if len(gaps):
        segment = np.searchsorted(along, middle, side="right")
        shown &= ~np.isin(segment, gaps)
    return (cut_x[:-1][shown], cut_y[:-1][shown]), (cut_x[1:][shown], cut_y[1:][shown])


def _joined(count: int, gaps: NDArray[np.intp] | list[int]) -> slice | NDArray[np.bool_]:
    if not len(gaps):
        return slice(None)
    joined = np.ones(count - 1, np.bool_)
    before = np.asarray(gaps) - 1
    joined[before[(before >= 0) & (before < count - 1)]] = False
    return joined
