"""Whole training runs: precision, types, checkpoints, and the chain against its layers."""

import pickle
import tracemalloc
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlgui import nn
from dlgui.nn import initializers
from dlgui.nn.chain import Chain
from dlgui.nn.shapes import Array


def mlp(dtype: type, seed: int = 1) -> nn.Sequential:
    rng = np.random.default_rng(seed)
    return nn.Sequential(
        nn.Dense(2, 8, rng=rng, dtype=dtype),
        nn.Tanh(),
        nn.Dense(8, 8, rng=rng, dtype=dtype),
        nn.Sigmoid(),
        nn.Dense(8, 8, rng=rng, dtype=dtype),
        nn.ReLU(),
        nn.Dropout(0.2, rng=rng),
        nn.Dense(8, 3, rng=rng, dtype=dtype),
    )


def cnn(dtype: type, seed: int = 1) -> nn.Sequential:
    rng = np.random.default_rng(seed)
    return nn.Sequential(
        nn.Conv2D(1, 3, 3, padding=1, rng=rng, dtype=dtype),
        nn.BatchNorm(3, dtype=dtype),
        nn.ReLU(),
        nn.MaxPool2D(2),
        nn.Conv2D(3, 4, 3, rng=rng, dtype=dtype),
        nn.GELU(),
        nn.AvgPool2D(2),
        nn.Flatten(),
        nn.Dense(4, 3, rng=rng, dtype=dtype),
    )


NETWORKS: dict[str, tuple[Callable[..., nn.Sequential], tuple[int, ...]]] = {
    "mlp": (mlp, (2,)),
    "cnn": (cnn, (1, 8, 8)),
}


def examples(shape: tuple[int, ...], dtype: type = np.float64) -> tuple[Array, Array]:
    rng = np.random.default_rng(2)
    return rng.normal(size=(30, *shape)).astype(dtype), rng.integers(0, 3, 30)


def train(
    net: nn.Sequential, optimizer: nn.Optimizer, x: Array, labels: Array, steps: int
) -> list[float]:
    losses = []
    for step in range(steps):
        batch = slice(10 * (step % 3), 10 * (step % 3) + 10)
        value, dz = nn.softmax_cross_entropy(net.forward(x[batch], train=True), labels[batch])
        net.backward(dz)
        optimizer.step(net.fused_params, net.fused_grads)
        losses.append(value)
    return losses


@pytest.mark.parametrize("name", NETWORKS)
def test_float32_stays_with_float64_for_200_steps(name: str) -> None:
    make, shape = NETWORKS[name]
    x, labels = examples(shape)
    x = x + labels.reshape(-1, *(1 for _ in shape))  # something that can be learned
    rate = {"mlp": 0.2, "cnn": 0.05}[name]
    double, single = make(np.float64), make(np.float32)
    losses = [train(net, nn.SGD(rate), x, labels, 200) for net in (double, single)]
    assert sum(losses[0][-3:]) < 0.8 * sum(losses[0][:3])
    np.testing.assert_allclose(losses[1], losses[0], rtol=0, atol=1e-4)
    for key in double.params:
        np.testing.assert_allclose(single.params[key], double.params[key], rtol=0, atol=1e-4)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("name", NETWORKS)
def test_no_other_type_enters_training(name: str, dtype: type) -> None:
    """float64 data and targets into a network of any type: everything in it has its type."""
    make, shape = NETWORKS[name]
    x, labels = examples(shape)
    net = make(dtype)
    outputs: list[Array] = []
    for layer in net.layers:
        previous = outputs[-1] if outputs else x
        outputs.append(layer.forward(previous if outputs else previous.astype(dtype), train=True))
    y = net.forward(x, train=True)
    _, dz = nn.softmax_cross_entropy(y, labels)
    _, d_mse = nn.mse(y, np.zeros(y.shape))
    _, d_sigmoid = nn.sigmoid_cross_entropy(y, np.zeros(y.shape))
    dx = net.backward(np.asarray(dz, np.float64))
    arrays = [*outputs, y, dz, d_mse, d_sigmoid, dx, *net.params.values(), *net.grads.values()]
    assert {array.dtype for array in arrays} == {np.dtype(dtype)}
    for optimizer in (nn.SGD(0.1, 0.5, True), nn.Adam(), nn.AdamW(), nn.RMSprop(), nn.Adagrad()):
        optimizer.step(net.params, net.grads)
        state = {array.dtype for slots in optimizer.state.values() for array in slots}
        assert state == {np.result_type(dtype, np.float32)}
    nn.clip_by_norm(net.grads, 1e-3)
    assert all(np.isfinite(array).all() for array in net.params.values())


