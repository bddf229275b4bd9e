"""Initial values of parameters.

::

    zeros          0
    normal(σ)      N(0, σ²)
    glorot         variance 2 / (fan_in + fan_out)     Glorot and Bengio (2010); also `xavier`
    he             variance 2 / fan_in                 He et al. (2015), for ReLU
    lecun          variance 1 / fan_in                 LeCun, Bottou, Orr, Müller (1998)
    orthogonal     rows or columns orthonormal         Saxe et al. (2014)
    identity       ones on the diagonal; for a kernel, the centre that copies channel to channel

An initializer is called with (shape, rng, dtype) and returns a new array. A matrix has shape
(fan_in, fan_out), as in `Dense`; a kernel (out, in, kh, kw) has fan_in = in·kh·kw and
fan_out = out·kh·kw. Numbers are drawn in double precision, so one seed gives the same weights,
up to rounding, in every dtype.
"""

import math
from typing import Protocol

import numpy as np
from numpy.typing import DTypeLike

from dlgui.nn.shapes import Array, Shape, ShapeError


class Initializer(Protocol):
    """Makes a new array of initial values."""

    def __call__(
        self, shape: Shape, rng: np.random.Generator, dtype: DTypeLike = np.float32
    ) -> Array: ...


def fans(shape: Shape) -> tuple[int, int]:
    """(fan_in, fan_out) of a matrix (in, out) or a kernel (out, in, …).

    Raises
    ------
    ShapeError
        For fewer than two axes.
    """
    if len(shape) < 2:
        raise ShapeError(f"shape: expected at least two axes, given {tuple(shape)}")
    if len(shape) == 2:
        return shape[0], shape[1]
    field = math.prod(shape[2:])
    return shape[1] * field, shape[0] * field


def zeros(
    shape: Shape, rng: np.random.Generator | None = None, dtype: DTypeLike = np.float32
) -> Array:
    """All zero; draws nothing."""
    return np.zeros(shape, dtype)


class normal:
    """Normal distribution with mean 0 and standard deviation `sigma`."""

    def __init__(self, sigma: float = 0.01) -> None:
        self.sigma = sigma

    def __call__(
        self, shape: Shape, rng: np.random.Generator, dtype: DTypeLike = np.float32
    ) -> Array:
        """A new array of draws."""
        return _draw(self.sigma, "normal", shape, rng, dtype)


def _draw(
    sigma: float, distribution: str, shape: Shape, rng: np.random.Generator, dtype: DTypeLike
) -> Array:
    if distribution == "normal":
        return rng.normal(0.0, sigma, shape).astype(dtype)
    if distribution == "uniform":
        limit = sigma * math.sqrt(3)
        return rng.uniform(-limit, limit, shape).astype(dtype)
    raise ValueError(f"distribution: expected 'normal' or 'uniform', given {distribution!r}")


def glorot(
    shape: Shape,
    rng: np.random.Generator,
    dtype: DTypeLike = np.float32,
    distribution: str = "normal",
) -> Array:
    """Variance 2 / (fan_in + fan_out): keeps the size of signals and of gradients alike."""
    return _draw(math.sqrt(2 / max(1, sum(fans(shape)))), distribution, shape, rng, dtype)


xavier = glorot


def he(
    shape: Shape,
    rng: np.random.Generator,
    dtype: DTypeLike = np.float32,
    distribution: str = "normal",
) -> Array:
    """Variance 2 / fan_in: makes up for the half that ReLU sets to zero."""
    return _draw(math.sqrt(2 / max(1, fans(shape)[0])), distribution, shape, rng, dtype)


def lecun(
    shape: Shape,
    rng: np.random.Generator,
    dtype: DTypeLike = np.float32,
    distribution: str = "normal",
) -> Array:
    """Variance 1 / fan_in: keeps the size of signals."""
    return _draw(math.sqrt(1 / max(1, fans(shape)[0])), distribution, shape, rng, dtype)


def orthogonal(shape: Shape, rng: np.random.Generator, dtype: DTypeLike = np.float32) -> Array:
    """Uniformly distributed among matrices with orthonormal rows or columns, the fewer of them.

    A kernel (out, in, kh, kw) is taken as a matrix (out, in·kh·kw).
    """
    fans(shape)
    rows, columns = shape[0], math.prod(shape[1:])
    tall = rng.normal(size=(max(rows, columns), min(rows, columns)))
    q, r = np.linalg.qr(tall)
    # The sign of R's diagonal is the algorithm's choice; fixing it makes Q uniform (Mezzadri 2007).
    q *= np.where(np.diag(r) < 0, -1.0, 1.0)
    return (q if rows >= columns else q.T).reshape(shape).astype(dtype)


def identity(
    shape: Shape, rng: np.random.Generator | None = None, dtype: DTypeLike = np.float32
) -> Array:
    """Ones on the diagonal, of the central matrix (out, in) for a kernel; draws nothing."""
    fans(shape)
    array = np.zeros(shape, dtype)
    centre = tuple(size // 2 for size in shape[2:])
    for k in range(min(shape[:2])):
        array[(k, k, *centre)] = 1
    return array


INITIALIZERS: dict[str, Initializer] = {
    "zeros": zeros,
    "normal": normal(),
    "glorot": glorot,
    "he": he,
    "lecun": lecun,
    "orthogonal": orthogonal,
    "identity": identity,
}
