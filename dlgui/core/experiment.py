"""What runs inside a topic: an object that steps, shows what it holds, and takes changes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from numpy.typing import NDArray

from dlgui.core.param_set import ParamSet
from dlgui.core.seeds import Seeds

P = TypeVar("P", bound=ParamSet)


@dataclass(frozen=True)
class Frame:
    """Base of each topic's frame: the arrays worth drawing, as copies that nobody writes to."""


class Experiment(ABC, Generic[P]):
    """A running model. NumPy only; pickling it is a checkpoint.

    Parameters
    ----------
    params : ParamSet
        The topic's parameters.
    seeds : Seeds
        The only source of randomness.
    """

    def __init__(self, params: P, seeds: Seeds) -> None:
        self.params = params
        self.seeds = seeds

    @abstractmethod
    def snapshot(self) -> Frame:
        """What can be drawn now. Valid before the first step; shares no memory with the model."""

    def step(self) -> Mapping[str, float]:
        """One optimizer step; returns its scalars. Topics with ``trains=False`` have none."""
        raise TypeError(f"{type(self).__name__} does not train")

    def set(self, name: str, value: object) -> None:
        """Change a live parameter without losing what was learned.

        Override to pass the change on to the model, after calling this.
        """
        self.params = self.params.replaced({name: value})

    def arrays(self) -> Iterable[tuple[str, NDArray[Any]]]:
        """The model's arrays by name, in the order in which a step computes them.

        The first that is not finite is named when a run diverges.
        """
        return ()
