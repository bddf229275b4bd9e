"""The exact minimum of least squares with an elastic-net penalty, for many problems at once.

Each problem is given by its Gram matrix G = XᵀX and c = Xᵀy. Multiplied by n, its objective is ::

    ½ wᵀGw − cᵀw + a Σ|w| + b/2 Σw²        a, b ≥ 0

Minimal where the slope s = c − Gw − bw satisfies |s_j| ≤ a, and s_j = a sign(w_j) wherever w_j ≠ 0.

The minimum moves along straight pieces while c and a move along straight lines. `follow` goes from
a known minimum to a wanted one, piece by piece, as the LARS algorithm does along a.

References: Efron, Hastie, Johnstone, Tibshirani (2004), with its change for the lasso; Osborne,
Presnell, Turlach (2000), A new approach to variable selection in least squares problems.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_SINGULAR = 1e-12
_NEGLIGIBLE = 1e-9
_JUST_NOW = 1e-12
_TURNS_A_WEIGHT = 30


def violation(G: Floats, c: Floats, a: ArrayLike, b: ArrayLike, w: Floats) -> Floats:
    """Largest violation of the optimality (KKT) conditions of each problem.

    Parameters
    ----------
    G : (…, d, d) array
    c, w : (…, d) arrays
    a, b : (…) arrays or numbers

    Returns
    -------
    (…) array
        In units of the largest |c_j| of the problem.
    """
    a, b = np.asarray(a, float)[..., np.newaxis], np.asarray(b, float)[..., np.newaxis]
    slope = c - _times(G, w) - b * w
    off = np.where(w != 0, np.abs(slope - a * np.sign(w)), np.maximum(np.abs(slope) - a, 0))
    largest = np.abs(c).max(axis=-1)
    worst: Floats = off.max(axis=-1) / np.where(largest > 0, largest, 1.0)
    return worst


def ridge(G: Floats, c: Floats, b: ArrayLike) -> Floats:
    """(G + bI)⁻¹ c, of least norm where that is singular.

    Parameters
    ----------
    G : (…, d, d) array
    c : (…, d) array
    b : (L,) array

    Returns
    -------
    w : (…, L, d) array
    """
    values, vectors = np.linalg.eigh(G)
    shifted = values[..., np.newaxis, :] + np.asarray(b, float)[:, np.newaxis]
    kept = shifted > _SINGULAR * shifted[..., -1:]
    inverse = np.where(kept, 1.0 / np.where(kept, shifted, 1.0), 0.0)
    along = _times(np.swapaxes(vectors, -1, -2), c)[..., np.newaxis, :] * inverse
    w: Floats = along @ np.swapaxes(vectors, -1, -2)
    return w


def path(G: Floats, c: Floats, lams: Floats, mix: float) -> Floats:
    """The minima for every strength, with a = mix λ and b = (1 − mix) λ.

    Parameters
    ----------
    G : (K, d, d) array
    c : (K, d) array
    lams : (L,) array
        Descending.
    mix : float
        Share of L1, in [0, 1].

    Returns
    -------
    w : (K, L, d) array
    """
    if mix < _NEGLIGIBLE:
        return ridge(G, c, lams)
    w = np.zeros_like(c)
    a, b = np.abs(c).max(axis=-1), np.full(len(c), (1 - mix) * lams[0])
    minima = np.empty((len(c), len(lams), c.shape[-1]))
    for k, lam in enumerate(lams):
        if lam == 0:
            minima[:, k:] = ridge(G, c, lams[k:])
            break
        next_a, next_b = np.full(len(c), mix * lam), np.full(len(c), (1 - mix) * lam)
        if k == 0:
            next_a = np.minimum(next_a, a)
        w = follow(G, c, (a, b), (next_a, next_b), w)
        a, b = next_a, next_b
        minima[:, k] = w
    return minima


def follow(
    G: Floats, c: Floats, known: tuple[Floats, Floats], wanted: tuple[Floats, Floats], w: Floats
) -> Floats:
    """From the minima `w` for known (a, b) to those for wanted (a, b).

    A change of b is written as one of c: w is also the minimum for b₁ and c + (b₁ − b₀) w.

    Parameters
    ----------
    G : (K, d, d) array
    c, w : (K, d) arrays
    known, wanted : (a, b)
        Of shape (K,) each; a > 0.

    Returns
    -------
    (K, d) array
        With `violation` below 1e-10 wherever rounding allows it.
    """
    (a0, b0), (a1, b1) = known, wanted
    piece = _Pieces(G, c, (a0, a1 - a0), b1, c + (b1 - b0)[:, np.newaxis] * w, w)
    for _ in range(_TURNS_A_WEIGHT * c.shape[-1]):
        if not piece.turn():
            break
    return piece.w


class _Pieces:
    """Minima on their way from t = 0 to t = 1 along c(t) = c₀ + t Δc, a(t) = a₀ + t Δa."""

    def __init__(
        self,
        G: Floats,
        c: Floats,
        a: tuple[Floats, Floats],
        b: Floats,
        c0: Floats,
        w: Floats,
    ) -> None:
        d = c.shape[-1]
        scale = np.diagonal(G, axis1=1, axis2=2).mean(axis=1) + b
        # Copies of a feature make G singular; this much ridge is below the rounding of the rest.
        self.M = G + (b + 1e-14 * scale)[:, np.newaxis, np.newaxis] * np.eye(d)
        self.c0, self.dc = c0, c - c0
        self.a0, self.da = a[0][:, np.newaxis], a[1][:, np.newaxis]
        self.w = w.copy()
        self.sign = np.sign(w)
        self.t = np.zeros(len(c))
        self.changed = np.full(len(c), -1)
        self.todo = np.arange(len(c))

    def turn(self) -> bool:
        """Go on to where a weight leaves or reaches 0; False when all have arrived."""
        k = self.todo
        sign, t = self.sign[k], self.t[k, np.newaxis]
        rest, pace = self._line(k, sign)
        slope, slope_pace = self._slopes(k, rest, pace)
        a, da = self.a0[k], self.da[k]
        changed = np.zeros_like(sign, dtype=bool)
        known = self.changed[k] >= 0
        changed[known, self.changed[k][known]] = True
        with np.errstate(all="ignore"):
            leaves = _later(-rest / pace, t, (sign != 0) & (pace * sign < 0), changed)
            up = _later(
                (a - slope) / (slope_pace - da), t, (sign == 0) & (slope_pace > da), changed
            )
            down_pace = slope_pace + da
            down = _later(-(a + slope) / down_pace, t, (sign == 0) & (down_pace < 0), changed)
        when = np.minimum(np.minimum(leaves, up), down)
        j = when.argmin(axis=1)
        rows = np.arange(len(k))
        first = when[rows, j]
        arrived = first >= 1
        stop = np.where(arrived, 1.0, first)
        self.w[k] = np.where(sign != 0, rest + stop[:, np.newaxis] * pace, 0.0)
        self.t[k] = stop
        go, j = k[~arrived], j[~arrived]
        becomes = np.where(up[rows, when.argmin(axis=1)] == first, 1.0, -1.0)[~arrived]
        self.sign[go, j] = np.where(self.sign[go, j] != 0, 0.0, becomes)
        self.w[go, j] = 0.0
        self.changed[go] = j
        self.todo = go
        return len(go) > 0

    def _line(self, k: NDArray[np.intp], sign: Floats) -> tuple[Floats, Floats]:
        """The weights as rest + t · pace while their signs stay as they are."""
        active = sign != 0
        both = active[:, :, np.newaxis] & active[:, np.newaxis, :]
        system = np.where(both, self.M[k], np.eye(sign.shape[1]))
        right = np.stack((self.c0[k] - self.a0[k] * sign, self.dc[k] - self.da[k] * sign), axis=2)
        solved = np.linalg.solve(system, np.where(active[..., np.newaxis], right, 0.0))
        return solved[..., 0], solved[..., 1]

    def _slopes(self, k: NDArray[np.intp], rest: Floats, pace: Floats) -> tuple[Floats, Floats]:
        M = self.M[k]
        return self.c0[k] - _times(M, rest), self.dc[k] - _times(M, pace)


def _later(when: Floats, now: Floats, happens: Bools, changed: Bools) -> Floats:
    """The times of events that lie ahead; one that was just dealt with does not come again."""
    ahead = happens & (when >= now - _JUST_NOW)
    ahead &= ~(changed & (when <= now + 1e-9))
    later: Floats = np.where(ahead, np.maximum(when, now), np.inf)
    return later


def _times(G: Floats, w: Floats) -> Floats:
    product: Floats = (G @ w[..., np.newaxis])[..., 0]
    return product
