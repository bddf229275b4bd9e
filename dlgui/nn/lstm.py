"""Long short-term memory.

    f_t = σ(W_f [h_{t−1}, x_t] + b_f)                 forget gate
    i_t = σ(W_i [h_{t−1}, x_t] + b_i)                 input gate
    o_t = σ(W_o [h_{t−1}, x_t] + b_o)                 output gate
    C̃_t = tanh(W_C [h_{t−1}, x_t] + b_C)              candidate
    C_t = f_t ⊙ C_{t−1} + i_t ⊙ C̃_t                   cell
    h_t = o_t ⊙ tanh(C_t)

Backwards in time, with δ for ∂L/∂ and δh_t = ∂L/∂h_t through output and later steps:

    δC_t = δC_{t+1} ⊙ f_{t+1} + δh_t ⊙ o_t (1 − tanh² C_t)
    δz_o = δh_t ⊙ tanh(C_t) o_t (1 − o_t)
    δz_f = δC_t ⊙ C_{t−1} f_t (1 − f_t)
    δz_i = δC_t ⊙ C̃_t i_t (1 − i_t)
    δz_C = δC_t ⊙ i_t (1 − C̃_t²)
    δh_{t−1} += Σ_gates W_hᵀ δz,    δW = Σ_t δz_t [h_{t−1}, x_t]ᵀ,    δb = Σ_t δz_t

The four gates are one block of rows in the order o, f, i, C: the three sigmoids are neighbours,
and so are the three derivatives that multiply δC. σ(z) = 1/(1 + e⁻ᶻ); the fused matrix holds the
negative weights of the sigmoids, which saves the minus. The right-hand factors above do not depend
on δ: they are computed for all steps at once before the backward sweep.

References
----------
Hochreiter, Schmidhuber (1997); with the forget gate: Gers, Schmidhuber, Cummins (2000).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from dlgui.nn.lstm_tape import LSTMTape
from dlgui.nn.recurrent import Recurrent, batch_major, flush_offset, segments, time_last
from dlgui.nn.shapes import Array, Shape


class LSTM(Recurrent[LSTMTape]):
    """x (T, N, D) → h (T, N, H); the equations are at the top of this file.

    Parameters
    ----------
    input_size, hidden_size : int
        D and H.
    rng : numpy.random.Generator, optional
        Draws the weights from N(0, 1/(H + D)).
    forget_bias : float
        Initial value of b_f; the other biases start at 0. A positive one keeps the cell open at
        the start of training.
    dtype : float16, float32 or float64

    Attributes
    ----------
    params, grads : dict
        ``W_f, W_i, W_C, W_o`` (H, H + D), acting on [h_{t−1}, x_t]; ``b_f, b_i, b_C, b_o`` (H,).
    gates : mapping
        ``f, i, o, C_tilde``, each (T, N, H), of the last `forward`.
    cells : (T, N, H)
        C_t of the last `forward`.
    grad_cells : (T, N, H)
        Total ∂L/∂C_t of the last `backward`.
    grad_c0 : (N, H)
        ∂L/∂C_0 of the last `backward`.
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        rng: np.random.Generator | None = None,
        forget_bias: float = 0.0,
        dtype: DTypeLike = np.float32,
    ) -> None:
        H, columns = hidden_size, hidden_size + input_size
        shapes: dict[str, Shape] = {f"W_{gate}": (H, columns) for gate in "ofiC"}
        shapes |= {f"b_{gate}": (H,) for gate in "ofiC"}
        super().__init__(input_size, hidden_size, shapes, rng, dtype)
        self.params["b_f"][...] = forget_bias

    def _new_tape(self, T: int, N: int) -> LSTMTape:
        return LSTMTape(T, N, self.input_size, self.hidden_size, self.flat_params.dtype)

    def _reset(self) -> None:
        super()._reset()
        H, dtype = self.hidden_size, self.flat_params.dtype
        columns = H + self.input_size
        self._matrix = np.empty((4 * H, columns + 1), dtype)
        self._transposed = np.empty((H, 4 * H), dtype)
        self._one = np.ones((), dtype)
        self._flush = flush_offset(dtype)
        split = 4 * H * columns
        self._W = self.flat_params[:split].reshape(4 * H, columns)
        self._b = self.flat_params[split:]
        self._dW = self.flat_grads[:split].reshape(4 * H, columns)
        self._db = self.flat_grads[split:]

    def forward(  # type: ignore[override]  # the initial states come before `train`
        self,
        x: ArrayLike,
        h0: ArrayLike | None = None,
        c0: ArrayLike | None = None,
        train: bool = False,
    ) -> Array:
        """Hidden states of all time steps.

        Parameters
        ----------
        x : (T, N, D) array
        h0, c0 : (N, H) arrays, optional
            Initial hidden and cell state; zeros if left out.
        train : bool
            Without effect: an LSTM behaves the same in training.

        Returns
        -------
        h : (T, N, H) array
            Fresh; the last cell state is ``cells[-1]``.

        Raises
        ------
        ShapeError
            Names the shape expected and the one given.
        """
        return self._sweep(x, h0, c0).copy("K")

    def _forward(self, x: Array, train: bool) -> Array:
        return self._sweep(x, None, None)

    def _sweep(self, x: ArrayLike, h0: ArrayLike | None, c0: ArrayLike | None) -> Array:
        tape = self._enter(x, h0)
        tape.cells[0] = self._state("c0", c0, tape.shape[1])
        product = self._fuse().dot
        one, exp, add, reciprocal = self._one, np.exp, np.add, np.reciprocal
        tanh, multiply = np.tanh, np.multiply
        kept_and_new = tape.products
        kept, new = kept_and_new
        with np.errstate(over="ignore"):  # e⁻ᶻ = ∞ is a gate that is exactly closed
            for column, z, sigmoids, o, fi, z_C, tanh_c, old_new, g, c, h in tape.forward_steps:
                product(column, z)
                exp(sigmoids, sigmoids)
                add(sigmoids, one, sigmoids)
                reciprocal(sigmoids, sigmoids)
                tanh(z_C, g)
                multiply(fi, old_new, kept_and_new)
                add(kept, new, c)
                tanh(c, tanh_c)
                multiply(o, tanh_c, h)
        return batch_major(tape.hidden)

    def _fuse(self) -> Array:
        """[−W −b] for o, f, i over [W b] for C: (4H, H + D + 1)."""
        split = 3 * self.hidden_size
        matrix = self._matrix
        np.negative(self._W[:split], matrix[:split, :-1])
        np.negative(self._b[:split], matrix[:split, -1])
        matrix[split:, :-1] = self._W[split:]
        matrix[split:, -1] = self._b[split:]
        return matrix

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
        local_factors(tape)
        np.copyto(self._transposed, self._W[:, :H].T)
        product, flush = self._transposed.dot, self._flush
        add, subtract, multiply = np.add, np.subtract, np.multiply
        carried = tape.carried
        carried_h, carried_c = carried
        for start, stop in segments(T, truncation):
            carried[...] = 0.0
            for flushes, dh_t, dc, f, dh_factors, dh_cell, dc_factors, dz in reversed(
                tape.backward_steps[start:stop]
            ):
                add(dh_t, carried_h, dh_t)
                multiply(dh_factors, dh_t, dh_factors)
                add(carried_c, dh_cell, dc)
                multiply(dc_factors, dc, dc_factors)
                multiply(dc, f, carried_c)
                product(dz, carried_h)
                if flushes:
                    add(carried, flush, carried)
                    subtract(carried, flush, carried)
        self._carried = carried
        rows = time_last(tape.factors[:, 1:].reshape(T, 4 * H, N), tape.rows)
        np.dot(rows, tape.columns_time_last().T, self._matrix)
        self._dW[...] = self._matrix[:, :-1]
        self._db[...] = self._matrix[:, -1]
        dx: Array = self._W[:, H:].T.dot(rows)
        return dx.reshape(D, T, N).transpose(1, 2, 0)

    @property
    def gates(self) -> Mapping[str, Array]:
        tape = self._last_tape()
        o, f, i, _ = tape.gates.transpose(1, 0, 3, 2)
        return {"f": f, "i": i, "o": o, "C_tilde": batch_major(tape.partners[:-1, 2])}

    @property
    def cells(self) -> Array:
        return batch_major(self._last_tape().cells[1:])

    @property
    def grad_cells(self) -> Array:
        self._last_carried()
        return batch_major(self._last_tape().grad_cells)

    @property
    def grad_c0(self) -> Array:
        grad: Array = self._last_carried()[1]
        return grad.T


def local_factors(tape: LSTMTape) -> None:
    """What multiplies δh (first two) and δC (last three) in each step, for all steps at once."""
    sigmoids, partners, factors = tape.gates[:, :3], tape.partners[:-1], tape.factors
    of_sigmoids = factors[:, 1:4]  # z_o, z_f, z_i
    np.multiply(sigmoids, sigmoids, of_sigmoids)
    np.subtract(sigmoids, of_sigmoids, of_sigmoids)
    np.multiply(of_sigmoids, partners, of_sigmoids)
    of_tanhs = factors[:, ::4]  # C_t, z_C
    gates, squashed = sigmoids[:, ::2], partners[:, ::2]  # o, i and tanh C_t, C̃_t
    np.multiply(squashed, squashed, of_tanhs)
    np.multiply(gates, of_tanhs, of_tanhs)
    np.subtract(gates, of_tanhs, of_tanhs)
