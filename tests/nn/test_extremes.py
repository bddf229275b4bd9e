"""Extreme inputs: right values or a clear error. NumPy's warnings are errors here."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlgui import nn

DTYPES = (np.float16, np.float32, np.float64)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", nn.ACTIVATIONS)
def test_activations_at_ten_thousand(name: str, dtype: type) -> None:
    x = np.array([-1e4, 0, 1e4], dtype)
    big = dtype(1e4)
    limits = {
        "identity": (-big, 0, big),
        "sigmoid": (0, 0.5, 1),
        "tanh": (-1, 0, 1),
        "relu": (0, 0, big),
        "leaky_relu": (-100, 0, big),
        "elu": (-1, 0, big),
        "gelu": (0, 0, big),
        "softplus": (0, np.log(2), big),
    }
    slopes = {
        "identity": (1, 1, 1),
        "sigmoid": (0, 0.25, 0),
        "tanh": (0, 1, 0),
        "relu": (0, 0, 1),
        "leaky_relu": (0.01, 0.01, 1),
        "elu": (0, 1, 1),
        "gelu": (0, 0.5, 1),
        "softplus": (0, 0.5, 1),
    }
    function = nn.ACTIVATIONS[name]
    tolerance = max(2 * np.finfo(dtype).eps, 3e-14)
    assert function(x).dtype == dtype
    np.testing.assert_allclose(function(x), limits[name], rtol=tolerance, atol=1e-30)
    np.testing.assert_allclose(function.derivative(x), slopes[name], rtol=tolerance, atol=1e-30)


@pytest.mark.parametrize("dtype", DTYPES)
def test_softmax_family_at_ten_thousand(dtype: type) -> None:
    z = np.array([[1e4, -1e4, 1e4], [-1e4, -1e4, -1e4]], dtype)
    expected = [[0.5, 0, 0.5], [1 / 3, 1 / 3, 1 / 3]]
    np.testing.assert_allclose(nn.softmax(z), np.array(expected, dtype), rtol=1e-3)
    assert np.isfinite(nn.log_softmax(z)).all()
    value, dz = nn.softmax_cross_entropy(z, [1, 0])
    assert value == pytest.approx((2e4 + np.log(2) + np.log(3)) / 2, rel=1e-3)
    np.testing.assert_allclose(
        dz, np.array([[0.25, -0.5, 0.25], [-1 / 3, 1 / 6, 1 / 6]]), rtol=2e-3
    )
    assert dz.dtype == dtype


def test_softmax_naive_overflows_as_the_lesson_says() -> None:
    assert np.isnan(nn.softmax_naive(np.array([1e4, 0.0]))).any()
    assert np.isnan(nn.softmax_naive(np.array([-1e4, -1e4]))).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_saturation(dtype: type) -> None:
    """Certain and wrong: MSE's gradient is gone, the naive one is NaN, the combined one is 1."""
    z, t = np.array([[1e4]], dtype), np.array([[0.0]])
    assert nn.mse_after_sigmoid(z, t)[1] == 0
    value, dz = nn.cross_entropy_after_sigmoid(z, t)
    assert value == np.inf
    assert np.isnan(dz).all()
    value, dz = nn.sigmoid_cross_entropy(z, t)
    assert value == 1e4
    assert dz == 1
    z = np.array([[1e4, 0.0]], dtype)
    assert (nn.mse_after_softmax(z, [1])[1] == 0).all()
    value, dz = nn.cross_entropy_after_softmax(z, [1])
    assert value == np.inf
    assert np.isnan(dz).any()


def test_batch_norm_of_equal_and_single_examples() -> None:
    for x in (np.full((6, 2), 3.0), np.array([[3.0, -1e4]])):
        layer = nn.BatchNorm(2)
        layer.params["beta"][:] = (0.5, -0.5)
        y = layer.forward(x, train=True)
        np.testing.assert_array_equal(y, np.broadcast_to([0.5, -0.5], x.shape))
        dx = layer.backward(np.arange(x.size, dtype=float).reshape(x.shape))
        assert np.isfinite(dx).all()
        np.testing.assert_array_equal(layer.running_var, np.full(2, 0.9, np.float32))


