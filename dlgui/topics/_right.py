"""Which answers are right; the topics that classify count them."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def right_answers(outputs: NDArray[np.floating[Any]], labels: ArrayLike) -> NDArray[np.bool_]:
    """Whether the label's output is the largest, (…) for outputs (…, C).

    Never where an output is NaN: argmax gives the first of those, so a network that has diverged
    would answer class 0, and be right as often as that comes.
    """
    answered = ~np.isnan(outputs.max(axis=-1))
    right: NDArray[np.bool_] = answered & (outputs.argmax(axis=-1) == labels)
    return right
