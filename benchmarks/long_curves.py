"""What a frame of a long curve costs: ``python -m benchmarks.long_curves``.

One noisy curve on a plot of 960×540 pixels. Each frame brings ten more points, as a training run
does, and is painted at once. The curve is seen whole, or zoomed in to its last thousand points.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from benchmarks.display import load_line, on_each_platform

LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
_NEW = 10
_SEEN = 1000


def frame_ms(length: int, zoomed: bool, frames: int) -> float:
    """Median processor time of a frame."""
    from PySide6.QtWidgets import QApplication

    from dlgui.ui.theme import STYLES, look
    from dlgui.ui.widgets.live_plot import LivePlot

    app = QApplication.instance() or QApplication(["dlgui"])
    assert isinstance(app, QApplication)
    look().apply(app)
    total = length + _NEW * frames
    x, y = np.arange(total), np.random.default_rng(0).standard_normal(total)
    plot = LivePlot("long")
    plot.resize(960, 540)
    plot.add_curve("loss", STYLES["train"])
    plot.set_range(x=(float(length - _SEEN) if zoomed else 0.0, float(total)), y=(-6.0, 6.0))
    plot.set_series("loss", x[:length], y[:length])
    plot.show()
    while not plot.windowHandle().isExposed():
        app.processEvents()
    times = []
    for end in range(length + _NEW, total + 1, _NEW):
        begin = time.process_time()
        plot.set_series("loss", x[:end], y[:end])
        plot.canvas.repaint()
        times.append(time.process_time() - begin)
    plot.deleteLater()
    return 1e3 * float(np.median(times))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=100, help="for each row")
    parser.add_argument("--here", metavar="PLATFORM", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.here:
        print(load_line(), "before the start")
        print("| window | points | whole curve, CPU ms | last thousand, CPU ms |")
        print("|---|---:|---:|---:|")
        on_each_platform("benchmarks.long_curves", ["--frames", str(options.frames)])
        print(load_line(), "at the end")
        return
    for length in LENGTHS:
        whole, part = (frame_ms(length, zoomed, options.frames) for zoomed in (False, True))
        print(f"| {options.here} | {length:,} | {whole:.1f} | {part:.1f} |")


if __name__ == "__main__":
    main()
