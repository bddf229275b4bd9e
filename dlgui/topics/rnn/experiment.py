"""The RNN tab's model: U and W in one recurrent layer, and the readout V."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from dlgui.nn import RNN
from dlgui.nn.initializers import orthogonal
from dlgui.nn.rnn import Nonlinearity
from dlgui.topics._sequence.experiment import (
    Floats,
    Norms,
    SequenceExperiment,
    SequenceFrame,
    norm_of_each_step,
)
from dlgui.topics.rnn import Params

STEEPEST: Mapping[Nonlinearity, float] = {"tanh": 1.0, "sigmoid": 0.25, "relu": 1.0}
"""The largest f′ of each nonlinearity."""


@dataclass(frozen=True)
class RnnFrame(SequenceFrame):
    """What the RNN tab draws besides the probe's hidden states.

    Attributes
    ----------
    grad_bound : (T,) array
        What ‖∂L/∂h_t‖ can be at most, given ‖W‖ and the steepest slope of f.
    grad_radius : (T,) array
        ‖∂L/∂h_t‖ if each step multiplied it by W's spectral radius.
    factors : (T − 1,) array
        ‖∂L/∂h_t‖ / ‖∂L/∂h_{t+1}‖; NaN where no error arrives.
    strengths : (T,) array
        log10 of ‖∂L/∂h_t‖ over the largest of them.
    contributions : (T,) array
        ‖δa_t h_{t−1}ᵀ‖, what each step adds to ∂L/∂W.
    grad_W : float
        ‖∂L/∂W‖, the norm of their sum.
    eigenvalues : (H,) complex array
        Of W.
    spectral_radius, spectral_norm : float
        Largest |eigenvalue| and largest singular value of W.
    """

    grad_bound: Norms
    grad_radius: Norms
    factors: Norms
    strengths: Norms
    contributions: Norms
    grad_W: float
    eigenvalues: NDArray[np.complex128]
    spectral_radius: float
    spectral_norm: float


class Rnn(SequenceExperiment[Params]):
    """See `SequenceExperiment`."""

    cell: RNN

    def create_cell(self, rng: np.random.Generator) -> RNN:
        params = self.params
        nonlinearity = cast(Nonlinearity, params.nonlinearity)
        cell = RNN(self.task.input_size, params.hidden_size, nonlinearity, rng)
        cell.params["W"][...] = recurrent_matrix(
            params.start, params.radius, cell.params["W"], self.seeds.rng("recurrent")
        )
        return cell

    def set(self, name: str, value: object) -> None:
        super().set(name, value)
        if name == "nonlinearity":
            self.cell.nonlinearity = cast(Nonlinearity, self.params.nonlinearity)
        if name in ("nonlinearity", "truncation"):
            self._pass()

    def snapshot(self) -> RnnFrame:
        shared = self.shared_frame()
        eigenvalues, norm = spectrum(self.cell.params["W"])
        radius = float(np.abs(eigenvalues).max())
        steepest = STEEPEST[self.cell.nonlinearity]
        arrived = shared["grad_hidden"]
        asked = norm_of_each_step(self.d_hidden.reshape(-1, *self.d_hidden.shape[-2:]))
        output = np.concatenate([np.zeros(len(arrived) - len(asked)), asked])
        return RnnFrame(
            **shared,
            grad_bound=carried_back(output, norm * steepest),
            grad_radius=carried_back(output, radius * steepest),
            factors=factors_of(arrived),
            strengths=np.log10(np.maximum(arrived / arrived.max(), np.finfo(float).tiny)),
            contributions=norm_of_each_step(self.cell.grad_W_by_step()),
            grad_W=float(np.linalg.norm(self.cell.grads["W"].astype(np.float64))),
            eigenvalues=eigenvalues,
            spectral_radius=radius,
            spectral_norm=norm,
        )

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "d_hidden"}

    def _carry_back(self, d_hidden: Floats) -> None:
        self.d_hidden = d_hidden
        self.cell.backward_params(d_hidden, self.params.truncation or None)


def recurrent_matrix(
    start: str, radius: float, drawn: NDArray[Any], rng: np.random.Generator
) -> NDArray[Any]:
    """A matrix (H, H) with spectral radius `radius`; `drawn` is the random one."""
    H = len(drawn)
    match start:
        case "identity":
            unscaled = np.eye(H)
        case "orthogonal":
            unscaled = orthogonal((H, H), rng, np.float64)
        case _:
            unscaled = drawn / np.abs(np.linalg.eigvals(drawn)).max()
    return radius * unscaled


def spectrum(W: NDArray[Any]) -> tuple[NDArray[np.complex128], float]:
    """Eigenvalues and largest singular value of W (H, H); NaN once W has diverged."""
    if not np.isfinite(W).all():
        return np.full(len(W), np.nan + 0j), float("nan")
    wide = W.astype(np.float64)
    return np.linalg.eigvals(wide).astype(np.complex128), float(np.linalg.norm(wide, 2))


def carried_back(output: Norms, factor: float) -> Norms:
    """g_t = ‖∂L/∂h_t through the output‖ + factor · g_{t+1}, from the last step to the first."""
    norms = output.copy()
    for t in range(len(norms) - 2, -1, -1):
        norms[t] += factor * norms[t + 1]
    return norms


def factors_of(norms: Norms) -> Norms:
    """norms_t / norms_{t+1}; NaN after 0."""
    after = norms[1:]
    factors: Norms = np.divide(norms[:-1], after, out=np.full(len(after), np.nan), where=after > 0)
    return factors
