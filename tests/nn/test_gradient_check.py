"""Every layer and loss against central differences, and the check against a wrong gradient."""

from collections.abc import Callable

import numpy as np
import pytest

from dlgui import nn
from dlgui.nn.shapes import Array


def rng() -> np.random.Generator:
    return np.random.default_rng(3)


IMAGE_LAYERS: dict[str, Callable[[], nn.Layer]] = {
    "conv": lambda: nn.Conv2D(2, 3, 3, rng=rng()),
    "conv all options": lambda: nn.Conv2D(
        2, 3, (2, 3), (2, 1), ((1, 0), (2, 1)), (2, 1), rng=rng()
    ),
    "max": lambda: nn.MaxPool2D(2),
    "max overlapping": lambda: nn.MaxPool2D(3, 2, 1, True),
    "average": lambda: nn.AvgPool2D(3, 2, 1, True),
    "average with padding": lambda: nn.AvgPool2D(3, 2, 1, count_include_pad=True),
    "global average": nn.GlobalAvgPool2D,
    "flatten": nn.Flatten,
    "batch norm": lambda: nn.BatchNorm(2),
    "layer norm": lambda: nn.LayerNorm(6),
    "dropout": lambda: nn.Dropout(0.4, rng=rng()),
    "classic dropout": lambda: nn.Dropout(0.4, "classic", rng=rng()),
    "dense": lambda: nn.Dense(6, 4, rng=rng()),
    "softmax": nn.Softmax,
    "log softmax": lambda: nn.LogSoftmax(1),
    "relu": nn.ReLU,
    "gelu": nn.GELU,
    "elu": nn.ELU,
    "leaky relu": nn.LeakyReLU,
    "softplus": nn.Softplus,
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
    "identity": nn.Identity,
    "residual": lambda: nn.Residual(nn.Dense(6, 6, rng=rng()), nn.Tanh()),
    "network": lambda: nn.Sequential(
        nn.Conv2D(2, 4, 3, padding=1, rng=rng()),
        nn.BatchNorm(4),
        nn.ReLU(),
        nn.MaxPool2D(2),
        nn.Flatten(),
        nn.Dropout(0.3, rng=rng()),
        nn.Dense(36, 5, rng=rng()),
    ),
}


@pytest.mark.parametrize("train", [False, True])
@pytest.mark.parametrize("name", IMAGE_LAYERS)
def test_layers(name: str, train: bool) -> None:
    layer = IMAGE_LAYERS[name]()
    draw = np.random.default_rng(11)
    layer.flat_params[:] = draw.normal(size=layer.flat_params.shape)
    x = draw.normal(size=(2, 2, 7, 6))
    errors = nn.gradient_check(layer, x, train=train)
    learned = {name for name in layer.params if not name.endswith(("mean", "var"))}
    assert errors.keys() == {"x"} | learned
    # In training a convolution's bias has no effect before a BatchNorm: 0 against rounding.
    unseen = {"0.b"} if name == "network" and train else set()
    assert max(error for key, error in errors.items() if key not in unseen) < 1e-6


LOSSES: dict[str, tuple[Callable[..., tuple[float, Array]], Array]] = {
    "mse": (nn.mse, np.linspace(-1, 1, 12).reshape(4, 3)),
    "softmax labels": (nn.softmax_cross_entropy, np.array([0, 2, 1, 1])),
    "softmax probabilities": (nn.softmax_cross_entropy, nn.softmax(np.eye(4, 3))),
    "sigmoid": (nn.sigmoid_cross_entropy, np.linspace(0, 1, 12).reshape(4, 3)),
    "mse after sigmoid": (nn.mse_after_sigmoid, np.linspace(0, 1, 12).reshape(4, 3)),
    "cross-entropy after sigmoid": (
        nn.cross_entropy_after_sigmoid,
        np.linspace(0, 1, 12).reshape(4, 3),
    ),
    "mse after softmax": (nn.mse_after_softmax, np.array([0, 2, 1, 1])),
    "cross-entropy after softmax": (nn.cross_entropy_after_softmax, np.array([0, 2, 1, 1])),
}


@pytest.mark.parametrize("name", LOSSES)
def test_losses(name: str) -> None:
    loss, target = LOSSES[name]
    x = np.random.default_rng(5).normal(size=(4, 3))
    assert nn.gradient_check(loss, x, target)["x"] < 1e-7


def test_a_wrong_gradient_is_found() -> None:
    class Wrong(nn.Dense):
        def _backward(self, dy: Array) -> Array:
            dx = super()._backward(dy)
            self.grads["W"] *= 1.01
            return dx

    errors = nn.gradient_check(Wrong(3, 2, rng=rng()), np.random.default_rng(1).normal(size=(4, 3)))
    assert errors["W"] > 1e-3
    assert max(errors["x"], errors["b"]) < 1e-7


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_a_gradient_that_is_no_number_is_found(wrong: float) -> None:
    def loss(x: Array, target: None) -> tuple[float, Array]:
        return float(x.sum()), np.array([1.0, wrong])

    with np.errstate(invalid="ignore"):
        assert not nn.gradient_check(loss, np.ones(2))["x"] < 1.0


@pytest.mark.parametrize("shape", [(), (2, 1), (3,)])
def test_a_gradient_of_another_shape_is_refused(shape: tuple[int, ...]) -> None:
    def loss(x: Array, target: None) -> tuple[float, Array]:
        return float(x.sum()), np.ones(shape)

    with pytest.raises(nn.ShapeError, match=r"gradient: expected shape \(2, 3\), given"):
        nn.gradient_check(loss, np.ones((2, 3)))


@pytest.mark.parametrize("dtype", [np.int64, np.float32])
def test_differences_need_float64(dtype: type) -> None:
    x = np.ones(3, dtype)
    with pytest.raises(ValueError, match="expected float64"):
        nn.numerical_gradient(lambda: float((x**2).sum()), x)


def test_the_layer_itself_is_left_alone() -> None:
    layer = nn.Dense(3, 2, rng=rng())
    before = layer.flat_params.copy()
    nn.gradient_check(layer, np.ones((2, 3)))
    assert layer.dtype == np.float32
    np.testing.assert_array_equal(layer.flat_params, before)


def test_targets_that_do_not_add_up_to_one_have_the_gradient_of_their_value() -> None:
    """As of examples with weights: L = −mean Σ t log p."""
    draw = np.random.default_rng(9)
    z, targets = draw.normal(size=(4, 3)), draw.uniform(0, 2, (4, 3))
    for loss in (nn.softmax_cross_entropy, nn.cross_entropy_after_softmax):
        assert nn.gradient_check(loss, z, targets)["x"] < 1e-7
        log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        assert loss(z, targets)[0] == pytest.approx(-(targets * log_p).sum() / 4, rel=1e-12)
