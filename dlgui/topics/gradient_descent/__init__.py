"""Gradient descent: six optimizers race from one start across one surface."""

from collections.abc import Mapping
from dataclasses import dataclass

from dlgui.core import Chapter, ParamSet, Preset, Topic, choice, flag, integer, real, vector
from dlgui.messages import tr

SURFACE = tr("Surface")
STEP = tr("Step")
NOISE = tr("Noise")
RACE = tr("Race")

EXAMPLES = 200
REACH = 5.0

RACERS: Mapping[str, str] = {
    "sgd": tr("SGD"),
    "momentum": tr("Momentum"),
    "nesterov": tr("Nesterov"),
    "adagrad": tr("Adagrad"),
    "rmsprop": tr("RMSprop"),
    "adam": tr("Adam"),
}
"""The racers' titles by id, in the order of every array of a frame."""

ADAPTIVE = ("adagrad", "rmsprop", "adam")
DECAYING = ("inverse", "exponential", "halving", "cosine")


@dataclass(frozen=True)
class Params(ParamSet):
    """What can be changed; see each declaration."""

    surface: str = choice(
        "ravine",
        {
            "bowl": tr("Bowl"),
            "ravine": tr("Ravine"),
            "saddle": tr("Saddle"),
            "rosenbrock": tr("Rosenbrock"),
            "beale": tr("Beale"),
            "many": tr("Many minima"),
            "least_squares": tr("Least squares"),
        },
        title=tr("Surface"),
        help=tr("The loss as a function of two weights. Drag the start point on it."),
        group=SURFACE,
        live=False,
    )
    kappa: float = real(
        50.0,
        1.0,
        1000.0,
        log=True,
        symbol="κ",
        title=tr("Condition number"),
        help=tr("The ravine's largest curvature; the smallest is 1. At 1 the ravine is a bowl."),
        group=SURFACE,
        when={"surface": ("ravine",)},
    )
    angle: float = real(
        0.0,
        -90.0,
        90.0,
        symbol="φ",
        unit="°",
        title=tr("Direction"),
        help=tr("Adagrad, RMSprop and Adam scale each axis separately: turn the ravine and see."),
        group=SURFACE,
        when={"surface": ("ravine",)},
    )
    lr: float = real(
        0.025,
        1e-5,
        10.0,
        log=True,
        symbol="η",
        title=tr("Learning rate"),
        help=tr("For SGD, momentum and Nesterov: multiplies the gradient."),
        group=STEP,
    )
    lr_adaptive: float = real(
        0.2,
        1e-4,
        10.0,
        log=True,
        symbol="α",
        title=tr("Adaptive rate"),
        help=tr("For Adagrad, RMSprop and Adam: sets how long their first step is, on any slope."),
        group=STEP,
    )
    momentum: float = real(
        0.9,
        0.0,
        0.99,
        symbol="μ",
        title=tr("Momentum"),
        help=tr("For momentum and Nesterov: how much of its velocity a racer keeps."),
        group=STEP,
    )
    schedule: str = choice(
        "constant",
        {
            "constant": tr("Constant"),
            "inverse": tr("1/t"),
            "exponential": tr("Exponential"),
            "halving": tr("Halved in steps"),
            "cosine": tr("Cosine"),
        },
        title=tr("Schedule"),
        help=tr("How both learning rates fall over time."),
        group=STEP,
    )
    horizon: int = integer(
        100,
        5,
        5000,
        log=True,
        symbol="τ",
        unit=tr("steps"),
        title=tr("Decay time"),
        help=tr("1/t: half the rate is left after τ. Exponential: 37 %. Cosine: none."),
        group=STEP,
        when={"schedule": DECAYING},
    )
    noise: float = real(
        0.0,
        0.001,
        10.0,
        log=True,
        zero=True,
        symbol="σ",
        title=tr("Gradient noise"),
        help=tr("Standard deviation of the noise added to each gradient component."),
        group=NOISE,
    )
    batch: int = integer(
        8,
        1,
        EXAMPLES,
        log=True,
        symbol="B",
        title=tr("Batch size"),
        help=tr("Examples used for each gradient, out of 200. With all 200 there is no noise."),
        group=NOISE,
        when={"surface": ("least_squares",)},
    )
    sgd: bool = flag(True, title=tr("SGD"), group=RACE)
    momentum_on: bool = flag(True, title=tr("Momentum"), group=RACE)
    nesterov: bool = flag(True, title=tr("Nesterov"), group=RACE)
    adagrad: bool = flag(True, title=tr("Adagrad"), group=RACE)
    rmsprop: bool = flag(True, title=tr("RMSprop"), group=RACE)
    adam: bool = flag(True, title=tr("Adam"), group=RACE)
    start: tuple[float, ...] = vector(
        (-4.0, 1.5),
        -REACH,
        REACH,
        title=tr("Start point"),
        help=tr("Where every racer starts. A point off the surface is moved to its edge."),
        group=RACE,
        live=False,
    )

    def races(self, racer: str) -> bool:
        """Whether this racer is switched on."""
        return bool(getattr(self, FLAGS[racer]))