def test_an_empty_batch() -> None:
    with pytest.raises(nn.ShapeError, match=r"at least one example to train on, given \(0, 2\)"):
        nn.BatchNorm(2).forward(np.zeros((0, 2)), train=True)
    for loss in (nn.mse, nn.sigmoid_cross_entropy):
        with pytest.raises(nn.ShapeError, match="at least one example"):
            loss(np.zeros((0, 2)), np.zeros((0, 2)))
    with pytest.raises(nn.ShapeError, match="at least one example"):
        nn.softmax_cross_entropy(np.zeros((0, 2)), np.zeros(0, int))
    net = nn.Sequential(nn.Dense(2, 3), nn.Tanh())
    assert net.forward(np.zeros((0, 2))).shape == (0, 3)
    net.backward(np.zeros((0, 3)))
    assert (net.flat_grads == 0).all()


def test_an_empty_batch_of_images() -> None:
    for stride in (1, 2):  # two ways to the input's gradient
        net = nn.Sequential(nn.Conv2D(2, 3, 3, stride, 1), nn.ReLU(), nn.MaxPool2D(2))
        y = net.forward(np.zeros((0, 2, 6, 6)))
        net.flat_grads.fill(9)
        assert net.backward(y).shape == (0, 2, 6, 6)
        assert (net.flat_grads == 0).all()


@pytest.mark.parametrize("pool", [nn.MaxPool2D, nn.AvgPool2D])
def test_images_that_no_window_fits_are_refused_each_time(pool: type[nn.Layer]) -> None:
    layer = pool(3)
    good, bad = np.ones((1, 1, 6, 6), np.float32), np.ones((1, 1, 2, 2), np.float32)
    for _ in range(2):
        for _ in range(2):
            with pytest.raises(nn.ShapeError, match="no window fits"):
                layer.forward(bad)
        assert layer.forward(good).shape == (1, 1, 2, 2)


def test_batch_norm_of_small_differences_beside_a_large_mean() -> None:
    """What is left is that 10⁶ has a neighbour 1/16 away in float32."""
    x = np.random.default_rng(3).normal(1e6, 1, (2000, 3)).astype(np.float32)
    y = nn.BatchNorm(3).forward(x, train=True)
    exact = nn.BatchNorm(3, dtype=np.float64).forward(x, train=True)
    assert np.abs(y - exact).max() < 1 / 16


def test_one_example() -> None:
    net = nn.Sequential(
        nn.Conv2D(1, 2, 3), nn.ReLU(), nn.MaxPool2D(2), nn.Flatten(), nn.Dense(2, 2)
    )
    y = net.forward(np.ones((1, 1, 4, 4)), train=True)
    assert y.shape == (1, 2)
    assert net.backward(np.ones_like(y)).shape == (1, 1, 4, 4)


@settings(max_examples=60, deadline=None)
@given(
    dtype=st.sampled_from(DTYPES),
    powers=st.lists(st.floats(-300, 300), min_size=1, max_size=3),
    n=st.integers(1, 5),
)
def test_global_norm_of_numbers_of_any_size(dtype: type, powers: list[float], n: int) -> None:
    """Squares may leave the range of the type, and of Python's numbers."""
    info = np.finfo(dtype)
    values = [min(10.0**power, float(info.max)) for power in powers]
    grads = {str(i): np.full(n, value, dtype) for i, value in enumerate(values)}
    exact = math.hypot(*(float(x) for g in grads.values() for x in g))
    assert nn.global_norm(grads) == pytest.approx(exact, rel=1e-6, abs=0)


def test_clipping_by_a_norm_does_not_flush_float16_to_zero() -> None:
    grads = {"a": np.array([6e4, -6e4], np.float16)}
    nn.clip_by_norm(grads, 1e-3)
    np.testing.assert_allclose(grads["a"], [1e-3 / 2**0.5, -1e-3 / 2**0.5], rtol=1e-3)


def test_gelu_far_below_zero() -> None:
    x = np.array([-1e300, -1e100, -39.0, -36.0])
    for values in (nn.gelu(x), nn.gelu.derivative(x)):
        np.testing.assert_allclose(values, 0, atol=1e-279)


def test_global_norm_beyond_the_square_root_of_the_largest_number() -> None:
    grads = {"a": np.full(4, 1e30, np.float32), "b": np.full(2, 1e4, np.float16)}
    assert nn.global_norm(grads) == pytest.approx(2e30, rel=1e-6)
    assert nn.clip_by_norm(grads, 1.0) == pytest.approx(2e30, rel=1e-6)
    np.testing.assert_allclose(grads["a"], 0.5, rtol=1e-6)