@dataclass
class Run:
    """What an experiment keeps: pickled as one object."""

    net: nn.Sequential
    optimizer: nn.Optimizer
    theta: dict[str, Array]
    first: nn.Layer


@pytest.mark.parametrize("fused", [True, False])
@pytest.mark.parametrize(
    "make_optimizer",
    [lambda: nn.SGD(0.1, 0.9), nn.Adam, nn.AdamW, nn.RMSprop, nn.Adagrad],
)
@pytest.mark.parametrize("name", NETWORKS)
def test_a_resumed_run_is_bit_identical(
    name: str, make_optimizer: Callable[[], nn.Optimizer], fused: bool
) -> None:
    make, shape = NETWORKS[name]
    x, labels = examples(shape, np.float32)
    net = make(np.float32)
    theta = net.fused_params if fused else net.params
    run = Run(net, make_optimizer(), theta, net.layers[0])

    def go(run: Run) -> list[float]:
        losses = []
        grads = run.net.fused_grads if fused else run.net.grads
        for _ in range(7):
            value, dz = nn.softmax_cross_entropy(run.net.forward(x, train=True), labels)
            run.net.backward(dz)
            run.optimizer.step(run.theta, grads)
            losses.append(value)
        return losses

    go(run)
    copy: Run = pickle.loads(pickle.dumps(run))
    assert copy.net.layers[0] is copy.first
    assert np.shares_memory(copy.first.params["W"], copy.net.flat_params)
    assert np.shares_memory(next(iter(copy.theta.values())), copy.net.flat_params)
    assert go(copy) == go(run)
    np.testing.assert_array_equal(copy.net.flat_params, run.net.flat_params)
    for key in run.net.params:
        np.testing.assert_array_equal(copy.net.params[key], run.net.params[key])


