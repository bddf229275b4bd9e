"""The dropout tab's experiment."""

import pickle

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import given, settings
from hypothesis import strategies as st

from dlgui.core import Run, run
from dlgui.topics.dropout import TEST_SIZE, Params
from dlgui.topics.dropout.network import dropouts, forward, inference_factor

SMALL = {"width": 12, "batch": 9, "n": 40}


def network_of(steps=0, seed=3, **values):
    return run("dropout", Params(**{**SMALL, **values}), steps, seed)


def weights_of(experiment):
    W = {name: array.astype(np.float64) for name, array in experiment.network.params.items()}
    return [W[name] for name in ("0.W", "0.b", "3.W", "3.b", "6.W", "6.b")]


def masked_loss(a1, extra2, experiment):
    """Cross-entropy from a₁ on, written again in float64; `extra2` is added to a₂."""
    _, _, W2, b2, W3, b3 = weights_of(experiment)
    rate = experiment.params.rate
    scale = 1 / (1 - rate) if experiment.params.scaling == "inverted" else 1.0
    m1, m2 = (layer.mask * scale for layer in dropouts(experiment.network))
    a2 = anp.maximum((a1 * m1) @ W2 + b2, 0) + extra2
    z = (a2 * m2) @ W3 + b3
    z = z - anp.max(z, axis=1, keepdims=True)
    labels = experiment.labels[experiment.chosen]
    picked = z[np.arange(len(labels)), labels]
    return anp.mean(anp.log(anp.sum(anp.exp(z), axis=1)) - picked)


@pytest.mark.parametrize("scaling", ["inverted", "classic"])
@pytest.mark.parametrize("mask", ["example", "batch"])
def test_frame_and_network_agree_with_an_independent_gradient(scaling, mask):
    experiment = network_of(20, scaling=scaling, mask=mask, rate=0.3).experiment
    W1, b1 = weights_of(experiment)[:2]
    a1 = np.maximum(experiment.x[experiment.chosen].astype(np.float64) @ W1 + b1, 0)
    none = np.zeros_like(a1)
    assert masked_loss(a1, none, experiment) == pytest.approx(experiment.batch_loss, rel=1e-4)
    d_a1 = grad(masked_loss, 0)(a1, none, experiment)
    d_a2 = grad(masked_loss, 1)(a1, none, experiment)
    first, second = experiment.snapshot().layers
    np.testing.assert_allclose(first.activation, a1, atol=1e-5)
    np.testing.assert_allclose(first.gradient, d_a1, atol=1e-6)
    np.testing.assert_allclose(second.gradient, d_a2, atol=1e-6)
    dW1 = experiment.x[experiment.chosen].T @ (d_a1 * (a1 > 0))
    np.testing.assert_allclose(first.weight_gradient, np.linalg.norm(dW1, axis=0), rtol=1e-3)


@pytest.mark.parametrize("scaling", ["inverted", "classic"])
def test_the_whole_network_is_what_the_layers_do_at_inference(scaling):
    experiment = network_of(5, scaling=scaling, rate=0.4).experiment
    x, labels = experiment.test_digits()
    factor = inference_factor(0.4, scaling)
    logits = forward(experiment.network, x, (factor, factor)).logits
    np.testing.assert_allclose(logits, experiment.network.forward(x), atol=1e-4)
    experiment.set("rate", 0.4)  # measures anew
    right = (logits.argmax(axis=1) == labels).mean()
    assert experiment.scalars["test_accuracy"] == pytest.approx(right)


def test_dropped_units_have_no_gradient_and_the_others_have():
    for layer in network_of(10).snapshot().layers:
        assert not layer.gradient[~layer.kept].any()
        assert layer.gradient[layer.kept].any()
        assert 0 < layer.kept.mean() < 1
        np.testing.assert_array_equal(layer.dropped_count, (~layer.kept).sum(axis=1))


def test_one_mask_for_the_batch_stops_the_weights_of_dropped_units():
    experiment = network_of(10, mask="batch").experiment
    first, second = experiment.kept()
    assert (first == first[0]).all()
    gone1, gone2 = ~first[0], ~second[0]
    before = {name: array.copy() for name, array in experiment.network.params.items()}
    experiment.step()
    after = experiment.network.params
    np.testing.assert_array_equal(after["0.W"][:, gone1], before["0.W"][:, gone1])
    np.testing.assert_array_equal(after["3.W"][gone1], before["3.W"][gone1])
    np.testing.assert_array_equal(after["6.W"][gone2], before["6.W"][gone2])
    assert (after["0.W"] != before["0.W"]).any()


@settings(max_examples=15, deadline=None)
@given(high=st.floats(0, 0.9), low=st.floats(0, 0.9))
def test_a_smaller_rate_drops_a_part_of_the_same_units(high, low):
    low, high = sorted((low, high))
    experiment = network_of(2, rate=high).experiment
    many_dropped = [kept.copy() for kept in experiment.kept()]
    chosen = experiment.chosen.copy()
    experiment.set("rate", low)
    np.testing.assert_array_equal(experiment.chosen, chosen)
    for before, after in zip(many_dropped, experiment.kept(), strict=True):
        assert (after | ~before).all()