@pytest.mark.parametrize("bad", [np.inf, np.nan])
def test_clipping_what_is_not_finite(bad: float) -> None:
    grads = {"a": np.array([1.0, bad])}
    norm = nn.clip_by_norm(grads, 1.0)
    assert not np.isfinite(norm)
    np.testing.assert_array_equal(grads["a"], [1.0, bad])


@pytest.mark.parametrize(
    ("layer", "shape", "message"),
    [
        (lambda: nn.Dense(3, 2), (4, 5), r"x of Dense: expected shape \(…, N, 3\), given \(4, 5\)"),
        (lambda: nn.Dense(3, 2), (3,), r"expected shape \(…, N, 3\), given \(3,\)"),
        (lambda: nn.Sequential(nn.Dense(3, 2)), (4, 5), r"expected shape \(…, N, 3\), given"),
        (lambda: nn.Conv2D(3, 2, 3), (4, 5, 6, 6), r"expected shape \(N, 3, H, W\), given"),
        (lambda: nn.Conv2D(3, 2, 3), (4, 3, 2, 2), "no window fits"),
        (lambda: nn.MaxPool2D(2), (4, 3), r"expected shape \(N, C, H, W\), given \(4, 3\)"),
        (lambda: nn.MaxPool2D(5), (4, 3, 4, 4), "no window fits"),
        (lambda: nn.BatchNorm(3), (4, 2), r"expected shape \(N, 3\), given \(4, 2\)"),
        (lambda: nn.LayerNorm(3), (4, 2), r"expected shape \(…, N, 3\), given \(4, 2\)"),
        (lambda: nn.Residual(nn.Dense(3, 2)), (4, 3), r"f\(x\) of Residual: expected shape"),
        (nn.GlobalAvgPool2D, (4, 3), r"expected shape \(N, C, H, W\)"),
        (nn.Flatten, (4,), "x of Flatten"),
    ],
)
def test_shape_errors_name_expected_and_given(
    layer: type[nn.Layer], shape: tuple[int, ...], message: str
) -> None:
    with pytest.raises(nn.ShapeError, match=message):
        layer().forward(np.zeros(shape))


def test_gradients_of_the_wrong_shape_are_refused() -> None:
    x = np.ones((2, 2, 4, 4))
    for layer in (
        nn.Dense(4, 3),
        nn.ReLU(),
        nn.Tanh(),
        nn.Conv2D(2, 1, 1),
        nn.MaxPool2D(2),
        nn.AvgPool2D(2),
        nn.GlobalAvgPool2D(),
        nn.Flatten(),
        nn.Dropout(0.5),
        nn.BatchNorm(2),
        nn.LayerNorm(4),
        nn.Softmax(),
        nn.LogSoftmax(),
        nn.Sequential(nn.Dense(4, 3)),
    ):
        layer.forward(x, train=True)
        with pytest.raises(nn.ShapeError, match=r"expected shape .* given \(7, 7\)"):
            layer.backward(np.ones((7, 7)))


@pytest.mark.parametrize("labels", [[0, 3], [-1, 0]])
def test_labels_out_of_range(labels: list[int]) -> None:
    with pytest.raises(ValueError, match="expected 0 to 2, given"):
        nn.softmax_cross_entropy(np.zeros((2, 3)), labels)


def test_labels_that_are_no_whole_numbers() -> None:
    with pytest.raises(ValueError, match="expected whole numbers"):
        nn.softmax_cross_entropy(np.zeros((2, 3)), [0.0, 1.0])
    with pytest.raises(nn.ShapeError, match="labels"):
        nn.softmax_cross_entropy(np.zeros((2, 3)), [0, 1, 1])


