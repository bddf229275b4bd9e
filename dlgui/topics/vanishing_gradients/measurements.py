"""The measurements behind the lesson's claims."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

import numpy as np

from dlgui.core import Progress, Run
from dlgui.nn import BatchNorm
from dlgui.nn.activations import sigmoid
from dlgui.topics.vanishing_gradients import PRESETS, Params
from dlgui.topics.vanishing_gradients.experiment import VanishingFrame
from dlgui.topics.vanishing_gradients.network import DeepNetwork

TOPIC = "vanishing_gradients"
_PRESETS = {preset.id: preset.values for preset in PRESETS}
_SEEDS = range(5)
_MANY_SEEDS = range(20)


def _network(run: Run) -> DeepNetwork:
    experiment: Any = run.experiment
    network: DeepNetwork = experiment.network
    return network


def _run(seed: int, preset: str = "vanishes", **values: Any) -> Run:
    return Run(TOPIC, Params(**{**_PRESETS[preset], **values}), seed)


def _frames(progress: Progress, seeds: range = _SEEDS, **values: Any) -> list[VanishingFrame]:
    """The first frame of each seed."""
    frames = []
    for seed in seeds:
        progress(seed / len(seeds))
        frames.append(_run(seed, **values).snapshot())
    return frames


def _late(progress: Progress, measure: Callable[[Run], float], steps: int, run: Any) -> list[float]:
    """`measure` of each of five seeds after `steps` steps; `run` makes the run of a seed."""
    results = []
    for seed in _SEEDS:
        progress(seed / len(_SEEDS))
        each = run(seed)
        each.advance(steps)
        results.append(measure(each))
    return results


def _accuracy(run: Run) -> float:
    """Over the last 20 batches; 0 for a run that has diverged."""
    return 0.0 if run.divergence else float(run.history["accuracy"].values[-20:].mean())


def largest_slope(progress: Progress) -> float:
    """Largest σ′ over every half-precision number that is finite."""
    numbers = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    x = numbers[np.isfinite(numbers)].astype(np.float64)
    return float(sigmoid.derivative(x).max())


def factor_within_bound(progress: Progress) -> float:
    """Largest factor / (‖W‖₂ max f′), by singular values, of 3 activations over 60 steps."""
    largest = 0.0
    for activation in ("sigmoid", "tanh", "relu"):
        run = _run(0, activation=activation, initializer="he", learning_rate=0.03)
        slope = 0.25 if activation == "sigmoid" else 1.0
        for _ in range(7):
            frame = run.snapshot()
            layers = _network(run).dense[1:]
            exact = [np.linalg.norm(layer.params["W"].astype(float), 2) for layer in layers]
            largest = max(largest, float(np.max(frame.factor / (slope * np.array(exact)))))
            run.advance(10)
    return largest


def sigmoid_factor(progress: Progress) -> float:
    """Median over layers and seeds."""
    return float(np.median([frame.factor for frame in _frames(progress)]))


def sigmoid_lost(progress: Progress) -> float:
    return median(frame.lost for frame in _frames(progress, depth=30))


def he_lost(progress: Progress) -> float:
    frames = _frames(progress, preset="healthy", depth=30)
    return max(abs(frame.lost) for frame in frames)


def relu_lost(progress: Progress) -> float:
    frames = _frames(progress, _MANY_SEEDS, preset="healthy", depth=30, initializer="lecun")
    return median(frame.lost for frame in frames)


def plain_accuracy(progress: Progress) -> float:
    return median(_late(progress, _accuracy, 200, lambda seed: _run(seed)))


def front_moves(progress: Progress) -> float:
    """How much of its length W_1 has changed after 200 steps."""

    def moved(run: Run) -> float:
        start = _network(_run(run.seed)).dense[0].params["W"]
        now = _network(run).dense[0].params["W"]
        return float(np.linalg.norm(now - start) / np.linalg.norm(start))

    return median(_late(progress, moved, 200, lambda seed: _run(seed)))


def equal_shares(progress: Progress) -> float:
    """Orders between the largest and the smallest ‖∂L/∂W_l‖ of layers 2 … L, median."""
    spans = []
    for frame in _frames(progress, preset="healthy", depth=30, initializer="lecun"):
        hidden = np.log10(frame.grad_W[1:-1])
        spans.append(float(hidden.max() - hidden.min()))
    return median(spans)


def healthy_accuracy(progress: Progress) -> float:
    return median(_late(progress, _accuracy, 200, lambda seed: _run(seed, "healthy")))


def norm_accuracy(progress: Progress) -> float:
    return median(_late(progress, _accuracy, 200, lambda seed: _run(seed, "batch_norm")))


def norm_lost(progress: Progress) -> float:
    return max(abs(frame.lost) for frame in _frames(progress, preset="batch_norm"))


def norm_shape(progress: Progress) -> float:
    """Skewness of exponentially distributed numbers after batch normalization."""
    x = np.random.default_rng(0).exponential(size=(20_000, 1))
    y = BatchNorm(1, eps=1e-12, dtype=np.float64).forward(x, train=True)
    return float(abs((y**3).mean() - (((x - x.mean()) / x.std()) ** 3).mean()))


def norm_skewness(progress: Progress) -> float:
    """The same number by itself: 0 for a normal distribution."""
    x = np.random.default_rng(0).exponential(size=(20_000, 1))
    y = BatchNorm(1, dtype=np.float64).forward(x, train=True)
    return float((y**3).mean())


def residual_lost(progress: Progress) -> float:
    return max(abs(frame.lost) for frame in _frames(progress, preset="residual"))


def residual_plain_lost(progress: Progress) -> float:
    return median(frame.lost for frame in _frames(progress, preset="residual", residual=False))


def residual_accuracy(progress: Progress) -> float:
    return median(_late(progress, _accuracy, 200, lambda seed: _run(seed, "residual")))


def both_accuracy(progress: Progress) -> float:
    """Of sigmoid with residual connections and batch normalization."""
    run = lambda seed: _run(seed, residual=True, batch_norm=True, learning_rate=0.01)  # noqa: E731
    return median(_late(progress, _accuracy, 200, run))


def drift(progress: Progress) -> float:
    """Growth of the signal's size from the first to the last of 20 sigmoid layers."""
    frames = _frames(progress, residual=True)
    return median(float(frame.signal[-1] / frame.signal[0]) for frame in frames)


