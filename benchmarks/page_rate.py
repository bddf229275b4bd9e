"""Frames a second of the real pages while they train: ``python -m benchmarks.page_rate``.

Each trained tab plays flat out in the real window at 1920×1080. The engine sends at most 60
frames a second, each after the one before was painted. The column *kept* compares the worker's
steps a second while the window shows them with those of the same worker that nobody watches;
*paused CPU* is the share of a core that all processes of the application use while paused.
"""

from __future__ import annotations

import argparse
import cProfile
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

THEMES = ("light", "projector")
_SHOWN = 40
_HEAD = (
    "| window | tab | theme | frames/s | median ms | worst 1 % ms"
    " | CPU ms | steps/s | kept | paused CPU |"
)


@dataclass(frozen=True)
class Watched:
    """What a page did: times between painted frames and processor time of the window for each
    frame, both in milliseconds; steps a second; the share of a core that all processes use while
    the run is paused."""

    gaps: NDArray[np.float64]
    cpu: float
    rate: float
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
        control.pause()
        return Watched(gaps, 1e3 * busy / len(painted), rate, paused_share(seconds / 2))


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


def alone(topic: str, seconds: float) -> float:
    """Steps a second of the worker while nobody takes its frames."""
    from PySide6.QtCore import QCoreApplication

    from dlgui.core import find_topic
    from dlgui.engine.client import EngineClient

    app = QCoreApplication.instance() or QCoreApplication([])
    client = EngineClient()
    steps: list[int] = []
    client.frame_arrived.connect(lambda event: steps.append(event.step))
    client.start()
    try:
        client.load(topic, find_topic(topic).params(), 0)
        client.set_speed(topic, None)
        client.play(topic)
        while not steps or steps[-1] == 0:
            app.processEvents()
            if steps and steps[-1] == 0:
                client.painted(topic)
        begin, first, count = time.perf_counter(), steps[-1], len(steps)
        while time.perf_counter() - begin < seconds:
            time.sleep(0.01)
        client.painted(topic)
        while len(steps) == count:
            app.processEvents()
        return (steps[-1] - first) / (time.perf_counter() - begin)
    finally:
        client.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="for each row")
    parser.add_argument("--here", metavar="PLATFORM", help=argparse.SUPPRESS)
    parser.add_argument("--profile", metavar="TOPIC", help="profile the window, and stop")
    options = parser.parse_args()
    if options.profile:
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
            free = alone(topic, options.seconds / 2)
            worst = np.sort(page.gaps)[-max(1, len(page.gaps) // 100) :].mean()
            print(
                f"| {options.here} | {topic} | {theme} | {1e3 / page.gaps.mean():.0f} |"
                f" {np.median(page.gaps):.1f} | {worst:.1f} | {page.cpu:.1f} | {page.rate:.0f} |"
                f" {page.rate / free:.0%} | {page.paused:.1%} |"
            )


if __name__ == "__main__":
    main()
