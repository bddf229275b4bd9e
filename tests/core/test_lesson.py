"""Lessons are parsed without Qt, and an author's mistakes are named with their line."""

from dataclasses import dataclass, replace

import pytest

from dlgui.core import Chapter, Claim, ParamSet, Preset, Topic, lesson_check, real
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
        ("\ncosts 5 $ today", 2),
        ("a\n![picture](x.png)", 2),
        ("a\nb\n[x](set:lam = 1)", 3),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int) -> None:
    with pytest.raises(LessonError, match=rf"^demo, line {line}: "):
        parse_lesson(text, "demo")


@dataclass(frozen=True)
class DemoParams(ParamSet):
    lam: float = real(1.0, 0.0, 10.0, title="strength")


CLAIMS = (Claim("zeros", "statement", "quantity", lambda progress: 0.0, "=", 0.0),)
DEMO = Topic(
    id="demo",
    chapter=Chapter.TRAINING,
    title="Demo",
    params=DemoParams,
    experiment="",
    view="",
    presets=(Preset("calm", "Calm", {"lam": 0.5}),),
    claims="tests.core.test_lesson:CLAIMS",
)
ENGLISH = (
    "# One $x$\n\n[a](set:lam=2) [b](preset:calm) [c](claim:zeros) [d](topic:lstm)\n\n## Sources\n"
)
CHINESE = ENGLISH.replace("One", "一").replace("Sources", "来源")


def problems(monkeypatch: pytest.MonkeyPatch, english: str, chinese: str) -> list[str]:
    texts = {"en": english, "zh": chinese}
    monkeypatch.setattr(
        lesson_check, "load_lesson", lambda _, language: parse_lesson(texts[language], language)
    )
    return lesson_check.lesson_problems(DEMO)


def test_a_sound_lesson_has_no_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    assert problems(monkeypatch, ENGLISH, CHINESE) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("set:lam=2", "set:lam=20", ["lam = 20 is outside its range"]),
        ("set:lam=2", "set:mu=2", ["mu"]),
        ("topic:lstm", "topic:none", ["there is no topic “none”"]),
        ("preset:calm", "preset:wild", ["no preset “wild”", "preset:calm is linked nowhere"]),
        ("claim:zeros", "claim:ones", ["no claim “ones”", "claim:zeros is linked nowhere"]),
        ("[c](claim:zeros)", "", ["claim:zeros is linked nowhere"]),
        ("[b](preset:calm)", "", ["preset:calm is linked nowhere"]),
    ],
)
def test_a_link_that_leads_nowhere_is_told(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: list[str]
) -> None:
    found = problems(monkeypatch, ENGLISH.replace(old, new), CHINESE.replace(old, new))
    assert len(found) == len(told)
    for line, words in zip(found, told, strict=True):
        assert line.startswith("demo: ")
        assert words in line


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "set:lam=2",
            "set:lam=3",
            ["link 1 is SetLink(values={'lam': '2'}, run=False) in English"],
        ),
        (" [d](topic:lstm)", "", ["link 4 is"]),
        ("$x$", "$y$", ["only the English lesson has x", "only the Chinese lesson has y"]),
        ("# 一", "一", ["2 and 1 headings"]),
        ("来源", "Sources", ["lesson.zh.md does not end with “来源”"]),
        ("set:lam=2", "nothing", ["zh, line 3: "]),
    ],
)
def test_languages_that_differ_are_told(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: list[str]
) -> None:
    found = problems(monkeypatch, ENGLISH, CHINESE.replace(old, new))
    assert len(found) == len(told)
    for line, words in zip(found, told, strict=True):
        assert words in line


def test_a_lesson_that_is_missing_is_told() -> None:
    found = lesson_check.lesson_problems(replace(DEMO, id="_sequence"))  # a folder without one
    assert found == [f"_sequence: lesson.{language}.md is missing" for language in ("en", "zh")]


def test_what_looks_like_a_link_in_code_is_none() -> None:
    code = "`[a](nowhere:1)` and\n\n```\n![b](c.png)\n[d](e f)\n```\n\n"
    text = code + "[x](topic:lstm) 5 \\$ [y](topic:gru)"
    assert parse_lesson(text, "t").links == (TopicLink("lstm"), TopicLink("gru"))
    with pytest.raises(LessonError, match="line 5"):
        parse_lesson("`a`\n```\n[a](b)\n```\n[x](nowhere:1)", "t")
