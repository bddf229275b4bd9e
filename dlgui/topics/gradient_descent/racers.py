"""The six racers: each an optimizer of `dlgui.nn` with its own point."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dlgui.nn.optimizers import SGD, Adagrad, Adam, Optimizer, RMSprop
from dlgui.nn.schedules import (
    ConstantSchedule,
    CosineSchedule,
    ExponentialSchedule,
    InverseTimeSchedule,
    StepSchedule,
)
from dlgui.topics.gradient_descent import ADAPTIVE, RACERS, Params

Floats = NDArray[np.float64]

_THETA = "θ"
# SGD keeps a velocity only when it is built with a momentum; the slider may start at 0.
_ANY_MOMENTUM = 0.5


def create_optimizers() -> list[Optimizer]:
    """One optimizer a racer, in the order of `RACERS`. Their rates are set before each step."""
    return [
        SGD(0.0),
        SGD(0.0, momentum=_ANY_MOMENTUM),
        SGD(0.0, momentum=_ANY_MOMENTUM, nesterov=True),
        Adagrad(0.0),
        RMSprop(0.0),
        Adam(0.0),
    ]


def scheduled(params: Params, lr: float) -> Callable[[int], float]:
    """The rate as a function of the step t = 0, 1, …, under the chosen schedule."""
    match params.schedule:
        case "inverse":
            return InverseTimeSchedule(lr, 1 / params.horizon)
        case "exponential":
            return ExponentialSchedule(lr, math.exp(-1 / params.horizon))
        case "halving":
            return StepSchedule(lr, params.horizon, 0.5)
        case "cosine":
            return CosineSchedule(lr, params.horizon)
    return ConstantSchedule(lr)


class Racers:
    """Six points θ that take one step at a time.

    Parameters
    ----------
    start : (2,) array

    Attributes
    ----------
    theta : (6, 2) array
    """

    def __init__(self, start: Floats) -> None:
        self.theta = np.tile(start, (len(RACERS), 1))
        self.optimizers = create_optimizers()

    def step(self, gradients: Floats, lr: float, lr_adaptive: float, momentum: float) -> None:
        """Move every racer by its gradient, a row of `gradients` (6, 2)."""
        for racer, optimizer, theta, g in zip(
            RACERS, self.optimizers, self.theta, gradients, strict=True
        ):
            optimizer.lr = lr_adaptive if racer in ADAPTIVE else lr
            if isinstance(optimizer, SGD):
                optimizer.momentum = momentum
            optimizer.step({_THETA: theta}, {_THETA: g})

    def rates(self) -> Floats:
        """(6, 2): what multiplies the gradient, or Adam's mean of gradients, on each axis.

        η for SGD, momentum and Nesterov; α/(√s + ε) for Adagrad and RMSprop; α/(√ŝ + ε) for Adam.
        NaN on an axis along which a racer has met no gradient yet.
        """
        return np.array([_rates(optimizer) for optimizer in self.optimizers])


def _rates(optimizer: Optimizer) -> list[float]:
    if not optimizer.steps:
        return [math.nan, math.nan]
    if not isinstance(optimizer, (Adagrad, RMSprop, Adam)):
        return [optimizer.lr, optimizer.lr]
    share = 1 - optimizer.beta2**optimizer.steps if isinstance(optimizer, Adam) else 1.0
    squares = optimizer.state[_THETA][-1].tolist()
    # Plain numbers: for two of them NumPy takes several times as long.
    return [
        optimizer.lr / (math.sqrt(s / share) + optimizer.eps) if s > 0 else math.nan
        for s in squares
    ]
