"""Recurrent layers as their equations stand in a textbook, for automatic differentiation.

Every function takes the layer's named parameters and probes: arrays of zeros added to h_t (and
C_t), whose gradients are the totals ∂L/∂h_t (and ∂L/∂C_t). `cuts` are the steps before which
gradients stop.
"""

from collections.abc import Collection, Mapping
from typing import Any

import autograd.numpy as np
from autograd.tracer import getval

Values = Mapping[str, Any]


def sigmoid(z: Any) -> Any:
    return 0.5 * (np.tanh(0.5 * z) + 1.0)


def lstm(p: Values, x: Any, states: Values, probes: Values, cuts: Collection[int]) -> Any:
    h, c = states["h0"], states["c0"]
    hidden = []
    for t in range(len(x)):
        if t in cuts:
            h, c = getval(h), getval(c)
        v = np.concatenate([h, x[t]], axis=1)
        f = sigmoid(v @ p["W_f"].T + p["b_f"])
        i = sigmoid(v @ p["W_i"].T + p["b_i"])
        o = sigmoid(v @ p["W_o"].T + p["b_o"])
        C_tilde = np.tanh(v @ p["W_C"].T + p["b_C"])
        c = f * c + i * C_tilde + probes["cells"][t]
        h = o * np.tanh(c) + probes["hidden"][t]
        hidden.append(h)
    return np.stack(hidden)
