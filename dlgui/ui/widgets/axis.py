"""One axis of a plot: linear or logarithmic, automatic, fixed, or moved by a person."""

from __future__ import annotations

import math

from dlgui.ui.widgets.steady import Steady
from dlgui.ui.widgets.ticks import (
    Range,
    Tick,
    drawable,
    linear_ticks,
    log_ticks,
    tick_label,
    value_label,
    widened,
    zoomed,
)

_UNIT: Range = (0.0, 1.0)


class Axis:
    """The range of one axis in axis space (log10 of the values on a logarithmic axis).

    Attributes
    ----------
    name : str
        What people read beside it.
    whole : bool
        Whether it counts something, so that there is nothing to mark between whole numbers.
    """

    def __init__(self) -> None:
        self.name = ""
        self.whole = False
        self._log = False
        self._automatic: Range | None = None
        self._fixed: Range | None = None
        self._by_hand: Range | None = None
        self._steady = Steady()

    @property
    def log(self) -> bool:
        """Whether the axis is logarithmic."""
        return self._log

    @property
    def span(self) -> Range:
        """The range in use."""
        return self._by_hand or self._fixed_span() or self._automatic or _UNIT

    @property
    def by_hand(self) -> bool:
        """Whether a person has zoomed or moved this axis."""
        return self._by_hand is not None

    def set_log(self, log: bool) -> None:
        """Make the axis logarithmic or linear; the range is found anew."""
        if log != self._log:
            self._log = log
            self.reset()

    def fix(self, span: Range | None) -> None:
        """Fix the range to values, or None to follow the data."""
        self._fixed = span

    def follow(self, low: float, high: float) -> None:
        """Let the automatic range hold data from `low` to `high`, in axis space."""
        current = self._automatic
        found = widened(current, low, high)
        self._steady.count()
        if self._steady.holding and current is not None:
            found = min(found[0], current[0]), max(found[1], current[1])
        if found == current or not drawable(found, self._log):
            return
        if current is not None:
            self._steady.note(narrowed=found[0] > current[0] or found[1] < current[1])
        self._automatic = found

    @property
    def held(self) -> bool:
        """Whether the automatic range is kept wide because it had changed to and fro."""
        return self._steady.holding

    def forget(self) -> None:
        """Find the automatic range anew when the next data come."""
        self._automatic = None
        self._steady.forget()

    def reset(self) -> None:
        """Give up what a person set, and fit the range to the data again."""
        self._by_hand = None
        self.forget()

    def move_to(self, span: Range) -> None:
        """Show `span`, as a person wants it, unless its numbers could not be told apart."""
        if drawable(span, self._log):
            self._by_hand = span

    def zoom(self, about: float, factor: float) -> None:
        """Stretch the range around a point that stays where it is."""
        self.move_to(zoomed(self.span, about, factor))

    def ticks(self, most: int) -> list[Tick]:
        """Round places to mark, about `most` of them with labels."""
        if self._log:
            return log_ticks(*self.span, most)
        return linear_ticks(*self.span, most, 1.0 if self.whole else 0.0)

    def value(self, place: float) -> float:
        """The value at a place in axis space."""
        if not self._log:
            return place
        return 10.0**place if place < 308 else math.inf

    def place(self, value: float) -> float:
        """The place of a value in axis space; on a logarithmic axis it has to be above 0."""
        return math.log10(value) if self._log else value

    def written(self, value: float) -> str:
        """A value as people read it: with all its digits where the axis counts something."""
        if self.whole and math.isfinite(value):
            return tick_label(round(value), 1.0)
        return value_label(value)

    def _fixed_span(self) -> Range | None:
        if self._fixed is None or not self._log:
            return self._fixed
        low, high = self._fixed
        return (math.log10(low), math.log10(high)) if 0.0 < low < high else None
