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


def rnn(nonlinearity: str) -> Any:
    f = {"tanh": np.tanh, "sigmoid": sigmoid, "relu": lambda a: np.maximum(a, 0.0)}[nonlinearity]

    def hidden_states(p: Values, x: Any, states: Values, probes: Values, cuts: Any) -> Any:
        h = states["h0"]
        hidden = []
        for t in range(len(x)):
            h = getval(h) if t in cuts else h
            h = f(x[t] @ p["U"].T + h @ p["W"].T + p["b"]) + probes["hidden"][t]
            hidden.append(h)
        return np.stack(hidden)

    return hidden_states


def gru(convention: str, reset: str) -> Any:
    def hidden_states(p: Values, x: Any, states: Values, probes: Values, cuts: Any) -> Any:
        h = states["h0"]
        H = h.shape[1]
        hidden = []
        for t in range(len(x)):
            h = getval(h) if t in cuts else h
            v = np.concatenate([h, x[t]], axis=1)
            r = sigmoid(v @ p["W_r"].T + p["b_r"])
            z = sigmoid(v @ p["W_z"].T + p["b_z"])
            if reset == "before":
                h_tilde = np.tanh(np.concatenate([r * h, x[t]], axis=1) @ p["W_h"].T + p["b_h"])
            else:
                q = h @ p["W_h"][:, :H].T + p["b_recurrent"]
                h_tilde = np.tanh(x[t] @ p["W_h"][:, H:].T + p["b_h"] + r * q)
            new, old = (z, 1.0 - z) if convention == "seed" else (1.0 - z, z)
            h = old * h + new * h_tilde + probes["hidden"][t]
            hidden.append(h)
        return np.stack(hidden)

    return hidden_states