FLAGS: Mapping[str, str] = {
    racer: "momentum_on" if racer == "momentum" else racer for racer in RACERS
}
"""The parameter that switches each racer on."""


def _only(*racers: str) -> dict[str, object]:
    return {name: racer in racers for racer, name in FLAGS.items()}


PRESETS = (
    Preset(
        "ravine",
        tr("Along the ravine"),
        {},
        tr("SGD crawls, momentum swings, the adaptive racers cut across."),
    ),
    Preset(
        "edge",
        tr("One per cent too far"),
        {"lr": 0.0404, "start": (-4.0, 0.5), **_only("sgd", "momentum")},
        tr("η is 1 % above 2/λ_max: each bounce is wider than the last. Momentum tolerates it."),
    ),
    Preset(
        "best",
        tr("The best fixed rate"),
        {"lr": 0.0392, **_only("sgd")},
        tr("η = 2/(λ_min + λ_max): plain gradient descent can't be faster here."),
    ),
    Preset(
        "turned",
        tr("The turned ravine"),
        {"kappa": 100.0, "angle": 45.0, "lr": 0.01, "start": (-4.0, 1.0)},
        tr("The axes no longer fit. Turn φ back to 0 and reset: Adagrad and Adam run straight."),
    ),
    Preset(
        "saddle",
        tr("Balanced on the saddle"),
        {"surface": "saddle", "start": (-2.0, 0.0), "lr": 0.05, "lr_adaptive": 0.1},
        tr("Exactly on the ridge no racer ever falls. Add a little gradient noise."),
    ),
    Preset(
        "valley",
        tr("Rosenbrock's curved valley"),
        {"surface": "rosenbrock", "start": (-1.2, 1.0), "lr": 0.001, "lr_adaptive": 0.3},
        tr("Getting into the valley is quick, moving along it is slow."),
    ),
    Preset(
        "beale",
        tr("Walls and floors"),
        {"surface": "beale", "start": (1.0, 1.5), "lr": 0.005, "lr_adaptive": 0.3},
        tr("Beale's walls are steep and its floor is flat: one rate does not suit both."),
    ),
    Preset(
        "many",
        tr("Which hollow?"),
        {"surface": "many", "start": (-3.3, 2.2), "lr": 0.06, "lr_adaptive": 0.5},
        tr("The same start, but different minima."),
    ),
    Preset(
        "tremble",
        tr("Never quite there"),
        {
            "surface": "least_squares",
            "start": (-2.0, 3.0),
            "lr": 0.2,
            "lr_adaptive": 0.3,
            **_only("sgd", "adagrad", "rmsprop"),
        },
        tr("Small batches: SGD arrives and keeps oscillating. Switch the schedule to 1/t."),
    ),
)

TOPIC = Topic(
    id="gradient_descent",
    chapter=Chapter.TRAINING,
    title=tr("Gradient descent"),
    params=Params,
    experiment="dlgui.topics.gradient_descent.experiment:Race",
    view="dlgui.topics.gradient_descent.view:RaceView",
    claims="dlgui.topics.gradient_descent.claims:CLAIMS",
    presets=PRESETS,
    order=1,
    speed=30.0,
)
