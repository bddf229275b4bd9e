"""Gradient norms of all layers over the whole run, in bounded memory."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CAPACITY = 200


class Record:
    """Columns of numbers at steps 0, s, 2s, …; when full, every second one goes and s doubles.

    Attributes
    ----------
    stride : int
        s, the steps from one column to the next.
    """

    def __init__(self, rows: int) -> None:
        self.stride = 1
        self._columns = np.empty((CAPACITY, rows))
        self._size = 0

    def wants(self, step: int) -> bool:
        """Whether the column of this step is kept."""
        return step % self.stride == 0

    def append(self, column: Floats) -> None:
        """Add the column of the next step that is wanted."""
        if self._size == CAPACITY:
            self._size = CAPACITY // 2
            self._columns[: self._size] = self._columns[::2]
            self.stride *= 2
        self._columns[self._size] = column
        self._size += 1

    def image(self) -> Floats:
        """All columns so far, (rows, columns), a copy."""
        return self._columns[: self._size].T.copy()
