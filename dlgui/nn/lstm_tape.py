"""Working storage of the LSTM: what the forward sweep writes and the backward sweep reads."""

from typing import Any

import numpy as np

from dlgui.nn.recurrent import FLUSH_EVERY, Tape


class LSTMTape(Tape):
    """Arrays of one pass.

    Attributes
    ----------
    gates : (T, 4, H, N)
        o, f, i, and W_C [h_{t−1}, x_t] + b_C.
    partners : (T + 1, 3, H, N)
        tanh C_t, C_{t−1}, C̃_t: what o, f and i are multiplied with. Of the last one only C_T.
    products : (2, H, N)
        f ⊙ C_{t−1}, i ⊙ C̃_t.
    factors : (T, 5, H, N)
        What multiplies δh_t (first two) and δC_t (last three); becomes the products.
    cells, grad_cells : (T + 1, H, N) view, C_0 first; (T, H, N)
    """

    def __init__(self, T: int, N: int, D: int, H: int, dtype: np.dtype[Any]) -> None:
        super().__init__(T, N, D, H, dtype)
        self.gates = np.zeros((T, 4, H, N), dtype)
        self.partners = np.zeros((T + 1, 3, H, N), dtype)
        self.cells = self.partners[:, 1]
        self.products = np.zeros((2, H, N), dtype)
        self.factors = np.zeros((T, 5, H, N), dtype)
        self.grad_cells = np.zeros((T, H, N), dtype)
        self.carried = np.zeros((2, H, N), dtype)
        self.rows = np.empty((4 * H, T, N), dtype)
        # Slicing costs as much as a small product: each step's views are made once.
        self.forward_steps = [
            (
                self.columns[t],
                self.gates[t].reshape(4 * H, N),
                self.gates[t, :3],
                self.gates[t, 0],
                self.gates[t, 1:3],
                self.gates[t, 3],
                self.partners[t, 0],
                self.partners[t, 1:],
                self.partners[t, 2],
                self.cells[t + 1],
                self.hidden[t],
            )
            for t in range(T)
        ]
        self.backward_steps = [
            (
                t % FLUSH_EVERY == 0,
                self.grad_hidden[t],
                self.grad_cells[t],
                self.gates[t, 1],
                self.factors[t, :2],
                self.factors[t, 0],
                self.factors[t, 2:],
                self.factors[t, 1:].reshape(4 * H, N),
            )
            for t in range(T)
        ]
