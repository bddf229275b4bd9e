"""Keeps automatic ranges from jumping to and fro with data that go up and down."""

from __future__ import annotations

_SOON, _LONG = 20, 120


class Steady:
    """Counts how often a range looks at its data, and tells when it should stay wide.

    A range may be narrowed when its data need little of it. One that changes again soon after
    would flicker: for a while it is only widened.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew, with other data."""
        self._now = 0
        self._narrowed_at = -_SOON
        self._held_until = 0

    def holds(self) -> bool:
        """Count one look at the data; whether the range may only be widened now."""
        self._now += 1
        return self.holding

    @property
    def holding(self) -> bool:
        """Whether the range is kept wide for a while."""
        return self._now < self._held_until

    def note(self, narrowed: bool) -> None:
        """The range has changed; `narrowed` if it gave up a part of what it held."""
        if self._now - self._narrowed_at < _SOON:
            self._held_until = self._now + _LONG
        if narrowed:
            self._narrowed_at = self._now
