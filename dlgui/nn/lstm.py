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

The four gates are one block of rows in the order o, i, f, C. The right-hand factors above do not
depend on δ: they are computed for all steps at once before the backward sweep, from the products
that the forward sweep has made already, such as C_{t−1} f (1 − f) = (f C_{t−1}) − (f C_{t−1}) f.

References
----------
Hochreiter, Schmidhuber (1997); with the forget gate: Gers, Schmidhuber, Cummins (2000).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from dlgui.nn.lstm_tape import LSTMTape
from dlgui.nn.products import multiply_long
from dlgui.nn.recurrent import Recurrent, batch_major, flush_offset, segments
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
        shapes: dict[str, Shape] = {f"W_{gate}": (H, columns) for gate in "oifC"}
        shapes |= {f"b_{gate}": (H,) for gate in "oifC"}
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
        self._grad_columns = np.empty((columns + 1, 4 * H), dtype)
        self._half = np.full((), 0.5, dtype)
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
        product, half = self._fuse().dot, self._half
        tanh, multiply, add = np.tanh, np.multiply, np.add
        for column, z, gates, o, i_f, C_pair, parts, new, old, C, tanh_C, h in tape.forward_steps:
            product(column, z)
            tanh(z, z)
            multiply(gates, half, gates)
            add(gates, half, gates)
            multiply(i_f, C_pair, parts)
            add(new, old, C)
            tanh(C, tanh_C)
            multiply(o, tanh_C, h)
        return batch_major(tape.hidden)

    def _fuse(self) -> Array:
        """[W b], its half for o, i and f: (4H, H + D + 1)."""
        matrix = self._matrix
        matrix[:, :-1] = self._W
        matrix[:, -1] = self._b
        sigmoids = matrix[: 3 * self.hidden_size]
        np.multiply(sigmoids, self._half, sigmoids)
        return matrix

    def _steps_back(self, tape: LSTMTape, truncation: int | None) -> None:
        T, N, _, H = tape.shape
        _local_factors(tape)
        np.copyto(self._transposed, self._W[:, :H].T)
        product, flush, every_output = self._transposed.dot, self._flush, tape.every_output
        add, subtract, multiply = np.add, np.subtract, np.multiply
        carried = tape.carried_cell
        for start, stop in segments(T, truncation):
            tape.start_segment(stop)
            carried[...] = 0.0
            steps = reversed(tape.backward_steps[start:stop])
            for flushes, dh, dh_prev, output, dC, f, dz_o, dz_i, dz_f, dz_C, by_h, dz in steps:
                multiply(by_h, dh, by_h)
                add(carried, by_h, dC)
                multiply(dz_o, dh, dz_o)
                multiply(dz_i, dC, dz_i)
                multiply(dz_f, dC, dz_f)
                multiply(dz_C, dC, dz_C)
                multiply(dC, f, carried)
                product(dz, dh_prev)
                if flushes:
                    for array in (dh_prev, carried):
                        add(array, flush, array)
                        subtract(array, flush, array)
                if every_output:
                    add(dh_prev, output, dh_prev)
        np.copyto(tape.grad_a, batch_major(tape.factors[:, :4].reshape(T, 4 * H, N)))

    def _weight_gradients(self, tape: LSTMTape, grad_a: Array) -> None:
        grads = multiply_long(tape.columns_time_last(), grad_a, self._grad_columns).T
        self._dW[...] = grads[:, :-1]
        self._db[...] = grads[:, -1]

    def _input_weights(self) -> Array:
        return self._W[:, self.hidden_size :]

    @property
    def gates(self) -> Mapping[str, Array]:
        o, i, f, C_tilde, _ = self._last_tape("gates was read").gates[:-1].transpose(1, 0, 3, 2)
        return {"f": f, "i": i, "o": o, "C_tilde": C_tilde}

    @property
    def cells(self) -> Array:
        return batch_major(self._last_tape("cells was read").cells[1:])

    @property
    def grad_cells(self) -> Array:
        return batch_major(self._tape_gone_back().grad_cells)

    @property
    def grad_c0(self) -> Array:
        grad: Array = self._tape_gone_back().carried_cell.T
        return grad


def _local_factors(tape: LSTMTape) -> None:
    """`tape.factors` of all steps at once."""
    multiply, subtract = np.multiply, np.subtract
    o, i, _, C_tilde, _ = tape.gates[:-1].transpose(1, 0, 2, 3)
    for_z_o, _, _, for_z_C, for_C = tape.factors.transpose(1, 0, 2, 3)
    h, products = tape.hidden, tape.products
    multiply(h, o, for_z_o)
    subtract(h, for_z_o, for_z_o)
    for_z_i_f = tape.factors[:, 1:3]
    multiply(products, tape.gates[:-1, 1:3], for_z_i_f)
    subtract(products, for_z_i_f, for_z_i_f)
    multiply(products[:, 0], C_tilde, for_z_C)
    subtract(i, for_z_C, for_z_C)
    multiply(h, tape.tanh_cells, for_C)
    subtract(o, for_C, for_C)
