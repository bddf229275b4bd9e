"""The busiest page, 4 plots × 4 curves × 400 points, drawn in three ways."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyqtgraph
from numpy.typing import NDArray
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from dlgui.ui.theme import look, series_style
from dlgui.ui.widgets.live_plot import LivePlot
from dlgui.ui.widgets.plot_painting import curve_pen

PLOTS, CURVES, POINTS = 4, 4, 400
NOISE = 0.06

Floats = NDArray[np.float64]
Update = Callable[[Floats], None]


class Data:
    """Noisy decays that change with every frame: (plots, curves, points)."""

    def __init__(self) -> None:
        rng = np.random.default_rng(0)
        self._noise = NOISE * rng.standard_normal((PLOTS, CURVES, 4 * POINTS))
        steps = np.linspace(0.0, 5.0, POINTS)
        rates = 0.3 * (1.0 + np.arange(CURVES))[:, None]
        self._mean = np.exp(-rates * steps)[None]

    def frame(self, index: int) -> Floats:
        start = index % (3 * POINTS)
        return self._mean + self._noise[:, :, start : start + POINTS]


X = np.arange(POINTS, dtype=np.float64)


def _grid(widgets: list[QWidget]) -> QWidget:
    window = QWidget()
    layout = QGridLayout(window)
    for index, widget in enumerate(widgets):
        layout.addWidget(widget, index // 2, index % 2)
    window.resize(1920, 1080)
    return window


def live_plots() -> tuple[QWidget, Update]:
    """The project's own plots."""
    plots = [LivePlot(f"bench{index}") for index in range(PLOTS)]
    for plot in plots:
        plot.set_labels("Loss", "step", "E / nat")
        for curve in range(CURVES):
            plot.add_curve(str(curve), series_style(curve), f"series {curve}")

    def update(frame: Floats) -> None:
        for plot, curves in zip(plots, frame, strict=True):
            for curve, values in enumerate(curves):
                plot.set_series(str(curve), X, values)

    return _grid(list(plots)), update


def plain_pyqtgraph() -> tuple[QWidget, Update]:
    """What a few lines of pyqtgraph give: grid, automatic range, pens as wide as ours."""
    theme = look().theme
    pyqtgraph.setConfigOptions(
        antialias=theme.antialias, background=theme.window, foreground=theme.text
    )
    plots = [pyqtgraph.PlotWidget(title="Loss") for _ in range(PLOTS)]
    curves = []
    for plot in plots:
        plot.showGrid(x=True, y=True)
        plot.setLabels(bottom="step", left="E / nat")
        plot.addLegend()
        pens = [
            pyqtgraph.mkPen(series_style(curve).on(theme), width=look().line_width())
            for curve in range(CURVES)
        ]
        curves.append([plot.plot(pen=pen, name=str(i)) for i, pen in enumerate(pens)])

    def update(frame: Floats) -> None:
        for items, rows in zip(curves, frame, strict=True):
            for item, values in zip(items, rows, strict=True):
                item.setData(X, values)

    return _grid(list(plots)), update


class _RawCanvas(QWidget):
    """The same lines without axes, labels, ranges or cleaning: what Qt's raster engine costs."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = PrimitiveArray(QLineF, 4)
        self._lines.resize(POINTS - 1)
        self._curves: Floats = np.zeros((CURVES, POINTS))
        self._pens = [curve_pen(series_style(curve)) for curve in range(CURVES)]

    def set_curves(self, curves: Floats) -> None:
        self._curves = curves
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look().theme.window))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, look().theme.antialias)
        x = X * (self.width() / POINTS)
        memory = self._lines.ndarray()
        memory[:, 0], memory[:, 2] = x[:-1], x[1:]
        for pen, values in zip(self._pens, self._curves, strict=True):
            y = self.height() * (1.0 - values / 1.3)
            memory[:, 1], memory[:, 3] = y[:-1], y[1:]
            painter.setPen(pen)
            painter.drawLines(*self._lines.drawargs())
        painter.end()


def raw_painter() -> tuple[QWidget, Update]:
    """The bound: nothing but the lines."""
    canvases = [_RawCanvas() for _ in range(PLOTS)]

    def update(frame: Floats) -> None:
        for canvas, curves in zip(canvases, frame, strict=True):
            canvas.set_curves(curves)

    return _grid(list(canvases)), update


SCENES: dict[str, Callable[[], tuple[QWidget, Update]]] = {
    "LivePlot": live_plots,
    "plain pyqtgraph": plain_pyqtgraph,
    "raw QPainter": raw_painter,
}