@pytest.mark.parametrize(
    "make",
    [
        lambda: nn.Dense(0, 1),
        lambda: nn.Dense(1, 1, dtype=np.int32),
        lambda: nn.Conv2D(1, 1, 0),
        lambda: nn.Conv2D(1, 1, 1, stride=0),
        lambda: nn.Conv2D(1, 1, 1, padding=-1),
        lambda: nn.Conv2D(1, 1, 2.5),
        lambda: nn.Conv2D(1, 1, (2.5, 2)),
        lambda: nn.Conv2D(1, 1, (1, 2, 3)),
        lambda: nn.Conv2D(1, 1, 3, padding=(1, 1, 1, 1)),
        lambda: nn.MaxPool2D(2, padding=2),
        lambda: nn.Dropout(1.0),
        lambda: nn.Dropout(-0.1),
        lambda: nn.Dropout(0.5, "reversed"),
        lambda: nn.BatchNorm(1, momentum=2),
        lambda: nn.SGD(0.1, momentum=1),
        lambda: nn.SGD(0.1, nesterov=True),
        lambda: nn.RMSprop(rho=1),
        lambda: nn.Adam(beta1=1),
        lambda: nn.AdamW(beta2=float("nan")),
        lambda: nn.l1([1.0], -1),
        lambda: nn.elastic_net([1.0], 1, ratio=2),
        lambda: nn.clip_by_norm({}, 0),
        lambda: nn.StepSchedule(0.1, every=0),
        lambda: nn.CosineSchedule(0.1, steps=0),
        lambda: nn.SGD(0.1).step({"a": np.zeros(1)}, {"b": np.zeros(1)}),
        lambda: nn.SGD(0.1).step({"a": np.zeros(1)}, {"a": np.zeros(2)}),
    ],
)
def test_arguments_out_of_range(make: type[object]) -> None:
    with pytest.raises(ValueError, match=r"expected .*given"):
        make()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((28, 5, 1, 2), 28),
        ((28, 2, 2), 14),
        ((28, 2, 1), 27),
        ((7, 3, 2, 0, 2), 2),
        ((5, 2, 2, 0, 1, True), 3),
        ((5, 2, 2, 0, 1, False), 2),
        ((2, 1, 2, 0, 1, True), 1),
        ((2, 3, 3, 1, 1, True), 1),
        ((5, 3, 2, (1, 0)), 2),
    ],
)
def test_conv_output_size(arguments: tuple[int, ...], expected: int) -> None:
    assert nn.conv_output_size(*arguments) == expected


def test_sizes_may_be_numbers_of_numpy() -> None:
    one, three = np.int64(1), np.int64(3)
    conv = nn.Conv2D(1, 1, three, one, one, (one, 1))
    assert conv.kernel_size == (3, 3)
    assert nn.Conv2D(1, 1, np.array([3, 1]), padding=(one, (0, one))).padding == ((1, 1), (0, 1))
    assert nn.conv_output_size(5, three, 1, one) == 5


def test_conv_output_size_errors() -> None:
    with pytest.raises(
        nn.ShapeError,
        match=r"at least 5 \(kernel 3, dilation 2\), given size 4 with padding 0 \+ 0",
    ):
        nn.conv_output_size(4, 3, dilation=2)
    with pytest.raises(ValueError, match="stride: expected at least 1, given 0"):
        nn.conv_output_size(4, 3, stride=0)


@pytest.mark.parametrize(
    ("window", "winner"),
    [([[1, 1], [1, 1]], (0, 0)), ([[0, 1], [1, 0]], (1, 0)), ([[0, 1], [0, 1]], (0, 1))],
)
def test_max_pooling_sends_a_tie_to_one_place(
    window: list[list[int]], winner: tuple[int, int]
) -> None:
    """To the uppermost in the leftmost column."""
    layer = nn.MaxPool2D(2)
    layer.forward(np.array([[window]], np.float32))
    dx = layer.backward(np.full((1, 1, 1, 1), 3.0))[0, 0]
    assert dx[winner] == dx.sum() == 3


@pytest.mark.parametrize(
    "loss",
    [nn.mse, nn.sigmoid_cross_entropy, nn.mse_after_sigmoid, nn.cross_entropy_after_sigmoid],
)
def test_targets_that_would_broadcast_are_refused(loss: Callable[..., object]) -> None:
    """A column less a row is a matrix, whose mean is a plausible number and wrong."""
    with pytest.raises(nn.ShapeError, match=r"expected shape \(3, 1\), given \(3,\)"):
        loss(np.zeros((3, 1)), np.zeros(3))


@pytest.mark.parametrize("make", [lambda: nn.Conv2D(0, 1, 1), lambda: nn.Conv2D(1, 0, 1)])
def test_a_convolution_has_channels(make: Callable[[], nn.Layer]) -> None:
    with pytest.raises(ValueError, match=r"channels: expected at least 1, given \((0, 1|1, 0)\)"):
        make()


