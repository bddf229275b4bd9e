"""Activation functions f(x), their derivatives f′(x), and the layers made of them.

::

    identity     x                        1
    sigmoid      1 / (1 + e^−x)           y (1 − y)
    tanh         tanh x                   1 − y²
    relu         max(x, 0)                1 if x > 0 else 0
    leaky_relu   x if x > 0 else s x      1 if x > 0 else s
    elu          x if x > 0 else α(e^x−1) 1 if x > 0 else α e^x
    gelu         x Φ(x)                   Φ(x) + x φ(x)
    softplus     log(1 + e^x)             sigmoid(x)

with y = f(x), and Φ, φ distribution function and density of the standard normal. At the kink of
relu, leaky_relu and elu the derivative is the one from the left. None of them overflows.
"""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from dlgui.nn.layer import Layer
from dlgui.nn.shapes import Array, as_float, reuse_like

Value = Callable[..., None]
Slope = Callable[..., None]


class Activation:
    """A function of one number, applied to every element of an array.

    Call it for f(x), or `derivative` for f′(x); both return fresh arrays of the input's float
    type (integers become float32). Further arguments are the function's parameters:
    ``leaky_relu(x, 0.1)``.
    """

    def __init__(self, name: str, value: Value, slope: Slope, *parameters: float) -> None:
        self.name = name
        self.parameters = parameters
        self._value = value
        self._slope = slope

    def __call__(self, x: ArrayLike, *parameters: float) -> Array:
        """f(x)."""
        x = as_float(x)
        y = np.empty_like(x)
        self.evaluate(x, y, *(parameters or self.parameters))
        return y

    def derivative(self, x: ArrayLike, *parameters: float) -> Array:
        """f′(x)."""
        x = as_float(x)
        y, slope = np.empty_like(x), np.empty_like(x)
        self.evaluate(x, y, *(parameters or self.parameters))
        self.differentiate(x, y, slope, *(parameters or self.parameters))
        return slope

    def evaluate(self, x: Array, y: Array, *parameters: float) -> None:
        """Write f(x) into `y`."""
        self._value(x, y, *parameters)

    def differentiate(self, x: Array, y: Array, slope: Array, *parameters: float) -> None:
        """Write f′(x) into `slope`, given y = f(x)."""
        self._slope(x, y, slope, *parameters)

    def __repr__(self) -> str:
        return f"<activation {self.name}>"

    def __reduce__(self) -> str:
        return self.name


def _identity(x: Array, y: Array) -> None:
    np.copyto(y, x)


def _identity_slope(x: Array, y: Array, slope: Array) -> None:
    slope.fill(1)


def _sigmoid(x: Array, y: Array) -> None:
    """σ(x) = (1 + tanh(x/2)) / 2, which neither overflows nor needs two branches."""
    np.multiply(x, 0.5, y)
    np.tanh(y, y)
    np.multiply(y, 0.5, y)
    np.add(y, 0.5, y)


def _sigmoid_slope(x: Array, y: Array, slope: Array) -> None:
    np.multiply(y, y, slope)
    np.subtract(y, slope, slope)


def _tanh(x: Array, y: Array) -> None:
    np.tanh(x, y)


def _tanh_slope(x: Array, y: Array, slope: Array) -> None:
    np.multiply(y, y, slope)
    np.subtract(1, slope, slope)


def _relu(x: Array, y: Array) -> None:
    np.maximum(x, 0, out=y)


def _relu_slope(x: Array, y: Array, slope: Array) -> None:
    np.sign(y, slope)


def _leaky_relu(x: Array, y: Array, negative_slope: float) -> None:
    np.multiply(x, negative_slope, y)
    np.copyto(y, x, where=x > 0)


def _leaky_relu_slope(x: Array, y: Array, slope: Array, negative_slope: float) -> None:
    slope.fill(negative_slope)
    np.copyto(slope, 1, where=x > 0)


def _elu(x: Array, y: Array, alpha: float) -> None:
    np.minimum(x, 0, out=y)
    np.expm1(y, y)
    np.multiply(y, alpha, y)
    np.copyto(y, x, where=x > 0)


def _elu_slope(x: Array, y: Array, slope: Array, alpha: float) -> None:
    np.minimum(x, 0, out=slope)
    np.exp(slope, slope)
    np.multiply(slope, alpha, slope)
    np.copyto(slope, 1, where=x > 0)


# erfc(z) e^(z²) is smooth in t = (z − 2)/(z + 2) ∈ [−1, 1] for z ≥ 0, so one Chebyshev
# polynomial through its values reaches 2e−14. For large z they come from the asymptotic series
# 1/(z √π) (1 − 1/2z² + 3/4z⁴ − …), whose first thirty terms are as exact.
def _scaled_erfc(t: float) -> float:
    z = 2 * (1 + t) / (1 - t)
    if z < 6:
        return math.erfc(z) * math.exp(z * z)
    tail = 1.0
    for k in range(30, 0, -1):
        tail = 1 - (2 * k - 1) / (2 * z * z) * tail
    return tail / (z * math.sqrt(math.pi))


_ERFC = np.polynomial.chebyshev.chebinterpolate(np.vectorize(_scaled_erfc), 40)
_REACH = 39.0  # Φ(−39) is below the smallest number of every float type


