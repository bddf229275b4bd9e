"""``dlgui check``: does this installation work? Opens each tab as a person would and reports.

For a school's technician, and for the build, which runs it in the packaged program.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider, QWidget

from dlgui.app import create_app
from dlgui.core import topics
from dlgui.core.lesson import Formula, load_lesson
from dlgui.data.bundled import chinese_text, diabetes, digits, english_text, iris
from dlgui.engine.client import EngineClient
from dlgui.engine.messages import ClaimFailed, ClaimMeasured, Failed
from dlgui.messages import UserError, shortened
from dlgui.ui.main_window import MainWindow
from dlgui.ui.page import TopicPage
from dlgui.ui.translations import (
    LANGUAGES,
    SOURCE_LANGUAGE,
    current_language,
    install,
    translate,
)
from dlgui.ui.waiting import wait_until
from dlgui.ui.widgets.export import save_png
from dlgui.ui.widgets.formula import draw_formula
from dlgui.ui.widgets.live_plot import LivePlot
from dlgui.ui.widgets.picture_widget import PictureWidget

STEPS = 5
RESOURCES = "resources"
_PICTURES = (LivePlot, PictureWidget)


@dataclass(frozen=True)
class Finding:
    """What was found about a tab or about what all of them need: empty `problem` is none."""

    what: str
    seconds: float
    problem: str


class _ProblemError(Exception):
    """Something does not work."""


def check_all() -> Iterator[Finding]:
    """Look at texts, data and formulas; then use each tab as a person would.

    A tab is opened, trains, has a slider moved, a claim measured, and a plot's picture saved.
    """
    with tempfile.TemporaryDirectory() as folder:
        _, window = create_app(["dlgui"], Path(folder) / "settings.ini")
        window.show()
        try:
            yield look(RESOURCES, check_resources)
            for topic in topics():
                yield look(topic, partial(_check_topic, window, topic, Path(folder)))
        finally:
            window.close()


def look(what: str, check: Callable[[], None]) -> Finding:
    """Check one thing; a problem does not keep the others from being looked at."""
    begin = perf_counter()
    problem = ""
    try:
        check()
    except (_ProblemError, UserError, OSError, ImportError) as error:
        problem = str(error)
    except Exception as error:  # noqa: BLE001 - such as of a damaged file: reported like the others
        problem = f"{type(error).__name__}: {error}"
    return Finding(what, perf_counter() - begin, shortened(problem))


def check_resources() -> None:
    """Check what packaging may have left out without anybody noticing at once."""
    for load in (digits, diabetes, iris, english_text, chinese_text):
        load()
    draw_formula(Formula(r"\frac{1}{2}", display=False))
    spoken = current_language()
    for language in LANGUAGES:
        install(language)
        for topic in topics():
            load_lesson(topic, language.partition("_")[0])
        titles = {topic.title: translate(topic.title) for topic in topics().values()}
        if language != SOURCE_LANGUAGE and all(a == b for a, b in titles.items()):
            raise _ProblemError(f"no translation into {language}")
    install(spoken)


def _check_topic(window: MainWindow, topic: str, folder: Path) -> None:
    window.show_topic(topic)
    page = window.open_page(topic)
    _wait(page, lambda: page.control.frame is not None)
    _train(page)
    _move_slider(page)
    _measure_claim(page, window.engine)
    _save_picture(page, folder)


def _wait(page: TopicPage, done: Callable[[], object]) -> None:
    """Wait for a page's frame that is wanted; what fails meanwhile is the problem."""
    failures: list[Failed] = []
    connection = page.control.failed.connect(failures.append)
    wait_until(lambda: failures or done(), page.frame_painted, page.control.failed)
    page.control.failed.disconnect(connection)
    if failures:
        raise _ProblemError(failures[0].summary)


def _train(page: TopicPage) -> None:
    if not page.topic.trains:
        return
    control = page.control
    control.step(STEPS)
    _wait(page, lambda: control.step_count >= STEPS or control.divergence)
    if control.step_count < STEPS:
        raise _ProblemError(f"stopped at step {control.step_count}")


def _move_slider(page: TopicPage) -> None:
    """Press an arrow key on the first slider that counts, until a frame shows the new value."""
    control = page.control
    sliders = [slider for slider in page.findChildren(QSlider) if slider.isEnabled()]
    if not sliders:
        raise _ProblemError("no slider")
    slider = sliders[0]
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    upward = slider.value() < slider.maximum()
    QTest.keyClick(slider, Qt.Key.Key_Right if upward else Qt.Key.Key_Left)
    wanted = control.params
    if wanted == page.topic.params():
        raise _ProblemError("the slider did not move")
    _wait(page, lambda: control.frame and control.frame.params == wanted)


def _measure_claim(page: TopicPage, engine: EngineClient) -> None:
    """Measure the first claim of the lesson, which a second process does."""
    claims = page.topic.load_claims()
    if not claims:
        return
    said: list[ClaimMeasured | ClaimFailed] = []
    engine.claim_measured.connect(said.append)
    engine.claim_failed.connect(said.append)
    engine.measure(page.topic.id, claims[0].id)
    wait_until(lambda: said, engine.claim_measured, engine.claim_failed)
    match said[0]:
        case ClaimFailed(summary=summary):
            raise _ProblemError(summary)
        case ClaimMeasured(holds=False):
            raise _ProblemError(f"the claim {claims[0].id} does not hold")


def _save_picture(page: TopicPage, folder: Path) -> None:
    plots = [child for child in page.findChildren(QWidget) if isinstance(child, _PICTURES)]
    plot = next((child for child in plots if child.isVisible()), None)
    if plot is None:
        raise _ProblemError("no plot")
    path = folder / "plot.png"
    save_png(plot, path, 800)
    image = QImage(str(path))
    if image.width() != 800:
        raise _ProblemError("the saved picture can't be read")
    small = image.scaled(QSize(64, 64))
    if len({small.pixel(x, y) for x in range(64) for y in range(64)}) < 2:
        raise _ProblemError("the saved picture is empty")
