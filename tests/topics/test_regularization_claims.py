"""Every claim of the lesson holds, and its measurement can fail."""

import math

import pytest

from dlgui.core import find_topic

CLAIMS = {claim.id: claim for claim in find_topic("regularization").load_claims()}


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_claim_holds(claim_id):
    claim = CLAIMS[claim_id]
    shares = []
    value = claim.measure(shares.append)
    assert math.isfinite(value)
    assert claim.holds(value), f"{claim.statement} {value}"
    assert all(0 <= share <= 1 for share in shares)
