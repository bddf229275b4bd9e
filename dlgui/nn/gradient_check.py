"""Gradients against central differences, in float64.

::

    ∂L/∂θ_i ≈ (L(θ + h e_i) − L(θ − h e_i)) / 2h

The error of the quotient is of order h² from the curve and 1e−16/h from rounding, so h near 1e−6
is about the best, and a right gradient agrees to 1e−7 or better. Reported is, for each array::

    ‖computed − differences‖ / (‖computed‖ + ‖differences‖)

which is 0 for equal arrays and 1 for unrelated ones.
"""

import copy
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from dlgui.nn.layer import Layer
from dlgui.nn.shapes import Array, check_shape

# No round number: with dy equal to an x drawn from the same seed, the gradient of a
# normalization is nearly zero and nothing is left to compare.
_SEED = 7_093_841

Loss: TypeAlias = Callable[..., tuple[float, Array]]


def numerical_gradient(f: Callable[[], float], x: Array, h: float = 1e-6) -> Array:
    """Central differences of f() with respect to each element of x (float64), which f reads."""
    if x.dtype != np.float64:
        raise ValueError(f"x: expected float64, which holds a step of {h}, given {x.dtype}")
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        kept = x[index]
        x[index] = kept + h
        above = f()
        x[index] = kept - h
        below = f()
        x[index] = kept
        gradient[index] = (above - below) / (2 * h)
    return gradient


def relative_error(a: Array, b: Array) -> float:
    """‖a − b‖ / (‖a‖ + ‖b‖), 0 for two zeros, and NaN where either has a NaN."""
    check_shape("gradient", np.shape(a), np.shape(b))
    scale = float(np.linalg.norm(a) + np.linalg.norm(b))
    return float(np.linalg.norm(a - b)) / scale if scale != 0 else 0.0


def gradient_check(
    layer_or_loss: Layer | Loss,
    x: ArrayLike,
    target: ArrayLike | None = None,
    *,
    dy: ArrayLike | None = None,
    train: bool = False,
    h: float = 1e-6,
    rng: np.random.Generator | None = None,
) -> dict[str, float]:
    """Relative error of every gradient that a layer or a loss computes.

    A layer is checked on a float64 copy of itself, which draws the same random numbers in every
    evaluation, through L = Σ y ⊙ dy.

    Parameters
    ----------
    layer_or_loss : Layer, or a function of (x, target) that returns (value, gradient)
    x : array
        The input, or a loss's first argument.
    target : array, optional
        A loss's second argument.
    dy : array, optional
        Weights of the outputs; drawn from N(0, 1) if omitted.
    train : bool
        Passed to the layer's forward.
    h : float
        The step of the differences.
    rng : Generator, optional
        Draws `dy`. Default: a fixed seed.

    Returns
    -------
    errors : dict of str to float
        ``"x"`` and the name of each parameter.
    """
    point: Array = np.array(x, np.float64)
    if not isinstance(layer_or_loss, Layer):
        loss = layer_or_loss
        _, computed = loss(point, target)
        differences = numerical_gradient(lambda: loss(point, target)[0], point, h)
        return {"x": relative_error(computed, differences)}

    layer = layer_or_loss.astype(np.float64)
    start = copy.deepcopy(layer)
    y = layer.forward(point, train=train)
    if dy is None:
        dy = (np.random.default_rng(_SEED) if rng is None else rng).normal(size=y.shape)
    weights = np.asarray(dy, np.float64)
    gradients = {"x": layer.backward(weights), **layer.grads}

    def value() -> float:
        return float(np.vdot(weights, copy.deepcopy(start).forward(point, train=train)))

    learned = {n: p for n, p in start.params.items() if np.shares_memory(p, start.flat_params)}
    return {
        name: relative_error(gradients[name], numerical_gradient(value, array, h))
        for name, array in {"x": point, **learned}.items()
    }
