"""Working storage of the LSTM: what the forward sweep writes and the backward sweep reads."""

from typing import Any

import numpy as np

from dlgui.nn.recurrent import FLUSH_EVERY, Tape


class LSTMTape(Tape):
    """Arrays of one pass.

    Attributes
    ----------
    gates : (T + 1, 5, H, N)
        o, i, f, C̃, C_{t−1} for t = 1 … T: (i, f) and (C̃, C_{t−1}), which are multiplied with each
        other, are neighbours. Of the last one only C_T.
    products : (T, 2, H, N)
        i ⊙ C̃, f ⊙ C_{t−1}.
    tanh_cells : (T, H, N)
        tanh C_t.
    factors : (T, 5, H, N)
        What multiplies δh_t to give δz_o, and δC_t to give δz_i, δz_f, δz_C; what multiplies
        δh_t on its way to δC_t. Becomes these products.
    cells : (T + 1, H, N) view
        C_0 … C_T.
    grad_cells : (T, H, N)
        Total ∂L/∂C_t for t = 1 … T.
    carried_cell : (H, N)
        What a step back leaves for ∂L/∂C of the step before.
    """

    def __init__(self, T: int, N: int, D: int, H: int, dtype: np.dtype[Any]) -> None:
        super().__init__(T, N, D, H, 4 * H, dtype)
        self.gates = np.zeros((T + 1, 5, H, N), dtype)
        self.cells = self.gates[:, 4]
        self.products = np.zeros((T, 2, H, N), dtype)
        self.tanh_cells = np.zeros((T, H, N), dtype)
        self.factors = np.zeros((T, 5, H, N), dtype)
        self.grad_cells = np.zeros((T, H, N), dtype)
        self.carried_cell = np.zeros((H, N), dtype)
        # Slicing costs as much as a small product: each step's views are made once.
        self.forward_steps = [
            (
                self.columns[t],
                self.gates[t, :4].reshape(4 * H, N),
                self.gates[t, :3],
                self.gates[t, 0],
                self.gates[t, 1:3],
                self.gates[t, 3:],
                self.products[t],
                *self.products[t],
                self.cells[t + 1],
                self.tanh_cells[t],
                self.hidden[t],
            )
            for t in range(T)
        ]
        self.backward_steps = [
            (
                t % FLUSH_EVERY == 0,
                self.grad_states[t + 1],
                self.grad_states[t],
                self.outputs[t],
                self.grad_cells[t],
                self.gates[t, 2],
                *self.factors[t],
                self.factors[t, :4].reshape(4 * H, N),
            )
            for t in range(T)
        ]
