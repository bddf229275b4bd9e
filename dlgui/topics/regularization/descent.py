"""One step of descent on E_D(w) + Ω(w), in the three ways that a penalty can enter it.

* gradient: w − η (∂E_D + ∂Ω), where ∂Ω at a weight that is 0 is the subgradient that makes the
  step shortest: such a weight stays at 0 as long as |∂E_D| ≤ λ/n;
* sign: the same with sgn(0) = 0, as the formula is usually printed;
* proximal: w − η ∂E_D, followed by the proximal operator of ηΩ.
"""

from __future__ import annotations

import numpy as np

from dlgui.data.dataset import Floats
from dlgui.nn import penalties
from dlgui.topics.regularization import Params


def penalty_value(params: Params, w: Floats, n: int) -> float:
    """Ω(w), with its factor λ/n."""
    return _penalty(params, w, n)[0]


def descend(params: Params, w: Floats, gradient: Floats, n: int) -> Floats:
    """The weights after one step.

    Parameters
    ----------
    params : Params
    w, gradient : (d,) arrays
        The weights and ∂E_D/∂w.
    n : int
        Number of examples.
    """
    eta = params.eta
    if params.penalty == "none":
        return w - eta * gradient
    if params.solver == "proximal":
        return _proximal(params, w - eta * gradient, n)
    total = gradient + _penalty(params, w, n)[1]
    if params.solver == "gradient" and params.penalty != "l2":
        share = params.mix if params.penalty == "elastic" else 1.0
        reach = share * params.lam / n
        total -= np.where(w == 0, np.clip(gradient, -reach, reach), 0.0)
    return w - eta * total


def largest_rate(params: Params, curvature: float, b: float, n: int) -> float:
    """The learning rate above which the descent diverges; infinite when none does.

    Parameters
    ----------
    params : Params
    curvature : float
        The largest eigenvalue of XᵀX.
    b : float
        Strength of the quadratic part of the penalty.
    n : int
        Number of examples.
    """
    proximal = params.solver == "proximal" and params.penalty != "none"
    stiffness = curvature - b if proximal else curvature + b
    return 2 * n / stiffness if stiffness > 0 else float("inf")


def _penalty(params: Params, w: Floats, n: int) -> tuple[float, Floats]:
    match params.penalty:
        case "l1":
            return penalties.l1(w, params.lam, n)
        case "l2":
            return penalties.l2(w, params.lam, n)
        case "elastic":
            return penalties.elastic_net(w, params.lam, params.mix, n)
    return 0.0, np.zeros_like(w)


def _proximal(params: Params, w: Floats, n: int) -> Floats:
    match params.penalty:
        case "l1":
            return penalties.prox_l1(w, params.eta, params.lam, n)
        case "l2":
            return penalties.prox_l2(w, params.eta, params.lam, n)
    return penalties.prox_elastic_net(w, params.eta, params.lam, params.mix, n)
