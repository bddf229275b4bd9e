"""Controls that every recurrent tab has."""

from dataclasses import dataclass

from dlgui.core import ParamSet, choice, file, integer, real
from dlgui.messages import tr

TASK = tr("Task")
NETWORK = tr("Network")
TRAINING = tr("Training")
ADVICE = tr("Lower the learning rate or clip the gradient.")


@dataclass(frozen=True)
class SequenceParams(ParamSet):
    """Task, size and training of a recurrent network."""

    task: str = choice(
        "recall",
        {
            "recall": tr("Delayed recall"),
            "adding": tr("Adding problem"),
            "text": tr("Next character"),
        },
        title=tr("Task"),
        help=tr(
            "Delayed recall: name at the end the symbol shown at the start. Adding problem: add "
            "the two marked numbers. Next character: continue a text."
        ),
        group=TASK,
        live=False,
    )
    length: int = integer(
        50,
        2,
        200,
        title=tr("Sequence length"),
        symbol="T",
        unit=tr("steps"),
        help=tr("Steps from the first input to the last. Changing it keeps the weights."),
        group=TASK,
    )
    symbols: int = integer(
        4,
        2,
        8,
        title=tr("Symbols to tell apart"),
        help=tr("A guess is right one time in this many."),
        group=TASK,
        live=False,
        when={"task": ("recall",)},
    )
    language: str = choice(
        "english",
        {"english": tr("English"), "chinese": tr("Chinese")},
        title=tr("Bundled text"),
        help=tr("Alice's Adventures in Wonderland, or Three Hundred Tang Poems."),
        group=TASK,
        live=False,
        when={"task": ("text",)},
    )
    text_file: str = file(
        title=tr("Your text"),
        suffixes=(".txt", ".md"),
        help=tr("A UTF-8 text file of your own; empty means the bundled text."),
        group=TASK,
        live=False,
        when={"task": ("text",)},
    )
    hidden_size: int = integer(
        32,
        2,
        128,
        log=True,
        title=tr("Hidden units"),
        symbol="H",
        help=tr("Number of units in the recurrent layer."),
        group=NETWORK,
        live=False,
    )
    learning_rate: float = real(
        0.005,
        1e-5,
        1.0,
        log=True,
        title=tr("Learning rate"),
        symbol="η",
        help=tr("Size of each step against the gradient."),
        group=TRAINING,
    )
    batch_size: int = integer(
        32,
        1,
        256,
        log=True,
        title=tr("Batch size"),
        symbol="N",
        help=tr("Sequences per training step."),
        group=TRAINING,
    )
    clip: float = real(
        1.0,
        0.01,
        100.0,
        log=True,
        zero=True,
        title=tr("Clip the gradient at"),
        symbol="c",
        help=tr("A longer gradient is scaled down to this norm; 0 turns clipping off."),
        group=TRAINING,
    )
    optimizer: str = choice(
        "adam",
        {"adam": "Adam", "rmsprop": "RMSprop", "momentum": tr("Momentum 0.9"), "sgd": "SGD"},
        title=tr("Optimizer"),
        help=tr("How gradients become steps. Changing it keeps the weights."),
        group=TRAINING,
    )
