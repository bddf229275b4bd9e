"""Saving a run and opening it again, in the real window with the real worker."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from dlgui import __version__
from dlgui.ui.main_window import MainWindow
from dlgui.ui.shortcuts_dialog import ShortcutsDialog
from tests.conftest import OpenWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the person chooses in every dialog."""
    path = tmp_path / "run.dlgui.json"
    for dialog in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, dialog, lambda *_: (str(path), ""))
    return path


def test_a_saved_run_is_repeated(open_window: OpenWindow, chosen: Path, qtbot: QtBot) -> None:
    window = open_window("--topic", "lstm", "--set", "length=8", "--seed", "5")
    control = window.page.control
    control.step(4)
    qtbot.waitUntil(lambda: control.step_count == 4)
    control.apply({"learning_rate": 0.02})
    control.step(4)
    qtbot.waitUntil(lambda: control.step_count == 8)
    losses = control.history["loss"].values.copy()
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    window.close()

    window = open_window("--session", str(chosen))
    control = window.page.control
    qtbot.waitUntil(lambda: control.step_count == 8)
    np.testing.assert_array_equal(control.history["loss"].values, losses)
    assert "repeated to step 8" in window.page.banner.text()
    assert (control.seed, control.params.length) == (5, 8)
    assert control.params.learning_rate == 0.02
    assert not control.playing
    control.play()
    assert window.page.banner.text() == "", "the note has been read"


def test_the_notes_of_a_run_leave_room_for_the_plots(
    open_window: OpenWindow, qtbot: QtBot, chosen: Path
) -> None:
    """In large letters on a small screen: one line for what is well, and a map beside the rest."""
    window = open_window("--topic", "rnn", "--theme", "projector")
    page, control = window.page, window.page.control
    control.step(1)
    qtbot.waitUntil(lambda: control.step_count == 1)
    window.restore(control.session())
    qtbot.waitUntil(lambda: "repeated to step 1" in page.banner.text())
    line = page.banner.fontMetrics().height()
    label = page.banner.findChild(QLabel, "banner.text")
    qtbot.waitUntil(lambda: label.height() < 2 * line)
    hidden = page.view.maps["hidden"]
    assert hidden._frame.fits(hidden.area())
    window.findChild(QAction, "preset.explodes").trigger()
    control.set_speed(None)
    control.play()
    qtbot.waitUntil(lambda: control.divergence is not None, timeout=20_000)
    qtbot.waitUntil(lambda: label.height() > 2 * line)
    assert hidden._frame.fits(hidden.area())


def test_a_session_opens_its_own_tab(window: MainWindow, chosen: Path, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    window.show_topic("regularization")
    qtbot.keyClick(window, Qt.Key.Key_O, CONTROL)
    assert window.page.topic.id == "lstm"


def test_a_file_that_is_no_session_is_refused_in_words(
    window: MainWindow, chosen: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    chosen.write_text("anything", encoding="utf-8")
    qtbot.keyClick(window, Qt.Key.Key_O, CONTROL)
    assert chosen.name in said[0]
    assert window.page.topic.id == "lstm"


def test_tags_in_a_name_are_shown_as_they_are(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt takes a text with tags for HTML: “<b>run” would become a bold “run”."""
    warnings: list[tuple[str, Qt.TextFormat]] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/<b>run.json", ""))
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: warnings.append((box.text(), box.textFormat()))
    )
    qtbot.keyClick(window, Qt.Key.Key_O, CONTROL)
    ((text, text_format),) = warnings
    assert "<b>run.json" in text
    assert text_format == Qt.TextFormat.PlainText


def test_system_information_is_copied_from_the_help(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(ShortcutsDialog)
    dialog.findChild(QPushButton, "shortcuts.copy_system").click()
    text = QGuiApplication.clipboard().text()
    for part in (f"dlgui {__version__}", "Python", "Qt", "NumPy"):
        assert part in text
    dialog.close()
