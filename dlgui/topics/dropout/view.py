"""The centre of the dropout tab."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dlgui.core import History
from dlgui.topics.dropout.experiment import DropoutFrame
from dlgui.topics.dropout.fan import classes
from dlgui.topics.dropout.layer_picture import LayerPicture
from dlgui.ui.dress import follow_look
from dlgui.ui.line_breaks import DOT, whole_numbers, whole_phrases
from dlgui.ui.theme import STYLES, look
from dlgui.ui.topic_view import TopicView
from dlgui.ui.widgets.deck import Deck, DeckRow
from dlgui.ui.widgets.image_grid import ImageGrid
from dlgui.ui.widgets.live_plot import LivePlot
from dlgui.ui.widgets.page_parts import facts_label, stacked, tight
from dlgui.ui.widgets.ticks import tick_label
from dlgui.ui.widgets.unit_diagram import UnitDiagram
from dlgui.ui.widgets.unit_layout import UnitColumn

_IMAGE_HEIGHT = 56
_HIDDEN_COLUMNS = (1, 2)
_LAYERS = "₁₂"


class DropoutView(TopicView):
    """The network with this batch's holes, what they do to gradients, and what it costs and gains.

    One digit of the batch is chosen in the row of pictures; one unit, and with it a layer, in the
    network.
    """

    def __init__(self) -> None:
        super().__init__()
        self.example = 0
        self.layer = 0
        self._frame: DropoutFrame | None = None
        self.images = ImageGrid("batch", signed=False)
        self.images.set_levels(0.0, 1.0)
        self.images.selected.connect(self.set_example)
        self.network = UnitDiagram("network")
        self.network.unit_selected.connect(self._choose_unit)
        self.network.set_selected(1, 0)
        self.facts = facts_label("facts")
        self.gradient = LivePlot("gradient")
        self.weights = LivePlot("weights")
        self.histogram = LivePlot("histogram")
        self.loss = LivePlot("loss")
        self.accuracy = LivePlot("accuracy")
        self.fan = LivePlot("fan")
        self._add_items()
        self._arrange()
        self.retranslate()

    def show_frame(self, frame: DropoutFrame, history: History) -> None:
        self._frame = frame
        self.images.set_images(frame.images)
        self._show_curves(frame, history)
        self._show_fan(frame)
        self._show_chosen(frame)

    def set_example(self, example: int) -> None:
        """Choose the digit of the batch whose network is shown, counted from 0."""
        self.example = example
        if self._frame is not None:
            self._show_chosen(self._frame)

    def retranslate(self) -> None:
        self.images.set_title(self.tr("This batch: choose a digit"))
        self._size_images()
        self.network.set_texts(self.tr("{layer}, unit {unit}"), self.tr("dropped"))
        for plot in (self.gradient, self.weights):
            plot.set_text("kept", self.tr("kept"))
        self.gradient.set_text("dropped", self.tr("dropped"))
        self.weights.set_text("dropped", self.tr("dropped by all"))
        self.histogram.set_text("before", self.tr("before"))
        self.histogram.set_text("after", self.tr("after"))
        step = self.tr("step")
        self.loss.set_labels(self.tr("Loss"), step, self.tr("loss L"))
        self.accuracy.set_labels(self.tr("Accuracy"), step, self.tr("accuracy"))
        self.loss.set_text("batch", self.tr("batch, with masks"))
        for plot in (self.loss, self.accuracy):
            plot.set_text("train", self.tr("train"))
            plot.set_text("test", self.tr("test"))
        self.fan.set_text("masks", self.tr("64 masks"))
        self.fan.set_text("mean", self.tr("their mean"))
        self.fan.set_text("scaled", self.tr("whole network, scaled"))
        self.deck.set_titles(
            [
                self.tr("Network"),
                self.tr("Gradients"),
                self.tr("Training"),
                self.tr("Scaling"),
                self.tr("Test"),
            ]
        )
        if self._frame is not None:
            self._show_fan(self._frame)
            self._show_chosen(self._frame)
        else:
            self._title_layer_plots()

    # Building

    def _add_items(self) -> None:
        for plot in (self.gradient, self.weights):
            plot.add_bars("kept", STYLES["gradient"])
            plot.add_points("dropped", STYLES["truth"], size=6.0)
        self.histogram.add_histogram("before", STYLES["hidden"])
        self.histogram.add_histogram("after", STYLES["total"])
        self.loss.add_curve("batch", STYLES["contour"])
        for plot in (self.loss, self.accuracy):
            plot.add_curve("train", STYLES["train"])
            plot.add_curve("test", STYLES["test"])
        self.loss.set_log(False, True)
        for plot in (self.gradient, self.weights, self.loss, self.accuracy, self.fan):
            plot.count_along_x()
        self.fan.add_points("masks", replace(STYLES["contour"], marker="circle"), size=4.0)
        self.fan.add_points("mean", replace(STYLES["train"], marker="diamond"), size=10.0)
        self.fan.add_points("scaled", STYLES["truth"], size=11.0)
        self.fan.set_range(x=(-0.6, 9.6), y=(-0.02, 1.02))
        self.accuracy.set_range(y=(0.0, 1.02))

    def _arrange(self) -> None:
        picture = QWidget()
        column = tight(QVBoxLayout(picture))
        column.addWidget(self.images)
        column.addWidget(self.network, 1)
        column.addWidget(self.facts)
        strips = stacked(QVBoxLayout(), self.gradient, self.weights)
        curves = stacked(QHBoxLayout(), self.loss, self.accuracy)
        rows = [
            DeckRow((picture, strips), narrowest=55, widths=(5, 4), height=5),
            DeckRow((curves, self.histogram, self.fan), narrowest=70, widths=(2, 1, 1), height=3),
        ]
        self.deck = Deck("dropout", rows, lowest=30)
        tight(QVBoxLayout(self)).addWidget(self.deck)
        follow_look(self, self._size_images)

    def _size_images(self) -> None:
        self.images.setFixedHeight(round(self.images.title_height()) + look().px(_IMAGE_HEIGHT))

    # Showing

    def _show_curves(self, frame: DropoutFrame, history: History) -> None:
        _show_scalar(self.loss, "batch", frame, history, "batch_loss")
        for which in ("train", "test"):
            _show_scalar(self.loss, which, frame, history, f"{which}_loss")
            _show_scalar(self.accuracy, which, frame, history, f"{which}_accuracy")

    def _show_fan(self, frame: DropoutFrame) -> None:
        fan = frame.fan
        x = classes()
        spread = x[:, np.newaxis] + fan.offsets
        self.fan.set_series("masks", spread.ravel(), fan.probabilities.T.ravel())
        self.fan.set_series("mean", x, fan.mean)
        self.fan.set_series("scaled", x, fan.scaled)
        title = self.tr("A test digit, {label}: {right} of {all} masks right")
        title = title.format(label=fan.label, right=fan.right, all=len(fan.offsets))
        self.fan.set_labels(title, self.tr("class"), self.tr("probability"))

    def _show_facts(self, frame: DropoutFrame) -> None:
        texts = [
            self.tr("p = {rate}").format(rate=f"{frame.rate:.3g}"),
            self.tr("keep probability {keep}").format(keep=f"{1 - frame.rate:.3g}"),
        ]
        scalars = frame.scalars
        train, test = scalars["train_accuracy"], scalars["test_accuracy"]
        numbers = self.tr("train {train} %, test {test} %, gap {gap} points")
        texts.append(
            numbers.format(
                train=f"{100 * train:.1f}",
                test=f"{100 * test:.1f}",
                gap=tick_label(100 * (train - test), 0.1),
            )
        )
        layer = frame.layers[self.layer]
        passed = self.tr("layer {layer} passes on {training} in training, {test} at test time")
        texts.append(
            passed.format(
                layer=self.layer + 1,
                training=f"{layer.mean_training:.3f}",
                test=f"{layer.mean_test:.3f}",
            )
        )
        if frame.left_on:
            texts.append(self.tr("dropout is on at test time!"))
        self.facts.setText(whole_phrases(whole_numbers(DOT.join(texts))))

    def _choose_unit(self, column: int, unit: int) -> None:
        if column in _HIDDEN_COLUMNS:
            self.layer = _HIDDEN_COLUMNS.index(column)
        if self._frame is not None:
            self._show_chosen(self._frame)

    def _show_chosen(self, frame: DropoutFrame) -> None:
        """Network, gradients and histogram for the chosen digit and layer."""
        self.example = min(self.example, len(frame.labels) - 1)
        self.images.set_chosen(self.example)
        self._show_network(frame)
        layer = frame.layers[self.layer]
        self._show_gradients(layer)
        self._show_histogram(layer)
        self._show_facts(frame)
        self._title_layer_plots()

    def _show_network(self, frame: DropoutFrame) -> None:
        first, second = (
            UnitColumn(
                self.tr("hidden {layer}").format(layer=index + 1),
                layer.activation[self.example],
                ~layer.kept[self.example],
            )
            for index, layer in enumerate(frame.layers)
        )
        self.network.set_columns(
            (
                UnitColumn(self.tr("pixels"), frame.images[self.example].ravel(), across=8),
                first,
                second,
                UnitColumn(self.tr("0 … 9"), frame.probabilities[self.example], first=0),
            )
        )
        gone = [layer.dropped_count[self.example] for layer in frame.layers]
        title = self.tr("A {label}: {first} and {second} of {all} units dropped")
        self.network.set_title(
            title.format(
                label=frame.labels[self.example],
                first=gone[0],
                second=gone[1],
                all=len(frame.layers[0].weight_gradient),
            )
        )

    def _show_gradients(self, layer: LayerPicture) -> None:
        units = np.arange(1, len(layer.weight_gradient) + 1)
        shown = (
            (self.gradient, layer.gradient[self.example], layer.kept[self.example]),
            (self.weights, layer.weight_gradient, ~layer.dropped_by_all),
        )
        for plot, values, kept in shown:
            plot.set_range(x=(0.0, len(units) + 1.0))
            plot.set_series("kept", units[kept], values[kept])
            plot.set_series("dropped", units[~kept], values[~kept])

    def _show_histogram(self, layer: LayerPicture) -> None:
        self.histogram.set_range(x=(0.0, layer.edges[-1]))
        self.histogram.set_histogram("before", layer.edges, layer.before)
        self.histogram.set_histogram("after", layer.edges, layer.after)

    def _title_layer_plots(self) -> None:
        index = _LAYERS[self.layer]
        unit = self.tr("unit of hidden layer {layer}").format(layer=self.layer + 1)
        title = self.tr("Gradient at the units, this digit")
        self.gradient.set_labels(title, unit, f"∂L/∂a{index}")
        title = self.tr("Gradient of their weights, whole batch")
        self.weights.set_labels(title, unit, f"‖∂L/∂w{index}‖")
        title = self.tr("Kept in layer {layer}: scaling").format(layer=self.layer + 1)
        self.histogram.set_labels(title, self.tr("activation a"), self.tr("count"))


def _show_scalar(
    plot: LivePlot, key: str, frame: DropoutFrame, history: History, name: str
) -> None:
    """Draw a scalar against its steps, from step 0, which the history does not hold."""
    points = history[name]
    plot.set_series(key, points.steps, points.values, (0.0, frame.first[name]))
