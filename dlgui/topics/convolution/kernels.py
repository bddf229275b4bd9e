"""The kernels that can be chosen, for every size.

With k the number of cells a side, m the middle and β the binomial coefficients of order k − 1::

    identity   1 in the middle
    blur       β βᵀ / Σ
    edge       k² in the middle, minus 1 everywhere
    edge_x     β (β′ * (−1, 0, 1))ᵀ, β′ of order k − 3: Sobel's for k = 3
    edge_y     its transpose
    sharpen    the cross: −1 on the arms, and in the middle what makes the sum 1
    emboss     distance from the falling diagonal, plus 1 in the middle

A 1 × 1 kernel has no neighbours, and the edge kernels of that size are 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dlgui.nn import he
from dlgui.topics.convolution import CUSTOM, KERNELS, Params

Floats = NDArray[np.float64]


def binomial(order: int) -> Floats:
    """The coefficients of (1 + x)^order."""
    return np.array([float(math.comb(order, i)) for i in range(order + 1)])


def kernel_plane(name: str, k: int, rng: np.random.Generator) -> Floats:
    """One (k, k) kernel by its name in `KERNELS`."""
    middle = np.zeros((k, k))
    middle[k // 2, k // 2] = 1
    match name:
        case "blur":
            return np.asarray(np.outer(binomial(k - 1), binomial(k - 1)) / 4.0 ** (k - 1))
        case "edge":
            return np.asarray(k * k * middle - 1)
        case "edge_x":
            return _derivative(k)
        case "edge_y":
            return _derivative(k).T.copy()
        case "sharpen":
            arms = -np.clip(middle.sum(axis=0)[None] + middle.sum(axis=1)[:, None], 0, 1)
            return np.asarray(arms + 2 * k * middle)
        case "emboss":
            rows, columns = np.indices((k, k))
            return np.asarray(rows + columns - (k - 1.0) + middle)
        case "random":
            return np.asarray(he((1, 1, k, k), rng, np.float64)[0, 0])
    return middle


def kernel_names(params: Params) -> tuple[str, ...]:
    """The kernels in use: the chosen one first."""
    others = [name for name in KERNELS if name != params.kernel]
    return (params.kernel, *others)[: params.filters]


def kernel_stack(
    names: Sequence[str], params: Params, channels: int, rng: np.random.Generator
) -> Floats:
    """The layer's weights W (F, C, k, k).

    A kernel that was made for grey is shared out over the channels, so that on a picture whose
    channels are equal the map stays the same; one of three slices is summed for grey.
    """
    k = int(params.kernel_size)
    drawn = {name: kernel_plane(name, k, rng) for name in KERNELS}
    planes = [
        own_kernel(params.weights, k) if name == CUSTOM else drawn[name][None] for name in names
    ]
    return np.stack([_spread(plane, channels) for plane in planes])


def own_kernel(weights: Sequence[float], k: int) -> Floats:
    """A written kernel as (c, k, k), c = 1 or 3, cut or surrounded by 0 to `k` cells a side."""
    cells = np.array(weights, np.float64)
    channels = 1 if math.isqrt(len(cells)) ** 2 == len(cells) else 3
    side = math.isqrt(len(cells) // channels)
    planes = cells.reshape(channels, side, side)
    cut, room = max(0, (side - k) // 2), max(0, (k - side) // 2)
    planes = planes[:, cut : side - cut, cut : side - cut]
    return np.pad(planes, ((0, 0), (room, room), (room, room)))


def _derivative(k: int) -> Floats:
    """Smooths down the columns and differentiates along the rows."""
    if k < 3:
        return np.zeros((k, k))
    return np.outer(binomial(k - 1), np.convolve(binomial(k - 3), (-1.0, 0.0, 1.0)))


def _spread(planes: Floats, channels: int) -> Floats:
    if len(planes) == channels:
        return planes
    if len(planes) == 1:
        return np.repeat(planes, channels, axis=0) / channels
    return np.asarray(planes.sum(axis=0, keepdims=True))
