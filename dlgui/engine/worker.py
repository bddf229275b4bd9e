"""The worker process: holds the runs of all opened tabs, steps them, sends their frames."""

from __future__ import annotations

import math
import os
import signal
import traceback
from collections.abc import Callable
from functools import partial
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from threading import Thread
from time import perf_counter
from typing import Any, NoReturn

from dlgui.core import find_topic, topics
from dlgui.engine.messages import (
    Answered,
    ClaimFailed,
    ClaimMeasured,
    ClaimProgressed,
    Command,
    Event,
    Failed,
    Load,
    Measure,
    Painted,
    Pause,
    Play,
    Quit,
    Ready,
    Rebuild,
    Rebuilding,
    Recovered,
    RunCommand,
    SetParam,
    Speed,
    Step,
)
from dlgui.engine.slot import Slot
from dlgui.messages import UserError

SLICE_SECONDS = 0.004
"""How long one run steps before the others and the frames get their turn."""
PROGRESS_SECONDS = 0.1
"""Between two reports of a replay's or a measurement's progress."""


def serve(connection: Connection) -> NoReturn:
    """Run the worker until the window quits or is gone."""
    # Ctrl+C in a terminal reaches the whole group; the window decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_window, name="window", daemon=True).start()
    Worker(connection).serve()


def _end_with_window() -> None:
    """End this process when the window's is gone, even within a step."""
    window = parent_process()
    if window:
        window.join()
        os._exit(0)


