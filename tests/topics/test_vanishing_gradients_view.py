"""The centre of the tab on vanishing gradients, driven by mouse and keys."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton

from dlgui.core import Run
from dlgui.topics.vanishing_gradients import Params
from dlgui.topics.vanishing_gradients.view import VanishingView
from dlgui.ui.line_breaks import DOT, unbroken
from dlgui.ui.theme import STYLES, look

TOPIC = "vanishing_gradients"
LEFT = Qt.MouseButton.LeftButton


def run_of(**values):
    return Run(TOPIC, Params(**{"depth": 6, "width": 8, "batch_size": 8, **values}), seed=1)


@pytest.fixture
def run():
    run = run_of()
    run.advance(20)
    return run


@pytest.fixture
def view(qtbot, run):
    view = VanishingView()
    qtbot.addWidget(view)
    view.resize(1500, 900)
    view.show()
    view.show_frame(run.snapshot(), run.history)
    return view


def column(plot, name):
    return dict(plot.columns())[name]


def test_bars_are_the_norms_of_the_frame(view, run):
    frame = run.snapshot()
    np.testing.assert_array_equal(column(view.gradients, "weights"), frame.grad_W)
    np.testing.assert_array_equal(column(view.factors, "bound"), frame.bound)
    np.testing.assert_array_equal(view.history.values(), frame.history)
    assert view.gradients.logs() == (False, True)


def test_the_title_of_the_loss_is_as_wide_at_9_as_at_100_per_cent(view, run):
    """Otherwise the legend hops between two rows while the run plays."""
    frame = run.snapshot()
    entry = view.findChild(QAbstractButton, "plot.loss.legend.loss")
    places = set()
    for accuracy, written in ((1.0, "100 %"), (0.99, "99 %"), (0.05, "5 %")):
        view.show_frame(replace(frame, accuracy=accuracy), run.history)
        assert f"{written} right" in view.loss.accessibleName()
        places.add(entry.geometry().getRect())
    assert len(places) == 1


def test_the_curves_over_steps_begin_at_step_0(view, run):
    loss = column(view.loss, "loss")
    assert len(loss) == 21
    assert loss[0] == run.experiment.first["loss"]
    assert loss[-1] == run.history.last("loss")


def test_a_click_on_a_map_chooses_the_layer_everywhere(qtbot, view, run):
    area = view.activations.area()
    at = QPoint(int(area.center().x()), int(area.top() + area.height() * 3.5 / 6))
    qtbot.mouseClick(view.activations, LEFT, pos=at)
    assert view.layer == 4
    assert view.history.row() == view.activations.row() == 3
    frame = run.snapshot()
    assert view.facts.text().startswith("Layer\N{NO-BREAK SPACE}4" + DOT), (
        "a number stays by its name"
    )
    assert f"{frame.factor[2]:.4g}" in view.facts.text()


def test_the_arrow_keys_walk_through_the_layers(qtbot, view):
    view.history.setFocus()
    qtbot.keyClick(view.history, Qt.Key.Key_Down)
    assert view.layer == 2
    assert view.activations.row() == 1


def test_the_line_in_a_plot_moves_the_layer(view):
    view.weights.line_moved.emit("layer", 5.4)
    assert view.layer == 5
    assert view.history.row() == 4


def test_fewer_layers_bring_the_cursor_back(view):
    view.set_layer(7)
    small = run_of(depth=2)
    view.show_frame(small.snapshot(), small.history)
    assert view.layer == 3
    assert "slope" not in view.facts.text()


def test_the_columns_of_the_history_go_by_steps(qtbot, view):
    long = run_of(depth=2)
    long.advance(450)
    view.show_frame(long.snapshot(), long.history)
    assert view.history.values().shape == (3, 113)
    last = view.history._frame.column_name(112)
    assert last == "448"


def test_the_threshold_is_drawn_only_while_the_norm_is_clipped(qtbot, view, run):
    """The line at c is drawn in the colours of a bound, which nothing else in this plot has."""
    green = look().colour(STYLES["constraint"]).rgb()

    def greens():
        image = view.norm.canvas.grab().toImage()
        return sum(
            image.pixel(x, y) == green
            for x in range(0, image.width(), 2)
            for y in range(image.height())
        )

    without = greens()
    run.set("clipping", "norm")
    run.set("threshold", run.history.last("grad_norm"))
    view.show_frame(run.snapshot(), run.history)
    assert greens() > without + 20


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"precision": "float16", "depth": 30}, "nothing arrives"),
        ({"activation": "relu", "scale": 2.0}, "orders gained"),
        ({}, "orders lost"),
        ({"initializer": "zeros"}, "Gradient"),
    ],
)
def test_the_title_says_what_became_of_the_gradient(view, values, title):
    other = run_of(**values)
    view.show_frame(other.snapshot(), other.history)
    assert view.gradients.accessibleName().endswith(title)


def test_a_run_that_overflows_is_drawn(view):
    wild = run_of(activation="relu", initializer="normal", scale=10.0, learning_rate=10.0)
    wild.advance(5)
    assert wild.divergence
    view.show_frame(wild.snapshot(), wild.history)
    assert not view.grab().isNull()


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0 %"), (0.004, "< 1 %"), (0.25, "25 %"), (0.996, "> 99 %"), (1.0, "100 %")],
)
def test_none_and_all_are_said_only_where_it_is_so(view, run, share, text):
    frame = run.snapshot()
    object.__setattr__(frame, "flat", np.full_like(frame.flat, share))
    view.show_frame(frame, run.history)
    assert unbroken(f"{text} of the units flat") in view.facts.text().split(DOT)


def test_no_factor_is_written_where_no_gradient_arrives(view):
    zeros = run_of(initializer="zeros")
    view.show_frame(zeros.snapshot(), zeros.history)
    view.set_layer(3)
    assert unbroken("factor –, at most 0") in view.facts.text()
