"""The guide for teachers has each tab with its picture, and the keys that the window has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QApplication

from dlgui.core import Topic, topics
from dlgui.ui import translations
from dlgui.ui.shortcuts import SHORTCUTS
from dlgui.ui.translations import translate

DOCS = Path(__file__).resolve().parents[1] / "docs"
GUIDES = {"en": ("teachers.md", "en"), "zh": ("teachers.zh.md", "zh_CN")}
QUESTIONS = {"en": "**Ask the class**", "zh": "**问问学生**"}
LARGEST_FILE = 150_000
WRITTEN = {"Space": {"en": "Space", "zh": "空格"}, "Right": {"en": "→", "zh": "→"}}
OTHER_NAMES = {"Ctrl++", "Ctrl+=", "Ctrl+-"}
"""Written with a minus sign in the guide; = is the key of + without Shift."""

in_each_language = pytest.mark.parametrize("language", list(GUIDES))


@pytest.fixture(autouse=True)
def _english_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    translations.install("en")


def guide(language: str) -> str:
    return (DOCS / GUIDES[language][0]).read_text("utf-8")


def sections(language: str) -> dict[str, str]:
    """The text below each heading of the third level, which are the tabs."""
    parts = re.split(r"^### (.+)$", guide(language), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@in_each_language
def test_every_tab_has_its_section_in_the_order_of_the_tabs(language: str) -> None:
    translations.install(GUIDES[language][1])
    assert list(sections(language)) == [translate(topic.title) for topic in topics().values()]


@in_each_language
@pytest.mark.parametrize("topic", list(topics().values()), ids=lambda topic: topic.id)
def test_a_section_has_a_picture_and_questions(topic: Topic, language: str) -> None:
    translations.install(GUIDES[language][1])
    text = sections(language)[translate(topic.title)]
    assert re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text) == [f"pictures/{topic.id}.{language}.png"]
    questions = text.partition(QUESTIONS[language])[2]
    assert len(re.findall(r"^\* ", questions, re.M)) >= 3
    picture = DOCS / "pictures" / f"{topic.id}.{language}.png"
    assert (QImage(str(picture)).width(), QImage(str(picture)).height()) == (1280, 720)
    assert picture.stat().st_size < LARGEST_FILE


@in_each_language
def test_presets_are_called_by_their_titles(language: str) -> None:
    translations.install(GUIDES[language][1])
    form = r"\*([^*]+)\*" if language == "en" else r"“([^”]+)”"
    for topic in topics().values():
        text = " ".join(sections(language)[translate(topic.title)].split())
        titles = [translate(preset.title) for preset in topic.presets]
        brackets = re.findall(r"[（(]((?:Presets?|预设)[^)）]*)[)）]", text)
        named = [name for bracket in brackets for name in re.findall(form, bracket)]
        assert named
        for name in named:
            assert any(title.startswith(name) for title in titles), name


@in_each_language
def test_every_key_is_in_the_table(language: str) -> None:
    table = [line.split("|")[1] for line in guide(language).splitlines() if line.startswith("| ")]
    written = " ".join(table).replace("Page Down", "PgDown").replace("Page Up", "PgUp")
    for shortcut in SHORTCUTS:
        for key in shortcut.keys:
            name = WRITTEN.get(key, {}).get(language, key)
            assert QKeySequence(key).toString() != ""
            assert name in written or key in OTHER_NAMES, key


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / target).exists(), target
