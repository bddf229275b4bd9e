"""What can be seen of one hidden layer during a pass."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dlgui.topics.dropout.network import Floats

BINS = 24
_STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 12.0)


@dataclass(frozen=True)
class LayerPicture:
    """One hidden layer of H units; B examples are shown of N in the batch.

    Attributes
    ----------
    activation : (B, H) array
        a, before the mask.
    kept : (B, H) bool array
        The mask.
    gradient : (B, H) array
        ∂L/∂a; exactly 0 where the mask is 0.
    weight_gradient : (H,) array
        ‖∂L/∂w_j‖ of the weights into unit j, over the whole batch, as the next step applies it.
    dropped_count : (B,) int array
        How many units each example has lost.
    dropped_by_all : (H,) bool array
        Units that no example of the batch has kept.
    edges : (25,) array
        Bounds of the histogram's bins.
    before, after : (24,) arrays
        How many kept values above 0 fall into each bin, before and after scaling.
    mean_training, mean_test : float
        What the next layer receives on average over all units and examples: in training, with
        the dropped ones counted as 0, and at test time.
    """

    activation: Floats
    kept: NDArray[np.bool_]
    gradient: Floats
    weight_gradient: Floats
    dropped_count: NDArray[np.int64]
    dropped_by_all: NDArray[np.bool_]
    edges: NDArray[np.float64]
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    mean_training: float
    mean_test: float


def describe(
    a: Floats,
    kept: NDArray[np.bool_],
    factor: Floats,
    gradient: Floats,
    dW: Floats,
    at_test: np.float32,
) -> LayerPicture:
    """The picture of a layer from its pass: `a`, `kept`, `factor` (N, H), `gradient` (B, H)."""
    shown = len(gradient)
    scaled = a * factor
    survivors = kept & (a > 0) & np.isfinite(scaled) & np.isfinite(a)
    before, after = a[survivors], scaled[survivors]
    top = _above(max(float(after.max(initial=0)), float(before.max(initial=0))))
    counts = [np.histogram(values, BINS, (0.0, top))[0] for values in (before, after)]
    return LayerPicture(
        activation=a[:shown].copy(),
        kept=kept[:shown].copy(),
        gradient=gradient,
        weight_gradient=np.sqrt(np.einsum("ij,ij->j", dW, dW)),
        dropped_count=(~kept[:shown]).sum(axis=1),
        dropped_by_all=np.asarray(~kept.any(axis=0)),
        edges=np.arange(BINS + 1) * top / BINS,
        before=counts[0],
        after=counts[1],
        mean_training=float(scaled.mean()),
        mean_test=float(a.mean()) * float(at_test),
    )


def _above(value: float) -> float:
    """The next round number, so that the bins stay where they are from frame to frame."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(power * step for step in _STEPS if power * step >= value)
