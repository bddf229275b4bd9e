"""The real application, driven from a benchmark."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from dlgui.ui.main_window import MainWindow

_PATIENCE = 60.0


@contextmanager
def running_app(*options: str) -> Iterator[tuple[QApplication, MainWindow]]:
    """The application with its window shown at 1920×1080, and settings of its own."""
    from dlgui.app import create_app

    with TemporaryDirectory() as folder:
        app, window = create_app(["dlgui", *options], Path(folder) / "settings.ini")
        window.resize(1920, 1080)
        window.show()
        try:
            yield app, window
        finally:
            window.close()
            app.processEvents()


def run_until(app: QApplication, done: Callable[[], bool]) -> None:
    """Run the event loop until `done`, which is asked after each round of events."""
    deadline = time.monotonic() + _PATIENCE
    while not done():
        app.processEvents()
        if time.monotonic() > deadline:
            raise RuntimeError("the application did not get there")
        time.sleep(0.0005)
