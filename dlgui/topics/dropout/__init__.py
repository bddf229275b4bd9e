"""Dropout: a network that must do without a random part of itself."""

from dataclasses import dataclass

from dlgui.core import Chapter, ParamSet, Preset, Topic, choice, flag, integer, real
from dlgui.messages import tr

DROPOUT = tr("Dropout")
NETWORK = tr("Network")
TRAINING = tr("Training")
TEST = tr("Test")

TEST_SIZE = 797
"""Digits kept for testing, the same ones whatever the number of training digits; 1000 remain."""


@dataclass(frozen=True)
class Params(ParamSet):
    """What can be changed; see each declaration."""

    rate: float = real(
        0.5,
        0.0,
        0.9,
        symbol="p",
        title=tr("Drop rate"),
        help=tr(
            "Probability that a hidden unit is dropped. Some texts give the keep probability 1 − p "
            "instead and call it the ratio. 0 means no dropout."
        ),
        group=DROPOUT,
    )
    scaling: str = choice(
        "inverted",
        {"inverted": tr("Inverted"), "classic": tr("Classic")},
        title=tr("Scaling"),
        help=tr(
            "Inverted: kept values are divided by 1 − p in training, and nothing is done at test "
            "time. Classic: nothing in training; all values are multiplied by 1 − p at test time."
        ),
        group=DROPOUT,
    )
    mask: str = choice(
        "example",
        {"example": tr("One per example"), "batch": tr("One per batch")},
        title=tr("Masks"),
        help=tr(
            "Libraries draw a mask for each example. With one mask for the whole batch, a dropped "
            "unit gets no gradient at all in that step."
        ),
        group=DROPOUT,
    )
    width: int = integer(
        128,
        8,
        256,
        log=True,
        symbol="H",
        title=tr("Width"),
        help=tr("Units in each of the two hidden layers. Dropout needs units to spare."),
        group=NETWORK,
        live=False,
    )
    n: int = integer(
        200,
        20,
        1000,
        log=True,
        symbol="n",
        title=tr("Training digits"),
        help=tr("The fewer there are, the easier they are to learn by heart."),
        group=TRAINING,
    )
    batch: int = integer(
        32,
        1,
        256,
        log=True,
        symbol="N",
        title=tr("Batch size"),
        help=tr("Digits per training step, drawn with replacement."),
        group=TRAINING,
    )
    lr: float = real(
        0.1,
        0.001,
        10.0,
        log=True,
        symbol="η",
        title=tr("Learning rate"),
        help=tr("Size of the steps. Steps that are too large throw the weights far away."),
        group=TRAINING,
    )
    optimizer: str = choice(
        "sgd",
        {"sgd": tr("SGD"), "momentum": tr("Momentum 0.9"), "adam": tr("Adam")},
        title=tr("Optimizer"),
        help=tr(
            "Under plain SGD a weight with no gradient stays put. Momentum and Adam keep moving "
            "it; Adam needs a rate near 0.003."
        ),
        group=TRAINING,
    )
    left_on: bool = flag(
        False,
        title=tr("Dropout left on at test time"),
        help=tr(
            "The classic mistake: the test digits, too, pass through a network with random holes."
        ),
        group=TEST,
    )
    digit: int = integer(
        1,
        1,
        TEST_SIZE,
        title=tr("Test digit"),
        help=tr("The digit that the 64 masked networks classify."),
        group=TEST,
    )


PRESETS = (
    Preset(
        "by_heart",
        tr("Learned by heart"),
        {"rate": 0.0},
        tr("No dropout: every training digit is right, many test digits are not."),
    ),
    Preset(
        "half",
        tr("Half of the units dropped"),
        {"rate": 0.5},
        tr("Slower, but on average the gap between training and test is smaller."),
    ),
    Preset(
        "left_on",
        tr("Forgot to switch it off"),
        {"rate": 0.5, "left_on": True},
        tr("The same training, but the masks stay on at test time. Switch them off and compare."),
    ),
    Preset(
        "one_mask",
        tr("One mask for the batch"),
        {"rate": 0.5, "mask": "batch"},
        tr("Dropped units get no gradient: look at the lower strip."),
    ),
    Preset(
        "few",
        tr("A hundred digits"),
        {"rate": 0.5, "n": 100},
        tr("Fewer digits, a wider gap, with or without dropout."),
    ),
    Preset(
        "too_much",
        tr("Too much of it"),
        {"rate": 0.9, "width": 16},
        tr("One or two of 16 units are left: too few to learn with."),
    ),
)

TOPIC = Topic(
    id="dropout",
    chapter=Chapter.GENERALIZATION,
    title=tr("Dropout"),
    params=Params,
    experiment="dlgui.topics.dropout.experiment:DropoutNetwork",
    view="dlgui.topics.dropout.view:DropoutView",
    claims="dlgui.topics.dropout.claims:CLAIMS",
    presets=PRESETS,
    order=2,
    speed=300.0,
)
