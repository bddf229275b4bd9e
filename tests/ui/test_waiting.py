"""Waiting for a page that shows something from time to time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from dlgui.messages import UserError
from dlgui.ui import waiting
from dlgui.ui.waiting import wait_until


def test_patience_begins_anew_with_each_sign_of_life(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE_MS", 400)
    seen: list[None] = []
    page = QTimer(interval=50)
    page.timeout.connect(lambda: seen.append(None))
    page.start()
    wait_until(lambda: len(seen) >= 12, page.timeout)
    assert len(seen) == 12
    page.stop()
    with pytest.raises(UserError, match="showed nothing"):
        wait_until(lambda: False, page.timeout)
