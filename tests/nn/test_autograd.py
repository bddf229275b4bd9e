"""Every layer, loss and penalty against HIPS autograd in float64, to 1e-9 relative.

The references are written from the equations with autograd's NumPy, which knows nothing of our
gradients. Shapes, options and values are drawn by hypothesis.
"""

import itertools
from collections.abc import Callable
from typing import Any, TypeAlias
from unittest.mock import patch

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from autograd.scipy.stats import norm as normal
from hypothesis import given, settings
from hypothesis import strategies as st

from dlgui import nn
from dlgui.nn.shapes import Array

Reference: TypeAlias = Callable[[Any, dict[str, Any]], Any]

TOLERANCE = 1e-9
seeds = st.integers(0, 2**32 - 1)
few = st.integers(1, 4)
quick = settings(max_examples=20, deadline=None)


def assert_close(ours: Any, reference: Any, what: str) -> None:
    ours, reference = np.asarray(ours), np.asarray(reference)
    assert ours.shape == reference.shape, what
    assert ours.dtype == np.float64, what
    scale = max(float(np.abs(reference).max(initial=0)), 1e-3)
    assert np.abs(ours - reference).max(initial=0) <= TOLERANCE * scale, what


def compare(
    layer: nn.Layer,
    reference: Reference,
    x: Array,
    draw: np.random.Generator,
    train: bool = False,
) -> None:
    """Forward, dx and the gradient of every parameter, all parameters drawn from N(0, 1)."""
    layer.flat_params[:] = draw.normal(size=layer.flat_params.size)
    params = {name: array.copy() for name, array in layer.params.items()}
    y = layer.forward(x, train=train)
    dy = draw.normal(size=y.shape)
    dx = layer.backward(dy)
    assert_close(y, reference(x, params), "forward")

    def loss(x: Any, params: dict[str, Any]) -> Any:
        return anp.sum(reference(x, params) * dy)

    assert_close(dx, grad(loss, 0)(x, params), "dx")
    expected = grad(loss, 1)(x, params)
    assert layer.grads.keys() == params.keys()
    for name in params:
        if not name.startswith("running_"):
            assert_close(layer.grads[name], expected[name], name)


ACTIVATIONS: dict[str, tuple[Callable[[], nn.Layer], Callable[[Any], Any]]] = {
    "identity": (nn.Identity, lambda x: x),
    "sigmoid": (nn.Sigmoid, lambda x: 1 / (1 + anp.exp(-x))),
    "tanh": (nn.Tanh, anp.tanh),
    "relu": (nn.ReLU, lambda x: anp.where(x > 0, x, 0.0)),
    "leaky_relu": (lambda: nn.LeakyReLU(0.2), lambda x: anp.where(x > 0, x, 0.2 * x)),
    "elu": (lambda: nn.ELU(1.3), lambda x: anp.where(x > 0, x, 1.3 * (anp.exp(x) - 1))),
    "gelu": (nn.GELU, lambda x: x * normal.cdf(x)),
    "softplus": (nn.Softplus, lambda x: anp.log(1 + anp.exp(x))),
}


@pytest.mark.parametrize("name", ACTIVATIONS)
@quick
@given(shape=st.lists(few, min_size=1, max_size=4), seed=seeds)
def test_activations(name: str, shape: list[int], seed: int) -> None:
    draw = np.random.default_rng(seed)
    make, reference = ACTIVATIONS[name]
    compare(make(), lambda x, p: reference(x), draw.normal(0, 2, shape), draw)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation_functions_and_their_derivatives(name: str) -> None:
    x = np.linspace(-6, 6, 101) + 0.01
    function = nn.ACTIVATIONS[name]
    parameters = {"leaky_relu": (0.2,), "elu": (1.3,)}.get(name, ())
    reference = ACTIVATIONS[name][1]
    assert_close(function(x, *parameters), reference(x), name)
    derivative = grad(lambda x: anp.sum(reference(x)))(x)
    assert_close(function.derivative(x, *parameters), derivative, name)


