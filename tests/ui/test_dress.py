"""Parts of the window change their look when they are seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dlgui.ui.dress import dress
from dlgui.ui.theme import look


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
