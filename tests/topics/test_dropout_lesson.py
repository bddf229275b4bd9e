"""The numbers in the text of the lesson; `tests/test_topics.py` measures its claims."""

from statistics import mean, median, stdev

import pytest

from dlgui.core.lesson import load_lesson
from dlgui.topics.dropout import measurements as m

# Several claims read the same long runs, so one process measures them all.
pytestmark = pytest.mark.xdist_group("claims-dropout")


def _nothing(share: float) -> None:
    pass


def test_the_gaps_in_the_lesson() -> None:
    gains = [m.gap_of(0.0, seed) - m.gap_of(0.5, seed) for seed in m.MANY_SEEDS]
    without = median(m.gap_of(0.0, seed) for seed in m.MANY_SEEDS)
    assert without == pytest.approx(7.0, abs=0.5)
    # The text tells the mean of 150 pairs; the standard error of these 15 is 0.8/√15 = 0.2.
    assert mean(gains) == pytest.approx(0.5, abs=0.4)
    assert stdev(gains) == pytest.approx(0.8, abs=0.2)
    assert mean(gain < 0 for gain in gains) == pytest.approx(0.25, abs=0.15)
    assert m.accuracy_gain(_nothing) == pytest.approx(m.gap(_nothing), abs=0.05)
    assert m.slower(_nothing) == pytest.approx(1.7, abs=0.15)
    assert 100 * m.left_on(_nothing) == pytest.approx(12, abs=1.5)
    assert _in_both_lessons("1.7", "0.8", "12")


def test_the_accuracies_of_the_masks_in_the_lesson() -> None:
    fans = [m.fan_accuracies(seed) for seed in m.FEW_SEEDS]
    assert 100 * median(single.min() for single, _, _ in fans) == pytest.approx(60, abs=5)
    assert 100 * median(single.max() for single, _, _ in fans) == pytest.approx(89, abs=1)
    assert 100 * median(scaled for _, _, scaled in fans) == pytest.approx(91, abs=1)
    assert _in_both_lessons("60 %", "90 %", "91 %")


def _in_both_lessons(*numbers: str) -> bool:
    texts = [load_lesson("dropout", language).markdown for language in ("en", "zh")]
    return all(number in text for text in texts for number in numbers)