@quick
@given(shape=st.lists(few, min_size=1, max_size=2), n_in=few, n_out=few, seed=seeds)
def test_dense(shape: list[int], n_in: int, n_out: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    layer = nn.Dense(n_in, n_out, dtype=np.float64, rng=draw)
    x = draw.normal(size=(*shape, n_in))
    compare(layer, lambda x, p: anp.dot(x, p["W"]) + p["b"], x, draw)


def windows(
    x: Any,
    kernel: tuple[int, int],
    stride: tuple[int, int],
    padding: tuple[tuple[int, int], tuple[int, int]],
    size: tuple[int, int],
    dilation: tuple[int, int] = (1, 1),
    fill: float = 0.0,
) -> list[Any]:
    """For each place in the window its values, (N, C, *size); overhang is filled too."""
    overhang = (
        (0, 0),
        (0, 0),
        *((before, after + 20) for before, after in padding),
    )
    padded = anp.pad(x, overhang, "constant", constant_values=fill)
    (kh, kw), (sh, sw), (dh, dw) = kernel, stride, dilation
    return [
        padded[:, :, k * dh : k * dh + sh * size[0] : sh, m * dw : m * dw + sw * size[1] : sw]
        for k in range(kh)
        for m in range(kw)
    ]


pairs = st.tuples(st.integers(1, 3), st.integers(1, 3))
small = st.tuples(st.integers(1, 2), st.integers(1, 2))
sides = st.tuples(st.tuples(*[st.integers(0, 2)] * 2), st.tuples(*[st.integers(0, 2)] * 2))
images = st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(5, 8), st.integers(5, 8))


@settings(max_examples=40, deadline=None)
@given(images, few, pairs, pairs, sides, small, st.sampled_from((1, 3000, 1 << 19)), seeds)
def test_convolution(
    shape: tuple[int, int, int, int],
    n_out: int,
    kernel: tuple[int, int],
    stride: tuple[int, int],
    padding: tuple[tuple[int, int], tuple[int, int]],
    dilation: tuple[int, int],
    strip_bytes: int,
    seed: int,
) -> None:
    """Also in strips of one row and of a few, of which the last may be shorter."""
    draw = np.random.default_rng(seed)
    layer = nn.Conv2D(
        shape[1], n_out, kernel, stride, padding, dilation, rng=draw, dtype=np.float64
    )
    size = (
        (shape[2] + sum(padding[0]) - dilation[0] * (kernel[0] - 1) - 1) // stride[0] + 1,
        (shape[3] + sum(padding[1]) - dilation[1] * (kernel[1] - 1) - 1) // stride[1] + 1,
    )

    def reference(x: Any, p: dict[str, Any]) -> Any:
        taps = windows(x, kernel, stride, padding, size, dilation)
        places = np.ndindex(*kernel)
        y = sum(
            anp.einsum("nchw,oc->nohw", tap, p["W"][:, :, k, m])
            for tap, (k, m) in zip(taps, places, strict=True)
        )
        return y + p["b"][:, None, None]

    with patch("dlgui.nn.convolution.STRIP_BYTES", strip_bytes):
        compare(layer, reference, draw.normal(size=shape), draw)


def pool_size(
    length: int, kernel: int, stride: int, padding: tuple[int, int], ceil_mode: bool
) -> int:
    """Count the windows one by one: they start in data or padding before, and end inside."""
    count, limit = 0, length + sum(padding)
    while True:
        start = count * stride
        inside = start + kernel <= limit
        partly = ceil_mode and start < length + padding[0] and start + kernel < limit + stride
        if not (inside or partly):
            return count
        count += 1


