"""What goes in never decides what comes out: types, and the range of float16."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from dlgui import nn
from dlgui.nn.shapes import Array

TYPES = (np.float16, np.float32, np.float64, np.int64, np.bool_)
IMAGES, ROWS, SEQUENCES = (2, 1, 4, 4), (2, 4), (3, 2, 4)

# With a dtype given to every layer, or with none where a layer can do without.
LAYERS: dict[str, tuple[Callable[..., nn.Layer], tuple[int, ...]]] = {
    "dense": (lambda **t: nn.Dense(4, 4, **t), ROWS),
    "convolution": (lambda **t: nn.Conv2D(1, 2, 3, **t), IMAGES),
    "batch norm": (lambda **t: nn.BatchNorm(4, **t), ROWS),
    "layer norm": (lambda **t: nn.LayerNorm(4, **t), ROWS),
    "chain": (lambda **t: nn.Sequential(nn.Dense(4, 4, **t), nn.Tanh(), nn.Dropout(0.4)), ROWS),
    "residual": (lambda **t: nn.Residual(nn.Dense(4, 4, **t), nn.ReLU()), ROWS),
    "nested": (lambda **t: nn.Sequential(nn.Residual(nn.Dense(4, 4, **t)), nn.GELU()), ROWS),
    "rnn": (lambda **t: nn.Sequential(nn.RNN(4, 3, **t)), SEQUENCES),
    "lstm": (lambda **t: nn.Residual(nn.LSTM(4, 4, **t)), SEQUENCES),
    "gru": (lambda **t: nn.Sequential(nn.GRU(4, 4, **t), nn.Dense(4, 2, **t)), SEQUENCES),
}
WITHOUT_PARAMETERS: dict[str, tuple[Callable[..., nn.Layer], tuple[int, ...]]] = {
    "maximum": (lambda **t: nn.MaxPool2D(2, 1, 1, **t), IMAGES),
    "average": (lambda **t: nn.AvgPool2D(2, **t), IMAGES),
    "global average": (nn.GlobalAvgPool2D, IMAGES),
    "flatten": (nn.Flatten, IMAGES),
    "dropout": (lambda **t: nn.Dropout(0.5, **t), ROWS),
    "softmax": (nn.Softmax, ROWS),
    "log softmax": (nn.LogSoftmax, ROWS),
    "residual tanh": (lambda **t: nn.Residual(nn.Tanh(**t)), ROWS),
    "sequential": (lambda **t: nn.Sequential(nn.Flatten(**t), nn.Dropout(0.5, **t)), ROWS),
    **{
        kind.__name__: (kind, ROWS)
        for kind in (nn.Identity, nn.ReLU, nn.Tanh, nn.LeakyReLU, nn.ELU, nn.GELU, nn.Softplus)
    },
}


def assert_type(layer: nn.Layer, shape: tuple[int, ...], given: Any, expected: Any) -> None:
    y = layer.forward(np.ones(shape, given))
    assert y.dtype == expected
    for dy_type in TYPES:
        assert layer.backward(np.ones(y.shape, dy_type)).dtype == expected
    assert {array.dtype for array in layer.grads.values()} <= {np.dtype(expected)}


@pytest.mark.parametrize("dtype", TYPES[:3])
@pytest.mark.parametrize("name", [*LAYERS, *WITHOUT_PARAMETERS])
def test_results_have_the_layers_type(name: str, dtype: type) -> None:
    make, shape = (LAYERS | WITHOUT_PARAMETERS)[name]
    for given in TYPES:
        assert_type(make(dtype=dtype), shape, given, dtype)


@pytest.mark.parametrize("name", WITHOUT_PARAMETERS)
def test_results_have_the_inputs_type_without_one(name: str) -> None:
    make, shape = WITHOUT_PARAMETERS[name]
    layer = make()  # one for all types: its buffers must follow
    for given in TYPES:
        assert_type(layer, shape, given, given if given in TYPES[:3] else np.float32)


def weighted(layer: nn.Layer) -> nn.Layer:
    """`layer` with the same small weights whatever its type, so that no sum leaves float16."""
    signs = np.resize([1.0, 1.0, -1.0], layer.flat_params.size)
    layer.flat_params[...] = signs / 64
    return layer


SUBNORMAL = float(np.finfo(np.float16).smallest_subnormal)
HALF: dict[str, tuple[Callable[..., nn.Layer], tuple[int, ...]]] = {
    "batch norm": (lambda t: nn.BatchNorm(2, momentum=1, dtype=t), (3000, 2)),
    "batch norm of images": (lambda t: nn.BatchNorm(2, momentum=1, dtype=t), (40, 2, 9, 9)),
    "layer norm": (lambda t: nn.LayerNorm(300, dtype=t), (10, 300)),
    "dense": (lambda t: weighted(nn.Dense(2, 3, dtype=t)), (3000, 2)),
    "convolution": (lambda t: weighted(nn.Conv2D(1, 2, 5, dtype=t)), (100, 1, 32, 32)),
    "convolution in strides": (
        lambda t: weighted(nn.Conv2D(1, 2, 9, 2, dtype=t)),
        (100, 1, 32, 32),
    ),
    "average": (lambda t: nn.AvgPool2D(50), (1, 1, 50, 100)),
    "average of windows that overlap": (lambda t: nn.AvgPool2D(25, 1), (1, 1, 60, 60)),
    "global average": (lambda t: nn.GlobalAvgPool2D(), (1, 2, 50, 50)),
}


@pytest.mark.parametrize("name", HALF)
@pytest.mark.parametrize(("mean", "sigma"), [(1.5, 0.1), (100.0, 30.0), (0.0, 2000.0)])
def test_float16_loses_nothing_in_sums_and_squares(name: str, mean: float, sigma: float) -> None:
    """Sums of thousands of numbers stop growing in float16, and 256² is not finite."""
    make, shape = HALF[name]
    rng = np.random.default_rng(1)
    x = rng.normal(mean, sigma, shape).astype(np.float16)
    results: list[list[Array]] = []
    for dtype in (np.float16, np.float64):
        layer = make(dtype)
        y = layer.forward(x.astype(dtype), train=True)
        # Of a mean, so that their sum stays in range.
        dy = (np.linspace(32, 96, y.size) / y.size).reshape(y.shape).astype(np.float16)
        dx = layer.backward(dy)
        results.append([y, dx, *(layer.grads[name] for name in layer.shapes)])
    for half, double in zip(*results, strict=True):
        scale = np.abs(double).max()
        np.testing.assert_allclose(half, double, rtol=0, atol=2e-3 * scale + SUBNORMAL)


def test_a_convolution_keeps_float16_in_range_between_its_strips() -> None:
    layer = nn.Conv2D(1, 1, 1, dtype=np.float16)
    y = layer.forward(np.full((64, 1, 128, 128), 100))
    dy = np.ones(y.shape)
    dy[:, :, 64:] = -1
    layer.backward_params(dy)
    assert (layer.flat_grads == 0).all()


@pytest.mark.parametrize("stride", [(1, 1), (1, 2)])
def test_a_convolution_keeps_float16_in_range_between_its_shifts(stride: tuple[int, int]) -> None:
    layer = nn.Conv2D(1, 1, (3, 1), stride, dtype=np.float16)
    layer.params["W"][0, 0, :, 0] = 6e4, 6e4, -6e4
    y = layer.forward(np.zeros((1, 1, 5, 1)))
    with np.errstate(over="ignore"):  # of its neighbour, whose two terms have one sign
        dx = layer.backward(np.ones(y.shape))
    assert dx[0, 0, 2, 0] == np.float16(6e4)


def test_softmax_of_many_float16_numbers() -> None:
    z = np.zeros((5000, 2), np.float16)
    for y in (nn.softmax(z, axis=0), nn.softmax(z.T).T):
        np.testing.assert_allclose(y, 1 / 5000, rtol=1e-3)
    np.testing.assert_allclose(nn.log_softmax(z, axis=0), -np.log(5000), rtol=1e-3)
    dy = np.linspace([0, 0], [2, 2], 5000)
    for layer, slope in ((nn.Softmax(0), 1 / 5000), (nn.LogSoftmax(0), 1.0)):
        layer.forward(z)
        np.testing.assert_allclose(layer.backward(dy), slope * (dy - 1), atol=slope * 5e-3)


def test_cross_entropy_with_many_float16_probabilities() -> None:
    targets = np.asfortranarray(np.full((3, 5000), 1 / 5000, np.float16))
    z = np.zeros((3, 5000), np.float16)
    z[:, 0] = 9
    gradient = nn.softmax_cross_entropy(z, targets)[1]
    exact = (nn.softmax(z.astype(float)) - targets.astype(float)) / 3
    np.testing.assert_allclose(gradient, exact, atol=2e-4)


def test_losses_and_penalties_of_many_float16_numbers() -> None:
    z = np.array([[1e4, -1e4]] * 10, np.float16)
    assert nn.softmax_cross_entropy(z, np.array([[0, 1]] * 10))[0] == 2e4
    assert nn.softmax_cross_entropy(z, np.ones(10, int))[0] == 2e4
    same, first = np.zeros((3, 5000), np.float16), np.zeros(3, int)
    assert nn.softmax_cross_entropy(same, first)[0] == pytest.approx(np.log(5000), rel=1e-3)
    assert nn.mse(np.full(1000, 10, np.float16), np.zeros(1000))[0] == 100
    many = np.zeros(70_000, np.float16)
    np.testing.assert_allclose(nn.sigmoid_cross_entropy(many, many)[1], 0.5 / 70_000, rtol=0.01)
    assert nn.l1(many + 1, 1.0)[0] == 70_000
    assert nn.l2(many[:10] + 300, 1.0)[0] == 450_000


@pytest.mark.parametrize("rate", [255 / 256, 0.999, 1 - 2**-17, 1 - 2**-40])
def test_dropout_of_nearly_everything_in_float16(rate: float) -> None:
    y = nn.Dropout(rate, rng=np.random.default_rng(0)).forward(
        np.ones((500, 1000), np.float16), train=True
    )
    assert np.isfinite(y).all()
    assert (y == 0).mean() > 0.99


@pytest.mark.parametrize("name", LAYERS)
def test_a_cast_layer_is_cast_altogether(name: str) -> None:
    layer = LAYERS[name][0]()
    values = {key: array.copy() for key, array in layer.params.items()}
    wide = layer.astype(np.float64)
    assert {array.dtype for array in wide.params.values()} == {np.dtype(np.float64)}
    assert {array.dtype for array in wide.grads.values()} == {np.dtype(np.float64)}
    for key, array in values.items():
        np.testing.assert_array_equal(wide.params[key], array)
        assert layer.params[key].dtype == np.float32
        assert not np.shares_memory(wide.params[key], layer.params[key])


@pytest.mark.parametrize("name", WITHOUT_PARAMETERS)
def test_a_layer_that_takes_its_inputs_type_does_so_after_a_cast(name: str) -> None:
    make, shape = WITHOUT_PARAMETERS[name]
    assert_type(make().astype(np.float64), shape, np.float32, np.float32)


def test_batch_norm_without_momentum_knows_the_last_batch_alone() -> None:
    layer = nn.BatchNorm(1, momentum=0.0)
    for values in ([1.0, 3.0], [5.0, 9.0]):
        layer.forward(np.array(values)[:, np.newaxis], train=True)
    assert (layer.running_mean, layer.running_var) == (7.0, 4.0)
