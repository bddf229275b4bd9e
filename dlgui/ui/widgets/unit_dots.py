"""Dots for units: lit by their value, dark and crossed when dropped."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from dlgui.ui.theme import look
from dlgui.ui.widgets.unit_layout import UnitColumn

DROPPED = -1
"""The shade of a dropped unit."""
_SHADES = 12
_LIT = QColor("#E69F00")
_DARK, _DARK_ON_DARK = QColor("#33373c"), QColor("#000000")


class Stamps:
    """Each kind of dot, painted once: blending a small picture is ten times faster."""

    def __init__(self) -> None:
        self._for: tuple[object, ...] = ()
        self._pictures: dict[int, QPixmap] = {}

    def paint(
        self, painter: QPainter, centres: NDArray[np.float64], size: float, kinds: NDArray[np.int64]
    ) -> None:
        """Stamp units of the given shades around their centres (H, 2), on whole pixels."""
        ratio = painter.device().devicePixelRatioF()
        if self._for != (size, ratio, look().theme.name):
            self._for = (size, ratio, look().theme.name)
            self._pictures = {}
        for shade in np.unique(kinds).tolist():
            if shade not in self._pictures:
                self._pictures[shade] = _stamp(size, ratio, shade)
        corners = np.round(centres).astype(np.int64) - math.ceil(size) // 2
        for (x, y), shade in zip(corners.tolist(), kinds.tolist(), strict=True):
            painter.drawPixmap(QPoint(x, y), self._pictures[shade])


def shades(column: UnitColumn) -> NDArray[np.int64]:
    """How brightly each unit is lit, 0 … `_SHADES` − 1 of the layer's largest, or `DROPPED`."""
    amount = np.where(np.isfinite(column.values), np.abs(column.values), 0.0).astype(np.float64)
    top = max(float(amount.max(initial=0)), 1e-12)
    bright = np.ceil(amount / top * (_SHADES - 1)).astype(np.int64)
    return np.where(column.off, DROPPED, bright)


def paint_dot(painter: QPainter, middle: QPointF, size: float, shade: int) -> None:
    """One unit with lines and areas only; `DROPPED` is a dropped one."""
    theme = look().theme
    dropped = shade == DROPPED
    fill = mixed(QColor(theme.surface), _LIT, shade / (_SHADES - 1))
    if dropped:
        fill = _DARK_ON_DARK if theme.dark else _DARK
    painter.setPen(QPen(QColor(theme.muted), 1.0))
    painter.setBrush(fill)
    painter.drawEllipse(middle, size / 2 - 0.5, size / 2 - 0.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if not dropped:
        return
    arm, x, y = size * 0.22, middle.x(), middle.y()
    painter.setPen(QPen(QColor(theme.muted if theme.dark else theme.surface), max(size / 10, 1)))
    painter.drawLine(QLineF(x - arm, y - arm, x + arm, y + arm))
    painter.drawLine(QLineF(x - arm, y + arm, x + arm, y - arm))


def mixed(low: QColor, high: QColor, share: float) -> QColor:
    """The colour at a share of the way from one to another."""
    ends = ((low.red(), high.red()), (low.green(), high.green()), (low.blue(), high.blue()))
    return QColor(*(round(a + share * (b - a)) for a, b in ends))


def _stamp(size: float, ratio: float, shade: int) -> QPixmap:
    side = 2 * (math.ceil(size) // 2) + 1
    picture = QPixmap(math.ceil(side * ratio), math.ceil(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_dot(painter, QPointF(side / 2, side / 2), size, shade)
    painter.end()
    return picture
