"""How a grid of square cells is painted: numbers, padding, veil and outlines."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, qGray

from dlgui.ui.theme import SMALL_POINTS, STYLES, look

Box = tuple[int, int, int, int]
"""Top, left, bottom, right, in cells; the last two just outside."""

_SHARE = 0.9
"""How much of a cell's width its number may take."""
_SMALLER = 0.7
"""Of the size of the letters, what numbers may shrink to before they are left out."""
_VEIL = 175
_MOST_NUMBERS = 400
_BRIGHT = 118
_LEADING_ZERO = re.compile(r"\b0\.")


def number_text(value: float, decimals: int) -> str:
    """A number with at most so many decimals, and a minus sign as wide as a plus."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace("-", "\N{MINUS SIGN}")


def paint_numbers(
    painter: QPainter, area: QRectF, values: NDArray[np.float64], image: QImage
) -> None:
    """Write the values into their cells, as exactly as all of them fit; none if they don't.

    `image` has a pixel for each cell, from which the letters get their contrast.
    """
    columns = values.shape[1]
    side = area.width() / columns
    if values.size > _MOST_NUMBERS:
        return
    font, texts = texts_that_fit(values, side)
    painter.setFont(font)
    dark, light = QColor("#000000"), QColor("#ffffff")
    for index, text in enumerate(texts):
        row, column = divmod(index, columns)
        bright = qGray(image.pixel(column, row)) > _BRIGHT
        painter.setPen(dark if bright else light)
        cell = QRectF(area.left() + column * side, area.top() + row * side, side, side)
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)


def paint_border(painter: QPainter, area: QRectF, width: float) -> None:
    """Hatch a frame of this many pixels: the padding."""
    inside = area.adjusted(width, width, -width, -width)
    brush = QBrush(QColor(look().theme.muted), Qt.BrushStyle.BDiagPattern)
    for strip in (
        QRectF(area.left(), area.top(), area.width(), width),
        QRectF(area.left(), inside.bottom(), area.width(), width),
        QRectF(area.left(), inside.top(), width, inside.height()),
        QRectF(inside.right(), inside.top(), width, inside.height()),
    ):
        painter.fillRect(strip, brush)


def paint_veil(painter: QPainter, area: QRectF, written: int, columns: int) -> None:
    """Dim all cells but the first `written`."""
    side = area.width() / columns
    row, column = divmod(written, columns)
    left, top = area.left() + column * side, area.top() + row * side
    veil = QColor(look().theme.window)
    veil.setAlpha(_VEIL)
    painter.fillRect(QRectF(left, top, area.right() - left, side), veil)
    below = top + side
    painter.fillRect(QRectF(area.left(), below, area.width(), area.bottom() - below), veil)


def paint_box(painter: QPainter, area: QRectF, side: float, box: Box) -> None:
    """Outline top, left, bottom, right with a dashed line."""
    top, left, bottom, right = box
    _outline(painter, area, side, QRect(left, top, right - left, bottom - top), dashed=True)


def paint_field(
    painter: QPainter, area: QRectF, side: float, rows: Sequence[int], columns: Sequence[int]
) -> None:
    """Outline the cells in these rows and columns: at once, or one by one where there are gaps."""
    height, width = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    if height == len(rows) and width == len(columns):
        _outline(painter, area, side, QRect(columns[0], rows[0], width, height))
        return
    for row in rows:
        for column in columns:
            _outline(painter, area, side, QRect(column, row, 1, 1))


def paint_dot(painter: QPainter, cell: QRectF) -> None:
    """Mark a cell in its upper left corner, beside its number."""
    place = QRectF(cell.topLeft(), cell.size() * 0.24)
    place.translate(0.06 * cell.width(), 0.06 * cell.height())
    painter.setPen(QPen(QColor("#ffffff"), 1.0))
    painter.setBrush(look().colour(STYLES["trajectory"]))
    painter.drawEllipse(place)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def texts_that_fit(values: NDArray[np.float64], side: float) -> tuple[QFont, list[str]]:
    """The values row by row with as many digits as fit into cells `side` pixels wide, or none.

    Returns also their font: where only large type leaves no room, it is smaller.
    """
    numbers = values.ravel().tolist()
    exact, short = ([number_text(value, decimals) for value in numbers] for decimals in (2, 1))
    # A large type leaves room for little: −.1 is better than nothing.
    shortest = [_LEADING_ZERO.sub(".", text) for text in short]
    font = look().font(SMALL_POINTS)
    small = QFont(font)
    small.setPointSizeF(max(_SMALLER * font.pointSizeF(), SMALL_POINTS))
    for each, candidates in ((font, (exact, short, shortest)), (small, (short, shortest))):
        metrics = QFontMetricsF(each)
        for texts in candidates:
            widest = max(metrics.horizontalAdvance(text) for text in set(texts))
            if widest <= _SHARE * side and metrics.height() <= side:
                return each, texts
    return font, []


def _outline(
    painter: QPainter, area: QRectF, side: float, cells: QRect, dashed: bool = False
) -> None:
    """Outline a rectangle of cells `side` pixels wide, visible on every colour."""
    rect = QRectF(QPointF(cells.topLeft()) * side, QSizeF(cells.size()) * side)
    rect.translate(area.topLeft())
    line = look().line_width() / (2 if dashed else 1)
    for colour, extra in ((QColor("#ffffff"), 2.0), (look().colour(STYLES["trajectory"]), 0.0)):
        pen = QPen(colour, max(1.0, line) + extra)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.drawRect(rect)
