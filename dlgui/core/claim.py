"""A sentence of a lesson that can be measured, and its measurement."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Progress = Callable[[float], None]
"""Called by a long measurement with the share done, 0 to 1."""

Relation = Literal["<", "≤", "=", "≥", ">"]

_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "≤": operator.le,
    "=": operator.eq,
    "≥": operator.ge,
    ">": operator.gt,
}


@dataclass(frozen=True)
class Claim:
    """A statement that holds when `measure` gives a number in `relation` to `threshold`.

    Attributes
    ----------
    id : str
        The name in ``claim:<id>`` links.
    statement : str
        The sentence, marked with `tr`.
    quantity : str
        What the number is, marked with `tr`: ``largest |w|``.
    measure : callable
        Runs the experiment and returns the number. Not a number never holds.
    relation, threshold
        ``measure(…) relation threshold``.
    """

    id: str
    statement: str
    quantity: str
    measure: Callable[[Progress], float]
    relation: Relation
    threshold: float

    def holds(self, value: float) -> bool:
        """Whether a measured number bears the statement out."""
        return _HOLDS[self.relation](value, self.threshold)
