"""The gated recurrent unit.

    r_t = σ(W_r [h_{t−1}, x_t] + b_r)                 reset gate
    z_t = σ(W_z [h_{t−1}, x_t] + b_z)                 update gate
    h̃_t = tanh(W_h [r_t ⊙ h_{t−1}, x_t] + b_h)        candidate, reset="before" the product
    h̃_t = tanh(W_x x_t + b_h + r_t ⊙ q_t)             candidate, reset="after" the product,
          q_t = W_hh h_{t−1} + b_recurrent,           where W_h = [W_hh, W_x]
    h_t = (1 − z_t) ⊙ h_{t−1} + z_t ⊙ h̃_t             convention="seed"
    h_t = z_t ⊙ h_{t−1} + (1 − z_t) ⊙ h̃_t             convention="cho"

With u_t for the share of the candidate, both conventions are h_t = h_{t−1} + u_t (h̃_t − h_{t−1}):
u = z in "seed"; in "cho" u = 1 − z, which is the sigmoid of the negative argument.

Backwards in time, with δ for ∂L/∂ and δh_t = ∂L/∂h_t through output and later steps:

    δa_h = δh_t ⊙ u_t (1 − h̃_t²)
    δa_u = δh_t ⊙ (h̃_t − h_{t−1}) u_t (1 − u_t),      δa_z = ±δa_u
    "before":  v = W_hhᵀ δa_h,   δa_r = v ⊙ h_{t−1} r_t (1 − r_t),
               δh_{t−1} += δh_t ⊙ (1 − u_t) + v ⊙ r_t + W_rᵀ δa_r + W_zᵀ δa_z
    "after":   δa_r = δa_h ⊙ q_t r_t (1 − r_t),   δq = δa_h ⊙ r_t,
               δh_{t−1} += δh_t ⊙ (1 − u_t) + W_hhᵀ δq + W_rᵀ δa_r + W_zᵀ δa_z

(of W_r and W_z the columns that act on h). The right-hand factors do not depend on δ: they are
computed for all steps at once. σ(a) = 1/(1 + e⁻ᵃ); the fused matrix holds −a for the gates.

References
----------
Cho et al. (2014), "before" and "cho"; "after" is what cuDNN, PyTorch and Keras (reset_after) do.
"""

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from dlgui.nn.gru_tape import GRUTape
from dlgui.nn.recurrent import Recurrent, batch_major, flush_offset, segments, time_last
from dlgui.nn.shapes import Array, Shape


