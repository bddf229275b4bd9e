"""A deep network whose every activation and gradient can be looked at.

::

    z_l = a_{l−1} W_l + b_l,    ẑ_l = BatchNorm(z_l) or z_l,    a_l = f(ẑ_l)   [+ a_{l−1}]

for l = 1 … L, then logits = a_L W_{L+1} + b_{L+1}. The sum in brackets is the residual
connection, from l = 2 on; the first layer changes the width and has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from dlgui.nn import (
    ELU,
    INITIALIZERS,
    BatchNorm,
    Dense,
    Identity,
    LeakyReLU,
    ReLU,
    Sequential,
    Sigmoid,
    Tanh,
    normal,
    softmax_cross_entropy,
)
from dlgui.nn.activations import ActivationLayer
from dlgui.nn.initializers import Initializer
from dlgui.nn.layer import Layer
from dlgui.topics.vanishing_gradients import Params

Array = NDArray[np.floating[Any]]

LAYERS: Mapping[str, Callable[[], ActivationLayer]] = {
    "sigmoid": Sigmoid,
    "tanh": Tanh,
    "relu": ReLU,
    "leaky_relu": LeakyReLU,
    "elu": ELU,
    "identity": Identity,
}


class DeepNetwork:
    """The layers, called one by one so that each result can be kept.

    Parameters
    ----------
    params : Params
    features, classes : int
        Size of an input and of the output.
    rng : Generator
        Draws the initial weights.

    Attributes
    ----------
    net : Sequential
        All layers; only their common storage is used.
    x : (N, D) array
    z, z_hat, a : (L, N, H) arrays
        Of the last pass; `z_hat` is `z` itself without batch normalization.
    logits : (N, C) array
    grad_a : (L, N, H) array
        ∂L/∂a_l of the last pass.
    """

    def __init__(
        self, params: Params, features: int, classes: int, rng: np.random.Generator
    ) -> None:
        H, self.dtype = params.width, np.dtype(params.precision)
        self.residual = params.residual
        init = _Scaled(params.initializer, params.scale)
        sizes = [features] + params.depth * [H]
        self.dense = [Dense(d, H, rng=rng, dtype=self.dtype, weight_init=init) for d in sizes[:-1]]
        self.norms = [BatchNorm(H, dtype=self.dtype) for _ in self.dense if params.batch_norm]
        self.activations = [LAYERS[params.activation]() for _ in self.dense]
        self.readout = Dense(H, classes, rng=rng, dtype=self.dtype, weight_init=init)
        self.net = Sequential([*self._layers(), self.readout])
        self.weight_bounds = _weight_bounds(self.net)
        self.x: Array
        self.z: Array
        self.z_hat: Array
        self.a: Array
        self.logits: Array
        self.grad_a: Array

    @property
    def depth(self) -> int:
        """L, the number of hidden layers."""
        return len(self.dense)

    def run(self, x: Array, labels: NDArray[np.int64]) -> float:
        """Forward and backward; returns the loss and leaves gradients in ``net.grads``."""
        self._forward(x.astype(self.dtype))
        loss, d_logits = softmax_cross_entropy(self.logits, labels)
        self._backward(d_logits)
        return loss

    def weight_norms(self, flat: Array) -> NDArray[np.float64]:
        """Euclidean norm of each W_l (L + 1,) within a vector laid out as ``net.flat_params``.

        In double precision, where the squares of small gradients survive.
        """
        wide = flat.astype(np.float64)
        sums = np.add.reduceat(wide * wide, self.weight_bounds)[::2]
        norms: NDArray[np.float64] = np.sqrt(sums)
        return norms

    def arrays(self) -> Iterator[tuple[str, Array]]:
        """Weights, then the results of the pass, in the order of computation."""
        layers = [*self.dense, self.readout]
        for number, dense in enumerate(layers, 1):
            yield f"W_{number}", dense.params["W"]
        for index in range(self.depth):
            yield f"z_{index + 1}", self.z[index]
            if self.norms:
                yield f"σ²_{index + 1}", self.norms[index].running_var
            yield f"a_{index + 1}", self.a[index]
        yield "logits", self.logits
        for index in reversed(range(self.depth)):
            yield f"∂L/∂W_{index + 2}", layers[index + 1].grads["W"]
            yield f"∂L/∂a_{index + 1}", self.grad_a[index]
        yield "∂L/∂W_1", self.dense[0].grads["W"]

    def _forward(self, x: Array) -> None:
        self.x, a = x, x
        z_all, z_hat_all, a_all = [], [], []
        for index, dense in enumerate(self.dense):
            z = dense.forward(a)
            z_hat = self.norms[index].forward(z, train=True) if self.norms else z
            f = self.activations[index].forward(z_hat)
            a = a + f if self.residual and index else f
            z_all.append(z)
            z_hat_all.append(z_hat)
            a_all.append(a)
        self.z, self.a = np.stack(z_all), np.stack(a_all)
        self.z_hat = np.stack(z_hat_all) if self.norms else self.z
        self.logits = self.readout.forward(a)

    def _backward(self, d_logits: Array) -> None:
        self.grad_a = np.empty_like(self.a)
        grad = self.readout.backward(d_logits)
        for index in reversed(range(self.depth)):
            self.grad_a[index] = grad
            inner = self.activations[index].backward(grad)
            if self.norms:
                inner = self.norms[index].backward(inner)
            inner = self.dense[index].backward(inner)
            grad = grad + inner if self.residual and index else inner

    def _layers(self) -> Iterator[Layer]:
        for index, dense in enumerate(self.dense):
            yield dense
            if self.norms:
                yield self.norms[index]
            yield self.activations[index]


class _Scaled:
    """An initializer times a factor; its `normal` has σ = 1."""

    def __init__(self, name: str, factor: float) -> None:
        self.draw: Initializer = normal(1.0) if name == "normal" else INITIALIZERS[name]
        self.factor = factor

    def __call__(
        self, shape: tuple[int, ...], rng: np.random.Generator, dtype: DTypeLike = np.float32
    ) -> Array:
        weights: Array = self.draw(shape, rng, np.float64) * self.factor
        return weights.astype(dtype)


def _weight_bounds(net: Sequential) -> NDArray[np.intp]:
    """Where each weight matrix starts and ends in the network's flat vector, in turn."""
    bounds, start = [], 0
    for layer in net.layers:
        if isinstance(layer, Dense):
            bounds += [start, start + layer.params["W"].size]
        start += layer.flat_params.size
    return np.array(bounds, np.intp)
