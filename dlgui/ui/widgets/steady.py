"""Keeps automatic ranges from jumping to and fro with data that go up and down."""

from __future__ import annotations

_SOON, _LONG = 20, 120


class Steady:
    """Counts the updates of an automatic range, and says when it should stay wide.

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

    def count(self) -> None:
        """Count an update: new data, whether or not the range changes."""
        self._now += 1

    @property
    def holding(self) -> bool:
        """Whether the range may only be widened for a while."""
        return self._now < self._held_until

    def note(self, narrowed: bool) -> None:
        """The range has changed; `narrowed` if it gave up a part of what it held."""
        if self._now - self._narrowed_at < _SOON:
            self._held_until = self._now + _LONG
        if narrowed:
            self._narrowed_at = self._now
