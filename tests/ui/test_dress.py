"""Parts of the window change their look when they are seen, and then wholly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QTextBrowser, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dlgui.ui import translations
from dlgui.ui.dress import dress, follow_look
from dlgui.ui.theme import THEMES, look
from dlgui.ui.widgets.formula import formulas
from tests.conftest import OpenWindow


@pytest.fixture(autouse=True)
def light_look() -> Iterator[None]:
    look().set_theme("light")
    yield
    look().set_theme("light")


@pytest.fixture
def root(qtbot: QtBot) -> QWidget:
    root = QWidget()
    qtbot.addWidget(root)
    QVBoxLayout(root).addWidget(QPushButton("Go"))
    dress(root)
    return root


def test_what_is_shown_changes_at_once(root: QWidget) -> None:
    root.show()
    look().set_theme("dark")
    assert root.styleSheet() == look().style_sheet()


def test_what_is_hidden_changes_when_shown(root: QWidget) -> None:
    light = root.styleSheet()
    look().set_theme("dark")
    assert root.styleSheet() == light
    root.show()
    assert root.styleSheet() == look().style_sheet()
    assert root.styleSheet() != light


def test_a_hidden_widget_follows_once_and_before_it_is_painted(qtbot: QtBot) -> None:
    seen: list[str] = []

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                seen.append("painted")
            return False

    outer, widget = QWidget(), QWidget()
    qtbot.addWidget(outer)
    QVBoxLayout(outer).addWidget(widget)
    widget.setMinimumSize(10, 10)
    painted = Painted()
    widget.installEventFilter(painted)
    follow_look(widget, lambda: seen.append(look().theme.name))
    look().set_theme("dark")
    look().set_theme("projector")
    assert seen == []
    outer.show()
    qtbot.waitUntil(lambda: "painted" in seen)
    assert seen[:2] == ["projector", "painted"]
    assert seen.count("projector") == 1
    outer.hide()
    outer.show()
    assert seen.count("projector") == 1
    look().set_theme("light")
    assert seen.count("light") == 1


@pytest.mark.parametrize("topic", ["regularization", "convolution", "lstm"])
def test_a_hidden_tab_is_wholly_in_the_new_look_at_once(
    qtbot: QtBot, open_window: OpenWindow, topic: str
) -> None:
    window = open_window("--topic", topic, "--theme", "light")
    page = window.page
    assert page is not None
    page.load_lesson()
    # Drawn and kept in both colours: a formula that is drawn later changes the lesson by itself.
    formulas().wait()
    look().set_theme("dark")
    formulas().wait()
    window.show_topic("gru")
    look().set_theme("light")
    window.show_topic(topic)
    first = page.grab().toImage()
    with qtbot.waitSignal(page.frame_painted):
        page.step()
        page.control.reset()
    assert not _has_colour(first, QColor(THEMES["dark"].window))
    assert _has_colour(first, QColor(THEMES["light"].window))
    for part in (page.header, page.panel, page.lesson, page.transport):
        image = part.grab().toImage()
        at = part.mapTo(page, part.rect().topLeft())
        assert first.copy(at.x(), at.y(), image.width(), image.height()) == image, part


def test_a_hidden_tab_speaks_the_new_language_when_it_is_shown(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window("--topic", "regularization")
    page = window.page
    assert page is not None
    page.load_lesson()
    losses = page.view.losses
    assert losses.accessibleName() == "Loss"
    window.show_topic("lstm")
    translations.install("zh_CN")
    other = window.page
    qtbot.waitUntil(lambda: other.view.loss.accessibleName() == "损失")
    assert losses.accessibleName() == "Loss", "nobody sees it"
    window.show_topic("regularization")
    assert losses.accessibleName() == "损失"
    assert "正则化" in page.lesson.findChild(QTextBrowser, "lesson.text").toPlainText()


def test_a_change_of_look_is_painted_in_its_new_place_at_once(open_window: OpenWindow) -> None:
    window = open_window("--topic", "regularization")
    parts = [window.foot, *window.page.findChildren(QWidget)] if window.page else []
    assert parts
    look().set_theme("projector")
    before = [part.geometry() for part in parts]
    QApplication.processEvents()
    assert [part.geometry() for part in parts] == before


def _has_colour(image: QImage, colour: QColor) -> bool:
    """Whether some pixel of a coarse grid has exactly this colour."""
    return any(
        image.pixelColor(x, y) == colour
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )
