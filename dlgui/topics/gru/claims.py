"""What the GRU lesson states, measured."""

import math
from itertools import product
from statistics import median
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Claim, Progress, Run, Seeds, run
from dlgui.messages import tr
from dlgui.nn import GRU, LSTM, gradient_check
from dlgui.topics._sequence.measure import late_accuracy, learning_times, median_time
from dlgui.topics.gru import Params
from dlgui.topics.gru.experiment import Gru

Convention = Literal["seed", "cho"]
Reset = Literal["before", "after"]

_T, _N, _D, _H = 12, 3, 5, 6


def _layer(convention: Convention = "seed", reset: Reset = "before", seed: int = 0) -> GRU:
    """A float64 layer with every parameter random, biases included."""
    rng = np.random.default_rng(seed)
    layer = GRU(_D, _H, convention, reset, rng, np.float64)
    layer.flat_params[...] = rng.normal(0.0, 0.5, layer.flat_params.shape)
    return layer


def _inputs(seed: int = 1) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(_T, _N, _D)), rng.normal(size=(_N, _H))


def _gradient_error(progress: Progress) -> float:
    forms = product(get_args(Convention), get_args(Reset))
    return max(max(gradient_check(_layer(*form), _inputs()[0]).values()) for form in forms)


def _gate_margin(progress: Progress) -> float:
    """Distance of the gates r and z from 0 and 1 over a training run."""
    gru = Gru(Params(), Seeds(0))
    smallest = math.inf
    for _ in range(200):
        gru.step()
        for name in ("r", "z"):
            values = gru.cell.gates[name]
            smallest = min(smallest, float(values.min()), float((1 - values).min()))
    return smallest


def _conventions_differ(progress: Progress) -> float:
    """Largest difference of h between the conventions, W_z and b_z negated, for both resets."""
    x, h0 = _inputs()
    worst = 0.0
    for reset in get_args(Reset):
        one, other = _layer("seed", reset), _layer("cho", reset)
        for name in ("W_z", "b_z"):
            np.negative(one.params[name], other.params[name])
        worst = max(worst, float(np.abs(one.forward(x, h0) - other.forward(x, h0)).max()))
        worst = max(worst, float(np.abs(one.gates["z"] + other.gates["z"] - 1).max()))
    return worst


def _training_differs(progress: Progress) -> float:
    """Largest difference of the loss over 100 steps between the two conventions."""
    runs = [run("gru", Params(convention=name, length=20), 100) for name in get_args(Convention)]
    one, other = (each.history["loss"].values for each in runs)
    return float(np.abs(one - other).max())


def _held(z_is_one: bool) -> tuple[GRU, NDArray[Any], NDArray[Any]]:
    """A layer of the seed's convention with z at 0 or 1 exactly, its initial state and states."""
    layer = _layer("seed")
    layer.params["W_z"][...] = 0.0
    layer.params["b_z"][...] = 1e4 if z_is_one else -1e4
    x, h0 = _inputs()
    return layer, h0, layer.forward(x, h0)


def _change_at_z_0(progress: Progress) -> float:
    _, h0, h = _held(z_is_one=False)
    return float(np.abs(h[-1] - h0).max())


def _past_at_z_1(progress: Progress) -> float:
    """Largest difference of h from h̃: what is left of (1 − z) h_{t−1}."""
    layer, _, h = _held(z_is_one=True)
    return float(np.abs(h - layer.gates["h_tilde"]).max())


def _share_of_lstm(progress: Progress) -> float:
    sizes = [layer(9, 32).flat_params.size for layer in (GRU, LSTM)]
    return sizes[0] / sizes[1]


def _share_arriving(keep_bias: float) -> float:
    """‖∂L/∂h_1‖ / ‖∂L/∂h_T‖ before training, the median of five seeds."""
    shares = []
    for seed in range(5):
        norms = Run("gru", Params(keep_bias=keep_bias), seed).snapshot().grad_hidden
        shares.append(float(norms[0] / norms[-1]))
    return median(shares)


def _learns(progress: Progress, length: int) -> float:
    return median_time("gru", Params(length=length), 400, progress)


def _undecided_learners(progress: Progress) -> float:
    # Once three of five seeds have failed, so has their median.
    times = learning_times("gru", Params(keep_bias=0.0), 1000, progress, seeds=range(3))
    return float(sum(math.isfinite(time) for time in times))


def _large_z(progress: Progress) -> float:
    return late_accuracy("gru", Params(keep_bias=-3.0), 300, 100, progress)


CLAIMS = (
    Claim(
        "gradient",
        tr("Backpropagation through time agrees with finite differences."),
        tr("largest relative error, all four variants of the cell"),
        _gradient_error,
        "<",
        1e-6,
    ),
    Claim(
        "gates",
        tr("Over 200 steps of training every gate stays strictly between 0 and 1."),
        tr("smallest distance from 0 or 1"),
        _gate_margin,
        ">",
        0.0,
    ),
    Claim(
        "carries",
        tr("With z = 0 in the notes' formula the state arrives unchanged."),
        tr("largest change of h over 12 steps"),
        _change_at_z_0,
        "=",
        0.0,
    ),
    Claim(
        "replaces",
        tr("With z = 1 in the notes' formula nothing of the past is kept: h is the candidate."),
        tr("largest difference of h from the candidate"),
        _past_at_z_1,
        "<",
        1e-12,
    ),
    Claim(
        "conventions",
        tr("With W_z and b_z negated both conventions give the same states, and z becomes 1 − z."),
        tr("largest difference"),
        _conventions_differ,
        "<",
        1e-12,
    ),
    Claim(
        "training",
        tr("They also train alike: over 100 steps the losses are the same."),
        tr("largest difference of the loss"),
        _training_differs,
        "<",
        1e-5,
    ),
    Claim(
        "size",
        tr("A GRU has three quarters of the parameters of an LSTM of the same size."),
        tr("parameters, GRU / LSTM, 9 inputs, 32 units"),
        _share_of_lstm,
        "=",
        0.75,
    ),
    Claim(
        "share_kept",
        tr("Before training, with bias 3, more than 5 % of the error crosses 49 steps."),
        "‖∂L/∂h₁‖ / ‖∂L/∂h_T‖",
        lambda progress: _share_arriving(3.0),
        ">",
        0.05,
    ),
    Claim(
        "share_undecided",
        tr("With bias 0 it is less than a millionth."),
        "‖∂L/∂h₁‖ / ‖∂L/∂h_T‖",
        lambda progress: _share_arriving(0.0),
        "<",
        1e-6,
    ),
    Claim(
        "learns",
        tr("With bias 3 towards keeping, recall over 50 steps is learned within 200 steps."),
        tr("steps to 95 %, median of 5 seeds"),
        lambda progress: _learns(progress, 50),
        "≤",
        200.0,
    ),
    Claim(
        "learns_long",
        tr("With the same bias, recall over 100 steps is learned within 300 steps."),
        tr("steps to 95 %, median of 5 seeds"),
        lambda progress: _learns(progress, 100),
        "≤",
        300.0,
    ),
    Claim(
        "undecided",
        tr("With bias 0, none of three seeds learns recall over 50 steps in 1000 steps."),
        tr("seeds that learned it"),
        _undecided_learners,
        "=",
        0.0,
    ),
    Claim(
        "large_z",
        tr("If z starts near 1 in the notes' formula, recall stays at chance, 25 %."),
        tr("accuracy after 300 steps, median of 5 seeds"),
        _large_z,
        "≤",
        0.3,
    ),
)