class Worker:
    """The loop of one worker process.

    Parameters
    ----------
    connection : Connection
        To the window's process. When it closes, this process ends.

    Notes
    -----
    Commands are polled for between slices of steps, not read by a thread: NumPy gives up the
    interpreter so often and so briefly that a waiting thread is passed over for up to a second
    (measured: 460 ms while gradient_descent steps).
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._slots: dict[str, Slot] = {}
        self._deferred: dict[str, list[RunCommand]] = {}
        self._next_progress = 0.0

    def serve(self) -> NoReturn:
        """Obey, step, show; wait when there is nothing to do."""
        topics()
        self._send(Ready())
        while True:
            self._receive(0.0)
            # Frames first, or a slow step would hold up the answer to a click.
            for slot in self._slots.values():
                if slot.frame_due():
                    self._send_frame(slot)
            self._work()
            wait = min((slot.wait_seconds() for slot in self._slots.values()), default=math.inf)
            if wait > 0 and not self._next_rebuild():
                self._receive(wait)

    def _receive(self, wait: float) -> None:
        """Obey the commands that are there; wait up to `wait` seconds for the first."""
        timeout = None if wait == math.inf else wait
        while (command := self._next_command(timeout)) is not None:
            self._obey(command)
            timeout = 0.0

    def _next_command(self, timeout: float | None) -> Command | None:
        try:
            command: Command | None = (
                self._connection.recv() if self._connection.poll(timeout) else None
            )
        except (EOFError, OSError):
            os._exit(0)
        if isinstance(command, Quit):
            os._exit(0)
        return command

    def _work(self) -> None:
        lost = self._next_rebuild()
        if lost:
            self._guarded(lost, partial(self._rebuild, lost, self._slice()))
            return
        for slot in self._slots.values():
            if slot.busy:
                self._guarded(slot, partial(slot.work, self._slice()))

    def _next_rebuild(self) -> Slot | None:
        """The lost run to rebuild now, the ones that somebody waits for first.

        No other run steps meanwhile, so that it is known which one a process died of; and the
        runs that nobody waits for come back only when no run plays.
        """
        lost = [slot for slot in self._slots.values() if slot.rebuild]
        for slot in lost:
            assert slot.rebuild is not None
            if slot.rebuild.playing or self._deferred[slot.load.topic]:
                return slot
        if any(slot.busy for slot in self._slots.values()):
            return None
        return lost[0] if lost else None

    def _slice(self) -> Callable[[], bool]:
        """Tells when the slice that begins now is over."""
        end = perf_counter() + SLICE_SECONDS
        return lambda: perf_counter() >= end

    # One run ------------------------------------------------------------------------------

    def _obey(self, command: Command) -> None:
        match command:
            case Load():
                slot = self._open(command.topic, Slot(command))
                self._guarded(slot, slot.build)
            case Rebuild():
                self._open(command.load.topic, Slot(command.load, command))
            case Measure():
                self._measure(command)
            case SetParam() | Play() | Pause() | Step() | Speed() | Painted():
                if command.topic in self._slots:
                    self._obey_for(self._slots[command.topic], command)

    def _open(self, topic: str, slot: Slot) -> Slot:
        self._slots[topic] = slot
        self._deferred[topic] = []
        return slot

    def _obey_for(self, slot: Slot, command: RunCommand) -> None:
        if slot.rebuild and not isinstance(command, Painted):
            self._deferred[command.topic].append(command)
            return
        match command:
            case SetParam():
                self._set_param(slot, command)
            case Play():
                slot.play()
            case Pause():
                slot.pause()
            case Step():
                slot.take_steps(command.count)
            case Speed():
                slot.set_speed(command.steps_per_second)
            case Painted():
                slot.credit = True

    def _set_param(self, slot: Slot, command: SetParam) -> None:
        change = None
        if slot.run:
            run = slot.run
            slot.owed = True
            change = self._guarded(
                slot, lambda: run.set(command.name, command.value), refusal=UserError
            )
        self._send(Answered(command.topic, slot.load.run, change))

    def _rebuild(self, slot: Slot, stop: Callable[[], bool]) -> None:
        assert slot.rebuild is not None
        topic, number, until = slot.load.topic, slot.load.run, slot.rebuild.until
        if slot.replay is None:
            self._send(Rebuilding(topic, number, 0, until))
            slot.build()
        assert slot.run is not None
        assert slot.replay is not None
        done = slot.replay.advance(stop)
        if not done:
            if self._progress_due():
                self._send(Rebuilding(topic, number, slot.run.step, until))
            return
        playing = slot.rebuild.playing
        slot.rebuild = slot.replay = None
        self._send(Recovered(topic, number, slot.run.step))
        if playing:
            slot.play()
        for command in self._deferred.pop(topic):
            self._obey_for(slot, command)

    def _send_frame(self, slot: Slot) -> None:
        data = self._guarded(slot, lambda: ForkingPickler.dumps(slot.frame()))
        if data is not None:
            self._send_bytes(data)

    def _guarded(
        self,
        slot: Slot,
        action: Callable[[], Any],
        refusal: type[UserError] | tuple[()] = (),
    ) -> Any:
        """The boundary between the engine and a topic: whatever a topic raises is reported.

        A `refusal` changed nothing, so that the run goes on; any other exception ends it.
        """
        try:
            return action()
        except refusal as error:
            self._fail(slot, error, ended=False)
        except Exception as error:  # noqa: BLE001 - a topic's mistake must not end the worker
            self._fail(slot, error, ended=True)

    def _fail(self, slot: Slot, error: Exception, ended: bool) -> None:
        self._send(
            Failed(
                topic=slot.load.topic,
                run=slot.load.run,
                error=error if isinstance(error, UserError) else None,
                summary=_summary(error),
                details=_details(error),
                ended=ended,
            )
        )
        if ended:
            slot.end()

    # Claims -------------------------------------------------------------------------------

    def _measure(self, command: Measure) -> None:
        topic, name = command.topic, command.claim

        def progress(share: float) -> None:
            if self._progress_due():
                self._send(ClaimProgressed(topic, name, share))

        begin = perf_counter()
        try:
            claim = find_topic(topic).claim(name)
            value = float(claim.measure(progress))
        except Exception as error:  # noqa: BLE001 - the same boundary, for measurements
            self._send(ClaimFailed(topic, name, _summary(error), _details(error)))
            return
        seconds = perf_counter() - begin
        self._send(ClaimMeasured(topic, name, value, claim.holds(value), seconds))

    # The pipe -----------------------------------------------------------------------------

    def _progress_due(self) -> bool:
        now = perf_counter()
        if now < self._next_progress:
            return False
        self._next_progress = now + PROGRESS_SECONDS
        return True

    def _send(self, event: Event) -> None:
        self._send_bytes(ForkingPickler.dumps(event))

    def _send_bytes(self, data: memoryview) -> None:
        try:
            self._connection.send_bytes(data)
        except OSError:
            os._exit(0)  # the window is gone


def _summary(error: Exception) -> str:
    return "".join(traceback.format_exception_only(error)).strip()


def _details(error: Exception) -> str:
    return "".join(traceback.format_exception(error))
