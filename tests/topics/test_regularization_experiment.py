"""The descent, the plane and the curves against λ, against independent references."""

import pickle
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlgui.core import Run, Seeds, run
from dlgui.topics.regularization import TOPIC, Params, plane, stability
from dlgui.topics.regularization.descent import descend, penalty_value
from dlgui.topics.regularization.experiment import Regularization
from dlgui.topics.regularization.problem import Problem, build
from dlgui.topics.regularization.trace import Trace


def _loss(problem, w):
    return float(((problem.X @ w - problem.y) ** 2).sum()) / (2 * problem.n)


def _slope(f, w, h=1e-6):
    return np.array([(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))])


@pytest.mark.parametrize("penalty", ["none", "l1", "l2", "elastic"])
@pytest.mark.parametrize("data", ["pair", "sparse", "diabetes"])
def test_a_gradient_step_follows_the_slope_of_the_total(penalty, data):
    params = Params(data=data, penalty=penalty, solver="sign", lam=40.0, mix=0.3)
    model = Regularization(params, Seeds(1))
    model.w = np.random.default_rng(0).normal(size=model.problem.d)
    model.residual = model._residual(model.w)
    before = model.w.copy()
    model.step()
    n = model.problem.n
    slope = _slope(lambda w: _loss(model.problem, w) + penalty_value(params, w, n), before)
    np.testing.assert_allclose((before - model.w) / params.eta, slope, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("penalty", ["l1", "l2", "elastic"])
def test_a_proximal_step_minimizes_penalty_and_distance(penalty):
    params = Params(penalty=penalty, lam=70.0, mix=0.4, eta=0.5)
    w, gradient = np.array([0.8, -0.1]), np.array([0.2, 0.05])
    moved = descend(params, w, gradient, 100)
    aim = w - params.eta * gradient

    def value(v):
        distance = float(((v - aim) ** 2).sum()) / (2 * params.eta)
        return penalty_value(params, v, 100) + distance

    directions = np.random.default_rng(0).normal(size=(200, 2)) * 1e-3
    assert all(value(moved + step) > value(moved) for step in directions)


def test_the_gradient_solver_leaves_a_weight_at_0_where_the_optimum_has_it():
    params = Params(solver="gradient", lam=50.0)
    small, large = np.array([0.3, -0.3]), np.array([0.8, -0.8])
    at_zero = np.zeros(2)
    np.testing.assert_array_equal(descend(params, at_zero, small, 100), at_zero)
    np.testing.assert_allclose(descend(params, at_zero, large, 100), [-0.03, 0.03])
    sign = descend(params.replaced({"solver": "sign"}), at_zero, small, 100)
    np.testing.assert_allclose(sign, [-0.03, 0.03])


@pytest.mark.parametrize("solver", ["gradient", "sign", "proximal"])
@pytest.mark.parametrize("penalty", ["none", "l2", "elastic"])
def test_the_rate_limit_is_where_the_descent_turns_over(penalty, solver):
    values = {"penalty": penalty, "solver": solver, "lam": 5.0, "mix": 0.0}
    limit = Run("regularization", Params(**values), 0).snapshot().rate_limit
    gaps = []
    for eta in (0.97 * limit, 1.03 * limit):
        frame = run("regularization", Params(eta=eta, **values), 600).snapshot()
        gaps.append(frame.total - frame.best_total)
    assert gaps[0] < 1e-6
    assert gaps[1] > 1.0


@settings(deadline=None, max_examples=30)
@given(
    st.sampled_from(["l1", "l2", "elastic"]),
    st.floats(1, 300),
    st.floats(-1, 1),
    st.floats(0, 1),
    st.integers(0, 50),
)
def test_the_optimum_touches_contour_and_region(penalty, lam, rho, mix, seed):
    params = Params(penalty=penalty, lam=lam, rho=rho, mix=mix)
    frame = Run("regularization", params, seed).snapshot()
    problem = build(params, Seeds(seed))
    share = {"l1": 1.0, "l2": 0.0, "elastic": mix}[penalty]
    budgets = [plane.budget_of(point, share) for point in frame.region]
    np.testing.assert_allclose(budgets, budgets[0], rtol=1e-9, atol=1e-12)
    if penalty == "l1":
        assert frame.budget == pytest.approx(np.abs(frame.region).sum(axis=1).max())
    if penalty == "l2":
        assert frame.budget == pytest.approx(np.hypot(*frame.region[0]))
    # No point of the region has a lower data loss than the optimum.
    best = _loss(problem, frame.optimum)
    assert min(_loss(problem, point) for point in frame.region) > best - 1e-9


def test_contours_have_the_loss_that_they_stand_for():
    params = Params(data="sparse", first=1, second=3, others="current", lam=20.0)
    model = Regularization(params, Seeds(0))
    for _ in range(5):
        model.step()
    frame = model.snapshot()

    def loss(point):
        w = frame.w.copy()
        w[[*frame.axes]] = point
        return _loss(model.problem, w)

    for contour in frame.contours:
        values = [loss(point) for point in contour]
        np.testing.assert_allclose(values, values[0], rtol=1e-9)
    assert loss(frame.bottom) < loss(frame.bottom + np.array([0.01, 0.0]))
    assert loss(frame.bottom) < loss(frame.bottom + np.array([0.0, -0.01]))


def test_copied_features_make_a_valley_that_can_still_be_drawn():
    frame = Run("regularization", Params(rho=1.0, noise=0.0, n=10, lam=0.0), 0).snapshot()
    assert np.isfinite(frame.contours).all()
    assert frame.condition == np.inf
    np.testing.assert_allclose(frame.optimum, [1.25, 1.25])


@pytest.mark.parametrize("penalty", ["none", "l1", "l2", "elastic"])
def test_data_that_ask_for_nothing_get_a_region_of_one_point(penalty):
    params = Params(penalty=penalty, mix=0.0, noise=0.0, truth=(0.0, 0.0))
    frame = Run("regularization", params, 0).snapshot()
    np.testing.assert_allclose(frame.optimum, 0, atol=1e-12)
    np.testing.assert_allclose(frame.region, 0, atol=1e-9)
    assert np.isfinite(frame.contours).all()


def test_a_run_far_from_everything_is_still_cut_at_a_plane_that_can_be_drawn():
    params = Params(data="sparse", penalty="none", eta=3.0, others="current")
    for steps in (20, 100, 5000):
        frame = run("regularization", params, steps).snapshot()
        assert np.isfinite(frame.contours).all()
        assert np.isfinite(frame.half_width)
    assert frame.held == "optimum"


@pytest.mark.parametrize("penalty", ["none", "l1", "l2", "elastic"])
def test_the_curves_agree_with_the_optimum_at_their_strengths(penalty):
    params = Params(data="diabetes", penalty=penalty)
    model = Regularization(params, Seeds(0))
    curves = model.snapshot().curves
    for k in (0, 40, 96):
        model.set("lam", float(np.clip(curves.lams[k], 0.01, 1e4)))
        frame = model.snapshot()
        np.testing.assert_allclose(curves.path[k], frame.optimum, atol=1e-9)
    model.set("lam", 100.0)
    frame = model.snapshot()
    at = int(np.argmin(np.abs(curves.anchors - 100.0)))
    assert frame.condition == pytest.approx(curves.condition[at])
    optima = model._optima[1:]
    spread = np.sqrt(((optima - optima.mean(axis=0)) ** 2).sum(axis=1).mean())
    assert curves.spread[at] == pytest.approx(spread)


def test_left_out_rows_are_those_that_a_resample_missed():
    problem = build(Params(n=30), Seeds(0))
    resampled = stability.resample(problem, Seeds(0))
    curves, minima = stability.measure(problem, resampled, 0.0)
    errors = [
        0.5 * (problem.X[out] @ w - problem.y[out]) ** 2
        for out, w in zip(resampled.left_out, minima[0, 1:], strict=True)
    ]
    assert curves.left_out[0] == pytest.approx(np.concatenate(errors).mean())
    assert resampled.left_out.mean() == pytest.approx(1 / np.e, abs=0.03)


LIVE = [
    ("lam", 3.0),
    ("eta", 0.3),
    ("penalty", "l2"),
    ("mix", 0.9),
    ("solver", "sign"),
    ("rho", -0.4),
    ("noise", 2.0),
    ("n", 300),
    ("truth", (1.0, -1.0)),
]


@pytest.mark.parametrize(("name", "value"), LIVE)
def test_a_live_change_keeps_the_weights_and_renews_all_that_is_derived(name, value):
    params = Params(penalty="elastic")
    changed = Run("regularization", params, 5)
    changed.advance(20)
    w = changed.snapshot().w
    changed.set(name, value)
    frame = changed.snapshot()
    np.testing.assert_array_equal(frame.w, w)
    fresh = Run("regularization", params.replaced({name: value}), 5).snapshot()
    np.testing.assert_allclose(frame.optimum, fresh.optimum, atol=1e-12)
    np.testing.assert_array_equal(frame.curves.path, fresh.curves.path)
    np.testing.assert_array_equal(frame.contours, fresh.contours)


@pytest.mark.parametrize("preset", TOPIC.presets, ids=lambda preset: preset.id)
def test_a_pickled_run_goes_on_with_the_same_numbers(preset):
    first = Run("regularization", TOPIC.preset_params(preset), 2)
    first.advance(30)
    first.snapshot()
    second = pickle.loads(pickle.dumps(first))
    for result in (first, second):
        result.set("lam", 7.0)
        result.advance(30)
    one, other = first.snapshot(), second.snapshot()
    np.testing.assert_array_equal(one.w, other.w)
    np.testing.assert_array_equal(one.trajectory, other.trajectory)
    np.testing.assert_array_equal(one.cloud, other.cloud)


def test_frames_share_no_memory_with_the_model():
    result = Run("regularization", Params(), 0)
    frame = result.snapshot()
    before = pickle.dumps(frame)
    result.advance(10)
    assert pickle.dumps(frame) == before


def test_the_plane_shows_two_different_weights_of_the_data():
    for first, second in ((5, 5), (20, 20), (20, 10), (1, 20)):
        params = Params(data="diabetes", first=first, second=second)
        i, j = Run("regularization", params, 0).snapshot().axes
        assert i != j
        assert max(i, j) < 10


def test_a_trace_keeps_its_ends_and_its_size():
    trace = Trace(np.zeros(2))
    for k in range(1, 5000):
        trace.append(np.full(2, float(k)))
    points = trace.points(np.full(2, 4999.0))
    assert len(points) <= 1025
    assert points[0, 0] == 0
    assert points[-1, 0] == 4999
    assert len({b - a for a, b in pairwise(points[:-1, 0])}) == 1


def test_the_curves_begin_with_what_was_chosen_at_step_0():
    changed = Run("regularization", Params(lam=100.0), 0)
    changed.set("lam", 7.0)
    changed.set("truth", (-2.0, 1.0))
    frame = changed.snapshot()
    start = np.array(frame.start)
    assert frame.first["penalty"] == pytest.approx(7.0 / 100 * np.abs(start).sum())
    assert frame.first["data_loss"] == pytest.approx(_loss(changed.experiment.problem, start))
    changed.advance(1)
    changed.set("lam", 1000.0)
    assert changed.snapshot().first == frame.first, "later changes don't change the past"


@pytest.mark.parametrize("penalty", ["l1", "l2", "elastic"])
@pytest.mark.parametrize("steps", [0, 1, 3, 10, 300])
def test_in_every_cut_level_and_region_are_those_of_the_optimum(penalty, steps):
    """No point within the budget has less loss than w*, so the two never overlap."""
    params = Params(data="sparse", others="current", penalty=penalty, lam=60.0, second=9, mix=0.4)
    model = run("regularization", params, steps, 2).experiment
    frame = model.snapshot()
    share = {"l1": 1.0, "l2": 0.0, "elastic": 0.4}[penalty]

    def budget(w):
        return share * np.abs(w).sum() + (1 - share) / 2 * (w**2).sum()

    def lifted(points):
        """Points of the plane with the other weights as they are now."""
        weights = np.tile(frame.w, (len(points), 1))
        weights[:, list(frame.axes)] = points
        return weights

    level = _loss(model.problem, frame.optimum)
    on_level = [_loss(model.problem, w) for w in lifted(frame.touching)]
    np.testing.assert_allclose(on_level, level, rtol=1e-9)
    on_edge = lifted(frame.region)
    np.testing.assert_allclose([budget(w) for w in on_edge], budget(frame.optimum), rtol=1e-9)
    assert min((_loss(model.problem, w) for w in on_edge), default=level) > level * (1 - 1e-9)


def test_a_resample_counts_rows():
    """X = diag(x), a feature for each row: G holds x² and c holds xy, times the row's count."""
    n = 40
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=n), rng.normal(size=n)
    names = tuple(map(str, range(n)))
    problem = Problem(np.diag(x), y, names, None, np.diag(x**2), x * y)
    resampled = stability.resample(problem, Seeds(5))
    np.testing.assert_array_equal(resampled.G[0], problem.G)
    np.testing.assert_array_equal(resampled.c[0], problem.c)
    counts = np.diagonal(resampled.G[1:], axis1=1, axis2=2) / x**2
    np.testing.assert_allclose(counts, np.rint(counts), atol=1e-9)
    np.testing.assert_allclose(counts.sum(axis=1), n)
    np.testing.assert_allclose(resampled.c[1:], counts * x * y, atol=1e-12)
    np.testing.assert_array_equal(resampled.left_out, np.rint(counts) == 0)
    assert not (resampled.G * (1 - np.eye(n))).any()


@pytest.mark.parametrize("solver", ["gradient", "sign", "proximal"])
def test_without_a_penalty_the_total_is_the_loss_of_the_data(solver):
    result = run("regularization", Params(penalty="none", solver=solver, lam=50.0), 5)
    frame = result.snapshot()
    assert frame.penalty == 0
    assert np.isnan(frame.lam)
    assert frame.total == frame.data_loss == result.history.last("data_loss")
    assert frame.best_total == pytest.approx(_loss(result.experiment.problem, frame.least_squares))


@pytest.mark.parametrize(
    ("first", "second", "shown"), [(1, 3, (0, 2)), (7, 2, (6, 1)), (4, 4, (3, 4)), (10, 10, (9, 0))]
)
def test_the_plane_shows_the_weights_asked_for(first, second, shown):
    params = Params(data="diabetes", first=first, second=second)
    assert Run("regularization", params, 0).snapshot().axes == shown


def test_a_short_trace_has_every_point():
    trace = Trace(np.zeros(1))
    for k in range(1, 1000):
        trace.append(np.full(1, float(k)))
    np.testing.assert_array_equal(trace.points(np.array([999.0]))[:-1, 0], np.arange(1000))
