"""The storage contract that every layer inherits: views, binding, pickling."""

import pickle

import numpy as np
import pytest

from dlgui.nn.layer import Layer
from dlgui.nn.shapes import Array, ShapeError


class Affine(Layer):
    """y = x W + b, as small as a layer can be."""

    def __init__(self) -> None:
        super().__init__({"W": (3, 2), "b": (2,)}, np.float64)
        self.params["W"][...] = np.arange(6.0).reshape(3, 2)

    def _reset(self) -> None:
        self._x = np.zeros((0, 3))

    def _forward(self, x: Array, train: bool) -> Array:
        self._x = x
        return x @ self.params["W"] + self.params["b"]

    def _backward(self, dy: Array) -> Array:
        np.matmul(self._x.T, dy, self.grads["W"])
        dy.sum(axis=0, out=self.grads["b"])
        return dy @ self.params["W"].T


def assert_views(layer: Layer) -> None:
    for named, flat in ((layer.params, layer.flat_params), (layer.grads, layer.flat_grads)):
        assert sum(array.size for array in named.values()) == flat.size
        assert all(np.shares_memory(array, flat) for array in named.values())
    assert layer.fused_params["all"] is layer.flat_params
    assert layer.fused_grads["all"] is layer.flat_grads


def test_named_arrays_are_views_and_keys_are_equal() -> None:
    layer = Affine()
    assert_views(layer)
    assert layer.params.keys() == layer.grads.keys()
    layer.flat_params[:] = 7.0
    assert (layer.params["W"] == 7.0).all()


def test_bind_copies_values_in_and_keeps_the_dicts() -> None:
    layer = Affine()
    before, params = layer.params["W"].copy(), layer.params
    values, gradients = np.full(20, 9.0), np.full(20, 9.0)
    layer.bind(values[4:12], gradients[4:12])
    assert layer.params is params
    assert_views(layer)
    assert np.shares_memory(layer.params["W"], values)
    np.testing.assert_array_equal(layer.params["W"], before)
    np.testing.assert_array_equal(values[[3, 12]], 9.0)


@pytest.mark.parametrize("values", [np.zeros(7), np.zeros(8, np.float32), np.zeros(16)[::2]])
def test_bind_refuses_unfit_storage(values: Array) -> None:
    with pytest.raises(ValueError, match="expected"):
        Affine().bind(values, np.zeros(8))


def test_unpickled_layer_has_views_and_no_scratch() -> None:
    layer = Affine()
    layer.forward(np.ones((5, 3)))
    layer.backward(np.ones((5, 2)))
    held = {"layer": layer, "named": layer.params, "fused": layer.fused_params}
    again = pickle.loads(pickle.dumps(held))
    copy: Affine = again["layer"]
    assert_views(copy)
    assert again["named"] is copy.params
    assert again["fused"]["all"] is copy.flat_params
    assert copy._x.size == 0
    np.testing.assert_array_equal(copy.flat_params, layer.flat_params)
    np.testing.assert_array_equal(copy.flat_grads, layer.flat_grads)


def test_gradients_are_overwritten_not_accumulated() -> None:
    layer = Affine()
    for _ in range(2):
        layer.forward(np.ones((5, 3)))
        layer.backward(np.ones((5, 2)))
    np.testing.assert_array_equal(layer.grads["b"], [5.0, 5.0])


def test_shape_error_names_expected_and_given() -> None:
    layer = Affine()
    with pytest.raises(ShapeError, match=r"values: expected shape \(8,\), given \(3,\)"):
        layer.bind(np.zeros(3), np.zeros(3))


def test_bind_takes_the_gradients_along() -> None:
    layer = Affine()
    layer.forward(np.ones((5, 3)))
    layer.backward(np.ones((5, 2)))
    before = layer.flat_grads.copy()
    assert before.any()
    layer.bind(np.zeros(8), np.zeros(8))
    np.testing.assert_array_equal(layer.flat_grads, before)
