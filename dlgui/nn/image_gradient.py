"""The gradient of a convolution with respect to its input, in two ways that agree.

With the windows' matrix X of `convolution`, dX = Wᵀ dY is the gradient of each window; what is left
is to bring every element home::

    Scatter   dx̄[c, s i + d k, s j + d l] += dX[(c, k, l), (i, j)]      for each (k, l)
    Gather    dx[c] = Σ_k W_k · U[·, rows shifted by d k],               stride 1 only
              U[(o, l), p, q] = dY[o, p, q − d l]

`Gather` is a convolution of the padded dY with the kernel turned round. It copies kw shifted
images where `Scatter` adds kh·kw of them, and is the faster one unless the input channels are few.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from dlgui.nn.shapes import Array, Shape
from dlgui.nn.windows import Axis

InputGradient: TypeAlias = Callable[[Array, Array], Array]


class Scatter:
    """dx by adding up the windows' gradients; any stride."""

    def __init__(
        self, kernel: Shape, rows: Axis, columns: Axis, n: int, dtype: np.dtype[Any]
    ) -> None:
        _, channels, height, width = kernel
        self._dX = np.empty((channels * height * width, rows.count * columns.count * n), dtype)
        self._dpadded = np.zeros((channels, rows.padded, columns.padded, n), dtype)
        self._dx = self._dpadded[:, rows.inside, columns.inside].transpose(3, 0, 1, 2)
        windows = self._dX.reshape(channels, height, width, rows.count, columns.count, n)
        self._shifts = [
            (self._dpadded[:, rows.at(k), columns.at(m)], windows[:, k, m])
            for k in range(height)
            for m in range(width)
        ]

    def __call__(self, W: Array, dY: Array) -> Array:
        """dx (N, C, H, W), a buffer, from W (O, C, kh, kw) and dY (O, H′·W′·N)."""
        W.reshape(len(W), -1).T.dot(dY, self._dX)
        self._dpadded.fill(0)
        for target, part in self._shifts:
            np.add(target, part, target)
        return self._dx


class Gather:
    """dx by a second convolution; stride 1, and no padding beyond the kernel's reach."""

    @staticmethod
    def suits(kernel: Shape, rows: Axis, columns: Axis) -> bool:
        """Whether it can be used, and is likely to be the faster way."""
        reaches = all(
            axis.stride == 1 and max(axis.before, axis.after) <= axis.dilation * (axis.kernel - 1)
            for axis in (rows, columns)
        )
        return reaches and 2 * kernel[1] >= kernel[0]

    def __init__(
        self, kernel: Shape, rows: Axis, columns: Axis, n: int, dtype: np.dtype[Any]
    ) -> None:
        out, channels, height, width = kernel
        reach_down, reach_right = (axis.dilation * (axis.kernel - 1) for axis in (rows, columns))
        tall, wide = rows.size + reach_down, columns.size + reach_right
        padded = np.zeros((out, tall, wide, n), dtype)
        top, left = reach_down - rows.before, reach_right - columns.before
        self._inside = padded[:, top : top + rows.count, left : left + columns.count]
        U = np.empty((out, width, tall, columns.size, n), dtype)
        starts = [reach_right - columns.dilation * m for m in range(width)]
        self._copies = [
            (U[:, m], padded[:, :, start : start + columns.size]) for m, start in enumerate(starts)
        ]
        line = columns.size * n
        flat = U.reshape(out * width, tall * line)
        tops = [reach_down - rows.dilation * k for k in range(height)]
        self._parts = [flat[:, t * line : (t + rows.size) * line] for t in tops]
        self._sum = np.empty((channels, rows.size * line), dtype)
        self._term = np.empty_like(self._sum)
        images = self._sum.reshape(channels, rows.size, columns.size, n)
        self._dx = images.transpose(3, 0, 1, 2)

    def __call__(self, W: Array, dY: Array) -> Array:
        """dx (N, C, H, W), a buffer, from W (O, C, kh, kw) and dY (O, H′·W′·N)."""
        np.copyto(self._inside, dY.reshape(self._inside.shape))
        for target, source in self._copies:
            np.copyto(target, source)
        by_row = W.transpose(2, 1, 0, 3).reshape(W.shape[2], W.shape[1], -1)
        by_row[0].dot(self._parts[0], self._sum)
        for weights, part in zip(by_row[1:], self._parts[1:], strict=True):
            weights.dot(part, self._term)
            np.add(self._sum, self._term, self._sum)
        return self._dx
