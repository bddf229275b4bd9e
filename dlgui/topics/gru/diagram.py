"""The GRU cell as a table of boxes, operations and wires, one for each of its four forms."""

from dlgui.ui.widgets.cell_diagram import Box, CellDiagram, Operation, Wire

_BEFORE, _HIDDEN = (0.0, 0.0), (1.0, 0.0)
_R, _CANDIDATE, _Z = (0.08, 1.0), (0.4, 1.0), (0.85, 1.0)
_KEEP, _ADD = (0.62, 0.0), (0.85, 0.0)
_RESET, _PRODUCT, _WRITE = (0.25, 0.5), (0.25, 0.22), (0.85, 0.42)
_BRANCH = 0.79

BOXES = (
    Box("hidden_before", "h", "t−1", "hidden", -1.0, 1.0, _BEFORE),
    Box("hidden", "h", "t", "hidden", -1.0, 1.0, _HIDDEN),
    Box("reset_gate", "r", "t", "reset_gate", 0.0, 1.0, _R),
    Box("candidate", "h̃", "t", "candidate", -1.0, 1.0, _CANDIDATE),
    Box("update_gate", "z", "t", "update_gate", 0.0, 1.0, _Z),
)
_OPERATIONS: tuple[Operation, ...] = (
    Operation("×", _KEEP),
    Operation("+", _ADD),
    Operation("×", _RESET),
    Operation("×", _WRITE),
)
_WIRES: tuple[Wire, ...] = (
    Wire((_BEFORE, _KEEP), "hidden"),
    Wire((_KEEP, _ADD), "hidden"),
    Wire((_ADD, _HIDDEN), "hidden"),
    Wire((_R, (0.08, 0.5), _RESET), "reset_gate"),
    Wire((_RESET, (0.4, 0.5), _CANDIDATE), "hidden"),
    Wire((_CANDIDATE, (0.53, 1.0), (0.53, 0.42), _WRITE), "candidate"),
    Wire((_WRITE, _ADD), "candidate"),
)


def gru_diagram(convention: str, reset: str) -> CellDiagram:
    """The diagram of one GRU unit; see `dlgui.nn.GRU` for the conventions."""
    operations, wires = _OPERATIONS, _WIRES
    to_keep = (_Z, (0.85, _BRANCH), (0.62, _BRANCH))
    if convention == "seed":
        rest = (0.62, 0.25)
        wires += (
            Wire((_Z, _WRITE), "update_gate"),
            Wire((*to_keep, rest), "update_gate"),
            Wire((rest, _KEEP), "update_gate"),
        )
    else:
        rest = (0.85, 0.64)
        wires += (
            Wire((_Z, rest), "update_gate"),
            Wire((rest, _WRITE), "update_gate"),
            Wire((*to_keep, _KEEP), "update_gate"),
        )
    operations += (Operation("1−", rest),)
    if reset == "after":
        operations += (Operation("W", _PRODUCT),)
        wires += (Wire(((0.25, 0.0), _PRODUCT), "hidden"), Wire((_PRODUCT, _RESET), "hidden"))
    else:
        wires += (Wire(((0.25, 0.0), _RESET), "hidden"),)
    return CellDiagram(f"gru.{convention}.{reset}", BOXES, operations, wires)
