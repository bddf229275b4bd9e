"""Nothing is painted, and no frame is asked for, when there is nothing new to see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dlgui.ui.main_window import MainWindow
from dlgui.ui.page import TopicPage
from dlgui.ui.widgets.formula import formulas

WATCHED_MS = 250
"""Some fifteen frames of a run at full rate."""


class _Paints(QObject):
    """Counts paint events by widget."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[QWidget] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.seen[watched] += 1
        return False


@contextmanager
def counted_paints(qapp: QApplication) -> Iterator[Counter[QWidget]]:
    paints = _Paints()
    qapp.installEventFilter(paints)
    yield paints.seen
    qapp.removeEventFilter(paints)


def watch(qtbot: QtBot) -> None:
    timer = QTimer(singleShot=True, interval=WATCHED_MS)
    with qtbot.waitSignal(timer.timeout):
        timer.start()


def open_page(window: MainWindow) -> TopicPage:
    page = window.page
    assert page is not None
    page.load_lesson()
    formulas().wait()
    return page


def count_frames(page: TopicPage) -> list[int]:
    frames: list[int] = []
    page.control.frame_arrived.connect(lambda event: frames.append(event.step))
    return frames


def test_a_paused_page_is_not_painted(window: MainWindow, qtbot: QtBot, qapp: QApplication) -> None:
    page = open_page(window)
    with qtbot.waitSignal(page.frame_painted):
        page.step()
    watch(qtbot)
    frames = count_frames(page)
    with counted_paints(qapp) as paints:
        watch(qtbot)
    assert paints == {}
    assert frames == []


def test_a_playing_page_paints_its_plots_once_a_frame_and_nothing_around_them(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    page = open_page(window)
    page.control.set_speed(None)
    page.control.play()
    qtbot.waitUntil(lambda: page.control.step_count > 10)
    watch(qtbot)
    frames = count_frames(page)
    with counted_paints(qapp) as paints:
        watch(qtbot)
    page.control.pause()
    assert frames
    for widget, count in paints.items():
        assert count <= len(frames) + 1, widget
        assert not page.lesson.isAncestorOf(widget)
        assert not page.panel.isAncestorOf(widget)
        assert not window.tabs.isAncestorOf(widget)


def test_a_hidden_tab_is_neither_painted_nor_sent_frames(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    page = open_page(window)
    page.control.play()
    qtbot.waitUntil(lambda: page.control.step_count > 0)
    window.show_topic("gru")
    frames = count_frames(page)
    with counted_paints(qapp) as paints:
        watch(qtbot)
    assert len(frames) <= 2
    assert not any(page.isAncestorOf(widget) for widget in paints)


def test_a_minimized_window_trains_on_without_frames(window: MainWindow, qtbot: QtBot) -> None:
    page = open_page(window)
    page.control.set_speed(None)
    page.control.play()
    qtbot.waitUntil(lambda: page.control.step_count > 0)
    window.showMinimized()
    frames = count_frames(page)
    watch(qtbot)
    assert len(frames) <= 2
    seen = page.control.step_count
    watch(qtbot)
    assert len(frames) <= 2
    window.showNormal()
    qtbot.waitUntil(lambda: len(frames) > 5)
    assert frames[3] > seen + 1
    page.control.pause()
