"""What the gradient descent lesson states."""

from dlgui.core import Claim
from dlgui.messages import tr
from dlgui.topics.gradient_descent import measure

LATER = tr("amplitude of steps 2000–3000 / of 100–500, median of 5 seeds")
_LEFT = tr("distance to the optimum after 600 steps")

CLAIMS = (
    Claim(
        "gradient",
        tr("On every surface the gradient agrees with finite differences."),
        tr("largest relative error"),
        measure.gradient_error,
        "<",
        1e-7,
    ),
    Claim(
        "below_limit",
        tr("With η 1 % below 2/λ_max plain gradient descent still converges."),
        tr("factor of the distance, per step"),
        measure.below_limit,
        "<",
        1.0,
    ),
    Claim(
        "above_limit",
        tr("With η 1 % above 2/λ_max it diverges."),
        tr("factor of the distance, per step"),
        measure.above_limit,
        ">",
        1.0,
    ),
    Claim(
        "limit",
        tr("On three ravines, turned or not, the limit lies at 2/λ_max."),
        tr("largest relative deviation of the limit"),
        measure.limit_error,
        "<",
        0.005,
    ),
    Claim(
        "best_rate",
        tr("The fastest fixed rate is 2/(λ_min + λ_max)."),
        tr("relative deviation of the fastest of 11 rates"),
        measure.best_rate_error,
        "<",
        0.01,
    ),
    Claim(
        "best_factor",
        tr("At that rate each step multiplies the distance by (κ − 1)/(κ + 1)."),
        tr("relative deviation from it"),
        measure.best_factor_error,
        "<",
        1e-6,
    ),
    Claim(
        "momentum",
        tr(
            "With κ = 50 and each at its best setting, momentum needs less than a third of SGD's "
            "steps."
        ),
        tr("steps of SGD / steps of momentum"),
        measure.momentum_gain,
        ">",
        3.0,
    ),
    Claim(
        "momentum_limit",
        tr(
            "Momentum 0.9 tolerates a higher rate than plain gradient descent: 2(1 + μ)/λ_max = "
            "3.8/λ_max."
        ),
        tr("deviation of η · λ_max from 3.8"),
        lambda progress: abs(measure.momentum_limit(progress) - 3.8),
        "<",
        0.02,
    ),
    Claim(
        "nesterov_limit",
        tr(
            "Nesterov's momentum 0.9 tolerates less than plain gradient descent: η · λ_max up to "
            "1.36, not 2."
        ),
        tr("deviation of η · λ_max from 2(1 + μ)/(1 + 2μ)"),
        lambda progress: abs(measure.nesterov_limit(progress) - 3.8 / 2.8),
        "<",
        0.02,
    ),
    Claim(
        "grows_with_rate",
        tr("Four times the rate makes SGD's late oscillation at least 1.5 times as wide."),
        tr("ratio of the amplitudes, median of 5 seeds"),
        lambda progress: measure.changed(progress, {"lr": 0.025}),
        ">",
        1.5,
    ),
    Claim(
        "full_batch",
        tr("With all examples in the batch SGD's oscillation is gone."),
        _LEFT,
        lambda progress: measure.full_batch(progress, "sgd"),
        "<",
        1e-6,
    ),
    Claim(
        "rmsprop_full",
        tr(
            "With all examples RMSprop keeps oscillating: its steps stay long, however small the "
            "slope."
        ),
        _LEFT,
        lambda progress: measure.full_batch(progress, "rmsprop"),
        ">",
        0.1,
    ),
    Claim(
        "schedule",
        tr("Under a constant rate the late oscillation is at least twice as wide as under 1/t."),
        tr("ratio of the amplitudes, median of 5 seeds"),
        lambda progress: measure.changed(progress, {"schedule": "inverse", "horizon": 100}),
        ">",
        2.0,
    ),
    Claim(
        "sgd_stays",
        tr("At a constant rate SGD's oscillation does not shrink with time."),
        LATER,
        lambda progress: measure.later_over_earlier(progress, "sgd"),
        ">",
        0.75,
    ),
    Claim(
        "adagrad_calms",
        tr("Adagrad's oscillation shrinks with time, if slowly."),
        LATER,
        lambda progress: measure.later_over_earlier(progress, "adagrad"),
        "<",
        0.8,
    ),
    Claim(
        "rmsprop_stays",
        tr("RMSprop's does not, although it is adaptive too."),
        LATER,
        lambda progress: measure.later_over_earlier(progress, "rmsprop"),
        ">",
        0.75,
    ),
    Claim(
        "uphill",
        tr("Late in the run, at least two in five steps raise the loss."),
        tr("share of SGD's steps that raise the loss, median of 5 seeds"),
        measure.uphill,
        ">",
        0.4,
    ),
    Claim(
        "scale_free",
        tr("Along the axes Adagrad takes the same path for κ = 1 and κ = 1000."),
        tr("largest distance between the two paths in 300 steps"),
        measure.scale_free,
        "<",
        1e-6,
    ),
    Claim(
        "turned",
        tr("Turn the ravine by 45° and Adam needs at least twice as many steps."),
        tr("steps at 45° / steps at 0°"),
        measure.turning,
        ">",
        2.0,
    ),
    Claim(
        "ridge",
        tr("Started exactly on the ridge of the saddle, no racer ever leaves it."),
        tr("smallest distance to a minimum after 300 steps"),
        measure.nearest_on_ridge,
        "≥",
        1.0,
    ),
    Claim(
        "falls",
        tr("With a noise of 0.01 every racer finds a minimum."),
        tr("largest distance to a minimum after 300 steps, median of 5 seeds"),
        measure.farthest_with_noise,
        "<",
        0.2,
    ),
)
