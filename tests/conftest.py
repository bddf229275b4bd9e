"""What all tests share: a place for the application's files, and the window itself."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import numpy as np  # noqa: F401 - loads the library whose threads are limited below
import psutil
import pytest
import threadpoolctl

from dlgui.blas import limit_threads

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# As in the program; two test processes with as many threads each would only wait for each other.
limit_threads()
# NumPy may be here already, brought by a plugin of pytest.
threadpoolctl.threadpool_limits(1)
# The same examples each time, however busy the machine is.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis.settings.load_profile("suite")

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from dlgui.ui.main_window import MainWindow
    from dlgui.ui.widgets.live_plot import LivePlot

OpenWindow = Callable[..., "MainWindow"]
Hover = Callable[["LivePlot", float, float], tuple[str, dict[str, str]]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever the order, the longest test comes first: the others run beside it."""
    items.sort(key=lambda item: item.get_closest_marker("first") is None)


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings, logs and drawn formulas go to a folder of the test run."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            patch.setenv(name, str(home / name))
        yield


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Holds its widgets to the end of a test.

    pytest-qt knows them by weak references and paints once more after a test's last line, where
    the garbage collector could take a widget away in the middle of its painting.
    """
    held = []
    add = qtbot.addWidget

    def add_and_hold(widget: QWidget, **options: Any) -> None:
        held.append(widget)
        add(widget, **options)

    qtbot.addWidget = add_and_hold  # type: ignore[method-assign]
    return qtbot


@pytest.fixture
def hover(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Hover:
    """What a plot's readout says with the cursor at a place of axis space: head and rows."""
    from dlgui.ui.widgets import plot_canvas

    told: list[tuple[str, dict[str, str]]] = []

    def note(painter: object, area: object, mouse: object, head: str, rows: Any) -> None:
        told.append((head, {row.label: row.value for row in rows}))

    monkeypatch.setattr(plot_canvas, "paint_readout", note)

    def read(plot: LivePlot, u: float, v: float) -> tuple[str, dict[str, str]]:
        qtbot.mouseMove(plot.canvas, pos=plot.canvas.view().point(u, v).toPoint())
        plot.canvas.grab()
        return told[-1]

    return read


@pytest.fixture
def settings_path(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, settings_path: Path) -> Iterator[OpenWindow]:
    """Builds the window as the program does, shows it, and closes it after the test.

    Fails a test that leaves a widget, a process or a thread behind.
    """
    from PySide6.QtCore import QCoreApplication, QEvent

    from dlgui.app import create_app
    from dlgui.ui import translations
    from dlgui.ui.theme import look

    threads = set(threading.enumerate())
    windows: list[MainWindow] = []

    def build(*arguments: str, size: tuple[int, int] = (1280, 720)) -> MainWindow:
        given = arguments if "--lang" in arguments else ("--lang", "en", *arguments)
        _, window = create_app(["dlgui", *given], settings_path)
        windows.append(window)
        window.resize(*size)
        window.show()
        if window.page:
            qtbot.waitUntil(lambda: window.page.control.frame is not None, timeout=20_000)
        return window

    yield build
    for window in windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert qapp.allWidgets() == []
    translations.install("en")
    look().set_theme("light")
    look().set_scale(1.0)
    qtbot.waitUntil(lambda: not _left(threads), timeout=10_000)


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    """The window with the LSTM's page."""
    return open_window("--topic", "lstm")


def _left(before: set[threading.Thread]) -> list[object]:
    left: list[object] = [
        child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())
    ]
    return left + [thread for thread in threading.enumerate() if thread not in before]
