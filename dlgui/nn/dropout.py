"""Dropout: while training, a random part of the values is set to zero.

With drop rate p and a mask m of independent draws, m = 1 with probability 1 − p::

              training            inference
    inverted  y = x m / (1 − p)   y = x
    classic   y = x m             y = x (1 − p)

Either way the mean of y over the masks equals the value at inference. Srivastava et al. (2014)
describe "classic"; frameworks do "inverted", which leaves inference untouched.
"""

import numpy as np
from numpy.typing import DTypeLike

from dlgui.nn.layer import Layer
from dlgui.nn.shapes import Array, as_float, check_shape, reuse, reuse_like


class Dropout(Layer):
    """Sets each value to zero with probability `rate` while training.

    Parameters
    ----------
    rate : float
        Drop rate p, 0 ≤ p < 1. May be changed between steps.
    mode : "inverted" or "classic"
    rng : Generator, optional
        Draws the masks. Default: a new, unpredictable one.
    dtype : dtype, optional
        Default: the input's float type.

    Attributes
    ----------
    mask : bool array or None
        What the last forward pass in training kept; None before the first.
    """

    def __init__(
        self,
        rate: float,
        mode: str = "inverted",
        *,
        rng: np.random.Generator | None = None,
        dtype: DTypeLike | None = None,
    ) -> None:
        if mode not in ("inverted", "classic"):
            raise ValueError(f"mode: expected 'inverted' or 'classic', given {mode!r}")
        self.rate = rate
        self.mode = mode
        self.rng = np.random.default_rng() if rng is None else rng
        self.mask: Array | None = None
        super().__init__(dtype=dtype)

    @property
    def rate(self) -> float:
        """Drop rate p."""
        return self.drop_rate

    @rate.setter
    def rate(self, rate: float) -> None:
        if not 0 <= rate < 1:
            raise ValueError(f"rate: expected 0 ≤ rate < 1, given {rate}")
        self.drop_rate = float(rate)

    def _reset(self) -> None:
        # y = x · factor: an array while training, a number at inference.
        self._factor: Array | float = 1.0
        self._draws = self._scaled = self._y = self._dx = np.empty(0, np.float32)

    def draw(self, factor: Array) -> None:
        """Draw a new ``mask`` and write what multiplies the values into `factor`."""
        self._draws = reuse(self._draws, factor.shape, np.dtype(np.float32))
        self.rng.random(dtype=np.float32, out=self._draws)
        if self.mask is None or self.mask.shape != factor.shape:
            self.mask = np.empty(factor.shape, np.bool_)
        np.greater_equal(self._draws, self.drop_rate, self.mask)
        scale = 1 / (1 - self.drop_rate) if self.mode == "inverted" else 1.0
        np.multiply(self.mask, factor.dtype.type(scale), factor)

    def _forward(self, x: Array, train: bool) -> Array:
        x = as_float(x, self.dtype)
        self._y = reuse_like(self._y, x)
        if train:
            self._scaled = reuse(self._scaled, x.shape, x.dtype)
            self.draw(self._scaled)
            self._factor = self._scaled
        else:
            self._factor = 1.0 if self.mode == "inverted" else 1 - self.drop_rate
        return np.multiply(x, self._factor, self._y)

    def _backward(self, dy: Array) -> Array:
        check_shape("dy of Dropout", dy.shape, self._y.shape)
        self._dx = reuse_like(self._dx, self._y)
        return np.multiply(dy, self._factor, self._dx, casting="same_kind")
