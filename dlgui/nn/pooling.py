"""Pooling: each window of an image becomes one number.

::

    max:      y = max of the window;   dx: dy goes to one largest value
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

from dlgui.nn.layer import NOT_YET, Layer
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
        self._padded = self._y = np.empty(0, np.float32)

    def _prepare(self, x: Array) -> Array:
        """Make the buffers for x and return it padded."""
        check_shape(f"x of {type(self).__name__}", x.shape, ("N", "C", "H", "W"))
        x = as_float(x, self.dtype)
        if x.shape != self._shape or x.dtype != self._y.dtype:
            n, channels, height, width = x.shape
            rows, columns = self.axes(height, width)
            padded = (n, channels, rows.padded, columns.padded)  # raises where no window fits
            self._shape, self._rows, self._columns = x.shape, rows, columns
            self._make_buffers(padded, x.dtype)
            self._whole = padded == x.shape
            if not self._whole:
                self._padded = _batch_last(padded, x.dtype)
                self._padded.fill(self.fill)
        if self._whole:
            self._padded = x
        else:
            self._inside(self._padded)[...] = x
        return self._padded

    def _make_buffers(self, shape: Shape, dtype: np.dtype[Any]) -> None:
        """Buffers for a padded input of this shape."""

    def _inside(self, padded: Array) -> Array:
        return padded[:, :, self._rows.inside, self._columns.inside]


class _AxisMaximum:
    """The largest value of each window along one axis, and the way back.

    With elements x_0 … x_{k−1} of a window and m_j = max(x_0 … x_j), what reaches m_j goes to x_j
    where x_j > m_{j−1}, and to m_{j−1} elsewhere: so the first of equal values takes it.

    Parameters
    ----------
    axis : int
        2 for rows, 3 for columns.
    window : Axis
    shape : tuple of int
        Of the padded input (N, C, H, W).
    dtype : dtype
    """

    def __init__(self, axis: int, window: Axis, shape: Shape, dtype: DTypeLike) -> None:
        size = (*shape[:axis], window.count, *shape[axis + 1 :])

        def one_for_each_element() -> list[Array]:
            return [_batch_last(size, dtype) for _ in range(window.kernel)]

        self._places = [(slice(None),) * axis + (window.at(k),) for k in range(window.kernel)]
        # In the order (C, H, W, N) rows are long runs; columns are so short ones that it pays to
        # copy them before they are compared.
        self._copies = one_for_each_element() if axis == 3 else []
        self._elements: list[Array] = []
        self._maxima = one_for_each_element()
        self._hit = _batch_last(size, np.bool_)
        self._dx = _batch_last(shape, dtype)
        self._dx.fill(0)
        self._homes = [self._dx[place] for place in self._places]
        self._apart = window.apart
        self._parts = self._homes if window.apart else one_for_each_element()

    def forward(self, x: Array) -> Array:
        self._elements = [x[place] for place in self._places]
        if self._copies:
            for copy, element in zip(self._copies, self._elements, strict=True):
                np.copyto(copy, element)
            self._elements = self._copies
        self._maxima[0] = self._elements[0]
        for j in range(1, len(self._elements)):
            np.maximum(self._maxima[j - 1], self._elements[j], out=self._maxima[j])
        return self._maxima[-1]

    def backward(self, dy: Array) -> Array:
        left, parts = dy, self._parts
        for j in range(len(parts) - 1, 0, -1):
            np.greater(self._elements[j], self._maxima[j - 1], self._hit)
            np.multiply(left, self._hit, parts[j])
            left = np.subtract(left, parts[j], parts[0])
        if len(parts) == 1:
            np.copyto(parts[0], dy)
        if not self._apart:
            self._dx.fill(0)
            for home, part in zip(self._homes, parts, strict=True):
                np.add(home, part, home)
        return self._dx


class MaxPool2D(Pool2D):
    """y = the largest value of each window; see `Pool2D` for the arguments.

    The largest of each of a window's columns first, then the largest of these. Of equal values the
    uppermost in the leftmost column takes the gradient.
    """

    fill = -np.inf

    def _make_buffers(self, shape: Shape, dtype: np.dtype[Any]) -> None:
        self._down = _AxisMaximum(2, self._rows, shape, dtype)
        self._across = _AxisMaximum(
            3, self._columns, (*shape[:2], self._rows.count, shape[3]), dtype
        )

    def _forward(self, x: Array, train: bool) -> Array:
        padded = self._prepare(x)
        self._y = self._across.forward(self._down.forward(padded))
        return self._y

    def _backward(self, dy: Array) -> Array:
        self._check_dy(dy, self._y.shape)
        dy = np.asarray(dy, self._y.dtype)
        return self._inside(self._down.backward(self._across.backward(dy)))


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

    def _make_buffers(self, shape: Shape, dtype: np.dtype[Any]) -> None:
        wide = np.result_type(dtype, np.float32)
        self._sum, self._y, self._shared = (
            _batch_last((*shape[:2], self._rows.count, self._columns.count), each)
            for each in (wide, dtype, wide)
        )
        self._dpadded = _batch_last(shape, wide)

    def _elements(self, padded: Array) -> Iterator[Array]:
        """For each place in the window, the values there of all windows."""
        for k in range(self._rows.kernel):
            for l in range(self._columns.kernel):  # noqa: E741 (row k, column l)
                yield padded[:, :, self._rows.at(k), self._columns.at(l)]

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
        return np.asarray(1 / counts, self._sum.dtype)

    def _forward(self, x: Array, train: bool) -> Array:
        first, *others = self._elements(self._prepare(x))
        np.copyto(self._sum, first)
        for element in others:
            np.add(self._sum, element, self._sum)
        return np.multiply(self._sum, self._share(), self._y, casting="same_kind")

    def _backward(self, dy: Array) -> Array:
        self._check_dy(dy, self._y.shape)
        shared = np.multiply(dy, self._share(), self._shared, casting="same_kind")
        self._dpadded.fill(0)
        for target in self._elements(self._dpadded):
            np.add(target, shared, target)
        return self._inside(self._dpadded).astype(self._y.dtype, copy=False)


class GlobalAvgPool2D(Layer):
    """(N, C, H, W) → (N, C): the mean of each channel."""

    def __init__(self, *, dtype: DTypeLike | None = None) -> None:
        super().__init__(dtype=dtype)

    def _reset(self) -> None:
        self._shape = NOT_YET
        self._y = self._dx = np.empty(0, np.float32)

    def _forward(self, x: Array, train: bool) -> Array:
        check_shape("x of GlobalAvgPool2D", x.shape, ("N", "C", "H", "W"))
        if min(x.shape[2:]) < 1:
            check_shape("x of GlobalAvgPool2D", x.shape, ("N", "C", "H ≥ 1", "W ≥ 1", "…"))
        x = as_float(x, self.dtype)
        self._shape = x.shape
        self._y = x.mean(axis=(2, 3))
        return self._y

    def _backward(self, dy: Array) -> Array:
        self._check_dy(dy, self._shape[:2])
        self._dx = reuse(self._dx, self._shape, self._y.dtype)
        pixels = self._shape[2] * self._shape[3]
        self._dx[...] = (dy / pixels)[:, :, None, None]
        return self._dx


class Flatten(Layer):
    """(N, …) → (N, product of the rest)."""

    def __init__(self, *, dtype: DTypeLike | None = None) -> None:
        super().__init__(dtype=dtype)

    def _reset(self) -> None:
        self._x_shape = self._y_shape = NOT_YET
        self._dtype: np.dtype[Any] = np.dtype(np.float32)

    def _forward(self, x: Array, train: bool) -> Array:
        if x.ndim < 2:
            check_shape("x of Flatten", x.shape, ("N", "…"))
        x = as_float(x, self.dtype)
        self._x_shape, self._dtype = x.shape, x.dtype
        self._y_shape = len(x), math.prod(x.shape[1:])
        return x.reshape(self._y_shape)

    def _backward(self, dy: Array) -> Array:
        self._check_dy(dy, self._y_shape)
        if dy.dtype != self._dtype:
            dy = dy.astype(self._dtype)
        return dy.reshape(self._x_shape)
