"""How large a map becomes, told step by step, and what else a layer costs.

::

    size = ⌊(H + 2p − d(k − 1) − 1) / s⌋ + 1,   with ⌈·⌉ instead where rounding up is asked for
"""

from __future__ import annotations

from dataclasses import dataclass

from dlgui.nn import ShapeError, conv_output_size


@dataclass(frozen=True)
class SizeSum:
    """One axis of the size formula with its numbers.

    Attributes
    ----------
    size, kernel, stride, padding, dilation : int
        H, k, s, p and d.
    ceil_mode : bool
    extent : int
        Cells from the window's first to its last: d(k − 1) + 1.
    quotient : float
        What is rounded; negative when the window does not fit.
    count : int
        The result; 0 when no window fits.
    unseen : int
        Cells after the last window, which no window sees.
    overhang : int
        Cells of the last window beyond the edge.
    dropped : bool
        Rounding up would add a window that lies outside altogether, so it is left out.
    least_padding : int
        The smallest padding with which a window fits.
    largest_kernel : int
        The largest kernel that fits with this padding and dilation; 0 for none.
    """

    size: int
    kernel: int
    stride: int
    padding: int
    dilation: int
    ceil_mode: bool
    extent: int
    quotient: float
    count: int
    unseen: int
    overhang: int
    dropped: bool
    least_padding: int
    largest_kernel: int

    @property
    def padded(self) -> int:
        """H + 2p."""
        return self.size + 2 * self.padding

    @property
    def starts(self) -> tuple[int, ...]:
        """Where each window starts; one that does not fit is shown where it would start."""
        return tuple(i * self.stride - self.padding for i in range(max(1, self.count)))


def size_sum(
    size: int,
    kernel: int,
    stride: int,
    padding: int = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
) -> SizeSum:
    """The size formula on one axis; unlike `conv_output_size` it never fails."""
    try:
        count = conv_output_size(size, kernel, stride, padding, dilation, ceil_mode)
    except ShapeError:
        count = 0
    extent = dilation * (kernel - 1) + 1
    padded = size + 2 * padding
    room = padded - extent
    end = (count - 1) * stride + extent if count else padded
    return SizeSum(
        size=size,
        kernel=kernel,
        stride=stride,
        padding=padding,
        dilation=dilation,
        ceil_mode=ceil_mode,
        extent=extent,
        quotient=room / stride,
        count=count,
        unseen=max(0, padded - end),
        overhang=max(0, end - padded),
        dropped=ceil_mode and count > 0 and count < -(-room // stride) + 1,
        least_padding=max(0, -(-(extent - size) // 2)),
        largest_kernel=max(0, (padded - 1) // dilation + 1),
    )


@dataclass(frozen=True)
class Cost:
    """What a layer from C to F channels costs, and a dense one between the same arrays.

    Attributes
    ----------
    parameters : int
        F (C k² + 1).
    multiplications : int
        F C k² for each of the H′ W′ places.
    dense_parameters : int
        A weight from each input to each output, and a bias for each output.
    """

    parameters: int
    multiplications: int
    dense_parameters: int

    @property
    def sharing(self) -> float:
        """How many times as many parameters the dense layer has."""
        return self.dense_parameters / self.parameters


def layer_cost(
    channels: int, size: tuple[int, int], filters: int, k: int, out: tuple[int, int]
) -> Cost:
    """The cost of `filters` kernels of k × k over `channels` maps of `size`, giving `out`."""
    inputs = channels * size[0] * size[1]
    places = out[0] * out[1]
    return Cost(
        parameters=filters * (channels * k * k + 1),
        multiplications=filters * channels * k * k * places,
        dense_parameters=(inputs + 1) * filters * places,
    )
