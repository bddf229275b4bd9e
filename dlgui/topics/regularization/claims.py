"""What the lesson says that can be measured."""

from __future__ import annotations

from dlgui.core import Claim, Progress, run
from dlgui.messages import tr
from dlgui.topics.regularization import Params


def _zeros(penalty: str) -> float:
    params = Params(data="sparse", penalty=penalty, lam=30.0, solver="proximal")
    return run("regularization", params, 1000).history.last("zeros")


def _l1_zeros(progress: Progress) -> float:
    return _zeros("l1")


def _l2_zeros(progress: Progress) -> float:
    return _zeros("l2")


CLAIMS = (
    Claim(
        "l1_zeros",
        tr("Proximal steps under L1 make weights exactly 0."),
        tr("weights exactly 0, of 20"),
        _l1_zeros,
        "≥",
        8,
    ),
    Claim(
        "l2_zeros",
        tr("L2 with the same λ makes none exactly 0."),
        tr("weights exactly 0, of 20"),
        _l2_zeros,
        "=",
        0,
    ),
)
