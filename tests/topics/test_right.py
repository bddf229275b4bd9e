"""Which answers count as right."""

import numpy as np

from dlgui.core import Run
from dlgui.topics._right import right_answers
from dlgui.topics.dropout import Params as DropoutParams
from dlgui.topics.vanishing_gradients import Params as VanishingParams


def test_an_answer_is_the_largest_output_unless_one_is_undefined():
    outputs = np.array([[1.0, 2.0], [2.0, 1.0], [np.inf, 1.0], [np.nan, 1.0], [3.0, np.nan]])
    assert right_answers(outputs, [1, 1, 0, 0, 0]).tolist() == [True, False, True, False, False]


def test_a_deep_network_that_has_diverged_is_never_right():
    """argmax of NaN is class 0, which half of the points are."""
    params = VanishingParams(activation="relu", initializer="he", scale=10.0)
    run = Run("vanishing_gradients", params, 0)
    run.advance(20)
    assert run.divergence
    assert np.isnan(run.experiment.network.logits).all()
    assert run.snapshot().accuracy == 0.0


def test_masks_without_finite_numbers_are_never_right():
    run = Run("dropout", DropoutParams(width=8), 0)
    run.experiment.network.params["6.W"][...] = np.nan
    labels = run.experiment.test_digits()[1]
    run.set("digit", int(np.flatnonzero(labels == 0)[0]) + 1)
    assert run.snapshot().fan.label == 0
    assert run.snapshot().fan.right == 0
    run.set("left_on", True)
    assert run.snapshot().scalars["test_accuracy"] == 0.0
