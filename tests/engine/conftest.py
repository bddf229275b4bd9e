"""A client with a real worker process, and the page that a test plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from dlgui.core import History, ParamSet, Run, topic
from dlgui.engine import process
from dlgui.engine.client import EngineClient
from dlgui.engine.messages import FrameArrived
from tests.engine.probe import ProbeParams, serve_with_probe, with_probe

PATIENCE_MS = 30_000


class Page:
    """What a page does for one run: keep the history, paint, and note what it is told."""

    def __init__(self, client: EngineClient, qtbot: QtBot, topic_id: str) -> None:
        self.client = client
        self.qtbot = qtbot
        self.topic = topic_id
        self.paints = True
        self.frames: list[FrameArrived] = []
        self.history = History()
        self.events: dict[str, list] = {}
        client.frame_arrived.connect(self._show)
        for name in ("failed", "rebuilding", "recovered"):
            getattr(client, name).connect(self.events.setdefault(name, []).append)

    @property
    def last(self) -> FrameArrived:
        return self.frames[-1]

    def load(self, params: ParamSet | None = None, seed: int = 0) -> None:
        self.frames.clear()
        self.history.clear()
        self.params, self.seed = params or ProbeParams(), seed
        self.client.load(self.topic, self.params, seed)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=PATIENCE_MS)

    def reach(self, step: int) -> None:
        self.until(lambda: bool(self.frames) and self.last.step >= step)

    def stop(self) -> None:
        self.client.pause(self.topic)
        self.until(lambda: not self.last.playing)

    def reference(self) -> Run:
        """The same run without a worker, undisturbed."""
        run = Run(self.topic, self.params, self.seed)
        run.replay(self.client.session(self.topic).changes, self.last.step)
        return run

    def assert_same_as_reference(self) -> None:
        run = self.reference()
        assert self.last.frame.w.tobytes() == run.snapshot().w.tobytes()
        assert self.last.params == run.params
        assert list(self.history) == list(run.history)
        for name in run.history:
            np.testing.assert_array_equal(self.history[name].steps, run.history[name].steps)
            np.testing.assert_array_equal(self.history[name].values, run.history[name].values)

    def _show(self, event: FrameArrived) -> None:
        if event.topic == self.topic:
            self.frames.append(event)
            self.history.extend(event.rows)
            if self.paints:
                self.client.painted(self.topic)


@pytest.fixture(autouse=True)
def _probe_is_a_topic(monkeypatch: pytest.MonkeyPatch) -> None:
    found = with_probe()
    monkeypatch.setattr(topic, "topics", lambda: found)
    monkeypatch.setattr(process, "serve", serve_with_probe)


@pytest.fixture
def client(qtbot: QtBot) -> Iterator[EngineClient]:
    client = EngineClient()
    client.start()
    yield client
    client.close()


@pytest.fixture
def page(client: EngineClient, qtbot: QtBot) -> Page:
    return Page(client, qtbot, "probe")
