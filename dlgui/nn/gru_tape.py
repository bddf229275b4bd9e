"""Working storage of the GRU: what the forward sweep writes and the backward sweep reads."""

from typing import Any

import numpy as np

from dlgui.nn.recurrent import FLUSH_EVERY, Tape


class GRUTape(Tape):
    """Arrays of one pass.

    Attributes
    ----------
    gates : (T, 3, H, N)
        u, r and q; q only with reset="after".
    candidate_columns : (T, H + D + 1, N)
        [r_t ⊙ h_{t−1}; x_t; 1], reset="before".
    candidate, change : (T, H, N)
        h̃_t, and u_t ⊙ (h̃_t − h_{t−1}).
    factors : (T, 4, H, N)
        What multiplies δh_t to give δa_h and δa_u. Two more, which become δa_r and δq ("after") or
        δa_r alone ("before").
    past : (T, H, N)
        1 − u, which becomes what δh_t leaves for δh_{t−1} without a product with W_r or W_z.
    through_reset : (H, N)
        v, and v ⊙ r, of one step; reset="before".
    """

    def __init__(self, T: int, N: int, D: int, H: int, after: bool, dtype: np.dtype[Any]) -> None:
        products = 3 if after else 2
        super().__init__(T, N, D, H, (products + 1) * H, dtype)
        self.h_prev = self.columns[:T, :H]
        self.gates = np.zeros((T, 3, H, N), dtype)
        self.candidate_columns = np.ones((T, H + D + 1, N), dtype)
        self.candidate = np.zeros((T, H, N), dtype)
        self.change = np.zeros((T, H, N), dtype)
        self.factors = np.zeros((T, 4, H, N), dtype)
        self.past = np.zeros((T, H, N), dtype)
        self.through_reset = np.zeros((H, N), dtype)
        # Slicing costs as much as a small product: each step's views are made once.
        self.forward_steps = [
            (
                self.columns[t],
                self.gates[t, :products].reshape(products * H, N),
                self.gates[t, :2],
                *self.gates[t],
                self.h_prev[t],
                self.candidate_columns[t],
                self.candidate_columns[t, :H],
                self.candidate[t],
                self.change[t],
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
                self.gates[t, 1],
                self.past[t],
                *self.factors[t],
                self.factors[t, 1 : 1 + products].reshape(products * H, N),
            )
            for t in range(T)
        ]
