"""Measurements that the claims of the recurrent tabs share."""

import math
from collections.abc import Iterable
from statistics import median

import numpy as np

from dlgui.core import Progress, Run
from dlgui.topics._sequence.params import SequenceParams

SEEDS = range(5)
LEARNED = 0.95
WINDOW = 10
_SLICE = 50


def steps_to_learn(topic: str, params: SequenceParams, seed: int, limit: int) -> float:
    """Steps until `WINDOW` fresh batches in a row are ≥ 95 % right on average; inf beyond limit."""
    run = Run(topic, params, seed)
    while run.step < limit and not run.divergence:
        run.advance(min(_SLICE, limit - run.step))
        accuracy = run.history["accuracy"].values
        if len(accuracy) >= WINDOW:
            mean = np.convolve(accuracy, np.full(WINDOW, 1 / WINDOW), mode="valid")
            learned = np.flatnonzero(mean >= LEARNED)
            if len(learned):
                return float(learned[0] + WINDOW)
    return math.inf


def learning_times(
    topic: str, params: SequenceParams, limit: int, progress: Progress, seeds: Iterable[int] = SEEDS
) -> list[float]:
    """`steps_to_learn` of each seed."""
    seeds = list(seeds)
    times = []
    for done, seed in enumerate(seeds):
        progress(done / len(seeds))
        times.append(steps_to_learn(topic, params, seed, limit))
    return times


def median_time(topic: str, params: SequenceParams, limit: int, progress: Progress) -> float:
    """Median over five seeds of the steps to learn."""
    return median(learning_times(topic, params, limit, progress))


def majority_learns(topic: str, params: SequenceParams, limit: int) -> bool:
    """Whether the median of five seeds learns within `limit`; asks no more seeds than needed."""
    needed = len(SEEDS) // 2 + 1
    learned = failed = 0
    for seed in SEEDS:
        if math.isfinite(steps_to_learn(topic, params, seed, limit)):
            learned += 1
        else:
            failed += 1
        if needed in (learned, failed):
            break
    return learned == needed


def late_accuracy(
    topic: str, params: SequenceParams, steps: int, tail: int, progress: Progress
) -> float:
    """Median over five seeds of the mean accuracy in the last `tail` of `steps` steps."""
    means = []
    for done, seed in enumerate(SEEDS):
        progress(done / len(SEEDS))
        run = Run(topic, params, seed)
        run.advance(steps)
        means.append(float(run.history["accuracy"].values[-tail:].mean()))
    return median(means)
