"""What the window's process remembers of a run, to rebuild it if its process dies."""

from __future__ import annotations

import dataclasses
import math
from collections import deque
from collections.abc import Iterable

from dlgui.core import Change
from dlgui.engine.messages import Load, Rebuild, SetParam, Step


class RunRecord:
    """One run as far as it is known here.

    Attributes
    ----------
    load : Load
        How it began, and its speed now.
    changes : list of Change
        Live parameters set, as the worker confirmed them.
    unanswered : deque of (name, value)
        Live parameters sent and not yet confirmed.
    until : int
        The step that a repeated session leads to; 0 for a run that began here.
    to_go : int
        Steps asked for one by one that are still to take, as far as frames have told.
    shown : int
        Step of the last frame that arrived; −1 before the first.
    unpainted : bool
        Whether that frame waits to be painted.
    awaited : bool
        Whether the worker that runs it now has yet to send a frame.
    ended : bool
        Whether a failure ended it.
    deaths : int
        How often in a row the worker died of it.
    recovered_at : float
        When it was last rebuilt, on the monotonic clock.
    """

    def __init__(self, load: Load, changes: Iterable[Change] = (), until: int = 0) -> None:
        self.load = load
        self.changes = list(changes)
        self.until = until
        self.unanswered: deque[tuple[str, object]] = deque()
        self.playing = False
        self.to_go = 0
        self.shown = -1
        self.unpainted = False
        self.awaited = True
        self.ended = False
        self.deaths = 0
        self.recovered_at = -math.inf

    @property
    def busy(self) -> bool:
        """Whether the worker does something for it."""
        drawing = self.awaited and not self.unpainted
        stepping = self.playing or self.to_go > 0
        return not self.ended and (stepping or drawing or bool(self.unanswered))

    @property
    def reached(self) -> int:
        """The last step known."""
        return max([self.until, self.shown, *(change.step for change in self.changes[-1:])])

    def set_speed(self, steps_per_second: float | None) -> None:
        self.load = dataclasses.replace(self.load, speed=steps_per_second)

    def answer(self, change: Change | None) -> None:
        """The worker dealt with the oldest unanswered parameter."""
        self.unanswered.popleft()
        if change:
            self.changes.append(change)

    def rebuild(self) -> list[Rebuild | SetParam | Step]:
        """The commands that bring the run back in a new worker."""
        self.awaited = True
        rebuild = Rebuild(
            load=self.load,
            changes=tuple(self.changes),
            shown=self.shown,
            until=self.reached,
            playing=self.playing,
            credit=not self.unpainted,
        )
        topic = self.load.topic
        sets = [SetParam(topic, name, value) for name, value in self.unanswered]
        return [rebuild, *sets, *([Step(topic, self.to_go)] if self.to_go else [])]
