"""Round numbers on axes, and ranges that change in steps."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dlgui.ui.widgets.axis import Axis
from dlgui.ui.widgets.ticks import (
    drawable,
    fit,
    linear_ticks,
    log_ticks,
    nice_step,
    tick_label,
    value_label,
    widened,
)

VALUES = st.floats(-1e12, 1e12)


@given(st.floats(1e-200, 1e200))
def test_steps_are_round_and_near(rough: float) -> None:
    step = nice_step(rough)
    assert rough * (1 - 1e-6) <= step <= 2.6 * rough
    mantissa = step / 10.0 ** math.floor(math.log10(step * (1 + 1e-9)))
    assert min(abs(mantissa - nice) for nice in (1, 2, 5)) < 1e-6


@given(VALUES, VALUES)
def test_a_fitted_range_holds_its_data_tightly(a: float, b: float) -> None:
    low, high = min(a, b), max(a, b)
    found = fit(low, high)
    size = max(abs(low), abs(high))
    assert found[0] <= low + 1e-6 * (high - low)
    assert found[1] >= high - 1e-6 * (high - low)
    assert drawable(found, False)
    assume(high - low > max(1e-6 * size, 1e-200))
    assert found[1] - found[0] <= 1.6 * (high - low)


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=20))
def test_a_range_always_holds_its_data(spans: list[tuple[float, float]]) -> None:
    current = None
    for a, b in spans:
        low, high = min(a, b), max(a, b)
        current = widened(current, low, high)
        slack = 1e-6 * (current[1] - current[0])
        assert current[0] <= low + slack
        assert current[1] >= high - slack


def test_a_range_stays_while_data_fit() -> None:
    current = fit(0.0, 10.0)
    assert widened(current, 1.0, 9.0) == current
    assert widened(current, 0.0, 2.0) != current


@given(VALUES, st.floats(1e-3, 1e9), st.integers(2, 12))
def test_ticks_are_few_and_inside(low: float, length: float, most: int) -> None:
    high = low + length
    assume(drawable((low, high), False))
    ticks = linear_ticks(low, high, most)
    assert len(ticks) <= most + 2
    slack = 1e-6 * length + 1e-9 * abs(low)
    assert all(low - slack <= tick.at <= high + slack for tick in ticks)


@given(st.floats(-300, 290), st.floats(0.01, 15.0), st.integers(2, 10))
def test_log_ticks_are_labelled_sparingly(low: float, length: float, most: int) -> None:
    ticks = log_ticks(low, low + length, most)
    labelled = [tick for tick in ticks if tick.label]
    assert len(labelled) <= most + 2
    assert len({tick.label for tick in labelled}) == len(labelled)


@pytest.mark.parametrize(
    ("value", "step", "label"),
    [
        (0.25, 0.05, "0.25"),
        (-0.5, 0.5, "−0.5"),
        (0.0, 0.1, "0.0"),
        (-0.0, 0.1, "0.0"),
        (1000.0, 500.0, "1000"),
        (2e7, 1e7, "2·10⁷"),
        (2.5e-6, 5e-7, "2.5·10⁻⁶"),
        (1_234_568.0, 2.0, "1234568"),
        (-3_000_000.5, 0.5, "−3000000.5"),
        (1.23456789e-5, 1e-12, "1.2345679·10⁻⁵"),
    ],
)
def test_labels(value: float, step: float, label: str) -> None:
    assert tick_label(value, step) == label


@pytest.mark.parametrize(
    ("value", "label"),
    [(0.25, "0.25"), (-3.14159, "−3.142"), (4e38, "4·10³⁸"), (-1.5e-7, "−1.5·10⁻⁷")],
)
def test_values_are_written_as_in_a_book(value: float, label: str) -> None:
    assert value_label(value) == label


def test_neighbouring_ticks_never_have_the_same_label() -> None:
    for middle in (1.0, 1e3, 2_500_000.0, 1e9, 3e-7):
        for share in (1e-1, 1e-3, 1e-6, 1e-8):
            ticks = linear_ticks(middle, middle * (1 + share), 6)
            labels = [tick.label for tick in ticks]
            assert len(set(labels)) == len(labels), labels


def test_decades_are_labelled_as_powers() -> None:
    labels = [tick.label for tick in log_ticks(-2.0, 1.0, 8) if tick.label]
    assert labels == ["10⁻²", "10⁻¹", "10⁰", "10¹"]


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0.27, 6.3, 5, ["0.5", "1", "2", "5"]),
        (0.11, 9.8, 2, ["0.5", "1", "5"]),
        (11.0, 99.0, 5, ["20", "50"]),
        (0.9, 2.2, 3, ["1.0", "1.5", "2.0"]),
    ],
)
def test_a_logarithmic_axis_around_one_power_is_marked_from_end_to_end(
    low: float, high: float, most: int, expected: list[str]
) -> None:
    ticks = log_ticks(math.log10(low), math.log10(high), most)
    assert [tick.label for tick in ticks] == expected


def test_what_is_counted_has_no_marks_between_whole_numbers() -> None:
    axis = Axis()
    axis.fix((0.4, 3.6))
    assert "0.5" in [tick.label for tick in axis.ticks(8)]
    axis.whole = True
    assert [tick.label for tick in axis.ticks(8)] == ["1", "2", "3"]


def test_axis_by_hand_until_reset() -> None:
    axis = Axis()
    axis.follow(0.0, 10.0)
    automatic = axis.span
    axis.zoom(5.0, 0.5)
    assert axis.by_hand
    axis.follow(0.0, 1000.0)
    assert axis.span == (2.5, 7.5)
    axis.reset()
    axis.follow(0.0, 10.0)
    assert axis.span == automatic


def test_endless_zoom_stops_where_numbers_end() -> None:
    axis = Axis()
    for factor in (0.5, 2.0):
        for _ in range(3000):
            axis.zoom(0.3, factor)
        low, high = axis.span
        assert math.isfinite(high - low)
        assert low < high
        axis.ticks(8)


def test_fixed_range_of_a_log_axis() -> None:
    axis = Axis()
    axis.fix((0.01, 100.0))
    axis.set_log(True)
    assert axis.span == (-2.0, 2.0)
    axis.fix((0.0, 1.0))
    axis.follow(-1.0, 0.0)
    assert axis.span[0] <= -1.0


@pytest.mark.parametrize(
    "spans",
    [
        [(0.0, 1.0), (0.0, 0.2)],
        [(0.0, 1.0), (0.9, 1.1)],
        [(0.0, 1.0), (0.0, 0.2), (0.0, 0.2), (0.0, 0.1), (-3.0, 0.0)],
    ],
)
def test_an_axis_does_not_flicker_with_its_data(spans: list[tuple[float, float]]) -> None:
    axis, seen = Axis(), []
    for number in range(1200):
        low, high = spans[number % len(spans)]
        axis.follow(low, high)
        assert axis.span[0] <= low
        assert high <= axis.span[1]
        seen.append(axis.span)
    changes = sum(one != other for one, other in pairwise(seen))
    assert changes < 60
    for _ in range(200):
        axis.follow(0.0, 0.1)
    assert axis.span[1] - axis.span[0] < 0.4


@given(st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=300))
def test_an_axis_of_a_growing_history_changes_only_to_hold_more(values: list[int]) -> None:
    axis, spans = Axis(), []
    for end in range(1, len(values) + 1):
        axis.follow(min(values[:end]), max(values[:end]))
        spans.append(axis.span)
    assume(max(values) - min(values) > 1.0)
    start = next(i for i in range(len(values)) if max(values[: i + 1]) - min(values[: i + 1]) > 0.5)
    for one, other in pairwise(spans[start:]):
        assert other == one or other[0] < one[0] or one[1] < other[1]


def test_an_axis_of_steps_begins_at_zero() -> None:
    axis = Axis()
    for last in range(0, 100_000, 37):
        axis.follow(0.0, float(last))
        assert axis.span[0] == (0.0 if last else -0.5)
