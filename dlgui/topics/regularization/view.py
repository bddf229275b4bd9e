"""The page's centre: the plane, the curves against steps, and the curves against λ."""

from __future__ import annotations

from enum import Enum

import numpy as np
from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dlgui.core import History
from dlgui.core.param import Real
from dlgui.topics.regularization import Params
from dlgui.topics.regularization.experiment import RegularizationFrame
from dlgui.topics.regularization.plane_plot import PlanePlot, weight_name
from dlgui.ui.dress import follow_look
from dlgui.ui.line_breaks import DOT, unbroken
from dlgui.ui.theme import STYLES, look, series_style
from dlgui.ui.topic_view import TopicView
from dlgui.ui.widgets.live_plot import LivePlot
from dlgui.ui.widgets.ticks import value_label

_LOSSES = ("data_loss", "penalty", "total")
_CURSOR = "lam"
_YOUNG = 30
"""A run of fewer steps is drawn on an axis of this length."""
_LEFT_SHARE, _RIGHT_SHARE = 11, 9
_FULL_WIDTH, _FULL_HEIGHT, _TWO_WIDTH = 38.0, 32.0, 30.0
_SAMPLE, _CHARACTER, _ROW = 3.1, 0.5, 1.4
"""In heights of a letter: what needs all plots, or two; a legend's sample, character and row."""
_LEGEND_SHARE, _ONLY_LEGEND_SHARE = 0.35, 0.5
"""Of a plot's height, the most that a legend may take."""


class _Room(Enum):
    """How many plots have room: all, the plane and one more, or one."""

    ALL, TWO, ONE = range(3)


