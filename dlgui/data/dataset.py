"""What a data set is: arrays, and the names that go with them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Regression:
    """Examples with a number to predict.

    Attributes
    ----------
    X : (n, d) float64 array
    y : (n,) float64 array
    features : tuple of d str
        Names of the columns.
    weights : (d,) float64 array or None
        The weights that generated `y`, where they are known.
    target : str
        What `y` is.
    """

    X: Floats
    y: Floats
    features: tuple[str, ...]
    weights: Floats | None = None
    target: str = "y"


@dataclass(frozen=True)
class Classification:
    """Examples with a class to predict.

    Attributes
    ----------
    X : (n, …) float32 array
    labels : (n,) int64 array
        0 … number of classes − 1.
    classes : tuple of str
    features : tuple of str
        Names of the columns; empty for images.
    """

    X: NDArray[np.float32]
    labels: NDArray[np.int64]
    classes: tuple[str, ...]
    features: tuple[str, ...] = ()


def standardize(X: Floats) -> tuple[Floats, Floats, Floats]:
    """Columns of mean 0 and variance 1: z = (x − mean) / scale.

    The variance divides by n, so the columns of the result satisfy Σz² = n.

    Parameters
    ----------
    X : (n, d) array

    Returns
    -------
    Z : (n, d) array
    mean : (d,) array
    scale : (d,) array
        The standard deviation; 1 where a column is constant, which then becomes 0.
    """
    mean = X.mean(axis=0)
    scale = X.std(axis=0)
    constant = np.ptp(X, axis=0) == 0
    mean = np.where(constant, X[0], mean)
    scale = np.where(constant, 1.0, scale)
    return (X - mean) / scale, mean, scale
