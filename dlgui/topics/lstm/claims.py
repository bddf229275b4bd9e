"""What the LSTM lesson states, measured."""

import math

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Claim, Progress, Run, Seeds
from dlgui.messages import tr
from dlgui.nn import LSTM, gradient_check
from dlgui.topics._sequence.measure import late_accuracy, learning_times, median_time
from dlgui.topics.lstm import Params
from dlgui.topics.lstm.experiment import Lstm

_T, _N, _D, _H = 12, 3, 5, 6


def _layer(seed: int = 0) -> LSTM:
    """A float64 layer with every parameter random, biases included."""
    rng = np.random.default_rng(seed)
    layer = LSTM(_D, _H, rng=rng, dtype=np.float64)
    layer.flat_params[...] = rng.normal(0.0, 0.5, layer.flat_params.shape)
    return layer


def _inputs(seed: int = 1) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(_T, _N, _D)), rng.normal(size=(_N, _H))


def _last_cell(layer: LSTM, x: NDArray[np.float64], c0: NDArray[np.float64]) -> NDArray[np.float64]:
    layer.forward(x, None, c0)
    return np.array(layer.cells[-1])


def _cell_derivative(layer: LSTM, h: float = 1e6) -> NDArray[np.float64]:
    """∂C_T/∂C_0 (N, H) of each unit by itself, by central differences.

    C_T is linear in C_0 where the gates do not see it, so a large step is exact; it has to be
    large, or what is left of it, down to 10⁻¹² of h, drowns in the rounding of C_T.
    """
    x, c0 = _inputs()
    return (_last_cell(layer, x, c0 + h) - _last_cell(layer, x, c0 - h)) / (2 * h)


def _gate_margin(progress: Progress) -> float:
    """Distance of the gates f, i, o from 0 and 1 over a training run."""
    return _margin(("f", "i", "o"), 0.0)


def _candidate_margin(progress: Progress) -> float:
    return _margin(("C_tilde",), -1.0)


def _margin(names: tuple[str, ...], low: float) -> float:
    lstm = Lstm(Params(), Seeds(0))
    smallest = math.inf
    for _ in range(200):
        lstm.step()
        for name in names:
            values = lstm.cell.gates[name]
            smallest = min(smallest, float((values - low).min()), float((1 - values).min()))
    return smallest


def _gradient_error(progress: Progress) -> float:
    return max(gradient_check(_layer(), _inputs()[0]).values())


def _product_error(progress: Progress) -> float:
    layer = _layer()
    for gate in "fioC":
        layer.params[f"W_{gate}"][:, :_H] = 0.0
    measured = _cell_derivative(layer)
    product = layer.gates["f"].prod(axis=0)
    return float(np.max(np.abs(measured / product - 1)))


def _carousel_error(progress: Progress) -> float:
    layer = _layer()
    for gate, bias in (("f", 1e4), ("i", -1e4)):
        layer.params[f"W_{gate}"][...] = 0.0
        layer.params[f"b_{gate}"][...] = bias
    x, c0 = _inputs()
    return float(np.max(np.abs(_last_cell(layer, x, c0) - c0)))


def _first_share(bias: float) -> float:
    """‖∂L/∂C_1‖ / ‖∂L/∂C_T‖ before training, the median of five seeds."""
    shares = []
    for seed in range(5):
        norms = Run("lstm", Params(forget_bias=bias), seed).snapshot().grad_cell
        shares.append(norms[0] / norms[-1])
    return float(np.median(shares))


def _learns(progress: Progress) -> float:
    return median_time("lstm", Params(), 400, progress)


def _forgetful_learners(progress: Progress) -> float:
    times = learning_times("lstm", Params(forget_bias=0.0), 1000, progress)
    return float(sum(math.isfinite(time) for time in times))


def _short_learns(progress: Progress) -> float:
    return median_time("lstm", Params(forget_bias=0.0, length=8), 400, progress)


def _without_memory(progress: Progress) -> float:
    return late_accuracy("lstm", Params(forget_gate="closed"), 600, 200, progress)


CLAIMS = (
    Claim(
        "gates",
        tr("Over 200 steps of training every gate stays strictly between 0 and 1."),
        tr("smallest distance from 0 or 1"),
        _gate_margin,
        ">",
        0.0,
    ),
    Claim(
        "candidate",
        tr("Over 200 steps of training the candidate stays strictly between −1 and 1."),
        tr("smallest distance from −1 or 1"),
        _candidate_margin,
        ">",
        0.0,
    ),
    Claim(
        "gradient",
        tr("Backpropagation through time agrees with finite differences."),
        tr("largest relative error"),
        _gradient_error,
        "<",
        1e-6,
    ),
    Claim(
        "product",
        tr("Along the cell, ∂C_T/∂C_0 is the product of the forget gates."),
        tr("largest relative difference from finite differences"),
        _product_error,
        "<",
        1e-6,
    ),
    Claim(
        "carousel",
        tr("With f = 1 and i = 0 the cell arrives unchanged, so ∂C_T/∂C_0 is exactly 1."),
        tr("largest change of a cell"),
        _carousel_error,
        "=",
        0.0,
    ),
    Claim(
        "share_bias_0",
        tr(
            "Before training, with bias 0, less than a millionth of the error reaches the first "
            "step."
        ),
        "‖∂L/∂C₁‖ / ‖∂L/∂C_T‖",
        lambda progress: _first_share(0.0),
        "<",
        1e-6,
    ),
    Claim(
        "share_bias_3",
        tr("Before training, with bias +3, the first step receives even more than the last."),
        "‖∂L/∂C₁‖ / ‖∂L/∂C_T‖",
        lambda progress: _first_share(3.0),
        ">",
        5.0,
    ),
    Claim(
        "learns",
        tr("With bias +3, recall over 50 steps is learned to 95 % within 100 steps."),
        tr("steps, median of 5 seeds"),
        _learns,
        "≤",
        100.0,
    ),
    Claim(
        "forgetful",
        tr("With bias 0, none of five seeds learns it in 1000 steps."),
        tr("seeds that learned it"),
        _forgetful_learners,
        "=",
        0.0,
    ),
    Claim(
        "short",
        tr("With bias 0 and only 8 steps it is learned within 100 steps."),
        tr("steps, median of 5 seeds"),
        _short_learns,
        "≤",
        100.0,
    ),
    Claim(
        "closed",
        tr("With the forget gate held at 0 the answers stay at chance, 25 %."),
        tr("accuracy after 600 steps, median of 5 seeds"),
        _without_memory,
        "≤",
        0.28,
    ),
)