def drift_accuracy(progress: Progress) -> float:
    run = lambda seed: _run(seed, residual=True, learning_rate=0.01)  # noqa: E731
    return median(_late(progress, _accuracy, 200, run))


def overflow_step(progress: Progress) -> float:
    """The latest of five seeds; inf when one does not overflow within 50 steps."""
    return max(_late(progress, _step_of_divergence, 50, lambda seed: _run(seed, "explodes")))


def double_lives_longer(progress: Progress) -> float:
    """Steps that float64 lasts longer than float32, the most of five seeds."""

    def gain(run: Run) -> float:
        double = _run(run.seed, "explodes", precision="float64")
        double.advance(50)
        return _step_of_divergence(double) - _step_of_divergence(run)

    return max(_late(progress, gain, 50, lambda seed: _run(seed, "explodes", precision="float32")))


def first_pass_layer(precision: str) -> Callable[[Progress], float]:
    """The layer whose z overflows before any step, weights N(0, 1); median, inf for none."""

    def measure(progress: Progress) -> float:
        layers = []
        for seed in _SEEDS:
            progress(seed / len(_SEEDS))
            values = {"activation": "relu", "initializer": "normal", "precision": precision}
            run = _run(seed, "half", **values)
            overflown = ~np.isfinite(run.snapshot().signal)
            layers.append(float(overflown.argmax() + 1) if overflown.any() else math.inf)
        return median(layers)

    return measure


def _step_of_divergence(run: Run) -> float:
    return float(run.divergence.step) if run.divergence else math.inf


def clipped_accuracy(progress: Progress) -> float:
    return median(_late(progress, _accuracy, 200, lambda seed: _run(seed, "clipped")))


def _moves(
    preset: str, clipping: str, steps: int, seed: int = 0
) -> Iterable[tuple[Any, Any, Params]]:
    """Gradient and change of all parameters at each step."""
    run = _run(seed, preset, clipping=clipping, precision="float64")
    params: Params = run.params  # type: ignore[assignment]
    net = _network(run).net
    for _ in range(steps):
        gradient, before = net.flat_grads.copy(), net.flat_params.copy()
        run.advance()
        yield gradient, net.flat_params - before, params


def norm_bounds_step(progress: Progress) -> float:
    """Longest step in units of ηc."""
    return max(
        float(np.linalg.norm(move)) / (params.learning_rate * params.threshold)
        for _, move, params in _moves("clipped", "norm", 100)
    )


def value_bounds_numbers(progress: Progress) -> float:
    """Largest change of a single number in units of ηc."""
    return max(
        float(np.abs(move).max()) / (params.learning_rate * params.threshold)
        for _, move, params in _moves("clipped", "value", 100)
    )


def norm_keeps_direction(progress: Progress) -> float:
    gradient, move, _ = next(iter(_moves("clipped", "norm", 1)))
    return _angle(gradient, -move)


def value_turns(progress: Progress) -> float:
    angles = []
    for seed in _MANY_SEEDS:
        gradient, move, _ = next(iter(_moves("clipped", "value", 1, seed)))
        angles.append(_angle(gradient, -move))
    return median(angles)


def _angle(one: Any, other: Any) -> float:
    """In degrees; by both half-angles, which is exact for small ones, too."""
    a, b = one / np.linalg.norm(one), other / np.linalg.norm(other)
    return math.degrees(2 * math.atan2(np.linalg.norm(a - b), np.linalg.norm(a + b)))


def silent_layers(precision: str) -> Callable[[Progress], float]:
    """Layers whose weight gradient is exactly 0 at the start, the median of five seeds."""

    def measure(progress: Progress) -> float:
        frames = _frames(progress, preset="half", precision=precision)
        return median(float((frame.grad_W == 0).sum()) for frame in frames)

    return measure


def zero_start(progress: Progress) -> float:
    """Hidden layers with any gradient when all weights start at 0."""
    frame = _run(0, initializer="zeros").snapshot()
    return float((frame.grad_W[:-1] > 0).sum())
