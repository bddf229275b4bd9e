"""Dropout: while training, a random part of the values is set to zero.

With drop rate p and a mask m of independent draws, m = 1 with probability 1 − p::

              training            inference
    inverted  y = x m / (1 − p)   y = x
    classic   y = x m             y = x (1 − p)

Either way the mean of y over the masks equals the value at inference. Srivastava et al. (2014)
use "classic" and name "inverted" as its equal; frameworks do "inverted", which leaves inference
untouched.
"""

import math

import numpy as np
from numpy.typing import DTypeLike

from dlgui.nn.layer import Layer
from dlgui.nn.shapes import Array, Shape, as_float, reuse, reuse_like


def _random_words(rng: np.random.Generator, count: int) -> Array:
    """64-bit random numbers; half the time of `Generator.integers` where the source allows."""
    if isinstance(rng.bit_generator, np.random.MT19937):  # makes 32 bits at a time
        return rng.integers(0, 2**64 - 1, count, np.uint64, endpoint=True)
    return np.asarray(rng.bit_generator.random_raw(count))


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
        What the last forward pass in training kept, in the shape of x; None before the first.
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
        self.kept: Array | None = None  # the mask with the last axis of x first
        super().__init__(dtype=dtype)

    @property
    def mask(self) -> Array | None:
        """What the last forward pass in training kept, in the shape of x."""
        return None if self.kept is None else np.moveaxis(self.kept, 0, -1)

    @property
    def rate(self) -> float:
        """Drop rate p."""
        return self.drop_rate

    @rate.setter
    def rate(self, rate: float) -> None:
        if not 0 <= rate < 1:
            raise ValueError(f"rate: expected 0 ≤ rate < 1, given {rate}")
        self.drop_rate = float(rate)
        short = (self.drop_rate * 2**8).is_integer()
        self._bits = bits = 1 if self.drop_rate == 0.5 else 8 if short else 16
        dropped = min(round(self.drop_rate * 2**bits), 2**16 - 2)  # 2¹⁶ is ∞ in float16
        self._dropped = np.array(dropped, np.uint16 if bits == 16 else np.uint8)
        scale = 2**bits / (2**bits - dropped)
        self._scale = {code: np.array(scale, code) for code in "efd"}

    def _reset(self) -> None:
        self.rate = self.drop_rate
        self._factor = self._y = self._dx = np.empty(0, np.float32)

    def draw(self, factor: Array) -> None:
        """Draw a new ``mask`` and write what multiplies the values into `factor`.

        `factor` has the last axis of x first, as arrays lie within a network. A draw takes 16 of
        the generator's bits, and p is the nearest multiple of 2⁻¹⁶ that is below 1 − 2⁻¹⁶; 8 bits
        where p is a multiple of 2⁻⁸, and 1 for p = 1/2.
        """
        self._write(self._draw_mask(factor.shape), factor)

    def draw_among(self, active: Array, factor: Array) -> None:
        """Like `draw`, with 0 where `active`, a bool array that is overwritten, is false."""
        np.logical_and(self._draw_mask(factor.shape), active, active)
        self._write(active, factor)

    def _draw_mask(self, shape: Shape) -> Array:
        count = math.prod(shape)
        words = _random_words(self.rng, -(-count * self._bits // 64))
        kept: Array
        if self._bits == 1:
            kept = np.unpackbits(words.view(np.uint8))[:count].reshape(shape).view(np.bool_)
        else:
            draws = words.view(self._dropped.dtype)[:count].reshape(shape)
            kept = np.greater_equal(draws, self._dropped)
        self.kept = kept
        return kept

    def _write(self, kept: Array, factor: Array) -> None:
        np.copyto(factor, kept)
        if self.mode == "inverted":
            np.multiply(factor, self._scale[factor.dtype.char], factor)

    def keep_all(self, factor: Array) -> None:
        """Write what multiplies the values at inference into `factor`."""
        factor.fill(1.0 if self.mode == "inverted" else 1 - self.drop_rate)

    def _forward(self, x: Array, train: bool) -> Array:
        x = as_float(x, self.dtype)
        self._y = reuse_like(self._y, x)
        self._factor = reuse(self._factor, (*x.shape[-1:], *x.shape[:-1]), x.dtype)
        (self.draw if train else self.keep_all)(self._factor)
        return np.multiply(x, np.moveaxis(self._factor, 0, -1), self._y)

    def _backward(self, dy: Array) -> Array:
        self._check_dy(dy, self._y.shape)
        self._dx = reuse_like(self._dx, self._y)
        factor = np.moveaxis(self._factor, 0, -1)
        return np.multiply(dy, factor, self._dx, casting="same_kind")
