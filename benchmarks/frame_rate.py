"""Frames a second while a worker trains: ``python -m benchmarks.frame_rate``.

4 plots × 4 curves × 400 points at 1920×1080, all data new in every frame, drawn as fast as it
goes: data set, event loop run, window painted and flushed. Beside it the real engine trains flat
out in its own process, and its frames are received and acknowledged as on a page. Each row is a
process of its own. ``--profile`` says where the time of our frames goes.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

import numpy as np

from benchmarks.display import available_platforms, environment, load_line

SCENE_NAMES = ("LivePlot", "plain pyqtgraph", "raw QPainter")
THEME_NAMES = ("light", "projector")
_TOPIC = "lstm"


@dataclass(frozen=True)
class Result:
    """Frame times in milliseconds, and what the worker did meanwhile.

    `median` and `worst` are by the clock, `cpu` is the processor time of the drawing process in
    the median frame: it says what a frame costs where others keep the machine busy.
    """

    median: float
    worst: float
    cpu: float
    frames: int
    steps_per_second: float


def measure(scene: str, theme: str, seconds: float, train: bool, profile: bool) -> Result:
    """Draw one scene for some seconds in this process."""
    from PySide6.QtWidgets import QApplication

    from benchmarks.frame_scenes import SCENES, Data
    from dlgui.ui.theme import look

    app = QApplication([])
    look().set_theme(theme)
    look().apply(app)
    trainer = _Trainer() if train else None
    window, update = SCENES[scene]()
    window.show()
    data = Data()
    if trainer is not None:
        trainer.wait_until_training(app)
    for index in range(10):
        update(data.frame(index))
        app.processEvents()
    profiler = cProfile.Profile()
    if profile:
        profiler.enable()
    times, busy = [], []
    begin = time.perf_counter()
    while (start := time.perf_counter()) - begin < seconds:
        cpu = time.process_time()
        update(data.frame(len(times)))
        app.processEvents()
        times.append(time.perf_counter() - start)
        busy.append(time.process_time() - cpu)
    if profile:
        profiler.disable()
        pstats.Stats(profiler).sort_stats("tottime").print_stats(14)
    rate = trainer.stop() if trainer is not None else 0.0
    in_ms = 1e3 * np.array(times)
    worst = np.sort(in_ms)[-max(1, len(in_ms) // 100) :].mean()
    cpu_in_ms = 1e3 * float(np.median(busy))
    return Result(float(np.median(in_ms)), float(worst), cpu_in_ms, len(times), rate)


class _Trainer:
    """The real engine, training flat out, its frames acknowledged as soon as they arrive."""

    def __init__(self) -> None:
        from dlgui.core import find_topic
        from dlgui.engine.client import EngineClient

        self._step = -1
        self._first = (0, 0.0)
        self._client = EngineClient()
        self._client.frame_arrived.connect(self._arrived)
        self._client.start()
        self._client.load(_TOPIC, find_topic(_TOPIC).params(), 0)
        self._client.play(_TOPIC)

    def _arrived(self, event: object) -> None:
        self._step = event.step  # type: ignore[attr-defined]
        self._client.painted(_TOPIC)

    def wait_until_training(self, app: object) -> None:
        """Return when the first steps have been made."""
        deadline = time.monotonic() + 60.0
        while self._step < 20:
            app.processEvents()  # type: ignore[attr-defined]
            if time.monotonic() > deadline:
                raise RuntimeError("the worker does not train")
            time.sleep(0.005)
        self._first = (self._step, time.perf_counter())

    def stop(self) -> float:
        """End the worker; how many steps a second it made."""
        rate = (self._step - self._first[0]) / (time.perf_counter() - self._first[1])
        self._client.close()
        return rate


def run_apart(platform: str, scene: str, theme: str, options: argparse.Namespace) -> Result:
    """Measure one row in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.frame_rate", "--row", scene, theme]
    command += ["--seconds", str(options.seconds)]
    command += [] if options.train else ["--no-train"]
    with environment(platform) as env:
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Result(**json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each row")
    parser.add_argument("--no-train", dest="train", action="store_false")
    parser.add_argument("--row", nargs=2, metavar=("SCENE", "THEME"), help=argparse.SUPPRESS)
    parser.add_argument("--profile", action="store_true", help="profile our scene, and stop")
    parser.add_argument("--theme", choices=THEME_NAMES, default="light", help="of the profile")
    options = parser.parse_args()
    if options.profile:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.row or options.profile:
        scene, theme = options.row or ("LivePlot", options.theme)
        result = measure(scene, theme, options.seconds, options.train, options.profile)
        print(json.dumps(asdict(result)))
        return
    print(f"{load_line()} before the start")
    print("| window | theme | scene | frames/s | median ms | worst 1 % ms | CPU ms | steps/s |")
    print("|---|---|---|---:|---:|---:|---:|---:|")
    for platform in available_platforms():
        for theme in THEME_NAMES:
            for scene in SCENE_NAMES:
                row = run_apart(platform, scene, theme, options)
                print(
                    f"| {platform} | {theme} | {scene} | {1e3 / row.median:.0f} | {row.median:.1f}"
                    f" | {row.worst:.1f} | {row.cpu:.1f} | {row.steps_per_second:.0f} |",
                    flush=True,
                )
    print(f"{load_line()} at the end")


if __name__ == "__main__":
    main()
