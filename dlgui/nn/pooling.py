"""Pooling: each window of an image becomes one number.

::

    max:      y = max of the window;   dx: dy goes to the first largest value
    average:  y = mean of the window;  dx: dy / count goes to every value

Padding counts as −∞ for the maximum and is left out of the average, unless
`count_include_pad`. What `ceil_mode` rounds is told in `windows`.

Memory order is kept from the input, so images that come from `Conv2D` stay in the order
(C, H, W, N), where every operation below runs over long contiguous stretches.
"""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from dlgui.nn.layer import Layer
from dlgui.nn.shapes import Array, Shape, as_float, check_shape, reuse
from dlgui.nn.windows import Axis, Padding, Sizes, padding_pairs, pair


def _batch_last(shape: Shape, dtype: DTypeLike) -> Array:
    """Uninitialized (N, C, H, W) array in the memory order (C, H, W, N)."""
    return np.empty((*shape[1:], shape[0]), dtype).transpose(3, 0, 1, 2)


class Pool2D(Layer):
    """What `MaxPool2D` and `AvgPool2D` share: the windows.

    Parameters
    ----------
    kernel_size : int or (vertical, horizontal)
    stride : int or (vertical, horizontal), optional
        Default: the kernel's size.
    padding : int, (vertical, horizontal) or ((top, bottom), (left, right))
        Less than the kernel's size.
    ceil_mode : bool
    dtype : dtype, optional
        Default: the input's float type.
    """

    fill = 0.0

    def __init__(
        self,
        kernel_size: Sizes,
        stride: Sizes | None = None,
        padding: Padding = 0,
        ceil_mode: bool = False,
        *,
        dtype: DTypeLike | None = None,
    ) -> None:
        self.kernel_size = pair("kernel_size", kernel_size, 1)
        self.stride = pair("stride", self.kernel_size if stride is None else stride, 1)
        self.padding = padding_pairs(padding)
        self.ceil_mode = ceil_mode
        for kernel, sides in zip(self.kernel_size, self.padding, strict=True):
            if max(sides) >= kernel:
                raise ValueError(
                    f"padding: expected less than the kernel's size {self.kernel_size}, "
                    f"given {padding}"
                )
        super().__init__(dtype=dtype)

    def axes(self, height: int, width: int) -> tuple[Axis, Axis]:
        """The windows' geometry on an image of this size."""
        rows, columns = (
            Axis(size, kernel, stride, *padding, ceil_mode=self.ceil_mode)
            for size, kernel, stride, padding in zip(
                (height, width), self.kernel_size, self.stride, self.padding, strict=True
            )
        )
        return rows, columns

    def _reset(self) -> None:
        self._shape: Shape = ()
        self._padded = self._dpadded = self._y = np.empty(0, np.float32)
        self._scratch = self._y

    def _prepare(self, x: Array) -> Array:
        """Make the buffers for x and return it padded."""
        check_shape(f"x of {type(self).__name__}", x.shape, ("N", "C", "H", "W"))
        x = as_float(x, self.dtype)
        if x.shape != self._shape or x.dtype != self._y.dtype:
            self._shape = n, channels, height, width = x.shape
            self._rows, self._columns = self.axes(height, width)
            size = (n, channels, self._rows.count, self._columns.count)
            self._make_buffers(size, x.dtype)
            self._covered = self._rows.covered and self._columns.covered
            self._apart = self._rows.apart and self._columns.apart
            padded = (n, channels, self._rows.padded, self._columns.padded)
            self._dpadded = _batch_last(padded, x.dtype)
            self._whole = padded == x.shape
            if not self._whole:
                self._padded = _batch_last(padded, x.dtype)
                self._padded.fill(self.fill)
        if self._whole:
            self._padded = x
        else:
            self._inside(self._padded)[...] = x
        return self._padded

    def _make_buffers(self, size: Shape, dtype: np.dtype[Any]) -> None:
        """Buffers of the output's size."""
        self._y = _batch_last(size, dtype)
        self._scratch = _batch_last(size, dtype)

    def _inside(self, padded: Array) -> Array:
        return padded[:, :, self._rows.inside, self._columns.inside]

    def _elements(self, padded: Array) -> Iterator[Array]:
        """For each place in the window, the values there of all windows."""
        for k in range(self._rows.kernel):
            for l in range(self._columns.kernel):  # noqa: E741 (row k, column l)
                yield padded[:, :, self._rows.at(k), self._columns.at(l)]


