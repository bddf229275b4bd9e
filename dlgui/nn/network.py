"""Layers made of layers.

::

    Sequential:  y = f_k(… f_2(f_1(x)) …)      dx = backward of f_1 of … of f_k of dy
    Residual:    y = x + f_k(… f_1(x) …)       dx = dy + that

All parameters of the layers live in one vector, see `layer`. Their names are the layer's position
and its own name, ``"0.W"``.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from dlgui.nn.activations import ReLU
from dlgui.nn.chain import Chain, find_runs
from dlgui.nn.layer import Layer
from dlgui.nn.pooling import MaxPool2D
from dlgui.nn.shapes import Array, as_float, check_shape


class Sequential(Layer):
    """The layers one after the other.

    Parameters
    ----------
    *layers : Layer
        Also a single list of them. All with parameters have the same dtype, which is the
        network's; input of another type is converted to it.

    Attributes
    ----------
    layers : list of Layer
    """

    def __init__(self, *layers: Layer | Sequence[Layer]) -> None:
        self.layers: list[Layer] = []
        for entry in layers:
            self.layers.extend([entry] if isinstance(entry, Layer) else entry)
        inside = list(_all_layers(self.layers))
        if len({id(layer) for layer in inside}) < len(inside):
            raise ValueError("layers: expected each layer once, given one of them twice")
        dtypes = {layer.dtype for layer in self.layers if layer.dtype is not None}
        if len(dtypes) > 1:
            raise ValueError(f"layers: expected one dtype, given {sorted(map(str, dtypes))}")
        shapes = {
            f"{i}.{name}": shape
            for i, layer in enumerate(self.layers)
            for name, shape in layer.shapes.items()
        }
        super().__init__(shapes, dtypes.pop() if dtypes else None)

    def _adopt(self, values: Array, gradients: Array) -> None:
        super()._adopt(values, gradients)
        start = 0
        for i, layer in enumerate(self.layers):
            stop = start + layer.flat_params.size
            if stop > start:
                layer.bind(values[start:stop], gradients[start:stop])
            start = stop
            self.params.update({f"{i}.{name}": array for name, array in layer.params.items()})
            self.grads.update({f"{i}.{name}": array for name, array in layer.grads.items()})

    def _cast(self, dtype: np.dtype[Any]) -> None:
        for layer in self.layers:
            layer._cast(dtype)
        super()._cast(dtype)

    def _reset(self) -> None:
        self._stages: list[Layer | Chain] | None = None

    def _forward(self, x: Array, train: bool) -> Array:
        stages = self._stages
        if stages is None:
            stages = self._stages = _pool_first(find_runs(self.layers))
            self._way_back = stages[:0:-1]
            self._x_dtype = None if stages and isinstance(stages[0], Chain) else self.dtype
        if self._x_dtype is not None:
            x = np.asarray(x, self._x_dtype)
        for stage in stages:
            x = stage._forward(x, train)
        return x

    def _backward(self, dy: Array) -> Array:
        for stage in reversed(self._recorded()):
            dy = stage._backward(dy)
        return dy

    def _recorded(self) -> list[Layer | Chain]:
        if self._stages is None:
            raise self._too_early()
        return self._stages

    def _backward_params(self, dy: Array) -> None:
        stages = self._recorded()
        for stage in self._way_back:
            dy = stage._backward(dy)
        if stages:
            stages[0]._backward_params(dy)


def _all_layers(layers: Iterable[Layer]) -> Iterator[Layer]:
    """`layers`, and those inside them at any depth."""
    for layer in layers:
        yield layer
        if isinstance(layer, Sequential):
            yield from _all_layers(layer.layers)


def _pool_first(stages: list[Layer | Chain]) -> list[Layer | Chain]:
    """`stages` with each ReLU behind the MaxPool2D that follows it.

    Both keep the order of numbers, so relu(max(x…)) = max(relu(x)…), and a gradient takes the same
    way back: behind the pooling there are fewer numbers to do it for.
    """
    stages = list(stages)
    for i in range(len(stages) - 1):
        if type(stages[i]) is ReLU and type(stages[i + 1]) is MaxPool2D:
            stages[i : i + 2] = stages[i + 1], stages[i]
    return stages


class Residual(Sequential):
    """y = x + f(x), where f is the layers one after the other and keeps the shape.

    Parameters
    ----------
    *layers : Layer

    References
    ----------
    He, Zhang, Ren, Sun (2016).
    """

    def _forward(self, x: Array, train: bool) -> Array:
        x = as_float(x, self.dtype)
        fx = super()._forward(x, train)
        check_shape("f(x) of Residual", fx.shape, x.shape)
        return np.add(x, fx)

    def _backward(self, dy: Array) -> Array:
        dfx = super()._backward(dy)
        return np.add(dy, dfx, dtype=dfx.dtype, casting="same_kind")
