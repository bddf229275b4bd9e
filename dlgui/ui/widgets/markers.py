"""Markers of curves and scattered points: drawn once, then stamped."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPaintEngine,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
    QTransform,
)

from dlgui.ui.theme import CurveStyle, look

Floats = NDArray[np.float64]

# Along a curve the markers are this many design pixels apart.
_DISTANCE = 72.0
_KEPT_STAMPS = 256

_SHAPES = {
    "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    "triangle": [(0.0, -1.1), (1.0, 0.8), (-1.0, 0.8)],
    "diamond": [(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
}


def draw_markers(painter: QPainter, x: Floats, y: Floats, style: CurveStyle) -> None:
    """Draw the style's marker on some of the points, evenly spread across the picture."""
    if style.marker is None or not len(x):
        return
    places = np.floor(x * (1.0 / (_DISTANCE * look().scale)))
    chosen = np.concatenate([[0], np.flatnonzero(places[1:] != places[:-1]) + 1])
    draw_points(painter, x[chosen], y[chosen], style, marker_size())


def marker_size() -> float:
    """Diameter of a marker in pixels."""
    return 3.2 * look().line_width() + 1.0


def draw_points(painter: QPainter, x: Floats, y: Floats, style: CurveStyle, size: float) -> None:
    """Draw markers of one kind and `size` in pixels at all pixels (x, y)."""
    marker, colour = style.marker or "circle", look().colour(style)
    if not _on_screen(painter):
        for at_x, at_y in zip(x.tolist(), y.tolist(), strict=True):
            _draw_marker(painter, marker, colour, size, QPointF(at_x, at_y))
        return
    ratio = painter.device().devicePixelRatio()
    width = look().line_width()
    stamp = _stamp(marker, colour.rgb(), size, width, ratio)
    half = 0.5 * stamp.width() / ratio
    for at_x, at_y in zip((x - half).tolist(), (y - half).tolist(), strict=True):
        painter.drawPixmap(QPointF(at_x, at_y), stamp)


def _on_screen(painter: QPainter) -> bool:
    """Whether pixels are painted one to one, so that a stamp is as sharp as its shape."""
    raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
    moved = painter.transform().type().value <= QTransform.TransformationType.TxTranslate.value
    return raster and moved


@lru_cache(_KEPT_STAMPS)
def _stamp(marker: str, rgb: int, size: float, line_width: float, ratio: float) -> QPixmap:
    """A picture of a marker; the line's width is that of a cross."""
    side = round((1.3 * size + line_width + 2.0) * ratio)
    stamp = QPixmap(side, side)
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    _draw_marker(painter, marker, QColor(rgb), size, QPointF(side / ratio / 2, side / ratio / 2))
    painter.end()
    return stamp


def _draw_marker(painter: QPainter, marker: str, colour: QColor, size: float, at: QPointF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.translate(at)
    half = 0.5 * size
    if marker == "cross":
        painter.setPen(QPen(colour, look().line_width()))
        painter.drawLine(QPointF(-half, -half), QPointF(half, half))
        painter.drawLine(QPointF(-half, half), QPointF(half, -half))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour))
        if marker == "circle":
            painter.drawEllipse(QPointF(0.0, 0.0), half, half)
        else:
            corners = [QPointF(half * dx, half * dy) for dx, dy in _SHAPES[marker]]
            painter.drawPolygon(QPolygonF(corners))
    painter.restore()
