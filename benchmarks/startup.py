"""From process start to the first painted frame: ``python -m benchmarks.startup``.

Each round starts the application in a fresh process, with one tab remembered as the last one,
and asks when it painted the tab's first frame and, with ``--play``, its first training frame.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

import numpy as np

from benchmarks.app_driver import run_until, running_app
from benchmarks.display import available_platforms, environment, load_line


def child(topic: str, started: float) -> None:
    """In the new process: open, play, and print both times in seconds since `started`."""
    painted: list[tuple[float, int]] = []
    with running_app("--topic", topic, "--play", "--lang", "en") as (app, window):
        window.frame_painted.connect(lambda _topic, step: painted.append((time.time(), step)))
        run_until(app, lambda: bool(painted) and painted[-1][1] > 0)
    print(painted[0][0] - started, painted[-1][0] - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--topic", action="append", help="default: every trained tab")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child[0], float(options.child[1]))
        return
    from dlgui.core import find_topic, topics

    chosen = options.topic or [name for name in topics() if find_topic(name).trains]
    print(load_line(), "before the start")
    print("| window | tab | first frame s | first training frame s | rounds |")
    print("|---|---|---:|---:|---:|")
    for platform in available_platforms():
        for topic in chosen:
            rows = []
            with environment(platform) as env:
                # The first round warms the disk.
                for _ in range(options.rounds + 1):
                    command = [sys.executable, "-m", "benchmarks.startup", "--child", topic]
                    command.append(repr(time.time()))
                    done = subprocess.run(
                        command, env=env, capture_output=True, text=True, check=True
                    )
                    rows.append([float(part) for part in done.stdout.split()])
            first, training = np.median(rows[1:], axis=0)
            print(f"| {platform} | {topic} | {first:.2f} | {training:.2f} | {options.rounds} |")
    print(load_line(), "at the end")


if __name__ == "__main__":
    main()
