"""Lessons are parsed without Qt, and an author's mistakes are named with their line."""

import pytest

from dlgui.core.lesson import (
    ClaimLink,
    Formula,
    LessonError,
    PresetLink,
    SetLink,
    SourceLink,
    TopicLink,
    parse_lesson,
    parse_link,
)


def test_links_say_what_they_do() -> None:
    assert parse_link("set:lam=0.1,penalty=l1;run") == SetLink(
        {"lam": "0.1", "penalty": "l1"}, True
    )
    assert parse_link("set:start=1.5:-2") == SetLink({"start": "1.5:-2"}, False)
    assert parse_link("set:;run") == SetLink({}, True)
    assert parse_link("preset:forgetful") == PresetLink("forgetful", False)
    assert parse_link("preset:forgetful;run") == PresetLink("forgetful", True)
    assert parse_link("claim:zeros") == ClaimLink("zeros")
    assert parse_link("topic:lstm") == TopicLink("lstm")
    assert parse_link("https://example.org/a?b=c") == SourceLink("https://example.org/a?b=c")


@pytest.mark.parametrize(
    "target",
    [
        "", "set:", "set:lam", "set:=1", "set:lam=", "set:lam=1,lam=2", "set:lam=1;go", "preset:",
        "preset:;run", "claim:", "topic:", "file:///etc/passwd", "javascript:x", "lstm",
    ],
)  # fmt: skip
def test_other_targets_are_errors(target: str) -> None:
    with pytest.raises(LessonError):
        parse_link(target)


def test_formulas_leave_the_text_and_code_stays() -> None:
    lesson = parse_lesson("a $x_1$ and\n\n$$\n[y](z)\n$$\n\n`$no$` 5 \\$", "t")
    assert lesson.formulas == (Formula("x_1", False), Formula("[y](z)", True))
    assert lesson.markdown == "a \ue0000\ue001 and\n\n\ue0001\ue001\n\n`$no$` 5 \\$"
    assert lesson.links == ()


def test_a_formula_may_stand_in_the_words_of_a_link() -> None:
    lesson = parse_lesson("[try $\\lambda_{[1]}$](set:lam=1) then <https://a.org>", "t")
    assert lesson.links == (SetLink({"lam": "1"}, False), SourceLink("https://a.org"))


def test_chinese_lines_join_without_a_space() -> None:
    lesson = parse_lesson("第一行，\n第二行\n\n- 第三\n- 第四\n\nlatin\nwords", "t")
    assert lesson.markdown == "第一行，第二行\n\n- 第三\n- 第四\n\nlatin\nwords"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ok\n\n[x](nowhere:1)", 3),
        ("$$\na\n$$\n[x](claim:)", 4),
        ("one\ncosts 5 $ today", 2),
        ("a\n![picture](x.png)", 2),
        ("a\nb\n[x](set:lam = 1)", 3),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int) -> None:
    with pytest.raises(LessonError, match=rf"^demo, line {line}: "):
        parse_lesson(text, "demo")
