"""Numbers that lessons say in words, beside the thresholds that `tests/test_topics.py` holds.

What is told of more seeds than a test can run (the spread of dropout's gain over 150 pairs, the
range of the longest delays) is not repeated here.
"""

import pytest

from dlgui.core import find_topic
from dlgui.core.lesson import load_lesson

SPOKEN = [
    ("vanishing_gradients", "factor", (0.22, 0.28), ("about a quarter", "大约四分之一")),
    ("vanishing_gradients", "lost", (17.5, 19.0), ("some 18 orders", "大约 18 个数量级")),
    ("vanishing_gradients", "half_silent", (8, 13), ("about half of the layers", "大约一半的层")),
    ("vanishing_gradients", "overflow", (2, 4), ("two or three times", "两三次")),
    ("lstm", "learns", (20, 60), ("some 30 steps", "大约 30 步")),
    ("lstm", "share_bias_3", (10, 30), ("ten to thirty times", "十到三十倍")),
    ("gru", "learns", (75, 125), ("about 100 steps", "大约 100 步")),
    ("gru", "share_kept", (1 / 8, 1 / 6), ("about a seventh", "大约七分之一")),
]


@pytest.mark.parametrize(("topic", "claim", "band", "words"), SPOKEN)
def test_what_is_said_is_what_is_measured(
    topic: str, claim: str, band: tuple[float, float], words: tuple[str, str]
) -> None:
    measured = find_topic(topic).claim(claim).measure(lambda share: None)
    assert band[0] <= measured <= band[1]
    for language, text in zip(("en", "zh"), words, strict=True):
        assert text in " ".join(load_lesson(topic, language).markdown.split())
