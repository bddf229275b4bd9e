"""How the solution depends on λ, and on which examples happened to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlgui.core import Seeds
from dlgui.data.dataset import Floats
from dlgui.topics.regularization import optimum
from dlgui.topics.regularization.problem import Problem

RESAMPLES = 24
_ANCHORS = np.geomspace(1e4, 1e-2, 13)
_BETWEEN = 8
LAMS = np.geomspace(1e4, 1e-2, 12 * _BETWEEN + 1)


@dataclass(frozen=True)
class Resampled:
    """The data, and data sets drawn from its rows with replacement (Efron's bootstrap).

    Attributes
    ----------
    G : (1 + B, d, d) array
    c : (1 + B, d) array
        Of the data itself, then of each resample.
    left_out : (B, n) bool array
        The rows that a resample missed.
    """

    G: Floats
    c: Floats
    left_out: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


def resample(problem: Problem, seeds: Seeds) -> Resampled:
    """Draw `RESAMPLES` data sets of the same size."""
    n, d = problem.n, problem.d
    counts = seeds.rng("resample").multinomial(n, np.full(n, 1 / n), RESAMPLES)
    products = (problem.X[:, :, np.newaxis] * problem.X[:, np.newaxis, :]).reshape(n, d * d)
    weights = counts.astype(float)
    G = (weights @ products).reshape(-1, d, d)
    c = weights @ (problem.X * problem.y[:, np.newaxis])
    return Resampled(
        np.concatenate((problem.G[np.newaxis], G)),
        np.concatenate((problem.c[np.newaxis], c)),
        counts == 0,
    )


@dataclass(frozen=True)
class Stability:
    """Everything against λ, for one penalty.

    Attributes
    ----------
    lams : (L,) array
        Ascending, with `path` (L, d), the coefficients of the data's optimum.
    anchors : (A,) array
        Ascending, for what follows.
    condition : (A,) array
        Condition number of the problem's matrix: XᵀX + bI, b the quadratic part of λ.
    condition_ridge : (A,) array
        That of XᵀX + λI.
    spread : (A,) array
        √(mean over resamples of ‖w − w̄‖²).
    left_out : (A,) array
        Data loss on the rows that each resample missed.
    """

    lams: Floats
    path: Floats
    anchors: Floats
    condition: Floats
    condition_ridge: Floats
    spread: Floats
    left_out: Floats


def measure(
    problem: Problem, resampled: Resampled, share: float | None
) -> tuple[Stability, Floats]:
    """Solve the data and its resamples for every λ.

    Parameters
    ----------
    problem : Problem
    resampled : Resampled
    share : float or None
        Share of L1 in the penalty; None when there is no penalty.

    Returns
    -------
    stability : Stability
    minima : (A, 1 + B, d) array
        The optima of the data and of each resample at the anchors.
    """
    lams = _ANCHORS if share is not None else np.zeros_like(_ANCHORS)
    minima = optimum.path(resampled.G, resampled.c, lams, share or 0.0)
    clouds = minima[1:]
    deviations = clouds - clouds.mean(axis=0)
    spread = np.sqrt((deviations**2).sum(axis=2).mean(axis=0))
    square = 0.0 if share is None else 1 - share
    curves = Stability(
        lams=LAMS[::-1],
        path=_path(problem, minima[0], share)[::-1],
        anchors=_ANCHORS[::-1],
        condition=condition(problem.G, square * _ANCHORS)[::-1],
        condition_ridge=condition(problem.G, _ANCHORS)[::-1],
        spread=spread[::-1],
        left_out=_left_out(problem, resampled, clouds)[::-1],
    )
    return curves, np.swapaxes(minima, 0, 1)[::-1]


def solve_at(resampled: Resampled, minima: Floats, lam: float, share: float | None) -> Floats:
    """The optima (1 + B, d) at one λ, followed from the `minima` at the anchor above it."""
    if share is None or lam == 0:
        return optimum.ridge(resampled.G, resampled.c, np.zeros(1))[:, 0]
    if share == 0:
        return optimum.ridge(resampled.G, resampled.c, np.array([lam]))[:, 0]
    ascending = _ANCHORS[::-1]
    above = min(int(np.searchsorted(ascending, lam)), len(ascending) - 1)
    problems = np.ones(len(resampled.c))
    known = float(ascending[above]) * problems
    return optimum.follow(
        resampled.G,
        resampled.c,
        (_positive(share * known, resampled.c), (1 - share) * known),
        (np.minimum(share * lam * problems, _largest(resampled.c)), (1 - share) * lam * problems),
        minima[above],
    )


def condition(G: Floats, b: Floats) -> Floats:
    """Condition number of G + bI for each of `b` (L,); infinite where that is singular."""
    values = np.linalg.eigvalsh(G)
    low, high = values[0] + b, values[-1] + b
    singular = low <= 1e-14 * high
    return np.where(singular, np.inf, high / np.where(singular, 1.0, low))


def _path(problem: Problem, anchors: Floats, share: float | None) -> Floats:
    """Coefficients (L, d) on the fine grid, descending in λ; each piece starts at its anchor."""
    if not share:
        lams = LAMS if share is not None else np.zeros_like(LAMS)
        return optimum.ridge(problem.G, problem.c, lams)
    count, d = len(LAMS), problem.d
    start = np.arange(count) // _BETWEEN
    G = np.broadcast_to(problem.G, (count, d, d))
    c = np.broadcast_to(problem.c, (count, d))
    known, wanted = _ANCHORS[start], LAMS
    return optimum.follow(
        G,
        c,
        (_positive(share * known, c), (1 - share) * known),
        (np.minimum(share * wanted, _largest(c)), (1 - share) * wanted),
        anchors[start],
    )


def _positive(a: Floats, c: Floats) -> Floats:
    """Above the largest |c| every weight is 0: the path may as well begin there."""
    return np.minimum(a, _largest(c))


def _largest(c: Floats) -> Floats:
    largest: Floats = np.abs(c).max(axis=-1)
    return largest


def _left_out(problem: Problem, resampled: Resampled, clouds: Floats) -> Floats:
    """Half the mean squared error on left-out rows: (A,) array."""
    predictions = clouds @ problem.X.T
    squares = (predictions - problem.y) ** 2
    mask = resampled.left_out[:, np.newaxis, :]
    loss: Floats = 0.5 * (squares * mask).sum(axis=(0, 2)) / mask.sum()
    return loss
