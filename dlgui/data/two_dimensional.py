"""Classes of points in the plane."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from dlgui.data.dataset import Classification, Floats

Labels = NDArray[np.int64]


def points(
    shape: str,
    n: int,
    noise: float,
    imbalance: float,
    rng: np.random.Generator,
    n_classes: int = 2,
) -> Classification:
    """Points of one of the `SHAPES`, in random order, displaced by noise · (ε₁, ε₂).

    The same generator draws the same numbers whatever `noise` is.

    Parameters
    ----------
    shape : str
        A key of `SHAPES`. All lie within the square [−1.5, 1.5]² before the noise.
    n : int
        Number of points, at least one for each class.
    noise : float
        Standard deviation of the displacement, ≥ 0.
    imbalance : float
        In [0, 1]: the later classes have 1 − imbalance times the points of class 0, never none.
    rng : numpy.random.Generator
    n_classes : int
        2 for moons and xor, 2 or more for the others.

    Returns
    -------
    Classification
        X (n, 2) float32.

    Raises
    ------
    ValueError
        The shape does not have that many classes, there are fewer points than classes, or a number
        is out of its range.
    """
    if not 0 <= noise < np.inf:
        raise ValueError(f"noise: expected a finite number from 0 on, given {noise}")
    if not 0 <= imbalance <= 1:
        raise ValueError(f"imbalance: expected 0 ≤ imbalance ≤ 1, given {imbalance}")
    if n_classes < 2 or (n_classes > 2 and shape in ("moons", "xor")):
        raise ValueError(f"{shape} does not come in {n_classes} classes")
    labels = np.repeat(np.arange(n_classes), _class_sizes(n, n_classes, imbalance))
    labels = rng.permutation(labels)
    clean = SHAPES[shape](labels, rng.random((n, 3)), n_classes)
    X = clean + noise * rng.standard_normal((n, 2))
    classes = tuple(str(k) for k in range(n_classes))
    return Classification(X.astype(np.float32), labels, classes, ("x₁", "x₂"))


def _class_sizes(n: int, n_classes: int, imbalance: float) -> list[int]:
    if n < n_classes:
        raise ValueError(f"{n} points are too few for {n_classes} classes")
    ratio = 1.0 - imbalance
    later = max(1, int(n * ratio / (1.0 + (n_classes - 1) * ratio)))
    return [n - (n_classes - 1) * later] + [later] * (n_classes - 1)


def _polar(radius: Floats, angle: Floats) -> Floats:
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def _blobs(labels: Labels, u: Floats, n_classes: int) -> Floats:
    return _polar(np.ones(len(u)), 2.0 * np.pi * labels / n_classes)


def _circles(labels: Labels, u: Floats, n_classes: int) -> Floats:
    return _polar(1.0 - labels / n_classes, 2.0 * np.pi * u[:, 0])


def _moons(labels: Labels, u: Floats, n_classes: int) -> Floats:
    upper = _polar(np.ones(len(u)), np.pi * u[:, 0]) - (0.5, 0.25)
    return np.where(labels[:, np.newaxis] == 0, upper, -upper)


def _xor(labels: Labels, u: Floats, n_classes: int) -> Floats:
    side = np.where(u[:, 2] < 0.5, -1.0, 1.0)
    return np.column_stack((side * u[:, 0], np.where(labels == 0, side, -side) * u[:, 1]))


def _spiral(labels: Labels, u: Floats, n_classes: int) -> Floats:
    # The square root spreads the points evenly over the arm's area instead of crowding the middle.
    radius = np.sqrt(0.01 + 0.99 * u[:, 0])
    return _polar(radius, 3.0 * np.pi * radius + 2.0 * np.pi * labels / n_classes)


SHAPES: Mapping[str, Callable[[Labels, Floats, int], Floats]] = MappingProxyType(
    {"blobs": _blobs, "circles": _circles, "moons": _moons, "xor": _xor, "spiral": _spiral}
)
"""Places of points without noise, from labels (n,), uniform numbers (n, 3), and class count."""
