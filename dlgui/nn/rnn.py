"""The simple recurrent network (Elman).

    a_t = U x_t + W h_{t−1} + b
    h_t = f(a_t),    f = tanh, sigmoid or relu

Backwards in time, with δ for ∂L/∂ and δh_t = ∂L/∂h_t through output and later steps:

    δa_t = δh_t ⊙ f′(a_t),    f′ = 1 − h²,  h (1 − h)  or  [h > 0]
    δh_{t−1} += Wᵀ δa_t
    δW = Σ_t δa_t h_{t−1}ᵀ,    δU = Σ_t δa_t x_tᵀ,    δb = Σ_t δa_t

f′ of all steps is computed at once before the backward sweep.

References
----------
Elman (1990); Pascanu, Mikolov, Bengio (2013), eq. 2 to 5, where the state is a_t.
"""

from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from dlgui.nn.products import multiply_long
from dlgui.nn.recurrent import (
    FLUSH_EVERY,
    Recurrent,
    Tape,
    batch_major,
    flush_offset,
    segments,
)
from dlgui.nn.shapes import Array

Nonlinearity = Literal["tanh", "sigmoid", "relu"]


class RNNTape(Tape):
    """factors: (T, H, N), f′(a_t), which the backward sweep turns into δa_t."""

    def __init__(self, T: int, N: int, D: int, H: int, dtype: np.dtype[Any]) -> None:
        super().__init__(T, N, D, H, H, dtype)
        self.factors = np.zeros((T, H, N), dtype)
        # Slicing costs as much as a small product: each step's views are made once.
        self.forward_steps = [(self.columns[t], self.hidden[t]) for t in range(T)]
        self.backward_steps = [
            (
                t % FLUSH_EVERY == 0,
                self.grad_states[t + 1],
                self.grad_states[t],
                self.outputs[t],
                self.factors[t],
            )
            for t in range(T)
        ]


class RNN(Recurrent[RNNTape]):
    """x (T, N, D) → h (T, N, H); the equations are at the top of this file.

    Parameters
    ----------
    input_size, hidden_size : int
        D and H.
    nonlinearity : "tanh", "sigmoid" or "relu"
    rng : numpy.random.Generator, optional
        Draws the weights from N(0, 1/(H + D)); the bias starts at 0.
    dtype : float16, float32 or float64

    Attributes
    ----------
    params, grads : dict
        ``U`` (H, D), input to hidden; ``W`` (H, H), hidden to hidden; ``b`` (H,).
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        nonlinearity: Nonlinearity = "tanh",
        rng: np.random.Generator | None = None,
        dtype: DTypeLike = np.float32,
    ) -> None:
        if nonlinearity not in get_args(Nonlinearity):
            names = ", ".join(get_args(Nonlinearity))
            raise ValueError(f"nonlinearity: expected {names}, given {nonlinearity}")
        self.nonlinearity = nonlinearity
        D, H = input_size, hidden_size
        super().__init__(D, H, {"W": (H, H), "U": (H, D), "b": (H,)}, rng, dtype)

    def _new_tape(self, T: int, N: int) -> RNNTape:
        return RNNTape(T, N, self.input_size, self.hidden_size, self.flat_params.dtype)

    def _reset(self) -> None:
        super()._reset()
        H, D, dtype = self.hidden_size, self.input_size, self.flat_params.dtype
        self._matrix = np.empty((H, H + D + 1), dtype)
        self._transposed = np.empty((H, H), dtype)
        self._grad_columns = np.empty((H + D + 1, H), dtype)
        self._zero, self._half, self._one = (np.array(value, dtype) for value in (0.0, 0.5, 1.0))
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
            Without effect: an RNN behaves the same in training.

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
        H, matrix = self.hidden_size, self._matrix
        matrix[:, :H] = self.params["W"]
        matrix[:, H:-1] = self.params["U"]
        matrix[:, -1] = self.params["b"]
        match self.nonlinearity:
            case "tanh":
                self._tanh_steps(tape)
            case "sigmoid":
                self._sigmoid_steps(tape)
            case "relu":
                self._relu_steps(tape)
        return batch_major(tape.hidden)

    def _tanh_steps(self, tape: RNNTape) -> None:
        product, tanh = self._matrix.dot, np.tanh
        for column, h in tape.forward_steps:
            product(column, h)
            tanh(h, h)

    def _sigmoid_steps(self, tape: RNNTape) -> None:
        half, tanh, multiply, add = self._half, np.tanh, np.multiply, np.add
        product = multiply(self._matrix, half, self._matrix).dot
        for column, h in tape.forward_steps:
            product(column, h)
            tanh(h, h)
            multiply(h, half, h)
            add(h, half, h)

    def _relu_steps(self, tape: RNNTape) -> None:
        product, zero, maximum = self._matrix.dot, self._zero, np.maximum
        for column, h in tape.forward_steps:
            product(column, h)
            maximum(h, zero, out=h)

    def _steps_back(self, tape: RNNTape, truncation: int | None) -> None:
        self._derivatives(tape)
        np.copyto(self._transposed, self.params["W"].T)
        product, flush, every_output = self._transposed.dot, self._flush, tape.every_output
        add, subtract, multiply = np.add, np.subtract, np.multiply
        for start, stop in segments(tape.shape[0], truncation):
            tape.start_segment(stop)
            for flushes, dh, dh_prev, output, da in reversed(tape.backward_steps[start:stop]):
                multiply(da, dh, da)
                product(da, dh_prev)
                if flushes:
                    add(dh_prev, flush, dh_prev)
                    subtract(dh_prev, flush, dh_prev)
                if every_output:
                    add(dh_prev, output, dh_prev)
        np.copyto(tape.grad_a, batch_major(tape.factors))

    def _weight_gradients(self, tape: RNNTape, grad_a: Array) -> None:
        H = self.hidden_size
        grads = multiply_long(tape.columns_time_last(), grad_a, self._grad_columns).T
        self.grads["W"][...] = grads[:, :H]
        self.grads["U"][...] = grads[:, H:-1]
        self.grads["b"][...] = grads[:, -1]

    def _input_weights(self) -> Array:
        return self.params["U"]

    def _derivatives(self, tape: RNNTape) -> None:
        """f′(a_t) from h_t = f(a_t), for all steps at once."""
        h, factors = tape.hidden, tape.factors
        match self.nonlinearity:
            case "tanh":
                np.multiply(h, h, factors)
                np.subtract(self._one, factors, factors)
            case "sigmoid":
                np.multiply(h, h, factors)
                np.subtract(h, factors, factors)
            case "relu":
                np.greater(h, self._zero, factors)

    def grad_W_by_step(self) -> Array:
        """What each step contributes to ∂L/∂W: δa_t h_{t−1}ᵀ, (T, H, H), fresh.

        Their sum over time is ``grads["W"]``; with vanishing gradients the early ones are small.
        """
        tape = self._tape_gone_back()
        h_prev = tape.columns[: tape.shape[0], : self.hidden_size]
        contributions: Array = np.matmul(tape.factors, h_prev.transpose(0, 2, 1))
        return contributions
