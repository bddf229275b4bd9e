"""The measurements behind the lesson's claims."""

from __future__ import annotations

import math
from functools import cache
from statistics import mean, median
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Progress, Seeds, run
from dlgui.nn import softmax, softmax_cross_entropy
from dlgui.topics.dropout import Params
from dlgui.topics.dropout.experiment import DropoutNetwork
from dlgui.topics.dropout.network import (
    Floats,
    UnitDropout,
    forward,
    hidden_gradients,
    training_factor,
)

Numbers: TypeAlias = NDArray[np.float64]

SEEDS = range(7)
MANY_SEEDS = range(15)
"""For what differs more between seeds than with dropout and without."""
FEW_SEEDS = range(5)
STEPS = 1000
LEARNED = 0.05
_TRAINED = 300
_MASKS = 64


def _trained(steps: int = _TRAINED, seed: int = 0, **values: object) -> DropoutNetwork:
    network = run("dropout", Params().replaced(values), steps, seed).experiment
    assert isinstance(network, DropoutNetwork)
    return network


# What a mask does to the values and to the gradients


def _standard_errors(mode: str) -> float:
    """Largest |mean over 4000 masks − value at test time| of an active unit, in its errors."""
    network = _trained()
    a = forward(network.network, network.test_digits()[0][:1], (np.float32(1), np.float32(1))).a1
    active = a[0][a[0] > 0]
    layer = UnitDropout(0.5, mode, rng=np.random.default_rng(0))
    seen = layer.forward(np.tile(active, (4000, 1)), train=True).astype(np.float64)
    error = seen.std(axis=0) / math.sqrt(len(seen))
    at_test = layer.forward(active[np.newaxis])[0]
    return float((np.abs(seen.mean(axis=0) - at_test) / error).max())


def expectation(progress: Progress) -> float:
    return _standard_errors("inverted")


def expectation_classic(progress: Progress) -> float:
    return _standard_errors("classic")


def _weights_of_dropped(network: DropoutNetwork, arrays: dict[str, Floats]) -> Floats:
    """Entries of weights into and out of units that the whole batch has dropped."""
    first, second = (~kept.any(axis=0) for kept in network.kept())
    parts = (
        arrays["0.W"][:, first],
        arrays["0.b"][first],
        arrays["3.W"][first],
        arrays["3.W"][:, second],
        arrays["3.b"][second],
        arrays["6.W"][second],
    )
    return np.concatenate([part.ravel() for part in parts])


def dropped_gradient(progress: Progress) -> float:
    network = _trained(mask="batch")
    return float(np.abs(_weights_of_dropped(network, network.network.grads)).max())


def _move_of_dropped(optimizer: str, lr: float) -> float:
    """Largest change, in one step, of the weights of units without gradient."""
    network = _trained(mask="batch", optimizer=optimizer, lr=lr)
    before = _weights_of_dropped(network, network.network.params)
    network.optimizer.step(network.network.fused_params, network.network.fused_grads)
    return float(np.abs(_weights_of_dropped(network, network.network.params) - before).max())


def dropped_rest(progress: Progress) -> float:
    return _move_of_dropped("sgd", 0.1)


def dropped_move(progress: Progress) -> float:
    return _move_of_dropped("adam", 0.003)


def all_dropped(progress: Progress) -> float:
    """Units that no example of any of 300 batches of 32 kept together, with own masks."""
    network = _trained(0)
    units = 0
    for _ in range(_TRAINED):
        network.step()
        units += sum(int(np.sum(~kept.any(axis=0))) for kept in network.kept())
    return float(units)


def _gradient_sizes() -> tuple[float, float, float]:
    """‖∂L/∂a₂‖ a unit: without dropout, of survivors, and of the mean over many masks."""
    network = _trained(0, rate=0.0)
    x, labels = network.x[:200], network.labels[:200]
    rng = np.random.default_rng(0)
    ones = np.ones((len(x), network.params.width), np.float32)

    def gradient(factor: Floats) -> Floats:
        factors = (np.float32(1), factor)
        activations = forward(network.network, x, factors)
        _, d_logits = softmax_cross_entropy(activations.logits, labels)
        return hidden_gradients(network.network, activations, d_logits, factors)[1]

    plain = gradient(ones)
    masks = [rng.random(ones.shape) >= 0.5 for _ in range(200)]
    seen = [gradient(training_factor(mask, 0.5, "inverted")) for mask in masks]
    survivors = np.concatenate([g[mask] for g, mask in zip(seen, masks, strict=True)])
    rms = [float(np.sqrt(np.mean(g**2))) for g in (plain, survivors, np.mean(seen, axis=0))]
    return rms[0], rms[1], rms[2]


def survivors_gradient(progress: Progress) -> float:
    plain, survivors, _ = _gradient_sizes()
    return survivors / plain


def mean_gradient(progress: Progress) -> float:
    plain, _, mean = _gradient_sizes()
    return mean / plain


# What it does to learning


@cache
def _history(rate: float, seed: int) -> tuple[Numbers, ...]:
    """Steps, train loss, train accuracy, test loss, test accuracy of a default run."""
    history = run("dropout", Params(rate=rate), STEPS, seed).history
    names = ("train_loss", "train_accuracy", "test_loss", "test_accuracy")
    return history["train_loss"].steps.astype(np.float64), *(history[name].values for name in names)


