"""One run inside the worker: when it steps and when it shows itself."""

from __future__ import annotations

import math
from collections.abc import Callable
from time import perf_counter

from dlgui.core import Run
from dlgui.engine.messages import FrameArrived, Load, Rebuild
from dlgui.engine.replay import Replay

FRAME_GAP = 1 / 64
"""Seconds between two frames, at least. Slightly less than a screen's 1/60: where some frames are
late, 60 a second are left."""
_METER_SECONDS = 0.5
_CATCH_UP_SECONDS = 0.25


class Slot:
    """A run and its transport state.

    Attributes
    ----------
    run : Run or None
        None before `build` and after a failure that ended it.
    playing : bool
    to_go : int
        Steps asked for one by one that are still to take.
    credit : bool
        Whether the view has painted the previous frame.
    owed : bool
        Whether a frame is due even if no step was taken.
    """

    def __init__(self, load: Load, rebuild: Rebuild | None = None) -> None:
        self.load = load
        self.rebuild = rebuild
        self.run: Run | None = None
        self.replay: Replay | None = None
        self.playing = False
        self.to_go = 0
        self.speed = load.speed
        self.credit = rebuild.credit if rebuild else True
        self.owed = True
        self.steps_per_second = 0.0
        self._shown_step = -1
        self._next_frame = 0.0
        self._next_step = 0.0
        self._meter = (0.0, 0)

    @property
    def busy(self) -> bool:
        """Whether there are steps to take, now or soon."""
        return self.playing or self.to_go > 0

    def build(self) -> None:
        """Make the experiment."""
        self.run = Run(self.load.topic, self.load.params, self.load.seed)
        if self.rebuild:
            self.replay = Replay(self.run, self.rebuild)

    def end(self) -> None:
        """Give the run up after a failure."""
        self.run = self.replay = self.rebuild = None
        self.playing = self.owed = False
        self.to_go = 0

    def play(self) -> None:
        self.owed = True
        self.to_go = 0
        if self.run and self.run.trains and not self.run.divergence and not self.playing:
            self.playing = True
            self._restart_clock()

    def pause(self) -> None:
        self.owed = True
        self.playing = False
        self.to_go = 0
        self.steps_per_second = 0.0

    def take_steps(self, count: int) -> None:
        to_go = self.to_go
        self.pause()
        if self.run and self.run.trains:
            self.to_go = to_go + count

    def set_speed(self, steps_per_second: float | None) -> None:
        self.speed = steps_per_second
        self._restart_clock()

    def work(self, stop: Callable[[], bool]) -> None:
        """Take the steps that are due until `stop` says so."""
        run = self.run
        if run is None:
            return
        while (self.to_go or self._play_due()) and not stop():
            run.advance()
            if self.to_go:
                self.to_go -= 1
            if run.divergence:
                self.pause()
        self._measure_speed(run)

    def wait_seconds(self) -> float:
        """How long this slot has nothing to do; infinite until a command comes."""
        now = perf_counter()
        waits = [math.inf]
        if self.to_go:
            waits.append(0.0)
        elif self.playing:
            waits.append(self._next_step - now if self.speed else 0.0)
        if self._wants_frame():
            waits.append(self._next_frame - now)
        return max(0.0, min(waits))

    def frame_due(self) -> bool:
        return self._wants_frame() and perf_counter() >= self._next_frame

    def frame(self) -> FrameArrived:
        """What the run shows now, with the rows since the previous frame; uses up the credit."""
        run = self.run
        assert run is not None
        self.credit = self.owed = False
        self._shown_step = run.step
        # A frame that was a little late does not delay the ones after it.
        now = perf_counter()
        due = self._next_frame if now - self._next_frame < FRAME_GAP else now
        self._next_frame = due + FRAME_GAP
        return FrameArrived(
            topic=self.load.topic,
            run=self.load.run,
            step=run.step,
            frame=run.snapshot(),
            rows=run.history.take(),
            params=run.params,
            playing=self.playing,
            steps_per_second=self.steps_per_second,
            divergence=run.divergence,
            to_go=self.to_go,
        )

    def _wants_frame(self) -> bool:
        if self.run is None or self.rebuild or not self.credit:
            return False
        return self.owed or self.run.step != self._shown_step

    def _play_due(self) -> bool:
        if not self.playing:
            return False
        if self.speed is None:
            return True
        now = perf_counter()
        if now < self._next_step:
            return False
        # What can't be caught up soon is forgotten, or a slow step would be followed by a rush.
        self._next_step = max(self._next_step + 1 / self.speed, now - _CATCH_UP_SECONDS)
        return True

    def _restart_clock(self) -> None:
        now = perf_counter()
        self._next_step = now
        self._meter = (now, self.run.step if self.run else 0)

    def _measure_speed(self, run: Run) -> None:
        if not self.playing:
            return
        since, step = self._meter
        now = perf_counter()
        if now - since >= _METER_SECONDS:
            self.steps_per_second = (run.step - step) / (now - since)
            self._meter = (now, run.step)
