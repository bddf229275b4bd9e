"""Which values get the first and the last colour of a map."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from dlgui.ui.widgets.steady import Steady
from dlgui.ui.widgets.ticks import Range

_LARGEST = 1e300
_ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


class Levels:
    """The values of the first and the last colour, fixed or following the data.

    Signed levels are symmetric about 0, so that 0 has the middle colour. Levels that follow the
    data change in steps, and shrink only when the data need less than a quarter of them, so that
    colours keep their meaning from frame to frame. Data that go up and down don't make them
    flicker.
    """

    def __init__(self, signed: bool) -> None:
        self._signed = signed
        self._fixed: Range | None = None
        self._limit = 1.0
        self._fresh = True
        self._steady = Steady()

    @property
    def span(self) -> Range:
        """The values of the first and the last colour."""
        if self._fixed is not None:
            return self._fixed
        return (-self._limit if self._signed else 0.0), self._limit

    def fix(self, span: Range | None) -> None:
        """Fix the levels, or follow the data again.

        Raises
        ------
        ValueError
            The first level is not below the last.
        """
        if span is not None and not span[0] < span[1]:
            raise ValueError(f"levels must rise: {span}")
        self._fixed = span
        self._fresh = True

    @property
    def held(self) -> bool:
        """Whether the levels are kept wide because they had changed to and fro."""
        return self._fixed is None and self._steady.holding

    def forget(self) -> None:
        """Find the levels anew when the next values come."""
        self._fresh = True

    def follow(self, values: NDArray[np.float64]) -> None:
        """Make room for `values`, where levels are not fixed."""
        if self._fixed is not None or not values.size:
            return
        low, high = float(np.min(values)), float(np.max(values))
        if not np.isfinite([low, high]).all():
            finite = values[np.isfinite(values)]
            if not finite.size:
                return
            low, high = float(finite.min()), float(finite.max())
        most = min(max(abs(low), abs(high)), _LARGEST)
        if most <= 1e-300:
            return
        self._steady.count()
        lowest = 0.0 if self._steady.holding else 0.25 * self._limit
        if self._fresh:
            self._steady.forget()
        elif lowest < most <= self._limit:
            return
        else:
            self._steady.note(narrowed=most < self._limit)
        self._limit = _round_up(most)
        self._fresh = False


def _round_up(value: float) -> float:
    """The least round number that is not below `value` > 0."""
    power = 10.0 ** math.floor(math.log10(value))
    return next((f * power for f in _ROUND if f * power >= value), 10.0 * power)
