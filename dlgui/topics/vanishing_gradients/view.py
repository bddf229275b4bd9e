"""The centre of the tab: every layer's gradient, factor and activations, joined by one cursor."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dlgui.core import History
from dlgui.topics.vanishing_gradients.experiment import VanishingFrame
from dlgui.ui.line_breaks import DOT, unbroken
from dlgui.ui.theme import STYLES
from dlgui.ui.topic_view import TopicView
from dlgui.ui.widgets.deck import Deck, DeckRow
from dlgui.ui.widgets.heat_map import HeatMap
from dlgui.ui.widgets.live_plot import LivePlot
from dlgui.ui.widgets.page_parts import facts_label, stacked, tight
from dlgui.ui.widgets.ticks import value_label

_CURSOR = "layer"


class VanishingView(TopicView):
    """Gradients and their history above, factors and activations below, training at the bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = 1
        self._frame: VanishingFrame | None = None
        self.gradients = self._create_gradients()
        self.history = HeatMap("history", signed=False)
        self.factors = self._create_factors()
        self.activations = HeatMap("activations", signed=False)
        self.activations.set_levels(0.0, 1.0)
        self.loss = self._create_loss()
        self.norm = self._create_norm()
        self.weights = self._create_weights()
        self._by_layer = (self.gradients, self.factors, self.weights)
        for plot in (*self._by_layer, self.loss, self.norm):
            plot.count_along_x()
        self._maps = (self.history, self.activations)
        self.facts = facts_label("facts")
        self._connect_cursor()
        self.deck = self._lay_out()
        self.retranslate()

    def show_frame(self, frame: VanishingFrame, history: History) -> None:
        old, self._frame = self._frame, frame
        if old is None or len(old.grad_W) != len(frame.grad_W):
            self._use_depth(len(frame.grad_a))
        self._show_layers(frame)
        self._show_maps(frame)
        self._show_steps(frame, history)
        self.set_layer(self.layer)

    def set_layer(self, layer: int) -> None:
        """Move the cursor that all parts share to a layer, counted from 1."""
        if self._frame is None:
            return
        self.layer = min(max(layer, 1), len(self._frame.grad_W))
        for plot in self._by_layer:
            plot.set_line(_CURSOR, self.layer)
        for heat_map in self._maps:
            heat_map.set_row(self.layer - 1)
        self._show_facts()

    def retranslate(self) -> None:
        layer, step = self.tr("layer l"), self.tr("step")
        self.gradients.set_text("weights", "‖∂L/∂W_l‖")
        self.gradients.set_text("activations", "‖∂L/∂a_l‖")
        self.gradients.set_text("signal", self.tr("size of a_l"))
        self.history.set_labels(self.tr("Over time: log₁₀ ‖∂L/∂W‖"), step, layer)
        self.factors.set_labels(self.tr("Factor per layer"), layer, self.tr("factor"))
        self.factors.set_text("measured", self.tr("measured"))
        self.factors.set_text("expected", self.tr("expected"))
        self.factors.set_text("bound", self.tr("bound"))
        self.factors.set_text("one", "1")
        self.activations.set_labels(
            self.tr("Activations: count, log"), self.tr("value of a_l"), layer
        )
        self.loss.set_text("loss", self.tr("training batch"))
        self.loss.set_text("chance", self.tr("chance"))
        self.norm.set_labels(self.tr("Whole gradient"), step, self.tr("norm"))
        self.norm.set_text("grad_norm", self.tr("before clipping"))
        self.norm.set_text("threshold", self.tr("threshold c"))
        self.weights.set_labels(self.tr("Weights, last change"), layer, self.tr("norm"))
        self.weights.set_text("weights", "‖W_l‖")
        self.weights.set_text("updates", "‖ΔW_l‖")
        self.deck.set_titles(
            [
                self.tr("Layers"),
                self.tr("Time"),
                self.tr("Factor"),
                self.tr("Signal"),
                self.tr("Loss"),
                self.tr("Weights"),
            ]
        )
        self._show_facts()

    # Building

    def _create_gradients(self) -> LivePlot:
        plot = LivePlot("gradients")
        plot.add_bars("weights", STYLES["gradient"])
        plot.add_curve("activations", STYLES["total"])
        plot.add_curve("signal", STYLES["hidden"])
        plot.set_log(False, True)
        return plot

    def _create_factors(self) -> LivePlot:
        plot = LivePlot("factors")
        plot.add_curve("measured", STYLES["gradient"])
        plot.add_curve("expected", STYLES["chance"])
        plot.add_curve("bound", STYLES["constraint"])
        plot.add_line("one", STYLES["reference"])
        plot.set_line("one", 1.0)
        plot.set_log(False, True)
        return plot

    def _create_loss(self) -> LivePlot:
        plot = LivePlot("loss")
        plot.add_curve("loss", STYLES["train"])
        plot.add_line("chance", STYLES["chance"])
        return plot

    def _create_norm(self) -> LivePlot:
        plot = LivePlot("norm")
        plot.add_curve("grad_norm", STYLES["gradient"])
        plot.add_line("threshold", STYLES["constraint"])
        plot.set_log(False, True)
        return plot

    def _create_weights(self) -> LivePlot:
        plot = LivePlot("weights")
        plot.add_curve("weights", STYLES["train"])
        plot.add_curve("updates", STYLES["test"])
        plot.set_log(False, True)
        return plot

    def _connect_cursor(self) -> None:
        for plot in self._by_layer:
            plot.add_line(_CURSOR, STYLES["reference"], vertical=True, draggable=True)
            plot.line_moved.connect(lambda _, value: self.set_layer(round(value)))
        for heat_map in self._maps:
            heat_map.set_first(1, 0)
            heat_map.row_selected.connect(lambda row: self.set_layer(row + 1))

    def _lay_out(self) -> Deck:
        training = stacked(QHBoxLayout(), self.loss, self.norm)
        rows = [
            DeckRow((self.gradients, self.history), narrowest=36, widths=(1, 1), height=3),
            DeckRow((self.factors, self.activations), narrowest=36, widths=(1, 1), height=2),
            DeckRow((training, self.weights), narrowest=44, widths=(2, 1), height=2),
        ]
        deck = Deck("vanishing", rows, lowest=30)
        column = tight(QVBoxLayout(self))
        column.addWidget(deck, 1)
        column.addWidget(self.facts)
        return deck

    # Frames

    def _use_depth(self, depth: int) -> None:
        for plot in self._by_layer:
            plot.set_range(x=(0.4, depth + 1.6))
            plot.refit()

    def _show_layers(self, frame: VanishingFrame) -> None:
        layers = np.arange(1, len(frame.grad_W) + 1)
        hidden = layers[:-1]
        self.gradients.set_series("weights", layers, frame.grad_W)
        self.gradients.set_series("activations", hidden, frame.grad_a)
        self.gradients.set_series("signal", hidden, frame.signal)
        self.factors.set_series("measured", hidden[1:], frame.factor)
        self.factors.set_series("expected", hidden[1:], frame.expected)
        self.factors.set_series("bound", hidden[1:], frame.bound)
        self.weights.set_series("weights", layers, frame.weights)
        self.weights.set_series("updates", layers, frame.updates)
        self.gradients.set_labels(self._gradient_title(frame), self.tr("layer l"), self.tr("norm"))

    def _show_maps(self, frame: VanishingFrame) -> None:
        low, high = frame.value_range
        bins = frame.histogram.shape[1]
        width = (high - low) / bins
        self.activations.set_columns(low + 0.5 * width, width)
        self.activations.set_values(frame.histogram)
        self.history.set_columns(0, frame.stride)
        self.history.set_levels(*frame.levels)
        self.history.set_values(frame.history)

    def _show_steps(self, frame: VanishingFrame, history: History) -> None:
        for plot, name in ((self.loss, "loss"), (self.norm, "grad_norm")):
            points = history[name]
            plot.set_series(name, points.steps, points.values, (0.0, frame.first[name]))
        self.loss.set_line("chance", frame.chance_loss)
        self.norm.set_line("threshold", frame.threshold)
        digits = f"{100 * frame.accuracy:.0f}"
        title = self.tr("Loss: {accuracy} right").format(accuracy=f"{digits} %")
        # As wide as with 100 %: the legend would hop between two rows, and the plot with it.
        title += "\N{FIGURE SPACE}" * (3 - len(digits))
        self.loss.set_labels(title, self.tr("step"), self.tr("loss L"))

    def _gradient_title(self, frame: VanishingFrame) -> str:
        if np.isnan(frame.lost):
            return self.tr("Gradient")
        if np.isinf(frame.lost):
            return self.tr("Gradient: nothing arrives")
        if frame.lost >= 0:
            text = self.tr("Gradient: {orders} orders lost")
        else:
            text = self.tr("Gradient: {orders} orders gained")
        return text.format(orders=f"{abs(frame.lost):.1f}")

    def _show_facts(self) -> None:
        frame, index = self._frame, self.layer - 1
        if frame is None:
            return
        facts = [
            self.tr("Layer {layer}").format(layer=self.layer),
            f"‖∂L/∂W‖ = {value_label(float(frame.grad_W[index]))}",
        ]
        if index < len(frame.slope):
            slope = value_label(float(frame.slope[index]))
            flat = _percent(float(frame.flat[index]))
            facts.append(self.tr("slope f′ ≈ {slope}").format(slope=slope))
            facts.append(self.tr("{share} of the units flat").format(share=flat))
        if 1 <= index < len(frame.slope):
            factor = float(frame.factor[index - 1])
            measured = "–" if np.isnan(factor) else value_label(factor)
            bound = value_label(float(frame.bound[index - 1]))
            text = self.tr("factor {measured}, at most {bound}")
            facts.append(text.format(measured=measured, bound=bound))
        self.facts.setText(DOT.join(map(unbroken, facts)))


def _percent(share: float) -> str:
    """Whole per cents; none and all only where it is so."""
    if 0.0 < share < 0.01:
        return "< 1 %"
    return "> 99 %" if 0.99 < share < 1.0 else f"{100 * share:.0f} %"
