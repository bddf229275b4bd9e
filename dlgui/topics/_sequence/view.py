"""The centre of every recurrent tab."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from dlgui.core import History
from dlgui.topics._sequence.probe import Strip
from dlgui.ui.topic_view import TopicView
from dlgui.ui.widgets.cell_diagram import CellDiagram
from dlgui.ui.widgets.sequence_strip import SequenceStrip, StripRow


class SequenceView(TopicView):
    """Strip of the shown sequence and the cell's diagram, joined by one time cursor."""

    def __init__(self, diagram: CellDiagram) -> None:
        super().__init__()
        self.diagram = diagram
        self.strip = SequenceStrip("sequence")
        self.strip.cursor_moved.connect(self._set_time)
        self.time = 0
        self.unit = 0
        self._frame: Any = None
        layout = QVBoxLayout(self)
        layout.addWidget(diagram, 1)
        layout.addWidget(self.strip)
        self.retranslate()

    def show_frame(self, frame: Any, history: History) -> None:
        self._frame = frame
        self.strip.set_rows(self._strip_rows(frame.strip))
        self._show_unit()

    def retranslate(self) -> None:
        if self._frame is not None:
            self.strip.set_rows(self._strip_rows(self._frame.strip))

    def unit_values(self, frame: Any, time: int, unit: int) -> dict[str, float]:
        """The numbers of the diagram's boxes for one unit at one step."""
        raise NotImplementedError

    def _set_time(self, time: int) -> None:
        self.time = time
        self._show_unit()

    def _show_unit(self) -> None:
        T, H = self._frame.hidden.shape
        self.time, self.unit = min(self.time, T - 1), min(self.unit, H - 1)
        self.diagram.set_values(self.unit_values(self._frame, self.time, self.unit))

    def _strip_rows(self, strip: Strip) -> tuple[StripRow, ...]:
        answers = [
            bool(right) if target else None
            for right, target in zip(strip.correct, strip.targets, strict=True)
        ]
        return (
            StripRow(self.tr("Input"), strip.inputs),
            StripRow(self.tr("Target"), strip.targets),
            StripRow(self.tr("Answer"), strip.predictions, tuple(answers)),
        )
