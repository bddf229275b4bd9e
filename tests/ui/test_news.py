"""Three looks of trouble, and the lesson's links, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from dlgui.core.lesson import ClaimLink, PresetLink, SetLink, TopicLink
from dlgui.ui import translations
from dlgui.ui.widgets.banner import Kind
from tests.conftest import OpenWindow


def test_a_diverged_run_is_a_lesson(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window("--topic", "regularization")
    page, control = window.page, window.page.control
    window.findChild(QAction, "preset.explodes").trigger()
    control.set_speed(None)
    control.play()
    qtbot.waitUntil(lambda: control.divergence is not None, timeout=20_000)
    assert page.banner.kind is Kind.LESSON
    where, what = f"{control.divergence.step:,}", control.divergence.array
    assert page.banner.text() == (
        f"Diverged at step {where}: “{what}” overflowed. Lower the learning rate."
    )
    assert not control.playing
    assert not page.transport.play.isEnabled()
    control.play()
    assert not control.playing
    page.banner.findChild(QToolButton, "banner.reset").click()
    qtbot.waitUntil(lambda: control.frame is not None and control.step_count == 0)
    assert page.banner.text() == ""
    assert page.transport.play.isEnabled()


@pytest.mark.parametrize(
    ("settings", "cause"),
    [
        (("precision=float16", "initializer=normal", "activation=relu"), "overflowed before"),
        (("initializer=he", "activation=relu", "scale=1.2"), "or clip the gradient"),
    ],
)
def test_the_advice_fits_the_cause(
    open_window: OpenWindow, qtbot: QtBot, settings: tuple[str, ...], cause: str
) -> None:
    options = [part for each in settings for part in ("--set", each)]
    window = open_window("--topic", "vanishing_gradients", *options)
    page, control = window.page, window.page.control
    control.set_speed(None)
    control.play()
    qtbot.waitUntil(lambda: control.divergence is not None, timeout=20_000)
    english = page.banner.text()
    assert cause in english
    assert control.divergence.array in english
    assert ("Lower the learning rate" in english) != control.divergence.from_start
    translations.install("zh_CN")
    qtbot.waitUntil(lambda: "学习率" in page.banner.text())
    assert "rate" not in page.banner.text()


def test_a_failure_is_told_in_place_with_details(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window("--topic", "lstm", "--set", "task=text")
    page, control = window.page, window.page.control
    edit = window.findChild(QLineEdit, "param.text_file.edit")
    qtbot.keyClicks(edit, str(tmp_path / "none.txt"))
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.banner.text() != "", timeout=20_000)
    assert page.banner.kind is Kind.ERROR
    assert "none.txt" in page.banner.text()
    page.banner.findChild(QToolButton, "banner.copy").click()
    assert "Traceback" in QGuiApplication.clipboard().text()
    assert not page.transport.play.isEnabled()
    window.findChild(QToolButton, "param.text_file.reset").click()
    qtbot.waitUntil(lambda: control.frame is not None, timeout=20_000)
    assert page.banner.text() == ""
    assert page.transport.play.isEnabled()


def test_the_lessons_links_act(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window("--topic", "regularization")
    page, control = window.page, window.page.control
    page.load_lesson()
    page.lesson.link_activated.emit(SetLink({"lam": "10", "penalty": "l2"}, False))
    assert (control.params.lam, control.params.penalty) == (10.0, "l2")
    page.lesson.link_activated.emit(PresetLink("corner", True))
    assert control.params.penalty == "l1"
    assert control.playing
    page.lesson.link_activated.emit(PresetLink("circle", False))
    assert not control.playing
    qtbot.waitUntil(lambda: control.frame is not None, timeout=20_000)
    assert (control.step_count, control.frame.playing) == (0, False)
    page.lesson.link_activated.emit(PresetLink("corner", True))
    assert control.playing
    page.lesson.link_activated.emit(TopicLink("lstm"))
    assert window.page.topic.id == "lstm"
    assert not control.playing


@pytest.mark.parametrize("topic_id", ["lstm"])
def test_a_claim_is_measured_in_place(open_window: OpenWindow, qtbot: QtBot, topic_id: str) -> None:
    window = open_window("--topic", topic_id)
    page = window.page
    page.load_lesson()
    claim = page.topic.load_claims()[0]
    with qtbot.waitSignal(window.engine.claim_measured, timeout=60_000) as measured:
        page.lesson.link_activated.emit(ClaimLink(claim.id))
    assert measured.args[0].holds
    assert "holds" in page.lesson._text.toPlainText()
