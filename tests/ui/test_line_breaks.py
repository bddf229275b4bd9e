"""No row of a text ends inside a number, an equation or a Chinese word."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dlgui.ui.line_breaks import DOT, is_chinese, unbroken, whole_numbers, whole_phrases


def rows(text: str) -> list[str]:
    """The rows of a text in the narrowest column."""
    layout = QTextLayout(text, QFont(QApplication.font()))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(1)
        found.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return [plain(row) for row in found]


def plain(text: str) -> str:
    return text.replace("\N{WORD JOINER}", "").replace("\N{NO-BREAK SPACE}", " ").strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2/λ_max = 0.0964", ["2/λ_max = 0.0964"]),
        ("斜率 f′ ≈ 0.2425", ["斜率 f′ ≈ 0.2425"]),
        ("factor 0.25, at most 1", ["factor 0.25,", "at most 1"]),
        ("倍数 0.25，上界 1", ["倍数 0.25，", "上界 1"]),
    ],
)
def test_a_fact_ends_its_rows_at_punctuation(qtbot: QtBot, text: str, expected: list[str]) -> None:
    assert rows(unbroken(text)) == expected
    assert len(rows(text)) > len(expected)


def test_no_row_begins_with_a_dot(qtbot: QtBot) -> None:
    assert rows(DOT.join(["a", "b"])) == ["a ·", "b"]


def test_chinese_phrases_stay_whole(qtbot: QtBot) -> None:
    title = "GRU：留下还是换掉"
    assert "掉" in rows(title)
    assert rows(whole_phrases(title)) == ["GRU：", "留下还是换掉"]
    assert plain(whole_phrases(title)) == title


@pytest.mark.parametrize("number", ["95 %", "4 821 600", "5 × 5", "1 × 1 × 128", "ρ = 1"])
def test_numbers_stay_whole(qtbot: QtBot, number: str) -> None:
    text = f"here {number} stands"
    assert number not in rows(text)
    assert rows(whole_numbers(text)) == ["here", number, "stands"]


def test_two_numbers_are_not_one() -> None:
    assert whole_numbers("step 20 4000 masks") == "step 20 4000 masks"


@pytest.mark.parametrize(
    ("text", "chinese"), [("训练", True), ("ICML。", True), ("λ ≤ 3 …", False)]
)
def test_chinese_is_told_by_its_letters(text: str, chinese: bool) -> None:
    assert is_chinese(text) is chinese
