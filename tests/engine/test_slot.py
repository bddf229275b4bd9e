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


def frames_in_a_second(clock: Clock, looks: int) -> int:
    """Frames of a run that plays, when one is asked for so many times, and painted at once."""
    slot = built(None)
    slot.play()
    frames = 0
    for _ in range(looks):
        slot.work(iter([False, True]).__next__)
        if slot.frame_due():
            slot.frame()
            slot.credit = True
            frames += 1
        clock.now += 1 / looks
    return frames


def test_no_more_frames_than_a_display_shows(clock: Clock) -> None:
    assert 60 <= frames_in_a_second(clock, 1000) <= 64


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


def test_a_new_run_is_shown_at_once_and_rests() -> None:
    slot = built(None)
    assert slot.frame_due()
    assert slot.wait_seconds() == 0
    assert not slot.busy
    frame = slot.frame()
    assert (frame.step, frame.playing, frame.to_go, frame.steps_per_second) == (0, False, 0, 0)
    assert not slot.frame_due()


def test_a_click_during_a_frame_that_is_on_its_way_is_answered_by_the_next(clock: Clock) -> None:
    """Play, pause and steps each owe a frame, also where none of them moves the run."""
    slot = built(None)
    for click in (slot.play, slot.pause):
        slot.frame()
        assert not slot.frame_due()
        click()
        assert not slot.frame_due(), "no credit"
        slot.credit = True
        assert not slot.frame_due(), "too early"
        assert 0 < slot.wait_seconds() <= FRAME_GAP or slot.playing
        clock.now += FRAME_GAP
        assert slot.frame_due()


def test_steps_asked_for_add_up_and_end_with_a_frame(clock: Clock) -> None:
    slot = built(None)
    slot.play()
    slot.work(iter([False, True]).__next__)
    slot.take_steps(3)
    assert not slot.playing
    slot.take_steps(2)
    assert (slot.to_go, slot.busy, slot.wait_seconds()) == (5, True, 0)
    slot.work(iter([False] * 2 + [True]).__next__)
    assert (slot.run.step, slot.to_go) == (3, 3)
    slot.work(never)
    assert (slot.run.step, slot.to_go, slot.busy) == (6, 0, False)
    assert slot.frame_due()


def test_pause_forgets_the_steps_that_are_left() -> None:
    slot = built(None)
    slot.take_steps(9)
    slot.work(iter([False, True]).__next__)
    slot.pause()
    slot.work(never)
    assert slot.run.step == 1
    slot.take_steps(9)
    slot.play()
    assert slot.to_go == 0
    assert slot.playing


def test_a_run_that_has_diverged_is_not_played_on() -> None:
    slot = Slot(Load("probe", 1, ProbeParams(eta=1000.0), 0, None))
    slot.build()
    slot.play()
    slot.work(never)
    assert slot.run.divergence
    assert not slot.busy
    assert slot.frame().divergence == slot.run.divergence
    slot.play()
    assert not slot.playing


def test_what_does_not_train_is_not_played() -> None:
    slot = Slot(Load("probe", 1, ProbeParams(), 0, None))
    slot.build()
    slot.run.trains = False
    slot.play()
    slot.take_steps(2)
    assert not slot.busy


def test_after_a_failure_there_is_nothing_to_do() -> None:
    slot = built(None)
    slot.play()
    slot.take_steps(3)
    slot.end()
    assert slot.run is None
    assert not slot.busy
    for command in (slot.play, slot.pause, lambda: slot.take_steps(2), lambda: slot.set_speed(5.0)):
        command()
        assert not slot.busy
        assert not slot.frame_due()
        assert slot.wait_seconds() == float("inf")
        slot.work(never)


def test_another_speed_counts_from_now(clock: Clock) -> None:
    slot = built(1.0)
    slot.play()
    slot.work(never)
    assert slot.run.step == 1
    clock.now += 0.5
    slot.set_speed(100.0)
    for _ in range(10):
        slot.work(never)
        clock.now += 0.01
    assert slot.run.step == pytest.approx(11, abs=1)
    slot.set_speed(None)
    slot.work(iter([False] * 50 + [True]).__next__)
    assert slot.run.step == pytest.approx(61, abs=1)


def test_pressing_play_again_gains_no_steps(clock: Clock) -> None:
    slot = built(10.0)
    for _ in range(100):
        slot.play()
        slot.work(never)
        clock.now += 0.01
    assert slot.run.step == pytest.approx(10, abs=1)


def test_the_speed_shown_is_that_of_the_last_moments(clock: Clock) -> None:
    slot = built(None)
    slot.play()
    for rate in (20, 5):
        for _ in range(20):
            clock.now += 0.1
            slot.work(iter([False] * rate + [True]).__next__)
        assert slot.steps_per_second == pytest.approx(10 * rate, rel=0.1)
    slot.pause()
    assert slot.steps_per_second == 0
    clock.now += 1
    slot.take_steps(9)
    slot.work(never)
    assert slot.frame().steps_per_second == 0, "steps one by one have no speed"
    clock.now += 100
    slot.play()
    slot.work(iter([False] * 5 + [True]).__next__)
    assert slot.steps_per_second == 0, "what came before the pause does not count"


def test_what_is_to_be_done_at_once_is_not_waited_for() -> None:
    slot = built(None)
    slot.credit = False
    slot.take_steps(1)
    assert slot.busy
    assert slot.wait_seconds() == 0
    slot.work(never)
    assert (slot.run.step, slot.busy, slot.wait_seconds()) == (1, False, float("inf"))
    slot.play()
    assert slot.wait_seconds() == 0


def test_a_frame_that_is_a_little_late_does_not_delay_those_after_it(clock: Clock) -> None:
    """Looked at every 10 ms they come after 20 and 10 ms in turn, not always after 20."""
    assert 63 <= frames_in_a_second(clock, 100) <= 65