class GRU(Recurrent[GRUTape]):
    """x (T, N, D) → h (T, N, H); the equations are at the top of this file.

    Parameters
    ----------
    input_size, hidden_size : int
        D and H.
    convention : "seed" or "cho"
        Whether z is the share of the candidate or the share of the past.
    reset : "before" or "after"
        Whether r acts before or after the product with the recurrent matrix.
    rng : numpy.random.Generator, optional
        Draws the weights from N(0, 1/(H + D)); biases start at 0.
    dtype : float16, float32 or float64

    Attributes
    ----------
    params, grads : dict
        ``W_r, W_z, W_h`` (H, H + D), acting on [h_{t−1}, x_t]; ``b_r, b_z, b_h`` (H,); with
        reset="after" also ``b_recurrent`` (H,), the bias inside the reset gate's brackets.
    gates : mapping
        ``r, z, h_tilde``, each (T, N, H), of the last `forward`.
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        convention: Literal["seed", "cho"] = "seed",
        reset: Literal["before", "after"] = "before",
        rng: np.random.Generator | None = None,
        dtype: DTypeLike = np.float32,
    ) -> None:
        if convention not in ("seed", "cho"):
            raise ValueError(f"convention: expected seed or cho, given {convention}")
        if reset not in ("before", "after"):
            raise ValueError(f"reset: expected before or after, given {reset}")
        self.convention = convention
        self.reset = reset
        H, columns = hidden_size, hidden_size + input_size
        biases = ["b_h", "b_z", "b_r"] + ["b_recurrent"] * (reset == "after")
        shapes: dict[str, Shape] = dict.fromkeys(("W_h", "W_z", "W_r"), (H, columns))
        super().__init__(input_size, hidden_size, shapes | dict.fromkeys(biases, (H,)), rng, dtype)

    def _new_tape(self, T: int, N: int) -> GRUTape:
        D, H, after = self.input_size, self.hidden_size, self.reset == "after"
        return GRUTape(T, N, D, H, after, self.flat_params.dtype)

    def _reset(self) -> None:
        super()._reset()
        H, D, dtype = self.hidden_size, self.input_size, self.flat_params.dtype
        products = 3 if self.reset == "after" else 2
        self._gate_matrix = np.zeros((products * H, H + D + 1), dtype)
        self._gate_transposed = np.empty((H, products * H), dtype)
        self._gate_grads = np.empty_like(self._gate_matrix)
        self._candidate_matrix = np.empty((H, H + D + 1), dtype)
        self._candidate_grads = np.empty((H, (H if products == 2 else 0) + D + 1), dtype)
        self._candidate_transposed = np.empty((H, H), dtype)
        self._one = np.ones((), dtype)
        self._flush = flush_offset(dtype)

    def forward(  # type: ignore[override]  # the initial state comes before `train`
        self, x: ArrayLike, h0: ArrayLike | None = None, train: bool = False
    ) -> Array:
        """Hidden states of all time steps.

        Parameters
        ----------
        x : (T, N, D) array
        h0 : (N, H) array, optional
            Initial state; zeros if left out.
        train : bool
            Without effect: a GRU behaves the same in training.

        Returns
        -------
        h : (T, N, H) array
            Fresh.
        """
        return self._sweep(x, h0).copy("K")

    def _forward(self, x: Array, train: bool) -> Array:
        return self._sweep(x, None)

    def _sweep(self, x: ArrayLike, h0: ArrayLike | None) -> Array:
        tape = self._enter(x, h0)
        self._fuse()
        with np.errstate(over="ignore"):  # e⁻ᵃ = ∞ is a gate that is exactly closed
            if self.reset == "before":
                self._steps_before(tape)
            else:
                self._steps_after(tape)
        return batch_major(tape.hidden)

    def _fuse(self) -> None:
        """Rows −u, −r and, with reset="after", q; and those of the candidate."""
        H, p = self.hidden_size, self.params
        gates, candidate = self._gate_matrix, self._candidate_matrix
        gates[:H, :-1], gates[:H, -1] = p["W_z"], p["b_z"]
        if self.convention == "seed":
            np.negative(gates[:H], gates[:H])
        np.negative(p["W_r"], gates[H : 2 * H, :-1])
        np.negative(p["b_r"], gates[H : 2 * H, -1])
        candidate[:, :-1], candidate[:, -1] = p["W_h"], p["b_h"]
        if self.reset == "after":
            gates[2 * H :, :H], gates[2 * H :, -1] = p["W_h"][:, :H], p["b_recurrent"]

    def _steps_before(self, tape: GRUTape) -> None:
        np.copyto(tape.candidate_columns[:, self.hidden_size : -1], tape.x)
        gate_product, candidate_product = self._gate_matrix.dot, self._candidate_matrix.dot
        one, exp, add, reciprocal = self._one, np.exp, np.add, np.reciprocal
        tanh, multiply, subtract = np.tanh, np.multiply, np.subtract
        for column, a, ur, u, r, _, h_prev, reset_column, rh, g, change, h in tape.forward_steps:
            gate_product(column, a)
            exp(ur, ur)
            add(ur, one, ur)
            reciprocal(ur, ur)
            multiply(r, h_prev, rh)
            candidate_product(reset_column, g)
            tanh(g, g)
            subtract(g, h_prev, change)
            multiply(u, change, h)
            add(h, h_prev, h)

    def _steps_after(self, tape: GRUTape) -> None:
        H, T = self.hidden_size, tape.shape[0]
        np.matmul(self._candidate_matrix[:, H:], tape.columns[:T, H:], tape.candidate)
        gate_product, one, exp, reciprocal = self._gate_matrix.dot, self._one, np.exp, np.reciprocal
        tanh, add, multiply, subtract = np.tanh, np.add, np.multiply, np.subtract
        for column, a, ur, u, r, q, h_prev, _, _, g, change, h in tape.forward_steps:
            gate_product(column, a)
            exp(ur, ur)
            add(ur, one, ur)
            reciprocal(ur, ur)
            multiply(r, q, change)
            add(g, change, g)
            tanh(g, g)
            subtract(g, h_prev, change)
            multiply(u, change, h)
            add(h, h_prev, h)

    def backward(self, dh: ArrayLike, truncation: int | None = None) -> Array:
        """Gradients by backpropagation through time; overwrites ``grads``.

        Parameters
        ----------
        dh : (T, N, H) array
            ∂L/∂h_t through the output alone.
        truncation : int, optional
            Steps that a gradient is carried back at most; all of them if left out. See
            `dlgui.nn.recurrent` for where the sequence is cut.

        Returns
        -------
        dx : (T, N, D) array
            Fresh.
        """
        return self._sweep_back(dh, truncation).copy("K")

    def _backward(self, dy: Array) -> Array:
        return self._sweep_back(dy, None)

    def _sweep_back(self, dh: ArrayLike, truncation: int | None) -> Array:
        tape = self._enter_backward(dh)
        T, N, D, H = tape.shape
        self._local_factors(tape)
        self._fuse_transposed()
        steps_back = self._steps_back_before if self.reset == "before" else self._steps_back_after
        carried = tape.carried[0]
        for start, stop in segments(T, truncation):
            carried[...] = 0.0
            steps_back(tape.backward_steps[start:stop], carried)
        self._carried = tape.carried
        if self.convention == "cho":
            np.negative(tape.factors[:, 2], tape.factors[:, 2])  # δa_z = −δa_u
        rows = time_last(tape.factors[:, 1:].reshape(T, 4 * H, N)[:, : len(tape.rows)], tape.rows)
        self._weight_gradients(tape, rows)
        W_x = self.flat_params[: 3 * H * (H + D)].reshape(3 * H, H + D)[:, H:]
        dx: Array = W_x.T.dot(rows[: 3 * H])
        return dx.reshape(D, T, N).transpose(1, 2, 0)

    def _local_factors(self, tape: GRUTape) -> None:
        """What multiplies δh, and later v or δa_h, in each step, for all steps at once."""
        u, r, q = tape.gates.transpose(1, 0, 2, 3)
        gates, factors = tape.gates[:, :2], tape.factors
        past, a_h, a_u, a_r, last = factors.transpose(1, 0, 2, 3)
        np.subtract(self._one, u, past)
        np.multiply(tape.candidate, tape.candidate, a_h)
        np.multiply(u, a_h, a_h)
        np.subtract(u, a_h, a_h)
        np.multiply(gates, gates, factors[:, 2:4])
        np.subtract(gates, factors[:, 2:4], factors[:, 2:4])
        a_u *= tape.change
        a_r *= tape.h_prev if self.reset == "before" else q
        np.copyto(last, r)

    def _fuse_transposed(self) -> None:
        """The recurrent columns of the rows u, r (and q), and of the candidate, transposed."""
        H = self.hidden_size
        gates = self._gate_matrix[:, :H].T
        np.negative(gates[:, : 2 * H], self._gate_transposed[:, : 2 * H])
        self._gate_transposed[:, 2 * H :] = gates[:, 2 * H :]
        np.copyto(self._candidate_transposed, self._candidate_matrix[:, :H].T)

    def _steps_back_before(self, steps: list[Any], carried: Array) -> None:
        gate_product, candidate_product = self._gate_transposed.dot, self._candidate_transposed.dot
        flush, add, subtract, multiply = self._flush, np.add, np.subtract, np.multiply
        for flushes, dh, dh_factors, past, da_h, v_factors, through_r, da in reversed(steps):
            add(dh, carried, dh)
            multiply(dh_factors, dh, dh_factors)
            candidate_product(da_h, carried)
            multiply(v_factors, carried, v_factors)
            gate_product(da, carried)
            add(carried, past, carried)
            add(carried, through_r, carried)
            if flushes:
                add(carried, flush, carried)
                subtract(carried, flush, carried)

    def _steps_back_after(self, steps: list[Any], carried: Array) -> None:
        gate_product = self._gate_transposed.dot
        flush, add, subtract, multiply = self._flush, np.add, np.subtract, np.multiply
        for flushes, dh, dh_factors, past, da_h, h_factors, _, da in reversed(steps):
            add(dh, carried, dh)
            multiply(dh_factors, dh, dh_factors)
            multiply(h_factors, da_h, h_factors)
            gate_product(da, carried)
            add(carried, past, carried)
            if flushes:
                add(carried, flush, carried)
                subtract(carried, flush, carried)

    def _weight_gradients(self, tape: GRUTape, rows: Array) -> None:
        """Sums over time. `rows` are δa_h, δa_z, δa_r (and δq), each (H, T·N)."""
        T, N, _, H = tape.shape
        after = self.reset == "after"
        columns, grads = tape.columns_time_last(), self.grads
        gates = np.dot(rows[H:], columns.T, self._gate_grads)
        for name, rows_of_gate in (("z", gates[:H]), ("r", gates[H : 2 * H])):
            grads[f"W_{name}"][...] = rows_of_gate[:, :-1]
            grads[f"b_{name}"][...] = rows_of_gate[:, -1]
        if after:
            grads["W_h"][:, :H] = gates[2 * H :, :H]
            grads["b_recurrent"][...] = gates[2 * H :, -1]
        else:
            time_last(tape.candidate_columns[:, :H], columns[:H].reshape(H, T, N))
        first = H if after else 0
        candidate = np.dot(rows[:H], columns[first:].T, self._candidate_grads)
        grads["W_h"][:, first:] = candidate[:, :-1]
        grads["b_h"][...] = candidate[:, -1]

    @property
    def gates(self) -> Mapping[str, Array]:
        tape = self._last_tape()
        u, r, _ = tape.gates.transpose(1, 0, 3, 2)
        z = u if self.convention == "seed" else self._one - u
        return {"r": r, "z": z, "h_tilde": batch_major(tape.candidate)}
