"""From a slider's move to the frame that shows it: ``python -m benchmarks.latency``.

A live parameter of each tab is moved to random places of its slider, paused and while training
flat out; the clock stops when the page has painted a frame that was made with the new value.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from benchmarks.app_driver import run_until, running_app
from benchmarks.display import load_line, on_each_platform

LIVE = {
    "regularization": "lam",
    "dropout": "rate",
    "gradient_descent": "lr",
    "vanishing_gradients": "learning_rate",
    "convolution": "bias",
    "rnn": "learning_rate",
    "lstm": "learning_rate",
    "gru": "learning_rate",
}
_SETTLE = 0.03


def delays(topic: str, name: str, playing: bool, moves: int) -> np.ndarray:
    """Milliseconds from each move to the painted frame."""
    from PySide6.QtWidgets import QAbstractSlider

    rng = np.random.default_rng(0)
    with running_app("--topic", topic, "--theme", "light", "--lang", "en") as (app, window):
        page = window.open_page(topic)
        control = page.control
        painted: list[object] = []
        page.frame_painted.connect(
            lambda _step: painted.append(getattr(control.frame.params, name))
        )
        run_until(app, lambda: bool(painted))
        if playing:
            control.set_speed(None)
            control.play()
        slider = page.findChild(QAbstractSlider, f"param.{name}.slider")
        low, high = slider.minimum(), slider.maximum()
        found = []
        for _ in range(moves):
            rest = time.perf_counter() + _SETTLE
            run_until(app, lambda rest=rest: time.perf_counter() > rest)
            old = slider.value()
            painted.clear()
            start = time.perf_counter()
            # Not to the ends: there a value may mean something of its own, such as no penalty.
            slider.setValue(int(rng.integers(low + (high - low) // 10, high - (high - low) // 4)))
            wanted = getattr(control.params, name)
            if slider.value() == old:
                continue
            run_until(app, lambda wanted=wanted: wanted in painted)
            found.append(time.perf_counter() - start)
            if control.divergence:
                control.reset()
                control.play()
        return 1e3 * np.array(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=100, help="for each row")
    parser.add_argument("--here", metavar="PLATFORM", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.here:
        print(load_line(), "before the start")
        print("| window | tab | parameter | state | median ms | 95 % below ms | moves |")
        print("|---|---|---|---|---:|---:|---:|")
        on_each_platform("benchmarks.latency", ["--moves", str(options.moves)])
        print(load_line(), "at the end")
        return
    for topic, name in LIVE.items():
        for playing in (False, True):
            found = delays(topic, name, playing, options.moves)
            state = "training" if playing else "paused"
            print(
                f"| {options.here} | {topic} | {name} | {state} | {np.median(found):.1f} |"
                f" {np.percentile(found, 95):.1f} | {len(found)} |"
            )


if __name__ == "__main__":
    main()
