"""Every sentence of the lesson on vanishing gradients that can be measured."""

import numpy as np
import pytest

from dlgui.topics.vanishing_gradients.claims import CLAIMS


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_claim_holds(claim):
    with np.errstate(all="ignore"):
        value = claim.measure(lambda share: None)
    assert claim.holds(value), f"{value} {claim.relation} {claim.threshold}"
