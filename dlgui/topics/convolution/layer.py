"""One convolutional layer with activation and pooling, computed at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Seeds
from dlgui.nn import ACTIVATIONS, AvgPool2D, Conv2D, MaxPool2D, zeros
from dlgui.topics.convolution import Params
from dlgui.topics.convolution.kernels import kernel_names, kernel_stack
from dlgui.topics.convolution.sizes import Cost, SizeSum, layer_cost, size_sum

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ConvLayer:
    """What the parameters make of a picture.

    Attributes
    ----------
    names : tuple of str
        The kernels, the chosen one first.
    kernels : (F, C, k, k) array
    padded : (C, H + 2p, W + 2p) array
        The picture with its border of zeros.
    z : (H′, W′) array
        Sums of the first kernel, bias included; (0, 0) when it does not fit.
    maps : (F, H′, W′) array
        φ(z) of every kernel.
    shades : (F, H′, W′) array
        The maps, each divided by its largest size.
    pooled : (H″, W″) array
        Of the first map; (0, 0) without pooling or when the window does not fit.
    sizes, pool_sizes : (SizeSum, SizeSum)
        Rows and columns.
    cost : Cost
    """

    names: tuple[str, ...]
    kernels: Floats
    padded: Floats
    z: Floats
    maps: Floats
    shades: Floats
    pooled: Floats
    sizes: tuple[SizeSum, SizeSum]
    pool_sizes: tuple[SizeSum, SizeSum]
    cost: Cost


def apply_layer(image: Floats, params: Params, seeds: Seeds) -> ConvLayer:
    """Convolve a picture (C, H, W), activate, pool."""
    names = kernel_names(params)
    kernels = kernel_stack(names, params, len(image), seeds.rng("init"))
    sizes = _sizes(image, params)
    sums = _convolve(image, kernels, params, sizes)
    maps = ACTIVATIONS[params.activation](sums)
    pool_sizes = _pool_sizes(maps, params)
    border = (params.padding, params.padding)
    out = (sizes[0].count, sizes[1].count)
    return ConvLayer(
        names=names,
        kernels=kernels,
        padded=np.pad(image, ((0, 0), border, border)),
        z=sums[0],
        maps=maps,
        shades=maps / _largest(maps),
        pooled=_pool(maps[0], params, pool_sizes),
        sizes=sizes,
        pool_sizes=pool_sizes,
        cost=layer_cost(
            len(image), (sizes[0].size, sizes[1].size), len(names), kernels.shape[-1], out
        ),
    )


def _sizes(image: Floats, params: Params) -> tuple[SizeSum, SizeSum]:
    k, p, d = int(params.kernel_size), params.padding, params.dilation
    rows, columns = (size_sum(size, k, params.stride, p, d) for size in image.shape[1:])
    return rows, columns


def _pool_sizes(maps: Floats, params: Params) -> tuple[SizeSum, SizeSum]:
    rows, columns = (
        size_sum(size, params.pool_size, params.pool_stride, ceil_mode=params.ceil_mode)
        for size in maps.shape[1:]
    )
    return rows, columns


def _convolve(
    image: Floats, kernels: Floats, params: Params, sizes: tuple[SizeSum, SizeSum]
) -> Floats:
    count, channels, k, _ = kernels.shape
    if not all(size.count for size in sizes):
        return np.zeros((count, 0, 0))
    how = params.stride, params.padding, params.dilation
    conv = Conv2D(channels, count, k, *how, dtype=np.float64, weight_init=zeros)
    conv.params["W"][...] = kernels
    conv.params["b"].fill(params.bias)
    return np.ascontiguousarray(conv.forward(image[None])[0])


def _pool(feature_map: Floats, params: Params, sizes: tuple[SizeSum, SizeSum]) -> Floats:
    if params.pooling == "none" or not all(size.count for size in sizes):
        return np.zeros((0, 0))
    kind = MaxPool2D if params.pooling == "max" else AvgPool2D
    pool = kind(params.pool_size, params.pool_stride, ceil_mode=params.ceil_mode)
    return np.asarray(pool.forward(feature_map[None, None])[0, 0])


def _largest(maps: Floats) -> Floats:
    """max |y| of each map (F, 1, 1); 1 where all is 0."""
    largest = np.abs(maps).max(axis=(1, 2), keepdims=True, initial=0.0)
    return np.asarray(np.where(largest > 0, largest, 1.0))
