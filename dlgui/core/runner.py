"""A run: one experiment with its step count, history and recorded changes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from dlgui.core.experiment import Experiment
from dlgui.core.history import CAPACITY, History
from dlgui.core.param_set import ParamSet
from dlgui.core.seeds import Seeds
from dlgui.core.topic import find_topic
from dlgui.messages import UserError


@dataclass(frozen=True)
class Change:
    """A live parameter was set after `step` steps."""

    step: int
    name: str
    value: object


@dataclass(frozen=True)
class Divergence:
    """A number left the finite range.

    Attributes
    ----------
    step : int
    array : str
        Where it happened first.
    from_start : bool
        Whether the run began so: no step has made it, and no learning rate would have helped.
    """

    step: int
    array: str
    from_start: bool = False


class Run:
    """One experiment on its way; picklable, and the pickle is a checkpoint.

    The worker process and `run` use the same class, so that what the tests, the claims and
    the command line compute is what the window shows.

    Attributes
    ----------
    step : int
        Steps taken.
    history : History
        The scalars of each step.
    divergence : Divergence or None
        Set by the step whose scalars are not all finite; the run does not step further.
    """

    def __init__(
        self, topic_id: str, params: ParamSet, seed: int, capacity: int = CAPACITY
    ) -> None:
        topic = find_topic(topic_id)
        self.topic_id = topic_id
        self.seed = seed
        self.trains = topic.trains
        self.step = 0
        self.history = History(capacity)
        self.divergence: Divergence | None = None
        self._sound_start = True
        with _quiet():
            self.experiment: Experiment[Any] = topic.create(params, Seeds(seed))

    @property
    def params(self) -> ParamSet:
        """The parameters as they are now, live changes included."""
        params: ParamSet = self.experiment.params
        return params

    def advance(self, steps: int = 1) -> None:
        """Take steps until `steps` are done or the run diverges."""
        with _quiet():
            if not self.step:
                self._sound_start = self._not_finite() is None
            for _ in range(steps):
                if self.divergence:
                    return
                scalars = self.experiment.step()
                self.step += 1
                self.history.append(self.step, scalars)
                if not math.isfinite(sum(scalars.values())):
                    self.divergence = self._diverged(scalars)

    def set(self, name: str, value: object) -> Change:
        """Change a live parameter between two steps; after a `UserError` nothing has changed."""
        before = self.experiment.params
        try:
            with _quiet():
                self.experiment.set(name, value)
        except UserError:
            self.experiment.params = before
            raise
        return Change(self.step, name, value)

    def replay(self, changes: Iterable[Change], until: int) -> None:
        """Repeat recorded changes at their steps, then go on to step `until`."""
        for change in changes:
            self.advance(change.step - self.step)
            self.set(change.name, change.value)
        self.advance(until - self.step)

    def snapshot(self) -> Any:
        """The experiment's frame."""
        with _quiet():
            return self.experiment.snapshot()

    def _diverged(self, scalars: Any) -> Divergence | None:
        """The first array that is not finite; None where only the scalars' sum overflowed."""
        infinite = [name for name, value in scalars.items() if not math.isfinite(value)]
        if not infinite:
            return None
        array = self._not_finite() or infinite[0]
        return Divergence(self.step, array, not self._sound_start)

    def _not_finite(self) -> str | None:
        """The first array that is not finite."""
        arrays = self.experiment.arrays()
        return next((name for name, array in arrays if not np.isfinite(array).all()), None)


def run(
    topic_id: str, params: ParamSet, steps: int, seed: int = 0, *, every_step: bool = False
) -> Run:
    """Run an experiment in this process, without Qt: for tests, claims and the command line.

    With `every_step` the history keeps every number; otherwise it thins, as the window's does.
    """
    result = Run(topic_id, params, seed, max(CAPACITY, steps) if every_step else CAPACITY)
    result.advance(steps)
    return result


def _quiet() -> np.errstate:
    # A lesson provokes overflow on purpose; the run reports it as a divergence.
    return np.errstate(over="ignore", invalid="ignore", divide="ignore", under="ignore")
