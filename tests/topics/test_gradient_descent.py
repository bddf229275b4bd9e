"""The race: surfaces, racers, noise, and what becomes of a racer that is lost."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlgui.core import Run, Seeds
from dlgui.topics.gradient_descent import FLAGS, RACERS, TOPIC, Params
from dlgui.topics.gradient_descent.contours import contours, level_segments
from dlgui.topics.gradient_descent.experiment import ARRIVED, FAR, RACING
from dlgui.topics.gradient_descent.surfaces import Quadratic, Window, create_surface

SURFACES = list(Params.declared()["surface"].choices)
NAMES = list(RACERS)


def race(steps: int = 0, seed: int = 0, **values: object) -> Run:
    run = Run("gradient_descent", Params(**values), seed)
    run.advance(steps)
    return run


def surface_of(name: str, **values: object):
    return create_surface(Params(surface=name, **values), Seeds(0))


def only(*racers: str) -> dict[str, bool]:
    return {flag: racer in racers for racer, flag in FLAGS.items()}


@pytest.mark.parametrize("name", SURFACES)
@settings(max_examples=25, deadline=None)
@given(x=st.floats(-3, 3), y=st.floats(-3, 3))
def test_gradient_agrees_with_finite_differences(name: str, x: float, y: float) -> None:
    surface = surface_of(name, kappa=30.0, angle=20.0)
    theta, h = np.array([x, y]), 1e-5
    ahead, behind = theta + h * np.eye(2), theta - h * np.eye(2)
    slope = (surface.value(ahead) - surface.value(behind)) / (2 * h)
    scale = 1 + np.abs(slope).max()
    np.testing.assert_allclose(surface.gradient(theta), slope, atol=1e-6 * scale)


@pytest.mark.parametrize("name", SURFACES)
def test_minima_are_the_lowest_points(name: str) -> None:
    surface = surface_of(name)
    np.testing.assert_allclose(surface.gradient(surface.minima), 0, atol=1e-12)
    np.testing.assert_allclose(surface.value(surface.minima), surface.value(surface.minima[0]))
    assert (surface.curvatures() > 0).all()
    low = np.array([surface.window.left, surface.window.bottom])
    high = np.array([surface.window.right, surface.window.top])
    assert ((surface.minima > low) & (surface.minima < high)).all()
    points = np.random.default_rng(0).uniform(low, high, (2000, 2))
    assert (surface.value(points) >= surface.value(surface.minima[0])).all()


def test_known_values_and_curvatures() -> None:
    point = np.array([-1.2, 1.0])
    assert surface_of("rosenbrock").value(point) == pytest.approx(24.2)
    assert surface_of("beale").value(np.zeros(2)) == pytest.approx(14.203125)
    hessian = [[802.0, -400.0], [-400.0, 200.0]]
    np.testing.assert_allclose(
        surface_of("rosenbrock").curvatures(), np.linalg.eigvalsh(hessian), rtol=1e-5
    )
    np.testing.assert_allclose(surface_of("ravine", kappa=70.0, angle=33.0).curvatures(), [1, 70])


def test_batches_estimate_the_gradient() -> None:
    surface = surface_of("least_squares")
    theta = np.array([[0.3, -1.0], [2.0, 2.0]])
    whole = surface.sampled_gradient(theta, 200, np.random.default_rng(0))
    np.testing.assert_allclose(whole, surface.gradient(theta), atol=1e-12)
    rng = np.random.default_rng(1)
    mean = np.mean([surface.sampled_gradient(theta, 8, rng) for _ in range(4000)], axis=0)
    np.testing.assert_allclose(mean, surface.gradient(theta), atol=0.1)
    residual = surface.X @ theta[0] - surface.y
    assert surface.value(theta[0]) == pytest.approx(residual @ residual / 400)


def test_plain_descent_follows_its_closed_form() -> None:
    run = race(40, kappa=50.0, lr=0.03, start=(-4.0, 1.5))
    expected = np.array([-4.0 * 0.97**40, 1.5 * (1 - 1.5) ** 40])
    np.testing.assert_allclose(run.experiment.racers.theta[0], expected, rtol=1e-9)


def test_every_racer_follows_its_formula() -> None:
    H, start, lr, alpha, mu = np.array([1.0, 50.0]), np.array([-4.0, 1.5]), 0.02, 0.2, 0.9
    theta = np.tile(start, (6, 1))
    v, w, m = np.zeros(2), np.zeros(2), np.zeros(2)
    s_ada, s_rms, s_adam = np.zeros(2), np.zeros(2), np.zeros(2)
    for t in range(1, 31):
        g = theta * H
        theta[0] -= lr * g[0]
        v = mu * v + g[1]
        theta[1] -= lr * v
        w = mu * w + g[2]
        theta[2] -= lr * (g[2] + mu * w)
        s_ada = s_ada + g[3] ** 2
        theta[3] -= alpha * g[3] / np.sqrt(s_ada)
        s_rms = 0.9 * s_rms + 0.1 * g[4] ** 2
        theta[4] -= alpha * g[4] / np.sqrt(s_rms)
        m, s_adam = 0.9 * m + 0.1 * g[5], 0.999 * s_adam + 0.001 * g[5] ** 2
        theta[5] -= alpha * m / (1 - 0.9**t) / np.sqrt(s_adam / (1 - 0.999**t))
    run = race(30, lr=lr, lr_adaptive=alpha, momentum=mu, start=tuple(start))
    frame = run.snapshot()
    np.testing.assert_allclose(frame.trails[-1], theta, rtol=1e-5, atol=1e-6)
    rates = [alpha / np.sqrt(s) for s in (s_ada, s_rms, s_adam / (1 - 0.999**30))]
    np.testing.assert_allclose(frame.rates[3:], rates, rtol=1e-5)
    np.testing.assert_array_equal(frame.rates[:3], lr)
    assert run.history.last("rate2_adam") == frame.rates[5, 1]


def test_momentum_zero_is_plain_descent() -> None:
    theta = race(25, momentum=0.0).experiment.racers.theta
    np.testing.assert_allclose(theta[1], theta[0], rtol=1e-12)
    np.testing.assert_allclose(theta[2], theta[0], rtol=1e-12)


@pytest.mark.parametrize(
    ("schedule", "rate"),
    [
        ("constant", 1.0),
        ("inverse", 1 / 3),
        ("exponential", np.exp(-2)),
        ("halving", 0.25),
        ("cosine", 0.0),
    ],
)
def test_schedules_after_twice_their_time(schedule: str, rate: float) -> None:
    run = race(21, schedule=schedule, horizon=10, lr=0.02, surface="bowl")
    assert run.history.last("rate") == pytest.approx(0.02 * rate)


def test_all_racers_meet_the_same_noise() -> None:
    run = race(1, surface="bowl", noise=2.0)
    gradients = run.experiment.gradients
    assert (gradients == gradients[0]).all()
    assert (gradients[0] != [-4.0, 1.5]).all()


def test_noise_that_is_switched_on_late_shifts_nothing() -> None:
    late, always = race(5, surface="bowl"), race(5, surface="bowl", noise=0.5)
    late.set("noise", 0.5)
    draws = []
    for run in (late, always):
        exact = run.experiment.surface.gradient(run.experiment.racers.theta)
        run.advance(1)
        draws.append(run.experiment.gradients - exact)
    np.testing.assert_allclose(draws[0], draws[1], atol=1e-12)
    assert np.abs(draws[0]).min() > 0


def test_one_lost_racer_does_not_stop_the_others() -> None:
    run = race(60, lr=0.038, momentum=0.9)
    frame = run.snapshot()
    lost = NAMES.index("nesterov")
    assert run.divergence is None
    assert run.step == 60
    assert (frame.diverged_at != RACING).tolist() == [name == "nesterov" for name in NAMES]
    at = int(frame.diverged_at[lost])
    assert run.history["excess_nesterov"].steps[-1] == at - 1
    assert run.history["excess_adam"].steps[-1] == 60
    path = frame.trails[:, lost]
    assert np.isfinite(path[:at]).all()
    assert np.abs(path[:at]).max() <= FAR
    assert np.isnan(path[at:]).all()
    assert np.isnan(frame.excess[lost])


def test_the_run_diverges_when_all_who_race_are_lost() -> None:
    run = race(500, lr=10.0, **only("sgd", "momentum"))
    frame = run.snapshot()
    assert run.divergence is not None
    assert run.divergence.step == max(frame.diverged_at[:2])
    assert run.divergence.array == "θ (sgd)"
    run = race(100, lr=10.0, **only("sgd", "adam"))
    assert run.divergence is None


def test_nobody_on_is_no_divergence() -> None:
    run = race(50, lr=10.0, **only())
    assert run.divergence is None
    assert run.step == 50


def test_a_late_racer_is_where_it_would_have_been() -> None:
    always, late = race(30), race(20, adam=False)
    late.set("adam", True)
    late.advance(10)
    np.testing.assert_array_equal(always.snapshot().trails, late.snapshot().trails)
    assert late.snapshot().on.all()


def test_what_has_arrived_leaves_the_scalars() -> None:
    run = race(3, surface="bowl", lr=1.0, momentum=0.0)
    assert run.snapshot().excess[0] == 0
    assert "excess_sgd" not in run.history
    assert run.history["excess_adam"].values.min() > ARRIVED


@pytest.mark.parametrize("name", SURFACES)
def test_a_pickle_resumes_the_same_race(name: str) -> None:
    run = race(15, surface=name, lr=0.001, noise=0.1, schedule="inverse")
    copy = pickle.loads(pickle.dumps(run))
    for one in (run, copy):
        one.advance(15)
    np.testing.assert_array_equal(run.snapshot().trails, copy.snapshot().trails)
    assert {k: run.history.last(k) for k in run.history} == {
        k: copy.history.last(k) for k in copy.history
    }


def test_a_live_surface_keeps_the_racers() -> None:
    run = race(10)
    before = run.snapshot()
    run.set("kappa", 200.0)
    run.set("angle", 30.0)
    after = run.snapshot()
    np.testing.assert_array_equal(before.trails, after.trails)
    assert after.limit == pytest.approx(0.01)
    assert before.contours.shape != after.contours.shape


def test_the_start_stays_on_the_surface() -> None:
    frame = race(surface="rosenbrock", start=(-5.0, 5.0)).snapshot()
    assert frame.start.tolist() == [-2.4, 2.4]
    assert frame.trails.shape == (1, 6, 2)
    assert np.isnan(frame.rates).all()


def test_a_long_trail_is_thinned_at_its_old_end() -> None:
    run = race(1100, surface="least_squares", lr=0.1)
    trail = run.snapshot().trails
    assert len(trail) <= 512
    np.testing.assert_array_equal(trail[0, 0], run.snapshot().start)
    np.testing.assert_array_equal(trail[-1], run.experiment.racers.theta)


def test_a_frame_shares_no_memory() -> None:
    run = race(2)
    frame = run.snapshot()
    kept = frame.trails.copy(), frame.contours.copy()
    run.advance(5)
    np.testing.assert_array_equal(frame.trails, kept[0])
    assert not np.shares_memory(frame.contours, run.experiment.contours)
    assert not np.shares_memory(frame.trails, run.experiment.trail)


def test_contours_of_a_bowl_are_circles() -> None:
    x = np.linspace(-2, 2, 81)
    surface = Quadratic(np.eye(2), np.zeros(2), Window(-2, 2, -2, 2))
    values = surface.value(np.stack(np.meshgrid(x, x), axis=-1))
    segments = level_segments(x, x, values, 0.5)
    radius = np.linalg.norm(segments, axis=2)
    np.testing.assert_allclose(radius, 1.0, atol=2e-3)
    length = np.linalg.norm(segments[:, 0] - segments[:, 1], axis=1).sum()
    assert length == pytest.approx(2 * np.pi, rel=2e-3)


def test_contours_of_a_tilted_plane_and_of_a_saddle() -> None:
    x = np.arange(3.0)
    plane = level_segments(x, x, np.add.outer(x, 0 * x), 0.25)
    np.testing.assert_allclose(plane[..., 1], 0.25)
    cross = level_segments(x[:2], x[:2], np.array([[1.0, -1.0], [-1.0, 1.0]]), 0.0)
    np.testing.assert_allclose(cross.reshape(-1, 2).mean(axis=0), 0.5)
    assert cross.shape == (2, 2, 2)


@pytest.mark.parametrize("preset", TOPIC.presets, ids=lambda preset: preset.id)
def test_presets_draw_their_surface(preset) -> None:
    params = TOPIC.preset_params(preset)
    segments = contours(create_surface(params, Seeds(0)))
    assert len(segments) > 500
    assert np.isfinite(segments).all()


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("largest", [False, True])
def test_corners_of_the_ranges_run(surface: str, largest: bool) -> None:
    declared = Params.declared()
    numbers = ("kappa", "angle", "lr", "lr_adaptive", "momentum", "horizon", "noise", "batch")
    values = {n: declared[n].high if largest else declared[n].low for n in numbers}
    run = race(30, surface=surface, start=(5.0, 5.0) if largest else (-5.0, -5.0), **values)
    run.snapshot()
