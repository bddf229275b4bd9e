"""The plane of two weights: contours of the data loss, and the constraint region.

With the other weights held, the data loss is a paraboloid over the plane ::

    E_D(u) = E_min + ½ (u − m)ᵀ H (u − m)

so that its contours are ellipses, known exactly. The penalty p₁ Σ|u| + p₂/2 Σu² ≤ C bounds a
diamond, a disc, or a shape in between.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlgui.data.dataset import Floats

POINTS = 145
LEVELS = 10
_BEYOND = 1.5
_FLATTEST = 1e-8
_NICE = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True)
class Paraboloid:
    """E_D over the plane, less its minimum.

    Attributes
    ----------
    minimum : (2,) array
        m; where a valley has no lowest point, the one nearest to the origin.
    curvatures : (2,) array
        Eigenvalues of H, ascending.
    directions : (2, 2) array
        Eigenvectors in columns.
    """

    minimum: Floats
    curvatures: Floats
    directions: Floats

    def height(self, u: Floats) -> float:
        """E_D(u) − E_min."""
        along = self.directions.T @ (u - self.minimum)
        return float(0.5 * (self.curvatures * along**2).sum())

    def contours(self, heights: Floats) -> Floats:
        """Closed curves of equal loss.

        Parameters
        ----------
        heights : (K,) array
            Above the minimum.

        Returns
        -------
        (K, P, 2) array
        """
        curvatures = np.maximum(self.curvatures, _FLATTEST * self.curvatures[1])
        curvatures = np.where(curvatures > 0, curvatures, 1.0)
        half_axes = np.sqrt(2 * heights[:, np.newaxis] / curvatures)
        points = half_axes[:, np.newaxis, :] * _circle()
        curves: Floats = self.minimum + points @ self.directions.T
        return curves


def paraboloid(G: Floats, c: Floats, n: int, axes: tuple[int, int], w: Floats) -> Paraboloid:
    """E_D over the plane of two weights, with the others held as they are in `w`."""
    pair = list(axes)
    held = w.copy()
    held[pair] = 0.0
    H: Floats = G[pair][:, pair] / n
    pull: Floats = (c[pair] - G[pair] @ held) / n
    curvatures, directions = np.linalg.eigh(H)
    return Paraboloid(np.linalg.pinv(H, hermitian=True) @ pull, curvatures, directions)


def levels(bowl: Paraboloid, extent: float) -> Floats:
    """Heights (K,) whose contours are evenly spaced and fill a plane of half-width `extent`."""
    # A plot that is wider than high shows more than the square.
    reach = np.abs(bowl.minimum).max() + _BEYOND * extent
    distances: Floats = reach * np.arange(1, LEVELS + 1) / LEVELS
    return 0.5 * float(bowl.curvatures[1]) * distances**2


def region(budget: float, share: float) -> Floats:
    """The boundary of the constraint region share Σ|v| + (1 − share)/2 Σv² ≤ budget.

    Returns
    -------
    (P, 2) array
    """
    circle = _circle()
    if budget == 0:
        return np.zeros_like(circle)
    linear = share * np.abs(circle).sum(axis=1)
    square = (1 - share) / 2
    # Along each direction square·r² + linear·r = budget; this form of the root has no 0/0.
    root = linear + np.sqrt(linear**2 + 4 * square * budget)
    radius = 2 * budget / root
    boundary: Floats = radius[:, np.newaxis] * circle
    return boundary


def budget_of(w: Floats, share: float) -> float:
    """share Σ|w| + (1 − share)/2 Σw²."""
    return float(share * np.abs(w).sum() + (1 - share) / 2 * (w @ w))


def half_width(points: Floats) -> float:
    """A round half-width of the plane that shows all finite `points` (…, 2) with some air."""
    sizes = np.abs(points)
    largest = float(sizes[np.isfinite(sizes)].max(initial=0.5)) * 1.15
    power = 10.0 ** np.floor(np.log10(largest))
    return float(next(step * power for step in _NICE if step * power >= largest))


def _circle() -> Floats:
    angle = np.linspace(0, 2 * np.pi, POINTS)
    circle = np.column_stack((np.cos(angle), np.sin(angle)))
    # On the axes exactly, so that a diamond has its corners.
    circle[np.abs(circle) < 1e-15] = 0.0
    return circle