def test_a_network_names_the_layer_that_refuses_its_input() -> None:
    net = nn.Sequential(nn.Dense(3, 2))
    message = r"^x of Dense: expected shape \(…, N, 3\), given \(4, 5\)$"
    with pytest.raises(nn.ShapeError, match=message):
        net.forward(np.zeros((4, 5)))


def test_images_of_one_pixel_and_of_none() -> None:
    x = np.array([[[[2.0]], [[-3.0]]]])
    np.testing.assert_array_equal(nn.GlobalAvgPool2D().forward(x), [[2.0, -3.0]])
    for shape in ((1, 1, 0, 2), (1, 1, 2, 0)):
        with pytest.raises(nn.ShapeError, match="H ≥ 1"):
            nn.GlobalAvgPool2D().forward(np.zeros(shape))
    # Only padding is left for a window to see.
    with pytest.raises(nn.ShapeError, match="given size 0"):
        nn.conv_output_size(0, 1, padding=1)


@pytest.mark.parametrize(
    "make",
    [
        lambda lam, n: nn.l1([1.0], lam, n),
        lambda lam, n: nn.l2([1.0], lam, n),
        lambda lam, n: nn.elastic_net([1.0], lam, 0.5, n),
        lambda lam, n: nn.prox_l1([1.0], 0.1, lam, n),
        lambda lam, n: nn.prox_l2([1.0], 0.1, lam, n),
        lambda lam, n: nn.prox_elastic_net([1.0], 0.1, lam, 0.5, n),
    ],
    ids=["l1", "l2", "elastic net", "prox l1", "prox l2", "prox elastic net"],
)
def test_penalties_refuse_what_has_no_minimum(make: Callable[[float, float], object]) -> None:
    make(0.0, 1)
    for lam, n in ((-1.0, 1), (1.0, 0), (1.0, -2), (math.nan, 1)):
        with pytest.raises(ValueError, match="expected lam ≥ 0, n > 0"):
            make(lam, n)


@pytest.mark.parametrize("clip", [nn.clip_by_norm, nn.clip_by_value])
@pytest.mark.parametrize("limit", [0.0, -1.0, math.nan])
def test_clipping_to_nothing_is_refused(clip: Callable[..., float], limit: float) -> None:
    grads = {"a": np.ones(2)}
    with pytest.raises(ValueError, match="expected a limit above 0"):
        clip(grads, limit)
    np.testing.assert_array_equal(grads["a"], 1)


@pytest.mark.parametrize(
    "loss", [nn.softmax_cross_entropy, nn.mse_after_softmax, nn.cross_entropy_after_softmax]
)
def test_labels_of_another_shape_and_none_at_all(loss: Callable[..., object]) -> None:
    with pytest.raises(nn.ShapeError):
        loss(np.zeros((0, 2)), np.zeros(0, int))
    for labels in (np.zeros(2, int), np.zeros((3, 1), int), np.zeros((3, 5))):
        with pytest.raises(nn.ShapeError, match="labels: expected shape"):
            loss(np.zeros((3, 2)), labels)


def test_logits_without_examples_are_refused() -> None:
    with pytest.raises(nn.ShapeError, match=r"logits: expected shape \(N, C\), given \(3,\)"):
        nn.softmax_cross_entropy(np.zeros(3), 1)


def test_a_window_of_one_on_an_axis_of_one() -> None:
    assert nn.conv_output_size(1, 1) == 1
    assert nn.conv_output_size(1, 3, padding=1) == 1


def test_the_ratio_that_is_refused_is_named() -> None:
    for ratio in (-0.5, 1.5, math.nan):
        for call in (
            lambda ratio: nn.elastic_net([1.0], 1.0, ratio),
            lambda ratio: nn.prox_elastic_net([1.0], 0.1, 1.0, ratio),
        ):
            with pytest.raises(ValueError, match=f"lam = 1.0, n = 1, ratio = {ratio}$"):
                call(ratio)


def test_certain_and_right_is_no_error_and_asks_for_no_change() -> None:
    """Where p underflows and the target is 0, too, t log p is 0, not NaN."""
    z = np.array([[1e4, 0.0, -1e4]])
    for loss in (nn.cross_entropy_after_softmax, nn.softmax_cross_entropy, nn.mse_after_softmax):
        for labels in (np.array([0]), np.array([[1.0, 0.0, 0.0]])):
            value, dz = loss(z, labels)
            assert value == 0
            np.testing.assert_array_equal(dz, 0)
