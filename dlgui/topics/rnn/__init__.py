"""The simple recurrent network: one matrix that carries the past, and what becomes of the error."""

from dataclasses import dataclass

from dlgui.core import Chapter, Preset, Topic, choice, integer, real
from dlgui.messages import tr
from dlgui.topics._sequence.params import ADVICE, NETWORK, TASK, TRAINING, SequenceParams


@dataclass(frozen=True)
class Params(SequenceParams):
    """Controls of the RNN tab."""

    length: int = integer(
        20,
        2,
        200,
        title=tr("Sequence length"),
        symbol="T",
        unit=tr("steps"),
        help=tr("Steps from the first input to the last. Changing it keeps the weights."),
        group=TASK,
    )
    hidden_size: int = integer(
        32,
        2,
        64,
        log=True,
        title=tr("Hidden units"),
        symbol="H",
        help=tr("Number of units in the recurrent layer."),
        group=NETWORK,
        live=False,
    )
    nonlinearity: str = choice(
        "tanh",
        {"tanh": "tanh", "sigmoid": tr("Sigmoid"), "relu": "ReLU"},
        title=tr("Nonlinearity"),
        symbol="f",
        help=tr(
            "Squashes the state. Its slope multiplies the error at every step: at most 1, and for "
            "the sigmoid at most ¼. Changing it keeps the weights."
        ),
        group=NETWORK,
    )
    start: str = choice(
        "orthogonal",
        {
            "random": tr("Random"),
            "orthogonal": tr("Orthogonal"),
            "identity": tr("Identity"),
        },
        title=tr("Initial recurrent matrix"),
        symbol="W",
        help=tr(
            "Random: eigenvalues fill a disc. Orthogonal: all on its edge, and no direction "
            "shrinks more than another. Identity: each unit keeps its own value. All are scaled to "
            "the radius."
        ),
        group=NETWORK,
        live=False,
    )
    radius: float = real(
        1.0,
        0.0,
        2.0,
        title=tr("Initial spectral radius"),
        symbol="ρ",
        help=tr(
            "Modulus of W's largest eigenvalue. Below 1 the error fades, above 1 it may explode."
        ),
        group=NETWORK,
        live=False,
    )
    truncation: int = integer(
        0,
        1,
        200,
        log=True,
        zero=True,
        title=tr("Carry the error back at most"),
        symbol="k",
        unit=tr("steps"),
        help=tr("Truncated backpropagation through time; 0 goes back to the first step."),
        group=TRAINING,
    )


TOPIC = Topic(
    id="rnn",
    chapter=Chapter.RECURRENT,
    title=tr("RNN"),
    params=Params,
    experiment="dlgui.topics.rnn.experiment:Rnn",
    view="dlgui.topics.rnn.view:RnnView",
    claims="dlgui.topics.rnn.claims:CLAIMS",
    order=1,
    speed=60.0,
    advice=ADVICE,
    presets=(
        Preset(
            "remembers",
            tr("Remembers"),
            {},
            help=tr("tanh, an orthogonal W and 20 steps: quickly learned."),
        ),
        Preset(
            "squashed",
            tr("Squashed"),
            {"nonlinearity": "sigmoid"},
            help=tr("The sigmoid's slope, at most ¼, shrinks the error at every step."),
        ),
        Preset(
            "fading",
            tr("Fading"),
            {"start": "random", "radius": 0.5},
            help=tr("Spectral radius ½: about half of the error is gone at every step."),
        ),
        Preset(
            "explodes",
            tr("Explodes"),
            {
                "nonlinearity": "relu",
                "start": "identity",
                "radius": 1.1,
                "length": 50,
                "optimizer": "sgd",
                "learning_rate": 0.01,
                "clip": 0.0,
            },
            help=tr("ReLU, radius 1.1 and no clipping: the error grows until nothing is finite."),
        ),
        Preset(
            "clipped",
            tr("Explodes, but clipped"),
            {
                "nonlinearity": "relu",
                "start": "identity",
                "radius": 1.1,
                "length": 50,
                "optimizer": "sgd",
                "learning_rate": 0.01,
            },
            help=tr("The same run with the gradient clipped at 1."),
        ),
        Preset(
            "truncated",
            tr("Truncated"),
            {"radius": 0.5, "length": 10, "truncation": 2},
            help=tr("The error is carried back 2 steps; the symbol lies 9 steps back."),
        ),
        Preset(
            "adding",
            tr("Adding problem"),
            {"task": "adding", "length": 20},
            help=tr("Add two marked numbers among many."),
        ),
        Preset(
            "writer",
            tr("Writer"),
            {"task": "text", "length": 40, "hidden_size": 64},
            help=tr("Reads a book and writes its own lines."),
        ),
    ),
)
