"""Planar data sets have the sizes, shapes and draws that were asked for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlgui.data.two_dimensional import SHAPES, points

names = st.sampled_from(sorted(SHAPES))


@given(names, st.integers(2, 300), st.floats(0, 1), st.floats(0, 1), st.integers(0, 2**32))
def test_sizes_and_types(name: str, n: int, noise: float, imbalance: float, seed: int) -> None:
    data = points(name, n, noise, imbalance, np.random.default_rng(seed))
    assert data.X.shape == (n, 2)
    assert data.X.dtype == np.float32
    assert np.all(np.isfinite(data.X))
    counts = np.bincount(data.labels, minlength=2)
    assert counts.sum() == n
    assert counts[0] >= counts[1] >= 1
    assert abs(counts[1] - (1 - imbalance) * counts[0]) <= 2


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_noise_displaces_the_same_points(name: str) -> None:
    clean = points(name, 100, 0.0, 0.0, np.random.default_rng(5))
    noisy = points(name, 100, 0.5, 0.0, np.random.default_rng(5))
    noisier = points(name, 100, 1.0, 0.0, np.random.default_rng(5))
    assert np.abs(clean.X).max() <= 1.5
    np.testing.assert_array_equal(clean.labels, noisier.labels)
    np.testing.assert_allclose(noisier.X - clean.X, 2 * (noisy.X - clean.X), atol=1e-5)


def test_classes_are_mixed() -> None:
    labels = points("blobs", 100, 0.1, 0.0, np.random.default_rng(0)).labels
    assert np.count_nonzero(np.diff(labels)) > 10


@pytest.mark.parametrize("name", ["blobs", "circles", "spiral"])
def test_five_classes(name: str) -> None:
    data = points(name, 500, 0.0, 0.0, np.random.default_rng(0), n_classes=5)
    np.testing.assert_array_equal(np.bincount(data.labels), 100)
    assert data.classes == ("0", "1", "2", "3", "4")


@given(st.integers(2, 60), st.integers(1, 20))
def test_classes_without_imbalance_are_equal(k: int, each: int) -> None:
    data = points("blobs", k * each, 0.0, 0.0, np.random.default_rng(0), n_classes=k)
    np.testing.assert_array_equal(np.bincount(data.labels), each)


def test_rings_have_their_radius() -> None:
    data = points("circles", 100, 0.0, 0.0, np.random.default_rng(0))
    radius = np.linalg.norm(data.X, axis=1)
    np.testing.assert_allclose(radius, np.where(data.labels == 0, 1.0, 0.5), rtol=1e-6)


def test_xor_is_the_sign_of_the_product() -> None:
    data = points("xor", 400, 0.0, 0.0, np.random.default_rng(0))
    product = data.X[:, 0] * data.X[:, 1]
    np.testing.assert_array_equal(product < 0, data.labels == 1)
    quadrants = {tuple(signs) for signs in np.sign(data.X).tolist()}
    assert len(quadrants) == 4


def test_moons_interlock() -> None:
    data = points("moons", 2_000, 0.0, 0.0, np.random.default_rng(0))
    upper, lower = data.X[data.labels == 0], data.X[data.labels == 1]
    assert lower[:, 0].min() < upper[:, 0].max()
    assert upper[:, 1].min() < lower[:, 1].max()
    # Half circles of radius 1 around (∓1/2, ∓1/4).
    center = np.array([0.5, 0.25])
    np.testing.assert_allclose(np.linalg.norm(upper + center, axis=1), 1, rtol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(lower - center, axis=1), 1, rtol=1e-6)


def test_arms_of_the_spiral_are_turns_of_each_other() -> None:
    data = points("spiral", 3_000, 0.0, 0.0, np.random.default_rng(0), n_classes=3)
    radius = np.linalg.norm(data.X, axis=1)
    angle = np.arctan2(data.X[:, 1], data.X[:, 0]) - 3 * np.pi * radius
    turned = angle - 2 * np.pi * data.labels / 3
    np.testing.assert_allclose(np.cos(turned), 1, atol=1e-5)


@pytest.mark.parametrize(("name", "n", "k"), [("xor", 9, 3), ("moons", 9, 3), ("blobs", 9, 1)])
def test_impossible_class_counts(name: str, n: int, k: int) -> None:
    with pytest.raises(ValueError, match="does not come in"):
        points(name, n, 0.0, 0.0, np.random.default_rng(0), n_classes=k)


def test_fewer_points_than_classes() -> None:
    with pytest.raises(ValueError, match="too few"):
        points("blobs", 2, 0.0, 0.0, np.random.default_rng(0), n_classes=3)


@pytest.mark.parametrize(
    ("noise", "imbalance"), [(-0.1, 0.0), (np.nan, 0.0), (np.inf, 0.0), (0.0, -0.5), (0.0, 1.5)]
)
def test_numbers_out_of_range(noise: float, imbalance: float) -> None:
    with pytest.raises(ValueError, match="expected"):
        points("moons", 20, noise, imbalance, np.random.default_rng(0))


def test_moons_are_half_circles_with_points_all_along() -> None:
    data = points("moons", 4_000, 0.0, 0.0, np.random.default_rng(0))
    center = np.array([0.5, 0.25])
    upper = data.X[data.labels == 0] + center
    lower = data.X[data.labels == 1] - center
    for arc in (upper, -lower):
        angle = np.arctan2(arc[:, 1], arc[:, 0])
        assert angle.min() >= -1e-6
        # Uniform on [0, π]: the mean of n has the standard deviation π / √(12 n).
        assert abs(angle.mean() - np.pi / 2) < 4 * np.pi / np.sqrt(12 * len(angle))
        assert angle.max() > 0.99 * np.pi


def test_noise_is_the_standard_deviation_along_either_axis() -> None:
    n, sigma = 5_000, 0.3
    clean = points("blobs", n, 0.0, 0.0, np.random.default_rng(5))
    noise = points("blobs", n, sigma, 0.0, np.random.default_rng(5)).X - clean.X
    # A variance of n normal numbers has the standard deviation σ² √(2/n).
    assert np.all(np.abs(noise.var(axis=0) / sigma**2 - 1) < 4 * np.sqrt(2 / n))
    assert np.all(np.abs(noise.mean(axis=0)) < 4 * sigma / np.sqrt(n))
    assert np.abs(noise).max() < 6 * sigma
    assert abs(np.corrcoef(noise.T)[0, 1]) < 4 / np.sqrt(n)


@pytest.mark.parametrize("k", [2, 3, 7])
def test_blobs_are_the_corners_of_a_regular_polygon(k: int) -> None:
    """The k-th roots of one."""
    data = points("blobs", 20 * k, 0.0, 0.0, np.random.default_rng(0), n_classes=k)
    places = data.X[:, 0] + 1j * data.X[:, 1]
    np.testing.assert_allclose(places**k, 1, atol=1e-5)
    one_of_each = np.array([places[data.labels == label][0] for label in range(k)])
    np.testing.assert_allclose(one_of_each[data.labels], places, atol=1e-6)
    assert np.abs(one_of_each[:, np.newaxis] - one_of_each + 2 * np.eye(k)).min() > 0.5


def test_xor_fills_its_four_squares_evenly() -> None:
    n = 4_000
    data = points("xor", n, 0.0, 0.0, np.random.default_rng(3))
    quadrant = 2 * (data.X[:, 0] > 0) + (data.X[:, 1] > 0)
    share = np.bincount(quadrant, minlength=4) / n
    assert np.abs(share - 0.25).max() < 4 * np.sqrt(0.25 * 0.75 / n)
    # Uniform on [0, 1]: mean ½ and variance 1/12 of either coordinate's size.
    sizes = np.abs(data.X)
    assert np.abs(sizes.mean(axis=0) - 0.5).max() < 4 / np.sqrt(12 * n)
    assert sizes.max() <= 1
