"""The measurements behind the lesson's claims."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

import numpy as np

from dlgui.core import Progress, Run, Seeds, run
from dlgui.data.dataset import Floats
from dlgui.topics.regularization import Params, optimum, stability
from dlgui.topics.regularization.problem import Problem, build

_SEED = 0
_SPARSE = Params(data="sparse", lam=30.0)
_TWINS = Params(lam=2000.0, rho=0.95, noise=0.5, n=1000, truth=(2.0, 0.5), start=(0.0, 0.0))
_DRAWS = range(50)
_FEW = range(5)
_ILL_POSED = Params(penalty="l2", rho=0.999, noise=2.0, n=30, truth=(2.0, 1.0))
_UNDETERMINED = Params(data="sparse", penalty="l2", n=10, solver="gradient")


def _with(params: Params, **values: object) -> Params:
    return params.replaced(values)


def _run(params: Params, steps: int, seed: int = _SEED) -> Run:
    return run("regularization", params, steps, seed)


def _weights(result: Run) -> Floats:
    return np.array([result.history.last(name) for name in _names(result)])


def _names(result: Run) -> list[str]:
    return [name for name in result.history if name[0] == "w"]


def _problem(params: Params, seed: int = _SEED) -> Problem:
    return build(params, Seeds(seed))


def _optimum(params: Params, lam: float, share: float, seed: int = _SEED) -> Floats:
    problem = _problem(params, seed)
    minima = optimum.path(problem.G[np.newaxis], problem.c[np.newaxis], np.array([lam]), share)
    best: Floats = minima[0, 0]
    return best


def _zeros(params: Params, steps: int) -> float:
    return _run(params, steps).history.last("zeros")


def l1_zeros(progress: Progress) -> float:
    return _zeros(_SPARSE, 1000)


def l2_zeros(progress: Progress) -> float:
    return _zeros(_with(_SPARSE, penalty="l2"), 1000)


def sign_zeros(progress: Progress) -> float:
    return _zeros(_with(_SPARSE, solver="sign"), 1000)


def weak_l1_zeros(progress: Progress) -> float:
    return _zeros(_with(_SPARSE, lam=0.1), 3000)


def _over(seeds: range, progress: Progress, measure: Callable[[int], float]) -> list[float]:
    results = []
    for done, seed in enumerate(seeds):
        progress(done / len(seeds))
        results.append(measure(seed))
    return results


def _jitter(eta: float, seed: int) -> float:
    """Largest weight over the last 300 steps among those whose optimum is 0, in steps ηλ/n."""
    params = _with(_SPARSE, solver="sign", eta=eta)
    result = _run(params, 3000, seed)
    should_be_zero = _optimum(params, params.lam, 1.0, seed) == 0
    rows = [result.history[name].values[-300:] for name in _names(result)]
    return float(np.abs(np.array(rows)[should_be_zero]).max()) / (eta * params.lam / params.n)


def jitter_band(progress: Progress) -> float:
    return median(_over(_FEW, progress, lambda seed: _jitter(0.1, seed)))


def jitter_scales(progress: Progress) -> float:
    ratios = _over(_FEW, progress, lambda seed: 5.0 * _jitter(0.1, seed) / _jitter(0.02, seed))
    return abs(median(ratios) - 5.0)


def ridge_closed_form(progress: Progress) -> float:
    params = Params(data="diabetes", penalty="l2", lam=10.0, eta=0.4, solver="gradient")
    problem = _problem(params)
    closed = np.linalg.solve(problem.G + params.lam * np.eye(problem.d), problem.c)
    return float(np.abs(_weights(_run(params, 4000)) - closed).max())


def lasso_optimality(progress: Progress) -> float:
    params = Params(data="diabetes", lam=200.0, eta=0.4)
    problem = _problem(params)
    w = _weights(_run(params, 3000))
    slope = (problem.c - problem.G @ w) / problem.n
    force = params.lam / problem.n
    off = np.where(w != 0, np.abs(slope - force * np.sign(w)), np.maximum(np.abs(slope) - force, 0))
    return float(off.max())


def path_agrees(progress: Progress) -> float:
    worst = 0.0
    for k, lam in enumerate((20.0, 200.0, 1000.0)):
        params = Params(data="diabetes", lam=lam, eta=0.4)
        w = _weights(_run(params, 3000))
        worst = max(worst, float(np.abs(w - _optimum(params, lam, 1.0)).max()))
        progress((k + 1) / 3)
    return worst


def _at_lambda_max(share: float) -> float:
    """Weights that are not 0 at `share` of λ_max."""
    params = Params(data="diabetes", eta=0.4)
    largest = float(np.abs(_problem(params).c).max())
    w = _weights(_run(_with(params, lam=share * largest), 3000))
    return float(np.sum(w != 0))


def nothing_left(progress: Progress) -> float:
    return _at_lambda_max(1.0)


def first_one_in(progress: Progress) -> float:
    return _at_lambda_max(0.99)


def _effect_of_penalty(penalty: str) -> tuple[Floats, Floats, Params]:
    """Weights after 20 steps, and what the next step moves them only because of the penalty."""
    params = Params(data="diabetes", penalty=penalty, lam=100.0, solver="sign")
    without = _run(params, 20)
    w = _weights(without)
    without.set("lam", 0.0)
    without.advance()
    return w, _weights(_run(params, 21)) - _weights(without), params


def l2_shrink(progress: Progress) -> float:
    w, moved, params = _effect_of_penalty("l2")
    factor = 1 - params.eta * params.lam / 442
    return float(np.abs((w + moved) / w - factor).max())


def l1_pull(progress: Progress) -> float:
    w, moved, params = _effect_of_penalty("l1")
    return float(np.abs(moved + params.eta * params.lam / 442 * np.sign(w)).max())


def twins_l1(progress: Progress) -> float:
    """Share of draws of the data in which exactly one weight of the optimum is 0."""
    optima = (_optimum(_TWINS, _TWINS.lam, 1.0, seed) for seed in _DRAWS)
    return float(np.mean([np.sum(w == 0) == 1 for w in optima]))


def _shared(share: float) -> float:
    """Smaller weight over larger weight of the optimum, the median over draws of the data."""
    optima = (np.abs(_optimum(_TWINS, _TWINS.lam, share, seed)) for seed in _DRAWS)
    return median(float(w.min() / w.max()) for w in optima)


def twins_l2(progress: Progress) -> float:
    return _shared(0.0)


def twins_elastic(progress: Progress) -> float:
    return _shared(0.5)


def twins_arbitrary(progress: Progress) -> float:
    """Of draws in which L1 keeps one of two equally good features: share keeping the first."""
    params = _with(_TWINS, truth=(1.5, 1.5), n=200)
    first, draws = 0, 0
    for seed in range(200):
        largest = float(np.abs(_problem(params, seed).c).max())
        kept = _optimum(params, 0.8 * largest, 1.0, seed) != 0
        first += int(kept[0] and not kept[1])
        draws += int(kept.sum() == 1)
        progress((seed + 1) / 200)
    return abs(first / draws - 0.5)


def condition_falls(progress: Progress) -> float:
    before, after = stability.condition(_problem(_ILL_POSED).G, np.array([0.0, 3.0]))
    return float(before / after)


def spread_falls(progress: Progress) -> float:
    problem = _problem(_ILL_POSED)
    resampled = stability.resample(problem, Seeds(_SEED))
    clouds = optimum.ridge(resampled.G, resampled.c, np.array([0.0, 3.0]))[1:]
    spread = np.sqrt(((clouds - clouds.mean(axis=0)) ** 2).sum(axis=2).mean(axis=0))
    return float(spread[0] / spread[1])


def _apart(lam: float) -> float:
    """How far apart two descents end that begin at different points, with 10 rows for 20."""
    ends = [
        _weights(_run(_with(_UNDETERMINED, lam=lam, start=start), 3000))
        for start in ((-1.0, 3.0), (3.0, -1.0))
    ]
    return float(np.linalg.norm(ends[0] - ends[1]))


def apart_without(progress: Progress) -> float:
    return _apart(0.0)


def apart_with(progress: Progress) -> float:
    return _apart(1.0)


def _budgets(penalty_share: float) -> tuple[Floats, Floats]:
    problem = _problem(Params(data="diabetes"))
    lams = np.geomspace(1500.0, 1.0, 60)
    w = optimum.path(problem.G[np.newaxis], problem.c[np.newaxis], lams, penalty_share)[0]
    return lams, np.abs(w).sum(axis=1) if penalty_share else (w**2).sum(axis=1)


def budget_falls(progress: Progress) -> float:
    drops = [np.diff(_budgets(share)[1]).min() for share in (1.0, 0.0)]
    return float(min(drops))


def budget_not_inverse(progress: Progress) -> float:
    lams, budgets = _budgets(1.0)
    products = lams * budgets
    return float(products.max() / products.min())


def printed_line(progress: Progress) -> float:
    """‖w‖ after 50 steps of (1 − ηλ/n) w − ∂E_D/∂w: η is missing before the gradient."""
    params = Params(data="diabetes", penalty="l2", lam=10.0, eta=0.1)
    problem = _problem(params)
    w = np.zeros(problem.d)
    for _ in range(50):
        gradient = (problem.G @ w - problem.c) / problem.n
        w = (1 - params.eta * params.lam / problem.n) * w - gradient
    return float(np.linalg.norm(w))


def off_circle(progress: Progress) -> float:
    params = Params(penalty="l2", rho=0.0, truth=(2.0, 0.5), solver="gradient")
    result = _run(params, 500)
    norms = np.hypot(result.history["w1"].values, result.history["w2"].values)
    return float(np.abs(norms / norms[-1] - 1).max())


def explodes(progress: Progress) -> float:
    params = Params(penalty="l2", lam=3000.0, solver="gradient")
    divergence = _run(params, 1000).divergence
    return float(divergence.step) if divergence else float("nan")


def proximal_holds(progress: Progress) -> float:
    params = Params(penalty="l2", lam=3000.0)
    best = _optimum(params, params.lam, 0.0)
    return float(np.abs(_weights(_run(params, 1000)) - best).max())


def left_out_gain(progress: Progress) -> float:
    params = Params(data="sparse", n=40, noise=2.0)

    def of_seed(seed: int) -> float:
        problem = _problem(params, seed)
        curves, _ = stability.measure(problem, stability.resample(problem, Seeds(seed)), 1.0)
        return float(curves.left_out.min() / curves.left_out[0])

    return median(_over(_FEW, progress, of_seed))


def first_two(progress: Progress) -> float:
    params = Params(data="diabetes", lam=1300.0, eta=0.4)
    w = _weights(_run(params, 4000))
    kept = {_problem(params).features[j] for j in np.flatnonzero(w)}
    return float(kept == {"bmi", "s5"})
