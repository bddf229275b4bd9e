"""The longest block of the window's event loop: ``python -m benchmarks.longest_block``.

A timer of 1 ms ticks in the real application while it trains flat out; every second something
happens: another tab, theme, language or scale. The table names the longest gaps between ticks,
the processor time that the window spent in each, and what had happened last. Where other programs
are busy a gap is longer than its processor time.
"""

from __future__ import annotations

import argparse
import time

from benchmarks.app_driver import run_until, running_app
from benchmarks.display import load_line, on_each_platform

_SHOWN = 6


def gaps(seconds: float, pause: float) -> list[tuple[float, float, str]]:
    """Gaps between ticks and their processor time in milliseconds, and the action before each."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    from dlgui.core import topics
    from dlgui.ui.theme import look
    from dlgui.ui.translations import install

    ids = list(topics())
    with running_app("--topic", ids[0], "--theme", "light", "--lang", "en") as (app, window):
        painted: list[str] = []
        window.frame_painted.connect(lambda topic, _step: painted.append(topic))

        def open_and_play(topic: str) -> None:
            window.show_topic(topic)
            control = window.open_page(topic).control
            control.set_speed(None)
            control.play()

        actions = [(f"open {topic}", lambda topic=topic: open_and_play(topic)) for topic in ids]
        actions += [(f"theme {name}", lambda name=name: look().set_theme(name)) for name in _THEMES]
        actions += [(f"language {code}", lambda code=code: install(code)) for code in _LANGUAGES]
        actions += [(f"scale {s}", lambda s=s: look().set_scale(s)) for s in (1.25, 1.0)]
        run_until(app, lambda: bool(painted))
        found: list[tuple[float, float, str]] = []
        last = ["start"]
        tick_at = [(0.0, 0.0)]

        def tick() -> None:
            now, busy = time.perf_counter(), time.process_time()
            found.append((1e3 * (now - tick_at[0][0]), 1e3 * (busy - tick_at[0][1]), last[0]))
            tick_at[0] = now, busy

        def act() -> None:
            last[0], action = actions[acted[0] % len(actions)]
            acted[0] += 1
            action()

        acted = [0]
        ticker, actor = QTimer(), QTimer()
        ticker.setTimerType(Qt.TimerType.PreciseTimer)
        ticker.timeout.connect(tick)
        actor.timeout.connect(act)
        tick_at[0] = time.perf_counter(), time.process_time()
        ticker.start(1)
        actor.start(round(1e3 * pause))
        loop = QEventLoop()
        QTimer.singleShot(round(1e3 * seconds), loop.quit)
        loop.exec()
        ticker.stop()
        actor.stop()
        return sorted(found, reverse=True)


_THEMES = ("dark", "projector", "light")
_LANGUAGES = ("zh_CN", "en")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between the actions")
    parser.add_argument("--here", metavar="PLATFORM", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.here:
        print(load_line(), "before the start")
        print("| window | gap ms | CPU ms | after |")
        print("|---|---:|---:|---|")
        arguments = ["--seconds", str(options.seconds), "--pause", str(options.pause)]
        on_each_platform("benchmarks.longest_block", arguments)
        print(load_line(), "at the end")
        return
    for gap, busy, action in gaps(options.seconds, options.pause)[:_SHOWN]:
        print(f"| {options.here} | {gap:.0f} | {busy:.0f} | {action} |")


if __name__ == "__main__":
    main()
