"""The network 64 → H → H → 10, and its passes under masks of one's own choice.

::

    a₁ = relu(x W₁ + b₁),   ã₁ = a₁ ⊙ f₁
    a₂ = relu(ã₁ W₂ + b₂),  ã₂ = a₂ ⊙ f₂
    z  = ã₂ W₃ + b₃

In training f = m / (1 − p) (inverted) or m (classic), with masks m of zeros and ones; at test time
f = 1 or 1 − p. `Sequential` trains; `forward` below asks the same weights under any factors.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dlgui.nn import Dense, Dropout, ReLU, Sequential, he

Floats: TypeAlias = NDArray[np.float32]
Factor: TypeAlias = Floats | np.float32

PIXELS, CLASSES = 64, 10


class UnitDropout(Dropout):
    """Dropout whose mask may be the same for all examples of a batch.

    Attributes
    ----------
    shared : bool
        One mask for the batch; otherwise one for each example.
    """

    shared = False

    def draw(self, factor: NDArray[Any]) -> None:
        if not self.shared:
            super().draw(factor)
            return
        column = np.empty((len(factor), 1), factor.dtype)
        super().draw(column)
        factor[...] = column
        self.kept = np.not_equal(factor, 0)


class Activations(NamedTuple):
    """Of N examples: hidden (N, H) before the factors, and logits (N, 10)."""

    a1: Floats
    a2: Floats
    logits: Floats


def build(width: int, init: np.random.Generator, masks: np.random.Generator) -> Sequential:
    """The network; its layers 2 and 5 are `UnitDropout` with rate 0."""
    return Sequential(
        Dense(PIXELS, width, rng=init, weight_init=he),
        ReLU(),
        UnitDropout(0.0, rng=masks),
        Dense(width, width, rng=init, weight_init=he),
        ReLU(),
        UnitDropout(0.0, rng=masks),
        Dense(width, CLASSES, rng=init),
    )


def dropouts(network: Sequential) -> tuple[UnitDropout, UnitDropout]:
    """Its two dropout layers."""
    first, second = (layer for layer in network.layers if isinstance(layer, UnitDropout))
    return first, second


def forward(network: Sequential, x: Floats, factors: tuple[Factor, Factor]) -> Activations:
    """One pass.

    Parameters
    ----------
    x : (N, 64) array
    factors : pair of (N, H) arrays, (1, H) arrays or numbers
        f₁ and f₂.
    """
    weights = network.params
    a1 = _relu(x @ weights["0.W"] + weights["0.b"])
    a2 = _relu((a1 * factors[0]) @ weights["3.W"] + weights["3.b"])
    return Activations(a1, a2, (a2 * factors[1]) @ weights["6.W"] + weights["6.b"])


def hidden_gradients(
    network: Sequential,
    activations: Activations,
    d_logits: Floats,
    factors: tuple[Factor, Factor],
) -> tuple[Floats, Floats]:
    """∂L/∂a₁ and ∂L/∂a₂, each (N, H): da = (dz Wᵀ) ⊙ f, so what is dropped gets exactly 0."""
    weights = network.params
    d_a2: Floats = (d_logits @ weights["6.W"].T) * factors[1]
    d_a1: Floats = ((d_a2 * (activations.a2 > 0)) @ weights["3.W"].T) * factors[0]
    return d_a1, d_a2


def training_factor(mask: NDArray[np.bool_], rate: float, scaling: str) -> Floats:
    """What multiplies the values in training."""
    scale = 1 / (1 - rate) if scaling == "inverted" else 1.0
    return mask * np.float32(scale)


def inference_factor(rate: float, scaling: str) -> np.float32:
    """What multiplies the values at test time."""
    return np.float32(1.0 if scaling == "inverted" else 1 - rate)


def _relu(z: Floats) -> Floats:
    result: Floats = np.maximum(z, np.float32(0))
    return result
