"""Gradient clipping, in place. Both functions return the norm that was there before.

::

    clip_by_value   g ← min(max(g, −c), c)          changes the direction
    clip_by_norm    g ← g · min(1, c / ‖g‖)         keeps it

where ‖g‖ is the Euclidean norm of all arrays together (Pascanu, Mikolov, Bengio 2013).
"""

import math
from collections.abc import Mapping

import numpy as np

from dlgui.nn.shapes import Array, widened

# Below it, squares in float32 may have lost digits or become 0. Safe for float64, too.
_SAFE = 1e-30


def global_norm(grads: Mapping[str, Array]) -> float:
    """Euclidean norm of all arrays together; squares that leave the range do not harm it."""
    return math.hypot(*(_norm(g.reshape(-1)) for g in grads.values()))


def _norm(flat: Array) -> float:
    flat = widened(flat)
    with np.errstate(over="ignore"):
        squares = float(flat.dot(flat))
    if _SAFE < squares < math.inf:
        return math.sqrt(squares)
    largest = float(np.abs(flat).max(initial=0))
    if not 0 < largest < math.inf:
        return largest
    unit = flat.astype(np.float64) / largest
    return largest * math.sqrt(unit.dot(unit))


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
            np.multiply(g, max_norm / norm, g, dtype=np.result_type(g, np.float32))
    return norm


def _check(limit: float) -> None:
    if not limit > 0:
        raise ValueError(f"clipping: expected a limit above 0, given {limit}")
