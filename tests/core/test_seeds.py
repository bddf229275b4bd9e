"""Named randomness."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dlgui.core import Seeds

PURPOSES = ("data", "init", "batches", "masks")
seeds = st.integers(0, 2**64)


@given(seeds, st.sampled_from(PURPOSES))
def test_same_seed_and_purpose_same_numbers(seed: int, purpose: str) -> None:
    first, second = (Seeds(seed).rng(purpose).random(5) for _ in range(2))
    np.testing.assert_array_equal(first, second)


@given(seeds)
def test_purposes_are_independent(seed: int) -> None:
    drawn = [tuple(Seeds(seed).rng(purpose).random(3)) for purpose in PURPOSES]
    assert len(set(drawn)) == len(PURPOSES)


def test_drawing_for_one_purpose_shifts_no_other() -> None:
    seeds = Seeds(0)
    expected = seeds.rng("init").random()
    seeds.rng("data").random(1000)
    assert seeds.rng("init").random() == expected


def test_streams_look_uncorrelated() -> None:
    draws = np.array([Seeds(seed).rng("data").normal(size=400) for seed in range(8)])
    correlation = np.corrcoef(draws) - np.eye(8)
    assert np.abs(correlation).max() < 0.2
