"""The parameter panel, on a declaration of its own."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSlider, QToolButton
from pytestqt.qtbot import QtBot

from dlgui.core import ParamError, ParamSet, choice, file, flag, integer, real, vector
from dlgui.ui.widgets.param_panel import ParamPanel
from dlgui.ui.widgets.param_row import ParamRow, symbol_text


@dataclass(frozen=True)
class Params(ParamSet):
    lam: float = real(0.1, 0.01, 100.0, log=True, zero=True, symbol="λ", title="Strength")
    eta: float = real(0.5, 0.0, 2.0, title="Rate", unit="1/s", group="Descent", help="How long.")
    n: int = integer(20, 2, 22, title="Examples", live=False, group="Data")
    kind: str = choice("a", {"a": "Easy", "b": "Hard"}, title="Kind", live=False, group="Data")
    mix: float = real(0.5, 0.0, 1.0, title="Mix", when={"kind": ("b",)}, group="Data")
    shuffle: bool = flag(True, title="Shuffle")
    text: str = file(title="Text", suffixes=(".txt",), live=False)
    start: tuple[float, ...] = vector((0.0, 0.0), -1.0, 1.0, title="Start")


@pytest.fixture
def panel(qtbot: QtBot) -> ParamPanel:
    panel = ParamPanel(Params())
    qtbot.addWidget(panel)
    panel.edits = []
    panel.edited.connect(lambda name, value: panel.edits.append((name, value)))
    panel.resize(340, 500)
    panel.show()
    return panel


def slider(panel: ParamPanel, name: str) -> QSlider:
    return panel.findChild(QSlider, f"param.{name}.slider")


def edit(panel: ParamPanel, name: str) -> QLineEdit:
    return panel.findChild(QLineEdit, f"param.{name}.edit")


def error(panel: ParamPanel, name: str) -> QLabel:
    return panel.findChild(QLabel, f"param.{name}.error")


def test_every_shown_parameter_has_a_row_and_the_others_none(panel: ParamPanel) -> None:
    names = {row.objectName() for row in panel.findChildren(ParamRow)}
    assert names == {f"param.{name}" for name in Params.declared()} - {"param.start"}


def test_every_input_tells_a_screen_reader_its_name(panel: ParamPanel) -> None:
    assert slider(panel, "lam").accessibleName() == edit(panel, "lam").accessibleName()
    assert edit(panel, "lam").accessibleName() == "λ  Strength"
    assert panel.findChild(QComboBox, "param.kind.edit").accessibleName() == "Kind"
    assert panel.findChild(QCheckBox, "param.shuffle.edit").accessibleName() == "Shuffle"
    assert edit(panel, "text").accessibleName() == "Text"


def test_slider_and_box_stay_in_step(panel: ParamPanel, qtbot: QtBot) -> None:
    slider(panel, "eta").setValue(250)
    assert edit(panel, "eta").text() == "0.5"
    slider(panel, "eta").setValue(750)
    assert edit(panel, "eta").text() == "1.5"
    box = edit(panel, "eta")
    box.selectAll()
    qtbot.keyClicks(box, "0.25")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert slider(panel, "eta").value() == 125
    assert panel.edits == [("eta", 1.5), ("eta", 0.25)]


def test_logarithmic_sliders_feel_even(panel: ParamPanel) -> None:
    ratios = []
    for position in (200, 400, 600, 800, 1000):
        slider(panel, "lam").setValue(position)
        ratios.append(panel.edits[-1][1])
    steps = [b / a for a, b in itertools.pairwise(ratios)]
    assert max(steps) / min(steps) < 1.03
    slider(panel, "lam").setValue(0)
    assert panel.edits[-1] == ("lam", 0.0)


@pytest.mark.parametrize(
    ("key", "position"),
    [
        (Qt.Key.Key_Right, 260),
        (Qt.Key.Key_Left, 240),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 1000),
    ],
)
def test_sliders_obey_the_keyboard(
    panel: ParamPanel, qtbot: QtBot, key: Qt.Key, position: int
) -> None:
    qtbot.keyClick(slider(panel, "eta"), key)
    assert slider(panel, "eta").value() == position
    assert panel.edits == [("eta", position / 500)]


def test_a_whole_number_stops_at_each_value(panel: ParamPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(slider(panel, "n"), Qt.Key.Key_Right)
    assert panel.edits == [("n", 21)]


@pytest.mark.parametrize("typed", ["3", "-1", "nan", "inf", "one", ""])
def test_nonsense_shows_the_range_and_keeps_the_value(
    panel: ParamPanel, qtbot: QtBot, typed: str
) -> None:
    box = edit(panel, "eta")
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    qtbot.keyClicks(box, typed)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert error(panel, "eta").isVisible()
    assert "0 … 2" in error(panel, "eta").text()
    assert "Rate" in error(panel, "eta").text()
    assert box.text() == "0.5"
    assert panel.edits == []
    slider(panel, "eta").setValue(300)
    assert not error(panel, "eta").isVisible()


def test_escape_gives_up_typing(panel: ParamPanel, qtbot: QtBot) -> None:
    box = edit(panel, "eta")
    qtbot.keyClicks(box, "77")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == "0.5"
    assert panel.edits == []


def test_a_default_is_a_click_or_a_double_click_away(panel: ParamPanel, qtbot: QtBot) -> None:
    reset = panel.findChild(QToolButton, "param.eta.reset")
    assert not reset.isVisible()
    slider(panel, "eta").setValue(900)
    assert reset.isVisible()
    reset.click()
    assert panel.edits[-1] == ("eta", 0.5)
    assert not reset.isVisible()
    for target in (slider(panel, "eta"), panel.rows["eta"].label):
        slider(panel, "eta").setValue(900)
        qtbot.mouseDClick(target, Qt.MouseButton.LeftButton)
        assert edit(panel, "eta").text() == "0.5"


def test_choices_and_flags_report_values(panel: ParamPanel) -> None:
    combo = panel.findChild(QComboBox, "param.kind.edit")
    combo.setCurrentIndex(1)
    panel.findChild(QCheckBox, "param.shuffle.edit").click()
    assert panel.edits == [("kind", "b"), ("shuffle", False)]


def test_a_row_that_does_not_matter_says_what_makes_it_matter(panel: ParamPanel) -> None:
    assert not panel.rows["mix"].isEnabled()
    assert "Kind: Hard" in panel.rows["mix"].toolTip()
    panel.show_params(Params(kind="b"))
    assert panel.rows["mix"].isEnabled()
    assert panel.edits == []


def test_an_index_stands_below_the_line() -> None:
    assert symbol_text("b_f") == "<i>b<sub>f</sub></i>"
    assert symbol_text("<") == "<i>&lt;</i>"


def test_a_restart_is_announced(panel: ParamPanel) -> None:
    assert "↻" in panel.rows["n"].label.text()
    assert "same seed" in panel.rows["n"].toolTip()
    assert "↻" not in panel.rows["eta"].label.text()
    assert "same seed" not in panel.rows["eta"].toolTip()


def test_values_set_elsewhere_are_shown_without_an_echo(panel: ParamPanel) -> None:
    panel.show_params(Params(lam=10.0, n=7, kind="b", shuffle=False, text="/tmp/x.txt"))
    assert edit(panel, "lam").text() == "10"
    assert slider(panel, "n").value() == 5
    assert panel.findChild(QComboBox, "param.kind.edit").currentData() == "b"
    assert not panel.findChild(QCheckBox, "param.shuffle.edit").isChecked()
    assert edit(panel, "text").text() == "/tmp/x.txt"
    assert panel.edits == []


def test_an_error_found_with_the_other_values_is_shown_at_its_row(panel: ParamPanel) -> None:
    slider(panel, "eta").setValue(900)
    panel.refuse(ParamError("{name} no", name="eta"))
    assert error(panel, "eta").text() == "Rate no"
    assert edit(panel, "eta").text() == "0.5"


def test_an_error_may_quote_tags(panel: ParamPanel, qtbot: QtBot) -> None:
    """Qt takes a text with tags for HTML, unless it is told that the text is plain."""
    edit(panel, "eta").setText("<b>1</b>")
    qtbot.keyClick(edit(panel, "eta"), Qt.Key.Key_Return)
    assert "<b>1</b>" in error(panel, "eta").text()
    assert error(panel, "eta").textFormat() == Qt.TextFormat.PlainText


def test_a_file_can_be_typed(panel: ParamPanel, qtbot: QtBot, tmp_path: Path) -> None:
    qtbot.keyClicks(edit(panel, "text"), str(tmp_path / "a.txt"))
    qtbot.keyClick(edit(panel, "text"), Qt.Key.Key_Return)
    assert panel.edits == [("text", str(tmp_path / "a.txt"))]
