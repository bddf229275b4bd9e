"""What the centres of the recurrent tabs have in common: it can be read on any screen."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from dlgui.topics._sequence.excerpt import Excerpt
from dlgui.ui.theme import look


@pytest.fixture(autouse=True)
def light_look() -> Iterator[None]:
    look().set_theme("light")
    yield
    look().set_theme("light")


@pytest.mark.parametrize(
    "text", ["Written by the network: " + "abc " * 99, "网络写出：" * 50, "ab"]
)
@pytest.mark.parametrize("theme", ["light", "projector"])
def test_an_excerpt_ends_with_a_whole_line(qtbot: QtBot, theme: str, text: str) -> None:
    look().set_theme(theme)
    excerpt = Excerpt()
    qtbot.addWidget(excerpt)
    excerpt.setFont(look().font())
    excerpt.resize(600, 200)
    excerpt.show()
    excerpt.setText(text[:2])
    line = excerpt.maximumHeight()
    assert line >= excerpt.heightForWidth(600)
    excerpt.setText(text)
    lines = excerpt.maximumHeight() / line
    assert lines == pytest.approx(round(lines), abs=0.05)
    assert min(2, excerpt.heightForWidth(600) / line) - 0.05 < lines < 4
