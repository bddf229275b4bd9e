"""The scalars of a run against its steps, bounded in size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CAPACITY = 1 << 16
_GROUP = 4
_EARLY = 0.875
"""Share of the capacity from which a scalar is thinned ahead of time, one in each `extend`."""


@dataclass(frozen=True)
class Points:
    """Values of one scalar: `steps` (n,) int64 and `values` (n,) float64."""

    steps: NDArray[np.int64]
    values: NDArray[np.float64]


Rows = Mapping[str, Points]


class _Series:
    """One scalar's points. When full it thins to half, keeping each group's extremes."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self.steps = np.empty(min(64, capacity), np.int64)
        self.values = np.empty(min(64, capacity), np.float64)

    def append(self, step: int, value: float) -> None:
        if self.size == len(self.steps):
            self._make_room(1)
        self.steps[self.size] = step
        self.values[self.size] = value
        self.size += 1

    def extend(self, points: Points) -> None:
        for start in range(0, len(points.steps), self.capacity // 2):
            part = slice(start, start + self.capacity // 2)
            self._extend(points.steps[part], points.values[part])

    def _extend(self, steps: NDArray[np.int64], values: NDArray[np.float64]) -> None:
        count = len(steps)
        self._make_room(count)
        self.steps[self.size : self.size + count] = steps
        self.values[self.size : self.size + count] = values
        self.size += count

    def points(self) -> Points:
        return Points(self.steps[: self.size], self.values[: self.size])

    def _make_room(self, count: int) -> None:
        while self.size + count > self.capacity:
            self.thin()
        while self.size + count > len(self.steps):
            length = min(2 * len(self.steps), self.capacity)
            self.steps = np.resize(self.steps, length)
            self.values = np.resize(self.values, length)

    def thin(self) -> None:
        """Keep each group's minimum and maximum, and nothing else but the newest point."""
        groups = (self.size - 1) // _GROUP
        thinned = groups * _GROUP
        values = self.values[:thinned].reshape(groups, _GROUP)
        lowest, highest = _first_best(values, np.less), _first_best(values, np.greater)
        keep = np.zeros(self.size, np.bool_)
        keep[thinned:] = True
        starts = np.arange(0, thinned, _GROUP)
        keep[starts + lowest] = keep[starts + highest] = True
        indices = np.flatnonzero(keep)
        self.steps[: len(indices)] = self.steps[indices]
        self.values[: len(indices)] = self.values[indices]
        self.size = len(indices)


def _first_best(values: NDArray[np.float64], better: np.ufunc) -> NDArray[np.intp]:
    """Index of each row's best number; NaN is none. Column by column: rows are many and short."""
    best = values[:, 0].copy()
    index = np.zeros(len(values), np.intp)
    for column in range(1, values.shape[1]):
        candidate = values[:, column]
        wins = better(candidate, best) | (np.isnan(best) & ~np.isnan(candidate))
        np.copyto(best, candidate, where=wins)
        np.copyto(index, column, where=wins)
    return index


class History:
    """Named scalars of a run; each may be recorded at its own steps.

    At most `capacity` points of each are kept. Beyond that older points are thinned by
    groups of four to their minimum and maximum, so that no peak is ever lost; NaN is none. The
    newest point stays.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self.capacity = capacity
        self._series: dict[str, _Series] = {}

    def append(self, step: int, scalars: Mapping[str, float]) -> None:
        """Record the scalars that one step returned."""
        for name, value in scalars.items():
            self._named(name).append(step, value)

    def extend(self, rows: Rows) -> None:
        """Add rows that another history gave by `take`."""
        for name, points in rows.items():
            self._named(name).extend(points)
        # All scalars would fill up in the same step, and a plot reads a thinned one anew from its
        # start: thinning one at a time spreads that work.
        fullest = max(self._series.values(), key=lambda one: one.size, default=None)
        if fullest and fullest.size > _EARLY * self.capacity:
            fullest.thin()

    def take(self) -> dict[str, Points]:
        """All rows so far, which this history then forgets."""
        rows = {
            name: Points(series.steps[: series.size].copy(), series.values[: series.size].copy())
            for name, series in self._series.items()
            if series.size
        }
        for series in self._series.values():
            series.size = 0
        return rows

    def __getitem__(self, name: str) -> Points:
        """The points of one scalar, oldest first; empty when nothing was recorded."""
        return self._series[name].points() if name in self._series else _NOTHING

    def __iter__(self) -> Iterator[str]:
        return iter(self._series)

    def __len__(self) -> int:
        return len(self._series)

    @property
    def nbytes(self) -> int:
        """Memory that the points take, with the room to grow."""
        return sum(one.steps.nbytes + one.values.nbytes for one in self._series.values())

    def clear(self) -> None:
        """Forget everything, as when a run starts anew."""
        self._series.clear()

    def last(self, name: str) -> float:
        """The newest value of a scalar; NaN when there is none."""
        values = self[name].values
        return float(values[-1]) if len(values) else float("nan")

    def _named(self, name: str) -> _Series:
        if name not in self._series:
            self._series[name] = _Series(self.capacity)
        return self._series[name]


_NOTHING = Points(np.empty(0, np.int64), np.empty(0, np.float64))
