"""The program as it is started, driven from outside with keyboard and mouse."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from dlgui.core import Session, read_session
from tests.e2e.desk import Desk, packaged_check

MISSING = [name for name in ("Xvfb", "xdotool") if not shutil.which(name)]
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.xdist_group("e2e"),  # one screen for all
]
LSTM = ("--lang", "en", "--theme", "light", "--topic", "lstm")
SLIDER = "param.length.slider"

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with packaged_check().virtual_screen() as display:
        yield display


@pytest.fixture
def desk(display: str, tmp_path: Path, qtbot: QtBot) -> Desk:
    return Desk(display, tmp_path, qtbot)


@pytest.fixture
def start(desk: Desk) -> Iterator[Start]:
    """Starts the program; a test that fails leaves none behind."""
    started: list[subprocess.Popen[str]] = []

    def run(*options: str) -> subprocess.Popen[str]:
        started.append(desk.start(*options))
        return started[-1]

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def saved(desk: Desk) -> Session:
    """The session, saved with Ctrl+S: it tells what the run has come to."""
    file = desk.home / "saved.dlgui.json"
    file.unlink(missing_ok=True)
    desk.focus("dlgui")

    def asked() -> bool:
        # Before the first frame there is nothing to save.
        desk.press("ctrl+s")
        return bool(desk.windows("Save session"))

    desk.until(asked)
    desk.focus("Save session")
    desk.press("ctrl+a")
    desk.type(str(file))
    desk.press("Return")
    desk.until(lambda: not desk.windows("Save session") and file.exists() and whole(file))
    desk.focus("dlgui")
    return read_session(file)


def whole(file: Path) -> bool:
    try:
        return bool(json.loads(file.read_text("utf-8")))
    except json.JSONDecodeError:
        return False


def close(desk: Desk, process: subprocess.Popen[str]) -> str:
    """Close the window; the program ends, with all that it started. What it complained of."""
    mine = psutil.Process(process.pid)
    family = [mine, *mine.children(recursive=True)]
    assert len(family) > 1
    desk.ask_to_close(desk.focus("dlgui"))
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    desk.until(lambda: not [p for p in family if p.is_running() and p.status() != "zombie"])
    return errors


def test_space_trains_a_drag_sets_and_the_window_closes(desk: Desk, start: Start) -> None:
    places = desk.places([SLIDER], *LSTM)
    process = start(*LSTM)
    first = saved(desk)
    assert (first.topic, first.step, first.changes) == ("lstm", 0, ())
    desk.press("space")
    desk.until(lambda: saved(desk).step > 0)
    desk.press("space")
    x, y, _ = places[SLIDER]
    desk.drag(desk.focus("dlgui"), x, y, -30)
    last = saved(desk)
    assert last.step > 0
    assert {change.name for change in last.changes} == {"length"}
    assert last.changes[-1].value < first.params.length
    assert last.seed == first.seed
    assert close(desk, process) == ""


def test_language_and_theme_change_by_key(desk: Desk, start: Start) -> None:
    places = desk.places(["language", "theme"], *LSTM)
    process = start(*LSTM)
    saved(desk)
    window = desk.focus("dlgui")
    assert desk.lightness(window) > 128
    desk.press("ctrl+k", *["Tab"] * places["theme"][2], "Down")
    desk.until(lambda: desk.lightness(window) < 128)
    desk.press("ctrl+k", *["Tab"] * places["language"][2], "Down")
    desk.press("F1")
    desk.until(lambda: desk.windows("键盘快捷键"))
    desk.focus("键盘快捷键")
    desk.press("Escape")
    desk.until(lambda: not desk.windows("键盘快捷键"))
    assert close(desk, process) == ""
    settings = (desk.home / "CONFIG" / "dlgui" / "dlgui.ini").read_text("utf-8")
    assert "language=zh_CN" in settings
    assert "theme=dark" in settings


def test_closing_in_the_middle_of_training_leaves_nothing(desk: Desk, start: Start) -> None:
    process = start(*LSTM, "--play")
    desk.until(lambda: saved(desk).step > 0)
    assert close(desk, process) == ""
