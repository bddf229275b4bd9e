"""The centre of the LSTM tab."""

from typing import Any

from dlgui.topics._sequence.view import Activation, SequenceView, unit_values
from dlgui.topics.lstm.diagram import BOXES, lstm_diagram
from dlgui.ui.widgets.cell_diagram import CellDiagram

ACTIVATIONS = (
    Activation("forget_gate", "f", 0.0, 1.0),
    Activation("input_gate", "i", 0.0, 1.0),
    Activation("output_gate", "o", 0.0, 1.0),
    Activation("candidate", "C̃", -1.0, 1.0),
    Activation("cell", "C"),
    Activation("hidden", "h", -1.0, 1.0),
)
GRADIENTS = (("grad_cell", "cell", "‖∂L/∂Cₜ‖"), ("grad_hidden", "hidden", "‖∂L/∂hₜ‖"))


class LstmView(SequenceView):
    """See `SequenceView`."""

    diagram: CellDiagram

    def __init__(self) -> None:
        super().__init__(ACTIVATIONS, 3, GRADIENTS, lstm_diagram())

    def show_cell(self, frame: Any, time: int, unit: int) -> None:
        self.diagram.set_values(unit_values(frame, BOXES, time, unit))

    def activation_title(self, key: str) -> str:
        return {
            "forget_gate": self.tr("Forget gate"),
            "input_gate": self.tr("Input gate"),
            "output_gate": self.tr("Output gate"),
            "candidate": self.tr("Candidate"),
            "cell": self.tr("Cell"),
            "hidden": self.tr("Hidden state"),
        }[key]
