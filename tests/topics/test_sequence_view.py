"""What the centres of the recurrent tabs have in common: it can be read on any screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from dlgui.core import Run, find_topic
from dlgui.topics._sequence.excerpt import Excerpt
from dlgui.topics.lstm.diagram import lstm_diagram
from dlgui.ui.theme import TITLE_POINTS, look
from dlgui.ui.widgets.cell_diagram import _three_digits
from dlgui.ui.widgets.live_plot import LivePlot


@pytest.fixture(autouse=True)
def light_look() -> Iterator[None]:
    look().set_theme("light")
    yield
    look().set_theme("light")


@pytest.mark.parametrize("topic", ["rnn", "lstm", "gru"])
def test_no_title_is_cut_on_a_small_screen(qtbot: QtBot, topic: str) -> None:
    view = find_topic(topic).load_view()()
    qtbot.addWidget(view)
    view.resize(724, 632)
    view.show()
    run = Run(topic, find_topic(topic).params(length=12, hidden_size=6), seed=0)
    view.show_frame(run.snapshot(), run.history)
    metrics = QFontMetricsF(look().font(TITLE_POINTS, bold=True))
    shown = [plot for plot in view.findChildren(LivePlot) if plot.isVisible()]
    assert shown
    for plot in shown:
        assert metrics.horizontalAdvance(plot.accessibleName()) <= plot.width() - look().px(8)


@pytest.mark.parametrize("topic", ["rnn", "lstm", "gru"])
def test_the_cursor_stays_where_it_was_put_when_the_length_changes(
    qtbot: QtBot, topic: str
) -> None:
    """At the end as at a step, also after a slider was dragged through its lower end."""
    view = find_topic(topic).load_view()()
    qtbot.addWidget(view)
    run = Run(topic, find_topic(topic).params(length=12, hidden_size=6), seed=0)

    def cursors() -> list[int]:
        found = []
        for length in (12, 2, 30):
            run.set("length", length)
            run.advance(1)
            view.show_frame(run.snapshot(), run.history)
            found.append(view.time)
        assert {each.cursor() for each in view.maps.values()} == {view.time}
        return found

    assert cursors() == [11, 1, 29]
    view.set_time(5)
    assert cursors() == [5, 1, 5]
    view.set_time(29)
    assert cursors() == [11, 1, 29]


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


def test_an_untrained_network_s_long_words_widen_nothing(qtbot: QtBot) -> None:
    look().set_theme("projector")
    excerpt = Excerpt()
    qtbot.addWidget(excerpt)
    excerpt.setFont(look().font())
    excerpt.setText("[DvpjQzB;;sb]Cqe(?XL`c_EDVT-SGdkML*g'TceQAP?" * 2)
    assert excerpt.minimumSizeHint().width() < 400


def test_the_rnn_leaves_the_lesson_its_width_at_1280_by_720(qtbot: QtBot) -> None:
    look().set_theme("projector")
    view = find_topic("rnn").load_view()()
    qtbot.addWidget(view)
    run = Run("rnn", find_topic("rnn").params(task="text", length=40), seed=0)
    view.show_frame(run.snapshot(), run.history)
    assert view.minimumSizeHint().width() <= 642


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.254, "0.25"),
        (-0.254, "−0.25"),
        (-23.72, "−23.7"),
        (-123.9, "−124"),
        (199.9, "200"),
        (-0.004, "0.00"),
    ],
)
def test_a_number_stays_inside_its_box(qtbot: QtBot, value: float, text: str) -> None:
    diagram = lstm_diagram()
    qtbot.addWidget(diagram)
    assert _three_digits(value) == text
    room = diagram._box_size().width()
    assert QFontMetricsF(look().font(9)).horizontalAdvance(text) < room
