"""The points of one curve: cleaned once, kept with their extremes, thinned to a plot's width."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Bounds = tuple[float, float, float, float]
Columns = list[tuple[str, Floats]]
Point = tuple[float, float]

BLOCK = 16
_PROBES = 16
_FULL_COPY = 2048


class _Buffer:
    """A growing array of floats."""

    def __init__(self) -> None:
        self._data: Floats = np.empty(256)
        self.size = 0

    def extend(self, values: Floats) -> None:
        end = self.size + len(values)
        if end > len(self._data):
            grown = np.empty(max(end, 2 * len(self._data)))
            grown[: self.size] = self._data[: self.size]
            self._data = grown
        self._data[self.size : end] = values
        self.size = end

    def clear(self) -> None:
        self.size = 0

    def view(self) -> Floats:
        return self._data[: self.size]


class _Extremes:
    """Minimum and maximum of each `BLOCK` values, then of each `BLOCK` of those, and so on."""

    def __init__(self) -> None:
        self._levels: list[tuple[_Buffer, _Buffer]] = []

    def clear(self) -> None:
        self._levels = []

    def extend(self, values: Floats) -> None:
        """Take in what `values` has gained since the last call; only whole blocks count."""
        low = high = values
        level = 0
        while len(low) >= BLOCK:
            if level == len(self._levels):
                self._levels.append((_Buffer(), _Buffer()))
            lows, highs = self._levels[level]
            whole = len(low) // BLOCK * BLOCK
            new = slice(lows.size * BLOCK, whole)
            lows.extend(low[new].reshape(-1, BLOCK).min(axis=1))
            highs.extend(high[new].reshape(-1, BLOCK).max(axis=1))
            low, high = lows.view(), highs.view()
            level += 1

    def level(self, count: int, wanted: int) -> int:
        """The coarsest level that still has `wanted` blocks for `count` values; 0: the values."""
        level = 0
        while level < len(self._levels) and count // BLOCK ** (level + 1) >= wanted:
            level += 1
        return level

    def blocks(self, level: int) -> tuple[Floats, Floats]:
        lows, highs = self._levels[level - 1]
        return lows.view(), highs.view()


class Series:
    """Points (x, y) of one curve, and the same points (u, v) in the space of the axes.

    On a linear axis u = x, on a logarithmic one u = log10 x. Points with NaN or inf, and those
    without a logarithm, are left out of (u, v) and counted in `missing`; `gaps` names the
    points before which something is missing. The rest of the program draws only (u, v).

    The given arrays are copied. Giving a longer view of the same growing array costs only the
    new points, so that a frame's cost doesn't depend on the length of the history.
    """

    def __init__(self, log_x: bool = False, log_y: bool = False) -> None:
        self._x, self._y, self._u, self._v = _Buffer(), _Buffer(), _Buffer(), _Buffer()
        self._extremes = _Extremes()
        self._logs = (log_x, log_y)
        self._first: Point | None = None
        self._source: tuple[NDArray[np.generic], NDArray[np.generic]] | None = None
        self._forget()

    @property
    def x(self) -> Floats:
        """Abscissae as given."""
        return self._x.view()

    @property
    def y(self) -> Floats:
        """Ordinates as given."""
        return self._y.view()

    @property
    def u(self) -> Floats:
        """Abscissae in axis space, finite."""
        return self._u.view()

    @property
    def v(self) -> Floats:
        """Ordinates in axis space, finite."""
        return self._v.view()

    @property
    def missing(self) -> int:
        """How many points can't be drawn."""
        return self._x.size - self._u.size

    @property
    def gaps(self) -> list[int]:
        """Indices into (u, v) of points that no line may join to their predecessor."""
        return self._gaps

    @property
    def bounds(self) -> Bounds | None:
        """Least and greatest u, least and greatest v; None without points."""
        return self._bounds

    def set(self, x: ArrayLike, y: ArrayLike, first: Point | None = None) -> None:
        """Replace the points.

        Parameters
        ----------
        x, y : (n,) array_like
            Any real numbers, also NaN and inf.
        first : (x, y), optional
            A point before all others, such as the state before the first step.

        Raises
        ------
        ValueError
            The arrays are not of one dimension or differ in length.
        """
        new_x, new_y = np.asarray(x), np.asarray(y)
        if new_x.ndim != 1 or new_x.shape != new_y.shape:
            raise ValueError(f"a curve needs two equally long rows, not {new_x.shape, new_y.shape}")
        if first != self._first or not self._continues(new_x, new_y):
            self._forget()
            if first is not None:
                self._first = first
                self._take(np.array([first[0]]), np.array([first[1]]))
        known = self._from_source
        self._source = (new_x, new_y)
        self._take(new_x[known:].astype(np.float64), new_y[known:].astype(np.float64))

    def set_logs(self, log_x: bool, log_y: bool) -> None:
        """Choose logarithmic or linear axes."""
        if (log_x, log_y) == self._logs:
            return
        self._logs = (log_x, log_y)
        x, y = self.x.copy(), self.y.copy()
        first, source = self._first, self._source
        self._forget()
        self._take(x, y)
        self._first, self._source = first, source

    def nearest(self, u: float) -> int:
        """Index of the point of (u, v) whose abscissa is nearest to `u`; there has to be one."""
        if not self._rising:
            return int(np.argmin(np.abs(self.u - u)))
        right = min(int(np.searchsorted(self.u, u)), self.u.size - 1)
        left = max(right - 1, 0)
        return left if abs(self.u[left] - u) <= abs(self.u[right] - u) else right

    def value(self, i: int) -> Point:
        """The given point (x, y) that is drawn as point `i` of (u, v)."""
        back = [
            10.0**w if log else w for w, log in zip((self.u[i], self.v[i]), self._logs, strict=True)
        ]
        return float(back[0]), float(back[1])

    def thinned(
        self, u_low: float, u_high: float, columns: int
    ) -> tuple[Floats, Floats, list[int]]:
        """The points to draw between two abscissae on `columns` pixel columns, and their gaps.

        Where more points fall on a column than it can show, its minimum and maximum stand for
        them, so that no peak is lost. One point beyond each end keeps the line going.
        """
        u, v = self.u, self.v
        if not self._rising:
            return u, v, self._gaps
        first = max(int(np.searchsorted(u, u_low)) - 1, 0)
        last = min(int(np.searchsorted(u, u_high, side="right")) + 1, len(u))
        if last - first <= 4 * columns:
            gaps = [gap - first for gap in self._gaps if first < gap < last]
            return u[first:last], v[first:last], gaps
        thin_u, thin_v = self._column_extremes(first, last, (u_low, u_high), columns)
        return thin_u, thin_v, []

    def _column_extremes(
        self, first: int, last: int, span: tuple[float, float], columns: int
    ) -> tuple[Floats, Floats]:
        level = self._extremes.level(last - first, 4 * columns)
        size = BLOCK**level
        low_block, high_block = -(-first // size), last // size
        if level:
            lows, highs = (part[low_block:high_block] for part in self._extremes.blocks(level))
        else:
            lows = highs = self.v[first:last]
        u = self.u[low_block * size : high_block * size : size]
        # The ends that fill no block are drawn point by point: fewer than two blocks.
        head, tail = slice(first, low_block * size), slice(high_block * size, last)
        u = np.concatenate([self.u[head], u, self.u[tail]])
        lows = np.concatenate([self.v[head], lows, self.v[tail]])
        highs = np.concatenate([self.v[head], highs, self.v[tail]])
        column = np.floor((u - span[0]) * (columns / (span[1] - span[0])))
        starts = np.flatnonzero(np.diff(column, prepend=-np.inf))
        low, high = np.minimum.reduceat(lows, starts), np.maximum.reduceat(highs, starts)
        return np.repeat(u[starts], 2), _zigzag(low, high)

    def _forget(self) -> None:
        for buffer in (self._x, self._y, self._u, self._v):
            buffer.clear()
        self._extremes.clear()
        self._rising = True
        self._gaps: list[int] = []
        self._open_gap = False
        self._bounds: Bounds | None = None
        self._first = None
        self._source = None

    @property
    def _from_source(self) -> int:
        """How many points came from the given arrays."""
        return self._x.size - (self._first is not None)

    def _continues(self, x: NDArray[np.generic], y: NDArray[np.generic]) -> bool:
        """Whether the new arrays are longer views of the very memory that was given before."""
        known = self._from_source
        if self._source is None or known < _FULL_COPY or len(x) <= known:
            return False
        ours = self.x[-known:], self.y[-known:]
        for new, old, kept in zip((x, y), self._source, ours, strict=True):
            if new.ctypes.data != old.ctypes.data or new.strides != old.strides:
                return False
            probes = np.linspace(0, known - 1, _PROBES).astype(np.intp)
            if not np.array_equal(new[probes].astype(np.float64), kept[probes], equal_nan=True):
                return False
        return True

    def _take(self, x: Floats, y: Floats) -> None:
        if not len(x):
            return
        self._x.extend(x)
        self._y.extend(y)
        u, u_good = _axis_values(x, self._logs[0])
        v, v_good = _axis_values(y, self._logs[1])
        good = u_good & v_good
        if not good.all():
            self._note_gaps(good)
            u, v = u[good], v[good]
        elif self._open_gap:
            self._note_gaps(good)
        if not len(u):
            return
        known = self._u.size
        self._u.extend(u)
        self._v.extend(v)
        since = self.u[max(known - 1, 0) :]
        self._rising = self._rising and bool((since[1:] >= since[:-1]).all())
        self._extremes.extend(self.v)
        self._widen_bounds((u.min(), u.max(), v.min(), v.max()))

    def _note_gaps(self, good: NDArray[np.bool_]) -> None:
        after_gap = good & ~np.concatenate([[not self._open_gap], good[:-1]])
        positions = self._u.size + np.cumsum(good) - 1
        self._gaps.extend(positions[after_gap].tolist())
        self._open_gap = not good[-1]

    def _widen_bounds(self, new: tuple[float, float, float, float]) -> None:
        old = self._bounds or new
        self._bounds = (
            float(min(old[0], new[0])),
            float(max(old[1], new[1])),
            float(min(old[2], new[2])),
            float(max(old[3], new[3])),
        )


def _axis_values(values: Floats, log: bool) -> tuple[Floats, NDArray[np.bool_]]:
    """The values in axis space, and which of them are any good there."""
    if not log:
        return values, np.isfinite(values)
    positive = values > 0.0
    logs = np.log10(values, out=np.full_like(values, np.nan), where=positive)
    return logs, np.isfinite(logs)


def _zigzag(low: Floats, high: Floats) -> Floats:
    """Low and high of each column in turn, every other column upside down: shorter joints."""
    points = np.stack([low, high], axis=1)
    points[1::2] = points[1::2, ::-1]
    return points.ravel()
