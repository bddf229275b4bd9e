"""The centre of the LSTM tab."""

from typing import Any

from dlgui.topics._sequence.view import SequenceView
from dlgui.topics.lstm.diagram import lstm_diagram


class LstmView(SequenceView):
    """See `SequenceView`."""

    def __init__(self) -> None:
        super().__init__(lstm_diagram())

    def unit_values(self, frame: Any, time: int, unit: int) -> dict[str, float]:
        values = {
            key: float(getattr(frame, key)[time, unit])
            for key in ("forget_gate", "input_gate", "output_gate", "candidate", "cell", "hidden")
        }
        values["cell_before"] = float(frame.cell[time - 1, unit]) if time else 0.0
        return values
