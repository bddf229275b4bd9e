"""The dropout tab's centre, driven by mouse and keys."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from dlgui.core import Run
from dlgui.topics.dropout import Params
from dlgui.topics.dropout.view import DropoutView
from dlgui.ui.line_breaks import whole_numbers
from dlgui.ui.widgets.ticks import value_label

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def run():
    run = Run("dropout", Params(width=12, batch=9, n=40), seed=1)
    run.advance(20)
    return run


@pytest.fixture
def view(qtbot, run):
    view = DropoutView()
    qtbot.addWidget(view)
    view.resize(1400, 950)
    view.show()
    view.show_frame(run.snapshot(), run.history)
    return view


def column(widget, name):
    return next(values for key, values in widget.columns() if key == name)


def heights(plot, key):
    """Abscissae and ordinates of one item, as exported."""
    named = plot.columns()
    start = [name for name, _ in named].index(key)
    return named[start - 1][1], named[start][1]


def test_the_network_shows_the_masks_of_the_chosen_digit(view, run):
    first, second = run.snapshot().layers
    dropped = column(view.network, "dropped")
    np.testing.assert_array_equal(dropped[64:76], ~first.kept[0])
    np.testing.assert_array_equal(dropped[76:88], ~second.kept[0])
    assert not dropped[:64].any()
    np.testing.assert_array_equal(column(view.network, "value")[64:76], first.activation[0])


def test_a_click_on_a_picture_chooses_the_digit(qtbot, view, run):
    frame = run.snapshot()
    place = view.images.places()[4]
    qtbot.mouseClick(view.images, LEFT, pos=place.center().toPoint())
    assert view.example == 4
    np.testing.assert_array_equal(column(view.network, "value")[:64], frame.images[4].ravel())
    np.testing.assert_array_equal(column(view.network, "dropped")[64:76], ~frame.layers[0].kept[4])


def test_a_click_on_a_unit_chooses_its_layer(qtbot, view, run):
    assert view.layer == 0
    qtbot.mouseClick(view.network, LEFT, pos=view.network.centre(2, 5).toPoint())
    assert view.network.selected() == (2, 5)
    assert view.layer == 1
    layer = run.snapshot().layers[1]
    kept = layer.kept[0]
    x, y = heights(view.gradient, "kept")
    np.testing.assert_array_equal(x, np.flatnonzero(kept) + 1)
    np.testing.assert_allclose(y, layer.gradient[0][kept], rtol=1e-6)
    x, y = heights(view.gradient, "dropped")
    np.testing.assert_array_equal(x, np.flatnonzero(~kept) + 1)
    assert not y.any()


def test_arrow_keys_reach_the_other_layer(qtbot, view):
    view.network.setFocus()
    qtbot.keyClick(view.network, Qt.Key.Key_Right)
    assert view.layer == 1
    qtbot.keyClick(view.network, Qt.Key.Key_Left)
    assert view.layer == 0


def test_the_lower_strip_marks_what_the_whole_batch_dropped(view, run):
    run.set("mask", "batch")
    view.show_frame(run.snapshot(), run.history)
    layer = run.snapshot().layers[0]
    x, y = heights(view.weights, "dropped")
    np.testing.assert_array_equal(x, np.flatnonzero(~layer.kept[0]) + 1)
    assert len(x)
    assert not y.any()


def test_curves_begin_at_step_zero(view, run):
    x, y = heights(view.accuracy, "test")
    assert x.tolist() == [0, 10, 20]
    assert y[0] == run.snapshot().first["test_accuracy"]
    assert y[-1] == run.history.last("test_accuracy")


def test_the_line_names_both_probabilities_and_the_mistake(view, run):
    assert whole_numbers("p = 0.5") in view.facts.text()
    assert "keep probability 0.5" in view.facts.text()
    assert "on at test time!" not in view.facts.text()
    run.set("rate", 0.2)
    run.set("left_on", True)
    view.show_frame(run.snapshot(), run.history)
    assert "keep probability 0.8" in view.facts.text()
    assert "on at test time!" in view.facts.text()


def test_a_gap_below_zero_has_a_minus_sign(view, run):
    frame = run.snapshot()
    better = {**frame.scalars, "train_accuracy": 0.1, "test_accuracy": 0.137}
    view.show_frame(replace(frame, scalars=better), run.history)
    assert "gap −3.7 points" in view.facts.text()
    equal = {**frame.scalars, "train_accuracy": 0.1, "test_accuracy": 0.1003}
    view.show_frame(replace(frame, scalars=equal), run.history)
    assert "gap 0.0 points" in view.facts.text()


def test_a_smaller_batch_moves_the_choice_to_its_end(view, run):
    view.set_example(8)
    run.set("batch", 2)
    view.show_frame(run.snapshot(), run.history)
    assert view.example == 1


def test_a_run_that_diverged_is_drawn(qtbot):
    run = Run("dropout", Params(lr=10.0, rate=0.9, mask="batch"), seed=0)
    run.advance(60)
    assert run.divergence
    view = DropoutView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    view.show_frame(run.snapshot(), run.history)
    assert not view.grab().isNull()


def test_the_outputs_go_by_their_classes(view, run):
    table = dict(view.network.columns())
    outputs = table["layer"] == 3
    assert table["unit"][outputs].tolist() == list(range(10))
    shares = run.snapshot().probabilities[view.example]
    np.testing.assert_array_equal(table["value"][outputs], shares.astype(float))


def test_hover_reads_the_histogram_and_the_fan(view, run, hover):
    frame = run.snapshot()
    layer, fan = frame.layers[0], frame.fan
    middle = float(layer.edges[3:5].mean())
    head, rows = hover(view.histogram, middle, 1.0)
    ends = [value_label(end) for end in layer.edges[3:5]]
    assert head == f"activation a = {ends[0]} … {ends[1]}"
    assert rows == {"before": str(layer.before[3]), "after": str(layer.after[3])}
    mask = int(np.argmax(fan.probabilities[:, fan.label]))
    x, y = fan.label + fan.offsets[mask], fan.probabilities[mask, fan.label]
    head, rows = hover(view.fan, float(x), float(y))
    assert head == f"class = {fan.label}"
    expected = (y, fan.mean[fan.label], fan.scaled[fan.label])
    assert list(rows.values()) == [value_label(value) for value in expected]
