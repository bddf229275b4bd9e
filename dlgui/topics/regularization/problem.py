"""The least-squares problem that the parameters describe."""

from __future__ import annotations

from dataclasses import dataclass

from dlgui.core import Seeds
from dlgui.data.bundled import diabetes
from dlgui.data.dataset import Floats, Regression, standardize
from dlgui.data.regression import correlated_pair, sparse_weights
from dlgui.topics.regularization import Params

_TARGET_UNIT = 10.0


@dataclass(frozen=True)
class Problem:
    """Examples and what the mathematics needs of them.

    Attributes
    ----------
    X : (n, d) array
    y : (n,) array
    features : tuple of d str
    truth : (d,) array or None
        The weights that generated y, where they are known.
    G : (d, d) array
        XᵀX.
    c : (d,) array
        Xᵀy.
    """

    X: Floats
    y: Floats
    features: tuple[str, ...]
    truth: Floats | None
    G: Floats
    c: Floats

    @property
    def n(self) -> int:
        """Number of examples."""
        return len(self.y)

    @property
    def d(self) -> int:
        """Number of features."""
        return len(self.features)


def build(params: Params, seeds: Seeds) -> Problem:
    """The problem of `params`: generated anew from the same random numbers, or the real data.

    The diabetes data are standardized; their target is centred and in tens, so that a weight says
    how many tens a standard deviation of its feature brings.
    """
    data = _data(params, seeds)
    return Problem(
        data.X, data.y, data.features, data.weights, data.X.T @ data.X, data.X.T @ data.y
    )


def _data(params: Params, seeds: Seeds) -> Regression:
    rng = seeds.rng("data")
    if params.data == "pair":
        w1, w2 = params.truth
        return correlated_pair(params.rho, params.noise, params.n, rng, (w1, w2))
    if params.data == "sparse":
        return sparse_weights(params.noise, params.n, rng)
    raw = diabetes()
    y = (raw.y - raw.y.mean()) / _TARGET_UNIT
    return Regression(standardize(raw.X)[0], y, raw.features, target=raw.target)


def strengths(params: Params) -> tuple[float, float]:
    """(a, b): the penalty is a/n Σ|w| + b/2n Σw²."""
    share = l1_share(params)
    lam = 0.0 if params.penalty == "none" else params.lam
    return share * lam, (1 - share) * lam


def l1_share(params: Params) -> float:
    """Share of L1 in the penalty: 1 for L1, 0 for L2, the mix for the elastic net."""
    return {"none": 0.0, "l1": 1.0, "l2": 0.0, "elastic": params.mix}[params.penalty]


def axes(params: Params, d: int) -> tuple[int, int]:
    """The two weights of the plane, from 0; different, and within the data's d features."""
    if params.data == "pair":
        return 0, 1
    first = min(params.first, d) - 1
    second = min(params.second, d) - 1
    return first, second if second != first else (first + 1) % d
