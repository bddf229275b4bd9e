"""What the convolution lesson states, measured."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Claim, Progress, Run
from dlgui.messages import tr
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


def _independent(progress: Progress) -> float:
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


def _classic_map(progress: Progress) -> float:
    return float(_frame(_CLASSIC).maps.shape[1])


def _classic_pooled(progress: Progress) -> float:
    return float(_frame(_CLASSIC).pooled.shape[0])


def _slip(progress: Progress) -> float:
    return float(_frame(_CLASSIC.replaced({"pool_stride": 1})).pooled.shape[0])


def _rounds_down(progress: Progress) -> float:
    """The quotient of the formula is 4.5 here."""
    return float(_frame(Params(source="box", size=12, stride=2)).maps.shape[1])


def _ceil_differs(progress: Progress) -> float:
    """Sizes 2 to 64 for which "differ" and "odd" are not the same."""
    wrong = 0
    for size in range(2, 65):
        x = np.zeros((1, 1, size, size))
        down, up = (MaxPool2D(2, ceil_mode=mode).forward(x).shape[2] for mode in (False, True))
        wrong += (up - down) != size % 2
    return float(wrong)


def _translation(progress: Progress) -> float:
    """A digit with room around it, moved by up to 3 pixels in each direction."""
    return max(
        float(np.abs(moved - shifted(still[None], down, right)[0]).max())
        for still, moved, down, right in _shifted_maps(1)
    )


def _translation_with_stride(progress: Progress) -> float:
    """Odd shifts to the right, which a stride of 2 can't follow: the nearest shift of the map."""
    return min(
        min(
            float(np.abs(moved - shifted(still[None], 0, step)[0]).max() / np.abs(still).max())
            for step in (right // 2, right // 2 + 1)
        )
        for still, moved, down, right in _shifted_maps(2)
        if down == 0 and right % 2
    )


def _even_shift(progress: Progress) -> float:
    return max(
        float(np.abs(moved - shifted(still[None], down // 2, right // 2)[0]).max())
        for still, moved, down, right in _shifted_maps(2)
        if down % 2 == right % 2 == 0
    )


def _largest_value(progress: Progress) -> float:
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


def _fingerprint(progress: Progress) -> float:
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


def _receptive(progress: Progress) -> float:
    params = Params(
        size=14,
        kernel="blur",
        kernel_size="5",
        activation="identity",
        pooling="average",
        filters=1,
    )
    return float(_influences(params).sum())


def _dilated_pixels(progress: Progress) -> float:
    return float(_influences(_dilated()).sum())


def _dilated_width(progress: Progress) -> float:
    rows = np.flatnonzero(_influences(_dilated()).any(axis=1))
    return float(rows[-1] - rows[0] + 1)


def _dilated() -> Params:
    return Params(
        size=12, kernel="blur", dilation=2, activation="identity", pooling="none", filters=1
    )


def _matrix_product(progress: Progress) -> float:
    """The maps as a matrix channels × places."""
    mixing = _frame(Params(size=28)).mixing
    before = mixing.before.reshape(len(mixing.before), -1)
    after = mixing.after.reshape(len(mixing.after), -1)
    return float(np.abs(after - mixing.weights @ before).max())


def _mixing_parameters(progress: Progress) -> float:
    return float(Conv2D(128, 32, 1).flat_params.size)


def _mixing_saving(progress: Progress) -> float:
    mixing = _frame(Params()).mixing
    return mixing.cost3.multiplications / mixing.cost.multiplications


def _shared(progress: Progress) -> float:
    """Both layers are built and their numbers counted."""
    convolution = Conv2D(1, 6, 5).flat_params.size
    dense = Dense(32 * 32, 6 * 28 * 28, dtype=np.float16).flat_params.size
    return float(dense / convolution)


CLAIMS = (
    Claim(
        "independent",
        tr("The map equals a convolution written out term by term."),
        tr("largest difference, 8 kernels with strides, paddings and dilations"),
        _independent,
        "<",
        1e-12,
    ),
    Claim(
        "classic_map",
        tr("On 32 × 32 pixels a 5 × 5 kernel gives 28 × 28."),
        tr("side of the map"),
        _classic_map,
        "=",
        28.0,
    ),
    Claim(
        "classic_pooled",
        tr("Pooling 2 × 2 with stride 2 halves 28 to 14."),
        tr("side of the pooled map"),
        _classic_pooled,
        "=",
        14.0,
    ),
    Claim(
        "slip",
        tr("Pooling 2 × 2 with stride 1 makes 27 of 28, not 14."),
        tr("side of the pooled map"),
        _slip,
        "=",
        27.0,
    ),
    Claim(
        "rounds_down",
        tr("A convolution rounds down: 4.5 + 1 becomes 5."),
        tr("side of the map: 12 pixels, kernel 3, stride 2"),
        _rounds_down,
        "=",
        5.0,
    ),
    Claim(
        "ceil_differs",
        tr("Pooling 2 × 2 with stride 2 rounded up gives one more just where the size is odd."),
        tr("exceptions among the sizes 2 to 64"),
        _ceil_differs,
        "=",
        0.0,
    ),
    Claim(
        "translation",
        tr("When the picture moves, the map moves with it, and nothing else changes."),
        tr("largest difference from the moved map, 49 shifts"),
        _translation,
        "<",
        1e-12,
    ),
    Claim(
        "translation_stride",
        tr("With stride 2 no shift of the map makes up for an odd shift of the picture."),
        tr("smallest of the largest differences, as a share of the largest value"),
        _translation_with_stride,
        ">",
        0.1,
    ),
    Claim(
        "even_shift",
        tr("With stride 2 a shift by an even number of pixels moves the map by half of it."),
        tr("largest difference from the moved map"),
        _even_shift,
        "<",
        1e-12,
    ),
    Claim(
        "largest_value",
        tr("The largest value of the whole map does not change when the picture moves."),
        tr("largest change, 49 shifts"),
        _largest_value,
        "<",
        1e-12,
    ),
    Claim(
        "fingerprint",
        tr("One bright pixel gives the kernel itself, turned by half a turn."),
        tr("largest difference, 8 kernels in 3 sizes"),
        _fingerprint,
        "<",
        1e-12,
    ),
    Claim(
        "receptive",
        tr("After a 5 × 5 kernel and 2 × 2 pooling, a cell depends on 6 × 6 pixels."),
        tr("pixels that change it"),
        _receptive,
        "=",
        36.0,
    ),
    Claim(
        "dilated_width",
        tr("A 3 × 3 kernel with dilation 2 reaches over 5 pixels."),
        tr("rows from the first pixel that matters to the last"),
        _dilated_width,
        "=",
        5.0,
    ),
    Claim(
        "dilated_pixels",
        tr("It still touches only nine of them."),
        tr("pixels that change a cell"),
        _dilated_pixels,
        "=",
        9.0,
    ),
    Claim(
        "matrix_product",
        tr("A 1 × 1 convolution is a matrix product over the channels."),
        tr("largest difference"),
        _matrix_product,
        "<",
        1e-12,
    ),
    Claim(
        "mix_parameters",
        tr("From 128 to 32 channels a 1 × 1 convolution has 4128 parameters."),
        tr("numbers in the layer"),
        _mixing_parameters,
        "=",
        4128.0,
    ),
    Claim(
        "mix_saving",
        tr("3 × 3 kernels in its place would multiply nine times as often."),
        tr("multiplications of 3 × 3 / of 1 × 1"),
        _mixing_saving,
        "=",
        9.0,
    ),
    Claim(
        "shared",
        tr("A dense layer between the same arrays has 30 000 times as many parameters."),
        tr("dense / convolution, 32 × 32 pixels to six maps of 28 × 28"),
        _shared,
        ">",
        30_000.0,
    ),
)
