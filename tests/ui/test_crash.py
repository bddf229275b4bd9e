"""A mistake in the program: one dialog, a log entry, and the hooks before still called."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dlgui.ui.crash import CrashHandler


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What reaches the hooks that were there before."""
    seen: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: seen.append(error))
    monkeypatch.setattr(threading, "excepthook", lambda arguments: seen.append(arguments.exc_value))
    return seen


@pytest.fixture
def handler(qtbot: QtBot, called: list[object]) -> Iterator[CrashHandler]:
    parent = QObject()
    handler = CrashHandler(parent, save_session=lambda: called.append("saved"))
    handler.install()
    yield handler
    handler.uninstall()
    if handler.dialog:
        handler.dialog.close()


def fail(message: str) -> None:
    try:
        raise RuntimeError(message)
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)


def test_one_dialog_at_a_time_with_details_to_copy(
    handler: CrashHandler,
    called: list[object],
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    fail("first")
    fail("second")
    qtbot.waitUntil(lambda: handler.dialog is not None)
    assert "first" in handler.dialog.text()
    assert [str(error) for error in called] == ["first", "second"]
    assert "RuntimeError: second" in caplog.text
    handler.dialog.findChild(QPushButton, "crash.copy").click()
    assert handler.dialog.isVisible()
    assert "RuntimeError: first" in QGuiApplication.clipboard().text()
    handler.dialog.findChild(QPushButton, "crash.save").click()
    assert called[-1] == "saved"
    assert handler.dialog.isVisible()
    handler.dialog.close()
    qtbot.waitUntil(lambda: handler.dialog is None)
    fail("third")
    qtbot.waitUntil(lambda: handler.dialog is not None)
    assert "third" in handler.dialog.text()


def test_a_thread_that_fails_is_told_in_the_windows_thread(
    handler: CrashHandler, called: list[object], qtbot: QtBot
) -> None:
    def work() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert handler.dialog is None
    qtbot.waitUntil(lambda: handler.dialog is not None)
    assert "in a thread" in handler.dialog.text()
    assert [str(error) for error in called] == ["in a thread"]


def test_ctrl_c_is_no_crash(handler: CrashHandler, called: list[object]) -> None:
    error = KeyboardInterrupt()
    sys.excepthook(KeyboardInterrupt, error, None)
    assert called == [error]
    assert handler.dialog is None
