"""The GRU tab's experiment."""

import pickle

import numpy as np
import pytest

from dlgui.core import Run, run
from dlgui.topics.gru import Params

SMALL = {"length": 12, "hidden_size": 6, "batch_size": 4}


def experiment_of(**values):
    return Run("gru", Params(**{**SMALL, **values}), seed=3)


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


@pytest.mark.parametrize("reset", ["before", "after"])
@pytest.mark.parametrize("convention", ["seed", "cho"])
def test_a_frame_follows_the_equations(convention, reset):
    gru = experiment_of(convention=convention, reset=reset, keep_bias=0.7)
    gru.advance(3)
    frame, p = gru.snapshot(), gru.experiment.cell.params
    h = np.zeros(6)
    for t, x in enumerate(gru.experiment.probe.x[:, 0]):
        both = np.concatenate([h, x])
        r = sigmoid(p["W_r"] @ both + p["b_r"])
        z = sigmoid(p["W_z"] @ both + p["b_z"])
        if reset == "before":
            a = p["W_h"] @ np.concatenate([r * h, x]) + p["b_h"]
        else:
            a = p["W_h"][:, 6:] @ x + p["b_h"] + r * (p["W_h"][:, :6] @ h + p["b_recurrent"])
        kept = 1 - z if convention == "seed" else z
        h = kept * h + (1 - kept) * np.tanh(a)
        for name, expected in {
            "reset_gate": r,
            "update_gate": z,
            "candidate": np.tanh(a),
            "kept": kept,
            "hidden": h,
        }.items():
            np.testing.assert_allclose(getattr(frame, name)[t], expected, atol=1e-5)


@pytest.mark.parametrize("convention", ["seed", "cho"])
def test_the_bias_counts_towards_keeping_in_both_conventions(convention):
    kept = [
        experiment_of(convention=convention, keep_bias=bias).snapshot().kept.mean()
        for bias in (-3.0, 0.0, 3.0)
    ]
    assert kept[0] < 0.15 < 0.4 < kept[1] < 0.6 < 0.85 < kept[2]


@pytest.mark.parametrize("reset", ["before", "after"])
def test_both_conventions_train_alike(reset):
    one, other = (
        run("gru", Params(**SMALL, convention=name, reset=reset), 20) for name in ("seed", "cho")
    )
    np.testing.assert_allclose(one.history["loss"].values, other.history["loss"].values, rtol=1e-5)
    np.testing.assert_allclose(
        one.snapshot().update_gate, 1 - other.snapshot().update_gate, atol=1e-5
    )
    assert one.history.last("kept") == pytest.approx(other.history.last("kept"), abs=1e-5)


def test_a_longer_sequence_keeps_the_weights():
    gru = experiment_of()
    gru.advance(3)
    before = gru.experiment.network.flat_params.copy()
    gru.set("length", 30)
    np.testing.assert_array_equal(gru.experiment.network.flat_params, before)
    assert gru.snapshot().hidden.shape == (30, 6)


def test_a_checkpoint_goes_on_with_the_same_numbers_and_frames():
    gru = experiment_of(task="text")
    gru.advance(4)
    copy = pickle.loads(pickle.dumps(gru))
    np.testing.assert_array_equal(copy.snapshot().update_gate, gru.snapshot().update_gate)
    for each in (copy, gru):
        each.advance(6)
    np.testing.assert_array_equal(copy.history["loss"].values, gru.history["loss"].values)
    assert copy.snapshot().sample
