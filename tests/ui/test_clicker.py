"""A clicker, whose keys are Page Down and Page Up, walks through the lesson's links."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QSlider, QStyle, QStyleOptionSlider, QWidget
from pytestqt.qtbot import QtBot

from dlgui.ui.main_window import MainWindow


@pytest.fixture
def followed(window: MainWindow) -> list[object]:
    """The links that were followed; nothing else comes of them."""
    seen: list[object] = []
    window.page.load_lesson()
    window.page.lesson.link_activated.disconnect()
    window.page.lesson.link_activated.connect(seen.append)
    window.activateWindow()
    return seen


def drag_by(qtbot: QtBot, slider: QSlider, pixels: int) -> None:
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
    handle = slider.style().subControlRect(control, option, part, slider).center()
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(slider, left, pos=handle)
    qtbot.mouseMove(slider, handle + QPoint(pixels, 0))
    qtbot.mouseRelease(slider, left, pos=handle + QPoint(pixels, 0))


def test_it_goes_on_and_back(window: MainWindow, followed: list[object], qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        qtbot.keyClick(window, key)
    assert len(followed) == 3
    assert followed[0] == followed[2] != followed[1]


def test_it_goes_on_after_a_slider_was_dragged(
    window: MainWindow, followed: list[object], qtbot: QtBot
) -> None:
    slider = window.findChild(QSlider, "param.learning_rate.slider")
    before = slider.value()
    drag_by(qtbot, slider, -40)
    dragged = slider.value()
    assert dragged < before
    assert QApplication.focusWidget() is slider
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        qtbot.keyClick(slider, key)
    assert len(followed) == 3
    assert followed[0] == followed[2]
    assert slider.value() == dragged
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert slider.value() == 0


@pytest.mark.parametrize(
    "name",
    [
        "param.task.edit",
        "param.learning_rate.edit",
        "param.learning_rate.slider",
        "transport.play",
        "theme",
        "filter",
        "lesson",
    ],
)
def test_it_goes_on_whatever_has_the_focus(
    window: MainWindow, followed: list[object], qtbot: QtBot, name: str
) -> None:
    window.findChild(QWidget, name).setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    assert len(followed) == 1
