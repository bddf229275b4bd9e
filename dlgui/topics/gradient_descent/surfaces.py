"""The surfaces of the race: two weights θ = (θ₁, θ₂), a loss and its exact gradient."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Seeds
from dlgui.data.regression import correlated_pair
from dlgui.topics.gradient_descent import EXAMPLES, Params

Floats = NDArray[np.float64]

_CORRELATION, _DATA_NOISE, _TRUTH = 0.6, 1.0, (2.0, 1.0)


@dataclass(frozen=True)
class Window:
    """The part of the plane that is drawn."""

    left: float
    right: float
    bottom: float
    top: float

    def clipped(self, theta: Floats, margin: float = 0.0) -> Floats:
        """Points moved to the nearest place at most `margin` outside the window."""
        low = (self.left - margin, self.bottom - margin)
        return np.clip(theta, low, (self.right + margin, self.top + margin))

    @property
    def size(self) -> float:
        """The shorter side."""
        return min(self.right - self.left, self.top - self.bottom)


class Surface(ABC):
    """A loss over the plane.

    Attributes
    ----------
    window : Window
    minima : (m, 2) array
        All global minima.
    """

    window: Window
    minima: Floats

    @abstractmethod
    def value(self, theta: Floats) -> Floats:
        """f at points (…, 2), as an array (…)."""

    @abstractmethod
    def gradient(self, theta: Floats) -> Floats:
        """∇f at points (…, 2), as an array (…, 2)."""

    def sampled_gradient(self, theta: Floats, batch: int, rng: np.random.Generator) -> Floats:
        """What a step uses: ∇f, or its estimate from `batch` examples where there are any."""
        return self.gradient(theta)

    def excess(self, theta: Floats) -> Floats:
        """f − min f at points (…, 2); rounding never makes it negative."""
        return np.maximum(self.value(theta) - self.value(self.minima[0]), 0.0)

    def distance(self, theta: Floats) -> Floats:
        """From points (k, 2) to the nearest global minimum, as an array (k,)."""
        away = theta[:, np.newaxis] - self.minima
        nearest: Floats = np.sqrt((away**2).sum(axis=2)).min(axis=1)
        return nearest

    def curvatures(self) -> Floats:
        """(λ_min, λ_max) of the Hessian at the first minimum, by central differences of ∇f."""
        h = 1e-5
        ahead, behind = self.minima[0] + h * np.eye(2), self.minima[0] - h * np.eye(2)
        hessian = (self.gradient(ahead) - self.gradient(behind)) / (2 * h)
        return np.asarray(np.linalg.eigvalsh((hessian + hessian.T) / 2), np.float64)


class Quadratic(Surface):
    """f(θ) = lowest + ½ (θ − θ*)ᵀ H (θ − θ*), so ∇f = H (θ − θ*).

    Parameters
    ----------
    H : (2, 2) array
        Symmetric, positive definite.
    minimum : (2,) array
        θ*.
    window : Window
    lowest : float
        f(θ*).
    """

    def __init__(self, H: Floats, minimum: Floats, window: Window, lowest: float = 0.0) -> None:
        self.H = H
        self.minima = minimum[np.newaxis]
        self.window = window
        self.lowest = lowest

    def value(self, theta: Floats) -> Floats:
        return self.lowest + self.excess(theta)

    def excess(self, theta: Floats) -> Floats:
        # Not a difference of two losses: near the minimum that would be rounding only.
        away = theta - self.minima[0]
        return np.asarray(0.5 * ((away @ self.H) * away).sum(axis=-1))

    def gradient(self, theta: Floats) -> Floats:
        return np.asarray((theta - self.minima[0]) @ self.H)

    def curvatures(self) -> Floats:
        return np.asarray(np.linalg.eigvalsh(self.H), np.float64)


class LeastSquares(Quadratic):
    """L(w) = 1/(2n) ‖Xw − y‖², whose gradient is estimated from a few examples at a time.

    The sampled gradient is 1/B Σ_{i in batch} (x_iᵀw − y_i) x_i; a batch is drawn without
    replacement, so with B = n it is the gradient.

    Parameters
    ----------
    X : (n, 2) array
    y : (n,) array
    window : Window
    """

    def __init__(self, X: Floats, y: Floats, window: Window) -> None:
        self.X, self.y = X, y
        w = np.asarray(np.linalg.lstsq(X, y, rcond=None)[0], np.float64)
        residual = X @ w - y
        super().__init__(X.T @ X / len(y), w, window, float(residual @ residual) / (2 * len(y)))

    def sampled_gradient(self, theta: Floats, batch: int, rng: np.random.Generator) -> Floats:
        chosen = rng.permutation(len(self.y))[:batch]
        X = self.X[chosen]
        residual = theta @ X.T - self.y[chosen]
        return residual @ X / batch


class Saddle(Surface):
    """f = ½ θ₁² − ½ θ₂² + ¼ θ₂⁴: a saddle at 0 between the minima (0, ±1)."""

    window = Window(-3.0, 3.0, -2.0, 2.0)
    minima = np.array([[0.0, 1.0], [0.0, -1.0]])

    def value(self, theta: Floats) -> Floats:
        x, y = theta[..., 0], theta[..., 1]
        return np.asarray(0.5 * x**2 - 0.5 * y**2 + 0.25 * y**4)

    def gradient(self, theta: Floats) -> Floats:
        x, y = theta[..., 0], theta[..., 1]
        return np.stack((x, y**3 - y), axis=-1)


class Rosenbrock(Surface):
    """f = (1 − θ₁)² + 100 (θ₂ − θ₁²)²: a bent valley with its minimum at (1, 1).

    References
    ----------
    Rosenbrock (1960), An automatic method for finding the greatest or least value of a function.
    """

    window = Window(-2.4, 2.4, -0.8, 2.4)
    minima = np.array([[1.0, 1.0]])

    def value(self, theta: Floats) -> Floats:
        x, y = theta[..., 0], theta[..., 1]
        return np.asarray((1 - x) ** 2 + 100 * (y - x**2) ** 2)

    def gradient(self, theta: Floats) -> Floats:
        x, y = theta[..., 0], theta[..., 1]
        off = y - x**2
        return np.stack((-2 * (1 - x) - 400 * x * off, 200 * off), axis=-1)


class Beale(Surface):
    """f = Σ_k (c_k − θ₁ + θ₁ θ₂ᵏ)², k = 1, 2, 3, c = (1.5, 2.25, 2.625); minimum at (3, ½).

    References
    ----------
    Beale (1958), On an iterative method for finding a local minimum of a function of more than one
    variable.
    """

    window = Window(-4.5, 4.5, -3.0, 3.0)
    minima = np.array([[3.0, 0.5]])

    def value(self, theta: Floats) -> Floats:
        return np.asarray((self._residuals(theta) ** 2).sum(axis=-1))

    def gradient(self, theta: Floats) -> Floats:
        x, y = theta[..., 0, np.newaxis], theta[..., 1, np.newaxis]
        r = self._residuals(theta)
        k = np.arange(1, 4)
        by_x = (2 * r * (y**k - 1)).sum(axis=-1)
        by_y = (2 * r * x * k * y ** (k - 1)).sum(axis=-1)
        return np.stack((by_x, by_y), axis=-1)

    def _residuals(self, theta: Floats) -> Floats:
        x, y = theta[..., 0, np.newaxis], theta[..., 1, np.newaxis]
        residuals: Floats = np.array((1.5, 2.25, 2.625)) - x + x * y ** np.arange(1, 4)
        return residuals


class ManyMinima(Surface):
    """f = Σ_j ½ θ_j² + A (1 − cos 2πθ_j), A = ½: a bowl with a hollow near each whole number.

    References
    ----------
    The form of Rastrigin (1974), with a smaller amplitude.
    """

    window = Window(-3.6, 3.6, -2.4, 2.4)
    minima = np.array([[0.0, 0.0]])
    amplitude = 0.5

    def value(self, theta: Floats) -> Floats:
        waves = self.amplitude * (1 - np.cos(2 * np.pi * theta))
        return np.asarray((0.5 * theta**2 + waves).sum(axis=-1))

    def gradient(self, theta: Floats) -> Floats:
        slope: Floats = theta + 2 * np.pi * self.amplitude * np.sin(2 * np.pi * theta)
        return slope


def create_surface(params: Params, seeds: Seeds) -> Surface:
    """The surface that the parameters name."""
    wide = Window(-5.0, 5.0, -3.5, 3.5)
    match params.surface:
        case "bowl":
            return Quadratic(np.eye(2), np.zeros(2), wide)
        case "ravine":
            return Quadratic(_turned(params.kappa, params.angle), np.zeros(2), wide)
        case "saddle":
            return Saddle()
        case "rosenbrock":
            return Rosenbrock()
        case "beale":
            return Beale()
        case "many":
            return ManyMinima()
    data = correlated_pair(_CORRELATION, _DATA_NOISE, EXAMPLES, seeds.rng("data"), _TRUTH)
    return LeastSquares(data.X, data.y, Window(-2.5, 5.0, -1.5, 3.75))


def _turned(kappa: float, degrees: float) -> Floats:
    """R diag(1, κ) Rᵀ: curvature 1 along the ravine, κ across."""
    phi = np.deg2rad(degrees)
    along = np.array([np.cos(phi), np.sin(phi)])
    across = np.array([-np.sin(phi), np.cos(phi)])
    return np.outer(along, along) + kappa * np.outer(across, across)
