"""Pictures of the real pages, rendered without a screen."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from dlgui.engine.client import EngineClient
from dlgui.ui.fonts import install_fonts
from dlgui.ui.main_window import MainWindow
from dlgui.ui.page import TopicPage
from dlgui.ui.settings import Settings
from dlgui.ui.theme import look
from dlgui.ui.translations import install
from dlgui.ui.waiting import wait_until
from dlgui.ui.widgets.coloured_picture import ColouredPicture
from dlgui.ui.widgets.formula import formulas
from dlgui.ui.widgets.live_plot import LivePlot


def take_shots(
    folder: Path,
    *,
    topics: Sequence[str],
    size: tuple[int, int] = (1280, 720),
    theme: str = "light",
    language: str = "en",
    steps: int = 0,
) -> Iterator[Path]:
    """Write one PNG file a topic, after exactly `steps` steps, and give each path.

    Raises
    ------
    UserError
        A page failed or showed no frame in time.
    OSError
        The file can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(["dlgui"])
    assert isinstance(app, QApplication)
    install(language)
    look().set_theme(theme)
    install_fonts()
    look().apply(app)
    with tempfile.TemporaryDirectory() as settings, _window(Path(settings)) as window:
        window.resize(*size)
        window.show()
        for topic in topics:
            window.show_topic(topic)
            page = window.open_page(topic)
            _run_to(page, steps if page.topic.trains else 0)
            for plot in page.view.findChildren(QWidget):
                if isinstance(plot, LivePlot | ColouredPicture):
                    plot.refit()  # as a person finds it who looks at the resting page
            path = folder / f"{topic}-{language}-{theme}-{size[0]}x{size[1]}.png"
            if not window.grab().save(str(path)):
                raise OSError(f"{path} can't be written")
            yield path


@contextmanager
def _window(settings: Path) -> Iterator[MainWindow]:
    """A window of its own, and freed at the end: no event loop runs that would do it later."""
    engine = EngineClient()
    engine.start()
    try:
        window = MainWindow(engine, Settings(settings / "settings.ini"))
        try:
            yield window
        finally:
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    finally:
        engine.close()


def _run_to(page: TopicPage, steps: int) -> None:
    """Take the steps and wait until the last of them is painted; then set the lesson."""
    control = page.control
    wait_until(lambda: control.frame is not None, page.frame_painted, control.failed)
    if steps:
        control.step(steps)
        wait_until(lambda: _arrived(page, steps), page.frame_painted, control.failed)
    page.load_lesson()
    formulas().wait()


def _arrived(page: TopicPage, steps: int) -> bool:
    return page.control.step_count >= steps or page.control.divergence is not None
