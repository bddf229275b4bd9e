"""What is random, by its statistics. Tolerances: five standard errors of the sample at hand."""

import math

import numpy as np
import pytest

from dlgui import nn
from dlgui.nn import initializers
from dlgui.nn.initializers import Initializer

FIVE = 5.0  # standard errors: one false alarm in two million


def rng() -> np.random.Generator:
    return np.random.default_rng(8)


@pytest.mark.parametrize("rate", [0.0, 0.1, 0.25, 0.5, 0.9])
@pytest.mark.parametrize("mode", ["inverted", "classic"])
@pytest.mark.parametrize("inside", [True, False], ids=["in a network", "alone"])
def test_dropout(rate: float, mode: str, inside: bool) -> None:
    n = 400 * 50
    layer = nn.Dropout(rate, mode, rng=rng())
    dense = nn.Dense(50, 50, weight_init=initializers.identity)
    network = nn.Sequential(dense, layer) if inside else layer
    y = network.forward(np.ones((400, 50), np.float32), train=True)
    mask = layer.mask
    assert mask is not None
    assert mask.shape == y.shape
    scale = 1 / (1 - rate) if mode == "inverted" else 1.0
    np.testing.assert_allclose(y, mask * scale, rtol=1e-4)
    error = FIVE * math.sqrt(rate * (1 - rate) / n) + 2.0**-17
    assert abs(mask.mean() - (1 - rate)) <= error
    for axis, size in ((0, 400), (1, 50)):
        spread = FIVE * math.sqrt(rate * (1 - rate) / size) + 2.0**-17
        assert np.abs(mask.mean(axis=axis) - (1 - rate)).max() <= spread
    still = network.forward(np.ones((400, 50), np.float32))
    np.testing.assert_allclose(still, 1.0 if mode == "inverted" else 1 - rate, rtol=1e-6)
    again = network.forward(np.ones((400, 50), np.float32), train=True)
    assert rate == 0 or (again != y).any()


def test_dropout_with_a_generator_of_32_bit_words() -> None:
    layer = nn.Dropout(0.3, rng=np.random.Generator(np.random.MT19937(1)))
    layer.forward(np.ones((200, 100)), train=True)
    assert layer.mask is not None
    assert abs(layer.mask.mean() - 0.7) <= FIVE * math.sqrt(0.21 / 20_000)


def test_dropout_masks_depend_on_the_seed_alone() -> None:
    a, b = (nn.Dropout(0.5, rng=rng()) for _ in range(2))
    x = np.ones((7, 5))
    np.testing.assert_array_equal(a.forward(x, train=True), b.forward(x, train=True))


def test_dropout_rate_may_change() -> None:
    layer = nn.Dropout(0.5, rng=rng())
    layer.rate = 0.0
    x = np.ones((7, 5))
    np.testing.assert_array_equal(layer.forward(x, train=True), x)


def test_batch_norm_gives_mean_0_and_variance_1_and_learns_the_population() -> None:
    draw = rng()
    n, layer = 200, nn.BatchNorm(3, momentum=0.9, dtype=np.float64)
    mean, sigma = np.array([2.0, -1.0, 0.0]), np.array([0.5, 3.0, 1.0])
    for _ in range(300):
        y = layer.forward(draw.normal(mean, sigma, (n, 3)), train=True)
    np.testing.assert_allclose(y.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=0), 1, atol=1e-4)  # ε = 1e−5 beside σ² ≥ 0.25
    # The running statistic averages about (1 + ρ)/(1 − ρ) = 19 batches.
    samples = 19 * n
    error = FIVE * sigma / math.sqrt(samples)
    assert (np.abs(layer.running_mean - mean) <= error).all()
    error = FIVE * sigma**2 * math.sqrt(2 / samples) + sigma**2 / n
    assert (np.abs(layer.running_var - sigma**2) <= error).all()


def test_batch_norm_keeps_the_shape_of_the_distribution() -> None:
    x = rng().exponential(size=(4000, 1))
    y = nn.BatchNorm(1, dtype=np.float64).forward(x, train=True)
    skew = float(np.mean(y**3))
    assert skew == pytest.approx(float(np.mean((x - x.mean()) ** 3) / x.std() ** 3), rel=1e-4)
    assert skew > 1.5  # an exponential's is 2, a normal's 0


