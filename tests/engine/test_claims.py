"""Claims are measured in a process of their own."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from dlgui.engine.client import EngineClient
from dlgui.engine.process import WorkerProcess
from tests.engine.conftest import PATIENCE_MS, Page


@pytest.fixture
def told(client: EngineClient) -> dict[str, list]:
    told: dict[str, list] = {}
    for name in ("claim_progressed", "claim_measured", "claim_failed"):
        getattr(client, name).connect(told.setdefault(name, []).append)
    return told


def test_measured_with_progress(client: EngineClient, qtbot: QtBot, told: dict[str, list]) -> None:
    with qtbot.waitSignal(client.claim_measured, timeout=PATIENCE_MS):
        client.measure("probe", "count")
    event = told["claim_measured"][0]
    assert (event.topic, event.claim, event.value, event.holds) == ("probe", "count", 2.0, True)
    assert event.seconds >= 0
    assert told["claim_progressed"][0].share == 0.0


@pytest.mark.parametrize(
    ("claim", "summary"),
    [
        ("raise", "ValueError: asked for"),
        ("die", "The measuring process ended unexpectedly."),
        ("unknown", "no claim “unknown”"),
    ],
)
def test_failure_is_told_and_the_next_goes_on(
    client: EngineClient, qtbot: QtBot, told: dict[str, list], claim: str, summary: str
) -> None:
    with qtbot.waitSignal(client.claim_measured, timeout=PATIENCE_MS):
        client.measure("probe", claim)
        client.measure("probe", "count")
    assert [event.claim for event in told["claim_failed"]] == [claim]
    assert summary in told["claim_failed"][0].summary


def test_cancelled_while_under_way(
    client: EngineClient, qtbot: QtBot, told: dict[str, list]
) -> None:
    with qtbot.waitSignal(client.claim_progressed, timeout=PATIENCE_MS):
        client.measure("probe", "hang")
    client.measure("probe", "raise")
    client.measure("probe", "count")
    client.cancel_measurement("probe", "raise")
    with qtbot.waitSignal(client.claim_measured, timeout=PATIENCE_MS):
        client.cancel_measurement("probe", "hang")
    assert not told["claim_failed"]


def test_cancelling_waits_for_nobody(
    client: EngineClient, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(client.claim_progressed, timeout=PATIENCE_MS):
        client.measure("probe", "hang")
    with monkeypatch.context() as patch:
        patch.setattr(WorkerProcess, "send", lambda *_: pytest.fail("it measures and won't hear"))
        client.cancel_measurement("probe", "hang")


def test_page_lives_while_a_claim_is_measured(
    page: Page, client: EngineClient, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(client.claim_progressed, timeout=PATIENCE_MS):
        client.measure("probe", "hang")
    page.load()
    client.step("probe", 3)
    page.reach(3)
