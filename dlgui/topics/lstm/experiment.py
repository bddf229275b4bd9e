"""The LSTM tab's model: one LSTM layer and a readout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Seeds
from dlgui.nn import LSTM
from dlgui.topics._sequence.experiment import (
    Floats,
    Norms,
    SequenceExperiment,
    SequenceFrame,
    norm_of_each_step,
)
from dlgui.topics.lstm import Params

# σ(±200) is exactly 1 and 0 in float32.
_HELD_BIAS = {"closed": -200.0, "open": 200.0}


@dataclass(frozen=True)
class LstmFrame(SequenceFrame):
    """What the LSTM tab draws: the probe's activations, the batch's gradients.

    Attributes
    ----------
    forget_gate, input_gate, output_gate : (T, H) arrays
        f_t, i_t, o_t, in (0, 1).
    candidate : (T, H) array
        C̃_t, in (−1, 1).
    cell : (T, H) array
        C_t.
    grad_cell : (T,) array
        ‖∂L/∂C_t‖ over all units and sequences of the batch.
    """

    forget_gate: Floats
    input_gate: Floats
    output_gate: Floats
    candidate: Floats
    cell: Floats
    grad_cell: Norms


class Lstm(SequenceExperiment[Params]):
    """See `SequenceExperiment`."""

    cell: LSTM

    def __init__(self, params: Params, seeds: Seeds) -> None:
        self.learned: tuple[Floats, Floats] | None = None
        super().__init__(params, seeds)
        if params.forget_gate != "learned":
            self._hold()
            self._pass()

    def create_cell(self, rng: np.random.Generator) -> LSTM:
        params = self.params
        return LSTM(
            self.task.input_size, params.hidden_size, rng=rng, forget_bias=params.forget_bias
        )

    def step(self) -> Mapping[str, float]:
        scalars = super().step()
        return {**scalars, "forget_gate": float(self.cell.gates["f"].mean())}

    def set(self, name: str, value: object) -> None:
        super().set(name, value)
        if name == "forget_gate":
            self._hold()
            self._pass()

    def snapshot(self) -> LstmFrame:
        gates = self.cell.gates
        return LstmFrame(
            **self.shared_frame(),
            forget_gate=self.of_probe(gates["f"]),
            input_gate=self.of_probe(gates["i"]),
            output_gate=self.of_probe(gates["o"]),
            candidate=self.of_probe(gates["C_tilde"]),
            cell=self.of_probe(self.cell.cells),
            grad_cell=norm_of_each_step(self.cell.grad_cells),
        )

    def arrays(self) -> Iterable[tuple[str, NDArray[Any]]]:
        yield from self.cell.gates.items()
        yield "C", self.cell.cells
        yield from super().arrays()

    def _update(self) -> float:
        norm = super()._update()
        if self.params.forget_gate != "learned":
            self._hold()
        return norm

    def _hold(self) -> None:
        """Put the forget gate where the parameter wants it; keep what it had learned."""
        W, b = self.cell.params["W_f"], self.cell.params["b_f"]
        held = self.params.forget_gate
        if held == "learned":
            if self.learned:
                W[...], b[...] = self.learned
            self.learned = None
            return
        if self.learned is None:
            self.learned = (W.copy(), b.copy())
        W[...] = 0.0
        b[...] = _HELD_BIAS[held]