def _both(
    progress: Progress, seeds: range = SEEDS
) -> list[tuple[tuple[Numbers, ...], tuple[Numbers, ...]]]:
    """Runs with p = 0 and p = 0.5 for each seed."""
    runs = []
    for done, seed in enumerate(seeds):
        progress(done / len(seeds))
        runs.append((_history(0.0, seed), _history(0.5, seed)))
    return runs


def gap_of(rate: float, seed: int) -> float:
    """Train minus test accuracy at the end of a default run, in points."""
    _, _, train, _, test = _history(rate, seed)
    return 100 * float(train[-1] - test[-1])


def gap(progress: Progress) -> float:
    _both(progress, MANY_SEEDS)
    return mean(gap_of(0.0, seed) - gap_of(0.5, seed) for seed in MANY_SEEDS)


def accuracy_gain(progress: Progress) -> float:
    runs = _both(progress, MANY_SEEDS)
    return 100 * mean(float(half[4][-1] - without[4][-1]) for without, half in runs)


def by_heart(progress: Progress) -> float:
    return median(float(without[2][-1]) for without, _ in _both(progress))


def _steps_to_learn(columns: tuple[Numbers, ...]) -> float:
    learned = np.flatnonzero(columns[1] <= LEARNED)
    return float(columns[0][learned[0]]) if len(learned) else math.inf


def slower(progress: Progress) -> float:
    return median(_steps_to_learn(b) / _steps_to_learn(a) for a, b in _both(progress))


# At test time


def _test_accuracy(network: DropoutNetwork, left_on: bool) -> float:
    network.set("left_on", left_on)
    return network.scalars["test_accuracy"]


def left_on(progress: Progress) -> float:
    losses = []
    for done, seed in enumerate(SEEDS):
        network = _trained(seed=seed)
        losses.append(_test_accuracy(network, False) - _test_accuracy(network, True))
        progress((done + 1) / len(SEEDS))
    return median(losses)


@cache
def fan_accuracies(seed: int) -> tuple[Numbers, float, float]:
    """Test accuracy of 64 masked networks, of their averaged answers, of the scaled network."""
    network = _trained(seed=seed)
    x, labels = network.test_digits()
    rng = Seeds(seed).rng("fan")
    single, total = [], np.zeros((len(x), 10))
    for _ in range(_MASKS):
        draws = rng.random((2, 1, network.params.width))
        first, second = (training_factor(u >= 0.5, 0.5, "inverted") for u in draws)
        probabilities = softmax(forward(network.network, x, (first, second)).logits)
        single.append(float(np.mean(probabilities.argmax(axis=1) == labels)))
        total += probabilities
    averaged = float(np.mean(total.argmax(axis=1) == labels))
    return np.array(single), averaged, _test_accuracy(network, False)


def _fans(progress: Progress) -> list[tuple[Numbers, float, float]]:
    fans = []
    for done, seed in enumerate(FEW_SEEDS):
        progress(done / len(FEW_SEEDS))
        fans.append(fan_accuracies(seed))
    return fans


def masks_ahead(progress: Progress) -> float:
    return median(float((single > scaled).sum()) for single, _, scaled in _fans(progress))


def ensemble(progress: Progress) -> float:
    return median(abs(averaged - scaled) for _, averaged, scaled in _fans(progress))


@cache
def _unscaled(seed: int) -> tuple[float, float]:
    """Classic dropout without its scaling at test time: accuracy lost, and ratio of the losses."""
    network = _trained(STEPS, seed, scaling="classic")
    x, labels = network.test_digits()
    logits = forward(network.network, x, (np.float32(1), np.float32(1))).logits
    loss, _ = softmax_cross_entropy(logits, labels)
    accuracy = float(np.mean(logits.argmax(axis=1) == labels))
    return network.scalars["test_accuracy"] - accuracy, loss / network.scalars["test_loss"]


def unscaled_accuracy(progress: Progress) -> float:
    return median(abs(_unscaled(seed)[0]) for seed in range(3))


def unscaled_loss(progress: Progress) -> float:
    return median(_unscaled(seed)[1] for seed in range(3))


def batch_loss(progress: Progress) -> float:
    """Mean loss of the masked batches of the last 100 steps over the loss without masks."""
    history = run("dropout", Params(), STEPS, 0).history
    return float(history["batch_loss"].values[-100:].mean() / history.last("train_loss"))


@cache
def _narrow(seed: int) -> tuple[float, float]:
    """16 units, p = 0.9: train accuracy, and the share of units above 0 for any training digit."""
    network = _trained(STEPS, seed, rate=0.9, width=16)
    one = np.float32(1)
    a1, a2, _ = forward(network.network, network.x[: network.params.n], (one, one))
    alive = float(np.mean([a1.any(axis=0), a2.any(axis=0)]))
    return network.scalars["train_accuracy"], alive


def too_much(progress: Progress) -> float:
    return median(_narrow(seed)[0] for seed in SEEDS)


def dead(progress: Progress) -> float:
    return median(_narrow(seed)[1] for seed in SEEDS)
