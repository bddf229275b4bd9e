"""The GRU tab's centre, driven by mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, Qt

from dlgui.core import Run
from dlgui.topics.gru import Params
from dlgui.topics.gru.view import GruView


def run_of(**values):
    run = Run("gru", Params(length=12, hidden_size=6, batch_size=4, **values), seed=1)
    run.advance(5)
    return run


@pytest.fixture
def view(qtbot):
    view = GruView()
    qtbot.addWidget(view)
    view.resize(1500, 900)
    view.show()
    return view


@pytest.mark.parametrize("reset", ["before", "after"])
@pytest.mark.parametrize("convention", ["seed", "cho"])
def test_the_diagram_of_the_runs_form_carries_its_numbers(qtbot, view, convention, reset):
    run = run_of(convention=convention, reset=reset)
    frame = run.snapshot()
    view.show_frame(frame, run.history)
    heat_map = view.maps["candidate"]
    area = heat_map.area()
    at = QPoint(
        int(area.left() + area.width() * 3.5 / 12), int(area.top() + area.height() * 4.5 / 6)
    )
    qtbot.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=at)
    shown = view.diagram.currentWidget()
    assert shown.objectName() == f"diagram.gru.{convention}.{reset}"
    assert shown.isVisible()
    assert shown.value("update_gate") == pytest.approx(frame.update_gate[3, 4])
    assert shown.value("hidden_before") == pytest.approx(frame.hidden[2, 4])


def test_the_state_before_the_first_step_is_zero(qtbot, view):
    run = run_of()
    view.show_frame(run.snapshot(), run.history)
    view.strip.setFocus()
    qtbot.keyClick(view.strip, Qt.Key.Key_Home)
    assert view.diagram.currentWidget().value("hidden_before") == 0.0
    assert view.maps["update_gate"].cursor() == 0
