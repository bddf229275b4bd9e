"""A lost run, built anew from what was recorded of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from dlgui.core import Change, Run
from dlgui.engine.messages import Rebuild


class Replay:
    """Takes a run from step 0 to where it was lost, in slices.

    Parameters
    ----------
    run : Run
        At step 0, with the parameters and the seed it began with.
    rebuild : Rebuild
        What happened to it.
    """

    def __init__(self, run: Run, rebuild: Rebuild) -> None:
        self.run = run
        self._changes: deque[Change] = deque(rebuild.changes)
        self._shown = rebuild.shown
        self._until = rebuild.until

    def advance(self, stop: Callable[[], bool]) -> bool:
        """Go on until `stop` says so; True when the run is where it was."""
        run = self.run
        while True:
            if run.step == self._shown:
                run.history.take()
            while self._changes and self._changes[0].step == run.step:
                change = self._changes.popleft()
                run.set(change.name, change.value)
            if run.step >= self._until or run.divergence:
                return True
            if stop():
                return False
            run.advance()
