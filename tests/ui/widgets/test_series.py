"""Cleaning and thinning of a curve's points, against the plain definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dlgui.ui.widgets.series import BLOCK, Series

FLOATS = st.floats(width=32)


@given(st.lists(st.tuples(FLOATS, FLOATS), max_size=40), st.booleans(), st.booleans())
def test_only_what_can_be_drawn_is_drawn(
    points: list[tuple[float, float]], log_x: bool, log_y: bool
) -> None:
    x, y = np.array(points).reshape(-1, 2).T
    series = Series(log_x, log_y)
    series.set(x, y)
    good = np.isfinite(x) & np.isfinite(y)
    good &= (x > 0) | (not log_x)
    good &= (y > 0) | (not log_y)
    np.testing.assert_array_equal(series.u, np.log10(x[good]) if log_x else x[good])
    np.testing.assert_array_equal(series.v, np.log10(y[good]) if log_y else y[good])
    assert series.missing == len(x) - good.sum()
    before = np.concatenate([[True], good[:-1]])
    assert series.gaps == np.flatnonzero((~before)[good]).tolist()


@given(st.lists(st.sampled_from([0.0, 1.0, np.nan]), max_size=30), st.data())
def test_gaps_across_two_portions(values: list[float], data: st.DataObject) -> None:
    """Taking points in portions finds the same gaps as taking them at once."""
    cut = data.draw(st.integers(0, len(values)))
    filler = np.zeros(4096)
    y = np.concatenate([filler, values])
    x = np.arange(len(y), dtype=np.float64)
    whole, parts = Series(), Series()
    whole.set(x, y)
    parts.set(x[: 4096 + cut], y[: 4096 + cut])
    parts.set(x, y)
    assert parts.gaps == whole.gaps
    np.testing.assert_array_equal(parts.v, whole.v)
    assert parts.bounds == whole.bounds


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1), st.integers(50, 1200), st.floats(0.0, 0.9), st.floats(0.01, 1.0))
def test_thinning_keeps_the_extremes_of_each_column(
    seed: int, columns: int, start: float, width: float
) -> None:
    rng = np.random.default_rng(seed)
    count = 1_000_000 if seed % 5 == 0 else int(rng.integers(2, 100_000))
    y = rng.standard_normal(count)
    y[rng.integers(0, count, 5)] = rng.choice([-100.0, 100.0], 5)
    x = np.arange(count, dtype=np.float64)
    series = Series()
    series.set(x, y)
    low, high = start * count, min(start + width, 1.0) * count
    u, v, _ = series.thinned(low, high, columns)
    inside = (x >= low) & (x <= high)
    if not inside.any():
        return
    assert len(u) <= 4 * columns + 2 + 4 * BLOCK
    assert v.min() <= y[inside].min()
    assert v.max() >= y[inside].max()
    # Each peak is drawn on its own pixel column or on the one beside it.
    pixel = (high - low) / columns
    for peak in np.flatnonzero(inside & (np.abs(y) == 100.0)):
        near = np.abs(u - x[peak]) <= 2.0 * pixel
        assert (v[near] == y[peak]).any()


def test_zoom_shows_the_true_points() -> None:
    x = np.arange(1_000_000, dtype=np.float64)
    y = np.sin(x)
    series = Series()
    series.set(x, y)
    u, v, _ = series.thinned(500_000.0, 500_100.0, 800)
    np.testing.assert_array_equal(u, x[499_999:500_102])
    np.testing.assert_array_equal(v, y[499_999:500_102])


def test_growing_memory_equals_a_fresh_start() -> None:
    rng = np.random.default_rng(1)
    memory = rng.standard_normal(20_000)
    x = np.arange(20_000)
    grown, fresh = Series(False, True), Series(False, True)
    for end in (3000, 3001, 9000, 20_000):
        grown.set(x[:end], memory[:end])
    fresh.set(x.copy(), memory.copy())
    np.testing.assert_array_equal(grown.v, fresh.v)
    for low, high in ((0.0, 20_000.0), (5.0, 15_000.0)):
        for one, other in zip(
            grown.thinned(low, high, 100), fresh.thinned(low, high, 100), strict=True
        ):
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("first", [None, (0.0, 40.0)])
def test_a_longer_view_costs_only_its_new_points(
    monkeypatch: pytest.MonkeyPatch, first: tuple[float, float] | None
) -> None:
    taken: list[int] = []
    take = Series._take

    def counted(series: Series, x: NDArray[np.float64], y: NDArray[np.float64]) -> None:
        taken.append(len(x))
        take(series, x, y)

    monkeypatch.setattr(Series, "_take", counted)
    memory, steps = np.random.default_rng(3).standard_normal(100_000), np.arange(1, 100_001)
    grown, fresh = Series(), Series()
    grown.set(steps[:90_000], memory[:90_000], first)
    taken.clear()
    for end in range(90_010, 90_100, 10):
        grown.set(steps[:end], memory[:end], first)
    assert taken == [10] * 9
    grown.set_logs(True, True)
    grown.set_logs(False, False)
    taken.clear()
    grown.set(steps[: end + 10], memory[: end + 10], first)
    assert taken == [10]
    before = [] if first is None else [first]
    fresh.set(
        np.array([*(x for x, _ in before), *steps[: end + 10]], np.float64),
        np.array([*(y for _, y in before), *memory[: end + 10]], np.float64),
    )
    for one, other in zip(
        grown.thinned(0.0, 90_000.0, 300), fresh.thinned(0.0, 90_000.0, 300), strict=True
    ):
        np.testing.assert_array_equal(one, other)
    assert grown.bounds == fresh.bounds
    grown.set(steps[: end + 20], memory[: end + 20], (0.0, -7.0))
    assert grown.y[0] == -7.0
    assert len(grown.y) == end + 21


@pytest.mark.parametrize("count", [1_000, 10_000, 100_000, 1_000_000])
def test_what_is_drawn_depends_on_the_width_and_not_on_the_length(count: int) -> None:
    series = Series()
    series.set(np.arange(count), np.random.default_rng(0).standard_normal(count))
    u, _, _ = series.thinned(0.0, float(count), 500)
    assert len(u) <= 4 * 500


def test_rewritten_memory_is_noticed() -> None:
    memory = np.zeros(9000)
    x = np.arange(9000.0)
    series = Series()
    series.set(x[:5000], memory[:5000])
    memory[:] = 7.0
    series.set(x, memory)
    np.testing.assert_array_equal(series.v, memory)
    memory[10] = 9.0
    series.set(x, memory)
    assert series.v[10] == 9.0


def test_changing_the_axes_keeps_the_data() -> None:
    series = Series()
    series.set([1.0, 10.0, -1.0], [0.0, 1.0, 2.0])
    series.set_logs(True, False)
    np.testing.assert_allclose(series.u, [0.0, 1.0])
    series.set_logs(False, False)
    np.testing.assert_array_equal(series.x, [1.0, 10.0, -1.0])
    np.testing.assert_array_equal(series.u, [1.0, 10.0, -1.0])


def test_nearest_point() -> None:
    series = Series()
    series.set([0, 1, 2, 10], [5, 6, 7, 8])
    assert series.value(series.nearest(1.4)) == (1.0, 6.0)
    assert series.value(series.nearest(99.0)) == (10.0, 8.0)
    series.set([3, 1, 2], [5, 6, 7])
    assert series.value(series.nearest(0.0)) == (1.0, 6.0)


def test_unequal_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="equally long"):
        Series().set([1.0], [1.0, 2.0])
