"""Formulas are drawn once, off the window's thread, and stand on the text's baseline."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from dlgui.core.lesson import Formula
from dlgui.ui.theme import THEMES
from dlgui.ui.widgets import formula as formula_module
from dlgui.ui.widgets.formula import FormulaStore, colour_names, draw_formula, parse_picture

X = Formula("x", False)


def test_lengths_are_those_of_the_letters() -> None:
    x, p, f = (draw_formula(Formula(letter, False)) for letter in "xpf")
    assert abs(x.descent) < 0.08
    assert p.descent > 0.15
    assert f.ascent > x.ascent > 0.4
    assert draw_formula(Formula("xx", False)).width == pytest.approx(2 * x.width, rel=0.2)


def test_colours_are_names_until_painted() -> None:
    picture = draw_formula(Formula(r"\textcolor{forget_gate}{f_t} + 1", False))
    assert colour_names(picture) == {"forget_gate"}
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    for theme, colour in ((THEMES["light"], "#009E73"), (THEMES["dark"], "#19B98B")):
        image.fill(QColor(theme.surface))
        painter = QPainter(image)
        picture.paint(painter, 10, 70, 60.0, theme)
        painter.end()
        seen = {image.pixelColor(x, y).name() for x in range(200) for y in range(100)}
        assert {colour.lower(), theme.text} <= seen


@pytest.mark.parametrize("latex", [r"\nosuchcommand x", r"x + \oops"])
def test_an_unknown_command_is_an_error(latex: str) -> None:
    with pytest.raises(ValueError, match="unknown command"):
        draw_formula(Formula(latex, False))


def test_drawn_later_and_told_once(qtbot: QtBot) -> None:
    store = FormulaStore(None)
    asked = [Formula(f"x_{n}", False) for n in range(3)]
    assert [store.get(formula) for formula in asked] == [None] * 3
    with qtbot.waitSignal(store.ready):
        pass
    store.wait()
    assert all(store.get(formula) is not None for formula in asked)
    store.close()


def test_drawings_are_kept_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = FormulaStore(tmp_path)
    first.get(X)
    first.wait()
    first.close()
    second = FormulaStore(tmp_path)
    assert second.get(X) == first.get(X)
    file = next(tmp_path.iterdir())
    file.write_text("damaged")
    third = FormulaStore(tmp_path)
    assert third.get(X) is None
    third.close()


def test_old_drawings_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formula_module, "MAX_FILES", 5)
    for number in range(9):
        (tmp_path / f"{number}.svg").write_text("old")
    store = FormulaStore(tmp_path)
    store.get(X)
    store.wait()
    store.close()
    assert len(list(tmp_path.iterdir())) == 6


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = FormulaStore(tmp_path / "file" / "formulas")
    store.get(X)
    store.wait()
    assert store.get(X) is not None
    store.close()


@pytest.mark.parametrize(
    "text", ["", "<svg>", '<svg viewBox="a b c d"></svg>', '<svg viewBox="0 0']
)
def test_damaged_files_are_no_pictures(text: str) -> None:
    assert parse_picture(text) is None
