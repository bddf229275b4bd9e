"""When a run steps and shows itself, on a clock that the test moves."""

from __future__ import annotations

import pytest

from dlgui.engine import slot as slot_module
from dlgui.engine.messages import Load
from dlgui.engine.slot import FRAME_GAP, Slot
from tests.engine.probe import ProbeParams


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(slot_module, "perf_counter", clock)
    return clock


def built(speed: float | None) -> Slot:
    slot = Slot(Load("probe", 1, ProbeParams(), 0, speed))
    slot.build()
    return slot


def never() -> bool:
    return False


def test_paced_steps(clock: Clock) -> None:
    slot = built(10.0)
    slot.play()
    for _ in range(100):
        slot.work(never)
        clock.now += 0.05
    assert slot.run.step == pytest.approx(50, abs=1)
    assert slot.steps_per_second == pytest.approx(10, rel=0.2)


def test_a_long_pause_is_not_made_up_for_by_a_rush(clock: Clock) -> None:
    slot = built(10.0)
    slot.play()
    slot.work(never)
    clock.now += 60
    slot.work(never)
    assert slot.run.step <= 5


def test_waits_for_the_next_step_only(clock: Clock) -> None:
    slot = built(10.0)
    slot.credit = False
    assert slot.wait_seconds() == float("inf")
    slot.play()
    slot.work(never)
    assert slot.wait_seconds() == pytest.approx(0.1)


def test_no_more_frames_than_a_display_shows(clock: Clock) -> None:
    slot = built(None)
    slot.play()
    frames = 0
    for _ in range(1000):
        slot.work(iter([False, True]).__next__)
        if slot.frame_due():
            slot.frame()
            slot.credit = True
            frames += 1
        clock.now += 0.001
    assert 60 <= frames <= 64


def test_nothing_to_show_nothing_sent(clock: Clock) -> None:
    slot = built(None)
    slot.frame()
    slot.credit = True
    clock.now += 2 * FRAME_GAP
    assert not slot.frame_due()
    assert slot.wait_seconds() == float("inf")
    slot.pause()
    assert slot.frame_due()


def test_rows_are_bounded_while_nobody_paints() -> None:
    slot = built(None)
    slot.run.history.capacity = 128
    slot.take_steps(1000)
    slot.work(never)
    rows = slot.frame().rows["loss"]
    assert len(rows.steps) <= 128
    assert rows.steps[-1] == 1000
