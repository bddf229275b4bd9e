"""Two-dimensional convolution (cross-correlation, as in every framework).

::

    y[n, o, i, j] = b[o] + Σ_c Σ_k Σ_l W[o, c, k, l] · x̄[n, c, s i + d k, s j + d l]

with x̄ the padded input, s the stride and d the dilation. Collecting the windows of x̄ as the
columns of a matrix X, with one row for each (c, k, l), and a row of ones below it, it is one matrix
product::

    Y = [W b] [X; 1],   [dW db] = dY [X; 1]ᵀ,   dX = Wᵀ dY

How dX becomes dx is told in `image_gradient`.

X has each value of x̄ as many times as there are windows over it, and would leave the cache. So the
output is made in **strips** of a few rows, whose windows are copied into one small buffer, and
copied again on the way back.

Inside, the batch axis is the last: memory order (C, H, W, N). Windows are then copied in long
contiguous runs, and Y comes out of the product in the order that the next layer wants. From
outside every array is (N, C, H, W).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import DTypeLike

from dlgui.nn.image_gradient import Gather, InputGradient, Scatter
from dlgui.nn.initializers import Initializer, he
from dlgui.nn.layer import Layer
from dlgui.nn.products import multiply
from dlgui.nn.shapes import Array, Shape, check_shape, widened
from dlgui.nn.windows import Axis, Padding, Sizes, padding_pairs, pair

STRIP_BYTES = 1 << 19  # leaves room in a processor core's second cache of 1 MiB


@dataclass(frozen=True)
class _Strip:
    """Some rows of the output: their windows, the buffer for these, and their part of Y."""

    rows: slice
    windows: Array
    X: Array
    Y: Array

    def collect(self) -> Array:
        """[X; 1], one column for each window."""
        np.copyto(self.X[:-1].reshape(self.windows.shape), self.windows)
        return self.X


class _Workspace:
    """Buffers for one shape of x, and views into them."""

    def __init__(self, layer: "Conv2D", shape: Shape) -> None:
        n, channels, height, width = shape
        rows, columns = layer.axes(height, width)
        kernel, size = layer.kernel_size, (rows.count, columns.count)
        dtype = layer.flat_params.dtype

        padded = np.zeros((channels, rows.padded, columns.padded, n), dtype)
        self.inside = padded[:, rows.inside, columns.inside]
        extent = tuple(d * (k - 1) + 1 for d, k in zip(layer.dilation, kernel, strict=True))
        windows = sliding_window_view(padded, extent, axis=(1, 2))[
            :, :: rows.stride, :: columns.stride, ..., :: rows.dilation, :: columns.dilation
        ][:, : size[0], : size[1]]
        Y = np.empty((layer.out_channels, *size, n), dtype)
        self.y = Y.transpose(3, 0, 1, 2)
        self.dY = Y  # until `backward` has one
        self.strips = list(_strips(windows.transpose(0, 4, 5, 1, 2, 3), Y))
        self.theta = np.empty((layer.out_channels, len(self.strips[0].X)), dtype)
        # Gradients add up many terms: float16's are widened, and so is their sum.
        wide = np.result_type(dtype, np.float32)
        self.dtheta = np.empty(self.theta.shape[::-1], wide)
        self.dtheta_of_strip = np.empty_like(self.dtheta)
        shape_W = layer.params["W"].shape
        way = Gather if Gather.suits(shape_W, columns) else Scatter
        self.input_gradient: InputGradient = way(shape_W, rows, columns, n, wide)


def _strips(windows: Array, Y: Array) -> Iterator[_Strip]:
    """The strips of windows (C, kh, kw, H', W', N); those of equal height share a buffer."""
    *field, height, width, n = windows.shape
    count, line = math.prod(field) + 1, width * n
    tall = max(1, STRIP_BYTES // max(1, count * line * Y.itemsize))
    buffers: dict[int, Array] = {}
    for top in range(0, height, tall):
        rows = slice(top, min(top + tall, height))
        lines = rows.stop - top
        if lines not in buffers:
            buffers[lines] = np.ones((count, lines * line), Y.dtype)
        part = Y[:, rows].reshape(len(Y), -1)
        yield _Strip(rows, windows[..., rows, :, :], buffers[lines], part)


class Conv2D(Layer):
    """Convolution of (N, C, H, W) images.

    Parameters
    ----------
    in_channels, out_channels : int
    kernel_size, stride, dilation : int or (vertical, horizontal)
    padding : int, (vertical, horizontal) or ((top, bottom), (left, right))
        Zeros put around the image.
    rng : Generator, optional
        Draws the initial W; b starts at zero. Default: a new, unpredictable one.
    dtype : dtype
    weight_init : Initializer
        Called with shape (out, in, kh, kw).

    Attributes
    ----------
    params["W"] : (out, in, kh, kw) array
    params["b"] : (out,) array
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Sizes,
        stride: Sizes = 1,
        padding: Padding = 0,
        dilation: Sizes = 1,
        *,
        rng: np.random.Generator | None = None,
        dtype: DTypeLike = np.float32,
        weight_init: Initializer = he,
    ) -> None:
        pair("channels", (in_channels, out_channels), 1)
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = pair("kernel_size", kernel_size, 1)
        self.stride = pair("stride", stride, 1)
        self.padding = padding_pairs(padding)
        self.dilation = pair("dilation", dilation, 1)
        shape = (out_channels, in_channels, *self.kernel_size)
        super().__init__({"W": shape, "b": (out_channels,)}, dtype)
        rng = np.random.default_rng() if rng is None else rng
        self.params["W"][...] = weight_init(shape, rng, dtype)

    def axes(self, height: int, width: int) -> tuple[Axis, Axis]:
        """The windows' geometry on an image of this size."""
        rows, columns = (
            Axis(size, kernel, stride, *padding, dilation)
            for size, kernel, stride, padding, dilation in zip(
                (height, width),
                self.kernel_size,
                self.stride,
                self.padding,
                self.dilation,
                strict=True,
            )
        )
        return rows, columns

    def _reset(self) -> None:
        self._workspaces: dict[Shape, _Workspace] = {}
        self._current: _Workspace | None = None

    def _forward(self, x: Array, train: bool) -> Array:
        if x.ndim != 4 or x.shape[1] != self.in_channels:
            check_shape("x of Conv2D", x.shape, ("N", self.in_channels, "H", "W"))
        self._current = work = self._workspace(x.shape)
        np.copyto(work.inside, x.transpose(1, 2, 3, 0), casting="same_kind")
        theta = work.theta
        theta[:, :-1] = self.params["W"].reshape(self.out_channels, -1)
        theta[:, -1] = self.params["b"]
        for strip in work.strips:
            multiply(theta, strip.collect(), strip.Y)
        return work.y

    def _backward(self, dy: Array) -> Array:
        self._backward_params(dy)
        work = cast(_Workspace, self._current)
        dx = work.input_gradient(widened(self.params["W"]), work.dY)
        return dx.astype(work.theta.dtype, copy=False)

    def _backward_params(self, dy: Array) -> None:
        if self._current is None:
            raise self._too_early()
        work = self._current
        check_shape("dy of Conv2D", dy.shape, work.y.shape)
        # No copy where the next layer keeps this layer's order, as those of this package do.
        work.dY = dY = np.ascontiguousarray(dy.transpose(1, 2, 3, 0), work.theta.dtype)
        dtheta = work.dtheta
        dtheta.fill(0)
        for strip in work.strips:
            # Not dY Xᵀ: with AVX-512, OpenBLAS needs half the time where the left factor is
            # the larger one.
            part = dY[:, strip.rows].reshape(len(dY), -1)
            np.matmul(strip.collect(), part.T, work.dtheta_of_strip, dtype=dtheta.dtype)
            np.add(dtheta, work.dtheta_of_strip, dtheta)
        self.grads["W"].reshape(self.out_channels, -1)[...] = dtheta[:-1].T
        self.grads["b"][...] = dtheta[-1]

    def _workspace(self, shape: Shape) -> _Workspace:
        work = self._workspaces.get(shape)
        if work is None:
            if len(self._workspaces) >= 4:  # a few batch sizes are usual, any number is a leak
                self._workspaces.clear()
            work = self._workspaces[shape] = _Workspace(self, shape)
        return work
