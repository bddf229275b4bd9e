"""The small panel beside the cursor that names the values under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from dlgui.ui.theme import SMALL_POINTS, look


@dataclass(frozen=True)
class Row:
    """One line of the panel; `paint_sample` draws along a line what the legend draws."""

    paint_sample: Callable[[QPainter, QLineF], None] | None
    label: str
    value: str


def paint_readout(
    painter: QPainter, area: QRectF, mouse: QPointF, head: str, rows: Sequence[Row]
) -> None:
    """Draw a hairline under the cursor and the panel beside it, within the widget if it fits."""
    theme = look().theme
    painter.save()
    painter.setClipping(False)
    painter.setPen(QPen(QColor(theme.muted), 1.0))
    painter.drawLine(QLineF(mouse.x(), area.top(), mouse.x(), area.bottom()))
    painter.setFont(look().font(SMALL_POINTS))
    metrics = QFontMetricsF(painter.font())
    gap, line = look().px(8), metrics.height()
    sample = look().px(24) if any(row.paint_sample for row in rows) else 0
    texts = [f"{row.label}  {row.value}" if row.label else row.value for row in rows]
    widths = [metrics.horizontalAdvance(text) + sample for text in texts]
    width = max([metrics.horizontalAdvance(head), *widths]) + 2 * gap
    height = line * (1 + len(rows)) + gap
    left = mouse.x() + gap if mouse.x() < area.center().x() else mouse.x() - gap - width
    left = min(left, painter.window().right() - width)
    top = max(area.top(), min(mouse.y() - height / 2, area.bottom() - height))
    panel = QRectF(max(left, 0.0), top, width, height)
    painter.fillRect(panel, QColor(theme.surface))
    painter.setPen(QColor(theme.hairline))
    painter.drawRect(panel)
    painter.setPen(QColor(theme.muted))
    x, y = panel.left() + gap, panel.top() + gap / 2 + metrics.ascent()
    painter.drawText(QPointF(x, y), head)
    for row, text in zip(rows, texts, strict=True):
        y += line
        if row.paint_sample is not None:
            middle = y - metrics.ascent() / 2 + 1
            row.paint_sample(painter, QLineF(x, middle, x + sample - gap, middle))
        painter.setPen(QColor(theme.text))
        painter.drawText(QPointF(x + sample, y), text)
    painter.restore()
