"""The measurements behind the claims of the gradient descent lesson."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from statistics import median

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Progress, Run, Seeds
from dlgui.topics.gradient_descent import RACERS, Params
from dlgui.topics.gradient_descent.surfaces import Surface, create_surface

Floats = NDArray[np.float64]

_SEEDS = range(5)
_KAPPA = 50.0
_RAVINES = ((2.0, 0.0), (10.0, 30.0), (200.0, -60.0))
_TREMBLING = Params(surface="least_squares", start=(-2.0, 3.0), lr=0.1, lr_adaptive=0.7, batch=8)
_LAST = 3000
_RIDGE = Params(surface="saddle", start=(-2.0, 0.0), lr=0.05, lr_adaptive=0.1)


def _run(params: Params, steps: int, seed: int = 0) -> Run:
    run = Run("gradient_descent", params, seed)
    run.advance(steps)
    return run


def _growth(params: Params, racer: str, early: int = 75, late: int = 150) -> float:
    """Factor a step by which the distance changes late in a run; inf after a divergence."""
    run = _run(params, early)
    before = _distance(run, racer)
    run.advance(late - early)
    after = _distance(run, racer)
    return (after / before) ** (1 / (late - early)) if math.isfinite(after) else math.inf


def _distance(run: Run, racer: str) -> float:
    return float(run.snapshot().distance[list(RACERS).index(racer)])


def gradient_error(progress: Progress) -> float:
    """Against central differences, relative to the largest gradient of the surface."""
    rng = np.random.default_rng(0)
    errors = []
    for name in Params.declared()["surface"].choices:  # type: ignore[attr-defined]
        surface = create_surface(Params(surface=name), Seeds(0))
        theta = rng.uniform(-2.0, 2.0, (50, 2))
        exact = surface.gradient(theta)
        errors.append(np.abs(_differences(surface, theta) - exact).max() / np.abs(exact).max())
    return float(max(errors))


def _differences(surface: Surface, theta: Floats, h: float = 1e-5) -> Floats:
    columns = [
        (surface.value(theta + step) - surface.value(theta - step)) / (2 * h)
        for step in h * np.eye(2)
    ]
    return np.stack(columns, axis=-1)


def below_limit(progress: Progress) -> float:
    """Growth of the distance with η 1 % below 2/λ_max."""
    return _growth(Params(lr=0.99 * 2 / _KAPPA), "sgd")


def above_limit(progress: Progress) -> float:
    """Growth of the distance with η 1 % above 2/λ_max."""
    return _growth(Params(lr=1.01 * 2 / _KAPPA, start=(-4.0, 0.2)), "sgd")


def _critical_rate(racer: str, params: Params, low: float, high: float) -> float:
    """The rate at which the distance neither shrinks nor grows, by bisection."""
    for _ in range(9):
        middle = (low + high) / 2
        stable = _growth(params.replaced({"lr": middle}), racer) < 1
        low, high = (middle, high) if stable else (low, middle)
    return (low + high) / 2


def limit_error(progress: Progress) -> float:
    """Largest relative deviation of SGD's critical rate from 2/λ_max."""
    errors = []
    for done, (kappa, angle) in enumerate(_RAVINES):
        progress(done / len(_RAVINES))
        params = Params(kappa=kappa, angle=angle, start=(-4.0, 0.2))
        critical = _critical_rate("sgd", params, 1 / kappa, 4 / kappa)
        errors.append(abs(critical * kappa / 2 - 1))
    return max(errors)


def nesterov_limit(progress: Progress) -> float:
    """Nesterov's critical η · λ_max at μ = 0.9; in theory 2(1 + μ)/(1 + 2μ)."""
    params = Params(momentum=0.9, start=(-4.0, 0.2))
    return _critical_rate("nesterov", params, 0.5 / _KAPPA, 4 / _KAPPA) * _KAPPA


def momentum_limit(progress: Progress) -> float:
    """The critical η · λ_max of momentum 0.9; in theory 2(1 + μ)."""
    params = Params(momentum=0.9, start=(-4.0, 0.2))
    return _critical_rate("momentum", params, 1 / _KAPPA, 8 / _KAPPA) * _KAPPA


def best_rate_error(progress: Progress) -> float:
    """Distance of the fastest rate of a fine grid from 2/(λ_min + λ_max), relative."""
    best = 2 / (1 + _KAPPA)
    shares = np.linspace(0.9, 1.1, 11)
    growths = []
    for done, share in enumerate(shares):
        progress(done / len(shares))
        growths.append(_growth(Params(lr=float(share * best)), "sgd"))
    return float(abs(shares[int(np.argmin(growths))] - 1))


