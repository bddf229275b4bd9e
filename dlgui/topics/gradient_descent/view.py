"""The page's centre: the plane with the racers on it, and what they did so far."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dlgui.core import History
from dlgui.topics.gradient_descent import ADAPTIVE, FLAGS, RACERS
from dlgui.topics.gradient_descent.experiment import RACING, RaceFrame
from dlgui.ui.line_breaks import unbroken
from dlgui.ui.theme import DOTTED, SOLID, STYLES
from dlgui.ui.topic_view import TopicView
from dlgui.ui.translations import translate
from dlgui.ui.widgets.live_plot import LivePlot
from dlgui.ui.widgets.page_parts import facts_label

Floats = NDArray[np.float64]

_AXES = (1, 2)
_KEY_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_KEY_SHARE = 0.05
_HEAD = np.array([(0.0, 0.0), (-0.3, 0.16), (-0.3, -0.16)])


class RaceView(TopicView):
    """The plane on the left; loss, distance and effective steps against time on the right.

    The plane's legend switches racers on and off. The start point is dragged, or moved with Shift
    and the arrow keys while the plane has the focus.
    """

    def __init__(self) -> None:
        super().__init__()
        self._frame: RaceFrame | None = None
        self.plane = self._build_plane()
        self.facts = facts_label("race.facts")
        self.loss = self._build_curves("loss")
        self.distance = self._build_curves("distance")
        self.rates = self._build_rates()
        self._start = (0.0, 0.0)
        for plot in (self.loss, self.distance, self.rates):
            plot.count_along_x()
        self._arrange()
        self.plane.point_moved.connect(self._drag)
        self.plane.toggled.connect(self._toggle)
        self.retranslate()

    def show_frame(self, frame: RaceFrame, history: History) -> None:
        before, self._frame = self._frame, frame
        self._show_surface(frame, before)
        self._show_racers(frame)
        for index, racer in enumerate(RACERS):
            on = bool(frame.on[index])
            for plot, name in ((self.loss, "excess"), (self.distance, "distance")):
                points = history[f"{name}_{racer}"]
                plot.set_series(racer, points.steps, points.values)
                plot.set_visible(racer, on)
        self._show_rates(frame, history)
        if before is None or _standing(before) != _standing(frame):
            self._name_racers()
        self._show_facts()

    def retranslate(self) -> None:
        step = self.tr("step t")
        self.plane.set_labels(self.tr("Surface"), "θ₁", "θ₂")
        self.plane.set_text("arrows", "−∇f")
        self.plane.set_text("contours", self.tr("contours"))
        self.plane.set_text("minima", self.tr("minima"))
        self.plane.set_text("start", self.tr("start"))
        self.loss.set_labels(self.tr("Excess loss"), step, "f − f*")
        self.distance.set_labels(self.tr("Distance to the minimum"), step, "‖θ − θ*‖")
        self.rates.set_labels(self.tr("Step size"), step, self.tr("α/√s: θ₁ —, θ₂ ···"))
        self.rates.set_text("rate", self.tr("SGD, momentum, Nesterov: η"))
        self.plane.canvas.setToolTip(
            self.tr("Drag the large point, or press Shift and an arrow key, to start elsewhere.")
        )
        self.facts.setToolTip(
            self.tr(
                "Smallest and largest curvature at the minimum, and the rate above which plain "
                "gradient descent diverges there."
            )
        )
        self._name_racers()
        self._show_facts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _KEY_MOVES.get(Qt.Key(event.key()))
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if move is None or not shifted or self._frame is None:
            super().keyPressEvent(event)
            return
        left, right, bottom, top = self._frame.window
        x, y = self._start
        self._move_start(
            x + move[0] * _KEY_SHARE * (right - left), y + move[1] * _KEY_SHARE * (top - bottom)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # With large letters the plane needs the room; the distance tells least that is new.
        self.distance.setVisible(self.height() >= 24 * self.fontMetrics().height())

    # Building

    def _build_plane(self) -> LivePlot:
        plane = LivePlot("plane", equal_aspect=True)
        plane.add_polylines("contours", STYLES["contour"], background=True, legend=False)
        plane.add_points("minima", STYLES["truth"], size=14.0, legend=False)
        for racer in RACERS:
            plane.add_polylines(racer, STYLES[racer], translate(RACERS[racer]))
        plane.add_polylines("arrows", STYLES["gradient"], "−∇f")
        start = replace(STYLES["reference"], marker="circle")
        plane.add_points("start", start, size=18.0, draggable=True, legend=False)
        for racer in RACERS:
            plane.add_points(f"now_{racer}", STYLES[racer], size=11.0, legend=False)
        return plane

    def _build_curves(self, name: str) -> LivePlot:
        plot = LivePlot(name)
        plot.set_log(False, True)
        for racer in RACERS:
            plot.add_curve(racer, STYLES[racer], translate(RACERS[racer]), legend=False)
        return plot

    def _build_rates(self) -> LivePlot:
        plot = LivePlot("rates")
        plot.set_log(False, True)
        plot.add_curve("rate", STYLES["sgd"], legend=False)
        for racer in ADAPTIVE:
            for axis, dash in zip(_AXES, (SOLID, DOTTED), strict=True):
                style = replace(STYLES[racer], dash=dash, marker=None)
                plot.add_curve(f"rate{axis}_{racer}", style, legend=False)
        return plot

    def _arrange(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.plane, 5)
        left.addWidget(self.facts)
        left.addWidget(self.distance, 3)
        right.addWidget(self.loss, 1)
        right.addWidget(self.rates, 1)
        columns = QHBoxLayout(self)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)

    # Showing

    def _show_surface(self, frame: RaceFrame, before: RaceFrame | None) -> None:
        if before is None or before.window != frame.window:
            left, right, bottom, top = frame.window
            self.plane.set_range((left, right), (bottom, top))
            self.plane.reset_view()
        if before is None or not np.array_equal(before.contours, frame.contours):
            _set_lines(self.plane, "contours", frame.contours)
            self.plane.set_series("minima", *frame.minima.T)
        # While it is dragged, frames of the old run must not pull the start back.
        if before is None or not np.array_equal(before.start, frame.start):
            self._place_start(float(frame.start[0]), float(frame.start[1]))

    def _show_racers(self, frame: RaceFrame) -> None:
        arrows = []
        for index, racer in enumerate(RACERS):
            on, racing = bool(frame.on[index]), frame.diverged_at[index] == RACING
            trail = frame.trails[:, index]
            trail = trail[np.isfinite(trail).all(axis=1)]
            self.plane.set_polylines(racer, *trail.T)
            self.plane.set_series(f"now_{racer}", *trail[-1:].T)
            self.plane.set_visible(racer, on)
            self.plane.set_visible(f"now_{racer}", on)
            if on and racing:
                arrows.append(_arrow(trail[-1], frame.arrows[index]))
        lines = np.concatenate(arrows) if arrows else np.empty((0, 2, 2))
        _set_lines(self.plane, "arrows", lines)

    def _show_rates(self, frame: RaceFrame, history: History) -> None:
        points = history["rate"]
        self.rates.set_series("rate", points.steps, points.values)
        on = dict(zip(RACERS, frame.on.tolist(), strict=True))
        self.rates.set_visible("rate", any(on[racer] for racer in RACERS if racer not in ADAPTIVE))
        for racer in ADAPTIVE:
            for axis in _AXES:
                key = f"rate{axis}_{racer}"
                points = history[key]
                self.rates.set_series(key, points.steps, points.values)
                self.rates.set_visible(key, on[racer])

    def _show_facts(self) -> None:
        if self._frame is None:
            return
        low, high = self._frame.curvatures
        # Symbols only: the tooltip has the words. Each equation stays in one line.
        text = f"λ = {low:.4g}…{high:.4g}", f"2/λ_max = {self._frame.limit:.3g}"
        self.facts.setText(", ".join(map(unbroken, text)))

    def _name_racers(self) -> None:
        for index, (racer, title) in enumerate(RACERS.items()):
            name = translate(title)
            step = RACING
            if self._frame is not None and self._frame.on[index]:
                step = int(self._frame.diverged_at[index])
            if step != RACING:
                name = self.tr("{name}: diverged at {step}").format(name=name, step=step)
            for plot in (self.plane, self.loss, self.distance):
                plot.set_text(racer, name)
            now = self.tr("{name}, now").format(name=translate(title))
            self.plane.set_text(f"now_{racer}", now)
            for axis, letter in zip(_AXES, "₁₂", strict=True):
                if racer in ADAPTIVE:
                    self.rates.set_text(f"rate{axis}_{racer}", f"{translate(title)} θ{letter}")

    # What a person does

    def _drag(self, key: str, x: float, y: float) -> None:
        if key == "start":
            self._move_start(x, y)

    def _move_start(self, x: float, y: float) -> None:
        if self._frame is None:
            return
        left, right, bottom, top = self._frame.window
        x, y = min(max(x, left), right), min(max(y, bottom), top)
        self._place_start(x, y)
        self.param_edited.emit("start", (x, y))

    def _place_start(self, x: float, y: float) -> None:
        self._start = (x, y)
        self.plane.set_series("start", [x], [y])

    def _toggle(self, key: str, on: bool) -> None:
        if key in FLAGS:
            self.param_edited.emit(FLAGS[key], on)


def _standing(frame: RaceFrame) -> tuple[list[bool], list[int]]:
    """What the racers' names depend on."""
    return frame.on.tolist(), frame.diverged_at.tolist()


def _set_lines(plot: LivePlot, key: str, lines: NDArray[np.floating]) -> None:
    """Show loose lines (m, 2, 2): the two ends of each."""
    ends = lines.reshape(-1, 2)
    plot.set_polylines(key, ends[:, 0], ends[:, 1], np.arange(0, len(ends), 2))


def _arrow(foot: Floats, arrow: Floats) -> Floats:
    """Shaft and head of an arrow as three lines (3, 2, 2)."""
    along = arrow
    across = np.array([-arrow[1], arrow[0]])
    tip, left, right = foot + along + _HEAD @ np.stack((along, across))
    return np.array([(foot, tip), (left, tip), (right, tip)])
