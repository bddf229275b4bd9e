"""Every character of the application's texts has a glyph in a bundled font."""

import importlib.util
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QFont, QRawFont, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dlgui.paths import resource_path
from dlgui.ui import fonts
from dlgui.ui.fonts import install_fonts

MAX_BYTES = 2_000_000


@cache
def builder() -> ModuleType:
    """``packaging/build_font.py``, whose folder bears the name of an installed package."""
    path = Path(__file__).parents[2] / "packaging" / "build_font.py"
    spec = importlib.util.spec_from_file_location("build_font", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look their module up.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def application_font(qapp: QApplication) -> Iterator[None]:
    before = QFont(qapp.font())
    yield
    qapp.setFont(before)


def missing(names: tuple[str, ...], wanted: set[str]) -> str:
    faces = [QRawFont(str(resource_path("fonts", name)), 16) for name in names]
    assert all(face.isValid() for face in faces)
    found = {c for c in wanted if any(face.supportsCharacter(ord(c)) for face in faces)}
    return "".join(sorted(wanted - found))


def test_no_text_lacks_a_glyph(qapp: QApplication) -> None:
    make = builder()
    wanted = make.used_characters(make.TEXTS + make.DATA)
    assert len(wanted) > len(make.ALWAYS)
    lacking = missing((make.REGULAR.target, make.SYMBOLS.target), wanted)
    assert not lacking, "run: python packaging/build_font.py"


def test_no_chinese_title_lacks_a_bold_glyph(qapp: QApplication) -> None:
    make = builder()
    wanted = {c for c in make.used_characters(make.TEXTS) if make.is_chinese(c)}
    assert not missing((make.BOLD.target,), wanted), "run: python packaging/build_font.py"


def test_a_character_that_no_text_uses_is_missing(qapp: QApplication) -> None:
    make = builder()
    # U+9F98, four dragons, written by escape so that this file is not a text that uses it.
    assert missing((make.REGULAR.target, make.SYMBOLS.target), {"\u9f98", "a"}) == "\u9f98"


def test_the_fonts_stay_small() -> None:
    sizes = [file.stat().st_size for file in resource_path("fonts").iterdir()]
    assert sum(sizes) < MAX_BYTES


@pytest.mark.parametrize("bold", [False, True])
def test_chinese_is_set_in_the_bundled_font(
    qtbot: QtBot, application_font: None, bold: bool
) -> None:
    install_fonts()
    install_fonts()
    families = QApplication.font().families()
    assert families.count(fonts.CHINESE) == families.count(fonts.SYMBOLS) == 1
    assert used_faces("学习率", bold) == {(fonts.CHINESE, 700 if bold else 400)}


def test_letters_stay_in_the_desktops_font(qtbot: QtBot, application_font: None) -> None:
    before = used_faces("Abc", False)
    install_fonts()
    assert used_faces("Abc", False) == before
    assert used_faces("Abc", True) == {(family, 700) for family, _ in before}


def used_faces(text: str, bold: bool) -> set[tuple[str, int]]:
    """Family and weight of the fonts that a text is set in."""
    font = QFont(QApplication.font())
    font.setBold(bold)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {(run.rawFont().familyName(), run.rawFont().weight()) for run in layout.glyphRuns()}
