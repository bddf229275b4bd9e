"""Least squares with a penalty, descending step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Experiment, Frame, Seeds
from dlgui.data.dataset import Floats
from dlgui.topics.regularization import Params, optimum, plane, stability
from dlgui.topics.regularization.descent import descend, largest_rate, penalty_value
from dlgui.topics.regularization.problem import Problem, axes, build, l1_share, strengths
from dlgui.topics.regularization.trace import Trace

_DATA = frozenset({"rho", "noise", "n", "truth"})
_FAR = 1e6
_PENALTY = frozenset({"penalty", "mix"})


@dataclass(frozen=True)
class RegularizationFrame(Frame):
    """What the page draws; d features, the plane's points as (weight i, weight j).

    Attributes
    ----------
    features : tuple of d str
    axes : (i, j)
        The two weights of the plane, counted from 0.
    held : str
        Where the plane holds the other weights: ``optimum``, ``current``, or ``""`` without any.
    w, optimum, least_squares : (d,) arrays
        The weights now, the minimum of the total, the minimum of the data loss.
    truth : (d,) array or None
    start : (2,) array
    trajectory : (m, 2) array
        From the start to the present weights.
    contours : (K, P, 2) array
        Curves of equal data loss; `touching` (P, 2) is the one with that of the optimum, (0, 2)
        where all of the plane is above it.
    bottom : (2,) array
        The lowest data loss of the plane shown.
    region : (P, 2) array
        Boundary of the constraint region that corresponds to λ, in this plane; (0, 2) without a
        penalty, and where the weights that the plane holds exceed the budget by themselves.
    budget : float
        C of the optimum: Σ|w| for L1, √Σw² for L2, α Σ|w| + (1 − α)/2 Σw² for the elastic net.
    cloud : (B, 2) array
        Optima of resampled data.
    half_width : float
        Of the plane that shows all of this.
    lam : float
        NaN without a penalty.
    lam_max : float
        From here on L1 sets every weight to 0; NaN when the penalty has no L1.
    rate_limit : float
        The learning rate above which the descent diverges.
    l1_share : float
        α: 1 for L1, 0 for L2 and without a penalty.
    step_of_sign : float
        ηαλ/n, the step that the sign rule always takes.
    zeros, optimum_zeros : int
        Weights that are exactly 0, now and at the optimum.
    first : mapping
        The scalars at step 0, named as in the history.
    data_loss, penalty, total, best_total : float
        Now, and the total at the optimum.
    curves : Stability
        Coefficients, condition number, spread and left-out loss against λ.
    condition : float
        Of the problem's matrix at the present λ.
    """

    features: tuple[str, ...]
    axes: tuple[int, int]
    held: str
    w: Floats
    optimum: Floats
    least_squares: Floats
    truth: Floats | None
    start: Floats
    trajectory: Floats
    contours: Floats
    touching: Floats
    bottom: Floats
    region: Floats
    budget: float
    cloud: Floats
    half_width: float
    lam: float
    lam_max: float
    rate_limit: float
    l1_share: float
    step_of_sign: float
    zeros: int
    optimum_zeros: int
    first: Mapping[str, float]
    data_loss: float
    penalty: float
    total: float
    best_total: float
    curves: stability.Stability
    condition: float


class Regularization(Experiment[Params]):
    """E_D(w) + Ω(w) under gradient, sign or proximal steps.

    E_D(w) = 1/2n ‖Xw − y‖². The curves against λ are made when a frame first needs them and kept
    until data or penalty change.
    """

    def __init__(self, params: Params, seeds: Seeds) -> None:
        super().__init__(params, seeds)
        self.problem: Problem = build(params, seeds)
        self.w = np.zeros(self.problem.d)
        self.w[list(self._axes)] = params.start
        self.gradient = np.zeros(self.problem.d)
        self.trace = Trace(self.w)
        self.residual: Floats
        self._resampled: stability.Resampled | None
        self._stability: tuple[stability.Stability, Floats] | None
        self._optima: Floats | None
        self._first: Mapping[str, float] | None = None
        self._begin()

    def step(self) -> Mapping[str, float]:
        n = self.problem.n
        # Not before: what is changed at step 0 changes the values there.
        self._first = self._first or self._scalars()
        self.gradient = self.problem.X.T @ self.residual / n
        self.w = descend(self.params, self.w, self.gradient, n)
        self.residual = self._residual(self.w)
        self.trace.append(self.w)
        return self._scalars()

    def set(self, name: str, value: object) -> None:
        super().set(name, value)
        if not self.params.matters(name):
            return
        if name in _DATA:
            self.problem = build(self.params, self.seeds)
            self._begin()
        elif name in _PENALTY:
            self._stability = None
        if name != "eta" and name != "solver":
            self._optima = None

    def arrays(self) -> Iterable[tuple[str, NDArray[Any]]]:
        yield "∂E_D/∂w", self.gradient
        yield "w", self.w

    def snapshot(self) -> RegularizationFrame:
        params, problem = self.params, self.problem
        curves, optima = self._solved()
        best, axes = optima[0], list(self._axes)
        a, b = strengths(params)
        now = self._scalars()
        # Beyond this the run is on its way to infinity: no plane can be cut there.
        at_present = params.others == "current" and bool((np.abs(self.w) < _FAR).all())
        others = self.w if at_present else best
        bowl = plane.paraboloid(problem.G, problem.c, problem.n, self._axes, others)
        lowest = self._least_squares
        truth = problem.truth
        points = [best[axes], lowest[axes], bowl.minimum, np.array(params.start)]
        points += [] if truth is None else [truth[axes]]
        half_width = plane.half_width(np.array(points))
        share = l1_share(params)
        penalized = a > 0 or b > 0
        # The level and the region of w*, cut by the plane: w* itself may lie beside it.
        below = others.copy()
        below[axes] = best[axes]
        best_loss = self._data_loss(self._residual(best))
        height = bowl.height(best[axes]) + best_loss - self._data_loss(self._residual(below))
        left = plane.budget_of(best[axes], share)
        left += plane.budget_of(best, share) - plane.budget_of(below, share)
        nothing = np.empty((0, 2))
        return RegularizationFrame(
            features=problem.features,
            axes=self._axes,
            held="" if problem.d == 2 else "current" if at_present else "optimum",
            w=self.w.copy(),
            optimum=best.copy(),
            least_squares=lowest.copy(),
            truth=None if truth is None else truth.copy(),
            start=np.array(params.start),
            trajectory=self.trace.points(self.w)[:, axes],
            contours=bowl.contours(plane.levels(bowl, half_width)),
            touching=bowl.contours(np.array([height]))[0] if height >= 0 else nothing,
            bottom=bowl.minimum,
            region=plane.region(left, share) if penalized and left >= 0 else nothing,
            budget=self._budget(best) if penalized else float("inf"),
            cloud=optima[1:, axes],
            half_width=half_width,
            lam=float("nan") if params.penalty == "none" else a + b,
            lam_max=float(np.abs(problem.c).max() / share) if share > 0 else float("nan"),
            rate_limit=largest_rate(params, self._curvature, b, problem.n),
            l1_share=share,
            step_of_sign=params.eta * a / problem.n,
            zeros=int(now["zeros"]),
            optimum_zeros=int((best == 0).sum()),
            first=dict(self._first or now),
            data_loss=now["data_loss"],
            penalty=now["penalty"],
            total=now["total"],
            best_total=best_loss + penalty_value(params, best, problem.n),
            curves=curves,
            condition=float(stability.condition(problem.G, np.array([b]))[0]),
        )

    @property
    def _axes(self) -> tuple[int, int]:
        return axes(self.params, self.problem.d)

    def _begin(self) -> None:
        """Forget what was derived from the data."""
        self.residual = self._residual(self.w)
        self._curvature = float(np.linalg.eigvalsh(self.problem.G)[-1])
        self._resampled = None
        self._stability = None
        self._optima = None
        self._least_squares = optimum.ridge(self.problem.G, self.problem.c, np.zeros(1))[0]

    def _solved(self) -> tuple[stability.Stability, Floats]:
        """The curves against λ, and the optima (1 + B, d) of data and resamples at this λ."""
        share = None if self.params.penalty == "none" else l1_share(self.params)
        if self._resampled is None:
            self._resampled = stability.resample(self.problem, self.seeds)
        if self._stability is None:
            self._stability = stability.measure(self.problem, self._resampled, share)
        curves, minima = self._stability
        if self._optima is None:
            self._optima = stability.solve_at(self._resampled, minima, self.params.lam, share)
        return curves, self._optima

    def _budget(self, w: Floats) -> float:
        if self.params.penalty == "l2":
            return float(np.linalg.norm(w))
        return plane.budget_of(w, l1_share(self.params))

    def _residual(self, w: Floats) -> Floats:
        return self.problem.X @ w - self.problem.y

    def _data_loss(self, residual: Floats) -> float:
        return float(residual @ residual) / (2 * self.problem.n)

    def _scalars(self) -> dict[str, float]:
        data_loss = self._data_loss(self.residual)
        penalty = penalty_value(self.params, self.w, self.problem.n)
        scalars = {
            "data_loss": data_loss,
            "penalty": penalty,
            "total": data_loss + penalty,
            "zeros": float((self.w == 0).sum()),
        }
        scalars.update((f"w{j}", float(value)) for j, value in enumerate(self.w, 1))
        return scalars
