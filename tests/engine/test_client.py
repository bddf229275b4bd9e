"""Runs in the worker: frames with credit, the same numbers, failures in their place."""

from __future__ import annotations

import pytest

from dlgui.core import Divergence
from dlgui.engine.client import EngineClient
from tests.engine.conftest import Page
from tests.engine.probe import ProbeParams


def test_first_frame_comes_by_itself(page: Page) -> None:
    page.load()
    page.reach(0)
    assert (page.last.step, page.last.playing, page.last.divergence) == (0, False, None)
    page.assert_same_as_reference()


def test_load_before_start(qtbot) -> None:
    client = EngineClient()
    page = Page(client, qtbot, "probe")
    page.load()
    client.start()
    page.reach(0)
    client.close()


def test_same_numbers_as_without_worker(page: Page) -> None:
    page.load(seed=7)
    page.client.play("probe")
    page.reach(100)
    page.client.set_param("probe", "lam", 2.0)
    page.until(lambda: page.last.params.lam == 2.0)
    page.client.set_param("probe", "eta", 0.01)
    page.until(lambda: page.last.params.eta == 0.01)
    page.stop()
    assert len(page.client.session("probe").changes) == 2
    page.assert_same_as_reference()


def test_step_takes_as_many_as_asked(page: Page) -> None:
    page.load()
    page.client.step("probe", 3)
    page.client.step("probe")
    page.reach(4)
    page.stop()
    assert page.last.step == 4
    page.assert_same_as_reference()


def test_no_frame_before_the_last_is_painted(page: Page) -> None:
    page.paints = False
    page.load()
    page.reach(0)
    page.client.step("probe", 5)

    def all_taken() -> bool:
        page.client.set_param("probe", "lam", 1.0)
        changes = page.client.session("probe").changes
        return bool(changes) and changes[-1].step == 5

    page.until(all_taken)
    assert len(page.frames) == 1
    page.client.painted("probe")
    page.until(lambda: len(page.frames) == 2)
    assert page.last.step == 5
    assert list(page.last.rows["loss"].steps) == [1, 2, 3, 4, 5]


def test_frames_of_an_older_run_are_dropped(page: Page) -> None:
    page.load()
    page.client.play("probe")
    page.reach(1000)
    page.load(seed=1)
    page.reach(0)
    assert [frame.step for frame in page.frames] == [0]
    page.assert_same_as_reference()


def test_two_runs_side_by_side(page: Page, client: EngineClient, qtbot) -> None:
    other = Page(client, qtbot, "probe2")
    page.load(seed=1)
    other.load(seed=2)
    client.play("probe")
    client.play("probe2")
    page.reach(50)
    other.reach(50)
    page.stop()
    other.stop()
    page.assert_same_as_reference()
    other.assert_same_as_reference()


def test_divergence_stops_the_run_and_is_told(page: Page) -> None:
    page.load(ProbeParams(eta=1000.0))
    page.client.play("probe")
    page.until(lambda: bool(page.frames) and page.last.divergence is not None)
    reference = page.reference()
    assert page.last.divergence == reference.divergence
    assert isinstance(page.last.divergence, Divergence)
    assert not page.last.playing
    assert page.history.last("largest") == reference.history.last("largest")


def test_exception_in_a_topic_ends_the_run_only(page: Page, client: EngineClient) -> None:
    pid = client.worker_pid
    page.load(ProbeParams(trouble="raise"))
    client.play("probe")
    page.until(lambda: bool(page.events["failed"]))
    failed = page.events["failed"][0]
    assert failed.ended
    assert failed.error is None
    assert failed.summary == "ValueError: asked for"
    assert "probe.py" in failed.details
    page.load()
    client.step("probe", 2)
    page.reach(2)
    assert client.worker_pid == pid


@pytest.mark.parametrize(("name", "value"), [("lam", -1.0), ("trouble", "refuse"), ("mu", 1.0)])
def test_refused_parameter_leaves_the_run_as_it_was(page: Page, name: str, value: object) -> None:
    page.load()
    page.client.play("probe")
    page.client.set_param("probe", name, value)
    page.until(lambda: bool(page.events["failed"]))
    failed = page.events["failed"][0]
    assert not failed.ended
    assert str(value) in str(failed.error) or name in str(failed.error)
    page.reach(page.last.step + 10 if page.frames else 10)
    page.stop()
    assert page.last.params == ProbeParams()
    page.assert_same_as_reference()
