"""Batch and layer normalization.

::

    μ = mean(x),   σ² = mean((x − μ)²)
    x̂ = (x − μ) / √(σ² + ε)
    y = γ x̂ + β

    dβ = Σ dy,   dγ = Σ dy x̂
    dx = γ / √(σ² + ε) · (dy − mean(dy) − x̂ mean(dy x̂))

`BatchNorm` takes the means over the batch (and over the pixels of a channel), one μ for each
feature; `LayerNorm` over the features, one μ for each example, so that there γ dy stands in the
place of dy inside the bracket. At inference BatchNorm uses running statistics instead, and
dx = γ dy / √(running_var + ε).

float16 layers compute in float32, since squares above 256² leave the range of float16.
"""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from dlgui.nn.layer import Layer
from dlgui.nn.shapes import Array, ShapeError, check_shape, widened


def _batch_mean(x: Array, axes: tuple[int, ...], count: int) -> Array:
    """Mean over `axes`, which have `count` numbers together.

    NumPy adds the rows of a matrix up one after the other. In float32 such a sum loses more than
    what the rows differ by, where their mean is large, so it is taken in float64.
    """
    total: Array = np.add.reduce(x, axis=axes, dtype=np.float64 if x.ndim == 2 else x.dtype)
    return np.divide(total, count, dtype=x.dtype, casting="same_kind")


class BatchNorm(Layer):
    """Normalizes each feature of (N, F), or each channel of (N, C, H, W), over the batch.

    running ← momentum · running + (1 − momentum) · batch, as ONNX and Keras define `momentum`
    (PyTorch's is 1 − momentum). Both variances are the population's, divided by the number of
    values.

    Parameters
    ----------
    num_features : int
    momentum : float
        0 ≤ momentum ≤ 1.
    eps : float
    dtype : dtype

    Attributes
    ----------
    params["gamma"], params["beta"] : (F,) arrays
    running_mean, running_var : (F,) arrays
        Also in ``params``, so that they are found by name. They are not learned: their gradients
        are always zero, and they are not part of ``flat_params``.
    """

    def __init__(
        self,
        num_features: int,
        momentum: float = 0.9,
        eps: float = 1e-5,
        *,
        dtype: DTypeLike = np.float32,
    ) -> None:
        if not 0 <= momentum <= 1:
            raise ValueError(f"momentum: expected 0 ≤ momentum ≤ 1, given {momentum}")
        self.num_features = num_features
        self.momentum = momentum
        self.eps = eps
        self.running_mean: Array = np.zeros(num_features, dtype)
        self.running_var: Array = np.ones(num_features, dtype)
        super().__init__({"gamma": (num_features,), "beta": (num_features,)}, dtype)
        self.params["gamma"][...] = 1

    def _adopt(self, values: Array, gradients: Array) -> None:
        super()._adopt(values, gradients)
        self.params.update(running_mean=self.running_mean, running_var=self.running_var)
        for name in ("running_mean", "running_var"):
            self.grads[name] = np.zeros_like(self.running_mean)

    def _cast(self, dtype: np.dtype[Any]) -> None:
        self.running_mean = self.running_mean.astype(dtype)
        self.running_var = self.running_var.astype(dtype)
        super()._cast(dtype)

    def _reset(self) -> None:
        self._train = False
        self._x_hat: Array = np.empty(0, np.float32)
        self._inv_std: Array = np.empty(0, np.float32)

    def _per_feature(self, vector: Array, ndim: int) -> Array:
        return vector if ndim == 2 else vector[:, None, None]

    def _forward(self, x: Array, train: bool) -> Array:
        wanted = ("N", self.num_features) if x.ndim == 2 else ("N", self.num_features, "H", "W")
        check_shape("x of BatchNorm", x.shape, wanted)
        x = widened(np.asarray(x, self.dtype))
        axes = (0,) if x.ndim == 2 else (0, 2, 3)
        if train:
            if x.size == 0:
                raise ShapeError(
                    f"x of BatchNorm: expected at least one example to train on, given {x.shape}"
                )
            count = x.size // self.num_features
            mean = _batch_mean(x, axes, count)
            centred = x - self._per_feature(mean, x.ndim)
            var = _batch_mean(np.square(centred), axes, count)
            for running, batch in ((self.running_mean, mean), (self.running_var, var)):
                running *= self.momentum
                running += (1 - self.momentum) * batch
        else:
            centred = x - self._per_feature(self.running_mean, x.ndim)
            var = self.running_var
        self._train = train
        self._inv_std = 1 / np.sqrt(var + self.eps)
        centred *= self._per_feature(self._inv_std, x.ndim)
        self._x_hat = centred
        y: Array = centred * self._per_feature(self.params["gamma"], x.ndim)
        y += self._per_feature(self.params["beta"], x.ndim)
        return y.astype(self.flat_params.dtype, copy=False)

    def _backward(self, dy: Array) -> Array:
        x_hat, ndim = self._x_hat, self._x_hat.ndim
        self._check_dy(dy, x_hat.shape)
        dy = widened(np.asarray(dy, self.dtype))
        axes = (0,) if ndim == 2 else (0, 2, 3)
        dbeta, dgamma = self.grads["beta"], self.grads["gamma"]
        np.add.reduce(dy, axis=axes, dtype=dy.dtype, out=dbeta)
        np.add.reduce(dy * x_hat, axis=axes, dtype=dy.dtype, out=dgamma)
        dx: Array = dy
        if self._train:
            count = x_hat.size // self.num_features
            dx = dy - self._per_feature(dbeta / count, ndim)
            dx -= x_hat * self._per_feature(dgamma / count, ndim)
        scale = self.params["gamma"] * self._inv_std
        dx = np.multiply(dx, self._per_feature(scale, ndim))
        return dx.astype(self.flat_params.dtype, copy=False)


