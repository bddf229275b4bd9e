"""No text escapes translation, and longer texts still fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dlgui.core import topics
from dlgui.ui.line_breaks import unbroken
from dlgui.ui.main_window import MainWindow
from dlgui.ui.shortcuts_dialog import ShortcutsDialog
from dlgui.ui.topic_view import TopicView
from dlgui.ui.translations import LANGUAGES
from dlgui.ui.widgets.lesson_view import LessonView
from dlgui.ui.widgets.translated import Translated
from tests.conftest import OpenWindow


class Replaced(QTranslator):
    """Says the same for every text."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return "X"

    def isEmpty(self) -> bool:
        return False


class Doubled(Replaced):
    """Says everything twice."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return f"{source} {source}" if source else source


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """What the window says outside lesson and plots, with where it stands."""
    for widget in root.findChildren(QWidget):
        # Lessons have a file for each language; a view's letters are mathematics as well.
        if any(isinstance(parent, (LessonView, TopicView)) for parent in lineage(widget)):
            continue
        if widget.objectName() == "keys":
            continue
        place = f"{type(widget).__name__} {widget.objectName()}"
        yield place, widget.toolTip()
        yield place, widget.windowTitle()
        match widget:
            case QLabel() | QAbstractButton():
                yield place, widget.text()
            case QComboBox():
                for index in range(widget.count()):
                    yield place, widget.itemText(index)
            case QLineEdit():
                yield place, widget.placeholderText()
    for action in root.findChildren(QAction):
        yield f"QAction {action.objectName()}", action.text()
        yield f"QAction {action.objectName()}", action.toolTip()


def lineage(widget: QWidget) -> Iterator[QWidget]:
    parent: QWidget | None = widget
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def speak(window: MainWindow, qtbot: QtBot, translator: QTranslator) -> None:
    before = window.foot.help.toolTip()
    QCoreApplication.installTranslator(translator)
    qtbot.waitUntil(lambda: window.foot.help.toolTip() != before)


def untranslated(text: str, known: set[str]) -> bool:
    plain = re.sub(r"<[^>]*>|&\w+;", " ", text)
    words = re.findall(r"[^\W\d_]+", plain)
    return any(word not in known and set(word) != {"X"} for word in words)


@pytest.mark.parametrize("topic_id", list(topics()))
def test_every_text_is_translated(open_window: OpenWindow, qtbot: QtBot, topic_id: str) -> None:
    window = open_window("--topic", topic_id)
    translator = Replaced()
    speak(window, qtbot, translator)
    for part in window.findChildren(Translated):
        part.show()  # what is hidden follows then
    window.show_shortcuts()
    dialog = window.findChild(ShortcutsDialog)
    declared = window.page.control.params.declared().values()
    mathematics = {word for param in declared for word in re.findall(r"[^\W\d_]+", param.symbol)}
    known = mathematics | set(LANGUAGES.values())
    left = [item for item in texts(window) if untranslated(item[1], known)]
    QCoreApplication.removeTranslator(translator)
    dialog.close()
    assert left == []


NAMES = {"Nesterov", "Adagrad", "RMSprop", "Adam", "_max"}  # of λ_max


@pytest.mark.parametrize("topic_id", list(topics()))
def test_tables_of_plots_have_headings_in_the_windows_language(
    open_window: OpenWindow, topic_id: str
) -> None:
    window = open_window("--topic", topic_id, "--lang", "zh_CN")
    pictures = [w for w in window.page.findChildren(QWidget) if hasattr(w, "headings")]
    assert pictures
    words = {
        word
        for picture in pictures
        for heading in picture.headings()
        for word in re.findall("[A-Za-z_]{4,}", heading)
    }
    assert words <= NAMES


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("topic_id", list(topics()))
def test_the_projectors_large_parameters_fit(
    open_window: OpenWindow, topic_id: str, language: str
) -> None:
    window = open_window("--topic", topic_id, "--theme", "projector", "--lang", language)
    area = window.page.panel.findChild(QScrollArea)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()


@pytest.mark.parametrize("topic_id", list(topics()))
def test_twice_as_long_texts_fit(open_window: OpenWindow, qtbot: QtBot, topic_id: str) -> None:
    window = open_window("--topic", topic_id)
    translator = Doubled()
    speak(window, qtbot, translator)
    assert window.width() == 1280
    area = window.page.panel.findChild(QScrollArea)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    transport = window.page.transport
    for widget in transport.findChildren(QWidget):
        if widget.isVisible() and widget.parent() is transport:
            assert transport.rect().contains(widget.geometry()), widget.objectName()
    QCoreApplication.removeTranslator(translator)


def test_an_equation_stays_in_one_row_in_both_languages(qtbot: QtBot) -> None:
    for equation in ("slope f′ ≈ 0.25", "斜率 f′ ≈ 0.25", "‖∂L/∂W‖ = 1"):
        label = QLabel(unbroken(equation))
        qtbot.addWidget(label)
        label.setWordWrap(True)
        row = label.fontMetrics().height()
        assert label.heightForWidth(label.fontMetrics().averageCharWidth()) < 2 * row, equation
