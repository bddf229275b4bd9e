"""The LSTM tab's experiment."""

import pickle

import numpy as np
import pytest

from dlgui.core import Run, run
from dlgui.messages import UserError
from dlgui.topics.lstm import Params

SMALL = {"length": 12, "hidden_size": 6, "batch_size": 4}


def experiment_of(**values):
    return Run("lstm", Params(**{**SMALL, **values}), seed=3)


@pytest.mark.parametrize("task", ["recall", "adding", "text"])
def test_a_frame_holds_one_sequence_step_by_step(task):
    frame = experiment_of(task=task).snapshot()
    for array in (frame.forget_gate, frame.input_gate, frame.output_gate, frame.candidate):
        assert array.shape == (12, 6)
    assert frame.grad_cell.shape == frame.grad_hidden.shape == (12,)
    assert len(frame.strip.inputs) == len(frame.strip.targets) == len(frame.strip.predictions) == 12
    assert bool(frame.sample) == (task == "text")


def test_the_cell_of_a_frame_follows_the_equations():
    frame = experiment_of(forget_bias=1.0).snapshot()
    before = np.vstack([np.zeros((1, 6)), frame.cell[:-1]])
    cell = frame.forget_gate * before + frame.input_gate * frame.candidate
    np.testing.assert_allclose(frame.cell, cell, atol=1e-6)
    np.testing.assert_allclose(frame.hidden, frame.output_gate * np.tanh(cell), atol=1e-6)


def test_the_probe_teaches_nothing():
    """Its gradients at the last step, where the loss applies, are exactly 0."""
    lstm = experiment_of().experiment
    assert not lstm.cell.grad_hidden[:, 0].any()
    assert lstm.cell.grad_hidden[:, 1:].any()


def test_the_loss_is_that_of_the_weights_after_the_step():
    lstm = experiment_of().experiment
    loss = lstm.step()["loss"]
    hidden = lstm.cell.forward(lstm.batch.x)[-1]
    logits = hidden @ lstm.readout.params["W"] + lstm.readout.params["b"]
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    expected = -np.log(shares[np.arange(4), lstm.batch.target]).mean()
    assert loss == pytest.approx(expected, rel=1e-5)


def test_a_longer_sequence_keeps_the_weights():
    lstm = experiment_of()
    lstm.advance(5)
    before = lstm.experiment.network.flat_params.copy()
    lstm.set("length", 30)
    np.testing.assert_array_equal(lstm.experiment.network.flat_params, before)
    assert lstm.snapshot().cell.shape == (30, 6)
    lstm.advance(2)
    assert lstm.step == 7


def test_a_held_gate_is_exact_and_what_it_had_learned_comes_back():
    lstm = experiment_of()
    lstm.advance(5)
    learned = lstm.experiment.cell.params["W_f"].copy()
    lstm.set("forget_gate", "closed")
    lstm.advance(3)
    assert not lstm.snapshot().forget_gate.any()
    lstm.set("forget_gate", "open")
    assert (lstm.snapshot().forget_gate == 1).all()
    lstm.set("forget_gate", "learned")
    np.testing.assert_array_equal(lstm.experiment.cell.params["W_f"], learned)


def test_clipping_bounds_the_step_of_plain_descent():
    lstm = experiment_of(optimizer="sgd", learning_rate=0.1, clip=0.01)
    before = lstm.experiment.network.flat_params.copy()
    norm = lstm.experiment.step()["grad_norm"]
    moved = np.linalg.norm(lstm.experiment.network.flat_params - before)
    assert norm > 0.01
    assert moved == pytest.approx(0.1 * 0.01, rel=1e-3)


def test_a_checkpoint_goes_on_with_the_same_numbers_and_frames():
    lstm = experiment_of(task="text", optimizer="momentum")
    lstm.advance(4)
    copy = pickle.loads(pickle.dumps(lstm))
    np.testing.assert_array_equal(copy.snapshot().cell, lstm.snapshot().cell)
    for each in (copy, lstm):
        each.advance(6)
    np.testing.assert_array_equal(copy.history["loss"].values, lstm.history["loss"].values)


def test_a_text_of_the_users_own_is_learned(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("abcabcabcabc" * 40, encoding="utf-8")
    result = run(
        "lstm", Params(**SMALL, task="text", text_file=str(path), learning_rate=0.05), steps=150
    )
    assert result.history.last("accuracy") > 0.9
    assert set(result.snapshot().strip.inputs) == set("abc")


def test_a_text_that_is_missing_says_so(tmp_path):
    with pytest.raises(UserError, match=r"nowhere\.txt"):
        experiment_of(task="text", text_file=str(tmp_path / "nowhere.txt"))


def test_a_sample_is_renewed_while_it_trains():
    lstm = experiment_of(task="text")
    first = lstm.snapshot()
    lstm.advance(300)
    second = lstm.snapshot()
    assert (first.sample_step, second.sample_step) == (0, 300)
    assert first.sample != second.sample


def test_adding_counts_answers_within_the_tolerance_of_the_paper():
    lstm = experiment_of(task="adding", batch_size=256)
    accuracy = lstm.experiment.step()["accuracy"]
    hidden = lstm.experiment.cell.hidden[-1, 1:]
    answer = hidden @ lstm.experiment.readout.params["W"] + lstm.experiment.readout.params["b"]
    close = np.abs(answer - lstm.experiment.batch.target) < 0.04
    assert accuracy == pytest.approx(close.mean())


def test_a_held_gate_is_not_moved_by_the_momentum_it_had_before():
    lstm = experiment_of(optimizer="momentum", learning_rate=0.1)
    lstm.advance(5)
    lstm.set("forget_gate", "open")
    lstm.advance(3)
    assert not lstm.experiment.cell.params["W_f"].any()


def test_the_scalar_of_the_forget_gate_is_its_mean_over_all():
    lstm = experiment_of(forget_bias=2.0)
    scalars = lstm.experiment.step()
    assert scalars["forget_gate"] == pytest.approx(lstm.experiment.cell.gates["f"].mean())
    # Of σ(2 + small): far from a sum, and from its other neighbours' ½.
    assert scalars["forget_gate"] == pytest.approx(1 / (1 + np.exp(-2)), abs=0.05)