def test_a_chain_equals_its_layers_one_by_one() -> None:
    """Including dropout: both ways draw the same masks from the same seed."""
    fused, single = mlp(np.float64), mlp(np.float64)
    x = np.random.default_rng(4).normal(size=(6, 2))
    y = fused.forward(x, train=True)
    assert [type(stage) for stage in fused._stages or []] == [Chain]
    a = x
    for layer in single.layers:
        a = layer.forward(a, train=True)
    np.testing.assert_allclose(y, a, rtol=1e-12, atol=1e-14)
    dropouts = [net.layers[6] for net in (fused, single)]
    masks = [layer.mask for layer in dropouts if isinstance(layer, nn.Dropout)]
    np.testing.assert_array_equal(masks[0], masks[1])

    dy = np.random.default_rng(5).normal(size=y.shape)
    dx = fused.backward(dy)
    d = dy
    for layer in reversed(single.layers):
        d = layer.backward(d)
    np.testing.assert_allclose(dx, d, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(fused.flat_grads, single.flat_grads, rtol=1e-12, atol=1e-14)


def test_a_unit_at_minus_infinity_is_off_with_dropout_behind_it() -> None:
    """An overflow to −∞ is an inactive unit of a ReLU, in a network as alone: 0, and no NaN."""
    dense = nn.Dense(1, 8, weight_init=initializers.zeros)
    dense.params["b"][...] = -np.inf
    net = nn.Sequential(dense, nn.ReLU(), nn.Dropout(0.5))
    np.testing.assert_array_equal(net.forward(np.ones((5, 1), np.float32), train=True), 0)
    np.testing.assert_array_equal(net.backward(np.ones((5, 8))), 0)


FOLLOWERS: tuple[Callable[[np.random.Generator], nn.Layer], ...] = (
    lambda rng: nn.Identity(),
    lambda rng: nn.ReLU(),
    lambda rng: nn.Sigmoid(),
    lambda rng: nn.Tanh(),
    lambda rng: nn.LeakyReLU(),
    lambda rng: nn.Dropout(0.3, rng=rng),
    lambda rng: nn.Dropout(0.3, "classic", rng=rng),
    lambda rng: nn.Dense(4, 4, rng=rng, dtype=np.float64),
)


@settings(max_examples=100, deadline=None)
@given(
    kinds=st.lists(st.sampled_from(range(len(FOLLOWERS))), max_size=6),
    shape=st.lists(st.integers(1, 3), min_size=1, max_size=2),
    features=st.sampled_from([2, 9]),
    train=st.booleans(),
)
def test_any_network_equals_its_layers_one_by_one(
    kinds: list[int], shape: list[int], features: int, train: bool
) -> None:
    """Whatever follows whatever: activations in a row, Dropout before and after them."""
    rng = np.random.default_rng(8)
    layers = [nn.Dense(features, 4, rng=rng, dtype=np.float64)]
    layers += [FOLLOWERS[kind](np.random.default_rng(i)) for i, kind in enumerate(kinds)]
    alone = deepcopy(layers)
    net = nn.Sequential(layers)
    a = x = rng.normal(size=(*shape, features))
    for layer in alone:
        a = layer.forward(a, train=train)
    np.testing.assert_allclose(net.forward(x, train=train), a, rtol=1e-12, atol=1e-14)
    masks = [
        [layer.mask for layer in some if isinstance(layer, nn.Dropout)]
        for some in (net.layers, alone)
    ]
    np.testing.assert_array_equal(*masks)
    d = dy = rng.normal(size=a.shape)
    for layer in reversed(alone):
        d = layer.backward(d)
    np.testing.assert_allclose(net.backward(dy), d, rtol=1e-12, atol=1e-14)
    for i, layer in enumerate(alone):
        for name, gradient in layer.grads.items():
            np.testing.assert_allclose(net.grads[f"{i}.{name}"], gradient, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", NETWORKS)
def test_gradients_without_dx_are_the_same(name: str) -> None:
    make, shape = NETWORKS[name]
    net = make(np.float32)
    y = net.forward(examples(shape)[0], train=True)
    net.backward(np.ones_like(y))
    expected = net.flat_grads.copy()
    net.flat_grads.fill(0)
    net.backward_params(np.ones_like(y))
    np.testing.assert_array_equal(net.flat_grads, expected)


@pytest.mark.parametrize("name", NETWORKS)
def test_results_belong_to_the_caller(name: str) -> None:
    make, shape = NETWORKS[name]
    net = make(np.float32)
    x, _ = examples(shape)
    y = net.forward(x)
    kept = y.copy()
    dx = net.backward(np.ones_like(y))
    kept_dx = dx.copy()
    net.forward(x + 1)
    net.backward(np.ones_like(y) * 2)
    np.testing.assert_array_equal(y, kept)
    np.testing.assert_array_equal(dx, kept_dx)


def test_pooling_before_relu_changes_nothing() -> None:
    """Whole numbers, so that windows have ties, zeros and negative values only."""
    rng = np.random.default_rng(7)
    layers = [nn.Conv2D(1, 2, 3, rng=rng), nn.ReLU(), nn.MaxPool2D(3, 2, 1), nn.ReLU()]
    net = nn.Sequential(layers)
    net.flat_params[...] = rng.integers(-1, 2, net.flat_params.size)
    alone = [deepcopy(layer) for layer in layers]
    x = rng.integers(-2, 3, (4, 1, 9, 9)).astype(np.float32)
    y = net.forward(x, train=True)
    assert [type(stage) for stage in net._stages or []] == [
        nn.Conv2D,
        nn.MaxPool2D,
        nn.ReLU,
        nn.ReLU,
    ]
    a = x
    for layer in alone:
        a = layer.forward(a, train=True)
    np.testing.assert_array_equal(y, a)
    assert (y == 0).any()
    assert (y > 0).any()
    d = dy = rng.integers(1, 9, y.shape).astype(np.float32)
    for layer in reversed(alone):
        d = layer.backward(d)
    np.testing.assert_array_equal(net.backward(dy), d)
    np.testing.assert_array_equal(net.grads["0.W"], alone[0].grads["W"])


def test_time_axes_pass_through_a_chain() -> None:
    net = mlp(np.float32)
    x = np.random.default_rng(6).normal(size=(5, 4, 2))
    y = net.forward(x)
    assert y.shape == (5, 4, 3)
    np.testing.assert_allclose(y[2], net.forward(x[2]), rtol=1e-5, atol=1e-6)
    net.forward(x)
    assert net.backward(np.ones_like(y)).shape == x.shape


def test_time_axes_pass_through_a_chain_of_many_features() -> None:
    """Whose input keeps its own order in memory."""
    rng = np.random.default_rng(6)
    net = nn.Sequential(nn.Dense(20, 3, rng=rng), nn.Tanh())
    x, dy = rng.normal(size=(5, 4, 20)), rng.normal(size=(5, 4, 3))
    y, dx, grads = net.forward(x), net.backward(dy), net.flat_grads.copy()
    expected = np.tanh(x @ net.params["0.W"] + net.params["0.b"])
    np.testing.assert_allclose(y, expected, rtol=1e-5, atol=1e-6)
    np.testing.assert_array_equal(net.forward(x.reshape(20, 20)), y.reshape(20, 3))
    np.testing.assert_array_equal(net.backward(dy.reshape(20, 3)), dx.reshape(20, 20))
    np.testing.assert_array_equal(net.flat_grads, grads)


def test_batches_of_many_sizes_do_not_pile_up() -> None:
    net = mlp(np.float32)
    for n in range(1, 40):
        assert net.forward(np.ones((n, 2))).shape == (n, 3)
    (chain,) = net._stages or []
    assert isinstance(chain, Chain)
    assert len(chain._tapes) <= 8


def test_a_subclass_is_not_taken_into_a_chain() -> None:
    class Doubled(nn.Dense):
        def _forward(self, x: Array, train: bool) -> Array:
            return 2 * super()._forward(x, train)

    rng = np.random.default_rng(0)
    layer = Doubled(2, 2, rng=rng)
    net = nn.Sequential(layer, nn.Tanh())
    x = np.ones((1, 2), np.float32)
    expected = np.tanh(2 * (x @ layer.params["W"] + layer.params["b"]))
    np.testing.assert_allclose(net.forward(x), expected, rtol=1e-6)


def test_sequential_refuses_mixed_types_and_repeated_layers() -> None:
    single, double = nn.Dense(2, 2), nn.Dense(2, 2, dtype=np.float64)
    with pytest.raises(ValueError, match="expected one dtype"):
        nn.Sequential(single, double)
    with pytest.raises(ValueError, match="twice"):
        nn.Sequential(single, nn.Tanh(), single)
    with pytest.raises(ValueError, match="twice"):
        nn.Sequential(nn.Residual(single), single)
    tanh = nn.Tanh()
    with pytest.raises(ValueError, match="twice"):
        nn.Sequential(nn.Residual(tanh), nn.Sequential(nn.Sequential(tanh)))


@pytest.mark.parametrize(
    "layer",
    [
        nn.Dense(2, 2),
        nn.Tanh(),
        nn.ReLU(),
        nn.Conv2D(1, 1, 1),
        nn.MaxPool2D(2),
        nn.AvgPool2D(2),
        nn.GlobalAvgPool2D(),
        nn.Flatten(),
        nn.Dropout(0.5),
        nn.BatchNorm(2),
        nn.LayerNorm(2),
        nn.Softmax(),
        nn.LogSoftmax(),
        nn.Sequential(nn.Dense(2, 2)),
        nn.Residual(nn.Tanh()),
        nn.Sequential(),
        nn.RNN(2, 2),
        nn.LSTM(2, 2),
        nn.GRU(2, 2),
    ],
    ids=lambda layer: type(layer).__name__,
)
def test_backward_before_forward_is_refused(layer: nn.Layer) -> None:
    for dy in (np.ones(2), np.ones((1, 2)), np.ones((1, 1, 2, 2))):
        for backward in (layer.backward, layer.backward_params):
            with pytest.raises(ValueError, match="backward was called before forward"):
                backward(dy)


@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        (nn.Conv2D(1, 4, 3), (1, 8, 8)),
        (nn.Sequential(nn.Dense(50, 50), nn.Tanh()), (50,)),
        (nn.Sequential(nn.LSTM(20, 20)), (4, 20)),
    ],
    ids=["convolution", "chain", "recurrent"],
)
def test_batches_of_any_number_of_sizes_take_bounded_memory(
    layer: nn.Layer, shape: tuple[int, ...]
) -> None:
    """Buffers of a few shapes are kept; the results after others were dropped are the same."""
    draw = np.random.default_rng(0)
    first = draw.normal(size=(50, *shape)).astype(np.float32)
    tracemalloc.start()
    try:
        y = layer.forward(first)
        dx = layer.backward(y)
        once = most = tracemalloc.get_traced_memory()[0]
        for n in range(20, 50):
            layer.backward(layer.forward(first[:n]))
            most = max(most, tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert most < 10 * once
    np.testing.assert_array_equal(layer.forward(first), y)
    np.testing.assert_array_equal(layer.backward(y), dx)


@pytest.mark.parametrize(
    "layer",
    [
        nn.Dense(8, 3),
        nn.Conv2D(2, 3, 3, 1, 1),
        nn.Conv2D(2, 3, 3, 2, 1),
        nn.Conv2D(8, 1, 3, 1, 1),
        nn.MaxPool2D(3, 1),
        nn.MaxPool2D(2),
        nn.AvgPool2D(3, 2, 1),
        nn.GlobalAvgPool2D(),
        nn.BatchNorm(8),
        nn.LayerNorm(8),
        nn.Sequential(nn.Dense(8, 4), nn.Tanh(), nn.Dense(4, 2)),
        nn.Residual(nn.Dense(8, 8), nn.ReLU()),
        nn.RNN(8, 3),
        nn.LSTM(8, 3),
        nn.GRU(8, 3),
    ],
    ids=lambda layer: type(layer).__name__,
)
def test_nothing_of_a_pass_is_left_in_the_next(layer: nn.Layer) -> None:
    """The second of two equal passes, with another between them, gives what the first gave."""
    draw = np.random.default_rng(2)
    images = isinstance(layer, nn.Conv2D | nn.MaxPool2D | nn.AvgPool2D | nn.GlobalAvgPool2D)
    channels = layer.in_channels if isinstance(layer, nn.Conv2D) else 2
    shape = (3, channels, 6, 6) if images else (5, 2, 8)
    if isinstance(layer, nn.BatchNorm):
        shape = (5, 8)
    results = []
    for x in (first := draw.normal(size=shape), draw.normal(size=shape), first):
        y = layer.forward(x)
        dx = layer.backward(np.cos(y))
        results.append([y, dx, layer.flat_grads.copy()])
    for one, other in zip(results[0], results[2], strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("kind", [nn.RNN, nn.LSTM, nn.GRU])
def test_a_recurrent_layer_at_the_front_learns_without_dx(kind: type[nn.Layer]) -> None:
    draw = np.random.default_rng(5)
    net = nn.Sequential(kind(4, 3, rng=draw), nn.Dense(3, 2, rng=draw))  # type: ignore[call-arg]
    x, dy = draw.normal(size=(6, 5, 4)), draw.normal(size=(6, 5, 2))
    net.forward(x)
    net.backward(dy)
    expected = net.flat_grads.copy()
    net.flat_grads.fill(0)
    net.forward(x)
    net.backward_params(dy)
    np.testing.assert_array_equal(net.flat_grads, expected)
    assert all(gradient.any() for gradient in net.grads.values())
