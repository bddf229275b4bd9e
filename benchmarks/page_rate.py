"""Frames a second of the real pages while they train: ``python -m benchmarks.page_rate``.

Each trained tab plays flat out in the real window at 1920×1080. The engine sends at most 60
frames a second, each after the one before was painted. The last column compares the worker's
steps a second while the window shows them with those of the same worker that nobody watches.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from contextlib import nullcontext

import numpy as np

from benchmarks.app_driver import run_until, running_app
from benchmarks.display import load_line, on_each_platform

THEMES = ("light", "projector")
_SHOWN = 40


def watched(
    topic: str, theme: str, seconds: float, profiler: cProfile.Profile | None = None
) -> tuple[list[float], float]:
    """Times between painted frames in milliseconds, and steps a second."""
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
        begin = time.perf_counter()
        with profiler or nullcontext():
            run_until(app, lambda: time.perf_counter() - begin > seconds)
        (first_time, first_step), (last_time, last_step) = painted[0], painted[-1]
        gaps = np.diff([moment for moment, _ in painted]) * 1e3
        return gaps.tolist(), (last_step - first_step) / (last_time - first_time)


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
        gaps, _ = watched(options.profile, "light", options.seconds, profiler)
        pstats.Stats(profiler).sort_stats("cumtime").print_stats(_SHOWN)
        print(len(gaps), "frames")
        return
    if not options.here:
        print(load_line(), "before the start")
        print("| window | tab | theme | frames/s | median ms | worst 1 % ms | steps/s | kept |")
        print("|---|---|---|---:|---:|---:|---:|---:|")
        on_each_platform("benchmarks.page_rate", ["--seconds", str(options.seconds)])
        print(load_line(), "at the end")
        return
    from dlgui.core import find_topic, topics

    for topic in filter(lambda name: find_topic(name).trains, topics()):
        for theme in THEMES:
            gaps, rate = watched(topic, theme, options.seconds)
            free = alone(topic, options.seconds / 2)
            worst = np.sort(gaps)[-max(1, len(gaps) // 100) :].mean()
            print(
                f"| {options.here} | {topic} | {theme} | {1e3 / np.mean(gaps):.0f} |"
                f" {np.median(gaps):.1f} | {worst:.1f} | {rate:.0f} | {rate / free:.0%} |"
            )


if __name__ == "__main__":
    main()
