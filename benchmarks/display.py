"""Where a benchmark draws, and what else the machine was doing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PLATFORMS = ("offscreen", "xvfb")
_SIZE = "1920x1080x24"
_START_SECONDS = 10.0


def load_line() -> str:
    """The machine's load: it says how far the numbers beside it can be trusted."""
    one, five, _ = os.getloadavg()
    return f"load {one:.2f} (1 min), {five:.2f} (5 min), {os.cpu_count()} CPUs"


def available_platforms() -> list[str]:
    """Offscreen always; a real window where Xvfb is installed."""
    return [name for name in PLATFORMS if name != "xvfb" or shutil.which("Xvfb")]


@contextmanager
def environment(platform: str) -> Iterator[dict[str, str]]:
    """The environment of a process that draws on this platform; Xvfb lives as long as it."""
    if platform != "xvfb":
        yield {**os.environ, "QT_QPA_PLATFORM": platform}
        return
    display = _free_display()
    server = subprocess.Popen(
        ["Xvfb", f":{display}", "-noreset", "-screen", "0", _SIZE, "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(Path(f"/tmp/.X11-unix/X{display}"))
        yield {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{display}"}
    finally:
        server.terminate()
        server.wait()


def _free_display() -> int:
    return next(n for n in range(90, 900) if not Path(f"/tmp/.X{n}-lock").exists())


def _wait_for(socket: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not socket.exists():
        if time.monotonic() > deadline:
            raise RuntimeError("Xvfb did not start")
        time.sleep(0.02)


def on_each_platform(module: str, arguments: Sequence[str]) -> None:
    """Run a benchmark in a process of its own on each platform; its rows appear as they come."""
    for platform in available_platforms():
        with environment(platform) as env:
            command = [sys.executable, "-u", "-m", module, "--here", platform, *arguments]
            sys.stdout.flush()
            subprocess.run(command, env=env, check=True)
