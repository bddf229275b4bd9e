"""The race's view, with a real mouse and real keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from dlgui.core import Run
from dlgui.topics.gradient_descent import RACERS, Params
from dlgui.topics.gradient_descent.view import RaceView
from dlgui.ui.line_breaks import unbroken
from dlgui.ui.theme import look
from dlgui.ui.translations import install


@pytest.fixture
def view(qtbot):
    view = RaceView()
    qtbot.addWidget(view)
    view.resize(900, 640)
    view.show()
    return view


def shown(view, steps: int = 0, **values):
    run = Run("gradient_descent", Params(**values), 0)
    run.advance(steps)
    view.show_frame(run.snapshot(), run.history)
    return run


def start_pixel(view) -> QPoint:
    canvas = view.plane.canvas
    u, v = view.plane.canvas._scene.items["start"].series.u, canvas._scene.items["start"].series.v
    area = canvas.view()
    return area.point(float(u[0]), float(v[0])).toPoint()


def start_of(view) -> tuple[float, float]:
    series = view.plane.canvas._scene.items["start"].series
    return float(series.x[0]), float(series.y[0])


def test_the_start_is_dragged(view, qtbot) -> None:
    run = shown(view)
    at, canvas = start_pixel(view), view.plane.canvas
    asked = []
    view.param_edited.connect(lambda name, value: asked.append((name, value)))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at)
    for step in (1, 2, 3):
        QTest.mouseMove(canvas, at + QPoint(30 * step, 10 * step))
        # A frame of the old run arrives meanwhile and must not pull the start back.
        view.show_frame(run.snapshot(), run.history)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at + QPoint(90, 30))
    assert {name for name, _ in asked} == {"start"}
    x, y = asked[-1][1]
    assert x > -4.0
    assert y < 1.5
    assert start_of(view) == (x, y)
    again = Run("gradient_descent", Params(start=(x, y)), 0)
    np.testing.assert_array_equal(again.snapshot().trails[0, 0], (x, y))


def test_the_start_does_not_leave_the_surface(view) -> None:
    shown(view)
    at, canvas = start_pixel(view), view.plane.canvas
    with_mouse = []
    view.param_edited.connect(lambda name, value: with_mouse.append(value))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(canvas, QPoint(-500, -500))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(-500, -500))
    assert with_mouse[-1] == (-5.0, 3.5)


def test_the_start_moves_by_keys(view, qtbot) -> None:
    shown(view)
    view.plane.canvas.setFocus()
    with qtbot.waitSignal(view.param_edited) as moved:
        QTest.keyClick(view.plane.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert moved.args == ["start", (-3.5, 1.5)]
    with qtbot.waitSignal(view.param_edited) as moved:
        QTest.keyClick(view.plane.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert moved.args[1] == pytest.approx((-3.5, 1.15))
    with qtbot.assertNotEmitted(view.param_edited):
        QTest.keyClick(view.plane.canvas, Qt.Key.Key_Up)


def test_a_new_run_moves_the_start(view) -> None:
    shown(view)
    shown(view, start=(2.0, -1.0))
    assert start_of(view) == (2.0, -1.0)


@pytest.mark.parametrize(("racer", "flag"), [("adam", "adam"), ("momentum", "momentum_on")])
def test_the_legend_switches_racers(view, qtbot, racer: str, flag: str) -> None:
    shown(view, 5)
    entry = view.findChild(QAbstractButton, f"plot.plane.legend.{racer}")
    with qtbot.waitSignal(view.param_edited) as asked:
        qtbot.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert asked.args == [flag, False]
    with qtbot.assertNotEmitted(view.param_edited):
        shown(view, 5, **{flag: False})
    for plot in (view.plane, view.loss, view.distance):
        assert not plot.is_visible(racer)
    assert not view.plane.is_visible(f"now_{racer}")
    shown(view, 5)
    assert view.loss.is_visible(racer)


def test_a_lost_racer_is_named_with_its_step(view) -> None:
    run = shown(view, 60, lr=0.038)
    at = run.snapshot().diverged_at[list(RACERS).index("nesterov")]
    entry = view.findChild(QAbstractButton, "plot.plane.legend.nesterov")
    assert entry.text() == f"Nesterov: diverged at {at}"
    assert view.plane.canvas._scene.missing() == view.loss.canvas._scene.missing() == 0
    view.grab()
    shown(view, 60, lr=0.038, nesterov=False)
    assert entry.text() == "Nesterov"


def test_contours_are_painted_with_the_frame_and_follow_the_surface(view) -> None:
    run = shown(view)
    before = view.plane.canvas.grab().toImage()
    run.set("angle", 45.0)
    view.show_frame(run.snapshot(), run.history)
    assert view.plane.canvas.grab().toImage() != before
    run.set("angle", 0.0)
    view.show_frame(run.snapshot(), run.history)
    assert view.plane.canvas.grab().toImage() == before


def test_the_curves_are_the_history(view) -> None:
    run = shown(view, 40)
    item = view.loss.canvas._scene.items["adam"]
    np.testing.assert_array_equal(item.series.y, run.history["excess_adam"].values)
    rate = view.rates.canvas._scene.items["rate2_adagrad"]
    np.testing.assert_array_equal(rate.series.y, run.history["rate2_adagrad"].values)
    assert "0.04" in view.facts.text()


def test_no_row_of_a_label_breaks_an_equation(qtbot) -> None:
    label = QLabel(unbroken("2/λ_max = 0.0964"))
    qtbot.addWidget(label)
    label.setWordWrap(True)
    assert label.heightForWidth(1) == label.heightForWidth(1000)


def test_another_surface_brings_its_window(view) -> None:
    shown(view)
    shown(view, surface="rosenbrock")
    (left, right), _ = view.plane.ranges()
    assert left <= -2.4
    assert right >= 2.4
    assert right - left < 9


def test_large_letters_leave_the_room_to_the_plane(view) -> None:
    assert view.distance.isVisible()
    view.resize(620, 300)
    assert not view.distance.isVisible()


def test_it_speaks_chinese(view) -> None:
    shown(view, 5)
    try:
        install("zh_CN")
        view.retranslate()
        entry = view.findChild(QAbstractButton, "plot.plane.legend.momentum")
        assert entry.text() == "动量"
        assert view.plane.accessibleName() == "曲面"
    finally:
        install("en")


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_it_paints_in_every_theme(view, theme: str) -> None:
    shown(view, 30, surface="least_squares", start=(-2.0, 3.0), lr=0.2)
    try:
        look().set_theme(theme)
        assert not view.grab().isNull()
    finally:
        look().set_theme("light")


def test_a_dragged_start_restarts_the_race(open_window, qtbot) -> None:
    """In the real window, with the real worker, while it plays."""
    page = open_window("--topic", "gradient_descent").page
    page.control.play()
    qtbot.waitUntil(lambda: page.control.step_count > 3, timeout=10_000)
    at, canvas = start_pixel(page.view), page.view.plane.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(canvas, at + QPoint(60, -20))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at + QPoint(60, -20))
    wanted = page.control.params.start
    assert wanted != Params().start
    qtbot.waitUntil(
        lambda: (
            page.control.frame is not None
            and tuple(page.control.frame.frame.start.tolist()) == wanted
        ),
        timeout=10_000,
    )
    assert start_of(page.view) == wanted
