"""Long short-term memory: gates that decide what is kept, written and shown."""

from dataclasses import dataclass

from dlgui.core import Chapter, Preset, Topic, choice, real
from dlgui.messages import tr
from dlgui.topics._sequence.params import ADVICE, NETWORK, SequenceParams

GATE = {
    "learned": tr("Learned"),
    "closed": tr("Held at 0"),
    "open": tr("Held at 1"),
}


@dataclass(frozen=True)
class Params(SequenceParams):
    """Controls of the LSTM tab."""

    forget_bias: float = real(
        3.0,
        -5.0,
        5.0,
        title=tr("Initial forget-gate bias"),
        symbol="b_f",
        help=tr("Where training starts. At +3 the gate passes on 95 % of the cell, at 0 half."),
        group=NETWORK,
        live=False,
    )
    forget_gate: str = choice(
        "learned",
        GATE,
        title=tr("Forget gate"),
        symbol="f",
        help=tr(
            "Held at 0 it makes the cell forget everything at each step, held at 1 nothing. "
            "“Learned” brings back what the gate had learned."
        ),
        group=NETWORK,
    )


TOPIC = Topic(
    id="lstm",
    chapter=Chapter.RECURRENT,
    title=tr("LSTM"),
    params=Params,
    experiment="dlgui.topics.lstm.experiment:Lstm",
    view="dlgui.topics.lstm.view:LstmView",
    claims="dlgui.topics.lstm.claims:CLAIMS",
    order=2,
    speed=60.0,
    advice=ADVICE,
    presets=(
        Preset(
            "remembers",
            tr("Remembers"),
            {},
            help=tr("Forget-gate bias +3: recall over 50 steps is learned."),
        ),
        Preset(
            "forgetful",
            tr("Forgetful"),
            {"forget_bias": 0.0},
            help=tr("Bias 0: half of the cell is lost at each step, and nothing is learned."),
        ),
        Preset(
            "no_memory",
            tr("No memory"),
            {"forget_gate": "closed"},
            help=tr("The forget gate is held at 0: the cell keeps nothing."),
        ),
        Preset(
            "short",
            tr("Forgetful, but short"),
            {"forget_bias": 0.0, "length": 8},
            help=tr("Over 8 steps bias 0 is enough. Then lengthen the sequence while it trains."),
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
            {"task": "text", "hidden_size": 96, "forget_bias": 1.0, "learning_rate": 0.01},
            help=tr("Reads a book and writes its own lines."),
        ),
    ),
)
