"""The way that the weights have come, in a bounded number of points."""

from __future__ import annotations

import numpy as np

from dlgui.data.dataset import Floats

_CAPACITY = 1024


class Trace:
    """Every point at first; each time that there are too many, every second one is dropped.

    The first points of a descent are the telling ones and lie apart, the late ones close
    together, so equal strides lose nothing that can be seen.
    """

    def __init__(self, start: Floats) -> None:
        self._points = np.empty((_CAPACITY, len(start)))
        self._points[0] = start
        self._size = 1
        self._stride = 1
        self._skipped = 0

    def append(self, point: Floats) -> None:
        """Add the next point."""
        self._skipped += 1
        if self._skipped < self._stride:
            return
        self._skipped = 0
        if self._size == _CAPACITY:
            self._size //= 2
            self._stride *= 2
            self._points[: self._size] = self._points[::2].copy()
        self._points[self._size] = point
        self._size += 1

    def points(self, last: Floats) -> Floats:
        """The points (m, d), ending with `last`; those of a run that diverged end before it."""
        points = np.vstack((self._points[: self._size], last))
        return points[np.isfinite(points).all(axis=1)]
