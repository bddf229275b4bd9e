"""The centre of every recurrent tab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dlgui.core import History
from dlgui.topics._sequence.excerpt import Excerpt
from dlgui.topics._sequence.probe import Strip
from dlgui.ui.theme import STYLES
from dlgui.ui.topic_view import TopicView
from dlgui.ui.widgets.cell_diagram import Box
from dlgui.ui.widgets.deck import Deck, DeckRow
from dlgui.ui.widgets.heat_map import HeatMap
from dlgui.ui.widgets.live_plot import LivePlot
from dlgui.ui.widgets.page_parts import stacked, tight
from dlgui.ui.widgets.sequence_strip import SequenceStrip, StripRow

_TRACED_ON_START = 4


@dataclass(frozen=True)
class Activation:
    """A field (T, H) of the frame, drawn as a heat map and, for one unit, as a curve.

    ``low`` and ``high`` are the fixed levels of its colours; None follows the data.
    """

    key: str
    symbol: str
    low: float | None = None
    high: float | None = None


class SequenceView(TopicView):
    """Heat maps, strip, traces and gradients of one sequence, joined by one time cursor.

    Parameters
    ----------
    activations : sequence of Activation
        One heat map each, in reading order.
    columns : int
        Heat maps in a row.
    gradients : sequence of (field, role, symbol)
        Norms (T,) of the frame for the gradient plot.
    diagram : QWidget
        What stands beside the maps; `show_cell` gives it its numbers.
    """

    def __init__(
        self,
        activations: Sequence[Activation],
        columns: int,
        gradients: Sequence[tuple[str, str, str]],
        diagram: QWidget,
    ) -> None:
        super().__init__()
        self._chosen_time: int | None = None
        self.unit = 0
        self._frame: Any = None
        self._activations = activations
        self._gradients = gradients
        self._over_time: list[LivePlot] = []
        self.diagram = diagram
        self.maps = {each.key: self._create_map(each) for each in activations}
        self.strip = SequenceStrip("sequence")
        self.strip.cursor_moved.connect(self.set_time)
        self.sample = Excerpt()
        self.sample.setObjectName("sample")
        self.traces = self._create_traces()
        self.gradients = self._create_gradients()
        self.loss = _create_curve_plot("loss", "loss")
        self.accuracy = _create_curve_plot("accuracy", "accuracy")
        self.accuracy.set_range(y=(0.0, 1.0))
        self._arrange(columns)
        self.retranslate()

    # What the page and its own widgets tell it

    def show_frame(self, frame: Any, history: History) -> None:
        self._frame = frame
        for key, heat_map in self.maps.items():
            heat_map.set_values(getattr(frame, key).T)
        self.strip.set_rows(self._strip_rows(frame.strip))
        t = np.arange(1, len(frame.hidden) + 1)
        for field, role, _ in self._gradients:
            self.gradients.set_series(role, t, getattr(frame, field))
        for plot, name in ((self.loss, "loss"), (self.accuracy, "accuracy")):
            points = history[name]
            plot.set_series(name, points.steps, points.values)
            plot.set_line("chance", getattr(frame, f"chance_{name}"))
        self._show_sample()
        self._show_unit()

    @property
    def time(self) -> int:
        """The step of the time cursor, counted from 0.

        At the last one, where the answer is, it stays at the end when the length changes.
        """
        last = len(self._frame.hidden) - 1
        return last if self._chosen_time is None else min(max(self._chosen_time, 0), last)

    def set_time(self, time: int) -> None:
        """Move the time cursor that all parts share, counted from 0."""
        at_end = self._frame is not None and time >= len(self._frame.hidden) - 1
        self._chosen_time = None if at_end else time
        self._show_unit()

    def set_unit(self, unit: int) -> None:
        """Choose the unit of traces and diagram, counted from 0."""
        self.unit = unit
        self._show_unit()

    def show_cell(self, frame: Any, time: int, unit: int) -> None:
        """Show the chosen unit at the chosen step in the diagram."""
        raise NotImplementedError

    def activation_title(self, key: str) -> str:
        """The translated name of an activation."""
        raise NotImplementedError

    def retranslate(self) -> None:
        unit, step = self.tr("unit"), self.tr("step t")
        for each in self._activations:
            title = f"{self.activation_title(each.key)} {each.symbol}"
            self.maps[each.key].set_labels(title, step, unit)
            self.traces.set_text(each.key, each.symbol)
        for _, role, symbol in self._gradients:
            self.gradients.set_text(role, symbol)
        self.gradients.set_labels(self.tr("Gradient at step t"), step, self.tr("norm ‖∂L/∂·‖"))
        self.loss.set_labels(self.tr("Loss"), self.tr("training step"), self.tr("loss L"))
        self.accuracy.set_labels(self.tr("Accuracy"), self.tr("training step"), self.tr("accuracy"))
        self.loss.set_text("loss", self.tr("Loss"))
        self.accuracy.set_text("accuracy", self.tr("Accuracy"))
        for plot in (self.loss, self.accuracy):
            plot.set_text("chance", self.tr("chance"))
        if self._frame is not None:
            self.strip.set_rows(self._strip_rows(self._frame.strip))
            self._show_sample()
        self._title_traces()
        self.deck.set_titles(self.titles())

    # Building

    def follow_time(self, plot: LivePlot) -> None:
        """Give a plot against t the time cursor."""
        plot.count_along_x()
        plot.add_line("time", STYLES["reference"], vertical=True, draggable=True)
        plot.line_moved.connect(lambda _, value: self.set_time(round(value) - 1))
        self._over_time.append(plot)

    def rows(self, activations: QWidget, training: QWidget) -> list[DeckRow]:
        """Where the pages stand, in the order of `titles`.

        `activations` holds the heat maps with strip and sample, `training` loss and accuracy.
        """
        above = (activations, stacked(QVBoxLayout(), self.diagram, self.traces))
        return [
            DeckRow(above, narrowest=62, widths=(3, 2), height=3),
            DeckRow((training, self.gradients), narrowest=36, widths=(2, 1), height=2),
        ]

    def titles(self) -> list[str]:
        """What the tabs of the pages say."""
        return [
            self.tr("Activations"),
            self.tr("One unit"),
            self.tr("Training"),
            self.tr("Gradients"),
        ]

    def _create_map(self, activation: Activation) -> HeatMap:
        low, high = activation.low, activation.high
        heat_map = HeatMap(activation.key, signed=low is None or low < 0)
        if low is not None and high is not None:
            heat_map.set_levels(low, high)
        heat_map.set_first(row=1, column=1)
        heat_map.cursor_moved.connect(self.set_time)
        heat_map.row_selected.connect(self.set_unit)
        return heat_map

    def _create_traces(self) -> LivePlot:
        plot = LivePlot("traces")
        for index, each in enumerate(self._activations):
            plot.add_curve(each.key, STYLES[each.key], each.symbol)
            plot.set_visible(each.key, index < _TRACED_ON_START)
        self.follow_time(plot)
        return plot

    def _create_gradients(self) -> LivePlot:
        plot = LivePlot("gradients")
        for _, role, symbol in self._gradients:
            plot.add_curve(role, STYLES[role], symbol)
        plot.set_log(False, True)
        self.follow_time(plot)
        return plot

    def _arrange(self, columns: int) -> None:
        grid = QGridLayout()
        for index, heat_map in enumerate(self.maps.values()):
            row, column = divmod(index, columns)
            lowest = index + columns >= len(self.maps)
            heat_map.set_axes_visible(x=lowest, y=column == 0)
            grid.addWidget(heat_map, row, column)
        activations = QWidget()
        layout = tight(QVBoxLayout(activations))
        layout.addLayout(grid, 1)
        layout.addWidget(self.strip)
        layout.addWidget(self.sample)
        training = stacked(QHBoxLayout(), self.loss, self.accuracy)
        self.deck = Deck("sequence", self.rows(activations, training), lowest=32)
        tight(QVBoxLayout(self)).addWidget(self.deck)

    # Showing

    def _show_unit(self) -> None:
        if self._frame is None:
            return
        T, H = self._frame.hidden.shape
        time = self.time
        self.unit = min(max(self.unit, 0), H - 1)
        t = np.arange(1, T + 1)
        for key, heat_map in self.maps.items():
            heat_map.set_cursor(time)
            heat_map.set_row(self.unit)
            self.traces.set_series(key, t, getattr(self._frame, key)[:, self.unit])
        self.strip.set_cursor(time)
        for plot in self._over_time:
            plot.set_line("time", time + 1)
        self.show_cell(self._frame, time, self.unit)
        self._title_traces()

    def _title_traces(self) -> None:
        title = self.tr("Unit {unit} over time").format(unit=self.unit + 1)
        self.traces.set_labels(title, self.tr("step t"), self.tr("value"))

    def _show_sample(self) -> None:
        sample = self._frame.sample
        self.sample.setVisible(bool(sample))
        text = self.tr("Written by the network after step {step}: {sample}")
        self.sample.setText(
            text.format(step=self._frame.sample_step, sample=" ".join(sample.split()))
        )

    def _strip_rows(self, strip: Strip) -> tuple[StripRow, ...]:
        answers = tuple(
            bool(right) if target else None
            for right, target in zip(strip.correct, strip.targets, strict=True)
        )
        return (
            StripRow(self.tr("Input"), strip.inputs),
            StripRow(self.tr("Target"), strip.targets),
            StripRow(self.tr("Answer"), strip.predictions, answers),
        )


def unit_values(frame: Any, boxes: Sequence[Box], time: int, unit: int) -> dict[str, float]:
    """A unit's numbers for the boxes of a diagram, each named as a field (T, H) of the frame.

    With ``_before`` behind the name it is the field's number one step earlier; 0 before the first.
    """
    values = {}
    for box in boxes:
        field = getattr(frame, box.key.removesuffix("_before"))
        step = time - 1 if box.key.endswith("_before") else time
        values[box.key] = float(field[step, unit]) if step >= 0 else 0.0
    return values


def _create_curve_plot(name: str, key: str) -> LivePlot:
    plot = LivePlot(name)
    plot.count_along_x()
    plot.add_curve(key, STYLES["train"], legend=False)
    plot.add_line("chance", STYLES["chance"])
    return plot
