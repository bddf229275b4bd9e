"""Types, and the checks made where an array enters."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

Array: TypeAlias = NDArray[Any]
Shape: TypeAlias = tuple[int, ...]

FLOATS = (np.dtype(np.float16), np.dtype(np.float32), np.dtype(np.float64))


class ShapeError(ValueError):
    """An array does not have the shape that the operation needs."""


def float_dtype(dtype: DTypeLike) -> np.dtype[Any]:
    """`dtype` as a NumPy dtype; ValueError unless it is float16, float32 or float64."""
    found = np.dtype(dtype)
    if found not in FLOATS:
        raise ValueError(f"dtype: expected float16, float32 or float64, given {found}")
    return found


def as_float(x: ArrayLike, dtype: np.dtype[Any] | None = None) -> Array:
    """`x` as an array of `dtype`; with no dtype, floats keep theirs and the rest become float32."""
    array = np.asarray(x, dtype)
    return array if array.dtype.char in "efd" else array.astype(np.float32)


def widened(x: Array) -> Array:
    """`x`, as float32 if it is float16, whose range sums and squares soon leave."""
    return x.astype(np.float32) if x.dtype == np.float16 else x


def check_shape(what: str, given: Shape, expected: tuple[int | str, ...]) -> None:
    """Raise ShapeError unless `given` matches `expected`, where a letter stands for any size.

    The same letter twice means the same size twice.

    >>> check_shape("x", (10, 3), ("N", 3))
    """
    sizes: dict[str, int] = {}
    fits = len(given) == len(expected) and all(
        size == (want if isinstance(want, int) else sizes.setdefault(want, size))
        for size, want in zip(given, expected, strict=True)
    )
    if not fits:
        letters = ", ".join(map(str, expected)) + ("," if len(expected) == 1 else "")
        raise ShapeError(f"{what}: expected shape ({letters}), given {given}")


def reuse(buffer: Array, shape: Shape, dtype: np.dtype[Any]) -> Array:
    """`buffer` if it has this shape and dtype, else a new uninitialized array."""
    if buffer.shape == shape and buffer.dtype == dtype:
        return buffer
    return np.empty(shape, dtype)


def reuse_like(buffer: Array, x: Array) -> Array:
    """Like `reuse`, with shape, dtype and memory order taken from `x`."""
    if buffer.shape == x.shape and buffer.dtype == x.dtype:
        return buffer
    return np.empty_like(x)
