"""What the lesson says that can be measured."""

from __future__ import annotations

from dlgui.core import Claim
from dlgui.messages import tr
from dlgui.topics.dropout import measurements as m

_ERRORS = tr("largest difference, in standard errors")
_GRADIENT = tr("largest |∂L/∂w| of their weights")
_CHANGE = tr("largest change of their weights in one step")

CLAIMS = (
    Claim(
        "expectation",
        tr("Over 4000 masks the mean of a ⊙ m/(1−p) is a, for every active unit of a layer."),
        _ERRORS,
        m.expectation,
        "≤",
        4.0,
    ),
    Claim(
        "expectation_classic",
        tr("The mean of a ⊙ m is (1−p) a: classic scaling, too, is right on average."),
        _ERRORS,
        m.expectation_classic,
        "≤",
        4.0,
    ),
    Claim(
        "dropped_gradient",
        tr(
            "Units dropped for the whole batch: the gradient of each of their weights is exactly 0."
        ),
        _GRADIENT,
        m.dropped_gradient,
        "=",
        0.0,
    ),
    Claim(
        "dropped_rest",
        tr("Plain SGD does not move these weights in that step."),
        _CHANGE,
        m.dropped_rest,
        "=",
        0.0,
    ),
    Claim(
        "dropped_move",
        tr("Adam moves them anyway, because it remembers earlier gradients."),
        _CHANGE,
        m.dropped_move,
        ">",
        1e-4,
    ),
    Claim(
        "all_dropped",
        tr("With one mask per digit, no unit was dropped for all 32 digits in any of 300 batches."),
        tr("units without any gradient"),
        m.all_dropped,
        "=",
        0.0,
    ),
    Claim(
        "survivors_gradient",
        tr("p = 0.5, inverted: the gradient at a surviving unit is about twice as large."),
        tr("size with dropout / without"),
        m.survivors_gradient,
        ">",
        1.8,
    ),
    Claim(
        "mean_gradient",
        tr(
            "Averaged over 200 masks, dropped units included, it is no larger than without dropout."
        ),
        tr("size of the mean gradient / without dropout"),
        m.mean_gradient,
        "<",
        1.1,
    ),
    Claim(
        "by_heart",
        tr("Without dropout all 200 training digits are right after 1000 steps."),
        tr("training accuracy, median of 7 seeds"),
        m.by_heart,
        "≥",
        0.99,
    ),
    Claim(
        "gap",
        tr("After 1000 steps p = 0.5 has, on average, a smaller gap between training and test."),
        tr("gap without − gap with, points of accuracy, mean of 15 seeds"),
        m.gap,
        ">",
        0.0,
    ),
    Claim(
        "test_gain",
        tr("After 1000 steps p = 0.5 has, on average, the higher test accuracy."),
        tr("test accuracy with − without, in points, mean of 15 seeds"),
        m.accuracy_gain,
        ">",
        0.0,
    ),
    Claim(
        "slower",
        tr("p = 0.5 needs more steps to bring the training loss, without masks, down to 0.05."),
        tr("steps with / steps without, median of 7 seeds"),
        m.slower,
        "≥",
        1.3,
    ),
    Claim(
        "left_on",
        tr("After 300 steps with p = 0.5, dropout left on at test time costs accuracy."),
        tr("test accuracy lost, median of 7 seeds"),
        m.left_on,
        "≥",
        0.05,
    ),
    Claim(
        "masks_ahead",
        tr("After 300 steps none of 64 masked networks beats the whole one on the test digits."),
        tr("masks that are better, median of 5 seeds"),
        m.masks_ahead,
        "=",
        0.0,
    ),
    Claim(
        "ensemble",
        tr("The averaged answer of the 64 is about as good as one pass of the whole network."),
        tr("difference in test accuracy, median of 5 seeds"),
        m.ensemble,
        "≤",
        0.02,
    ),
    Claim(
        "unscaled_accuracy",
        tr("Classic without its scaling at test time hardly changes which answer is chosen."),
        tr("change of test accuracy, median of 3 seeds"),
        m.unscaled_accuracy,
        "≤",
        0.02,
    ),
    Claim(
        "unscaled_loss",
        tr(
            "Classic without its scaling at test time is overconfident: the test loss grows by "
            "half."
        ),
        tr("test loss without scaling / with, median of 3 seeds"),
        m.unscaled_loss,
        "≥",
        1.5,
    ),
    Claim(
        "batch_loss",
        tr("The loss of the masked batches stays far above the training loss without masks."),
        tr("last 100 batches / all training digits without masks"),
        m.batch_loss,
        "≥",
        5.0,
    ),
    Claim(
        "too_much",
        tr("16 units and p = 0.9: after 1000 steps hardly anything is learned."),
        tr("training accuracy, median of 7 seeds"),
        m.too_much,
        "≤",
        0.3,
    ),
    Claim(
        "dead",
        tr("16 units and p = 0.9: most of them are dead, that is, 0 for every training digit."),
        tr("share of units still alive, median of 7 seeds"),
        m.dead,
        "≤",
        0.2,
    ),
)
