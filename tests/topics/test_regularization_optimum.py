"""The exact solver against independent references."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import ElasticNet, Lasso

from dlgui.core import Seeds
from dlgui.topics.regularization import Params, optimum
from dlgui.topics.regularization.problem import build

LAMS = np.geomspace(1e3, 1e-2, 11)


def _problem(data, **values):
    return build(Params(data=data, **values), Seeds(3))


@pytest.mark.parametrize("lam", [10.0, 200.0, 1000.0])
def test_diabetes_coefficients_agree_with_scikit_learn(lam):
    problem = _problem("diabetes")
    ours = optimum.path(problem.G[None], problem.c[None], np.array([lam]), 1.0)[0, 0]
    model = Lasso(alpha=lam / problem.n, fit_intercept=False, tol=1e-12, max_iter=200_000)
    theirs = model.fit(problem.X, problem.y).coef_
    np.testing.assert_allclose(ours, theirs, atol=1e-7)
    assert np.array_equal(ours == 0, theirs == 0)


@pytest.mark.parametrize("mix", [0.2, 0.7])
def test_elastic_net_agrees_with_scikit_learn(mix):
    problem = _problem("sparse", n=60)
    ours = optimum.path(problem.G[None], problem.c[None], np.array([10.0]), mix)[0, 0]
    model = ElasticNet(
        alpha=10.0 / problem.n, l1_ratio=mix, fit_intercept=False, tol=1e-12, max_iter=100_000
    )
    np.testing.assert_allclose(ours, model.fit(problem.X, problem.y).coef_, atol=1e-8)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(2, 12),
    st.integers(1, 30),
    st.just(0.0) | st.floats(1e-3, 1),
    st.floats(0, 1),
    st.integers(0, 2**31),
)
def test_every_minimum_of_a_path_is_optimal(d, n, mix, alike, seed):
    rng = np.random.default_rng(seed)
    common = rng.standard_normal((3, n, 1))
    X = (1 - alike) * rng.standard_normal((3, n, d)) + alike * common
    y = rng.standard_normal((3, n))
    G, c = np.swapaxes(X, 1, 2) @ X, np.einsum("knd,kn->kd", X, y)
    w = optimum.path(G, c, LAMS, mix)
    off = optimum.violation(G[:, None], c[:, None], mix * LAMS, (1 - mix) * LAMS, w)
    assert off.max() < 1e-9


def test_ridge_is_the_closed_form_and_of_least_norm_where_that_is_singular():
    problem = _problem("sparse", n=10)
    w = optimum.ridge(problem.G, problem.c, np.array([5.0, 0.0]))
    closed = np.linalg.solve(problem.G + 5.0 * np.eye(problem.d), problem.c)
    np.testing.assert_allclose(w[0], closed, atol=1e-12)
    np.testing.assert_allclose(w[1], np.linalg.pinv(problem.X) @ problem.y, atol=1e-9)


def test_violation_sees_a_weight_that_should_move():
    problem = _problem("pair")
    w = optimum.path(problem.G[None], problem.c[None], np.array([50.0]), 1.0)[0, 0]
    assert optimum.violation(problem.G, problem.c, 50.0, 0.0, w) < 1e-12
    assert optimum.violation(problem.G, problem.c, 50.0, 0.0, w + np.array([0.01, 0])) > 1e-3
    assert optimum.violation(problem.G, problem.c, 50.0, 0.0, np.zeros(2)) > 0.1
