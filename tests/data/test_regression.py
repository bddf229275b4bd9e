"""Generated regression problems have the truth they claim."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlgui.data.dataset import standardize
from dlgui.data.regression import CURVES, correlated_pair, curve, sparse_weights


@pytest.mark.parametrize("rho", [-0.9, 0.0, 0.5, 0.95])
def test_pair_has_the_correlation_asked_for(rho: float) -> None:
    n = 20_000
    X = correlated_pair(rho, 1.0, n, np.random.default_rng(1)).X
    # Fisher: atanh of a sample correlation has standard deviation 1/√(n−3).
    found = np.corrcoef(X.T)[0, 1]
    assert abs(np.arctanh(found) - np.arctanh(rho)) < 4 / np.sqrt(n - 3)


@pytest.mark.parametrize("rho", [-1.0, 1.0])
def test_pair_can_be_one_feature_twice(rho: float) -> None:
    X = correlated_pair(rho, 0.0, 10, np.random.default_rng(1)).X
    np.testing.assert_array_equal(X[:, 1], rho * X[:, 0])


def test_knobs_share_the_draws() -> None:
    quiet = correlated_pair(0.0, 0.0, 50, np.random.default_rng(3))
    loud = correlated_pair(0.9, 2.0, 50, np.random.default_rng(3))
    np.testing.assert_array_equal(quiet.X[:, 0], loud.X[:, 0])
    np.testing.assert_allclose(quiet.y, quiet.X @ [2.0, 1.0])


@pytest.mark.parametrize("make", [lambda s, n, g: correlated_pair(0.9, s, n, g), sparse_weights])
def test_residuals_of_the_truth_are_the_noise(make) -> None:
    n, sigma = 10_000, 0.7
    data = make(sigma, n, np.random.default_rng(2))
    residual = data.y - data.X @ data.weights
    # The variance of a sample variance of normal numbers is 2σ⁴/n.
    assert abs(residual.var() - sigma**2) < 4 * sigma**2 * np.sqrt(2 / n)
    assert abs(residual.mean()) < 4 * sigma / np.sqrt(n)


def test_four_features_matter() -> None:
    data = sparse_weights(0.0, 30, np.random.default_rng(0))
    assert data.X.shape == (30, 20)
    assert np.count_nonzero(data.weights) == 4
    assert len(data.features) == 20
    np.testing.assert_allclose(np.linalg.lstsq(data.X, data.y)[0], data.weights, atol=1e-10)


@pytest.mark.parametrize("name", sorted(CURVES))
def test_curves_are_sorted_and_bounded(name: str) -> None:
    data = curve(name, 0.0, 200, np.random.default_rng(0))
    assert data.X.shape == (200, 1)
    assert np.all(np.diff(data.X[:, 0]) >= 0)
    assert np.abs(data.X).max() <= 1
    assert np.abs(data.y).max() <= 1
    np.testing.assert_array_equal(data.y, CURVES[name](data.X[:, 0]))


@given(st.integers(2, 50), st.integers(1, 5), st.integers(0, 2**32))
def test_standardized_columns(n: int, d: int, seed: int) -> None:
    X = np.random.default_rng(seed).normal(5.0, 3.0, (n, d))
    X[:, 0] = 0.1
    Z, mean, scale = standardize(X)
    assert np.all(Z[:, 0] == 0)
    np.testing.assert_allclose(Z.mean(axis=0), 0, atol=1e-10)
    np.testing.assert_allclose((Z[:, 1:] ** 2).sum(axis=0), n)
    np.testing.assert_allclose(Z * scale + mean, X, atol=1e-12)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sine", [0.0, 1.0, 0.0, -1.0, 0.0, 1.0, 0.0, -1.0, 0.0]),
        ("line", [-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0]),
        # Chebyshev: cos 3θ at x = cos θ, 1/2 at the middle and 1 at the ends.
        ("cubic", [-1.0, 0.5625, 1.0, 0.6875, 0.0, -0.6875, -1.0, -0.5625, 1.0]),
        ("step", [-1.0, -1.0, -1.0, -1.0, 0.0, 1.0, 1.0, 1.0, 1.0]),
    ],
)
def test_curves_at_eighths_of_the_range(name: str, expected: list[float]) -> None:
    np.testing.assert_allclose(CURVES[name](np.linspace(-1, 1, 9)), expected, atol=1e-12)


def test_the_bump_is_a_bell_of_half_its_height_at_a_sixth() -> None:
    half = 0.2 * np.sqrt(np.log(2))
    np.testing.assert_allclose(CURVES["bump"](np.array([-half, 0, half])), [0.5, 1, 0.5])


def test_the_weights_that_matter_are_those_of_the_docstring() -> None:
    data = sparse_weights(0.0, 9, np.random.default_rng(0), n_features=6)
    np.testing.assert_array_equal(data.weights, [3.0, -2.0, 1.5, -1.0, 0.0, 0.0])
    assert data.features == ("x1", "x2", "x3", "x4", "x5", "x6")


@pytest.mark.parametrize("make", [lambda s, n, g: correlated_pair(0.9, s, n, g), sparse_weights])
def test_the_error_is_independent_of_every_feature(make) -> None:
    n = 10_000
    data = make(1.0, n, np.random.default_rng(6))
    residual = data.y - data.X @ data.weights
    correlations = np.corrcoef(data.X.T, residual)[-1, :-1]
    assert np.abs(correlations).max() < 4.5 / np.sqrt(n)


def test_points_scatter_about_their_curve_by_the_noise() -> None:
    n, sigma = 10_000, 0.4
    data = curve("cubic", sigma, n, np.random.default_rng(2))
    residual = data.y - CURVES["cubic"](data.X[:, 0])
    assert abs(residual.var() / sigma**2 - 1) < 4 * np.sqrt(2 / n)
    assert abs(residual.mean()) < 4 * sigma / np.sqrt(n)


def test_a_single_row_is_constant() -> None:
    Z, mean, scale = standardize(np.array([[3.0, -1.0]]))
    np.testing.assert_array_equal(Z, [[0.0, 0.0]])
    np.testing.assert_array_equal(mean, [3.0, -1.0])
    np.testing.assert_array_equal(scale, [1.0, 1.0])