@settings(max_examples=40, deadline=None)
@given(images, pairs, pairs, sides, st.booleans(), seeds)
def test_max_pooling(
    shape: tuple[int, int, int, int],
    kernel: tuple[int, int],
    stride: tuple[int, int],
    padding: tuple[tuple[int, int], tuple[int, int]],
    ceil_mode: bool,
    seed: int,
) -> None:
    draw = np.random.default_rng(seed)
    padding = clip_padding(padding, kernel)
    size = sizes(shape, kernel, stride, padding, ceil_mode)
    layer = nn.MaxPool2D(kernel, stride, padding, ceil_mode)

    def reference(x: Any, p: dict[str, Any]) -> Any:
        return anp.max(anp.stack(windows(x, kernel, stride, padding, size, fill=-np.inf)), axis=0)

    compare(layer, reference, draw.normal(size=shape), draw)


def clip_padding(
    padding: tuple[tuple[int, int], tuple[int, int]], kernel: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    rows, columns = (
        (min(before, k - 1), min(after, k - 1))
        for (before, after), k in zip(padding, kernel, strict=True)
    )
    return rows, columns


def sizes(
    shape: tuple[int, ...],
    kernel: tuple[int, int],
    stride: tuple[int, int],
    padding: tuple[tuple[int, int], tuple[int, int]],
    ceil_mode: bool,
) -> tuple[int, int]:
    rows, columns = (
        pool_size(length, k, s, side, ceil_mode)
        for length, k, s, side in zip(shape[2:], kernel, stride, padding, strict=True)
    )
    return rows, columns


@settings(max_examples=40, deadline=None)
@given(images, pairs, pairs, sides, st.booleans(), st.booleans(), seeds)
def test_average_pooling(
    shape: tuple[int, int, int, int],
    kernel: tuple[int, int],
    stride: tuple[int, int],
    padding: tuple[tuple[int, int], tuple[int, int]],
    ceil_mode: bool,
    counted: bool,
    seed: int,
) -> None:
    draw = np.random.default_rng(seed)
    padding = clip_padding(padding, kernel)
    size = sizes(shape, kernel, stride, padding, ceil_mode)
    layer = nn.AvgPool2D(kernel, stride, padding, ceil_mode, count_include_pad=counted)
    ones, edge = np.ones(shape), ((0, 0), (0, 0))
    if counted:
        ones = np.pad(ones, ((0, 0), (0, 0), *padding), constant_values=1.0)
    counts = sum(windows(ones, kernel, stride, edge if counted else padding, size))

    def reference(x: Any, p: dict[str, Any]) -> Any:
        return sum(windows(x, kernel, stride, padding, size)) / counts

    compare(layer, reference, draw.normal(size=shape), draw)


@quick
@given(images, seeds)
def test_global_average_and_flatten(shape: tuple[int, int, int, int], seed: int) -> None:
    draw = np.random.default_rng(seed)
    x = draw.normal(size=shape)
    compare(nn.GlobalAvgPool2D(), lambda x, p: anp.mean(x, axis=(2, 3)), x, draw)
    compare(nn.Flatten(), lambda x, p: anp.reshape(x, (shape[0], -1)), x, draw)


@quick
@given(st.integers(2, 5), few, st.booleans(), st.booleans(), seeds)
def test_batch_norm(n: int, features: int, image: bool, train: bool, seed: int) -> None:
    draw = np.random.default_rng(seed)
    layer = nn.BatchNorm(features, dtype=np.float64)
    layer.running_mean[:] = draw.normal(size=features)
    layer.running_var[:] = draw.uniform(0.5, 2, features)
    mean, var = layer.running_mean.copy(), layer.running_var.copy()
    axes, place = ((0, 2, 3), (features, 1, 1)) if image else (0, (features,))

    def reference(x: Any, p: dict[str, Any]) -> Any:
        m, v = mean.reshape(place), var.reshape(place)
        if train:
            m, v = anp.mean(x, axis=axes, keepdims=True), anp.var(x, axis=axes, keepdims=True)
        gamma, beta = anp.reshape(p["gamma"], place), anp.reshape(p["beta"], place)
        return gamma * (x - m) / anp.sqrt(v + 1e-5) + beta

    x = draw.normal(size=(n, features, 3, 2) if image else (n, features))
    compare(layer, reference, x, draw, train)
    batch = x.mean(axis=axes) if train else mean
    assert_close(layer.running_mean, 0.9 * mean + 0.1 * batch, "running mean")
    batch = x.var(axis=axes) if train else var
    assert_close(layer.running_var, 0.9 * var + 0.1 * batch, "running variance")


@quick
@given(st.lists(few, min_size=1, max_size=3), st.integers(2, 5), seeds)
def test_layer_norm(shape: list[int], features: int, seed: int) -> None:
    draw = np.random.default_rng(seed)

    def reference(x: Any, p: dict[str, Any]) -> Any:
        m, v = anp.mean(x, axis=-1, keepdims=True), anp.var(x, axis=-1, keepdims=True)
        return p["gamma"] * (x - m) / anp.sqrt(v + 1e-5) + p["beta"]

    x = draw.normal(size=(*shape, features))
    compare(nn.LayerNorm(features, dtype=np.float64), reference, x, draw)


@quick
@given(st.lists(few, min_size=1, max_size=3), st.floats(0, 0.9), st.booleans(), seeds)
def test_dropout(shape: list[int], rate: float, inverted: bool, seed: int) -> None:
    draw = np.random.default_rng(seed)
    layer = nn.Dropout(rate, "inverted" if inverted else "classic", rng=draw)
    scale = 1 / (1 - round(rate * 2**16) / 2**16) if inverted else 1.0
    x = draw.normal(size=shape)
    compare(layer, lambda x, p: x * np.asarray(layer.mask) * scale, x, draw, train=True)
    still = 1.0 if inverted else 1 - rate
    compare(layer, lambda x, p: x * still, x, draw)


@quick
@given(st.lists(few, min_size=2, max_size=3), st.integers(0, 2), seeds)
def test_softmax(shape: list[int], axis: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    axis %= len(shape)

    def reference(x: Any, p: dict[str, Any]) -> Any:
        return anp.exp(x) / anp.sum(anp.exp(x), axis=axis, keepdims=True)

    x = draw.normal(0, 2, shape)
    compare(nn.Softmax(axis), reference, x, draw)
    compare(nn.LogSoftmax(axis), lambda x, p: anp.log(reference(x, p)), x, draw)
    assert_close(nn.softmax_naive(x, axis), reference(x, {}), "softmax_naive")


@settings(max_examples=40, deadline=None)
@given(
    widths=st.lists(st.integers(1, 9), min_size=2, max_size=5),  # 8 and more fill a cache line
    names=st.lists(st.sampled_from(sorted(ACTIVATIONS)), min_size=4, max_size=4),
    n=st.integers(1, 6),
    last=st.booleans(),
    residual=st.booleans(),
    seed=seeds,
)
def test_networks(
    widths: list[int], names: list[str], n: int, last: bool, residual: bool, seed: int
) -> None:
    """Dense and activations in every order, with a residual block in front for good measure."""
    draw = np.random.default_rng(seed)
    layers: list[nn.Layer] = []
    steps: list[tuple[int, Callable[[Any], Any]]] = []
    for i, (n_in, n_out) in enumerate(itertools.pairwise(widths)):
        steps.append((len(layers), ACTIVATIONS[names[i]][1] if i or last else lambda x: x))
        layers.append(nn.Dense(n_in, n_out, rng=draw, dtype=np.float64))
        if i or last:
            layers.append(ACTIVATIONS[names[i]][0]())
    body = nn.Dense(widths[0], widths[0], rng=draw, dtype=np.float64)
    front = [nn.Residual(body, nn.Tanh())] if residual else []

    def reference(x: Any, p: dict[str, Any]) -> Any:
        if residual:
            x = x + anp.tanh(anp.dot(x, p["0.0.W"]) + p["0.0.b"])
        for i, function in steps:
            place = i + len(front)
            x = function(anp.dot(x, p[f"{place}.W"]) + p[f"{place}.b"])
        return x

    compare(nn.Sequential(*front, *layers), reference, draw.normal(size=(n, widths[0])), draw)


def log_softmax(z: Any) -> Any:
    return z - anp.log(anp.sum(anp.exp(z), axis=-1, keepdims=True))


def logistic(z: Any) -> Any:
    return 1 / (1 + anp.exp(-z))


def binary(p: Any, t: Any) -> Any:
    return -anp.mean(t * anp.log(p) + (1 - t) * anp.log(1 - p))


LOSSES: dict[str, tuple[Callable[..., tuple[float, Array]], Callable[[Any, Any], Any]]] = {
    "mse": (nn.mse, lambda p, t: anp.mean((p - t) ** 2)),
    "softmax": (
        nn.softmax_cross_entropy,
        lambda z, t: -anp.mean(anp.sum(t * log_softmax(z), axis=-1)),
    ),
    "sigmoid": (nn.sigmoid_cross_entropy, lambda z, t: binary(logistic(z), t)),
    "mse after sigmoid": (nn.mse_after_sigmoid, lambda z, t: anp.mean((logistic(z) - t) ** 2)),
    "cross-entropy after sigmoid": (
        nn.cross_entropy_after_sigmoid,
        lambda z, t: binary(logistic(z), t),
    ),
    "mse after softmax": (
        nn.mse_after_softmax,
        lambda z, t: anp.mean((anp.exp(log_softmax(z)) - t) ** 2),
    ),
    "cross-entropy after softmax": (
        nn.cross_entropy_after_softmax,
        lambda z, t: -anp.mean(anp.sum(t * log_softmax(z), axis=-1)),
    ),
}


@pytest.mark.parametrize("name", LOSSES)
@quick
@given(st.lists(few, min_size=1, max_size=2), st.integers(1, 4), st.booleans(), seeds)
def test_losses(name: str, leading: list[int], classes: int, labels: bool, seed: int) -> None:
    draw = np.random.default_rng(seed)
    ours, reference = LOSSES[name]
    z = draw.normal(0, 2, (*leading, classes))
    target = draw.dirichlet(np.ones(classes), leading)
    given_target: Array = target
    if labels and "softmax" in name:
        numbers = draw.integers(0, classes, leading)
        given_target, target = numbers, np.eye(classes)[numbers]
    value, gradient = ours(z, given_target)
    assert isinstance(value, float)
    assert_close(value, reference(z, target), "value")
    assert_close(gradient, grad(reference)(z, target), "gradient")


@quick
@given(st.lists(few, max_size=2), st.floats(0, 2), st.floats(0, 1), st.integers(1, 50), seeds)
def test_penalties(shape: list[int], lam: float, ratio: float, n: int, seed: int) -> None:
    w = np.random.default_rng(seed).normal(size=shape)

    def l1(w: Any) -> Any:
        return lam / n * anp.sum(anp.abs(w))

    def l2(w: Any) -> Any:
        return lam / (2 * n) * anp.sum(w**2)

    def both(w: Any) -> Any:
        return ratio * l1(w) + (1 - ratio) * l2(w)

    for (value, gradient), reference in (
        (nn.l1(w, lam, n), l1),
        (nn.l2(w, lam, n), l2),
        (nn.elastic_net(w, lam, ratio, n), both),
    ):
        assert_close(value, reference(w), "value")
        assert_close(gradient, grad(reference)(w), "gradient")


def test_softmax_is_along_the_last_axis_unless_told_otherwise() -> None:
    draw = np.random.default_rng(4)
    x = draw.normal(size=(2, 3, 4))
    p = np.exp(x) / np.exp(x).sum(axis=2, keepdims=True)
    for values in (nn.softmax(x), nn.softmax_naive(x), nn.Softmax().forward(x)):
        assert_close(values, p, "softmax")
    for values in (nn.log_softmax(x), nn.LogSoftmax().forward(x)):
        assert_close(values, np.log(p), "log softmax")
