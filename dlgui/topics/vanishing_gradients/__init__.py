"""Vanishing and exploding gradients: what depth does to the signal that trains a network."""

from dataclasses import dataclass

from dlgui.core import Chapter, ParamSet, Preset, Topic, choice, flag, integer, real
from dlgui.messages import tr

DATA = tr("Data")
NETWORK = tr("Network")
WEIGHTS = tr("Initial weights")
TRAINING = tr("Training")
NUMBERS = tr("Numbers")


@dataclass(frozen=True)
class Params(ParamSet):
    """What can be changed; see each declaration."""

    depth: int = integer(
        20,
        2,
        50,
        symbol="L",
        title=tr("Hidden layers"),
        help=tr(
            "The gradient passes through all of them. Watch the leftmost bars as you add layers."
        ),
        group=NETWORK,
        live=False,
    )
    activation: str = choice(
        "sigmoid",
        {
            "sigmoid": tr("Sigmoid"),
            "tanh": "tanh",
            "relu": "ReLU",
            "leaky_relu": tr("Leaky ReLU"),
            "elu": "ELU",
            "identity": tr("None (linear)"),
        },
        title=tr("Activation"),
        help=tr("Its slope multiplies the gradient in every layer. The sigmoid's is at most 1/4."),
        group=NETWORK,
        live=False,
    )
    batch_norm: bool = flag(
        False,
        title=tr("Batch normalization"),
        help=tr("Brings the input of every activation back to mean 0 and variance 1."),
        group=NETWORK,
        live=False,
    )
    residual: bool = flag(
        False,
        title=tr("Residual connections"),
        help=tr("Each layer adds to its input instead of replacing it: a + f(z)."),
        group=NETWORK,
        live=False,
    )
    width: int = integer(
        32,
        4,
        64,
        log=True,
        symbol="H",
        title=tr("Width"),
        unit=tr("units"),
        help=tr("Units in each hidden layer. Narrow layers make the profile ragged."),
        group=NETWORK,
        live=False,
    )
    initializer: str = choice(
        "glorot",
        {
            "glorot": tr("Xavier (Glorot)"),
            "he": "He",
            "lecun": "LeCun",
            "orthogonal": tr("Orthogonal"),
            "normal": tr("Normal, σ = 1"),
            "identity": tr("Identity"),
            "zeros": tr("Zeros"),
        },
        title=tr("Initializer"),
        help=tr(
            "How the weights are drawn. Xavier, He and LeCun depend on the width, Normal does not."
        ),
        group=WEIGHTS,
        live=False,
    )
    scale: float = real(
        1.0,
        0.01,
        10.0,
        log=True,
        symbol="s",
        title=tr("Scale"),
        help=tr(
            "Multiplies all initial weights; over L layers the gradient scales with its L-th power."
        ),
        group=WEIGHTS,
        live=False,
    )
    learning_rate: float = real(
        0.1,
        1e-4,
        10.0,
        log=True,
        symbol="η",
        title=tr("Learning rate"),
        help=tr("Multiplies the gradient in each step of plain gradient descent."),
        group=TRAINING,
    )
    clipping: str = choice(
        "none",
        {"none": tr("None"), "value": tr("By value"), "norm": tr("By norm")},
        title=tr("Gradient clipping"),
        help=tr("By value limits every number to ±c; by norm shortens the whole gradient to c."),
        group=TRAINING,
    )
    threshold: float = real(
        1.0,
        0.001,
        100.0,
        log=True,
        symbol="c",
        title=tr("Threshold"),
        help=tr("By norm, no step is longer than ηc; by value, no number changes by more."),
        group=TRAINING,
        when={"clipping": ("value", "norm")},
    )
    batch_size: int = integer(
        64,
        4,
        128,
        log=True,
        symbol="N",
        title=tr("Batch size"),
        help=tr("Examples per training step."),
        group=TRAINING,
    )
    data: str = choice(
        "circles",
        {
            "circles": tr("Circles"),
            "moons": tr("Moons"),
            "xor": tr("XOR"),
            "spiral": tr("Spiral"),
            "blobs": tr("Blobs"),
            "digits": tr("Digits (real)"),
        },
        title=tr("Data set"),
        help=tr("Points of two classes in the plane, or 1797 handwritten digits of 8×8 pixels."),
        group=DATA,
        live=False,
    )
    precision: str = choice(
        "float32",
        {
            "float16": tr("float16 (half)"),
            "float32": tr("float32 (single)"),
            "float64": tr("float64 (double)"),
        },
        title=tr("Precision"),
        help=tr(
            "Half precision ends at 65 504 and rounds numbers below 3·10⁻⁸ to 0; without hardware "
            "support it is also slow here."
        ),
        group=NUMBERS,
        live=False,
    )


_HE = {"activation": "relu", "initializer": "he"}
_TOO_LARGE = {**_HE, "scale": 1.2, "learning_rate": 0.1}

PRESETS = (
    Preset(
        "vanishes",
        tr("The signal dies on the way"),
        {},
        tr(
            "Twenty sigmoid layers: the first layers receive almost no gradient, and the loss "
            "stays where it is."
        ),
    ),
    Preset(
        "healthy",
        tr("He and ReLU keep it alive"),
        {**_HE, "learning_rate": 0.03},
        tr("The same depth, level bars, and the loss falls."),
    ),
    Preset(
        "explodes",
        tr("A little too large"),
        _TOO_LARGE,
        tr("Weights 1.2 times as large: press Step two or three times."),
    ),
    Preset(
        "clipped",
        tr("The same start, clipped"),
        {**_TOO_LARGE, "clipping": "norm", "threshold": 2.0},
        tr("No step is longer than ηc. The run survives and learns."),
    ),
    Preset(
        "batch_norm",
        tr("Batch normalization to the rescue"),
        {"batch_norm": True},
        tr("Sigmoid again, with every layer's input brought back to where the slope is steep."),
    ),
    Preset(
        "residual",
        tr("A way around"),
        {
            "activation": "tanh",
            "depth": 30,
            "scale": 0.7,
            "learning_rate": 0.03,
            "residual": True,
        },
        tr("Thirty tanh layers, with a path on which nothing is multiplied."),
    ),
    Preset(
        "half",
        tr("Half precision"),
        {"precision": "float16", "width": 16, "batch_size": 32},
        tr("Hatched cells and missing bars: those gradients are exactly 0."),
    ),
)

TOPIC = Topic(
    id="vanishing_gradients",
    chapter=Chapter.TRAINING,
    title=tr("Vanishing and exploding gradients"),
    params=Params,
    experiment="dlgui.topics.vanishing_gradients.experiment:VanishingGradients",
    view="dlgui.topics.vanishing_gradients.view:VanishingView",
    claims="dlgui.topics.vanishing_gradients.claims:CLAIMS",
    presets=PRESETS,
    order=2,
    speed=60.0,
    advice=tr("Lower the learning rate or clip the gradient."),
)
