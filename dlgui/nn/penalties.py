"""Penalties on weights w, and their proximal operators.

With strength λ and n training examples::

    l1           Ω = λ/n Σ|w|                    dw = λ/n sign(w)
    l2           Ω = λ/2n Σ w²                   dw = λ/n w
    elastic_net  Ω = ρ l1 + (1 − ρ) l2           dw = ρ λ/n sign(w) + (1 − ρ) λ/n w

The proximal operator of η Ω is the point that balances the penalty against the distance to w::

    prox(w) = argmin_v  Ω(v) + ‖v − w‖² / 2η

    l1           sign(w) max(|w| − ηλ/n, 0)
    l2           w / (1 + ηλ/n)
    elastic_net  prox_l1 with ρλ, then prox_l2 with (1 − ρ)λ

A gradient step on the data's loss followed by it reaches weights that are exactly zero under l1;
a step along −sign(w) jitters about zero by up to about 2ηλ/n, since the data's slope there is
at most λ/n.

References: Parikh, Boyd (2014), section 6.5; Zou, Hastie (2005).
"""

import numpy as np
from numpy.typing import ArrayLike

from dlgui.nn.shapes import Array, as_float, widened


def _check(lam: float, n: float, ratio: float = 0.0) -> None:
    if not (lam >= 0 and n > 0 and 0 <= ratio <= 1):
        raise ValueError(
            f"penalty: expected lam ≥ 0, n > 0 and 0 ≤ ratio ≤ 1, "
            f"given lam = {lam}, n = {n}, ratio = {ratio}"
        )


def l1(w: ArrayLike, lam: float, n: float = 1) -> tuple[float, Array]:
    """(λ/n Σ|w|, its gradient); at w = 0 the gradient is 0."""
    _check(lam, n)
    w = as_float(w)
    return float(np.abs(widened(w)).sum()) * lam / n, np.sign(w) * w.dtype.type(lam / n)


def l2(w: ArrayLike, lam: float, n: float = 1) -> tuple[float, Array]:
    """(λ/2n Σw², its gradient)."""
    _check(lam, n)
    w = as_float(w)
    wide = widened(w)
    return float(np.vdot(wide, wide)) * lam / (2 * n), w * w.dtype.type(lam / n)


def elastic_net(w: ArrayLike, lam: float, ratio: float = 0.5, n: float = 1) -> tuple[float, Array]:
    """`ratio` of `l1` and the rest of `l2`: (value, gradient)."""
    _check(lam, n, ratio)
    value_1, gradient_1 = l1(w, lam * ratio, n)
    value_2, gradient_2 = l2(w, lam * (1 - ratio), n)
    return value_1 + value_2, gradient_1 + gradient_2


def prox_l1(w: ArrayLike, eta: float, lam: float, n: float = 1) -> Array:
    """Soft threshold: moves w towards 0 by ηλ/n, and stops there."""
    _check(lam, n)
    w = as_float(w)
    threshold = w.dtype.type(eta * lam / n)
    return np.asarray(np.sign(w) * np.maximum(np.abs(w) - threshold, 0))


def prox_l2(w: ArrayLike, eta: float, lam: float, n: float = 1) -> Array:
    """Shrinks w by the factor 1 / (1 + ηλ/n)."""
    _check(lam, n)
    w = as_float(w)
    return np.asarray(w / w.dtype.type(1 + eta * lam / n))


def prox_elastic_net(
    w: ArrayLike, eta: float, lam: float, ratio: float = 0.5, n: float = 1
) -> Array:
    """Soft threshold with `ratio` of λ, then shrinking with the rest."""
    _check(lam, n, ratio)
    return prox_l2(prox_l1(w, eta, lam * ratio, n), eta, lam * (1 - ratio), n)