class MaxPool2D(Pool2D):
    """y = the largest value of each window; see `Pool2D` for the arguments."""

    fill = -np.inf

    def _forward(self, x: Array, train: bool) -> Array:
        # Copied first, the values are compared and later passed on in long contiguous runs.
        padded = self._prepare(x)
        for copy, element in zip(self._copies, self._elements(padded), strict=True):
            np.copyto(copy, element)
        best, *others = self._copies
        for copy in others:
            best = np.maximum(best, copy, out=self._y)
        np.copyto(self._y, best)
        return self._y

    def _make_buffers(self, size: Shape, dtype: np.dtype[Any]) -> None:
        super()._make_buffers(size, dtype)
        self._copies = [_batch_last(size, dtype) for _ in range(math.prod(self.kernel_size))]
        self._left = _batch_last(size, dtype)
        self._hit = _batch_last(size, np.bool_)

    def _backward(self, dy: Array) -> Array:
        y, dpadded = self._y, self._dpadded
        check_shape("dy of MaxPool2D", dy.shape, y.shape)
        if not self._covered:
            dpadded.fill(0)
        # What is left of dy once a largest value has taken it: so the first one takes it alone.
        left, taken = self._left, self._scratch
        np.copyto(left, dy, casting="same_kind")
        for copy, target in zip(self._copies, self._elements(dpadded), strict=True):
            np.equal(copy, y, self._hit)
            np.multiply(left, self._hit, taken)
            np.subtract(left, taken, left)
            if self._apart:
                np.copyto(target, taken)
            else:
                np.add(target, taken, target)
        return self._inside(dpadded)


class AvgPool2D(Pool2D):
    """y = the mean of each window; see `Pool2D` for the other arguments.

    Parameters
    ----------
    count_include_pad : bool
        Count the padding's zeros as values. False by default, as in ONNX; PyTorch's default is
        True. The overhang of a window in `ceil_mode` is never counted.
    """

    def __init__(
        self,
        kernel_size: Sizes,
        stride: Sizes | None = None,
        padding: Padding = 0,
        ceil_mode: bool = False,
        *,
        count_include_pad: bool = False,
        dtype: DTypeLike | None = None,
    ) -> None:
        self.count_include_pad = count_include_pad
        super().__init__(kernel_size, stride, padding, ceil_mode, dtype=dtype)

    def _counts(self, axis: Axis) -> Array:
        first = np.arange(axis.count) * axis.stride - axis.before
        low, high = 0, axis.size
        if self.count_include_pad:
            low, high = -axis.before, axis.size + axis.after
        counts: Array = np.minimum(first + axis.kernel, high) - np.maximum(first, low)
        return counts

    def _share(self) -> Array:
        """1 / count of every window, (H′, W′, 1) in batch-last order."""
        counts = np.outer(self._counts(self._rows), self._counts(self._columns))
        return np.asarray(1 / counts, self._y.dtype)

    def _forward(self, x: Array, train: bool) -> Array:
        first, *others = self._elements(self._prepare(x))
        np.copyto(self._y, first)
        for element in others:
            np.add(self._y, element, self._y)
        return np.multiply(self._y, self._share(), self._y)

    def _backward(self, dy: Array) -> Array:
        check_shape("dy of AvgPool2D", dy.shape, self._y.shape)
        shared = np.multiply(dy, self._share(), self._scratch, casting="same_kind")
        self._dpadded.fill(0)
        for target in self._elements(self._dpadded):
            np.add(target, shared, target)
        return self._inside(self._dpadded)


class GlobalAvgPool2D(Layer):
    """(N, C, H, W) → (N, C): the mean of each channel."""

    def __init__(self, *, dtype: DTypeLike | None = None) -> None:
        super().__init__(dtype=dtype)

    def _reset(self) -> None:
        self._shape: Shape = ()
        self._y = self._dx = np.empty(0, np.float32)

    def _forward(self, x: Array, train: bool) -> Array:
        check_shape("x of GlobalAvgPool2D", x.shape, ("N", "C", "H", "W"))
        if min(x.shape[2:]) < 1:
            check_shape("x of GlobalAvgPool2D", x.shape, ("N", "C", "H ≥ 1", "W ≥ 1", "…"))
        x = as_float(x, self.dtype)
        self._shape = x.shape
        self._y = reuse(self._y, x.shape[:2], x.dtype)
        return x.mean(axis=(2, 3), out=self._y)

    def _backward(self, dy: Array) -> Array:
        check_shape("dy of GlobalAvgPool2D", dy.shape, self._shape[:2])
        self._dx = reuse(self._dx, self._shape, self._y.dtype)
        pixels = self._shape[2] * self._shape[3]
        self._dx[...] = (dy / pixels)[:, :, None, None]
        return self._dx


class Flatten(Layer):
    """(N, …) → (N, product of the rest)."""

    def __init__(self, *, dtype: DTypeLike | None = None) -> None:
        super().__init__(dtype=dtype)

    def _reset(self) -> None:
        self._shape: Shape = ()

    def _forward(self, x: Array, train: bool) -> Array:
        if x.ndim < 2:
            check_shape("x of Flatten", x.shape, ("N", "…"))
        x = as_float(x, self.dtype)
        self._shape = x.shape
        return x.reshape(len(x), int(np.prod(x.shape[1:])))

    def _backward(self, dy: Array) -> Array:
        flat = (self._shape[0], int(np.prod(self._shape[1:])))
        check_shape("dy of Flatten", dy.shape, flat)
        return dy.reshape(self._shape)
