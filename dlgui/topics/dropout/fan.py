"""One test digit under many random masks, and under none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlgui.nn import Sequential, softmax
from dlgui.topics._right import right_answers
from dlgui.topics.dropout.network import CLASSES, Floats, forward, inference_factor, training_factor

MASKS = 64


@dataclass(frozen=True)
class Fan:
    """What the network says about one digit.

    Attributes
    ----------
    image : (8, 8) array
    label : int
        What it is.
    probabilities : (64, 10) array
        Of each class under each mask, as in training.
    mean : (10,) array
        Over the masks.
    scaled : (10,) array
        Of the whole network, scaled as at test time.
    offsets : (64,) array
        Where the points of the masks stand beside their class, −0.3 … 0.3.
    right : int
        How many masks give the right class the highest probability.
    """

    image: Floats
    label: int
    probabilities: Floats
    mean: Floats
    scaled: Floats
    offsets: Floats
    right: int


def draw_fan(
    network: Sequential,
    x: Floats,
    label: int,
    rate: float,
    scaling: str,
    rng: np.random.Generator,
) -> Fan:
    """The fan of one digit `x` (64,)."""
    width = network.params["3.W"].shape[0]
    draws = rng.random((2, MASKS, width), np.float32)
    first, second = (training_factor(u >= rate, rate, scaling) for u in draws)
    logits = forward(network, np.tile(x, (MASKS, 1)), (first, second)).logits
    probabilities = softmax(logits)
    scale = inference_factor(rate, scaling)
    return Fan(
        image=x.reshape(8, 8).copy(),
        label=label,
        probabilities=probabilities,
        mean=probabilities.mean(axis=0),
        scaled=softmax(forward(network, x[np.newaxis], (scale, scale)).logits)[0],
        offsets=np.linspace(-0.3, 0.3, MASKS, dtype=np.float32),
        right=int(right_answers(probabilities, label).sum()),
    )


def classes() -> Floats:
    """The abscissae of the classes."""
    return np.arange(CLASSES, dtype=np.float32)
