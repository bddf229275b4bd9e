"""What the kernel looks at: pictures (C, H, W) with values from 0, dark, to 1, bright."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dlgui.data.bundled import digits
from dlgui.data.files import load_image
from dlgui.topics.convolution import DRAWN_SIDES, Params

Floats = NDArray[np.float64]

KEPT_SIDE = 256
"""A file's picture is kept at this size, so that the size slider need not read it again."""

_INK = np.array((1.0, 0.62, 0.1))
_PAPER = np.array((0.05, 0.12, 0.4))


def read_picture(path: str) -> Floats:
    """The picture of a file, at most `KEPT_SIDE` large; `UserError` when it can't be read."""
    return fitted(np.asarray(load_image(path), np.float64), KEPT_SIDE, enlarge=False)


def fitted(image: Floats, side: int, enlarge: bool = True) -> Floats:
    """`image` with its longer side scaled to `side`, in proportion."""
    height, width = image.shape[1:]
    scale = side / max(height, width)
    if scale > 1 and not enlarge:
        return image
    return resized(image, max(1, round(height * scale)), max(1, round(width * scale)))


def resized(image: Floats, height: int, width: int) -> Floats:
    """`image` (C, H, W) at another size: means of areas when smaller, linear when larger."""
    rows = _resampling(image.shape[1], height)
    columns = _resampling(image.shape[2], width)
    return np.asarray(np.clip(rows @ image @ columns.T, 0.0, 1.0))


def compose(params: Params, file: Floats | None) -> Floats:
    """The picture that the parameters ask for; `file` is what `read_picture` gave."""
    image = _source(params, file)
    if params.colour and len(image) == 1:
        image = np.asarray(image * _INK[:, None, None] + (1 - image) * _PAPER[:, None, None])
    elif not params.colour:
        image = image.mean(axis=0, keepdims=True)
    return shifted(image, params.shift_y, params.shift_x)


def canvas(image: Floats) -> Floats:
    """The picture in grey (D, D), as what a person draws on it would change it."""
    side = min(max(image.shape[1:]), DRAWN_SIDES[-1])
    return np.asarray(resized(image.mean(axis=0, keepdims=True), side, side)[0])


def shifted(image: Floats, down: int, right: int) -> Floats:
    """`image` (C, H, W) moved; what enters is 0."""
    moved = np.zeros_like(image)
    height, width = image.shape[1:]
    source_rows, rows = _overlap(height, down)
    source_columns, columns = _overlap(width, right)
    moved[:, rows, columns] = image[:, source_rows, source_columns]
    return moved


def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    """Where the kept cells come from, and where they go."""
    kept = max(0, size - abs(shift))
    start = max(0, -shift)
    return slice(start, start + kept), slice(start + shift, start + shift + kept)


def _source(params: Params, file: Floats | None) -> Floats:
    size = params.size
    match params.source:
        case "digit":
            return resized(_digits()[params.digit][None], size, size)
        case "drawing":
            side = math.isqrt(len(params.drawing))
            cells = np.array(params.drawing).reshape(1, side, side)
            return _enlarged(cells, size) if size >= side else resized(cells, size, size)
        case "file" if file is not None:
            return fitted(file, size)
        case "colours" | "file":
            return _colours(size)
    return _pattern(params.source, size)[None]


def _pattern(name: str, size: int) -> Floats:
    rows, columns = np.indices((size, size))
    v, u = (rows + 0.5) / size, (columns + 0.5) / size
    match name:
        case "box":
            bright = (abs(u - 0.5) < 0.25) & (abs(v - 0.5) < 0.25)
        case "stripes":
            period = max(1, size // 8)
            bright = np.where(u < 0.5, columns // period, rows // period) % 2 == 1
        case "ring":
            bright = abs(np.hypot(u - 0.5, v - 0.5) - 0.3) < max(0.06, 0.5 / size)
        case "checker":
            period = max(1, size // 8)
            bright = (rows // period + columns // period) % 2 == 1
        case "point":
            bright = (rows == size // 2) & (columns == size // 2)
        case _:
            return u
    return bright.astype(np.float64)


def _colours(size: int) -> Floats:
    """A red disc, a green box, a blue disc and a yellow box on black."""
    rows, columns = np.indices((size, size))
    v, u = (rows + 0.5) / size, (columns + 0.5) / size
    red = np.hypot(u - 0.28, v - 0.28) < 0.2
    green = (abs(u - 0.72) < 0.17) & (abs(v - 0.28) < 0.17)
    blue = np.hypot(u - 0.28, v - 0.72) < 0.2
    yellow = (abs(u - 0.72) < 0.17) & (abs(v - 0.72) < 0.17)
    return np.stack((red | yellow, green | yellow, blue)).astype(np.float64)


@cache
def _digits() -> Floats:
    return np.asarray(digits().X / 16, np.float64)


def _enlarged(cells: Floats, size: int) -> Floats:
    """A drawing keeps its sharp cells."""
    places = np.arange(size) * cells.shape[1] // size
    return cells[:, places][:, :, places]


def _resampling(before: int, after: int) -> Floats:
    """The matrix (after, before) that resamples one axis; its rows sum to 1."""
    if after < before:
        scale = before / after
        edges = np.arange(after + 1)[:, None] * scale
        cells = np.arange(before)[None]
        overlap = np.minimum(cells + 1, edges[1:]) - np.maximum(cells, edges[:-1])
        return np.asarray(np.clip(overlap, 0, None) / scale)
    places = np.clip((np.arange(after) + 0.5) * before / after - 0.5, 0, before - 1)
    return np.asarray(np.clip(1 - abs(places[:, None] - np.arange(before)), 0, None))
