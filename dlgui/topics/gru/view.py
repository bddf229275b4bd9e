"""The centre of the GRU tab."""

from itertools import product
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from dlgui.topics._sequence.view import Activation, SequenceView, unit_values
from dlgui.topics.gru.diagram import BOXES, gru_diagram

ACTIVATIONS = (
    Activation("reset_gate", "r", 0.0, 1.0),
    Activation("update_gate", "z", 0.0, 1.0),
    Activation("candidate", "h̃", -1.0, 1.0),
    Activation("hidden", "h", -1.0, 1.0),
)
GRADIENTS = (("grad_hidden", "hidden", "‖∂L/∂hₜ‖"),)


class GruView(SequenceView):
    """See `SequenceView`; of the four diagrams the one that fits the run is shown."""

    diagram: QStackedWidget

    def __init__(self) -> None:
        self.forms = {
            form: gru_diagram(*form) for form in product(("seed", "cho"), ("before", "after"))
        }
        stack = QStackedWidget()
        for diagram in self.forms.values():
            stack.addWidget(diagram)
        super().__init__(ACTIVATIONS, 2, GRADIENTS, stack)

    def show_cell(self, frame: Any, time: int, unit: int) -> None:
        shown = self.forms[frame.convention, frame.reset]
        shown.set_values(unit_values(frame, BOXES, time, unit))
        self.diagram.setCurrentWidget(shown)

    def activation_title(self, key: str) -> str:
        return {
            "reset_gate": self.tr("Reset gate"),
            "update_gate": self.tr("Update gate"),
            "candidate": self.tr("Candidate"),
            "hidden": self.tr("Hidden state"),
        }[key]
