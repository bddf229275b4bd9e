"""L1 and L2 regularization: what a penalty does to the weights of least squares."""

from dataclasses import dataclass

from dlgui.core import Chapter, ParamSet, Preset, Topic, choice, integer, real, vector
from dlgui.messages import tr

DATA = tr("Data")
PENALTY = tr("Penalty")
DESCENT = tr("Descent")
PLANE = tr("Plane")

GENERATED = ("pair", "sparse")
MANY = ("sparse", "diabetes")
PENALIZED = ("l1", "l2", "elastic")


@dataclass(frozen=True)
class Params(ParamSet):
    """What can be changed; see each declaration."""

    penalty: str = choice(
        "l1",
        {
            "none": tr("None"),
            "l1": tr("L1 (lasso)"),
            "l2": tr("L2 (ridge)"),
            "elastic": tr("Elastic net"),
        },
        title=tr("Penalty"),
        help=tr("What is added to the data loss."),
        group=PENALTY,
    )
    lam: float = real(
        100.0,
        0.01,
        10_000.0,
        log=True,
        zero=True,
        symbol="λ",
        title=tr("Strength"),
        help=tr("How much the penalty counts. It is divided by the number of examples n."),
        group=PENALTY,
        when={"penalty": PENALIZED},
    )
    mix: float = real(
        0.5,
        0.0,
        1.0,
        symbol="α",
        title=tr("Share of L1"),
        help=tr("Elastic net: 1 is pure L1, 0 is pure L2."),
        group=PENALTY,
        when={"penalty": ("elastic",)},
    )
    solver: str = choice(
        "proximal",
        {
            "gradient": tr("Gradient"),
            "sign": tr("Sign-subgradient"),
            "proximal": tr("Proximal"),
        },
        title=tr("Solver"),
        help=tr(
            "How the penalty enters a step. Gradient: steepest descent, with the smallest "
            "subgradient where a weight is 0. Sign: λ/n · sgn(w), where sgn(0) = 0. Proximal: a "
            "gradient step on the data loss, then the exact minimum of penalty and distance. "
            "Without L1 the first two are the same."
        ),
        group=DESCENT,
        when={"penalty": PENALIZED},
    )
    eta: float = real(
        0.1,
        0.001,
        3.0,
        log=True,
        symbol="η",
        title=tr("Learning rate"),
        help=tr("Multiplies the gradient in each step. Above 2 / (largest curvature) it diverges."),
        group=DESCENT,
    )
    data: str = choice(
        "pair",
        {
            "pair": tr("Correlated pair"),
            "sparse": tr("4 of 20 features"),
            "diabetes": tr("Diabetes (real)"),
        },
        title=tr("Data set"),
        help=tr(
            "A pair of correlated features with known weights; 20 features of which 4 matter; or "
            "442 patients: 10 standardized measurements and the progression of their diabetes a "
            "year later, in tens."
        ),
        group=DATA,
        live=False,
    )
    rho: float = real(
        0.5,
        -1.0,
        1.0,
        symbol="ρ",
        title=tr("Correlation"),
        help=tr("Between the two features. At ±1 one is a copy of the other."),
        group=DATA,
        when={"data": ("pair",)},
    )
    noise: float = real(
        1.0,
        0.0,
        5.0,
        symbol="σ",
        title=tr("Noise"),
        help=tr("Standard deviation of the error in y."),
        group=DATA,
        when={"data": GENERATED},
    )
    n: int = integer(
        100,
        10,
        1000,
        log=True,
        symbol="n",
        title=tr("Examples"),
        help=tr("Fewer than 20 examples do not determine 20 weights."),
        group=DATA,
        when={"data": GENERATED},
    )
    first: int = integer(
        1,
        1,
        20,
        symbol="i",
        title=tr("First weight"),
        help=tr("The weight on the horizontal axis of the plane."),
        group=PLANE,
        when={"data": MANY},
    )
    second: int = integer(
        2,
        1,
        20,
        symbol="j",
        title=tr("Second weight"),
        help=tr("The weight on the vertical axis of the plane."),
        group=PLANE,
        when={"data": MANY},
    )
    others: str = choice(
        "optimum",
        {"optimum": tr("at the optimum"), "current": tr("as they are now")},
        title=tr("Other weights"),
        help=tr("Where the weights that the plane does not show are held for the contours."),
        group=PLANE,
        when={"data": MANY},
    )
    start: tuple[float, ...] = vector(
        (-1.0, 3.0),
        -10.0,
        10.0,
        title=tr("Start point"),
        help=tr("Where the two weights of the plane start; the others start at 0."),
        group=PLANE,
        live=False,
    )
    truth: tuple[float, ...] = vector(
        (2.0, 0.5),
        -10.0,
        10.0,
        title=tr("True weights"),
        help=tr("The weights that generate the pair's data."),
        group=PLANE,
        when={"data": ("pair",)},
    )


PRESETS = (
    Preset(
        "corner",
        tr("The corner of the diamond"),
        {"penalty": "l1", "lam": 140.0},
        tr("L1 stops at a corner: one weight is exactly 0."),
    ),
    Preset(
        "circle",
        tr("The circle has no corner"),
        {"penalty": "l2", "lam": 140.0},
        tr("The same data and λ under L2: w gets shorter, but no weight is 0."),
    ),
    Preset(
        "jitter",
        tr("The sign step never arrives"),
        {"data": "sparse", "penalty": "l1", "lam": 30.0, "solver": "sign", "second": 9},
        tr("The weights that should be 0 jitter around it. Switch the solver to Proximal."),
    ),
    Preset(
        "twins",
        tr("Twins: L1 keeps one"),
        {
            "lam": 2000.0,
            "rho": 0.95,
            "noise": 0.5,
            "n": 1000,
            "truth": (2.0, 0.5),
            "start": (0.0, 0.0),
        },
        tr("Two nearly identical features. Switch the penalty to L2: they share the weight."),
    ),
    Preset(
        "ill_posed",
        tr("Ill-posed"),
        {"penalty": "none", "rho": 0.999, "noise": 2.0, "n": 30, "eta": 0.5, "truth": (2.0, 1.0)},
        tr("A valley without a bottom. Add a little L2."),
    ),
    Preset(
        "diabetes",
        tr("Which measurements matter?"),
        {"data": "diabetes", "penalty": "l1", "lam": 200.0, "first": 3, "second": 9, "eta": 0.3},
        tr("Drag the cursor of the path: one weight after another leaves 0."),
    ),
    Preset(
        "explodes",
        tr("Too much of a good thing"),
        {"penalty": "l2", "lam": 3000.0, "solver": "gradient"},
        tr("ηλ/n > 2: each step overshoots. The proximal step never does."),
    ),
)

TOPIC = Topic(
    id="regularization",
    chapter=Chapter.GENERALIZATION,
    title=tr("L1 and L2 regularization"),
    params=Params,
    experiment="dlgui.topics.regularization.experiment:Regularization",
    view="dlgui.topics.regularization.view:RegularizationView",
    claims="dlgui.topics.regularization.claims:CLAIMS",
    presets=PRESETS,
    order=1,
    speed=30.0,
)
