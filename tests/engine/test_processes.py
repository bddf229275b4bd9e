"""No process outlives its window."""

from __future__ import annotations

import os
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path

import psutil
from pytestqt.qtbot import QtBot

from dlgui.engine.client import EngineClient
from tests.engine.conftest import PATIENCE_MS, Page
from tests.engine.probe import ProbeParams

WINDOW = """
import sys
from PySide6.QtCore import QCoreApplication
from dlgui.engine import process
from dlgui.engine.client import EngineClient
from tests.engine.probe import ProbeParams, serve_with_probe

if __name__ == "__main__":
    process.serve = serve_with_probe
    app = QCoreApplication([])
    client = EngineClient()
    client.frame_arrived.connect(lambda frame: print(flush=True))
    client.claim_progressed.connect(lambda event: print("hanging", flush=True))
    client.start()
    client.frame_arrived.connect(lambda frame: client.painted("probe"))
    client.load("probe", ProbeParams(trouble=sys.argv[1]), 0)
    client.play("probe")
    if sys.argv[1] == "none":
        client.measure("probe", "hang")
    app.exec()
"""


def spawned() -> set[int]:
    """This process's children, but for the one that multiprocessing keeps for its own books."""
    children = psutil.Process().children(recursive=True)
    return {child.pid for child in children if "resource_tracker" not in "".join(child.cmdline())}


def test_closed_clients_leave_nothing(qtbot: QtBot) -> None:
    before = spawned()
    for _ in range(3):
        client = EngineClient()
        page = Page(client, qtbot, "probe")
        client.start()
        page.load()
        client.play("probe")
        page.reach(1)
        client.close()
        client.close()
    assert spawned() == before
    assert not active_children()


def test_close_ends_a_worker_that_hangs_in_a_step(page: Page, client: EngineClient) -> None:
    page.load(ProbeParams(trouble="hang"))
    page.reach(0)
    client.play("probe")
    client.close()
    assert not active_children()


def test_close_ends_a_measurement(client: EngineClient, qtbot: QtBot) -> None:
    with qtbot.waitSignal(client.claim_progressed, timeout=PATIENCE_MS):
        client.measure("probe", "hang")
    client.close()
    assert not active_children()


def window(tmp_path: Path, trouble: str) -> subprocess.Popen[str]:
    script = tmp_path / "window.py"
    script.write_text(WINDOW)
    return subprocess.Popen(
        [sys.executable, str(script), trouble],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


def killed_window_leaves_nothing(window: subprocess.Popen[str], qtbot: QtBot) -> None:
    assert window.stdout
    assert "hanging\n" in iter(window.stdout.readline, "")
    children = psutil.Process(window.pid).children(recursive=True)
    assert children
    window.kill()
    window.communicate()
    qtbot.waitUntil(lambda: not any(map(runs, children)), timeout=PATIENCE_MS)


def runs(process: psutil.Process) -> bool:
    # In a container nobody may collect what an orphan leaves of itself.
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_killed_window_takes_its_processes_along(tmp_path: Path, qtbot: QtBot) -> None:
    killed_window_leaves_nothing(window(tmp_path, "none"), qtbot=qtbot)


def test_killed_window_takes_a_hanging_worker_along(tmp_path: Path, qtbot: QtBot) -> None:
    killed_window_leaves_nothing(window(tmp_path, "hang"), qtbot=qtbot)
