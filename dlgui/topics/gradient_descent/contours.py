"""Contour lines of a surface as loose line segments, by marching squares."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dlgui.topics.gradient_descent.surfaces import Surface

Floats = NDArray[np.float64]

_COLUMNS, _ROWS = 101, 101
_BEYOND = 0.3
_SHARES = np.linspace(0.02, 0.97, 14) ** 1.6

# For each pattern of corners above the level (1 bottom left, 2 bottom right, 4 top right,
# 8 top left) the sides that a segment joins: 0 bottom, 1 right, 2 top, 3 left.
_SEGMENTS: tuple[tuple[tuple[int, int], ...], ...] = (
    (), ((3, 0),), ((0, 1),), ((3, 1),), ((1, 2),), ((3, 0), (1, 2)), ((0, 2),), ((3, 2),),
    ((2, 3),), ((0, 2),), ((0, 1), (2, 3)), ((1, 2),), ((1, 3),), ((0, 1),), ((3, 0),), (),
)  # fmt: skip


def contours(surface: Surface) -> NDArray[np.float32]:
    """Line segments (m, 2, 2): their two ends, θ₁ and θ₂ of each.

    The levels are quantiles of the loss, denser near its minimum, so that each surface gets an even
    picture whatever its range. The lines go on beyond the window: a plot may have another shape.
    """
    window = surface.window
    x_margin = _BEYOND * (window.right - window.left)
    y_margin = _BEYOND * (window.top - window.bottom)
    x = np.linspace(window.left - x_margin, window.right + x_margin, _COLUMNS)
    y = np.linspace(window.bottom - y_margin, window.top + y_margin, _ROWS)
    values = surface.value(np.stack(np.meshgrid(x, y), axis=-1))
    levels = np.quantile(values, _SHARES)
    parts = [level_segments(x, y, values, float(level)) for level in levels]
    return np.concatenate(parts).astype(np.float32)


def level_segments(x: Floats, y: Floats, values: Floats, level: float) -> Floats:
    """The segments (m, 2, 2) of one contour line.

    Parameters
    ----------
    x : (w,) array
    y : (h,) array
    values : (h, w) array
        At the points of the grid; linear in between.
    level : float
    """
    above = values > level
    pattern = above[:-1, :-1] + 2 * above[:-1, 1:] + 4 * above[1:, 1:] + 8 * above[1:, :-1]
    rows, columns = np.nonzero((pattern > 0) & (pattern < 15))
    sides = _crossings(x, y, values - level, rows, columns)
    patterns = pattern[rows, columns]
    parts = [np.empty((0, 2, 2))]
    for number, segments in enumerate(_SEGMENTS):
        cells = sides[patterns == number]
        parts += [cells[:, list(segment)] for segment in segments]
    return np.concatenate(parts)


def _crossings(
    x: Floats, y: Floats, height: Floats, rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> Floats:
    """Where the contour meets the four sides of each cell, (cells, 4, 2).

    Meaningful for the sides whose ends lie on different sides of the level.
    """
    x0, x1, y0, y1 = x[columns], x[columns + 1], y[rows], y[rows + 1]
    a, b = height[rows, columns], height[rows, columns + 1]
    c, d = height[rows + 1, columns + 1], height[rows + 1, columns]
    bottom = np.stack((_between(x0, x1, a, b), y0), axis=1)
    right = np.stack((x1, _between(y0, y1, b, c)), axis=1)
    top = np.stack((_between(x0, x1, d, c), y1), axis=1)
    left = np.stack((x0, _between(y0, y1, a, d)), axis=1)
    return np.stack((bottom, right, top, left), axis=1)


def _between(low: Floats, high: Floats, at_low: Floats, at_high: Floats) -> Floats:
    """Where a line from `at_low` to `at_high` is 0; anything within where it never is."""
    fall = at_low - at_high
    share = np.divide(at_low, fall, out=np.zeros_like(fall), where=fall != 0)
    return low + np.clip(share, 0.0, 1.0) * (high - low)
