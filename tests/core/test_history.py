"""A history stays small and loses no peak."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlgui.core import History
from dlgui.core.history import Points

numbers = st.floats(-1e300, 1e300)
values = st.lists(numbers, min_size=1, max_size=600)
values_with_gaps = st.lists(numbers | st.just(float("nan")), min_size=1, max_size=600)
capacities = st.integers(8, 100)


def filled(numbers: list[float], capacity: int) -> History:
    history = History(capacity)
    for step, value in enumerate(numbers, start=1):
        history.append(step, {"loss": value})
    return history


@given(values, capacities)
def test_bounded_ordered_and_keeps_the_extremes(numbers: list[float], capacity: int) -> None:
    points = filled(numbers, capacity)["loss"]
    assert len(points.steps) == len(points.values) <= capacity
    assert (np.diff(points.steps) > 0).all()
    assert points.values.min() == min(numbers)
    assert points.values.max() == max(numbers)
    np.testing.assert_array_equal(points.values, np.array(numbers)[points.steps - 1])
    assert points.steps[-1] == len(numbers)


@given(values)
def test_nothing_is_thinned_before_it_is_full(numbers: list[float]) -> None:
    points = filled(numbers, capacity=600)["loss"]
    np.testing.assert_array_equal(points.values, numbers)
    np.testing.assert_array_equal(points.steps, np.arange(1, len(numbers) + 1))


@given(values, capacities, st.integers(1, 50))
def test_rows_taken_now_and_then_make_the_same_history(
    numbers: list[float], capacity: int, interval: int
) -> None:
    source, target = History(1000), History(capacity)
    for step, value in enumerate(numbers, start=1):
        source.append(step, {"loss": value})
        if step % interval == 0:
            target.extend(source.take())
    target.extend(source.take())
    assert source.take() == {}
    points = target["loss"]
    assert len(points.steps) <= capacity
    assert (np.diff(points.steps) > 0).all()
    assert points.values.min() == min(numbers)
    assert points.values.max() == max(numbers)
    assert target.last("loss") == numbers[-1]


def test_the_newest_value_stays_though_it_is_no_extreme() -> None:
    target = History(8)
    for step, value in enumerate((0.0, 1.0, 2.0, 3.0, 3.0, 1.0, 4.0, 2.0), start=1):
        target.extend({"loss": Points(np.array([step]), np.array([value]))})
        assert target.last("loss") == value
        assert target["loss"].steps[-1] == step


@given(values, capacities)
def test_one_block_larger_than_the_capacity(numbers: list[float], capacity: int) -> None:
    target = History(capacity)
    target.extend(filled(numbers, 1000).take())
    points = target["loss"]
    assert len(points.steps) <= capacity
    assert (points.values.min(), points.values.max()) == (min(numbers), max(numbers))


def test_taken_rows_share_no_memory() -> None:
    history = filled([1.0, 2.0], 8)
    rows = history.take()
    history.append(3, {"loss": 3.0})
    np.testing.assert_array_equal(rows["loss"].values, [1.0, 2.0])


def test_scalars_may_come_at_their_own_steps() -> None:
    history = History()
    history.append(1, {"loss": 1.0})
    history.append(2, {"loss": 2.0, "accuracy": 0.5})
    assert list(history) == ["loss", "accuracy"]
    assert len(history) == 2
    assert history["accuracy"].steps.tolist() == [2]
    assert history["unknown"].steps.tolist() == []
    assert np.isnan(history.last("unknown"))
    history.clear()
    assert list(history) == []


@pytest.mark.parametrize("capacity", [8, 64, 65, 1000])
def test_long_run_with_one_peak(capacity: int) -> None:
    numbers = np.zeros(5000)
    numbers[1234], numbers[77] = 5.0, -2.0
    points = filled(list(numbers), capacity)["loss"]
    assert points.values.max() == 5.0
    assert points.values.min() == -2.0
    assert 1235 in points.steps


@given(values_with_gaps, capacities)
def test_an_undefined_value_hides_no_extreme_beside_it(numbers: list[float], capacity: int) -> None:
    points = filled(numbers, capacity)["loss"]
    finite = [number for number in numbers if not np.isnan(number)]
    if finite:
        assert np.nanmin(points.values) == min(finite)
        assert np.nanmax(points.values) == max(finite)
    assert points.steps[-1] == len(numbers)


def test_scalars_that_get_full_together_are_thinned_one_after_another() -> None:
    target = History(1000)
    names = ("loss", "accuracy", "norm")
    sizes = []
    for step in range(1, 3000):
        target.extend({name: Points(np.array([step]), np.array([0.5 * step])) for name in names})
        sizes.append([len(target[name].steps) for name in names])
    assert target.nbytes == 3 * 1000 * 16
    shrunk = (np.diff(sizes, axis=0) < 0).sum(axis=1)
    assert shrunk.max() == 1
    assert shrunk.sum() > 6
