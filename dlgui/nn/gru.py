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
computed for all steps at once, where possible from what the forward sweep has made already, such as
(h̃_t − h_{t−1}) u (1 − u) = c − c u with the change c = u (h̃_t − h_{t−1}).

References
----------
Cho et al. (2014): "before" and "cho"; Chung et al. (2014): "seed". "after" is what cuDNN, PyTorch
and Keras (reset_after) do.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from dlgui.nn.gru_tape import GRUTape
from dlgui.nn.products import multiply_long
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
        self._gate_columns = np.empty((H + D + 1, products * H), dtype)
        self._candidate_matrix = np.empty((H, H + D + 1), dtype)
        self._candidate_columns = np.empty(((H if products == 2 else 0) + D + 1, H), dtype)
        self._candidate_transposed = np.empty((H, H), dtype)
        self._half, self._one = np.full((), 0.5, dtype), np.ones((), dtype)
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

        Raises
        ------
        ShapeError
            Names the shape expected and the one given.
        """
        return self._sweep(x, h0).copy("K")

    def _forward(self, x: Array, train: bool) -> Array:
        return self._sweep(x, None)

    def _sweep(self, x: ArrayLike, h0: ArrayLike | None) -> Array:
        tape = self._enter(x, h0)
        self._fuse()
        if self.reset == "before":
            self._steps_before(tape)
        else:
            self._steps_after(tape)
        return batch_major(tape.hidden)

    def _fuse(self) -> None:
        """Rows u/2, r/2 and, with reset="after", q; and those of the candidate."""
        H, p = self.hidden_size, self.params
        gates, candidate = self._gate_matrix, self._candidate_matrix
        half = self._half if self.convention == "seed" else -self._half
        np.multiply(p["W_z"], half, gates[:H, :-1])
        np.multiply(p["b_z"], half, gates[:H, -1])
        np.multiply(p["W_r"], self._half, gates[H : 2 * H, :-1])
        np.multiply(p["b_r"], self._half, gates[H : 2 * H, -1])
        candidate[:, :-1], candidate[:, -1] = p["W_h"], p["b_h"]
        if self.reset == "after":
            gates[2 * H :, :H], gates[2 * H :, -1] = p["W_h"][:, :H], p["b_recurrent"]

    def _steps_before(self, tape: GRUTape) -> None:
        np.copyto(tape.candidate_columns[:, self.hidden_size : -1], tape.x)
        gate_product, candidate_product = self._gate_matrix.dot, self._candidate_matrix.dot
        half, tanh = self._half, np.tanh
        add, multiply, subtract = np.add, np.multiply, np.subtract
        for column, a, ur, u, r, _, h_prev, reset_column, rh, g, change, h in tape.forward_steps:
            gate_product(column, a)
            tanh(ur, ur)
            multiply(ur, half, ur)
            add(ur, half, ur)
            multiply(r, h_prev, rh)
            candidate_product(reset_column, g)
            tanh(g, g)
            subtract(g, h_prev, change)
            multiply(u, change, change)
            add(change, h_prev, h)

    def _steps_after(self, tape: GRUTape) -> None:
        H, T = self.hidden_size, tape.shape[0]
        np.matmul(self._candidate_matrix[:, H:], tape.columns[:T, H:], tape.candidate)
        gate_product, half, tanh = self._gate_matrix.dot, self._half, np.tanh
        add, multiply, subtract = np.add, np.multiply, np.subtract
        for column, a, ur, u, r, q, h_prev, _, _, g, change, h in tape.forward_steps:
            gate_product(column, a)
            tanh(ur, ur)
            multiply(ur, half, ur)
            add(ur, half, ur)
            multiply(r, q, change)
            add(g, change, g)
            tanh(g, g)
            subtract(g, h_prev, change)
            multiply(u, change, change)
            add(change, h_prev, h)

    def _steps_back(self, tape: GRUTape, truncation: int | None) -> None:
        T, N, _, H = tape.shape
        self._local_factors(tape)
        self._fuse_transposed()
        steps_back = self._steps_back_before if self.reset == "before" else self._steps_back_after
        for start, stop in segments(T, truncation):
            tape.start_segment(stop)
            steps_back(tape, reversed(tape.backward_steps[start:stop]))
        if self.convention == "cho":
            np.negative(tape.factors[:, 1], tape.factors[:, 1])  # δa_z = −δa_u
        rows = tape.grad_a.shape[-1]
        np.copyto(tape.grad_a, batch_major(tape.factors.reshape(T, 4 * H, N)[:, :rows]))

    def _input_weights(self) -> Array:
        H, D = self.hidden_size, self.input_size
        return self.flat_params[: 3 * H * (H + D)].reshape(3 * H, H + D)[:, H:]

    def _local_factors(self, tape: GRUTape) -> None:
        """What multiplies δh, and later v or δa_h, in each step, for all steps at once."""
        multiply, subtract = np.multiply, np.subtract
        u, r, q = tape.gates.transpose(1, 0, 2, 3)
        a_h, a_u, a_r, last = tape.factors.transpose(1, 0, 2, 3)
        subtract(self._one, u, tape.past)
        multiply(tape.candidate, tape.candidate, a_h)
        multiply(u, a_h, a_h)
        subtract(u, a_h, a_h)
        multiply(tape.change, u, a_u)
        subtract(tape.change, a_u, a_u)
        if self.reset == "before":
            past_kept = tape.candidate_columns[:, : self.hidden_size]
            multiply(past_kept, r, a_r)
            subtract(past_kept, a_r, a_r)
        else:
            multiply(r, r, a_r)
            subtract(r, a_r, a_r)
            multiply(a_r, q, a_r)
            np.copyto(last, r)

    def _fuse_transposed(self) -> None:
        """The recurrent columns of the rows u, r (and q), and of the candidate, transposed."""
        H, p = self.hidden_size, self.params
        sign = 1.0 if self.convention == "seed" else -1.0
        np.multiply(p["W_z"][:, :H].T, sign, self._gate_transposed[:, :H])
        self._gate_transposed[:, H : 2 * H] = p["W_r"][:, :H].T
        if self.reset == "after":
            self._gate_transposed[:, 2 * H :] = p["W_h"][:, :H].T
        np.copyto(self._candidate_transposed, p["W_h"][:, :H].T)

    def _steps_back_before(self, tape: GRUTape, steps: Iterable[Any]) -> None:
        gate_product, candidate_product = self._gate_transposed.dot, self._candidate_transposed.dot
        flush, every_output, v = self._flush, tape.every_output, tape.through_reset
        add, subtract, multiply = np.add, np.subtract, np.multiply
        for flushes, dh, dh_prev, output, r, past, da_h, da_u, da_r, _, da in steps:
            multiply(past, dh, past)
            multiply(da_h, dh, da_h)
            multiply(da_u, dh, da_u)
            candidate_product(da_h, v)
            multiply(da_r, v, da_r)
            multiply(v, r, v)
            add(past, v, past)
            gate_product(da, dh_prev)
            add(dh_prev, past, dh_prev)
            if flushes:
                add(dh_prev, flush, dh_prev)
                subtract(dh_prev, flush, dh_prev)
            if every_output:
                add(dh_prev, output, dh_prev)

    def _steps_back_after(self, tape: GRUTape, steps: Iterable[Any]) -> None:
        gate_product, flush = self._gate_transposed.dot, self._flush
        every_output = tape.every_output
        add, subtract, multiply = np.add, np.subtract, np.multiply
        for flushes, dh, dh_prev, output, _, past, da_h, da_u, da_r, dq, da in steps:
            multiply(past, dh, past)
            multiply(da_h, dh, da_h)
            multiply(da_u, dh, da_u)
            multiply(da_r, da_h, da_r)
            multiply(dq, da_h, dq)
            gate_product(da, dh_prev)
            add(dh_prev, past, dh_prev)
            if flushes:
                add(dh_prev, flush, dh_prev)
                subtract(dh_prev, flush, dh_prev)
            if every_output:
                add(dh_prev, output, dh_prev)

    def _weight_gradients(self, tape: GRUTape, grad_a: Array) -> None:
        """Sums over time. `grad_a` are δa_h, δa_z, δa_r (and δq), each (T·N, H)."""
        T, N, _, H = tape.shape
        after = self.reset == "after"
        columns, grads = tape.columns_time_last(), self.grads
        gates = multiply_long(columns, grad_a[:, H:], self._gate_columns).T
        for name, rows_of_gate in (("z", gates[:H]), ("r", gates[H : 2 * H])):
            grads[f"W_{name}"][...] = rows_of_gate[:, :-1]
            grads[f"b_{name}"][...] = rows_of_gate[:, -1]
        if after:
            grads["W_h"][:, :H] = gates[2 * H :, :H]
            grads["b_recurrent"][...] = gates[2 * H :, -1]
        else:
            time_last(tape.candidate_columns[:, :H], columns[:H].reshape(H, T, N))
        first = H if after else 0
        candidate = multiply_long(columns[first:], grad_a[:, :H], self._candidate_columns).T
        grads["W_h"][:, first:] = candidate[:, :-1]
        grads["b_h"][...] = candidate[:, -1]

    @property
    def gates(self) -> Mapping[str, Array]:
        tape = self._last_tape("gates was read")
        u, r, _ = tape.gates.transpose(1, 0, 3, 2)
        z = u if self.convention == "seed" else self._one - u
        return {"r": r, "z": z, "h_tilde": batch_major(tape.candidate)}
