"""Regression problems whose truth is known."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from dlgui.data.dataset import Floats, Regression


def correlated_pair(
    rho: float,
    noise: float,
    n: int,
    rng: np.random.Generator,
    weights: tuple[float, float] = (2.0, 1.0),
) -> Regression:
    """Two correlated features: y = w₁x₁ + w₂x₂ + noise · ε.

    x₁ = z₁ and x₂ = ρz₁ + √(1−ρ²) z₂ with independent standard normal z₁, z₂ and ε. The same
    generator draws the same z and ε whatever `rho` and `noise` are.

    Parameters
    ----------
    rho : float
        Correlation of the features, in [−1, 1].
    noise : float
        Standard deviation of the error, ≥ 0.
    n : int
        Number of examples.
    rng : numpy.random.Generator
    weights : (w₁, w₂)
    """
    z = rng.standard_normal((n, 3))
    X = np.column_stack((z[:, 0], rho * z[:, 0] + np.sqrt(1.0 - rho**2) * z[:, 1]))
    w = np.array(weights)
    return Regression(X, X @ w + noise * z[:, 2], ("x₁", "x₂"), w)


def sparse_weights(
    noise: float, n: int, rng: np.random.Generator, n_features: int = 20
) -> Regression:
    """Many features of which four matter: y = Xw + noise · ε, w = (3, −2, 1.5, −1, 0, …, 0).

    Features and error are independent standard normal.

    Parameters
    ----------
    noise : float
        Standard deviation of the error, ≥ 0.
    n : int
        Number of examples.
    rng : numpy.random.Generator
    n_features : int
        At least 4.
    """
    w = np.zeros(n_features)
    w[:4] = 3.0, -2.0, 1.5, -1.0
    z = rng.standard_normal((n, n_features + 1))
    X = z[:, :-1].copy()
    features = tuple(f"x{j}" for j in range(1, n_features + 1))
    return Regression(X, X @ w + noise * z[:, -1], features, w)


CURVES: Mapping[str, Callable[[Floats], Floats]] = MappingProxyType(
    {
        "sine": lambda x: np.sin(2.0 * np.pi * x),
        "line": lambda x: x,
        "cubic": lambda x: 4.0 * x**3 - 3.0 * x,
        "bump": lambda x: np.exp(-((x / 0.2) ** 2)),
        "step": lambda x: np.sign(x),
    }
)
"""Functions on [−1, 1] with values in [−1, 1], by name."""


def curve(name: str, noise: float, n: int, rng: np.random.Generator) -> Regression:
    """Points on one of the `CURVES`: y = f(x) + noise · ε, x uniform on [−1, 1] and sorted.

    Parameters
    ----------
    name : str
        A key of `CURVES`.
    noise : float
        Standard deviation of the error, ≥ 0.
    n : int
        Number of examples.
    rng : numpy.random.Generator
    """
    x = np.sort(rng.uniform(-1.0, 1.0, n))
    y = CURVES[name](x) + noise * rng.standard_normal(n)
    return Regression(x[:, np.newaxis], y, ("x",))
