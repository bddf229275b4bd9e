"""Memory while one tab trains for long: ``python -m benchmarks.memory``.

One tab plays flat out in the real window at 1920×1080, and each minute a row says how far it is,
how many points of history the window keeps and what they take, and the memory of both processes.
USS is what belongs to a process alone; RSS counts shared libraries too. The default tab has the
most curves and takes some ten million steps in half an hour.
"""

from __future__ import annotations

import argparse

import psutil
from PySide6.QtCore import QTimer

from benchmarks.app_driver import running_app
from benchmarks.display import load_line, on_each_platform

_MIB = 1 << 20


def watch(platform: str, topic: str, minutes: float, pause: float) -> None:
    """Print a row now and then."""
    with running_app("--topic", topic, "--theme", "light", "--lang", "en") as (app, window):
        control = window.open_page(topic).control
        control.set_speed(None)
        control.play()
        processes = [psutil.Process(), psutil.Process(window.engine.worker_pid)]
        passed = 0.0

        def row() -> None:
            nonlocal passed
            passed += pause
            history = control.history
            points = sum(len(history[name].steps) for name in history)
            sizes = " | ".join(_sizes(process) for process in processes)
            print(
                f"| {platform} | {topic} | {passed:g} | {control.step_count:,} | {points:,} |"
                f" {history.nbytes / _MIB:.1f} | {sizes} |"
            )
            if passed >= minutes:
                app.quit()

        timer = QTimer()
        timer.timeout.connect(row)
        timer.start(round(60e3 * pause))
        app.exec()
        timer.stop()


def _sizes(process: psutil.Process) -> str:
    memory = process.memory_full_info()
    return f"{memory.rss / _MIB:.1f} | {memory.uss / _MIB:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0, help="for each window")
    parser.add_argument("--pause", type=float, default=1.0, help="minutes between two rows")
    parser.add_argument("--topic", default="gradient_descent")
    parser.add_argument("--here", metavar="PLATFORM", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        watch(options.here, options.topic, options.minutes, options.pause)
        return
    print(load_line(), "before the start")
    print(
        "| window | tab | minute | steps | points kept | their MiB |"
        " window RSS MiB | window USS MiB | worker RSS MiB | worker USS MiB |"
    )
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    arguments = [f"--minutes={options.minutes}", f"--pause={options.pause}"]
    on_each_platform("benchmarks.memory", [*arguments, f"--topic={options.topic}"])
    print(load_line(), "at the end")


if __name__ == "__main__":
    main()
