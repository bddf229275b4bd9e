"""The page's centre, driven by mouse and keyboard."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton

from dlgui.core import Run
from dlgui.topics.regularization import Params
from dlgui.topics.regularization.view import RegularizationView, _short
from dlgui.ui.line_breaks import DOT, unbroken
from dlgui.ui.theme import look


@pytest.fixture
def shown(qtbot):
    """A function that shows a run of some parameters after some steps, at some size."""

    def show(steps=0, size=(760, 640), **values):
        view = RegularizationView()
        qtbot.addWidget(view)
        view.resize(*size)
        run = Run("regularization", Params(**values), 0)
        run.advance(steps)
        view.show_frame(run.snapshot(), run.history)
        with qtbot.waitExposed(view):
            view.show()
        view.grab()
        return view, run

    return show


def _pixel(plot, x, y):
    return plot.canvas.view().point(x, y).toPoint()


def _drag(qtbot, plot, start: QPoint, end: QPoint):
    qtbot.mousePress(plot.canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(plot.canvas, end)
    qtbot.mouseRelease(plot.canvas, Qt.MouseButton.LeftButton, pos=end)


def _data(plot):
    return dict(plot.columns())


def test_dragging_the_start_point_asks_for_it(qtbot, shown):
    view, _ = shown()
    plot = view.plane.plot
    with qtbot.waitSignal(view.param_edited) as edited:
        _drag(qtbot, plot, _pixel(plot, -1.0, 3.0), _pixel(plot, 1.5, -2.0))
    name, (x, y) = edited.args
    assert name == "start"
    assert x == pytest.approx(1.5, abs=0.05)
    assert y == pytest.approx(-2.0, abs=0.05)
    Params(start=(x, y))


def test_dragging_the_truth_asks_for_it(qtbot, shown):
    view, _ = shown(truth=(3.0, -3.0))
    plot = view.plane.plot
    plot.set_visible("least_squares", False)
    with qtbot.waitSignal(view.param_edited) as edited:
        _drag(qtbot, plot, _pixel(plot, 3.0, -3.0), _pixel(plot, -3.0, -1.0))
    assert edited.args[0] == "truth"
    assert edited.args[1] == pytest.approx((-3.0, -1.0), abs=0.06)


def test_a_start_dragged_beyond_the_allowed_range_stops_at_its_bound(qtbot, shown):
    view, _ = shown(start=(9.9, 9.9))
    plot = view.plane.plot
    corner = QPoint(plot.canvas.width() - 1, 1)
    with qtbot.waitSignal(view.param_edited) as edited:
        _drag(qtbot, plot, _pixel(plot, 9.9, 9.9), corner)
    Params(start=edited.args[1])
    assert max(edited.args[1]) == 10.0


@pytest.mark.parametrize("name", ["path", "condition", "spread"])
def test_every_cursor_sets_the_strength(qtbot, shown, name):
    view, _ = shown(lam=10.0)
    plot = getattr(view, name)
    start, end = _pixel(plot, 1.0, 0.5), _pixel(plot, 2.5, 0.5)
    with qtbot.waitSignal(view.param_edited) as edited:
        _drag(qtbot, plot, start, end)
    assert edited.args[0] == "lam"
    assert edited.args[1] == pytest.approx(10**2.5, rel=0.2)
    Params(lam=edited.args[1])


def test_the_cursor_of_no_strength_waits_at_the_left_edge_and_says_so(qtbot, shown):
    view, _ = shown(lam=0.0)
    plot = view.path
    cursor = plot._scene.items["lam"]
    assert (cursor.value, cursor.label) == (0.0, "← λ = 0"), "0.01 is the end of the axis, no value"
    start, end = _pixel(plot, -2.0, 0.5), _pixel(plot, 1.0, 0.5)
    with qtbot.waitSignal(view.param_edited) as edited:
        _drag(qtbot, plot, start, end)
    assert edited.args[1] == pytest.approx(10.0, rel=0.2)
    with qtbot.waitSignal(view.param_edited) as edited:
        _drag(qtbot, plot, end, start - QPoint(30, 0))
    assert edited.args == ["lam", 0.0], "the way back"
    run = Run("regularization", Params(lam=0.01), 0)
    view.show_frame(run.snapshot(), run.history)
    assert (cursor.value, cursor.label) == (0.01, "")


def test_without_a_penalty_there_is_no_cursor_to_drag(qtbot, shown):
    """It would stay where it was dragged to, and nothing would change."""
    view, _ = shown(penalty="none", lam=10.0)
    edited = []
    view.param_edited.connect(lambda *what: edited.append(what))
    for place in (-2.0, 1.0):
        _drag(qtbot, view.path, _pixel(view.path, place, 0.5), _pixel(view.path, 2.0, 0.5))
    assert not edited


def test_a_table_holds_what_a_reference_line_marks(shown):
    view, run = shown(penalty="l1", steps=3)
    assert dict(view.losses.columns())["best"] == [run.snapshot().best_total]
    assert dict(view.path.columns())["lam_max"] == [run.snapshot().lam_max]
    assert "λ_max" in view.path.headings()


def test_curves_begin_at_step_0_and_end_at_the_present(shown):
    view, run = shown(steps=7)
    losses, weights = _data(view.losses), _data(view.weights)
    assert losses["x"][0] == 0
    assert losses["x"][-1] == 7
    assert losses["total"][-1] == run.history.last("total")
    assert (weights["w1"][0], weights["w2"][0]) == (-1.0, 3.0)
    assert weights["w2"][-1] == run.history.last("w2")


def test_the_first_frame_is_complete(shown):
    view, _ = shown(data="sparse")
    for plot in (view.plane.plot, view.losses, view.weights, view.path, view.condition):
        assert all(len(values) for _, values in plot.columns()), plot.objectName()


def test_switching_a_curve_off_in_the_legend_hides_it(qtbot, shown):
    view, _ = shown()
    switch = view.findChild(QAbstractButton, "plot.plane.legend.contours")
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert not view.plane.plot.is_visible("contours")
    view.plane.show_frame(Run("regularization", Params(), 0).snapshot())
    assert not view.plane.plot.is_visible("contours")


def test_another_data_set_brings_its_own_weights(shown):
    view, _ = shown()
    run = Run("regularization", Params(data="diabetes", first=3, second=9), 0)
    view.show_frame(run.snapshot(), run.history)
    assert "w10" in _data(view.path)
    assert "bmi" in view.plane.plot.canvas._scene.x.name
    run = Run("regularization", Params(), 0)
    view.show_frame(run.snapshot(), run.history)
    assert "w3" not in _data(view.weights)


def test_without_a_penalty_there_is_no_region(shown):
    view, _ = shown(penalty="none")
    assert len(_data(view.plane.plot)["region"]) == 0


def test_a_run_that_diverges_is_shown_up_to_there(shown):
    view, run = shown(steps=2000, eta=3.0, penalty="none")
    assert run.divergence
    view.grab()


@pytest.mark.parametrize(
    ("size", "seen"),
    [((760, 640), 6), ((560, 420), 2), ((320, 420), 1)],
)
def test_small_pages_show_fewer_plots_and_a_choice(qtbot, shown, size, seen):
    view, _ = shown(size=size)
    plots = [view.plane, view.losses, view.weights, view.path, view.condition, view.spread]
    assert sum(plot.isVisible() for plot in plots) == seen
    assert view.chooser.isVisible() == (seen < 6)
    if seen < 6:
        view.chooser.setFocus()
        qtbot.keyClick(view.chooser, Qt.Key.Key_End)
        assert view.spread.isVisible()
        assert sum(plot.isVisible() for plot in plots) == seen


def test_the_line_of_numbers_takes_the_rows_that_it_needs(qtbot, shown):
    view, _ = shown(size=(612, 640), penalty="none")
    view.facts.setFont(look().font())
    before = view.facts.height()
    run = Run("regularization", Params(lam=480.0, n=200, rho=0.95), 0)
    view.show_frame(run.snapshot(), run.history)
    qtbot.waitUntil(lambda: view.facts.height() > before)
    assert view.facts.height() >= view.facts.heightForWidth(view.facts.width())
    assert " = " not in view.facts.text(), "an equation stays in one line"


def test_names_of_many_weights_give_way_to_their_curves(shown):
    small, _ = shown(data="sparse", size=(660, 540))
    large, _ = shown(data="sparse", size=(1000, 950))
    for view, on in ((small, False), (large, True)):
        entry = view.findChild(QAbstractButton, "plot.path.legend.w20")
        assert view.path.isVisible()
        assert entry.isVisible() == on


def test_every_axis_has_a_name(shown):
    view, _ = shown()
    plots = (view.plane.plot, view.losses, view.weights, view.path, view.condition, view.spread)
    for plot in plots:
        assert plot._scene.x.name
        assert plot._scene.y.name


def test_the_truth_comes_and_goes_with_the_data(shown):
    view, _ = shown(data="diabetes")
    assert "truth" not in _data(view.plane.plot)
    run = Run("regularization", Params(truth=(1.0, 0.25)), 0)
    view.show_frame(run.snapshot(), run.history)
    assert _data(view.plane.plot)["truth"] == [0.25]


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_every_theme_keeps_within_its_room(shown, theme):
    look().set_theme(theme)
    try:
        view, _ = shown(data="diabetes", size=(730, 620))
        assert view.minimumSizeHint().height() <= 620
        assert view.minimumSizeHint().width() <= 730
    finally:
        look().set_theme("light")


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"penalty": "l1", "lam": 50.0}, "ηλ/n = 0.05"),
        ({"penalty": "elastic", "lam": 50.0, "mix": 0.3}, "ηαλ/n = 0.015"),
        ({"penalty": "elastic", "lam": 50.0, "mix": 1.0}, "ηλ/n = 0.05"),
    ],
)
def test_the_step_of_the_sign_goes_by_what_it_is(shown, values, name):
    view, _ = shown(size=(1600, 900), eta=0.1, n=100, **values)
    assert unbroken(name) in view.facts.text().split(DOT)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.2951, "1.3"),
        (219.1, "219"),
        (999.7, "999.7"),
        (1234.0, "1234"),
        (123456.0, "1.235·10⁵"),
        (3e-7, "3·10⁻⁷"),
        (np.inf, "∞"),
    ],
)
def test_numbers_below_the_plane_are_written_as_on_axes(value, text):
    assert _short(value) == text
