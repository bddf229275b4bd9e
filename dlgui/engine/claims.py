"""The measurements that wait, and the process that makes them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from dlgui.engine.messages import ClaimEvent, ClaimFailed, Event, Measure
from dlgui.engine.process import WorkerProcess
from dlgui.messages import tr


class ClaimQueue:
    """Measures claims one after the other in a process that is started on demand.

    Parameters
    ----------
    receive : callable
        See `WorkerProcess`.
    """

    def __init__(self, receive: Callable[[WorkerProcess, Event | None], None]) -> None:
        self._receive = receive
        self._process: WorkerProcess | None = None
        self._current: Measure | None = None
        self._waiting: deque[Measure] = deque()

    def add(self, topic: str, claim: str) -> None:
        """Queue a measurement, unless it already waits or runs."""
        measure = Measure(topic, claim)
        if measure != self._current and measure not in self._waiting:
            self._waiting.append(measure)
            self._next()

    def cancel(self, topic: str, claim: str) -> None:
        """Forget a measurement; the one under way ends with its process."""
        measure = Measure(topic, claim)
        if measure in self._waiting:
            self._waiting.remove(measure)
        elif measure == self._current:
            self._end_process()
            self._next()

    def close(self) -> None:
        """Forget all."""
        self._waiting.clear()
        self._end_process()

    def is_from(self, process: WorkerProcess) -> bool:
        """Whether `process` is the one that measures now."""
        return process is self._process

    def is_current(self, event: ClaimEvent) -> bool:
        """Whether an event is about the measurement under way."""
        return self._current == Measure(event.topic, event.claim)

    def finished(self, event: ClaimEvent) -> bool:
        """Go on after the measurement that `event` ends; False when it is not under way."""
        if not self.is_current(event):
            return False
        self._current = None
        self._next()
        return True

    def died(self) -> list[ClaimFailed]:
        """The process died: the measurement under way failed, the next ones go on."""
        current = self._current
        self._end_process()
        self._next()
        if current is None:
            return []
        summary = tr("The measuring process ended unexpectedly.")
        return [ClaimFailed(current.topic, current.claim, summary, summary)]

    def _next(self) -> None:
        if self._current or not self._waiting:
            return
        self._current = self._waiting.popleft()
        if self._process is None:
            self._process = WorkerProcess(self._receive)
        self._process.send(self._current)

    def _end_process(self) -> None:
        process, self._process = self._process, None
        self._current = None
        if process:
            # It hears nothing while it measures, and has nothing to lose.
            process.kill()
