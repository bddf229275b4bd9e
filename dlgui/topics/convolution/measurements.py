"""The measurements behind the claims of the convolution lesson."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Progress, Run
from dlgui.nn import Conv2D, Dense, MaxPool2D
from dlgui.topics.convolution import KERNELS, Params
from dlgui.topics.convolution.experiment import ScanFrame
from dlgui.topics.convolution.pictures import shifted

Floats = NDArray[np.float64]

_CLASSIC = Params(size=32, digit=5, kernel="edge", kernel_size="5")


def _frame(params: Params) -> ScanFrame:
    frame: ScanFrame = Run("convolution", params, 0).snapshot()
    return frame


def _by_definition(image: Floats, kernel: Floats, params: Params) -> Floats:
    """The sums of one kernel, cell by cell and term by term."""
    s, p, d = params.stride, params.padding, params.dilation
    channels, height, width = image.shape
    k = kernel.shape[-1]
    extent = d * (k - 1) + 1
    rows, columns = ((size + 2 * p - extent) // s + 1 for size in (height, width))
    z = np.full((rows, columns), params.bias)
    for i, j in product(range(rows), range(columns)):
        for c, u, v in product(range(channels), range(k), range(k)):
            row, column = s * i + d * u - p, s * j + d * v - p
            if 0 <= row < height and 0 <= column < width:
                z[i, j] += kernel[c, u, v] * image[c, row, column]
    return z


def independent(progress: Progress) -> float:
    """Every kernel, with several strides, paddings and dilations."""
    ways = [(1, 0, 1), (2, 1, 1), (3, 2, 2), (1, 3, 2)]
    cases = [(name, colour, *way) for name in KERNELS for colour in (False, True) for way in ways]
    worst = 0.0
    for index, (name, colour, stride, padding, dilation) in enumerate(cases):
        params = Params(
            digit=index,
            size=11,
            colour=colour,
            kernel=name,
            bias=0.25,
            stride=stride,
            padding=padding,
            dilation=dilation,
            activation="identity",
        )
        frame = _frame(params)
        error = frame.maps[0] - _by_definition(frame.image, frame.kernel, params)
        worst = max(worst, float(np.abs(error).max()))
        progress((index + 1) / len(cases))
    return worst


def classic_map(progress: Progress) -> float:
    """Side of the map of 32 × 32 pixels under 5 × 5."""
    return float(_frame(_CLASSIC).maps.shape[1])


def classic_pooled(progress: Progress) -> float:
    """Side of that map after pooling 2 × 2 with stride 2."""
    return float(_frame(_CLASSIC).pooled.shape[0])


def slip(progress: Progress) -> float:
    """Side of that map after pooling 2 × 2 with stride 1."""
    return float(_frame(_CLASSIC.replaced({"pool_stride": 1})).pooled.shape[0])


def rounds_down(progress: Progress) -> float:
    """The quotient of the formula is 4.5 here."""
    return float(_frame(Params(source="box", size=12, stride=2)).maps.shape[1])


def ceil_differs(progress: Progress) -> float:
    """Sizes 2 to 64 for which "differ" and "odd" are not the same."""
    wrong = 0
    for size in range(2, 65):
        x = np.zeros((1, 1, size, size))
        down, up = (MaxPool2D(2, ceil_mode=mode).forward(x).shape[2] for mode in (False, True))
        wrong += (up - down) != size % 2
    return float(wrong)


def translation(progress: Progress) -> float:
    """A digit with room around it, moved by up to 3 pixels in each direction."""
    return max(
        float(np.abs(moved - shifted(still[None], down, right)[0]).max())
        for still, moved, down, right in _shifted_maps(1)
    )


def translation_with_stride(progress: Progress) -> float:
    """Odd shifts to the right, which a stride of 2 can't follow: the nearest shift of the map."""
    return min(
        min(
            float(np.abs(moved - shifted(still[None], 0, step)[0]).max() / np.abs(still).max())
            for step in (right // 2, right // 2 + 1)
        )
        for still, moved, down, right in _shifted_maps(2)
        if down == 0 and right % 2
    )


def even_shift(progress: Progress) -> float:
    """Stride 2: the largest difference from the map moved by half of an even shift."""
    return max(
        float(np.abs(moved - shifted(still[None], down // 2, right // 2)[0]).max())
        for still, moved, down, right in _shifted_maps(2)
        if down % 2 == right % 2 == 0
    )


def largest_value(progress: Progress) -> float:
    """How much the largest value of the map changes under 49 shifts."""
    return max(abs(float(still.max() - moved.max())) for still, moved, _, _ in _shifted_maps(1))


def _shifted_maps(stride: int) -> list[tuple[Floats, Floats, int, int]]:
    # The ring stays clear of the border by more than kernel and shift together.
    params = Params(source="ring", size=32, kernel="edge", stride=stride, padding=1)
    still = _frame(params).maps[0]
    shifts = [(down, right) for down in range(-3, 4) for right in range(-3, 4)]
    return [
        (still, _frame(params.replaced({"shift_y": y, "shift_x": x})).maps[0], y, x)
        for y, x in shifts
    ]


def fingerprint(progress: Progress) -> float:
    """Largest difference between the map of one bright pixel and the turned kernel."""
    worst = 0.0
    for name, k in product(KERNELS, ("3", "5", "7")):
        params = Params(source="point", size=21, kernel=name, kernel_size=k)
        frame = _frame(params.replaced({"activation": "identity"}))
        reach = int(k) // 2
        middle = frame.maps.shape[1] // 2
        part = slice(middle - reach, middle + reach + 1)
        seen = frame.maps[0, part, part]
        worst = max(worst, float(np.abs(seen - frame.kernel[0, ::-1, ::-1]).max()))
    return worst


def _influences(params: Params) -> NDArray[np.bool_]:
    """Which pixels of a drawing change the middle cell of the last map when they change."""
    side = params.size
    run = Run("convolution", params.replaced({"source": "drawing", "drawing": (0.0,) * side**2}), 0)
    last = _last_map(run)
    middle = tuple(size // 2 for size in last.shape)
    changed = np.zeros(side * side, np.bool_)
    for pixel in range(side * side):
        cells = [0.0] * (side * side)
        cells[pixel] = 1.0
        run.set("drawing", tuple(cells))
        changed[pixel] = _last_map(run)[middle] != last[middle]
    return changed.reshape(side, side)


def _last_map(run: Run) -> Floats:
    layer = run.experiment.layer  # type: ignore[attr-defined]
    pooled: Floats = layer.pooled
    return pooled if pooled.size else layer.maps[0]


def receptive(progress: Progress) -> float:
    """Pixels that change a cell after 5 × 5 and average pooling 2 × 2."""
    params = Params(
        size=14,
        kernel="blur",
        kernel_size="5",
        activation="identity",
        pooling="average",
        filters=1,
    )
    return float(_influences(params).sum())


def dilated_pixels(progress: Progress) -> float:
    """Pixels that change a cell of a 3 × 3 kernel with dilation 2."""
    return float(_influences(_dilated()).sum())


def dilated_width(progress: Progress) -> float:
    """Rows from the first of those pixels to the last."""
    rows = np.flatnonzero(_influences(_dilated()).any(axis=1))
    return float(rows[-1] - rows[0] + 1)


def _dilated() -> Params:
    return Params(
        size=12, kernel="blur", dilation=2, activation="identity", pooling="none", filters=1
    )


def matrix_product(progress: Progress) -> float:
    """The maps as a matrix channels × places."""
    mixing = _frame(Params(size=28)).mixing
    before = mixing.before.reshape(len(mixing.before), -1)
    after = mixing.after.reshape(len(mixing.after), -1)
    return float(np.abs(after - mixing.weights @ before).max())


def mixing_parameters(progress: Progress) -> float:
    """Numbers in a 1 × 1 layer from 128 to 32 channels."""
    return float(Conv2D(128, 32, 1).flat_params.size)


def mixing_saving(progress: Progress) -> float:
    """Multiplications with 3 × 3 kernels over those with 1 × 1."""
    mixing = _frame(Params()).mixing
    return mixing.cost3.multiplications / mixing.cost.multiplications


def shared(progress: Progress) -> float:
    """Both layers are built and their numbers counted."""
    convolution = Conv2D(1, 6, 5).flat_params.size
    dense = Dense(32 * 32, 6 * 28 * 28, dtype=np.float16).flat_params.size
    return float(dense / convolution)