def _normal_cdf(x: Array) -> Array:
    """Φ(x) = erfc(−x/√2)/2, to 2e−14 relative down to its underflow."""
    z = np.minimum(np.abs(x), _REACH) * math.sqrt(0.5)
    tail = 0.5 * np.polynomial.chebyshev.chebval((z - 2) / (z + 2), _ERFC) * np.exp(-z * z)
    return np.asarray(np.where(x > 0, 1 - tail, tail), x.dtype)


def _gelu(x: Array, y: Array) -> None:
    np.multiply(x, _normal_cdf(x), y)


def _gelu_slope(x: Array, y: Array, slope: Array) -> None:
    near = np.clip(x, -_REACH, _REACH)
    density = np.exp(-0.5 * near * near) * (1 / math.sqrt(2 * math.pi))
    np.add(_normal_cdf(x), near * density, slope)


def _softplus(x: Array, y: Array) -> None:
    """log(1 + e^x) = max(x, 0) + log(1 + e^−|x|)."""
    np.abs(x, y)
    np.negative(y, y)
    np.exp(y, y)
    np.log1p(y, y)
    np.add(y, np.maximum(x, 0), y)


def _softplus_slope(x: Array, y: Array, slope: Array) -> None:
    _sigmoid(x, slope)


identity = Activation("identity", _identity, _identity_slope)
sigmoid = Activation("sigmoid", _sigmoid, _sigmoid_slope)
tanh = Activation("tanh", _tanh, _tanh_slope)
relu = Activation("relu", _relu, _relu_slope)
leaky_relu = Activation("leaky_relu", _leaky_relu, _leaky_relu_slope, 0.01)
elu = Activation("elu", _elu, _elu_slope, 1.0)
gelu = Activation("gelu", _gelu, _gelu_slope)
softplus = Activation("softplus", _softplus, _softplus_slope)

ACTIVATIONS = {f.name: f for f in (identity, sigmoid, tanh, relu, leaky_relu, elu, gelu, softplus)}


class ActivationLayer(Layer):
    """y = f(x), dx = f′(x) dy, for arrays of any shape.

    Parameters
    ----------
    function : Activation
    parameters : float
        The function's own, if it has any.
    dtype : dtype, optional
        Default: the input's float type.
    """

    def __init__(
        self, function: Activation, *parameters: float, dtype: DTypeLike | None = None
    ) -> None:
        self.function = function
        self.parameters = parameters or function.parameters
        super().__init__(dtype=dtype)

    def _reset(self) -> None:
        self._x = self._y = self._dx = np.empty(0, np.float32)

    def _forward(self, x: Array, train: bool) -> Array:
        self._x = x = as_float(x, self.dtype)
        self._y = reuse_like(self._y, x)
        self.function.evaluate(x, self._y, *self.parameters)
        return self._y

    def _backward(self, dy: Array) -> Array:
        self._check_dy(dy, self._x.shape)
        self._dx = reuse_like(self._dx, self._x)
        self.function.differentiate(self._x, self._y, self._dx, *self.parameters)
        return np.multiply(self._dx, dy, self._dx, casting="same_kind")


class Identity(ActivationLayer):
    """y = x."""

    def __init__(self, *, dtype: DTypeLike | None = None) -> None:
        super().__init__(identity, dtype=dtype)


class Sigmoid(ActivationLayer):
    """y = 1 / (1 + e^−x)."""

    def __init__(self, *, dtype: DTypeLike | None = None) -> None:
        super().__init__(sigmoid, dtype=dtype)


class Tanh(ActivationLayer):
    """y = tanh x."""

    def __init__(self, *, dtype: DTypeLike | None = None) -> None:
        super().__init__(tanh, dtype=dtype)


class ReLU(ActivationLayer):
    """y = max(x, 0)."""

    def __init__(self, *, dtype: DTypeLike | None = None) -> None:
        super().__init__(relu, dtype=dtype)

    def _reset(self) -> None:
        super()._reset()
        self._zeros = np.empty(0, np.float32)
        self._active = np.empty(0, np.bool_)

    def _forward(self, x: Array, train: bool) -> Array:
        # An array of zeros: NumPy's maximum is five times slower with a single zero.
        self._x = x = as_float(x, self.dtype)
        if self._zeros.shape != x.shape or self._zeros.dtype != x.dtype:
            self._y, self._dx, self._zeros = (np.zeros_like(x) for _ in range(3))
            self._active = np.zeros_like(x, np.bool_)
        return np.maximum(x, self._zeros, out=self._y)

    def _backward(self, dy: Array) -> Array:
        self._check_dy(dy, self._x.shape)
        np.greater(self._y, 0, self._active)
        return np.multiply(dy, self._active, self._dx, casting="same_kind")


class LeakyReLU(ActivationLayer):
    """y = x where x > 0, else `slope` · x."""

    def __init__(self, slope: float = 0.01, *, dtype: DTypeLike | None = None) -> None:
        super().__init__(leaky_relu, slope, dtype=dtype)


class ELU(ActivationLayer):
    """y = x where x > 0, else α (e^x − 1)."""

    def __init__(self, alpha: float = 1.0, *, dtype: DTypeLike | None = None) -> None:
        super().__init__(elu, alpha, dtype=dtype)


class GELU(ActivationLayer):
    """y = x Φ(x), with the exact Φ."""

    def __init__(self, *, dtype: DTypeLike | None = None) -> None:
        super().__init__(gelu, dtype=dtype)


class Softplus(ActivationLayer):
    """y = log(1 + e^x)."""

    def __init__(self, *, dtype: DTypeLike | None = None) -> None:
        super().__init__(softplus, dtype=dtype)
