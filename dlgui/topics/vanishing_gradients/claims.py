"""What the lesson says that can be measured."""

from __future__ import annotations

from dlgui.core import Claim
from dlgui.messages import tr
from dlgui.topics.vanishing_gradients import measurements as m

_ORDERS = tr("orders of magnitude from the last hidden layer to the first, median of 5 seeds")
_WORST_ORDERS = tr("orders of magnitude up or down, worst of 5 seeds")
_ACCURACY = tr("accuracy after 200 steps, median of 5 seeds")
_IN_ETA_C = tr("largest, in units of ηc, over 100 steps")
_ANGLE = tr("angle between step and descent, in degrees")
_SILENT = tr("layers whose weight gradient is exactly 0, median of 5 seeds")

CLAIMS = (
    Claim(
        "quarter",
        tr("The sigmoid's slope never exceeds 1/4, for any half-precision number."),
        tr("largest σ′"),
        m.largest_slope,
        "=",
        0.25,
    ),
    Claim(
        "bound",
        tr("Sigmoid, tanh, ReLU, 60 steps: no layer's factor exceeds ‖W‖₂ · max f′."),
        tr("largest factor / bound"),
        m.factor_within_bound,
        "≤",
        1.0,
    ),
    Claim(
        "factor",
        tr("A sigmoid layer with Xavier weights lets through about a quarter of the gradient."),
        tr("factor, median over layers and 5 seeds"),
        m.sigmoid_factor,
        "≤",
        0.3,
    ),
    Claim(
        "lost",
        tr("Thirty such layers shrink the gradient by more than fifteen orders of magnitude."),
        _ORDERS,
        m.sigmoid_lost,
        "≥",
        15.0,
    ),
    Claim(
        "frozen",
        tr("Twenty sigmoid layers: in 200 steps not one bit of W₁ changes."),
        tr("‖ΔW₁‖ / ‖W₁‖, median of 5 seeds"),
        m.front_moves,
        "=",
        0.0,
    ),
    Claim(
        "chance",
        tr("After these 200 steps the network still guesses."),
        _ACCURACY,
        m.plain_accuracy,
        "≤",
        0.6,
    ),
    Claim(
        "band",
        tr(
            "He and ReLU: over 30 layers the gradient changes by less than two orders of magnitude."
        ),
        _WORST_ORDERS,
        m.he_lost,
        "≤",
        2.0,
    ),
    Claim(
        "healthy",
        tr("With He and ReLU the 20 layers learn the circles within 200 steps."),
        _ACCURACY,
        m.healthy_accuracy,
        "≥",
        0.95,
    ),
    Claim(
        "relu_alone",
        tr(
            "ReLU by itself is no cure: with LeCun weights 30 layers shrink the gradient by at "
            "least four orders of magnitude."
        ),
        tr("orders of magnitude from the last hidden layer to the first, median of 20 seeds"),
        m.relu_lost,
        "≥",
        4.0,
    ),
    Claim(
        "equal",
        tr("Even so, the gradients of its weights are nearly equal in layers 2 to 30."),
        tr("orders of magnitude from the smallest to the largest, median of 5 seeds"),
        m.equal_shares,
        "≤",
        1.0,
    ),
    Claim(
        "zeros",
        tr("With all weights 0 no hidden layer has any gradient."),
        tr("hidden layers with a weight gradient"),
        m.zero_start,
        "=",
        0.0,
    ),
    Claim(
        "overflow",
        tr("He weights 1.2 times as large, η = 0.1: a float32 overflows within 10 steps."),
        tr("step of the overflow, latest of 5 seeds"),
        m.overflow_step,
        "≤",
        10.0,
    ),
    Claim(
        "double",
        tr(
            "Double precision, whose range spans 8 times as many orders of magnitude, lasts at "
            "most 2 steps longer."
        ),
        tr("steps gained, most of 5 seeds"),
        m.double_lives_longer,
        "≤",
        2.0,
    ),
    Claim(
        "norm_bound",
        tr("Clipped by norm, no step is longer than ηc."),
        _IN_ETA_C,
        m.norm_bounds_step,
        "≤",
        1.000001,
    ),
    Claim(
        "value_bound",
        tr("Clipped by value, no number changes by more than ηc."),
        _IN_ETA_C,
        m.value_bounds_numbers,
        "≤",
        1.000001,
    ),
    Claim(
        "norm_direction",
        tr("Clipping by norm keeps the direction of the step."),
        _ANGLE,
        m.norm_keeps_direction,
        "≤",
        1e-6,
    ),
    Claim(
        "value_direction",
        tr("Clipping by value changes it."),
        tr("angle between step and descent, in degrees, median of 20 seeds"),
        m.value_turns,
        "≥",
        10.0,
    ),
    Claim(
        "clipped",
        tr("With the gradient clipped at c = 2 the exploding run learns the circles."),
        _ACCURACY,
        m.clipped_accuracy,
        "≥",
        0.95,
    ),
    Claim(
        "norm_learns",
        tr("With batch normalization the 20 sigmoid layers learn the circles."),
        _ACCURACY,
        m.norm_accuracy,
        "≥",
        0.9,
    ),
    Claim(
        "norm_orders",
        tr("There the gradient changes by less than three orders of magnitude from end to end."),
        _WORST_ORDERS,
        m.norm_lost,
        "≤",
        3.0,
    ),
    Claim(
        "norm_shape",
        tr("Batch normalization does not change the shape of a distribution: skewness stays."),
        tr("change of the skewness of 20 000 exponential numbers"),
        m.norm_shape,
        "≤",
        1e-6,
    ),
    Claim(
        "norm_not_normal",
        tr("What comes out is as skewed as before; a normal distribution has skewness 0."),
        tr("skewness after batch normalization"),
        m.norm_skewness,
        "≥",
        1.5,
    ),
    Claim(
        "tanh_lost",
        tr(
            "Thirty tanh layers with weights scaled by 0.7 shrink the gradient by at least four "
            "orders of magnitude."
        ),
        _ORDERS,
        m.residual_plain_lost,
        "≥",
        4.0,
    ),
    Claim(
        "residual_orders",
        tr("With residual connections the same layers change it by less than two."),
        _WORST_ORDERS,
        m.residual_lost,
        "≤",
        2.0,
    ),
    Claim(
        "residual_learns",
        tr("And they learn the circles."),
        _ACCURACY,
        m.residual_accuracy,
        "≥",
        0.95,
    ),
    Claim(
        "drift",
        tr("Residual sums of sigmoids, never negative, grow at least tenfold over 20 layers."),
        tr("size of a₂₀ / size of a₁, median of 5 seeds"),
        m.drift,
        "≥",
        10.0,
    ),
    Claim(
        "drift_chance",
        tr("So with residual connections alone the 20 sigmoid layers keep guessing, η = 0.01."),
        _ACCURACY,
        m.drift_accuracy,
        "≤",
        0.6,
    ),
    Claim(
        "both",
        tr("Together with batch normalization, at the same η, they learn."),
        _ACCURACY,
        m.both_accuracy,
        "≥",
        0.9,
    ),
    Claim(
        "half_silent",
        tr(
            "Twenty narrow sigmoid layers in half precision: at least five receive no gradient at "
            "all."
        ),
        _SILENT,
        m.silent_layers("float16"),
        "≥",
        5.0,
    ),
    Claim(
        "single_speaks",
        tr("In single precision every one of them receives some."),
        _SILENT,
        m.silent_layers("float32"),
        "=",
        0.0,
    ),
    Claim(
        "half_overflow",
        tr("ReLU, 16 units, weights with σ = 1: half precision overflows before the first step."),
        tr("layer whose z overflows, median of 5 seeds"),
        m.first_pass_layer("float16"),
        "≤",
        20.0,
    ),
)