class RegularizationView(TopicView):
    """Two weights in the plane at the left; losses, weights and path beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._frame: RegularizationFrame | None = None
        self.plane = PlanePlot()
        self.losses = LivePlot("losses")
        self.weights = LivePlot("weights")
        self.path = LivePlot("path")
        self.condition = LivePlot("condition")
        self.spread = LivePlot("spread")
        self.facts = QLabel()
        self.facts.setObjectName("facts")
        self.facts.setWordWrap(True)
        self._against_lam = (self.path, self.condition, self.spread)
        self.chooser = QComboBox()
        self.chooser.setObjectName("plots")
        self.chooser.activated.connect(self._remember_choice)
        self._chosen: QWidget | None = None
        self._room = _Room.ALL
        self._labels: dict[LivePlot, tuple[str, str, str]] = {}
        self._young = False
        self._below, self._all = QHBoxLayout(), QHBoxLayout(self)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._all.addLayout(self._left, _LEFT_SHARE)
        self._all.addLayout(self._right, _RIGHT_SHARE)
        self._add_items()
        self._place()
        self._space()
        follow_look(self, self._space)
        self.plane.param_edited.connect(self.param_edited)
        for plot in self._against_lam:
            plot.line_moved.connect(self._drag_lam)
        self.retranslate()

    def show_frame(self, frame: RegularizationFrame, history: History) -> None:
        old, self._frame = self._frame, frame
        if old is None or old.features != frame.features:
            self._name_weights(old, frame)
        self.plane.show_frame(frame)
        self._show_steps(frame, history)
        if old is None or not _same_curves(old, frame):
            self._show_curves(frame)
        if old is None or (old.lam, old.lam_max) != (frame.lam, frame.lam_max):
            self._show_cursor(frame)
        self._show_numbers(frame)

    def retranslate(self) -> None:
        step, lam = self.tr("step"), self.tr("λ")
        self.losses.set_labels(self.tr("Loss"), step, self.tr("loss"))
        self.losses.set_text("data_loss", self.tr("data loss"))
        self.losses.set_text("penalty", self.tr("penalty"))
        self.losses.set_text("total", self.tr("total"))
        self.losses.set_text("best", self.tr("total at the optimum"))
        self.condition.set_text("ridge", self.tr("XᵀX + λI"))
        self.condition.set_text("present", self.tr("this penalty"))
        self.spread.set_labels(self.tr("Resampled data"), lam, self.tr("spread, loss"))
        self.spread.set_text("spread", self.tr("spread of w"))
        self.spread.set_text("left_out", self.tr("out-of-bag loss"))
        self.path.set_text("lam_max", self.tr("λ_max"))
        self._fill_chooser()
        if self._frame:
            self._show_numbers(self._frame)

    # Building -----------------------------------------------------------------------------

    def _add_items(self) -> None:
        for name in _LOSSES:
            self.losses.add_curve(name, STYLES[name])
        self.losses.add_line("best", STYLES["reference"])
        for plot in (self.losses, self.weights):
            plot.count_along_x()
        self.condition.add_curve("ridge", STYLES["reference"])
        self.condition.add_curve("present", STYLES["total"])
        self.spread.add_curve("spread", STYLES["variance"])
        self.spread.add_curve("left_out", STYLES["test"])
        self.path.add_line("lam_max", STYLES["reference"], vertical=True)
        for plot in self._against_lam:
            plot.add_line(_CURSOR, STYLES["constraint"], vertical=True, draggable=True)
            plot.set_log(True, plot is self.condition)
            plot.set_range(x=(_lam().low, _lam().high))

    def _space(self) -> None:
        gap = look().px(8)
        self._all.setSpacing(gap)
        self._all.setContentsMargins(gap, gap, gap, gap)
        for layout in (self._below, self._left, self._right):
            layout.setSpacing(gap)
        self.facts.setContentsMargins(gap // 2, 0, 0, 0)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show as many plots as the letters leave room for; one that is chosen, at the least."""
        letter = QFontMetricsF(look().font()).height()
        width, height = self.width() / letter, self.height() / letter
        if width >= _FULL_WIDTH and height >= _FULL_HEIGHT:
            wanted = _Room.ALL
        else:
            wanted = _Room.TWO if width >= _TWO_WIDTH else _Room.ONE
        if wanted is not self._room:
            self._room = wanted
            self._place()
        self._fit_legends(width, height)

    def _fit_legends(self, width: float, height: float) -> None:
        """Name the weights above their curves unless the names would take the curves' room."""
        if self._frame is None:
            return
        if self._room is _Room.ALL:
            width, height = width * _RIGHT_SHARE / (_LEFT_SHARE + _RIGHT_SHARE), height / 3
        features = self._frame.features
        names = [weight_name(features, j) for j in range(len(features))]
        taken = sum(_SAMPLE + _CHARACTER * len(name) for name in names)
        share = (taken / width + 1) * _ROW / height
        # The path names the weights for both plots where only one has the room.
        self.weights.show_legend(share < _LEGEND_SHARE)
        self.path.show_legend(share < _ONLY_LEGEND_SHARE)

    def _place(self) -> None:
        plots = list(self._plots().values())
        self._left.removeItem(self._below)
        # Not takeAt: the items that it leaves behind keep a label from growing with its text.
        for layout in (self._below, self._left, self._right):
            for widget in (*plots, self.facts, self.chooser):
                layout.removeWidget(widget)
        everything = self._room is _Room.ALL
        if everything:
            self._left.addWidget(self.plane, 5)
            self._left.addWidget(self.facts)
            self._left.addLayout(self._below, 3)
            for plot in plots[1:4]:
                self._right.addWidget(plot, 1)
            for plot in plots[4:]:
                self._below.addWidget(plot, 1)
        else:
            self._right.addWidget(self.chooser)
            for plot in plots if self._room is _Room.ONE else plots[1:]:
                self._right.addWidget(plot, 1)
            if self._room is _Room.TWO:
                self._left.addWidget(self.plane)
        self._all.setStretch(0, 0 if self._room is _Room.ONE else _LEFT_SHARE)
        self.facts.setVisible(everything)
        self.chooser.setVisible(not everything)
        self._fill_chooser()

    def _plots(self) -> dict[str, QWidget]:
        """The plots in the order of the chooser, by what it calls them."""
        return {
            self.tr("Plane"): self.plane,
            self.tr("Loss"): self.losses,
            self.tr("Weights"): self.weights,
            self.tr("Regularization path"): self.path,
            self.tr("Condition number"): self.condition,
            self.tr("Resampled data"): self.spread,
        }

    def _fill_chooser(self) -> None:
        with QSignalBlocker(self.chooser):
            self.chooser.clear()
            for number, (name, plot) in enumerate(self._plots().items()):
                if number or self._room is _Room.ONE:
                    self.chooser.addItem(name, plot)
            self.chooser.setCurrentIndex(max(self.chooser.findData(self._chosen), 0))
        self._choose()

    def _remember_choice(self) -> None:
        self._chosen = self.chooser.currentData()
        self._choose()

    def _choose(self) -> None:
        for number, plot in enumerate(self._plots().values()):
            fixed = self._room is _Room.ALL or (self._room is _Room.TWO and not number)
            plot.setVisible(fixed or plot is self.chooser.currentData())

    # Frames -------------------------------------------------------------------------------

    def _name_weights(self, old: RegularizationFrame | None, frame: RegularizationFrame) -> None:
        for plot in (self.weights, self.path):
            for j in range(len(old.features) if old else 0):
                plot.remove(f"w{j + 1}")
            for j in range(len(frame.features)):
                plot.add_curve(f"w{j + 1}", series_style(j), weight_name(frame.features, j))
            plot.refit()
        self._arrange()

    def _show_steps(self, frame: RegularizationFrame, history: History) -> None:
        young = len(history["total"].steps) < _YOUNG
        if young != self._young:
            self._young = young
            for plot in (self.losses, self.weights):
                plot.set_range(x=(0.0, _YOUNG) if young else None)
        for name in _LOSSES:
            _show_scalar(self.losses, frame, history, name)
        self.losses.set_line("best", frame.best_total)
        for j in range(len(frame.features)):
            name = f"w{j + 1}"
            _show_scalar(self.weights, frame, history, name)

    def _show_curves(self, frame: RegularizationFrame) -> None:
        curves = frame.curves
        for j, coefficients in enumerate(curves.path.T):
            self.path.set_series(f"w{j + 1}", curves.lams, coefficients)
        self.condition.set_series("ridge", curves.anchors, curves.condition_ridge)
        self.condition.set_series("present", curves.anchors, curves.condition)
        self.spread.set_series("spread", curves.anchors, curves.spread)
        self.spread.set_series("left_out", curves.anchors, curves.left_out)

    def _show_cursor(self, frame: RegularizationFrame) -> None:
        for plot in self._against_lam:
            plot.set_line(_CURSOR, frame.lam)
            # No logarithmic axis has a place for 0: the cursor waits at its edge and says so.
            plot.set_text(_CURSOR, "" if frame.lam else "← λ = 0")
        self.path.set_line("lam_max", frame.lam_max)

    def _show_numbers(self, frame: RegularizationFrame) -> None:
        count = len(frame.features)
        weights = self.tr("Weights: {zeros}/{all} are 0").format(zeros=frame.zeros, all=count)
        path = self.tr("Path: {zeros}/{all} are 0").format(zeros=frame.optimum_zeros, all=count)
        condition = self.tr("κ = {value}").format(value=_short(frame.condition))
        self._label(self.weights, weights, self.tr("step"), self.tr("w"))
        self._label(self.path, path, self.tr("λ"), self.tr("w*"))
        self._label(self.condition, self.tr("Condition number"), self.tr("λ"), condition)
        facts = [self.tr("stable for η < {value}").format(value=_short(frame.rate_limit))]
        if np.isfinite(frame.budget):
            facts.append(self.tr("C = {value}").format(value=_short(frame.budget)))
        if np.isfinite(frame.lam_max):
            facts.append(self.tr("λ_max = {value}").format(value=_short(frame.lam_max)))
            step = self.tr("ηλ/n = {value}")
            if frame.l1_share < 1:
                step = self.tr("ηαλ/n = {value}")
            facts.append(step.format(value=_short(frame.step_of_sign)))
        self.facts.setText(DOT.join(map(unbroken, facts)))

    def _label(self, plot: LivePlot, title: str, x: str, y: str) -> None:
        """Set title and axes if they are new: laying out a legend costs more than a frame."""
        if self._labels.get(plot) != (title, x, y):
            self._labels[plot] = title, x, y
            plot.set_labels(title, x, y)

    def _drag_lam(self, key: str, value: float) -> None:
        param = _lam()
        # The axis ends where the slider has its 0.
        at_end = value <= param.low * (1 + 1e-9)
        self.param_edited.emit("lam", 0.0 if at_end else param.at(param.fraction(value)))


def _lam() -> Real:
    param = Params.param("lam")
    assert isinstance(param, Real)
    return param


def _short(value: float) -> str:
    """Three digits, or four where they save a power of ten: the facts share one line."""
    if not np.isfinite(value):
        return "∞"
    return value_label(value, 3 if abs(value) < 999.5 else 4)


def _show_scalar(plot: LivePlot, frame: RegularizationFrame, history: History, name: str) -> None:
    """Draw a scalar against its steps, from step 0, which the history does not hold."""
    points = history[name]
    plot.set_series(name, points.steps, points.values, (0.0, frame.first[name]))


def _same_curves(one: RegularizationFrame, other: RegularizationFrame) -> bool:
    a, b = one.curves, other.curves
    return np.array_equal(a.path, b.path) and np.array_equal(a.spread, b.spread)
