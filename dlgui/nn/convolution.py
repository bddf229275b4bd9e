"""Two-dimensional convolution (cross-correlation, as in every framework).

::

    y[n, o, i, j] = b[o] + Σ_c Σ_k Σ_l W[o, c, k, l] · x̄[n, c, s i + d k, s j + d l]

with x̄ the padded input, s the stride and d the dilation. Collecting the windows of x̄ as the
columns of a matrix X, with one row for each (c, k, l), it is one matrix product::

    Y = W X + b,   dW = dY Xᵀ,   db = Σ dY,   dX = Wᵀ dY

How dX becomes dx is told in `image_gradient`.

Inside, the batch axis is the last: memory order (C, H, W, N). Windows are then copied in long
contiguous runs, and Y comes out of the product in the order that the next layer wants. From
outside every array is (N, C, H, W).
"""

from typing import cast

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import DTypeLike

from dlgui.nn.image_gradient import Gather, InputGradient, Scatter
from dlgui.nn.initializers import Initializer, he
from dlgui.nn.layer import Layer
from dlgui.nn.shapes import Array, Shape, check_shape
from dlgui.nn.windows import Axis, Padding, Sizes, padding_pairs, pair


class _Workspace:
    """Buffers for one shape of x, and views into them."""

    def __init__(self, layer: "Conv2D", shape: Shape) -> None:
        n, channels, height, width = shape
        rows, columns = layer.axes(height, width)
        kernel, size = layer.kernel_size, (rows.count, columns.count)
        dtype = layer.flat_params.dtype
        field = layer.in_channels * kernel[0] * kernel[1]
        pixels = size[0] * size[1] * n

        padded = np.zeros((channels, rows.padded, columns.padded, n), dtype)
        self.inside = padded[:, rows.inside, columns.inside]
        extent = tuple(d * (k - 1) + 1 for d, k in zip(layer.dilation, kernel, strict=True))
        windows = sliding_window_view(padded, extent, axis=(1, 2))[
            :, :: rows.stride, :: columns.stride, ..., :: rows.dilation, :: columns.dilation
        ][:, : size[0], : size[1]]
        self.windows = windows.transpose(0, 4, 5, 1, 2, 3)
        self.X = np.empty((field, pixels), dtype)
        self.X_as_windows = self.X.reshape(self.windows.shape)
        self.Y = np.empty((layer.out_channels, pixels), dtype)
        self.y = self.Y.reshape(layer.out_channels, *size, n).transpose(3, 0, 1, 2)
        self.dY = np.empty_like(self.Y)
        self.dy = self.dY.reshape(layer.out_channels, *size, n).transpose(3, 0, 1, 2)
        self.ones = np.ones(pixels, dtype)
        shape_W = layer.params["W"].shape
        way = Gather if Gather.suits(shape_W, rows, columns) else Scatter
        self.input_gradient: InputGradient = way(shape_W, rows, columns, n, dtype)


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
        np.copyto(work.X_as_windows, work.windows)
        W = self.params["W"].reshape(self.out_channels, -1)
        W.dot(work.X, work.Y)
        np.add(work.Y, self.params["b"][:, None], work.Y)
        return work.y

    def _backward(self, dy: Array) -> Array:
        self._backward_params(dy)
        work = cast(_Workspace, self._current)
        return work.input_gradient(self.params["W"], work.dY)

    def _backward_params(self, dy: Array) -> None:
        if self._current is None:
            raise ValueError("Conv2D: backward was called before forward")
        work = self._current
        check_shape("dy of Conv2D", dy.shape, work.dy.shape)
        np.copyto(work.dy, dy, casting="same_kind")
        dW = self.grads["W"].reshape(self.out_channels, -1)
        work.dY.dot(work.X.T, dW)
        work.dY.dot(work.ones, self.grads["b"])

    def _workspace(self, shape: Shape) -> _Workspace:
        work = self._workspaces.get(shape)
        if work is None:
            if len(self._workspaces) >= 4:  # a few batch sizes are usual, any number is a leak
                self._workspaces.clear()
            work = self._workspaces[shape] = _Workspace(self, shape)
        return work
