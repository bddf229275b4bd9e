"""Schedules: the learning rate as a function of the step number t = 0, 1, 2, …

::

    ConstantSchedule      η₀
    StepSchedule          η₀ γ^⌊t / every⌋
    ExponentialSchedule   η₀ γ^t
    CosineSchedule        η_min + (η₀ − η_min) (1 + cos(π t/T)) / 2,  η_min from t = T on
    InverseTimeSchedule   η₀ / (1 + k t)

Use: ``optimizer.lr = schedule(t)`` before each step.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class ConstantSchedule:
    """η₀ at every step."""

    lr: float

    def __call__(self, t: int) -> float:
        """η at step t."""
        return self.lr


@dataclass(frozen=True)
class StepSchedule:
    """Times `factor` after each `every` steps."""

    lr: float
    every: int
    factor: float = 0.1

    def __post_init__(self) -> None:
        _check("every", self.every)

    def __call__(self, t: int) -> float:
        """η at step t."""
        return self.lr * self.factor ** (t // self.every)


@dataclass(frozen=True)
class ExponentialSchedule:
    """Times `factor` after each step."""

    lr: float
    factor: float

    def __call__(self, t: int) -> float:
        """η at step t."""
        return self.lr * float(self.factor**t)


@dataclass(frozen=True)
class CosineSchedule:
    """Half a cosine wave from `lr` down to `minimum` in `steps` steps (Loshchilov, Hutter 2017)."""

    lr: float
    steps: int
    minimum: float = 0.0

    def __post_init__(self) -> None:
        _check("steps", self.steps)

    def __call__(self, t: int) -> float:
        """η at step t."""
        wave = (1 + math.cos(math.pi * min(t / self.steps, 1))) / 2
        return self.minimum + (self.lr - self.minimum) * wave


@dataclass(frozen=True)
class InverseTimeSchedule:
    """Falls like 1/t: η₀ / (1 + k t), with k = `decay`."""

    lr: float
    decay: float

    def __call__(self, t: int) -> float:
        """η at step t."""
        return self.lr / (1 + self.decay * t)


def _check(what: str, steps: int) -> None:
    if steps < 1:
        raise ValueError(f"{what}: expected at least 1 step, given {steps}")
