"""The RNN tab's experiment."""

import pickle

import numpy as np
import pytest

from dlgui.core import Run
from dlgui.topics.rnn import TOPIC, Params
from dlgui.topics.rnn.experiment import STEEPEST

SMALL = {"length": 12, "hidden_size": 6, "batch_size": 4}


def experiment_of(**values):
    return Run("rnn", Params(**{**SMALL, **values}), seed=3)


def slopes(nonlinearity, h):
    return {"tanh": 1 - h**2, "sigmoid": h * (1 - h), "relu": (h > 0).astype(h.dtype)}[nonlinearity]


@pytest.mark.parametrize("task", ["recall", "adding", "text"])
@pytest.mark.parametrize("nonlinearity", sorted(STEEPEST))
def test_the_error_walks_back_by_W_and_the_slope(task, nonlinearity):
    """An independent sweep gives the frame's norms, factors and contributions."""
    rnn = experiment_of(task=task, nonlinearity=nonlinearity)
    rnn.advance(3)
    frame, cell = rnn.snapshot(), rnn.experiment.cell
    W = cell.params["W"].astype(float)
    h = cell.hidden.astype(float)
    d_output = np.zeros_like(h)
    given = rnn.experiment.d_hidden  # of every step, or (N, H) of the last one
    d_output[-given.shape[0] if given.ndim == 3 else -1 :] = given
    after, total = np.zeros(h.shape[1:]), np.zeros_like(W)
    for t in reversed(range(12)):
        arrived = d_output[t] + after
        assert np.linalg.norm(arrived) == pytest.approx(frame.grad_hidden[t], rel=1e-4, abs=1e-12)
        delta = arrived * slopes(nonlinearity, h[t])
        contribution = delta.T @ (h[t - 1] if t else np.zeros_like(h[0]))
        assert np.linalg.norm(contribution) == pytest.approx(
            frame.contributions[t], rel=1e-4, abs=1e-12
        )
        total += contribution
        after = delta @ W
    assert frame.grad_W == pytest.approx(np.linalg.norm(total), rel=1e-4)


@pytest.mark.parametrize("nonlinearity", sorted(STEEPEST))
@pytest.mark.parametrize("task", ["recall", "text"])
def test_no_measured_norm_exceeds_its_bound(nonlinearity, task):
    rnn = experiment_of(nonlinearity=nonlinearity, start="random", task=task)
    frame = rnn.snapshot()
    assert (frame.grad_hidden <= frame.grad_bound * (1 + 1e-6)).all()
    singular = np.sqrt(
        np.linalg.eigvalsh(
            rnn.experiment.cell.params["W"].T.astype(float) @ rnn.experiment.cell.params["W"]
        )
    )
    assert frame.spectral_norm == pytest.approx(singular.max(), rel=1e-6)


@pytest.mark.parametrize("start", ["random", "orthogonal", "identity"])
@pytest.mark.parametrize("radius", [0.0, 0.4, 1.7])
def test_every_start_has_the_spectral_radius_asked_for(start, radius):
    rnn = experiment_of(start=start, radius=radius)
    assert rnn.snapshot().spectral_radius == pytest.approx(radius, abs=1e-6)
    W = rnn.experiment.cell.params["W"].astype(float)
    if start == "orthogonal":
        np.testing.assert_allclose(W.T @ W, radius**2 * np.eye(6), atol=1e-6)


@pytest.mark.parametrize("start", ["orthogonal", "identity"])
def test_starts_share_inputs_and_readout(start):
    """Runs that differ in W alone start from the same U and V."""
    one, other = (experiment_of(start=each).experiment for each in ("random", start))
    np.testing.assert_array_equal(one.cell.params["U"], other.cell.params["U"])
    np.testing.assert_array_equal(one.readout.params["W"], other.readout.params["W"])


def test_truncation_cuts_the_error_off_and_back_on():
    rnn = experiment_of(truncation=4)
    frame = rnn.snapshot()
    assert not frame.grad_hidden[:-4].any()
    assert (frame.grad_hidden[-4:] > 0).all()
    assert np.isnan(frame.factors[:-4]).all()
    rnn.set("truncation", 0)
    assert (rnn.snapshot().grad_hidden > 0).all()


def test_another_nonlinearity_keeps_the_weights():
    rnn = experiment_of()
    rnn.advance(3)
    before = rnn.experiment.network.flat_params.copy()
    rnn.set("nonlinearity", "sigmoid")
    np.testing.assert_array_equal(rnn.experiment.network.flat_params, before)
    hidden = rnn.snapshot().hidden
    assert hidden.min() > 0
    assert hidden.max() < 1


def test_a_run_that_explodes_still_has_a_frame():
    preset = next(preset for preset in TOPIC.presets if preset.id == "explodes")
    rnn = Run("rnn", Params(**preset.values), seed=0)
    rnn.advance(5)
    assert rnn.divergence
    frame = rnn.snapshot()
    assert frame.hidden.shape == (50, 32)
    assert frame.eigenvalues.shape == (32,)


@pytest.mark.parametrize("task", ["recall", "text"])
def test_a_network_without_finite_numbers_has_no_right_answer(task):
    rnn = experiment_of(task=task)
    rnn.experiment.readout.params["W"][...] = np.nan
    rnn.set("length", 12)
    strip = rnn.snapshot().strip
    assert strip.predictions[-1] == "–"
    assert not strip.correct.any()
    assert rnn.experiment._pass()[1] == 0.0


def test_a_checkpoint_goes_on_with_the_same_numbers_and_frames():
    rnn = experiment_of(task="text", truncation=5)
    rnn.advance(4)
    copy = pickle.loads(pickle.dumps(rnn))
    for field in ("grad_bound", "contributions", "eigenvalues"):
        np.testing.assert_array_equal(
            getattr(copy.snapshot(), field), getattr(rnn.snapshot(), field)
        )
    for each in (copy, rnn):
        each.advance(6)
    np.testing.assert_array_equal(copy.history["loss"].values, rnn.history["loss"].values)


@pytest.mark.parametrize("task", ["recall", "text"])
def test_the_bounds_are_powers_of_norm_and_radius(task):
    """Σ over s ≥ t of factor^(s − t) · ‖∂L/∂h_s through the output‖."""
    rnn = experiment_of(task=task, start="random", radius=0.8, nonlinearity="sigmoid")
    frame = rnn.snapshot()
    given = rnn.experiment.d_hidden.astype(float)
    asked = np.sqrt((given.reshape(-1, *given.shape[-2:]) ** 2).sum(axis=(1, 2)))
    output = np.concatenate([np.zeros(12 - len(asked)), asked])
    later = np.subtract.outer(np.arange(12), np.arange(12)).T  # s − t in row t
    for bound, size in (
        (frame.grad_bound, frame.spectral_norm),
        (frame.grad_radius, frame.spectral_radius),
    ):
        # The logistic function is steepest at 0, with 1/4.
        powers = np.where(later >= 0, (size / 4) ** np.maximum(later, 0.0), 0.0)
        np.testing.assert_allclose(bound, powers @ output, rtol=1e-6)