CASES: list[tuple[Initializer, float]] = [
    (initializers.normal(0.3), 0.09),
    (initializers.glorot, 2 / 500),
    (initializers.xavier, 2 / 500),
    (initializers.he, 2 / 200),
    (initializers.lecun, 1 / 200),
]


@pytest.mark.parametrize(("initializer", "variance"), CASES)
def test_initializers_mean_and_variance(initializer: Initializer, variance: float) -> None:
    w = initializer((200, 300), rng(), np.float64)
    n = w.size
    assert abs(w.mean()) <= FIVE * math.sqrt(variance / n)
    assert abs(w.var() / variance - 1) <= FIVE * math.sqrt(2 / n)
    kurtosis = np.mean(w**4) / np.mean(w**2) ** 2
    assert abs(kurtosis - 3) <= FIVE * math.sqrt(24 / n)


@pytest.mark.parametrize("initializer", [nn.glorot, nn.he, nn.lecun])
def test_uniform_initializers(initializer: Initializer) -> None:
    normal = initializer((200, 300), rng(), np.float64)
    uniform = initializer((200, 300), rng(), np.float64, distribution="uniform")  # type: ignore[call-arg]
    assert abs(uniform.var() / normal.var() - 1) <= FIVE * math.sqrt(2.8 / uniform.size)
    limit = math.sqrt(3) * normal.std() * 1.02
    assert np.abs(uniform).max() <= limit


def test_fans_of_a_kernel() -> None:
    assert initializers.fans((16, 8, 5, 3)) == (120, 240)
    with pytest.raises(nn.ShapeError, match="two axes"):
        nn.he((3,), rng())


@pytest.mark.parametrize("shape", [(6, 6), (8, 3), (3, 8), (4, 2, 3, 3)])
def test_orthogonal(shape: tuple[int, ...]) -> None:
    q = nn.orthogonal(shape, rng(), np.float64).reshape(shape[0], -1)
    gram = q @ q.T if q.shape[0] <= q.shape[1] else q.T @ q
    np.testing.assert_allclose(gram, np.eye(len(gram)), atol=1e-12)


def test_orthogonal_is_uniform() -> None:
    """Each element has mean 0 and variance 1/n under the uniform distribution."""
    draw = rng()
    samples = np.array([nn.orthogonal((3, 3), draw, np.float64) for _ in range(2000)])
    error = FIVE * math.sqrt(1 / 3 / 2000)
    assert np.abs(samples.mean(axis=0)).max() <= error
    assert np.abs((samples**2).mean(axis=0) - 1 / 3).max() <= error


def test_identity_and_zeros() -> None:
    np.testing.assert_array_equal(initializers.identity((2, 3)), np.eye(2, 3))
    conv = nn.Conv2D(2, 2, 3, padding=1, weight_init=initializers.identity)
    x = rng().normal(size=(1, 2, 4, 4)).astype(np.float32)
    np.testing.assert_array_equal(conv.forward(x), x)
    assert not nn.zeros((2, 2)).any()


@pytest.mark.parametrize("name", nn.INITIALIZERS)
def test_same_seed_same_weights_in_every_type(name: str) -> None:
    initializer = nn.INITIALIZERS[name]
    double = initializer((4, 5), rng(), np.float64)
    single = initializer((4, 5), rng())
    assert single.dtype == np.float32
    np.testing.assert_array_equal(single, double.astype(np.float32))


def test_layer_norm_gives_every_example_mean_0_and_variance_1() -> None:
    y = nn.LayerNorm(50, dtype=np.float64).forward(rng().normal(3.0, 2.0, (4, 6, 50)))
    np.testing.assert_allclose(y.mean(axis=-1), 0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=-1), 1, atol=1e-4)  # ε = 1e−5 beside σ² = 4


@pytest.mark.parametrize("initializer", [nn.glorot, nn.he, nn.lecun])
def test_an_unknown_distribution_is_refused(initializer: Initializer) -> None:
    with pytest.raises(ValueError, match="expected 'normal' or 'uniform', given 'cauchy'"):
        initializer((2, 3), rng(), distribution="cauchy")  # type: ignore[call-arg]
