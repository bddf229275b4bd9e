"""Every claim of the lesson holds, and so do the numbers in its text."""

import math
from statistics import median

import pytest

from dlgui.core import find_topic
from dlgui.core.lesson import load_lesson
from dlgui.topics.dropout import measurements as m

# Several claims read the same long runs, so one process measures them all.
pytestmark = pytest.mark.xdist_group("dropout_claims")

CLAIMS = {claim.id: claim for claim in find_topic("dropout").load_claims()}


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_claim_holds(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    shares: list[float] = []
    value = claim.measure(shares.append)
    assert math.isfinite(value)
    assert claim.holds(value), f"{claim.statement} {value}"
    assert all(0 <= share <= 1 for share in shares)


def _nothing(share: float) -> None:
    pass


def test_the_gaps_in_the_lesson() -> None:
    gaps = [100 * median(m.gap_of(rate, seed) for seed in m.SEEDS) for rate in (0.5, 0.0)]
    assert gaps == pytest.approx([6.5, 7.0], abs=0.5)
    assert m.slower(_nothing) == pytest.approx(1.7, abs=0.15)
    assert 100 * m.left_on(_nothing) == pytest.approx(12.5, abs=1.0)
    texts = [load_lesson("dropout", language).markdown for language in ("en", "zh")]
    assert all(number in text for text in texts for number in ("6.5", "7.0", "1.7", "12.5"))


def test_the_accuracies_of_the_masks_in_the_lesson() -> None:
    single, _, scaled = m.fan_accuracies(_nothing)
    found = [100 * single.min(), 100 * single.max(), 100 * scaled]
    assert found == pytest.approx([65, 88, 91], abs=1.5)
    texts = [load_lesson("dropout", language).markdown for language in ("en", "zh")]
    assert all(number in text for text in texts for number in ("65 %", "88 %", "91 %"))
