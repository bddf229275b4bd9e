"""The worker dies: the run comes back with the same numbers, or is given up."""

from __future__ import annotations

import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from dlgui.engine import process
from dlgui.engine.client import MAX_DEATHS, EngineClient
from tests.engine.conftest import Page
from tests.engine.probe import ProbeParams, serve_never, serve_with_probe


def kill_worker(client: EngineClient) -> None:
    assert client.worker_pid is not None
    os.kill(client.worker_pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)


def test_killed_while_training(page: Page, client: EngineClient) -> None:
    page.load(seed=3)
    client.play("probe")
    page.reach(200)
    client.set_param("probe", "lam", 3.0)
    page.until(lambda: page.last.params.lam == 3.0)
    page.reach(page.last.step + 200)
    pid = client.worker_pid
    kill_worker(client)
    page.until(lambda: bool(page.events["recovered"]))
    recovered = page.events["recovered"][0]
    # What the page showed last, or the change that came after it.
    assert recovered.step >= page.last.step
    assert page.events["rebuilding"][0].step == 0
    assert page.events["rebuilding"][0].until == recovered.step
    page.reach(recovered.step + 200)
    assert page.last.playing
    assert client.worker_pid != pid
    page.stop()
    page.assert_same_as_reference()


def test_killed_while_paused(page: Page, client: EngineClient) -> None:
    page.load()
    client.step("probe", 20)
    page.reach(20)
    kill_worker(client)
    page.until(lambda: bool(page.events["recovered"]))
    client.step("probe", 5)
    page.reach(25)
    assert page.last.step == 25
    page.assert_same_as_reference()


def test_killed_twice(page: Page, client: EngineClient) -> None:
    page.load()
    client.play("probe")
    for death in (1, 2):
        page.reach(100 * death)
        kill_worker(client)
        page.until(lambda death=death: len(page.events["recovered"]) == death)
    page.reach(page.last.step + 100)
    page.stop()
    page.assert_same_as_reference()


def test_steps_asked_for_while_no_worker_lives(page: Page, client: EngineClient) -> None:
    page.load()
    page.reach(0)
    kill_worker(client)
    client.step("probe", 20)
    page.reach(20)
    assert page.last.step == 20
    page.assert_same_as_reference()


@pytest.mark.parametrize("trouble", ["die", "die at 50"])
def test_a_run_that_kills_the_worker_step_by_step_is_given_up(
    page: Page, client: EngineClient, trouble: str
) -> None:
    page.load(ProbeParams(trouble=trouble))
    page.reach(0)
    client.step("probe", 100)
    page.until(lambda: bool(page.events["failed"]))
    assert page.events["failed"][0].ended


def test_parameter_set_while_no_worker_lives(page: Page, client: EngineClient) -> None:
    page.load()
    client.step("probe", 10)
    page.reach(10)
    kill_worker(client)
    client.set_param("probe", "lam", 4.0)
    page.until(lambda: page.last.params.lam == 4.0)
    client.step("probe", 10)
    page.reach(20)
    page.assert_same_as_reference()


def test_killed_while_a_saved_run_is_repeated(page: Page, client: EngineClient) -> None:
    page.load(seed=3)
    client.step("probe", 20)
    page.reach(20)
    saved = client.session("probe")
    page.frames.clear()
    page.history.clear()
    client.restore(saved)
    kill_worker(client)
    assert client.session("probe") == saved
    page.reach(20)
    assert client.session("probe") == saved
    page.assert_same_as_reference()


def test_every_opened_run_comes_back(page: Page, client: EngineClient, qtbot: QtBot) -> None:
    other = Page(client, qtbot, "probe2")
    other.load(seed=5)
    client.step("probe2", 30)
    other.reach(30)
    page.load()
    client.play("probe")
    page.reach(100)
    kill_worker(client)
    page.until(lambda: bool(page.events["recovered"]))
    page.stop()
    page.until(lambda: [e.topic for e in page.events["recovered"]] == ["probe", "probe2"])
    client.step("probe2", 3)
    other.reach(33)
    other.assert_same_as_reference()


def test_a_worker_that_cannot_start_is_left_alone_until_the_next_run(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "serve", serve_never)
    client = EngineClient()
    page = Page(client, qtbot, "probe")
    client.start()
    page.load()
    page.until(lambda: bool(page.events["failed"]))
    assert client.worker_pid is None
    page.load()
    page.until(lambda: len(page.events["failed"]) == 2)
    monkeypatch.setattr(process, "serve", serve_with_probe)
    page.load()
    client.step("probe", 5)
    page.reach(5)
    page.assert_same_as_reference()
    client.close()


def test_a_paused_run_whose_frame_kills_the_worker_is_given_up(
    page: Page, client: EngineClient
) -> None:
    page.load()
    client.step("probe", 5)
    page.reach(5)
    client.set_param("probe", "trouble", "die shown")
    page.until(lambda: bool(page.events["failed"]))
    assert page.events["failed"][0].ended
    page.load()
    page.reach(0)


@pytest.mark.parametrize("trouble", ["die", "die at 50", "die early"])
def test_a_run_that_always_kills_the_worker_is_given_up(
    page: Page, client: EngineClient, qtbot: QtBot, trouble: str
) -> None:
    other = Page(client, qtbot, "probe2")
    other.load()
    client.step("probe2", 5)
    other.reach(5)
    page.load(ProbeParams(trouble=trouble))
    client.play("probe")
    page.until(lambda: bool(page.events["failed"]))
    failed = page.events["failed"][0]
    assert failed.topic == "probe"
    assert failed.ended
    assert str(MAX_DEATHS) in str(failed.error)
    client.step("probe2", 5)
    other.reach(10)
    other.assert_same_as_reference()
    page.load()
    client.step("probe", 5)
    page.reach(5)
    page.assert_same_as_reference()
