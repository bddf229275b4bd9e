"""The LSTM cell as a table of boxes, operations and wires."""

from dlgui.ui.widgets.cell_diagram import Box, CellDiagram, Operation, Wire

_F, _I, _C, _O, _H = (0.12, 1.0), (0.33, 1.0), (0.54, 1.0), (0.75, 1.0), (1.0, 1.0)
_CELL_BEFORE, _CELL = (0.0, 0.0), (1.0, 0.0)
_FORGET, _ADD, _WRITE = (0.2, 0.0), (0.435, 0.0), (0.435, 0.5)
_TANH, _SHOW = (0.87, 0.33), (0.87, 0.66)

BOXES = (
    Box("cell_before", "C", "t−1", "cell", -2.0, 2.0, _CELL_BEFORE),
    Box("cell", "C", "t", "cell", -2.0, 2.0, _CELL),
    Box("forget_gate", "f", "t", "forget_gate", 0.0, 1.0, _F),
    Box("input_gate", "i", "t", "input_gate", 0.0, 1.0, _I),
    Box("candidate", "C̃", "t", "candidate", -1.0, 1.0, _C),
    Box("output_gate", "o", "t", "output_gate", 0.0, 1.0, _O),
    Box("hidden", "h", "t", "hidden", -1.0, 1.0, _H),
)
OPERATIONS = (
    Operation("×", _FORGET),
    Operation("+", _ADD),
    Operation("×", _WRITE),
    Operation("tanh", _TANH),
    Operation("×", _SHOW),
)
WIRES = (
    Wire((_CELL_BEFORE, _FORGET), "cell"),
    Wire((_FORGET, _ADD), "cell"),
    Wire((_ADD, _CELL), "cell"),
    Wire((_F, (0.12, 0.25), _FORGET), "forget_gate"),
    Wire((_I, (0.33, 0.7), _WRITE), "input_gate"),
    Wire((_C, (0.54, 0.7), _WRITE), "candidate"),
    Wire((_WRITE, _ADD), "candidate"),
    Wire(((0.87, 0.0), _TANH), "cell"),
    Wire((_TANH, _SHOW), "cell"),
    Wire((_O, (0.75, 0.66), _SHOW), "output_gate"),
    Wire((_SHOW, (0.87, 1.0), _H), "hidden"),
)


def lstm_diagram() -> CellDiagram:
    """The diagram of one LSTM unit."""
    return CellDiagram("lstm", BOXES, OPERATIONS, WIRES)
