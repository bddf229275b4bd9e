"""The real window with the real worker."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from dlgui.core import topics
from dlgui.core.seeds import LARGEST_SEED
from dlgui.messages import UserError
from dlgui.ui.main_window import MainWindow
from dlgui.ui.shortcuts_dialog import ShortcutsDialog
from dlgui.ui.side_tabs import TabButton
from dlgui.ui.theme import look
from dlgui.ui.translations import current_language
from dlgui.ui.widgets.banner import Kind
from dlgui.ui.widgets.transport import SPEEDS
from tests.conftest import OpenWindow


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, focus: object = None) -> None:
    """A key as the person presses it: to whatever has the focus."""
    window.activateWindow()
    (focus or window).setFocus()
    qtbot.keyClick(focus or window, key)


def until_step(qtbot: QtBot, window: MainWindow, step: int) -> None:
    qtbot.waitUntil(lambda: window.page.control.step_count >= step, timeout=20_000)


def until_exactly(qtbot: QtBot, window: MainWindow, step: int) -> None:
    control = window.page.control
    qtbot.waitUntil(lambda: control.frame is not None and control.step_count == step, timeout=9000)


def test_a_tab_opens_with_its_first_state(window: MainWindow) -> None:
    control = window.page.control
    assert control.step_count == 0
    assert not control.playing
    assert window.page.view.isVisible()


@pytest.mark.parametrize("topic_id", list(topics()))
def test_the_open_tab_is_in_sight(open_window: OpenWindow, qtbot: QtBot, topic_id: str) -> None:
    """Also where the list of tabs is longer than the window."""
    window = open_window("--topic", topic_id, "--theme", "projector")
    button = window.findChild(TabButton, f"topic.{topic_id}")
    qtbot.waitUntil(lambda: button.visibleRegion().boundingRect() == button.rect())


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_no_title_is_cut_on_a_projector(
    open_window: OpenWindow, language: str, size: tuple[int, int]
) -> None:
    window = open_window("--theme", "projector", "--lang", language, size=size)
    for button in window.tabs.buttons.values():
        shown = button.text()
        assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", button.accessibleName())
        bold = button.font()
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        assert all(metrics.horizontalAdvance(line) < button.width() for line in shown.split("\n"))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_choice_is_cut_on_a_small_projector(open_window: OpenWindow, language: str) -> None:
    window = open_window("--theme", "projector", "--lang", language)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    for topic_id in topics():
        window.show_topic(topic_id)
        for box in window.page.panel.findChildren(QComboBox):
            option = QStyleOptionComboBox()
            box.initStyleOption(option)
            room = box.style().subControlRect(control, option, part, box).width()
            texts = [box.itemText(index) for index in range(box.count())]
            width = box.fontMetrics().horizontalAdvance
            assert [text for text in texts if width(text) > room] == []


def test_space_plays_and_pauses_and_arrows_step(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_Space)
    until_step(qtbot, window, 3)
    press(qtbot, window, Qt.Key.Key_Space)
    assert not window.page.control.playing
    press(qtbot, window, Qt.Key.Key_R)
    until_exactly(qtbot, window, 0)
    press(qtbot, window, Qt.Key.Key_Right)
    press(qtbot, window, Qt.Key.Key_Right)
    until_exactly(qtbot, window, 2)
    assert len(window.page.control.history["loss"].steps) == 2


def test_the_first_space_plays(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing that takes letters has the focus when the window opens."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert window.page.control.playing
    assert not window.tabs.filter.text()


def test_space_plays_after_another_tab_was_opened_from_within_a_page(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    left = window.page
    window.findChild(QSlider, "param.length.slider").setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert window.page is not left
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert window.page.control.playing


def test_tab_stops_at_the_open_topic_and_arrows_go_on(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    tabs = window.tabs
    window.show_topic("lstm")
    tabs.filter.setFocus()
    qtbot.keyClick(tabs.filter, Qt.Key.Key_Tab)
    assert window.focusWidget() is tabs.buttons["lstm"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window.focusWidget() is tabs.buttons["gru"]
    tabs.filter.setText("dropout")
    tabs.filter.setFocus()
    qtbot.keyClick(tabs.filter, Qt.Key.Key_Tab)
    assert window.focusWidget() is tabs.buttons["dropout"]


def test_keys_go_to_what_has_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    slider = window.findChild(QSlider, "param.length.slider")
    place = slider.value()
    press(qtbot, window, Qt.Key.Key_Right, slider)
    assert slider.value() > place
    box = window.findChild(QLineEdit, "filter")
    press(qtbot, window, Qt.Key.Key_R, box)
    press(qtbot, window, Qt.Key.Key_Space, box)
    assert box.text() == "r "
    assert not window.page.control.playing
    assert window.page.control.step_count == 0


def test_buttons_play_step_and_reset(window: MainWindow, qtbot: QtBot) -> None:
    buttons = {
        name: window.findChild(QToolButton, f"transport.{name}")
        for name in ("play", "step", "reset")
    }
    buttons["step"].click()
    until_exactly(qtbot, window, 1)
    buttons["play"].click()
    until_step(qtbot, window, 5)
    buttons["play"].click()
    assert not window.page.control.playing
    buttons["reset"].click()
    until_exactly(qtbot, window, 0)


def test_the_same_seed_gives_the_same_run(window: MainWindow, qtbot: QtBot) -> None:
    control = window.page.control
    losses = []
    for seed in ("3", "4", "3"):
        box = window.findChild(QLineEdit, "transport.seed")
        box.selectAll()
        qtbot.keyClicks(box, seed)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        control.step(3)
        until_exactly(qtbot, window, 3)
        losses.append(list(control.history["loss"].values))
    assert losses[0] == losses[2] != losses[1]


def test_a_bad_seed_is_refused_in_full(window: MainWindow, qtbot: QtBot) -> None:
    box = window.findChild(QLineEdit, "transport.seed")
    box.selectAll()
    qtbot.keyClicks(box, "-1")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "0"
    banner = window.page.banner
    assert banner.text() == f"The seed must be a whole number, 0 … {LARGEST_SEED}, not “-1”."
    words = banner.findChild(QLabel, "banner.text")
    assert words.height() >= words.heightForWidth(words.width())
    width = window.width()
    box.setText("9" * 5000)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "0"
    assert "not “999" in banner.text()
    window.layout().activate()
    assert window.minimumSizeHint().width() <= width
    qtbot.keyClicks(box, "7")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert banner.text() == ""


def test_a_live_change_keeps_what_was_learned(window: MainWindow, qtbot: QtBot) -> None:
    control = window.page.control
    control.step(2)
    until_exactly(qtbot, window, 2)
    name = next(
        param.name
        for param in control.params.declared().values()
        if param.live and param.shown and window.page.panel.rows[param.name].isEnabled()
    )
    slider = window.findChild(QSlider, f"param.{name}.slider")
    for place in (slider.value() + 7, slider.value() + 31):
        slider.setValue(place)
    wanted = getattr(control.params, name)
    qtbot.waitUntil(lambda: getattr(control.frame.params, name) == wanted)
    assert control.step_count == 2


def test_a_change_that_restarts_waits_for_the_slider_to_rest(
    window: MainWindow, qtbot: QtBot
) -> None:
    control = window.page.control
    control.step(2)
    until_exactly(qtbot, window, 2)
    restarts = []
    control.restarted.connect(lambda: restarts.append(control.params))
    param = next(
        param
        for param in control.params.declared().values()
        if not param.live and window.findChild(QSlider, f"param.{param.name}.slider")
    )
    slider = window.findChild(QSlider, f"param.{param.name}.slider")
    for offset in (1, 2):
        slider.setValue(slider.value() + offset)
        assert restarts == []
    qtbot.waitUntil(lambda: control.frame is not None and control.step_count == 0, timeout=9000)
    assert restarts == [control.params]
    assert getattr(control.params, param.name) != param.default


def test_a_preset_is_one_restart(window: MainWindow, qtbot: QtBot) -> None:
    control = window.page.control
    preset = window.page.topic.presets[0]
    restarts = []
    control.restarted.connect(lambda: restarts.append(1))
    window.findChild(QAction, f"preset.{preset.id}").trigger()
    assert control.params == window.page.topic.preset_params(preset)
    qtbot.waitUntil(lambda: control.frame is not None)
    assert restarts == [1]


def test_speed_is_chosen_from_a_list_with_every_topics_own(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert {topic.speed for topic in topics().values()} <= {*SPEEDS, None}
    combo = window.findChild(QComboBox, "transport.speed")
    assert combo.currentData() == window.page.topic.speed
    combo.setCurrentIndex(combo.findData(2.0))
    assert window.page.control.speed == 2.0


def test_a_hidden_tab_pauses_and_comes_back_as_it_was(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    first, second = list(topics())[:2]
    window = open_window("--topic", first, "--play")
    page = window.page
    until_step(qtbot, window, 3)
    window.findChild(QPushButton, f"topic.{second}").click()
    assert window.page.topic.id == second
    assert not page.control.playing
    qtbot.waitUntil(lambda: window.page.control.frame is not None, timeout=20_000)
    window.findChild(QPushButton, f"topic.{first}").click()
    assert window.page is page
    step = page.control.step_count
    page.control.step()
    qtbot.waitUntil(lambda: page.control.step_count > step)
    assert not page.control.playing


def test_the_worker_may_die(window: MainWindow, qtbot: QtBot) -> None:
    control = window.page.control
    control.step(4)
    until_exactly(qtbot, window, 4)
    told = []
    control.recovered.connect(lambda event: told.append(window.page.banner.text()))
    os.kill(window.engine.worker_pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "rebuilt to step 4" in window.page.banner.text()
    control.step(1)
    until_exactly(qtbot, window, 5)
    assert list(control.history["loss"].steps) == [1, 2, 3, 4, 5]


def test_the_filter_finds_topics(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = window.findChild(QLineEdit, "filter")
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "lstm")
    shown = [name for name, button in window.tabs.buttons.items() if not button.isHidden()]
    assert "lstm" in shown
    assert all("lstm" in name for name in shown)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert all(not button.isHidden() for button in window.tabs.buttons.values())
    qtbot.keyClicks(box, "no such topic")
    assert all(button.isHidden() for button in window.tabs.buttons.values())
    said = [label.text() for label in window.tabs.findChildren(QLabel) if label.isVisible()]
    assert "No topic name matches. Esc shows all." in said
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.page.topic.id == "lstm"


def test_the_lesson_hides_and_the_plots_get_the_most(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window("--topic", "lstm", size=(1920, 1080))
    for _ in range(2):
        area = window.page.view.width() * window.page.view.height()
        assert area >= 0.6 * window.width() * window.height()
        lesson = window.page.lesson.isVisible()
        qtbot.keyClick(window, Qt.Key.Key_F9)
        assert window.page.lesson.isVisible() != lesson


def test_size_changes_with_the_keys(window: MainWindow, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_Plus, control)
    assert look().scale == pytest.approx(1.1)
    qtbot.keyClick(window, Qt.Key.Key_Minus, control)
    qtbot.keyClick(window, Qt.Key.Key_Minus, control)
    assert look().scale == pytest.approx(1 / 1.1)
    qtbot.keyClick(window, Qt.Key.Key_0, control)
    assert look().scale == 1.0


def test_full_screen_and_help(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    look().set_theme("projector")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(ShortcutsDialog)
    assert dialog.isVisible()
    assert dialog.height() < 680, "it fits on a small screen"
    button = dialog.findChild(QPushButton)
    assert button.height() >= button.sizeHint().height()
    dialog.close()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_help_in_large_letters_fits_the_screen(open_window: OpenWindow, language: str) -> None:
    window = open_window("--topic", "lstm", "--theme", "projector", "--lang", language)
    window.show_shortcuts()
    dialog = window.findChild(ShortcutsDialog)
    QApplication.processEvents()
    copy = dialog.findChild(QPushButton)
    assert dialog.height() <= window.screen().availableSize().height()
    assert dialog.rect().contains(copy.geometry())
    assert copy.height() >= copy.sizeHint().height(), "all of its letters can be seen"
    area = dialog.findChild(QScrollArea)
    assert area.widget().sizeHint().width() <= area.viewport().width()
    dialog.close()


def test_language_and_theme_change_at_once(window: MainWindow, qtbot: QtBot) -> None:
    play = window.findChild(QToolButton, "transport.play")
    language = window.findChild(QComboBox, "language")
    language.setCurrentIndex(language.findData("zh_CN"))
    qtbot.waitUntil(lambda: play.text() == "播放")
    language.setCurrentIndex(language.findData("en"))
    qtbot.waitUntil(lambda: play.text() == "Play")
    theme = window.findChild(QComboBox, "theme")
    for name in ("dark", "projector", "light"):
        theme.setCurrentIndex(theme.findData(name))
        assert look().theme.name == name


def test_choices_survive_a_restart(open_window: OpenWindow, qtbot: QtBot) -> None:
    first = open_window("--topic", "lstm", "--lang", "zh_CN", "--theme", "dark", size=(1300, 800))
    first.larger()
    first.toggle_lesson()
    columns = first.page._columns
    handle = columns.handle(1)
    middle = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(handle, middle - QPoint(100, 0))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle - QPoint(100, 0))
    side = columns.sizes()[1]
    first.close()
    second = open_window("--lang", "zh_CN", size=(1300, 800))
    assert second.page.topic.id == "lstm"
    assert current_language() == "zh_CN"
    assert look().theme.name == "dark"
    assert look().scale == pytest.approx(1.1)
    assert not second.page.lesson.isVisible()
    assert second.page._columns.sizes()[1] == pytest.approx(side, abs=2)


def test_a_damaged_settings_file_is_told_and_left_out(
    open_window: OpenWindow, settings_path: Path
) -> None:
    settings_path.write_text("[General]\nscale=huge\ntheme=plaid\ntopic=lstm\nlesson=7\n", "utf-8")
    window = open_window()
    assert "settings" in window.banner.text()
    assert window.banner.kind is Kind.NOTE
    assert look().scale == 1.0
    assert window.page.topic.id == "lstm"


def test_options_set_the_first_run(open_window: OpenWindow) -> None:
    window = open_window("--topic", "lstm", "--set", "length=20", "--seed", "7")
    assert window.page.control.frame.params.length == 20
    assert window.page.control.seed == 7
    assert window.findChild(QLineEdit, "transport.seed").text() == "7"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--topic", "no_such"),
        ("--topic", "lstm", "--set", "no_such=1"),
        ("--topic", "lstm", "--set", "length=1000"),
    ],
)
def test_what_does_not_exist_is_refused(
    open_window: OpenWindow, arguments: tuple[str, ...]
) -> None:
    with pytest.raises(UserError):
        open_window(*arguments)


def test_links_of_the_lesson_act(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page
    page.links.set_requested.emit({"length": "30"}, False)
    assert page.control.params.length == 30
    assert window.findChild(QLineEdit, "param.length.edit").text() == "30"
    page.links.set_requested.emit({"length": "1000"}, True)
    assert "length = 1000 is outside its range" in page.banner.text()
    assert page.control.params.length == 30


def test_clicking_a_button_leaves_the_keys_to_the_window(window: MainWindow, qtbot: QtBot) -> None:
    reset = window.findChild(QToolButton, "transport.reset")
    qtbot.mouseClick(reset, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not reset.hasFocus()
