"""``dlgui check``: does this installation work? Opens each tab as a person would and reports.

For a school's technician, and for the build, which runs it in the packaged program.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider, QWidget

from dlgui.app import create_app
from dlgui.core import topics
from dlgui.engine.client import EngineClient
from dlgui.engine.messages import ClaimFailed, ClaimMeasured
from dlgui.messages import UserError
from dlgui.ui.main_window import MainWindow
from dlgui.ui.page import TopicPage
from dlgui.ui.waiting import wait_until
from dlgui.ui.widgets.export import save_png
from dlgui.ui.widgets.live_plot import LivePlot
from dlgui.ui.widgets.picture_widget import PictureWidget

STEPS = 5
_PICTURES = (LivePlot, PictureWidget)


@dataclass(frozen=True)
class TopicCheck:
    """What was found on one tab: empty `problem` is none."""

    topic: str
    seconds: float
    problem: str


def check_topics() -> Iterator[TopicCheck]:
    """Open each tab, train, move a slider, measure a claim, save a plot's picture and read it."""
    with tempfile.TemporaryDirectory() as folder:
        _, window = create_app(["dlgui"], Path(folder) / "settings.ini")
        window.show()
        try:
            for topic in topics():
                begin = perf_counter()
                problem = _problem_of(window, topic, Path(folder))
                yield TopicCheck(topic, perf_counter() - begin, problem)
        finally:
            window.close()


def _problem_of(window: MainWindow, topic: str, folder: Path) -> str:
    window.show_topic(topic)
    page = window.open_page(topic)
    try:
        wait_until(lambda: page.control.frame is not None, page.frame_painted, page.control.failed)
        return (
            _train(page)
            or _move_slider(page)
            or _measure_claim(page, window.engine)
            or _save_picture(page, folder)
        )
    except UserError as error:
        return str(error)


def _train(page: TopicPage) -> str:
    if not page.topic.trains:
        return ""
    control = page.control
    control.step(STEPS)
    wait_until(
        lambda: control.step_count >= STEPS or control.divergence or control.ended,
        page.frame_painted,
        control.failed,
    )
    return "" if control.step_count >= STEPS else f"stopped at step {control.step_count}"


def _move_slider(page: TopicPage) -> str:
    """Press an arrow key on the first slider that counts, until a frame shows the new value."""
    control = page.control
    sliders = [slider for slider in page.findChildren(QSlider) if slider.isEnabled()]
    if not sliders:
        return "no slider"
    slider = sliders[0]
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    upward = slider.value() < slider.maximum()
    QTest.keyClick(slider, Qt.Key.Key_Right if upward else Qt.Key.Key_Left)
    wanted = control.params
    if wanted == page.topic.params():
        return "the slider did not move"
    wait_until(
        lambda: control.ended or (control.frame and control.frame.params == wanted),
        page.frame_painted,
        control.failed,
    )
    return "the run ended" if control.ended else ""


def _measure_claim(page: TopicPage, engine: EngineClient) -> str:
    """Measure the first claim of the lesson, which a second process does."""
    claims = page.topic.load_claims()
    if not claims:
        return ""
    said: list[ClaimMeasured | ClaimFailed] = []
    engine.claim_measured.connect(said.append)
    engine.claim_failed.connect(said.append)
    engine.measure(page.topic.id, claims[0].id)
    wait_until(lambda: said, engine.claim_measured, engine.claim_failed)
    match said[0]:
        case ClaimFailed(summary=summary):
            return summary
        case ClaimMeasured(holds=False):
            return f"the claim {claims[0].id} does not hold"
    return ""


def _save_picture(page: TopicPage, folder: Path) -> str:
    plots = [child for child in page.findChildren(QWidget) if isinstance(child, _PICTURES)]
    plot = next((child for child in plots if child.isVisible()), None)
    if plot is None:
        return "no plot"
    path = folder / "plot.png"
    save_png(plot, path, 800)
    image = QImage(str(path))
    if image.width() != 800:
        return "the saved picture can't be read"
    small = image.scaled(QSize(64, 64))
    colours = {small.pixel(x, y) for x in range(64) for y in range(64)}
    return "" if len(colours) > 1 else "the saved picture is empty"
