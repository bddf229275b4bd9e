"""What the RNN lesson states, measured."""

import dataclasses
import math
from statistics import median

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Claim, Progress, Run, Seeds, run
from dlgui.messages import tr
from dlgui.nn import RNN, gradient_check
from dlgui.nn.rnn import Nonlinearity
from dlgui.topics._sequence.experiment import norm_of_each_step
from dlgui.topics._sequence.measure import late_accuracy, majority_learns, median_time
from dlgui.topics.rnn import TOPIC, Params
from dlgui.topics.rnn.experiment import STEEPEST, Rnn, recurrent_matrix

DELAYS = (2, 4, 6, 8, 10, 15, 20, 30, 40, 60)
"""Steps between symbol and question that `_longest_delay` tries."""

_T, _N, _D, _H = 12, 3, 5, 6
_LIMIT = 400


def _layer(nonlinearity: Nonlinearity, seed: int = 0) -> RNN:
    """A float64 layer with every parameter random, the bias included."""
    rng = np.random.default_rng(seed)
    layer = RNN(_D, _H, nonlinearity, rng, np.float64)
    layer.flat_params[...] = rng.normal(0.0, 0.5, layer.flat_params.shape)
    return layer


def _inputs(seed: int = 1) -> NDArray[np.float64]:
    return np.random.default_rng(seed).normal(size=(_T, _N, _D))


def _preset(preset_id: str) -> Params:
    preset = next(preset for preset in TOPIC.presets if preset.id == preset_id)
    return Params().replaced(preset.values)


def _gradient_error(progress: Progress) -> float:
    return max(max(gradient_check(_layer(f), _inputs()).values()) for f in STEEPEST)


def _sum_error(progress: Progress) -> float:
    worst = 0.0
    for nonlinearity in STEEPEST:
        layer = _layer(nonlinearity)
        h = layer.forward(_inputs())
        layer.backward(np.random.default_rng(2).normal(size=h.shape))
        total = layer.grads["W"]
        difference = layer.grad_W_by_step().sum(axis=0) - total
        worst = max(worst, float(np.abs(difference).max() / np.abs(total).max()))
    return worst


def _before_the_cut(progress: Progress) -> float:
    """Largest contribution to ∂L/∂W of a step more than 2 steps before the end."""
    rnn = Rnn(Params(truncation=2), Seeds(0))
    return float(rnn.snapshot().contributions[:-2].max())


def _largest_factor(progress: Progress) -> float:
    """Largest ‖∂L/∂h_t‖ / (‖W‖ · max f′ · ‖∂L/∂h_{t+1}‖) over training with each nonlinearity."""
    worst = 0.0
    for nonlinearity in STEEPEST:
        rnn = Rnn(Params(nonlinearity=nonlinearity), Seeds(0))
        for _ in range(40):
            rnn.step()
            frame = rnn.snapshot()
            bound = frame.spectral_norm * STEEPEST[nonlinearity]
            worst = max(worst, float(np.nanmax(frame.factors) / bound))
    return worst


def _rate_error(progress: Progress) -> float:
    """Relative difference of the decay per step, over the first 100 of 200 steps, from ρ."""
    worst = 0.0
    for radius in (0.5, 0.7, 0.9):
        for seed in range(3):
            norms = _norms_of_small_signals(radius, seed)
            rate = (norms[0] / norms[100]) ** (1 / 100)
            worst = max(worst, float(abs(rate / radius - 1)))
    return worst


def _norms_of_small_signals(radius: float, seed: int) -> NDArray[np.float64]:
    rng = np.random.default_rng(seed)
    layer = RNN(_D, 16, rng=rng, dtype=np.float64)
    W = layer.params["W"]
    W[...] = recurrent_matrix("random", radius, W, rng)
    h = layer.forward(1e-3 * rng.normal(size=(200, _N, _D)))
    dh = np.zeros_like(h)
    dh[-1] = rng.normal(size=dh[-1].shape)
    layer.backward(dh)
    return norm_of_each_step(layer.grad_hidden)


def _share_arriving(params: Params) -> float:
    """‖∂L/∂h_1‖ / ‖∂L/∂h_T‖ before training, the median of five seeds."""
    shares = []
    for seed in range(5):
        norms = Run("rnn", params, seed).snapshot().grad_hidden
        shares.append(float(norms[0] / norms[-1]))
    return median(shares)


def _growth(progress: Progress) -> float:
    return _share_arriving(
        Params(nonlinearity="relu", start="identity", radius=1.1, length=100, hidden_size=64)
    )


def _longest_delay(progress: Progress, nonlinearity: str, start: str) -> float:
    """The longest of `DELAYS` that the median of five seeds learns; stops at the first failure."""
    longest = 0.0
    for done, delay in enumerate(DELAYS):
        progress(done / len(DELAYS))
        params = Params(nonlinearity=nonlinearity, start=start, length=delay + 1, hidden_size=16)
        if not majority_learns("rnn", params, _LIMIT):
            break
        longest = float(delay)
    return longest