class LayerNorm(Layer):
    """Normalizes each example over its last axis; the same in training and inference.

    Parameters
    ----------
    num_features : int
        Size of the last axis.
    eps : float
    dtype : dtype

    Attributes
    ----------
    params["gamma"], params["beta"] : (F,) arrays

    References
    ----------
    Ba, Kiros, Hinton (2016).
    """

    def __init__(
        self, num_features: int, eps: float = 1e-5, *, dtype: DTypeLike = np.float32
    ) -> None:
        self.num_features = num_features
        self.eps = eps
        super().__init__({"gamma": (num_features,), "beta": (num_features,)}, dtype)
        self.params["gamma"][...] = 1

    def _reset(self) -> None:
        self._x_hat = self._inv_std = np.empty(0, np.float32)

    def _forward(self, x: Array, train: bool) -> Array:
        if x.ndim < 2 or x.shape[-1] != self.num_features:
            check_shape("x of LayerNorm", x.shape, ("…", "N", self.num_features))
        x = widened(np.asarray(x, self.dtype))
        x_hat = x - x.mean(axis=-1, keepdims=True)
        var = np.square(x_hat).mean(axis=-1, keepdims=True)
        self._inv_std = 1 / np.sqrt(var + self.eps)
        x_hat *= self._inv_std
        self._x_hat = x_hat
        y: Array = x_hat * self.params["gamma"]
        y += self.params["beta"]
        return y.astype(self.flat_params.dtype, copy=False)

    def _backward(self, dy: Array) -> Array:
        x_hat = self._x_hat
        self._check_dy(dy, x_hat.shape)
        dy = widened(np.asarray(dy, self.dtype))
        axes = tuple(range(x_hat.ndim - 1))
        np.add.reduce(dy, axis=axes, dtype=dy.dtype, out=self.grads["beta"])
        np.add.reduce(dy * x_hat, axis=axes, dtype=dy.dtype, out=self.grads["gamma"])
        dx_hat = dy * self.params["gamma"]
        dx: Array = dx_hat - dx_hat.mean(axis=-1, keepdims=True)
        dx -= x_hat * (dx_hat * x_hat).mean(axis=-1, keepdims=True)
        dx *= self._inv_std
        return dx.astype(self.flat_params.dtype, copy=False)
