"""Frames a second of the real pages while they train: ``python -m benchmarks.page_rate``.

Each trained tab plays flat out in the real window at 1920×1080. The engine sends at most 64
frames a second, each after the one before was painted. The column *kept* compares the steps a
second of one run while its window is shown and while it is hidden, when no frames are sent: in
turns, so that what else the machine does falls on both, and the median of the pairs. *Paused CPU*
is the share of a core that all processes of the application use while paused.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import time
from contextlib import nullcontext
from dataclasses import dataclass

import numpy as np
import psutil
from numpy.typing import NDArray
from PySide6.QtCore import QEventLoop, QTimer

from benchmarks.app_driver import run_until, running_app
from benchmarks.display import load_line, on_each_platform
from dlgui.ui.main_window import MainWindow
from dlgui.ui.run_control import RunControl

THEMES = ("light", "projector")
_SHOWN = 40
_PAIRS = 5
_SETTLE = 0.3
_HEAD = (
    "| window | tab | theme | frames/s | median ms | worst 1 % ms"
    " | CPU ms | steps/s | kept | paused CPU |"
)


@dataclass(frozen=True)
class Watched:
    """What a page did: times between painted frames and processor time of the window for each
    frame, both in milliseconds; steps a second; the share of the hidden window's steps a second
    that the shown one keeps; the share of a core that all processes use while the run is paused."""

    gaps: NDArray[np.float64]
    cpu: float
    rate: float
    kept: float
    paused: float


def watched(
    topic: str, theme: str, seconds: float, profiler: cProfile.Profile | None = None
) -> Watched:
    """Play a topic in the real window."""
    with running_app("--topic", topic, "--theme", theme, "--lang", "en") as (app, window):
        painted: list[tuple[float, int]] = []
        window.frame_painted.connect(
            lambda _topic, step: painted.append((time.perf_counter(), step))
        )
        control = window.open_page(topic).control
        control.set_speed(None)
        control.play()
        run_until(app, lambda: bool(painted) and painted[-1][1] > 0)
        painted.clear()
        begin, busy = time.perf_counter(), time.process_time()
        with profiler or nullcontext():
            run_until(app, lambda: time.perf_counter() - begin > seconds)
        (first_time, first_step), (last_time, last_step) = painted[0], painted[-1]
        busy = time.process_time() - busy
        gaps = np.diff([moment for moment, _ in painted]) * 1e3
        rate = (last_step - first_step) / (last_time - first_time)
        cpu = 1e3 * busy / len(painted)
        kept = 0.0 if profiler else kept_share(window, control, seconds / (2 * _PAIRS))
        control.pause()
        return Watched(gaps, cpu, rate, kept, paused_share(seconds / 2))


def kept_share(window: MainWindow, control: RunControl, seconds: float) -> float:
    """Steps a second with the window shown, over those with it hidden; the median of pairs."""
    arrived: list[tuple[float, int]] = []
    control.frame_arrived.connect(lambda event: arrived.append((time.perf_counter(), event.step)))

    def rate() -> float:
        first_time, first_step = arrived[-1]
        settle(seconds)
        if not window.isVisible():
            window.show()
            settle(_SETTLE)
            # The first frame that was sent after the window was shown again.
            last_time, last_step = next(frame for frame in arrived if frame[0] > first_time)
        else:
            last_time, last_step = arrived[-1]
        return (last_step - first_step) / (last_time - first_time)

    shares = []
    for _ in range(_PAIRS):
        settle(_SETTLE)
        shown = rate()
        window.hide()
        settle(_SETTLE)
        shares.append(shown / rate())
    return float(np.median(shares))


def paused_share(seconds: float) -> float:
    """Share of a core that this process and its children use while nothing happens."""
    settle(0.5)
    before = _processor_seconds()
    settle(seconds)
    return (_processor_seconds() - before) / seconds


def settle(seconds: float) -> None:
    """Run the event loop as it runs for a person: asleep until something happens."""
    loop = QEventLoop()
    QTimer.singleShot(round(1e3 * seconds), loop.quit)
    loop.exec()


def _processor_seconds() -> float:
    own = psutil.Process()
    processes = [own, *own.children(recursive=True)]
    times = [process.cpu_times() for process in processes]
    return sum(spent.user + spent.system for spent in times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="for each row")
    parser.add_argument("--here", metavar="PLATFORM", help=argparse.SUPPRESS)
    parser.add_argument("--profile", metavar="TOPIC", help="profile the window, and stop")
    options = parser.parse_args()
    if options.profile:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        profiler = cProfile.Profile()
        page = watched(options.profile, "light", options.seconds, profiler)
        pstats.Stats(profiler).sort_stats("cumtime").print_stats(_SHOWN)
        print(len(page.gaps), "frames")
        return
    if not options.here:
        print(load_line(), "before the start")
        print(_HEAD)
        print("|---|---|---|---:|---:|---:|---:|---:|---:|---:|")
        on_each_platform("benchmarks.page_rate", ["--seconds", str(options.seconds)])
        print(load_line(), "at the end")
        return
    from dlgui.core import find_topic, topics

    for topic in filter(lambda name: find_topic(name).trains, topics()):
        for theme in THEMES:
            page = watched(topic, theme, options.seconds)
            worst = np.sort(page.gaps)[-max(1, len(page.gaps) // 100) :].mean()
            print(
                f"| {options.here} | {topic} | {theme} | {1e3 / page.gaps.mean():.0f} |"
                f" {np.median(page.gaps):.1f} | {worst:.1f} | {page.cpu:.1f} | {page.rate:.0f} |"
                f" {page.kept:.0%} | {page.paused:.1%} |"
            )


if __name__ == "__main__":
    main()