def _diverging_step(progress: Progress) -> float:
    result = run("rnn", _preset("explodes"), 200)
    return float(result.divergence.step) if result.divergence else math.inf


def _clipped_accuracy(progress: Progress) -> float:
    """Accuracy after 400 steps with clipping; NaN if the run diverges all the same."""
    accuracies = []
    for seed in range(3):
        progress(seed / 3)
        result = run("rnn", _preset("clipped"), 400, seed)
        if result.divergence:
            return math.nan
        accuracies.append(float(result.history["accuracy"].values[-50:].mean()))
    return median(accuracies)


def _truncated(progress: Progress) -> float:
    return late_accuracy("rnn", _preset("truncated"), 400, 100, progress)


def _untruncated(progress: Progress) -> float:
    params = dataclasses.replace(_preset("truncated"), truncation=0)
    return median_time("rnn", params, _LIMIT, progress)


def _echo(progress: Progress) -> float:
    return median_time("rnn", Params(length=15, truncation=5), _LIMIT, progress)


CLAIMS = (
    Claim(
        "gradient",
        tr("Backpropagation through time agrees with finite differences."),
        tr("largest relative error, tanh, sigmoid and ReLU"),
        _gradient_error,
        "<",
        1e-6,
    ),
    Claim(
        "sum",
        tr("The contributions of the time steps add up to ∂L/∂W."),
        tr("largest relative difference"),
        _sum_error,
        "<",
        1e-12,
    ),
    Claim(
        "bound",
        tr("No step back multiplies the error by more than ‖W‖ · max f′."),
        tr("largest measured factor, as a share of the bound"),
        _largest_factor,
        "≤",
        1.0,
    ),
    Claim(
        "rate",
        tr("For small signals and ρ below 1 the error falls by a factor of ρ at each step."),
        tr("largest relative difference from ρ = 0.5, 0.7, 0.9"),
        _rate_error,
        "<",
        0.03,
    ),
    Claim(
        "explodes",
        tr("ReLU, W = 1.1 · identity: over 100 steps the error grows more than a thousandfold."),
        "‖∂L/∂h₁‖ / ‖∂L/∂h_T‖",
        _growth,
        ">",
        1000.0,
    ),
    Claim(
        "share_sigmoid",
        tr("With the sigmoid less than a billionth of the error crosses 19 steps."),
        "‖∂L/∂h₁‖ / ‖∂L/∂h_T‖",
        lambda progress: _share_arriving(Params(nonlinearity="sigmoid")),
        "<",
        1e-9,
    ),
    Claim(
        "share_tanh",
        tr("With tanh and an orthogonal W more than a tenth of it does."),
        "‖∂L/∂h₁‖ / ‖∂L/∂h_T‖",
        lambda progress: _share_arriving(Params()),
        ">",
        0.1,
    ),
    Claim(
        "delay_sigmoid",
        tr("Sigmoid, orthogonal W: the longest delay learned is below six steps."),
        tr("longest delay learned in 400 steps, median of 5 seeds, 16 units"),
        lambda progress: _longest_delay(progress, "sigmoid", "orthogonal"),
        "<",
        6.0,
    ),
    Claim(
        "delay_random",
        tr("tanh, random W of radius 1: at least 10 steps are learned."),
        tr("longest delay learned in 400 steps, median of 5 seeds, 16 units"),
        lambda progress: _longest_delay(progress, "tanh", "random"),
        "≥",
        10.0,
    ),
    Claim(
        "delay_orthogonal",
        tr("tanh, orthogonal W: at least 15 steps are learned."),
        tr("longest delay learned in 400 steps, median of 5 seeds, 16 units"),
        lambda progress: _longest_delay(progress, "tanh", "orthogonal"),
        "≥",
        15.0,
    ),
    Claim(
        "diverges",
        tr("Without clipping, the run “Explodes” is no longer finite after a few steps."),
        tr("step at which a number is no longer finite"),
        _diverging_step,
        "≤",
        20.0,
    ),
    Claim(
        "clipped",
        tr("Clipped at 1, the same run stays finite and learns recall over 50 steps."),
        tr("accuracy after 400 steps, median of 3 seeds"),
        _clipped_accuracy,
        "≥",
        0.95,
    ),
    Claim(
        "cut",
        tr("With k = 2, only the last 2 steps contribute to ∂L/∂W."),
        tr("largest contribution of an earlier step"),
        _before_the_cut,
        "=",
        0.0,
    ),
    Claim(
        "truncated",
        tr("Radius ½, 10 steps, k = 2: the answers stay near chance, 25 %."),
        tr("accuracy after 400 steps, median of 5 seeds"),
        _truncated,
        "≤",
        0.35,
    ),
    Claim(
        "untruncated",
        tr("The same network learns it within 400 steps when the error goes all the way back."),
        tr("steps, median of 5 seeds"),
        _untruncated,
        "≤",
        400.0,
    ),
    Claim(
        "echo",
        tr("Radius 1, 15 steps, k = 5: learned although the error never reaches the symbol."),
        tr("steps, median of 5 seeds"),
        _echo,
        "≤",
        400.0,
    ),
)