def best_factor_error(progress: Progress) -> float:
    """Relative deviation of the growth at the best rate from (κ − 1)/(κ + 1)."""
    measured = _growth(Params(lr=2 / (1 + _KAPPA)), "sgd")
    return abs(measured / ((_KAPPA - 1) / (_KAPPA + 1)) - 1)


def steps_to(params: Params, racer: str, share: float, limit: int = 800) -> int:
    """Steps until the distance stays below a share of what it was at the start."""
    run = Run("gradient_descent", params, 0)
    target = share * run.snapshot().distance[0]
    run.advance(limit)
    return int(np.flatnonzero(run.history[f"distance_{racer}"].values > target)[-1]) + 2


def momentum_gain(progress: Progress) -> float:
    """Steps of SGD over those of momentum, each at Polyak's best setting."""
    root = math.sqrt(_KAPPA)
    tuned = Params(lr=(2 / (root + 1)) ** 2, momentum=((root - 1) / (root + 1)) ** 2)
    plain = Params(lr=2 / (1 + _KAPPA))
    return steps_to(plain, "sgd", 1e-4) / steps_to(tuned, "momentum", 1e-4)


@cache
def _trembling(seed: int) -> Run:
    """One long run that several claims read."""
    return _run(_TREMBLING, _LAST, seed)


def _amplitude(run: Run, racer: str, first: int, last: int) -> float:
    """Root mean square distance to the optimum over the steps first … last."""
    distance = run.history[f"distance_{racer}"].values[first:last]
    return float(np.sqrt(np.mean(distance**2)))


def _over_seeds(progress: Progress, measure: Callable[[int], float]) -> float:
    values = []
    for seed in _SEEDS:
        progress(seed / len(_SEEDS))
        values.append(measure(seed))
    return median(values)


def changed(progress: Progress, values: Mapping[str, object]) -> float:
    """SGD's late amplitude, over what it is under `values`; median over seeds."""
    other = _TREMBLING.replaced(values)

    def of_seed(seed: int) -> float:
        changed = _amplitude(_run(other, 1000, seed), "sgd", 500, 1000)
        return _amplitude(_trembling(seed), "sgd", 500, 1000) / changed

    return _over_seeds(progress, of_seed)


def later_over_earlier(progress: Progress, racer: str) -> float:
    """Amplitude in the steps 2000 … 3000 over that in the steps 100 … 500."""

    def of_seed(seed: int) -> float:
        run = _trembling(seed)
        return _amplitude(run, racer, 2000, _LAST) / _amplitude(run, racer, 100, 500)

    return _over_seeds(progress, of_seed)


def full_batch(progress: Progress, racer: str) -> float:
    """A racer's distance to the optimum when each batch holds all examples."""
    return _distance(_run(_TREMBLING.replaced({"batch": 200}), 600), racer)


def uphill(progress: Progress) -> float:
    """Share of SGD's late steps that raise the loss; median over seeds."""

    def of_seed(seed: int) -> float:
        excess = _trembling(seed).history["excess_sgd"].values[500:]
        return float((np.diff(excess) > 0).mean())

    return _over_seeds(progress, of_seed)


def scale_free(progress: Progress) -> float:
    """Distance between Adagrad's paths for κ = 1 and κ = 1000."""
    return _largest_gap("adagrad", (Params(kappa=1.0), Params(kappa=1000.0)))


def _largest_gap(racer: str, params: Iterable[Params]) -> float:
    """Largest difference between the paths of one racer under two settings, in 300 steps."""
    index = list(RACERS).index(racer)
    first, second = (_run(one, 300).snapshot().trails[:, index] for one in params)
    return float(np.abs(first - second).max())


def turning(progress: Progress) -> float:
    """Adam's steps in a ravine at 45° over those in one along an axis."""
    straight = Params(kappa=100.0, start=(-4.0, 1.0))
    turned = straight.replaced({"angle": 45.0})
    return steps_to(turned, "adam", 0.01) / steps_to(straight, "adam", 0.01)


def nearest_on_ridge(progress: Progress) -> float:
    """Distance to a minimum of the racer that comes nearest from the ridge."""
    return float(_run(_RIDGE, 300).snapshot().distance.min())


def farthest_with_noise(progress: Progress) -> float:
    """The same start with noise: distance of the racer that stays farthest."""
    noisy = _RIDGE.replaced({"noise": 0.01})
    return _over_seeds(
        progress, lambda seed: float(_run(noisy, 300, seed).snapshot().distance.max())
    )
