"""Softmax and its logarithm, along one axis.

::

    softmax(x)_i     = e^(x_i − m) / Σ_j e^(x_j − m)          with m = max_j x_j
    log_softmax(x)_i = (x_i − m) − log Σ_j e^(x_j − m)

Subtracting m changes nothing in exact arithmetic and keeps every exponent ≤ 0, so that nothing
overflows and the denominator is at least 1. What may underflow is the softmax itself; a loss
therefore takes log_softmax, never log(softmax).

Gradients, with s = softmax(x)::

    softmax:      dx = s ⊙ (dy − Σ_j s_j dy_j)
    log_softmax:  dx = dy − s Σ_j dy_j
"""

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from dlgui.nn.layer import Layer
from dlgui.nn.shapes import Array, as_float, widened


def softmax(x: ArrayLike, axis: int = -1) -> Array:
    """Probabilities proportional to e^x along `axis`."""
    x = as_float(x)
    e: Array = np.exp(x - x.max(axis=axis, keepdims=True))
    e /= widened(e).sum(axis=axis, keepdims=True)
    return e


def log_softmax(x: ArrayLike, axis: int = -1) -> Array:
    """log(softmax(x)), finite wherever x is."""
    x = as_float(x)
    shifted: Array = x - x.max(axis=axis, keepdims=True)
    shifted -= np.log(widened(np.exp(shifted)).sum(axis=axis, keepdims=True))
    return shifted


def softmax_naive(x: ArrayLike, axis: int = -1) -> Array:
    """e^x / Σ e^x as the definition says: inf/inf = NaN for large x, 0/0 = NaN for very small."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        e: Array = np.exp(as_float(x))
        e /= e.sum(axis=axis, keepdims=True)
    return e


class Softmax(Layer):
    """y = softmax(x) along `axis`."""

    def __init__(self, axis: int = -1, *, dtype: DTypeLike | None = None) -> None:
        self.axis = axis
        super().__init__(dtype=dtype)

    def _reset(self) -> None:
        self._y = np.empty(0, np.float32)

    def _forward(self, x: Array, train: bool) -> Array:
        self._y = softmax(as_float(x, self.dtype), self.axis)
        return self._y

    def _backward(self, dy: Array) -> Array:
        y = self._y
        self._check_dy(dy, y.shape)
        dy = np.asarray(dy, y.dtype)
        dx: Array = y * (dy - widened(y * dy).sum(axis=self.axis, keepdims=True))
        return dx.astype(y.dtype, copy=False)


class LogSoftmax(Layer):
    """y = log(softmax(x)) along `axis`."""

    def __init__(self, axis: int = -1, *, dtype: DTypeLike | None = None) -> None:
        self.axis = axis
        super().__init__(dtype=dtype)

    def _reset(self) -> None:
        self._y = np.empty(0, np.float32)

    def _forward(self, x: Array, train: bool) -> Array:
        self._y = log_softmax(as_float(x, self.dtype), self.axis)
        return self._y

    def _backward(self, dy: Array) -> Array:
        y = self._y
        self._check_dy(dy, y.shape)
        dy = np.asarray(dy, y.dtype)
        dx: Array = dy - np.exp(y) * widened(dy).sum(axis=self.axis, keepdims=True)
        return dx.astype(y.dtype, copy=False)
