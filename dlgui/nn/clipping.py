"""Gradient clipping, in place. Both functions return the norm that was there before.

::

    clip_by_value   g ← min(max(g, −c), c)          changes the direction
    clip_by_norm    g ← g · min(1, c / ‖g‖)         keeps it

where ‖g‖ is the Euclidean norm of all arrays together (Pascanu, Mikolov, Bengio 2013).
"""

import math
from collections.abc import Mapping

import numpy as np

from dlgui.nn.shapes import Array


def global_norm(grads: Mapping[str, Array]) -> float:
    """Euclidean norm of all arrays together; does not overflow while the norm itself fits."""
    total = 0.0
    for g in grads.values():
        flat = g.reshape(-1)
        if flat.dtype == np.float16:
            flat = flat.astype(np.float32)
        with np.errstate(over="ignore"):
            squares = float(flat.dot(flat))
        if math.isinf(squares):
            squares = _squares_of_large(flat)
        total += squares
    return math.sqrt(total)


def _squares_of_large(flat: Array) -> float:
    wide = flat.astype(np.float64)
    with np.errstate(over="ignore"):
        return float(wide.dot(wide))


def clip_by_value(grads: Mapping[str, Array], limit: float) -> float:
    """Clip every element to [−limit, limit]; return the global norm before."""
    _check(limit)
    norm = global_norm(grads)
    for g in grads.values():
        np.clip(g, -limit, limit, g)
    return norm


def clip_by_norm(grads: Mapping[str, Array], max_norm: float) -> float:
    """Scale all arrays so that their global norm is at most `max_norm`; return the norm before.

    A norm that is inf or NaN leaves the gradients as they are: no scale would mend them.
    """
    _check(max_norm)
    norm = global_norm(grads)
    if math.isfinite(norm) and norm > max_norm:
        for g in grads.values():
            np.multiply(g, max_norm / norm, g)
    return norm


def _check(limit: float) -> None:
    if not limit > 0:
        raise ValueError(f"clipping: expected a limit above 0, given {limit}")
