"""The real window and its processes: killed, replaced, ended, and none left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QComboBox, QSlider
from pytestqt.qtbot import QtBot

from dlgui.app import create_app
from dlgui.core import Run
from dlgui.ui.main_window import MainWindow
from dlgui.ui.theme import look
from tests.frames import bits, state

ROUNDS = 20
PATIENCE_MS = 30_000
SHARED_MEMORY = Path("/dev/shm")
WINDOW = """
from dlgui.app import create_app

if __name__ == "__main__":
    app, window = create_app(["dlgui", "--topic", "lstm", "--play"])
    window.frame_painted.connect(lambda topic, step: print(step, flush=True))
    window.show()
    app.exec()
"""

TERMINAL = """
from dlgui import app, cli

create = app.create_app

def telling(words):
    made = create(words)
    made[1].frame_painted.connect(lambda topic, step: print(step, flush=True))
    return made

if __name__ == "__main__":
    app.create_app = telling
    cli.main(["--topic", "lstm", "--play"])
"""


def start_window(folder: Path, script: str) -> subprocess.Popen[str]:
    """A window in a process of its own, which prints the steps that it has painted."""
    path = folder / "window.py"
    path.write_text(script, "utf-8")
    return subprocess.Popen(
        [sys.executable, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


def children(process: psutil.Process | None = None) -> set[int]:
    """Pids of a process's workers; multiprocessing keeps one more for its own books."""
    found = (process or psutil.Process()).children(recursive=True)
    return {child.pid for child in found if "spawn_main" in " ".join(child.cmdline())}


def shared_memory() -> set[str]:
    return {file.name for file in SHARED_MEMORY.iterdir()} if SHARED_MEMORY.is_dir() else set()


def runs(pid: int) -> bool:
    # In a container nobody may collect what an orphan leaves of itself.
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_the_worker_is_killed_while_it_trains(window: MainWindow, qtbot: QtBot) -> None:
    control, banner = window.page.control, window.page.banner
    told: list[str] = []
    control.rebuilding.connect(lambda event: told.append(banner.text()))
    control.recovered.connect(lambda event: told.append(banner.text()))
    control.set_speed(None)
    control.play()
    qtbot.waitUntil(lambda: control.step_count >= 5, timeout=PATIENCE_MS)
    window.findChild(QSlider, "param.learning_rate.slider").triggerAction(
        QSlider.SliderAction.SliderPageStepAdd
    )
    wanted = control.params
    qtbot.waitUntil(lambda: control.frame.params == wanted, timeout=PATIENCE_MS)
    before = control.step_count
    pid = window.engine.worker_pid
    os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    theme = window.findChild(QComboBox, "theme")
    theme.setCurrentIndex(theme.findData("dark"))
    assert look().theme.name == "dark"

    qtbot.waitUntil(lambda: control.step_count > before + 5, timeout=PATIENCE_MS)
    assert window.engine.worker_pid != pid
    assert control.playing
    assert "ended unexpectedly" in told[0]
    assert "with the same numbers" in told[-1]
    assert banner.isVisible()
    control.pause()
    qtbot.waitUntil(lambda: not control.frame.playing, timeout=PATIENCE_MS)
    undisturbed = Run("lstm", control.topic.params(), 0)
    undisturbed.replay(window.engine.session("lstm").changes, control.step_count)
    assert undisturbed.params == wanted
    shown = {name: control.history[name].values.tobytes() for name in control.history}
    expected = state(undisturbed)
    assert shown == {name: expected[name] for name in undisturbed.history}
    assert bits(control.frame.frame) == bits(undisturbed.snapshot())


def test_twenty_windows_leave_nothing(qtbot: QtBot, settings_path: Path) -> None:
    processes, memory = children(), shared_memory()
    for _ in range(ROUNDS):
        _, window = create_app(
            ["dlgui", "--lang", "en", "--topic", "regularization", "--play"], settings_path
        )
        window.show()
        control = window.page.control
        qtbot.waitUntil(lambda control=control: control.step_count >= 1, timeout=PATIENCE_MS)
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert children() == processes
    assert shared_memory() <= memory


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal for one process")
def test_ctrl_c_in_the_terminal_ends_the_program(tmp_path: Path, qtbot: QtBot) -> None:
    window = start_window(tmp_path, TERMINAL)
    assert any(int(step) >= 3 for step in window.stdout)
    workers = children(psutil.Process(window.pid))
    window.send_signal(signal.SIGINT)
    try:
        assert window.wait(PATIENCE_MS / 1000) == -signal.SIGINT
    finally:
        window.kill()
        window.communicate()
    qtbot.waitUntil(lambda: not any(map(runs, workers)), timeout=PATIENCE_MS)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on Windows")
def test_a_killed_window_takes_its_worker_along(tmp_path: Path, qtbot: QtBot) -> None:
    memory = shared_memory()
    window = start_window(tmp_path, WINDOW)
    assert any(int(step) >= 3 for step in window.stdout)
    workers = children(psutil.Process(window.pid))
    assert workers
    window.kill()
    window.communicate()
    qtbot.waitUntil(lambda: not any(map(runs, workers)), timeout=PATIENCE_MS)
    assert shared_memory() <= memory
