"""The GRU tab's model: one GRU layer and a readout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from dlgui.nn import GRU
from dlgui.topics._sequence.experiment import Floats, SequenceExperiment, SequenceFrame
from dlgui.topics.gru import Params


@dataclass(frozen=True)
class GruFrame(SequenceFrame):
    """What the GRU tab draws besides the probe's hidden states.

    Attributes
    ----------
    reset_gate, update_gate : (T, H) arrays
        r_t and z_t, in (0, 1).
    candidate : (T, H) array
        h̃_t, in (−1, 1).
    kept : (T, H) array
        The share of h_{t−1} in h_t: 1 − z_t or z_t, by the convention.
    convention, reset : str
        Which form of the cell it is.
    """

    reset_gate: Floats
    update_gate: Floats
    candidate: Floats
    kept: Floats
    convention: str
    reset: str


class Gru(SequenceExperiment[Params]):
    """See `SequenceExperiment`. ``kept`` is the mean share of the past over batch, time, units."""

    cell: GRU

    def create_cell(self, rng: np.random.Generator) -> GRU:
        params = self.params
        convention = cast(Literal["seed", "cho"], params.convention)
        reset = cast(Literal["before", "after"], params.reset)
        cell = GRU(self.task.input_size, params.hidden_size, convention, reset, rng)
        cell.params["b_z"][...] = -params.keep_bias
        if convention == "cho":
            # Both conventions start as the same function, so that they stay the same.
            for name in ("W_z", "b_z"):
                np.negative(cell.params[name], cell.params[name])
        return cell

    def step(self) -> Mapping[str, float]:
        scalars = super().step()
        return {**scalars, "kept": self._kept(float(self.cell.gates["z"].mean()))}

    def snapshot(self) -> GruFrame:
        gates = self.cell.gates
        update_gate = self.of_probe(gates["z"])
        return GruFrame(
            **self.shared_frame(),
            reset_gate=self.of_probe(gates["r"]),
            update_gate=update_gate,
            candidate=self.of_probe(gates["h_tilde"]),
            kept=self._kept(update_gate),
            convention=self.params.convention,
            reset=self.params.reset,
        )

    def arrays(self) -> Iterable[tuple[str, NDArray[Any]]]:
        yield from self.cell.gates.items()
        yield from super().arrays()

    def _kept(self, z: Any) -> Any:
        return 1 - z if self.params.convention == "seed" else z
