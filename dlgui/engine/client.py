"""The engine as the window uses it: commands in, Qt signals out."""

from __future__ import annotations

import atexit
from collections.abc import Iterable
from time import monotonic

from PySide6.QtCore import QObject, Qt, Signal, Slot

from dlgui.core import ParamSet, Session
from dlgui.engine.claims import ClaimQueue
from dlgui.engine.messages import (
    Answered,
    ClaimFailed,
    ClaimMeasured,
    ClaimProgressed,
    Command,
    Event,
    Failed,
    FrameArrived,
    Load,
    Painted,
    Pause,
    Play,
    Ready,
    Rebuilding,
    Recovered,
    RunEvent,
    SetParam,
    Speed,
    Step,
)
from dlgui.engine.process import WorkerProcess
from dlgui.engine.record import RunRecord
from dlgui.messages import UserError, tr

MAX_DEATHS = 3
"""After this many deaths at the same place no worker is started for that run again."""
STABLE_SECONDS = 2.0
"""A run that lives this long after its recovery has left the place where it died."""


class EngineClient(QObject):
    """Starts the worker, gives it commands and passes on what it sends, in the UI thread.

    A worker that dies is replaced, and every opened run is rebuilt from its parameters, seed
    and recorded changes. Claims are measured in a second process.
    """

    frame_arrived = Signal(object)  # FrameArrived
    failed = Signal(object)  # Failed
    rebuilding = Signal(object)  # Rebuilding
    recovered = Signal(object)  # Recovered
    claim_progressed = Signal(object)  # ClaimProgressed
    claim_measured = Signal(object)  # ClaimMeasured
    claim_failed = Signal(object)  # ClaimFailed

    _received = Signal(object, object)  # WorkerProcess, Event or None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: WorkerProcess | None = None
        self._records: dict[str, RunRecord] = {}
        self._runs = 0
        self._starts = 0
        self._rebuilding: str | None = None
        self._claims = ClaimQueue(self._received.emit)
        # The reader threads emit; the slot runs in the thread of this object.
        self._received.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    @property
    def worker_pid(self) -> int | None:
        """The number of the process that runs the experiments."""
        return self._worker.pid if self._worker else None

    def start(self) -> None:
        """Start the worker; returns at once."""
        if self._worker is None:
            atexit.register(self.close)
            self._start_worker()

    def close(self) -> None:
        """End every process; nothing is signalled afterwards."""
        atexit.unregister(self.close)
        worker, self._worker = self._worker, None
        self._records.clear()
        self._starts = 0
        self._claims.close()
        if worker:
            worker.end()

    # Runs ---------------------------------------------------------------------------------

    def load(self, topic_id: str, params: ParamSet, seed: int) -> int:
        """Start a new run of a topic, paused, and return its number; a frame follows by itself."""
        load = self._new_run(topic_id, params, seed)
        self._records[topic_id] = RunRecord(load)
        self._begin([load])
        return load.run

    def restore(self, session: Session) -> int:
        """Start a run by repeating a recorded one, and return its number.

        `rebuilding` tells how far it is, `recovered` that it is there; then a frame follows.
        """
        load = self._new_run(session.topic, session.params, session.seed)
        record = self._records[session.topic] = RunRecord(load, session.changes, session.step)
        self._begin(record.rebuild())
        return load.run

    def _new_run(self, topic_id: str, params: ParamSet, seed: int) -> Load:
        """The command for a run with the next number, as fast as the topic's last one."""
        self._runs += 1
        old = self._records.get(topic_id)
        return Load(topic_id, self._runs, params, seed, old.load.speed if old else None)

    def set_param(self, topic_id: str, name: str, value: object) -> None:
        """Change a live parameter of a run."""
        self._records[topic_id].unanswered.append((name, value))
        self._send(SetParam(topic_id, name, value))

    def play(self, topic_id: str) -> None:
        """Step until paused, diverged or failed."""
        self._set_transport(topic_id, playing=True)
        self._send(Play(topic_id))

    def pause(self, topic_id: str) -> None:
        """Stop; a frame follows."""
        self._set_transport(topic_id, playing=False)
        self._send(Pause(topic_id))

    def step(self, topic_id: str, count: int = 1) -> None:
        """Stop playing and take `count` more steps; a frame follows."""
        self._set_transport(topic_id, playing=False, to_go=self._records[topic_id].to_go + count)
        self._send(Step(topic_id, count))

    def _set_transport(self, topic_id: str, playing: bool, to_go: int = 0) -> None:
        record = self._records[topic_id]
        record.playing, record.to_go = playing, to_go

    def set_speed(self, topic_id: str, steps_per_second: float | None) -> None:
        """Play at this many steps a second; None is as fast as it goes. New runs keep it."""
        self._records[topic_id].set_speed(steps_per_second)
        self._send(Speed(topic_id, steps_per_second))

    def painted(self, topic_id: str) -> None:
        """The view has painted the last frame: the worker may send another."""
        record = self._records.get(topic_id)
        if record and record.unpainted:
            record.unpainted = False
            self._send(Painted(topic_id))

    def session(self, topic_id: str) -> Session:
        """What repeats a run up to the last frame that arrived, as the worker confirmed it."""
        record = self._records[topic_id]
        load, changes = record.load, tuple(record.changes)
        return Session(topic_id, load.params, load.seed, changes, record.reached)

    # Claims -------------------------------------------------------------------------------

    def measure(self, topic_id: str, claim_id: str) -> None:
        """Measure a claim in a process of its own, after the ones that already wait."""
        self._claims.add(topic_id, claim_id)

    def cancel_measurement(self, topic_id: str, claim_id: str) -> None:
        """Forget a measurement, also when it is under way."""
        self._claims.cancel(topic_id, claim_id)

    # What arrives -------------------------------------------------------------------------

    @Slot(object, object)
    def _receive(self, process: WorkerProcess, event: Event | None) -> None:
        if process is self._worker:
            if event is None:
                self._replace_worker()
            elif isinstance(event, Ready):
                self._starts = 0
            elif isinstance(event, RunEvent):
                self._receive_from_run(event)
        elif self._claims.is_from(process):
            self._receive_claim(event)

    def _receive_claim(self, event: Event | None) -> None:
        match event:
            case None:
                for failure in self._claims.died():
                    self.claim_failed.emit(failure)
            case ClaimProgressed() if self._claims.is_current(event):
                self.claim_progressed.emit(event)
            case ClaimMeasured() if self._claims.finished(event):
                self.claim_measured.emit(event)
            case ClaimFailed() if self._claims.finished(event):
                self.claim_failed.emit(event)

    def _receive_from_run(self, event: RunEvent) -> None:
        record = self._records.get(event.topic)
        if record is None or event.run != record.load.run:
            return
        match event:
            case FrameArrived():
                record.shown = event.step
                record.unpainted = True
                record.awaited = False
                record.to_go = event.to_go
                record.playing &= event.divergence is None
                self.frame_arrived.emit(event)
            case Answered():
                record.answer(event.change)
            case Failed():
                record.ended |= event.ended
                record.playing &= not event.ended
                self.failed.emit(event)
            case Rebuilding():
                self._rebuilding = event.topic
                self.rebuilding.emit(event)
            case Recovered():
                self._rebuilding = None
                record.recovered_at = monotonic()
                self.recovered.emit(event)

    # A worker's death ---------------------------------------------------------------------

    def _start_worker(self) -> None:
        self._starts += 1
        self._rebuilding = None
        self._worker = WorkerProcess(self._received.emit)
        records = [record for record in self._records.values() if not record.ended]
        # The page that somebody watches comes back first.
        for record in sorted(records, key=lambda record: not record.playing):
            for command in record.rebuild():
                self._send(command)

    def _replace_worker(self) -> None:
        assert self._worker is not None
        self._worker.end()
        for record in self._suspects():
            record.deaths = record.deaths + 1 if self._died_again(record) else 1
        hopeless = [
            record
            for record in self._records.values()
            if not record.ended and max(record.deaths, self._starts) >= MAX_DEATHS
        ]
        for record in hopeless:
            record.ended = True
            record.playing = False
        if self._starts < MAX_DEATHS:
            self._start_worker()
        else:
            self._worker = None  # none comes to life; the next run tries again
        for record in hopeless:
            self.failed.emit(_given_up(record))

    def _suspects(self) -> list[RunRecord]:
        """The runs that the worker may have died of."""
        if self._rebuilding in self._records:
            return [self._records[self._rebuilding]]
        return [record for record in self._records.values() if record.busy]

    def _died_again(self, record: RunRecord) -> bool:
        within_rebuild = self._rebuilding == record.load.topic
        return within_rebuild or monotonic() - record.recovered_at < STABLE_SECONDS

    def _begin(self, commands: Iterable[Command]) -> None:
        """Send the first commands of a run, to a new worker if the last ones did not start."""
        if self._starts >= MAX_DEATHS and not self._worker:
            self._starts = 0
            self._start_worker()
            return
        for command in commands:
            self._send(command)

    def _send(self, command: Command) -> None:
        if self._worker:
            self._worker.send(command)


def _given_up(record: RunRecord) -> Failed:
    error = UserError(
        tr("The worker process ended {count} times in a row while running this."),
        count=MAX_DEATHS,
    )
    return Failed(record.load.topic, record.load.run, error, str(error), str(error))
