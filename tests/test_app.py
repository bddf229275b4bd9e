"""The application around its window: the log, and mistakes that nothing caught."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from dlgui import app
from dlgui.ui.main_window import MainWindow

ROOT = Path(__file__).parents[1]


@pytest.fixture
def unlogged() -> Iterator[logging.Logger]:
    """The root logger without a file; it gets its own back."""
    root = logging.getLogger()
    before = root.handlers[:]
    root.handlers[:] = [h for h in before if not isinstance(h, logging.FileHandler)]
    kept = root.handlers[:]
    yield root
    for handler in set(root.handlers) - set(kept):
        handler.close()
    root.handlers[:] = before


def test_the_log_is_kept_small(
    tmp_path: Path, unlogged: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "LOG_BYTES", 1000)
    folder = tmp_path / "a new 文件夹"
    assert app.log_to_file(folder)
    for number in range(200):
        unlogged.error("mistake %d in 学习率", number)
    files = sorted(file.name for file in folder.iterdir())
    assert files == ["dlgui.log", *(f"dlgui.log.{n + 1}" for n in range(app.LOG_FILES))]
    assert "mistake 199 in 学习率" in (folder / "dlgui.log").read_text("utf-8")
    assert all(file.stat().st_size <= 1000 for file in folder.iterdir())


def test_without_a_place_to_write_there_is_one_calm_line(tmp_path: Path) -> None:
    # Not even root can make a folder below a file.
    (tmp_path / "file").touch()
    result = subprocess.run(
        [sys.executable, ROOT / "main.py", "--close-when-painted"],
        env={"HOME": str(tmp_path / "file" / "home"), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    said = [line for line in result.stderr.splitlines() if "propagateSizeHints" not in line]
    assert result.returncode == 0, result.stderr
    assert len(said) == 1, result.stderr
    assert "nothing is kept this time" in said[0]
    assert "dlgui.ini" in said[0]


def test_the_window_has_its_icon(window: MainWindow) -> None:
    assert not window.windowIcon().pixmap(64, 64).isNull()


@pytest.mark.qt_no_exception_capture
def test_a_mistake_is_logged_and_the_window_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    def fail() -> None:
        raise RuntimeError("a mistake 4711")

    def dialog() -> QMessageBox | None:
        found = [w for w in QApplication.topLevelWidgets() if w.objectName() == "crash"]
        return found[0] if found else None

    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: dialog() is not None)
    log = Path(platformdirs.user_log_dir("dlgui", appauthor=False)) / "dlgui.log"
    assert "RuntimeError: a mistake 4711" in log.read_text("utf-8")
    dialog().close()
    qtbot.waitUntil(lambda: dialog() is None)
    window.page.control.step(2)
    qtbot.waitUntil(lambda: window.page.control.step_count == 2)
