"""Where a row of text may end.

Qt ends a row at any space and between any two ideographs: in the middle of an equation, of a
number with its unit, of a word.
"""

from __future__ import annotations

import re

_SPACE, _JOINER = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}"
DOT = f"{_SPACE}· "
"""Between two facts; no row begins with it."""

_CHINESE = "[\u2e80-\u9fff\uff00-\uffef]"
_IDEOGRAPH = "[\u2e80-\u2fff\u3400-\u9fff]"
_INSIDE_A_PHRASE = re.compile(f"(?<={_IDEOGRAPH})(?={_IDEOGRAPH})")
_SPACE_INSIDE = re.compile("(?<![,;:]) ")
_SPACE_OF_A_NUMBER = re.compile(
    r"(?<=\d) (?=%)"  # 95 %
    r"|(?<=\d) (?=\d{3}(?!\d))"  # 4 821 600
    r"|(?<=\d) (?=× \d)|(?<=\d ×) (?=\d)"  # 5 × 5
    r"| (?== )|(?<= =) "  # ρ = 1
)


def unbroken(text: str) -> str:
    """An equation or a short phrase for a label: its rows end behind punctuation only."""
    joined = _SPACE_INSIDE.sub(_SPACE, text).replace("/", f"/{_JOINER}")
    return whole_phrases(joined)


def whole_phrases(text: str) -> str:
    """A text whose rows end at spaces and punctuation, in Chinese too."""
    return _INSIDE_A_PHRASE.sub(_JOINER, text)


def whole_numbers(text: str) -> str:
    """A text in which no row ends inside 95 %, 4 821 600, 5 × 5 or ρ = 1."""
    return _SPACE_OF_A_NUMBER.sub(_SPACE, text)


def is_chinese(text: str) -> bool:
    """Whether there are ideographs or Chinese punctuation in a text."""
    return re.search(_CHINESE, text) is not None