def test_runs_that_differ_in_p_share_weights_and_batches():
    without, half = network_of(rate=0.0).experiment, network_of(rate=0.5).experiment
    assert np.array_equal(without.network.flat_params, half.network.flat_params)
    for _ in range(3):
        assert np.array_equal(without.chosen, half.chosen)
        without.step(), half.step()


def test_dropout_left_on_changes_the_test_only():
    off, on = network_of(30, rate=0.6), network_of(30, rate=0.6, left_on=True)
    np.testing.assert_array_equal(off.history["batch_loss"].values, on.history["batch_loss"].values)
    np.testing.assert_array_equal(off.history["train_loss"].values, on.history["train_loss"].values)
    assert (off.history["test_loss"].values != on.history["test_loss"].values).all()


def test_without_dropout_every_mask_is_the_whole_network():
    fan = network_of(30, rate=0.0).snapshot().fan
    np.testing.assert_allclose(fan.probabilities, np.tile(fan.scaled, (64, 1)), atol=1e-6)
    assert fan.right in (0, 64)


def test_the_fan_asks_the_chosen_digit_and_its_mean_is_of_all_masks():
    experiment = network_of(30).experiment
    experiment.set("digit", 7)
    fan = experiment.snapshot().fan
    x, labels = experiment.test_digits()
    np.testing.assert_array_equal(fan.image, x[6].reshape(8, 8))
    assert fan.label == labels[6]
    np.testing.assert_allclose(fan.mean, fan.probabilities.mean(axis=0), rtol=1e-6)
    assert fan.right == (fan.probabilities.argmax(axis=1) == labels[6]).sum()
    assert fan.probabilities.std(axis=0).max() > 0.01


def test_the_histogram_counts_the_kept_values_above_zero():
    experiment = network_of(10, batch=64, rate=0.5).experiment
    layer = experiment.snapshot().layers[0]
    a1, kept = experiment.activations().a1, experiment.kept()[0]
    values = a1[kept & (a1 > 0)]
    assert layer.before.sum() == layer.after.sum() == values.size
    np.testing.assert_array_equal(layer.after, np.histogram(2 * values, layer.edges)[0])
    assert layer.mean_training == pytest.approx(float((2 * a1 * kept).mean()), rel=1e-4)
    assert layer.mean_test == pytest.approx(float(a1.mean()), rel=1e-4)


def test_test_digits_are_never_trained_on():
    experiment = network_of(n=1000, batch=256).experiment
    for _ in range(20):
        assert experiment.chosen.max() < len(experiment.x) - TEST_SIZE
        experiment.step()


def test_losses_over_all_digits_are_recorded_every_ten_steps():
    result = network_of(25)
    assert result.history["batch_loss"].steps.tolist() == list(range(1, 26))
    assert result.history["test_accuracy"].steps.tolist() == [10, 20]


def test_a_checkpoint_goes_on_with_the_same_numbers_and_frames():
    result = network_of(13, optimizer="adam", lr=0.003, left_on=True)
    copy = pickle.loads(pickle.dumps(result))
    np.testing.assert_array_equal(
        copy.snapshot().layers[1].gradient, result.snapshot().layers[1].gradient
    )
    for each in (copy, result):
        each.set("rate", 0.2)
        each.advance(20)
    for name in ("batch_loss", "test_loss"):
        np.testing.assert_array_equal(copy.history[name].values, result.history[name].values)


def test_a_frame_stays_as_it_was():
    result = network_of(3)
    frame = result.snapshot()
    before = pickle.dumps(frame)
    result.advance(3)
    result.set("rate", 0.1)
    assert pickle.dumps(frame) == before


def test_a_change_keeps_what_was_learned():
    result = Run("dropout", Params(**SMALL), seed=1)
    result.advance(10)
    weights = result.experiment.network.flat_params.copy()
    for name, value in (("rate", 0.8), ("batch", 3), ("n", 100), ("optimizer", "adam")):
        result.set(name, value)
        np.testing.assert_array_equal(result.experiment.network.flat_params, weights)
    assert result.snapshot().images.shape == (3, 8, 8)


def test_a_run_that_diverges_can_still_be_drawn():
    result = run("dropout", Params(lr=10.0, rate=0.9, mask="batch"), 60)
    assert result.divergence is not None
    assert result.divergence.array in {"a₁", "a₂", "z", "0.W", "3.W", "6.W"}
    assert result.snapshot().layers[0].before.shape == (24,)


def test_the_curves_begin_with_what_was_chosen_at_step_0():
    changed, fresh = network_of(0, rate=0.5), network_of(0, rate=0.9, scaling="classic", n=30)
    for name, value in (("rate", 0.9), ("scaling", "classic"), ("n", 30)):
        changed.set(name, value)
    first = changed.snapshot().first
    assert first == fresh.snapshot().first
    changed.advance(1)
    changed.set("rate", 0.1)
    assert changed.snapshot().first == first, "later changes don't change the past"
