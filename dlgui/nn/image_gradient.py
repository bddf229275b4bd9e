"""The gradient of a convolution with respect to its input, in two ways that agree.

With the windows' matrix X of `convolution`, dX = Wᵀ dY is the gradient of each window; what is left
is to bring every element home::

    Scatter   dx̄[c, s i + d k, s j + d l] += dX[(c, k, l), (i, j)]      for each (k, l)
    Gather    dx̄[c, s i + d k, q] += V[(k, c), (i, q)]                  for each k
              V = Wᵀ U,   U[(o, l), (i, q)] = dY[o, i, q − d l]         columns with stride 1 only

`Gather` sums over the kernel's columns in the product: it copies kw shifted images and adds kh of
them, where `Scatter` adds kh·kw. It is the faster one unless the input channels are few.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from dlgui.nn.products import multiply
from dlgui.nn.shapes import Array, Shape
from dlgui.nn.windows import Axis

InputGradient: TypeAlias = Callable[[Array, Array], Array]


class Scatter:
    """dx by adding up the windows' gradients; any stride.

    Parameters
    ----------
    kernel : (O, C, kh, kw)
        Shape of W.
    rows, columns : Axis
        The windows' geometry on the input.
    n : int
        Batch size.
    dtype : dtype
        Of the sums, and of dx.
    """

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
        """dx (N, C, H, W), a buffer, from W (O, C, kh, kw) and dY (O, H′, W′, N)."""
        multiply(W.reshape(len(W), -1).T, dY.reshape(len(dY), -1), self._dX)
        self._dpadded.fill(0)
        for target, part in self._shifts:
            np.add(target, part, target)
        return self._dx


class Gather:
    """dx with a product that sums over the kernel's columns; rows may have any stride.

    Parameters are those of `Scatter`.
    """

    @staticmethod
    def suits(kernel: Shape, columns: Axis) -> bool:
        """Whether it can be used, and is likely to be the faster way."""
        return columns.stride == 1 and 2 * kernel[1] >= kernel[0]

    def __init__(
        self, kernel: Shape, rows: Axis, columns: Axis, n: int, dtype: np.dtype[Any]
    ) -> None:
        out, channels, height, width = kernel
        # Zeros: the columns that a shifted image does not reach are never written.
        U = np.zeros((out, width, rows.count, columns.size, n), dtype)
        V = np.empty((height, channels, rows.count, columns.size, n), dtype)
        dpadded = np.zeros((channels, rows.padded, columns.size, n), dtype)
        self._copies: list[tuple[Array, slice]] = []
        for m in range(width):
            shift = columns.dilation * m - columns.before
            left, right = max(0, shift), min(columns.size, columns.count + shift)
            if left < right:
                self._copies.append((U[:, m, :, left:right], slice(left - shift, right - shift)))
        self._U, self._V = U.reshape(out * width, -1), V.reshape(height * channels, -1)
        self._homes = [(dpadded[:, rows.at(k)], V[k]) for k in range(height)]
        self._dpadded = dpadded
        self._dx = dpadded[:, rows.inside].transpose(3, 0, 1, 2)

    def __call__(self, W: Array, dY: Array) -> Array:
        """dx (N, C, H, W), a buffer, from W (O, C, kh, kw) and dY (O, H′, W′, N)."""
        for target, source in self._copies:
            np.copyto(target, dY[:, :, source])
        multiply(W.transpose(2, 1, 0, 3).reshape(len(self._V), -1), self._U, self._V)
        self._dpadded.fill(0)
        for home, part in self._homes:
            np.add(home, part, home)
        return self._dx
