"""Views are imported before they are needed, and when nobody waits."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from dlgui.core import topics
from dlgui.ui.main_window import MainWindow
from dlgui.ui.view_imports import GAP_MS, ViewImports


def test_nothing_is_imported_while_frames_come(qtbot: QtBot) -> None:
    playing, asked = [True], []

    def busy() -> bool:
        asked.append(True)
        return playing[0]

    broken = replace(next(iter(topics().values())), view="dlgui.topics.nowhere.view:Nothing")
    imports = ViewImports([broken, *topics().values()], busy)
    timer = imports.findChild(QTimer)
    imports.start()
    qtbot.waitUntil(lambda: len(asked) > 2)
    assert timer.isActive()
    playing.clear()
    playing.append(False)
    qtbot.waitUntil(lambda: not timer.isActive())
    imports.start()
    assert not timer.isActive()
    assert timer.interval() == GAP_MS


def test_the_window_imports_all_views_after_its_first_frame(
    window: MainWindow, qtbot: QtBot
) -> None:
    timer = window.findChild(ViewImports).findChild(QTimer)
    qtbot.waitUntil(lambda: not timer.isActive())
    assert not window.findChild(ViewImports)._left
