"""The RNN tab's centre, driven by mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut

from dlgui.core import Run
from dlgui.topics.rnn import Params
from dlgui.topics.rnn.view import RnnView
from dlgui.ui.theme import look
from dlgui.ui.widgets.ticks import value_label

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def run():
    run = Run("rnn", Params(length=12, hidden_size=6, batch_size=4), seed=1)
    run.advance(5)
    return run


@pytest.fixture
def view(qtbot, run):
    view = RnnView()
    qtbot.addWidget(view)
    view.resize(1500, 1000)
    view.show()
    view.show_frame(run.snapshot(), run.history)
    return view


def columns_of(plot):
    return [column for _, column in plot.columns()]


def test_a_click_on_the_unrolled_network_moves_the_time_cursor_everywhere(qtbot, view):
    network = view.diagram
    steps = network.shown_steps()
    assert steps.stop == 12
    at = QPoint(int(network.width() * 0.5 / len(steps)), network.height() // 2)
    qtbot.mouseClick(network, LEFT, pos=at)
    assert view.time == steps.start
    assert view.maps["hidden"].cursor() == steps.start
    assert view.strip.cursor_position == steps.start


@pytest.mark.parametrize("width", [700, 1500])
@pytest.mark.parametrize("scale", [1.0, 12345.0])
def test_the_strip_stands_below_the_columns_of_the_heat_map(qtbot, view, width, scale):
    view.resize(width, 1000)
    hidden = view.maps["hidden"]
    hidden.set_values(np.full((6, 12), scale))
    column = hidden.area().width() / 12
    for step in (0, 5, 11):
        for share in (0.1, 0.9):
            view.set_time(3)
            x = hidden.mapTo(view, hidden.area().topLeft()).x() + (step + share) * column
            qtbot.mouseClick(view.strip, LEFT, pos=view.strip.mapFrom(view, QPoint(round(x), 5)))
            assert view.time == step


def test_a_strip_of_many_steps_shows_those_around_the_cursor(qtbot, view):
    run = Run("rnn", Params(length=200, hidden_size=6, batch_size=4), seed=1)
    view.show_frame(run.snapshot(), run.history)
    qtbot.mouseClick(view.strip, LEFT, pos=QPoint(view.strip.width() - 2, 5))
    assert view.time == 199
    view.strip.setFocus()
    qtbot.keyClick(view.strip, Qt.Key.Key_Home)
    qtbot.mouseClick(view.strip, LEFT, pos=QPoint(view.strip.width() - 2, 5))
    assert 20 < view.time < 150


def test_the_units_keep_the_colours_of_the_heat_map(view):
    hidden = view.maps["hidden"]
    for scale in (1.0, 100.0, 1.0, 100.0, 1.0):
        hidden.set_values(np.full((6, 12), scale))
    hidden.refit()
    assert hidden.levels() == view.diagram.levels() == (-1.0, 1.0)


def test_the_arrow_keys_walk_along_the_network(qtbot, view):
    view.diagram.setFocus()
    qtbot.keyClick(view.diagram, Qt.Key.Key_Home)
    assert view.time == 0
    assert view.diagram.shown_steps().start == 0
    qtbot.keyClick(view.diagram, Qt.Key.Key_Left)
    assert view.time == 0
    qtbot.keyClick(view.diagram, Qt.Key.Key_Right)
    assert view.time == 1
    qtbot.keyClick(view.diagram, Qt.Key.Key_End)
    assert view.time == 11


@pytest.mark.parametrize("name", ["diagram", "strip"])
def test_the_arrow_keys_belong_to_what_has_the_focus(qtbot, view, name):
    """A window's shortcut on the same key, such as the transport's, does not take them."""
    taken = []
    shortcuts = [
        QShortcut(QKeySequence(key), view, lambda key=key: taken.append(key))
        for key in (Qt.Key.Key_Left, Qt.Key.Key_R)
    ]
    view.activateWindow()
    part = getattr(view, name)
    part.setFocus()
    qtbot.keyClick(part, Qt.Key.Key_Left)
    qtbot.keyClick(part, Qt.Key.Key_R)
    assert view.time == 10
    assert taken == [Qt.Key.Key_R]
    for shortcut in shortcuts:
        shortcut.deleteLater()


def test_the_plots_show_what_the_frame_holds(view, run):
    frame = run.snapshot()
    eigenvalues = columns_of(view.eigenvalues)
    assert any(np.array_equal(column, frame.eigenvalues.real) for column in eigenvalues)
    assert any(np.array_equal(column, frame.eigenvalues.imag) for column in eigenvalues)
    contributions = columns_of(view.contributions)
    assert any(np.array_equal(column, frame.contributions[1:]) for column in contributions)
    # The line of the sum has a value under the cursor at every step.
    total = dict(view.contributions.columns())["sum"]
    np.testing.assert_array_equal(total, np.full(12, frame.grad_W))
    gradients = columns_of(view.gradients)
    for norms in (frame.grad_hidden, frame.grad_bound, frame.grad_radius):
        assert any(np.array_equal(column, norms) for column in gradients)


def test_the_unrolled_network_paints_its_states(view, run):
    """Other weights, another picture; the same frame, the same picture."""
    before = view.diagram.grab().toImage()
    view.show_frame(run.snapshot(), run.history)
    assert view.diagram.grab().toImage() == before
    run.advance(3)
    view.show_frame(run.snapshot(), run.history)
    assert view.diagram.grab().toImage() != before


def test_a_run_without_finite_numbers_is_still_drawn(view):
    preset = {
        "nonlinearity": "relu",
        "start": "identity",
        "radius": 2.0,
        "length": 60,
        "optimizer": "sgd",
        "clip": 0.0,
    }
    run = Run("rnn", Params(**preset), seed=0)
    run.advance(3)
    assert run.divergence
    view.show_frame(run.snapshot(), run.history)
    assert not view.diagram.grab().isNull()


def test_the_bounds_go_by_what_holds_for_every_task(qtbot):
    """Where each step is asked, they are sums: no power of T − t says what they are."""
    text = Run("rnn", Params(task="text", length=6, hidden_size=4, batch_size=3), seed=1)
    view = RnnView()
    qtbot.addWidget(view)
    frame = text.snapshot()
    view.show_frame(frame, text.history)
    curves = dict(zip(view.gradients.headings(), columns_of(view.gradients), strict=True))
    bound = curves["bound, ‖W‖ · max f′ per step"]
    norm = np.linalg.svd(text.experiment.cell.params["W"].astype(float))[1][0]
    asked = np.sqrt((text.experiment.d_hidden.astype(float) ** 2).sum(axis=(1, 2)))
    sums = [sum(asked[s] * norm ** (s - t) for s in range(t, 6)) for t in range(6)]
    np.testing.assert_allclose(bound, sums, rtol=1e-6)
    assert (frame.grad_hidden <= bound * (1 + 1e-6)).all()
    assert f"‖W‖ = {norm:.3f}" in view.eigenvalues.accessibleName()


@pytest.mark.parametrize("name", ["diagram", "strip", "eigenvalues", "hidden"])
def test_what_has_the_keyboard_is_framed(qtbot, view, name):
    part = view.maps["hidden"] if name == "hidden" else getattr(view, name)
    part = part.canvas if name == "eigenvalues" else part
    accent = QColor(look().theme.accent).rgb()

    def framed():
        image = part.grab().toImage()
        return {image.pixel(x, 1) for x in range(8, image.width() - 8)} == {accent}

    view.activateWindow()
    part.clearFocus()
    assert not framed()
    part.setFocus()
    qtbot.waitUntil(part.hasFocus)
    assert framed()


def test_hover_names_the_nearest_eigenvalue(view, run, hover):
    value = run.snapshot().eigenvalues[-1]
    head, rows = hover(view.eigenvalues, value.real + 0.01, value.imag + 0.01)
    assert head == "eigenvalues"
    assert list(rows.values()) == [value_label(float(value.real)), value_label(float(value.imag))]
