"""The gated recurrent unit: one gate says how much is replaced, another what is looked at."""

from dataclasses import dataclass

from dlgui.core import Chapter, Preset, Topic, choice, real
from dlgui.messages import tr
from dlgui.topics._sequence.params import ADVICE, NETWORK, SequenceParams


@dataclass(frozen=True)
class Params(SequenceParams):
    """Controls of the GRU tab."""

    keep_bias: float = real(
        3.0,
        -5.0,
        5.0,
        title=tr("Initial bias towards keeping"),
        help=tr(
            "Where training starts. At +3 the state keeps 95 % of itself at each step, at 0 half, "
            "at −3 only 5 %. Which sign b_z needs for that depends on the convention."
        ),
        group=NETWORK,
        live=False,
    )
    convention: str = choice(
        "seed",
        {
            "seed": tr("(1 − z) h + z h̃"),
            "cho": tr("z h + (1 − z) h̃"),
        },
        title=tr("What z stands for"),
        symbol="z",
        help=tr(
            "The share of the candidate, as in the course notes, or the share of the past, as in "
            "Cho et al., PyTorch and Keras. The same seed gives the same run either way."
        ),
        group=NETWORK,
        live=False,
    )
    reset: str = choice(
        "before",
        {
            "before": tr("Before the product"),
            "after": tr("After the product"),
        },
        title=tr("Where the reset gate acts"),
        symbol="r",
        help=tr(
            "On the state before the recurrent matrix, as in the course notes, or on the product, "
            "as in PyTorch and Keras, which is faster on a GPU."
        ),
        group=NETWORK,
        live=False,
    )


TOPIC = Topic(
    id="gru",
    chapter=Chapter.RECURRENT,
    title=tr("GRU"),
    params=Params,
    experiment="dlgui.topics.gru.experiment:Gru",
    view="dlgui.topics.gru.view:GruView",
    claims="dlgui.topics.gru.claims:CLAIMS",
    order=3,
    speed=60.0,
    advice=ADVICE,
    presets=(
        Preset(
            "remembers",
            tr("Remembers"),
            {},
            help=tr("Bias 3 towards keeping: recall over 50 steps is learned."),
        ),
        Preset(
            "long",
            tr("Remembers longer"),
            {"length": 100},
            help=tr("The same over 100 steps."),
        ),
        Preset(
            "undecided",
            tr("Undecided"),
            {"keep_bias": 0.0},
            help=tr("Bias 0: half of the state is replaced at each step, and nothing is learned."),
        ),
        Preset(
            "large_z",
            tr("Large z"),
            {"keep_bias": -3.0},
            help=tr("z near 1 in the notes' formula: the past is replaced, not kept."),
        ),
        Preset(
            "cho",
            tr("The other convention"),
            {"convention": "cho"},
            help=tr("The same network with z and 1 − z exchanged: only the z map is inverted."),
        ),
        Preset(
            "adding",
            tr("Adding problem"),
            {"task": "adding", "learning_rate": 0.01},
            help=tr("Add two marked numbers among many."),
        ),
        Preset(
            "writer",
            tr("Writer"),
            {"task": "text", "hidden_size": 96, "keep_bias": 1.0, "learning_rate": 0.01},
            help=tr("Reads a book and writes its own lines."),
        ),
    ),
)
