"""One tab's side of the engine: what it asks for, and the state of its run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from dlgui.core import Divergence, History, Preset, Session, Topic
from dlgui.engine.client import EngineClient
from dlgui.engine.messages import Failed, FrameArrived, Rebuilding, Recovered

LIVE_GAP_MS = 16
"""A slider that is dragged moves more often than the screen can show."""
REST_MS = 150
"""A change that restarts the run waits until the slider has rested this long."""


class RunControl(QObject):
    """Parameters, seed, history and transport of one topic's run.

    Attributes
    ----------
    params : ParamSet
        As the person set them; the worker may still be a few milliseconds behind.
    history : History
        The scalars of the present run.
    frame : FrameArrived or None
        The newest one.
    ended : bool
        Whether the present run was lost to a failure.
    repeating : bool
        Whether a saved run is being repeated up to the step where it was saved.
    """

    frame_arrived = Signal(object)  # FrameArrived
    params_changed = Signal()
    state_changed = Signal()
    restarted = Signal()
    failed = Signal(object)  # Failed
    rebuilding = Signal(object)  # Rebuilding
    recovered = Signal(object)  # Recovered

    def __init__(self, engine: EngineClient, topic: Topic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.engine = engine
        self.topic = topic
        self.params: Any = topic.params()
        self.seed = 0
        self.speed = topic.speed
        self.history = History()
        self.frame: FrameArrived | None = None
        self.playing = False
        self.loaded = False
        self.ended = False
        self.repeating = False
        self._run = 0
        self._live: dict[str, object] = {}
        self._live_timer = QTimer(self, singleShot=True, interval=LIVE_GAP_MS)
        self._live_timer.timeout.connect(self._send_live)
        self._rest_timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest_timer.timeout.connect(self._restart)
        engine.frame_arrived.connect(self._on_frame)
        engine.failed.connect(self._on_failed)
        engine.rebuilding.connect(self._on_rebuilding)
        engine.recovered.connect(self._on_recovered)

    @property
    def divergence(self) -> Divergence | None:
        """Set when the present run left the finite numbers."""
        return self.frame.divergence if self.frame else None

    @property
    def step_count(self) -> int:
        """Steps of the present run, as of the newest frame."""
        return self.frame.step if self.frame else 0

    # Transport ----------------------------------------------------------------------------

    def load(self) -> None:
        """Start the first run."""
        self._load()
        self.engine.set_speed(self.topic.id, self.speed)
        self.loaded = True

    def session(self) -> Session:
        """What repeats the run as far as it was shown."""
        return self.engine.session(self.topic.id)

    def restore(self, session: Session) -> None:
        """Start again by repeating a recorded run of this topic; paused at its end."""
        self._forget()
        self.seed = session.seed
        changed = {change.name: change.value for change in session.changes}
        self.params = session.params.replaced(changed)
        self._set_playing(False)
        self.repeating = True
        self._run = self.engine.restore(session)
        self.engine.set_speed(self.topic.id, self.speed)
        self.loaded = True
        self.restarted.emit()
        self.params_changed.emit()

    def play(self) -> None:
        """Step until paused, diverged or failed."""
        self.flush()
        if not (self.divergence or self.ended):
            self.engine.play(self.topic.id)
            self._set_playing(True)

    def pause(self) -> None:
        """Stop stepping."""
        self.flush()
        self.engine.pause(self.topic.id)
        self._set_playing(False)

    def step(self, count: int = 1) -> None:
        """Take `count` steps and stop."""
        self.flush()
        self.engine.step(self.topic.id, count)
        self._set_playing(False)

    def reset(self) -> None:
        """Start again from step 0 with the same seed, paused."""
        self._set_playing(False)
        self._restart()

    def set_speed(self, steps_per_second: float | None) -> None:
        """Play at this many steps a second; None is as fast as it goes."""
        self.speed = steps_per_second
        self.engine.set_speed(self.topic.id, steps_per_second)

    def set_seed(self, seed: int) -> None:
        """Start again with another seed; goes on playing if it did."""
        if seed == self.seed:
            return
        self.seed = seed
        if self.loaded:
            self._restart()

    # Parameters ---------------------------------------------------------------------------

    def set_values(self, values: Mapping[str, object]) -> None:
        """Change parameters; live ones soon, others by a restart once they rest.

        Raises
        ------
        ParamError
            Nothing was changed.
        """
        params = self.params.replaced(values)
        changed = {
            name: getattr(params, name)
            for name in values
            if getattr(params, name) != getattr(self.params, name)
        }
        if not changed:
            return
        self.params = params
        if self.loaded:
            self._send_soon(changed)
        self.params_changed.emit()

    def apply(self, values: Mapping[str, object], run: bool = False) -> None:
        """Change parameters together, at once; then maybe play.

        Raises
        ------
        ParamError
            Nothing was changed.
        """
        self.set_values(values)
        if self.divergence:
            self._restart()
        self.flush()
        if run:
            self.play()

    def apply_preset(self, preset: Preset, run: bool | None = None) -> None:
        """Start again from step 0 with the parameters of a preset.

        Parameters
        ----------
        run : bool, optional
            Whether to play; by default as before.
        """
        self.params = self.topic.preset_params(preset)
        self.params_changed.emit()
        if run is not None:
            self._set_playing(run)
        self._restart()

    def flush(self) -> None:
        """Send the changes that still wait for a timer."""
        if self._rest_timer.isActive():
            self._restart()
        elif self._live_timer.isActive():
            self._send_live()

    def _send_soon(self, changed: Mapping[str, object]) -> None:
        if all(self.params.param(name).live for name in changed) and not self.ended:
            self._live.update(changed)
            if not self._live_timer.isActive():
                self._send_live()
        else:
            self._rest_timer.start()

    def _send_live(self) -> None:
        """Send what has changed at once; what changes soon after waits for the timer."""
        changes, self._live = self._live, {}
        if not changes or self._rest_timer.isActive():
            return
        self._live_timer.start()
        for name, value in changes.items():
            self.engine.set_param(self.topic.id, name, value)

    def _restart(self) -> None:
        self._load()
        if self.playing:
            self.engine.play(self.topic.id)
        self.restarted.emit()

    def _forget(self) -> None:
        """Drop what belongs to the run so far."""
        self._rest_timer.stop()
        self._live_timer.stop()
        self._live.clear()
        self.history.clear()
        self.frame = None
        self.ended = False
        self.repeating = False

    def _load(self) -> None:
        self._forget()
        self._run = self.engine.load(self.topic.id, self.params, self.seed)

    # What arrives -------------------------------------------------------------------------

    def _on_frame(self, event: FrameArrived) -> None:
        if event.topic != self.topic.id or event.run != self._run:
            return
        self.history.extend(event.rows)
        self.frame = event
        if event.divergence:
            self._set_playing(False)
        self.frame_arrived.emit(event)

    def _on_failed(self, event: Failed) -> None:
        if event.topic != self.topic.id:
            return
        if event.ended:
            self.ended = True
            self._set_playing(False)
        elif self.frame:
            # The run goes on with the value it had.
            self.params = self.frame.params
            self.params_changed.emit()
        self.failed.emit(event)

    def _on_rebuilding(self, event: Rebuilding) -> None:
        if event.topic == self.topic.id:
            self.rebuilding.emit(event)

    def _on_recovered(self, event: Recovered) -> None:
        if event.topic == self.topic.id:
            self.recovered.emit(event)
            self.repeating = False

    def _set_playing(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.state_changed.emit()
