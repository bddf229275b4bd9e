"""Convolution: a kernel scans a picture, and every number of it can be watched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dlgui.core import Chapter, ParamSet, Preset, Topic, choice, file, flag, integer, real, vector
from dlgui.messages import tr

INPUT = tr("Picture")
KERNEL = tr("Kernel")
SWEEP = tr("Scan")
AFTER = tr("After convolution")
CHANNELS = tr("Channels")

SMALLEST, LARGEST = 4, 64
DRAWN_SIDES = range(4, 33)
"""A drawing has as many cells a side as the picture, but not more than the last of these."""
KERNEL_SIZES = (1, 3, 5, 7)
MOST_CHANNELS = 3
MIX_IN, MIX_OUT = 128, 32

KERNELS: Mapping[str, str] = {
    "edge_x": tr("Vertical edges"),
    "edge_y": tr("Horizontal edges"),
    "edge": tr("All edges"),
    "identity": tr("Identity kernel"),
    "blur": tr("Blur"),
    "sharpen": tr("Sharpen"),
    "emboss": tr("Emboss"),
    "random": tr("Random, untrained"),
}
"""Kernels that need no editing, with their titles; also the order of further kernels."""

CUSTOM = "custom"
POOLED = ("max", "average")

_RING = (
    "............",
    "....xxxx....",
    "...x....x...",
    "..x......x..",
    "..x......x..",
    "..x......x..",
    "..x...x..x..",
    "..x....x.x..",
    "...x....xx..",
    "....xxxx.x..",
    "..........x.",
    "............",
)


@dataclass(frozen=True)
class Params(ParamSet):
    """What can be changed; see each declaration."""

    source: str = choice(
        "digit",
        {
            "digit": tr("Handwritten digit"),
            "box": tr("Bright box"),
            "stripes": tr("Stripes"),
            "ring": tr("Ring"),
            "checker": tr("Chessboard"),
            "ramp": tr("Ramp"),
            "point": tr("One bright pixel"),
            "colours": tr("Coloured shapes"),
            "drawing": tr("Drawing"),
            "file": tr("Picture file"),
        },
        title=tr("Input"),
        help=tr("What the kernel scans. Draw on the picture with the mouse, or drop a file."),
        group=INPUT,
    )
    digit: int = integer(
        0,
        0,
        1796,
        title=tr("Sample"),
        help=tr("Which of the 1797 scanned digits."),
        group=INPUT,
        when={"source": ("digit",)},
    )
    path: str = file(
        title=tr("Picture file"),
        suffixes=(".png", ".pgm", ".ppm"),
        help=tr("Scaled to the size below. For other formats, drop the file or use Open picture."),
        group=INPUT,
        when={"source": ("file",)},
    )
    size: int = integer(
        8,
        SMALLEST,
        LARGEST,
        symbol="H",
        unit="px",
        title=tr("Size"),
        help=tr("Pixels along the longer side. Digits are 8 × 8 and are enlarged smoothly."),
        group=INPUT,
    )
    colour: bool = flag(
        False,
        title=tr("Three channels"),
        help=tr("Red, green and blue instead of grey: each kernel gets one slice per channel."),
        group=INPUT,
    )
    shift_x: int = integer(
        0,
        -16,
        16,
        unit="px",
        title=tr("Shift right"),
        help=tr("Move the picture, and watch the map move with it."),
        group=INPUT,
    )
    shift_y: int = integer(
        0,
        -16,
        16,
        unit="px",
        title=tr("Shift down"),
        help=tr("With a stride of 2 an odd shift does not simply move the map."),
        group=INPUT,
    )
    kernel: str = choice(
        "edge_x",
        {**KERNELS, CUSTOM: tr("Your own")},
        symbol="K",
        title=tr("Kernel"),
        help=tr("Click a cell of the kernel to change its number."),
        group=KERNEL,
    )
    kernel_size: str = choice(
        "3",
        {"1": "1 × 1", "3": "3 × 3", "5": "5 × 5", "7": "7 × 7"},
        symbol="k",
        title=tr("Kernel size"),
        help=tr("How wide an area each output cell sees."),
        group=KERNEL,
    )
    bias: float = real(
        0.0,
        -5.0,
        5.0,
        symbol="b",
        title=tr("Bias"),
        help=tr("Added to every sum: with ReLU it acts as a threshold."),
        group=KERNEL,
    )
    stride: int = integer(
        1,
        1,
        8,
        symbol="s",
        title=tr("Stride"),
        help=tr("How many cells the kernel moves at a time."),
        group=SWEEP,
    )
    padding: int = integer(
        0,
        0,
        8,
        symbol="p",
        title=tr("Padding"),
        help=tr("Zeros around the picture. With stride and dilation 1, (k − 1)/2 keeps the size."),
        group=SWEEP,
    )
    dilation: int = integer(
        1,
        1,
        4,
        symbol="d",
        title=tr("Dilation"),
        help=tr("Distance between the cells that the kernel touches: 2 skips every other cell."),
        group=SWEEP,
    )
    activation: str = choice(
        "relu",
        {
            "identity": tr("none"),
            "relu": tr("ReLU"),
            "leaky_relu": tr("Leaky ReLU"),
            "sigmoid": tr("Sigmoid"),
            "tanh": tr("tanh"),
        },
        symbol="φ",
        title=tr("Activation"),
        help=tr("Applied to each sum. ReLU keeps only what the kernel was looking for."),
        group=AFTER,
    )
    pooling: str = choice(
        "max",
        {"none": tr("none"), "max": tr("Maximum"), "average": tr("Average")},
        title=tr("Pooling"),
        help=tr("Each window of the map becomes one number."),
        group=AFTER,
    )
    pool_size: int = integer(
        2,
        1,
        8,
        symbol="k_p",
        title=tr("Pooling window"),
        help=tr("Cells per side."),
        group=AFTER,
        when={"pooling": POOLED},
    )
    pool_stride: int = integer(
        2,
        1,
        8,
        symbol="s_p",
        title=tr("Pooling stride"),
        help=tr("Usually the window's size, so that windows touch without overlapping."),
        group=AFTER,
        when={"pooling": POOLED},
    )
    ceil_mode: bool = flag(
        False,
        title=tr("Round up"),
        help=tr("Keep a last window that hangs over the edge; otherwise it is left out."),
        group=AFTER,
        when={"pooling": POOLED},
    )
    filters: int = integer(
        6,
        1,
        len(KERNELS),
        symbol="F",
        title=tr("Number of kernels"),
        help=tr("Each kernel makes one map. The first is the one above."),
        group=CHANNELS,
    )
    mix_in: int = integer(
        MIX_IN,
        1,
        MIX_IN,
        title=tr("1 × 1: inputs"),
        help=tr("Channels of the 6 × 6 feature maps that a 1 × 1 convolution mixes."),
        group=CHANNELS,
    )
    mix_out: int = integer(
        MIX_OUT,
        1,
        MIX_IN,
        title=tr("1 × 1: outputs"),
        help=tr("Fewer than the input maps: the number of channels shrinks, the picture does not."),
        group=CHANNELS,
    )
    weights: tuple[float, ...] = vector(
        (0.0, -1.0, -1.0, 1.0, 0.0, -1.0, 1.0, 1.0, 0.0),
        -10.0,
        10.0,
        title=tr("Cells of your own kernel"),
        sizes=tuple(c * k * k for c in (1, MOST_CHANNELS) for k in KERNEL_SIZES),
        help=tr("Row by row; for three channels one slice after the other."),
        group=KERNEL,
        when={"kernel": (CUSTOM,)},
    )
    drawing: tuple[float, ...] = vector(
        tuple(float(cell == "x") for row in _RING for cell in row),
        0.0,
        1.0,
        title=tr("Drawing"),
        sizes=tuple(side * side for side in DRAWN_SIDES),
        help=tr("Row by row; 1 is bright."),
        group=INPUT,
        when={"source": ("drawing",)},
    )
    focus: tuple[float, ...] = vector(
        (0.0, 0.0, 0.0),
        0.0,
        100.0,
        title=tr("Cell under the mouse"),
        help=tr("0 follows the scan; 1 is a cell of the map, 2 of the pooled map; row; column."),
        group=SWEEP,
    )


PRESETS = (
    Preset(
        "digit",
        tr("A digit's edges"),
        {},
        tr("A kernel that responds to dark on the left, bright on the right."),
    ),
    Preset(
        "lenet",
        tr("32 → 28 → 14"),
        {"size": 32, "digit": 5, "kernel": "edge", "kernel_size": "5"},
        tr("The classic sizes. Now set the pooling stride to 1: 27, not 14."),
    ),
    Preset(
        "edge_of_world",
        tr("It does not divide evenly"),
        {"source": "box", "size": 12, "stride": 2, "pool_size": 2, "pool_stride": 2},
        tr("The last column is never seen. Let the pooling round up and see what changes."),
    ),
    Preset(
        "misfit",
        tr("Too large to fit"),
        {"size": 6, "kernel_size": "5", "dilation": 2, "kernel": "blur"},
        tr("Nine cells wide on a picture of six. The calculator says what would help."),
    ),
    Preset(
        "footprint",
        tr("The kernel's fingerprint"),
        {"source": "point", "size": 9, "kernel": "emboss", "activation": "identity"},
        tr("One bright pixel: the map is the kernel itself, rotated by 180°."),
    ),
    Preset(
        "shifted",
        tr("Shift and see"),
        {"source": "ring", "size": 20, "kernel": "edge", "shift_x": 3, "padding": 1},
        tr("Move the picture: the map moves by the same amount."),
    ),
    Preset(
        "colours",
        tr("Red without green"),
        {
            "source": "colours",
            "size": 24,
            "colour": True,
            "kernel": CUSTOM,
            "weights": (1 / 9,) * 9 + (-1 / 9,) * 9 + (0.0,) * 9,
        },
        tr("A kernel with three slices: yellow is red plus green, so it vanishes."),
    ),
    Preset(
        "holes",
        tr("Holes in the kernel"),
        {"source": "ring", "size": 24, "kernel": "blur", "dilation": 4, "activation": "identity"},
        tr("Dilation 4: nine cells span 9 × 9 pixels. The blur becomes a ghost image."),
    ),
)

TOPIC = Topic(
    id="convolution",
    chapter=Chapter.CONVOLUTION,
    title=tr("Convolution and pooling"),
    params=Params,
    experiment="dlgui.topics.convolution.experiment:Scan",
    view="dlgui.topics.convolution.view:ScanView",
    claims="dlgui.topics.convolution.claims:CLAIMS",
    presets=PRESETS,
    order=1,
    speed=10.0,
)
