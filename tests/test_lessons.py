"""Every topic's lesson: both languages, and links and formulas that work."""

import pytest

from dlgui.core.lesson import LANGUAGES, PresetLink, SetLink, load_lesson
from dlgui.core.lesson_check import lesson_problems
from dlgui.core.topic import find_topic, topics
from dlgui.ui.theme import STYLES
from dlgui.ui.widgets.formula import colour_names, draw_formula

WIDEST = 27.0
"""Ems: what fits the panel at 1280×720."""


@pytest.mark.parametrize("topic_id", list(topics()))
def test_languages_agree_and_links_lead_somewhere(topic_id: str) -> None:
    assert lesson_problems(find_topic(topic_id)) == []


@pytest.mark.parametrize(
    ("topic_id", "link", "there"),
    [
        # "Residual connections around sigmoids", after half precision and ReLU.
        ("vanishing_gradients", "residual", {"learning_rate": 0.01, "residual": True}),
        # "More dropout" for the masks of the trained network, after one that learns nothing.
        ("dropout", "digit", {"rate": 0.5, "digit": 2}),
        # "See the frame" on a grey ramp, after a picture and a kernel of three channels.
        (
            "convolution",
            "colour",
            {
                "source": "ramp",
                "size": 12,
                "kernel": "edge",
                "weights": (1 / 9,) * 9 + (-1 / 9,) * 9 + (0.0,) * 9,
                "padding": 1,
                "activation": "identity",
                "mix_out": 8,
            },
        ),
    ],
)
def test_a_clicker_finds_what_the_sentence_tells(
    topic_id: str, link: str, there: dict[str, object]
) -> None:
    topic = find_topic(topic_id)
    params = topic.params()
    for step in load_lesson(topic_id, "en").links:
        if isinstance(step, PresetLink):
            params = topic.preset_params(next(p for p in topic.presets if p.id == step.id))
        if isinstance(step, SetLink):
            params = params.replaced(topic.params.parse(step.values))
            if link in step.values:
                break
    assert params == topic.params().replaced(there)


@pytest.mark.parametrize("topic_id", list(topics()))
def test_every_formula_is_drawn_in_known_colours(topic_id: str) -> None:
    for formula in {f for language in LANGUAGES for f in load_lesson(topic_id, language).formulas}:
        assert formula.latex.isascii(), f"the formula font has no letters for {formula.latex}"
        picture = draw_formula(formula)
        assert colour_names(picture) <= set(STYLES), formula.latex
        assert picture.width <= WIDEST, formula.latex
