"""A claim holds when its number stands in the relation that the lesson writes."""

import math

import pytest

from dlgui.core import Claim


@pytest.mark.parametrize(
    ("relation", "below", "equal", "above"),
    [
        ("<", True, False, False),
        ("≤", True, True, False),
        ("=", False, True, False),
        ("≥", False, True, True),
        (">", False, False, True),
    ],
)
def test_relations(relation: str, below: bool, equal: bool, above: bool) -> None:
    claim = Claim("id", "statement", "quantity", lambda progress: 0.0, relation, 2.0)
    assert [claim.holds(value) for value in (1.5, 2.0, 2.5)] == [below, equal, above]
    assert not claim.holds(math.nan)
