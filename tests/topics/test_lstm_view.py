"""The LSTM tab's centre, driven by mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from dlgui.core import Run
from dlgui.topics.lstm import Params
from dlgui.topics.lstm.view import LstmView

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def run():
    run = Run("lstm", Params(length=12, hidden_size=6, batch_size=4), seed=1)
    run.advance(20)
    return run


@pytest.fixture
def view(qtbot, run):
    view = LstmView()
    qtbot.addWidget(view)
    view.resize(1500, 900)
    view.show()
    view.show_frame(run.snapshot(), run.history)
    return view


def test_the_page_opens_at_the_last_step(view, run):
    frame = run.snapshot()
    assert view.time == 11
    assert view.diagram.value("forget_gate") == pytest.approx(frame.forget_gate[11, 0])
    assert view.diagram.value("cell_before") == pytest.approx(frame.cell[10, 0])


def test_a_click_on_a_map_chooses_step_and_unit_everywhere(qtbot, view, run):
    frame = run.snapshot()
    heat_map = view.maps["input_gate"]
    area = heat_map.area()
    at = QPoint(
        int(area.left() + area.width() * 3.5 / 12), int(area.top() + area.height() * 4.5 / 6)
    )
    qtbot.mouseClick(heat_map, LEFT, pos=at)
    assert (view.time, view.unit) == (3, 4)
    assert {each.cursor() for each in view.maps.values()} == {3}
    assert view.strip.cursor_position == 3
    assert view.diagram.value("input_gate") == pytest.approx(frame.input_gate[3, 4])
    cell = dict(view.traces.columns())
    assert any(np.array_equal(column, frame.input_gate[:, 4]) for column in cell.values())


def test_the_arrow_keys_walk_through_the_strip(qtbot, view):
    view.strip.setFocus()
    qtbot.keyClick(view.strip, Qt.Key.Key_Home)
    qtbot.keyClick(view.strip, Qt.Key.Key_Right)
    assert view.time == 1
    assert view.maps["cell"].cursor() == 1


def test_the_cell_before_the_first_step_is_zero(view):
    view.set_time(0)
    assert view.diagram.value("cell_before") == 0.0


def test_a_shorter_sequence_moves_the_cursor_to_its_end(view, run):
    run.set("length", 5)
    view.show_frame(run.snapshot(), run.history)
    assert view.time == 4


def test_the_sample_is_shown_for_texts_only(qtbot, view):
    assert not view.sample.isVisible()
    text = Run("lstm", Params(task="text", length=12, hidden_size=6, batch_size=4), seed=1)
    view.show_frame(text.snapshot(), text.history)
    assert view.sample.isVisible()
    words = text.snapshot().sample.split()
    assert words[0] in view.sample.text().replace("\N{ZERO WIDTH SPACE}", "")


def test_the_curves_are_the_history_and_chance_is_drawn(view, run):
    _, accuracy = next(
        (name, column) for name, column in view.accuracy.columns() if "accuracy" in name
    )
    np.testing.assert_array_equal(accuracy, run.history["accuracy"].values)


def test_a_clicker_reaches_the_lesson_from_a_map(qtbot, view):
    """Page Down on a map that was clicked is left to the window."""
    heat_map = view.maps["cell"]
    heat_map.setFocus()
    qtbot.keyClick(heat_map, Qt.Key.Key_Home)
    qtbot.keyClick(heat_map, Qt.Key.Key_PageDown)
    assert view.time == 0
