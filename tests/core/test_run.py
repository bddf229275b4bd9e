"""A run repeats itself, from its beginning and from a checkpoint."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlgui.core import Change, Divergence, ParamError, Run, run, topic
from dlgui.messages import UserError
from tests.engine.probe import ProbeParams, with_probe


@pytest.fixture(autouse=True, scope="module")
def _probe_is_a_topic():
    with pytest.MonkeyPatch.context() as patch:
        found = with_probe()
        patch.setattr(topic, "topics", lambda: found)
        yield


def state(run: Run) -> tuple[bytes, bytes, int]:
    return run.snapshot().w.tobytes(), run.history["loss"].values.tobytes(), run.step


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 2**32))
def test_resumed_from_a_pickle(before: int, after: int, seed: int) -> None:
    one = run("probe", ProbeParams(), before, seed)
    other = pickle.loads(pickle.dumps(one))
    one.advance(after)
    other.advance(after)
    assert state(one) == state(other)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.floats(0, 10)), max_size=5), st.integers(0, 99))
def test_replay_repeats_the_changes(sets: list[tuple[int, float]], seed: int) -> None:
    original, changes = Run("probe", ProbeParams(), seed), []
    for steps, value in sets:
        original.advance(steps)
        changes.append(original.set("lam", value))
    original.advance(7)
    again = Run("probe", ProbeParams(), seed)
    again.replay(changes, original.step)
    assert state(again) == state(original)
    assert again.params == original.params


def test_change_records_where_it_happened() -> None:
    one = run("probe", ProbeParams(), 5)
    assert one.set("lam", 2.0) == Change(5, "lam", 2.0)
    assert one.params.lam == 2.0


@pytest.mark.parametrize(("name", "value"), [("lam", -1.0), ("trouble", "refuse"), ("mu", 0)])
def test_refused_change_leaves_the_run_as_it_was(name: str, value: object) -> None:
    one, other = run("probe", ProbeParams(), 5), run("probe", ProbeParams(), 5)
    with pytest.raises(UserError):
        one.set(name, value)
    one.advance(5)
    other.advance(5)
    assert state(one) == state(other)
    assert one.params == other.params


def test_divergence_stops_and_names_step_and_array() -> None:
    diverged = run("probe", ProbeParams(eta=1000.0), 10_000)
    assert isinstance(diverged.divergence, Divergence)
    assert diverged.divergence.step == diverged.step < 10_000
    assert diverged.divergence.array in ("w", "loss")
    assert np.isfinite(diverged.history["loss"].values[:-1]).all()
    assert not diverged.divergence.from_start
    step = diverged.step
    diverged.advance(5)
    assert diverged.step == step


def test_a_start_that_is_not_finite_is_no_step_s_fault() -> None:
    one = Run("probe", ProbeParams(), 0)
    one.experiment.w[...] = np.inf
    one.advance(2)
    assert one.divergence is not None
    assert (one.divergence.array, one.divergence.from_start) == ("w", True)


def test_large_scalars_whose_sum_overflows_are_no_divergence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = Run("probe", ProbeParams(), 0)
    monkeypatch.setattr(one.experiment, "step", lambda: {"train": 1.7e308, "test": 1.7e308})
    one.advance(3)
    assert (one.step, one.divergence) == (3, None)


def test_unknown_topic_names_the_valid_ones() -> None:
    with pytest.raises(UserError, match="probe"):
        run("nothing", ProbeParams(), 1)


def test_unknown_claim_names_the_valid_ones() -> None:
    with pytest.raises(UserError, match="count"):
        topic.find_topic("probe").claim("nothing")


def test_param_error_is_a_user_error() -> None:
    assert issubclass(ParamError, UserError)
