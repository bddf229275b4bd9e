"""The numbers in the text of the lesson; `tests/test_topics.py` measures its claims."""

import math

import pytest

from dlgui.core import run
from dlgui.core.lesson import load_lesson
from dlgui.topics.gradient_descent import RACERS, TOPIC, Params
from dlgui.topics.gradient_descent.measure import steps_to

# The claims read the same long runs, so one process measures them all.
pytestmark = pytest.mark.xdist_group("claims-gradient_descent")

PRESETS = {preset.id: preset for preset in TOPIC.presets}


def test_the_steps_in_the_lesson() -> None:
    root = math.sqrt(50)
    tuned = Params(lr=(2 / (root + 1)) ** 2, momentum=((root - 1) / (root + 1)) ** 2)
    turned = TOPIC.preset_params(PRESETS["turned"])
    measured = (
        steps_to(Params(lr=2 / 51), "sgd", 1e-4),
        steps_to(tuned, "momentum", 1e-4),
        steps_to(turned, "adam", 0.01),
        steps_to(turned.replaced({"angle": 0.0}), "adam", 0.01),
    )
    assert measured == (231, 45, 599, 78)
    for language in ("en", "zh"):
        text = load_lesson("gradient_descent", language).markdown
        assert all(str(number) in text for number in measured)


def test_the_heights_in_the_valley() -> None:
    excess = run("gradient_descent", TOPIC.preset_params(PRESETS["valley"]), 1000).snapshot().excess
    by_racer = dict(zip(RACERS, excess.tolist(), strict=True))
    assert by_racer["sgd"] == pytest.approx(0.45, abs=0.005)
    assert by_racer["momentum"] == pytest.approx(2.5e-5, rel=0.02)


def test_who_stays_in_which_hollow() -> None:
    params = TOPIC.preset_params(PRESETS["many"])
    last = dict(zip(RACERS, run("gradient_descent", params, 300).snapshot().distance, strict=True))
    assert last["adam"] < 1e-6
    assert last["sgd"] == pytest.approx(last["adagrad"], abs=1e-3)
    assert all(last[racer] > 0.1 for racer in RACERS if racer != "adam")


@pytest.mark.parametrize(
    ("preset", "changes", "lost"),
    [
        ("ravine", {"lr": 0.03, "start": (-4.0, 1.4)}, {"nesterov"}),
        ("beale", {"lr": 0.01, "start": (1.0, 1.6)}, {"momentum", "nesterov"}),
    ],
)
def test_who_is_thrown_out(preset: str, changes: dict[str, object], lost: set[str]) -> None:
    params = TOPIC.preset_params(PRESETS[preset]).replaced(changes)
    frame = run("gradient_descent", params, 100).snapshot()
    assert {racer for racer, at in zip(RACERS, frame.diverged_at, strict=True) if at >= 0} == lost
