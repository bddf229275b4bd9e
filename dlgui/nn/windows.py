"""The arithmetic of sliding windows, shared by convolution and pooling.

A window of k values with dilation d covers an extent e = d (k − 1) + 1. On an axis of length L,
padded by p₁ before and p₂ after, with stride s::

    size = ⌊(L + p₁ + p₂ − e) / s⌋ + 1

With `ceil_mode` the quotient is rounded up, and the last window is left out if it would start in
the padding after the data, as PyTorch and ONNX define it.
"""

import operator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from dlgui.nn.shapes import ShapeError

Pair: TypeAlias = tuple[int, int]
Sizes: TypeAlias = int | Pair
Padding: TypeAlias = int | Pair | tuple[Pair, Pair]


def pair(what: str, value: Sizes, least: int) -> Pair:
    """(vertical, horizontal) from one number or two, each at least `least`."""
    first, second = _two(what, value)
    try:
        both = operator.index(first), operator.index(second)
    except TypeError:
        raise ValueError(f"{what}: expected whole numbers, given {value}") from None
    if min(both) < least:
        raise ValueError(f"{what}: expected at least {least}, given {value}")
    return both


def _two(what: str, value: Any) -> tuple[Any, Any]:
    """The two entries of a sequence, or one value twice."""
    if not isinstance(value, tuple | list | np.ndarray):
        return value, value
    if len(value) != 2:
        raise ValueError(f"{what}: expected one entry or two, given {value}")
    return value[0], value[1]


def padding_pairs(padding: Padding) -> tuple[Pair, Pair]:
    """((top, bottom), (left, right)) from p, (vertical, horizontal) or the full form."""
    rows, columns = _two("padding", padding)
    return pair("padding", rows, 0), pair("padding", columns, 0)


def conv_output_size(
    size: int,
    kernel: int,
    stride: int = 1,
    padding: Sizes = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
) -> int:
    """Number of positions of a window along one axis; the module's equation.

    Parameters
    ----------
    size : int
        Length of the axis, without padding.
    kernel, stride, dilation : int
        At least 1.
    padding : int or (before, after)
    ceil_mode : bool
        Round up instead of down.

    Raises
    ------
    ShapeError
        If the window does not fit even once.
    ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> conv_output_size(28, 2, stride=2)
    14
    >>> conv_output_size(28, 2, stride=1)
    27
    """
    before, after = pair("padding", padding, 0)
    for what, value in (("kernel", kernel), ("stride", stride), ("dilation", dilation)):
        if value < 1:
            raise ValueError(f"{what}: expected at least 1, given {value}")
    extent = dilation * (kernel - 1) + 1
    room = size + before + after - extent
    count = (-(-room // stride) if ceil_mode else room // stride) + 1
    if ceil_mode and (count - 1) * stride >= size + before:
        count -= 1
    if size < 1 or count < 1:
        raise ShapeError(
            f"no window fits: expected a padded size of at least {extent} "
            f"(kernel {kernel}, dilation {dilation}), "
            f"given size {size} with padding {before} + {after}"
        )
    return count


@dataclass(frozen=True)
class Axis:
    """One axis of an image under a window."""

    size: int
    kernel: int
    stride: int
    before: int
    after: int
    dilation: int = 1
    ceil_mode: bool = False

    @property
    def count(self) -> int:
        """Number of window positions."""
        return conv_output_size(
            self.size,
            self.kernel,
            self.stride,
            (self.before, self.after),
            self.dilation,
            self.ceil_mode,
        )

    @property
    def apart(self) -> bool:
        """Whether no two windows share a value."""
        return self.stride >= self.dilation * (self.kernel - 1) + 1

    @property
    def padded(self) -> int:
        """Length of a buffer that holds the padded data and the last window whole."""
        reach = (self.count - 1) * self.stride + self.dilation * (self.kernel - 1) + 1
        return max(self.before + self.size + self.after, reach)

    @property
    def inside(self) -> slice:
        """Where the data lie within the padded buffer."""
        return slice(self.before, self.before + self.size)

    def at(self, k: int) -> slice:
        """The padded positions that the k-th element of the window visits."""
        start = k * self.dilation
        return slice(start, start + (self.count - 1) * self.stride + 1, self.stride)
