"""A person drives a live plot: curves, legend, zoom, menu, files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dlgui.ui.theme import SMALL_POINTS, STYLES, CurveStyle, look
from dlgui.ui.widgets.export import save_csv, save_png, save_svg
from dlgui.ui.widgets.live_plot import LivePlot
from dlgui.ui.widgets.plot_header import LegendEntry
from dlgui.ui.widgets.plot_scene import _y_ticks
from tests.conftest import Hover

RED = CurveStyle("#ff0000")
GREEN = CurveStyle("#00aa00")


@pytest.fixture(autouse=True)
def light_look() -> Iterator[None]:
    look().set_theme("light")
    look().set_scale(1.0)
    yield
    look().set_theme("light")
    look().set_scale(1.0)


@pytest.fixture
def plot(qtbot: QtBot) -> LivePlot:
    plot = LivePlot("loss")
    qtbot.addWidget(plot)
    plot.set_labels("Loss", "step", "E / nat")
    plot.resize(400, 300)
    plot.add_curve("train", RED, "train")
    with qtbot.waitExposed(plot):
        plot.show()
    return plot


def colour_mask(plot: LivePlot, colour: str) -> np.ndarray:
    """Which pixels of the canvas have just this colour."""
    return painted(plot.canvas, colour)


def painted(widget: QWidget, colour: str) -> np.ndarray:
    """Which pixels of a widget have just this colour."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    return pixels[:, : image.width()] == QColor(colour).rgb()


def pixel(plot: LivePlot, u: float, v: float) -> QPoint:
    return plot.canvas.view().point(u, v).toPoint()


def test_curve_is_where_the_data_are(plot: LivePlot) -> None:
    plot.set_series("train", [0, 5, 10], [0, 10, 0])
    mask = colour_mask(plot, RED.colour)
    for u, v in ((2.5, 5.0), (5.0, 9.9), (7.5, 5.0)):
        at = pixel(plot, u, v)
        assert mask[at.y() - 2 : at.y() + 3, at.x() - 2 : at.x() + 3].any()
    away = pixel(plot, 5.0, 2.0)
    assert not mask[away.y() - 2 : away.y() + 3, away.x() - 2 : away.x() + 3].any()


@pytest.mark.parametrize(
    "values", [[], [1.0], [np.nan], [np.inf, -np.inf], [0.0, 0.0], [1e308, -1e308]]
)
@pytest.mark.parametrize("log", [False, True])
def test_odd_data_are_harmless(plot: LivePlot, values: list[float], log: bool) -> None:
    plot.set_log(log, log)
    plot.set_series("train", np.arange(len(values)), values)
    plot.canvas.grab()
    low, high = plot.ranges()[1]
    assert np.isfinite([low, high]).all()
    assert low < high


def test_single_point_is_seen(plot: LivePlot) -> None:
    plot.set_series("train", [3.0], [4.0])
    assert colour_mask(plot, RED.colour).any()


def test_nan_breaks_the_line_and_is_told(plot: LivePlot) -> None:
    plot.set_series("train", [0, 1, 2, 3], [1, 1, 1, 1])
    whole = colour_mask(plot, RED.colour).sum()
    plain = colour_mask(plot, look().theme.amber).sum()
    plot.set_series("train", [0, 1, 1.5, 2, 3], [1, 1, np.nan, 1, 1])
    assert colour_mask(plot, RED.colour).sum() < 0.75 * whole
    assert colour_mask(plot, look().theme.amber).sum() > plain


def test_what_is_missing_is_told_beside_the_name_of_the_axis(plot: LivePlot) -> None:
    plot.set_labels("Condition number", "λ", "κ = 1234")
    plot.resize(190, 200)
    plot.set_series("train", np.arange(23.0), np.repeat([1.0, np.nan], [10, 13]))
    name = QFontMetricsF(look().font(SMALL_POINTS)).horizontalAdvance("κ = 1234")
    assert np.nonzero(colour_mask(plot, look().theme.amber))[1].min() > look().px(4) + name


def test_log_axis_leaves_out_what_has_no_logarithm(plot: LivePlot) -> None:
    plot.set_series("train", [1, 2, 3, 4], [-1.0, 0.0, 10.0, 1000.0])
    plot.set_log(False, True)
    low, high = plot.ranges()[1]
    assert low <= 1.0
    assert 3.0 <= high < 4.0
    assert colour_mask(plot, look().theme.amber).any()


def test_legend_switches_a_curve_by_mouse_and_keys(plot: LivePlot, qtbot: QtBot) -> None:
    plot.set_series("train", [0, 1], [0, 1])
    entry = plot.findChild(object, "plot.loss.legend.train")
    with qtbot.waitSignal(plot.toggled) as heard:
        qtbot.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert heard.args == ["train", False]
    assert not colour_mask(plot, RED.colour).any()
    entry.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(entry, key)
    assert plot.is_visible("train")
    assert colour_mask(plot, RED.colour).any()


def test_set_visible_moves_the_legend(plot: LivePlot) -> None:
    plot.set_visible("train", False)
    assert not plot.findChild(object, "plot.loss.legend.train").isChecked()


def test_the_legend_shows_points_and_bars_as_they_are(plot: LivePlot) -> None:
    """A line through the marker would promise a line in the plot."""
    dashed = CurveStyle(GREEN.colour, (12.0, 6.0), "circle")
    plot.add_curve("curve", dashed, "w")
    plot.add_points("points", dashed, "w")
    plot.add_bars("bars", dashed, "w")
    amounts = {}
    for key in ("curve", "points", "bars"):
        entry = plot.findChild(LegendEntry, f"plot.loss.legend.{key}")
        columns = painted(entry, GREEN.colour).any(axis=0)
        amounts[key] = columns.sum()
    assert amounts["points"] < amounts["curve"] < amounts["bars"]


def test_axes_widen_in_steps(plot: LivePlot) -> None:
    seen = set()
    for n in range(10, 1000):
        plot.set_series("train", [0, n], [0, 1])
        seen.add(plot.ranges()[0])
        assert plot.ranges()[0][1] >= n
    assert len(seen) < 40


@pytest.mark.parametrize(
    ("theme", "size", "log"),
    [("light", (215, 150), False), ("projector", (255, 250), False), ("light", (150, 170), True)],
)
def test_a_small_plot_has_two_numbers_on_each_axis(
    plot: LivePlot, theme: str, size: tuple[int, int], log: bool
) -> None:
    """One alone is no scale; the name of the axis below takes the place of another."""
    look().set_theme(theme)
    plot.set_labels("Loss", "λ" if log else "step t", "loss L")
    plot.resize(*size)
    if log:
        plot.set_log(True, False)
        plot.set_range(x=(0.01, 10_000.0))
    plot.set_series("train", [1.0, 60.0], [0.676, 0.724])
    view = plot.canvas.view()
    metrics = QFontMetricsF(look().font(SMALL_POINTS))
    scene = plot._scene
    labels = scene._x_labels(scene._x_ticks(view, metrics), view, metrics)
    assert len(labels) >= 2
    ends = [left + metrics.horizontalAdvance(text) for left, text in labels]
    assert all(end < left for end, (left, _) in zip(ends, labels[1:], strict=False))
    assert sum(bool(t.label) for t in _y_ticks(scene.y, view.rect.height(), metrics.height())) >= 2


def test_wheel_zooms_about_the_cursor_and_double_click_resets(plot: LivePlot, qtbot: QtBot) -> None:
    plot.set_series("train", [0, 10], [0, 10])
    before = plot.ranges()
    at = plot.canvas.view().point(2.0, 2.0)
    for _ in range(4):
        QApplication.sendEvent(plot.canvas, wheel(at, 120))
    zoomed = plot.ranges()
    assert zoomed[0][1] - zoomed[0][0] < 0.6 * (before[0][1] - before[0][0])
    assert plot.canvas.view().at(at) == pytest.approx((2.0, 2.0))
    plot.set_series("train", [0, 100], [0, 100])
    assert plot.ranges() == zoomed
    qtbot.mouseDClick(plot.canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert plot.ranges()[0][1] >= 100


def wheel(at: QPointF, delta: int) -> QWheelEvent:
    return QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_dragging_pans_and_a_key_resets(plot: LivePlot, qtbot: QtBot) -> None:
    plot.set_series("train", [0, 10], [0, 10])
    before = plot.ranges()
    start, end = pixel(plot, 5.0, 5.0), pixel(plot, 3.0, 5.0)
    drag(qtbot, plot, start, end)
    assert plot.ranges()[0][0] == pytest.approx(before[0][0] + 2.0, abs=0.1)
    qtbot.keyClick(plot.canvas, Qt.Key.Key_A)
    assert plot.ranges() == before


def drag(qtbot: QtBot, plot: LivePlot, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(plot.canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(plot.canvas, pos=end)
    qtbot.mouseRelease(plot.canvas, Qt.MouseButton.LeftButton, pos=end)


def test_a_line_can_be_dragged(plot: LivePlot, qtbot: QtBot) -> None:
    plot.set_series("train", [1, 1000], [0, 10])
    plot.set_log(True, False)
    plot.add_line("lam", STYLES["reference"], "λ", vertical=True, draggable=True)
    plot.set_line("lam", 10.0)
    with qtbot.waitSignal(plot.line_moved) as heard:
        drag(qtbot, plot, pixel(plot, 1.0, 5.0), pixel(plot, 2.0, 5.0))
    assert heard.args[0] == "lam"
    assert heard.args[1] == pytest.approx(100.0, rel=0.05)


def test_a_point_can_be_dragged(plot: LivePlot, qtbot: QtBot) -> None:
    plot.set_series("train", [0, 10], [0, 10])
    plot.add_points("start", GREEN, draggable=True)
    plot.set_series("start", [5], [5])
    with qtbot.waitSignal(plot.point_moved) as heard:
        drag(qtbot, plot, pixel(plot, 5.0, 5.0), pixel(plot, 7.0, 2.0))
    assert heard.args[0] == "start"
    assert heard.args[1:] == pytest.approx([7.0, 2.0], abs=0.1)


def test_hover_paints_a_readout(plot: LivePlot, qtbot: QtBot) -> None:
    plot.set_series("train", [0, 10], [0, 10])
    before = plot.canvas.grab().toImage()
    qtbot.mouseMove(plot.canvas, pos=pixel(plot, 5.0, 5.0))
    assert plot.canvas.grab().toImage() != before


def test_hover_gives_no_value_to_a_place_that_has_none(plot: LivePlot, hover: Hover) -> None:
    plot.count_along_x()
    plot.add_curve("test", GREEN, "test")
    plot.set_series("train", [1, 2, 3, 4], [10, 20, 30, 40])
    plot.set_series("test", [1, 4], [15, 45])
    assert hover(plot, 2.1, 20.0) == ("step = 2", {"train": "20", "test": "15 (step = 1)"})
    assert hover(plot, 3.9, 20.0) == ("step = 4", {"train": "40", "test": "45"})
    plot.set_series("train", [1], [10])
    assert hover(plot, 3.9, 20.0) == ("step = 4", {"train": "10 (step = 1)", "test": "45"})


def test_hover_on_logarithmic_axes_names_the_nearest_point_as_given(
    plot: LivePlot, hover: Hover
) -> None:
    plot.set_log(True, True)
    plot.set_series("train", [1, 10, 1000], [5, 0.02, 300])
    # 90 is nearer to 10 than to 1000, but not on this axis.
    assert hover(plot, np.log10(90), 0.0)[0] == "step = 10"
    assert hover(plot, np.log10(110), 0.0) == ("step = 1000", {"train": "300"})


def test_hover_counts_steps_with_all_their_digits(plot: LivePlot, hover: Hover) -> None:
    plot.count_along_x()
    plot.set_series("train", [0, 12345, 1234567], [1, 0.123456, 3])
    assert hover(plot, 12300.0, 1.0) == ("step = 12345", {"train": "0.1235"})
    assert hover(plot, 1200000.0, 1.0)[0] == "step = 1234567"


def test_hover_names_the_bin_of_a_histogram(plot: LivePlot, hover: Hover) -> None:
    plot.remove("train")
    plot.set_labels("Activations", "a", "count")
    plot.add_histogram("before", GREEN, "before")
    plot.add_histogram("after", RED, "after")
    plot.set_histogram("before", [0.0, 0.25, 0.5], [7, 2])
    plot.set_histogram("after", [0.0, 0.25, 0.5], [3, 12000])
    assert hover(plot, 0.2, 9000.0) == ("a = 0 … 0.25", {"before": "7", "after": "3"})
    assert hover(plot, 0.3, 1.0) == ("a = 0.25 … 0.5", {"before": "2", "after": "1.2·10⁴"})
    plot.set_range(x=(-1.0, 1.0))
    head, rows = hover(plot, -0.5, 1.0)
    assert (head, list(rows)) == ("a = −0.5", ["count"]), "there is no bin"
    assert plot.headings() == [
        *("before bin from", "before bin to", "before"),
        *("after bin from", "after bin to", "after"),
    ]
    assert [values.tolist() for _, values in plot.columns()][:3] == [[0, 0.25], [0.25, 0.5], [7, 2]]


def test_hover_names_the_bar_or_point_that_stands_there(plot: LivePlot, hover: Hover) -> None:
    plot.remove("train")
    plot.count_along_x()
    plot.add_bars("kept", GREEN, "kept")
    plot.add_points("dropped", RED, "dropped")
    plot.set_series("kept", [1, 3], [0.5, -0.25])
    plot.set_series("dropped", [2], [0])
    assert hover(plot, 2.9, 0.1) == ("step = 3", {"kept": "−0.25"})
    assert hover(plot, 2.2, 0.1) == ("step = 2", {"dropped": "0"})


def test_hover_on_points_around_a_number_names_the_one_at_that_height(
    plot: LivePlot, hover: Hover
) -> None:
    plot.count_along_x()
    plot.add_points("masks", GREEN, "masks")
    plot.set_series("train", [0, 1], [0.5, 0.75])
    plot.set_series("masks", [-0.3, 0.3, 0.7, 1.0, 1.3], [0.1, 0.9, 0.2, 0.4, 0.8])
    assert hover(plot, 1.1, 0.7) == ("step = 1", {"masks": "0.8", "train": "0.75"})
    assert hover(plot, 1.1, 0.1) == ("step = 1", {"masks": "0.2", "train": "0.75"})


def test_hover_in_a_plane_names_the_point_nearest_on_screen(
    plot: LivePlot, hover: Hover, qtbot: QtBot
) -> None:
    plot.set_labels("Two weights", "w₁", "w₂")
    plot._scene.equal_aspect = True
    plot.add_points("optimum", GREEN, "w*")
    plot.set_series("train", [0, 5], [0, 5])
    plot.set_series("optimum", [0.1, 4], [5, 1])
    assert hover(plot, 0.0, 4.8) == ("w*", {"w₁": "0.1", "w₂": "5"}), (
        "not (0, 0), which is right below"
    )
    assert hover(plot, 0.2, 0.1) == ("train", {"w₁": "0", "w₂": "0"})
    ring = colour_mask(plot, look().theme.text)
    at = pixel(plot, 0.0, 0.0)
    around = slice(at.y() - 12, at.y() + 13), slice(at.x() - 12, at.x() + 13)
    assert ring[around].any(), "the point that is meant is marked"
    head, rows = hover(plot, 3.0, 3.9)
    assert (head[:5], list(rows)) == ("w₁ = ", ["w₂"]), "far from all points, the place itself"


@pytest.mark.parametrize("share", [0.1, 0.4, 0.6, 0.9])
def test_the_readout_stays_within_the_plot(plot: LivePlot, qtbot: QtBot, share: float) -> None:
    """On a narrow plot there is no side with room for a long name."""
    plot.set_series("train", [0, 10], [0, 10])
    plot.set_text("train", "the whole network, scaled as at test time")
    rect = plot.canvas.view().rect
    at = QPoint(int(rect.left() + share * rect.width()), int(rect.center().y()))
    qtbot.mouseMove(plot.canvas, pos=at)
    panel = np.flatnonzero(colour_mask(plot, look().theme.surface).any(axis=0))
    assert len(panel) > 200
    assert panel.max() < plot.canvas.width() - 1


def test_the_mouse_shows_which_way_a_line_can_be_dragged(plot: LivePlot, qtbot: QtBot) -> None:
    plot.set_series("train", [0, 10], [0, 10])
    plot.add_line("time", GREEN, vertical=True, draggable=True)
    plot.set_line("time", 5.0)
    plot.add_points("start", GREEN, draggable=True)
    plot.set_series("start", [8], [2])
    for place, shape in (
        ((5.0, 8.0), Qt.CursorShape.SizeHorCursor),
        ((8.0, 2.0), Qt.CursorShape.SizeAllCursor),
        ((2.0, 8.0), Qt.CursorShape.ArrowCursor),
    ):
        qtbot.mouseMove(plot.canvas, pos=pixel(plot, *place))
        assert plot.canvas.cursor().shape() == shape


def test_a_name_that_is_switched_off_can_be_read(plot: LivePlot) -> None:
    """A stroke through it would make another letter of h or C."""
    plot.set_text("train", "i" + 20 * " " + "i")
    plot.set_visible("train", False)
    entry = plot.findChild(LegendEntry, "plot.loss.legend.train")
    image = entry.grab().toImage()
    ground = image.pixel(1, 1)
    columns = range(entry.width() // 2, entry.width())
    inked = [any(image.pixel(x, y) != ground for y in range(image.height())) for x in columns]
    assert 0 < sum(inked) < 6, "nothing between the letters"


def test_theme_switch_repaints_and_scale_grows(plot: LivePlot) -> None:
    plot.add_curve("grad", STYLES["train"])
    plot.set_series("grad", [0, 10], [0, 10])
    look().set_theme("dark")
    assert colour_mask(plot, look().theme.window).any()
    assert colour_mask(plot, STYLES["train"].on(look().theme)).any()
    left = plot.canvas.view().rect.left()
    look().set_scale(2.0)
    assert plot.canvas.view().rect.left() > left


def test_equal_aspect_keeps_units_equal(qtbot: QtBot) -> None:
    plane = LivePlot("plane", equal_aspect=True)
    qtbot.addWidget(plane)
    plane.resize(500, 250)
    plane.show()
    plane.add_curve("path", RED)
    plane.set_series("path", [0, 3], [0, 4])
    view = plane.canvas.view()
    origin, corner = view.point(0.0, 0.0), view.point(1.0, 1.0)
    assert corner.x() - origin.x() == pytest.approx(origin.y() - corner.y(), rel=1e-6)


def test_other_items_are_drawn(plot: LivePlot) -> None:
    plot.add_bars("bars", GREEN)
    plot.set_series("bars", [0, 1, 2], [1.0, -1.0, 2.0])
    bar = pixel(plot, 1.0, -0.5)
    assert colour_mask(plot, GREEN.colour)[bar.y(), bar.x()]
    plot.remove("bars")
    assert not colour_mask(plot, GREEN.colour).any()
    plot.add_polylines("contours", GREEN)
    plot.set_polylines("contours", [0, 2, 0, 2], [0, 0, 1, 1], starts=[0, 2])
    mask = colour_mask(plot, GREEN.colour)
    on, between = pixel(plot, 1.0, 1.0), pixel(plot, 1.0, 0.5)
    assert mask[on.y() - 2 : on.y() + 3, on.x()].any()
    assert not mask[between.y() - 2 : between.y() + 3, between.x()].any()


def test_lines_in_the_background_are_thin_and_below_the_curves(plot: LivePlot) -> None:
    plot.set_range((0.0, 10.0), (0.0, 10.0))
    plot.add_polylines("contours", GREEN, background=True, legend=False)
    plot.set_polylines("contours", [1, 9], [5, 5])
    thin = int(colour_mask(plot, GREEN.colour).sum())
    plot.set_series("train", [1, 9], [5, 5])
    assert not colour_mask(plot, GREEN.colour).any()
    plot.set_visible("train", False)
    plot.set_visible("contours", False)
    assert not colour_mask(plot, GREEN.colour).any()
    plot.set_visible("contours", True)
    plot.set_polylines("contours", [1, 9, 1, 9], [4, 4, 6, 6], starts=[0, 2])
    assert colour_mask(plot, GREEN.colour).sum() == pytest.approx(2 * thin, rel=0.05)
    plot.add_polylines("lines", GREEN, legend=False)
    plot.set_visible("contours", False)
    plot.set_polylines("lines", [1, 9], [5, 5])
    assert colour_mask(plot, GREEN.colour).sum() > 1.5 * thin


def test_the_name_of_a_line_leaves_the_plot_with_it(plot: LivePlot) -> None:
    plot.set_range(y=(0.0, 1.0))
    plot.set_series("train", [0, 1], [0.1, 0.1])
    plot.add_line("chance", GREEN, "chance")
    rect = plot.canvas.view().rect
    for value, shown in ((0.5, True), (-0.01, False), (1.01, False)):
        plot.set_line("chance", value)
        inside = colour_mask(plot, GREEN.colour)[int(rect.top()) + 4 : int(rect.bottom()) - 4]
        assert inside.any() == shown


def test_the_name_of_a_line_can_be_read_on_a_curve(plot: LivePlot) -> None:
    plot.add_line("chance", GREEN, "chance")
    plot.set_line("chance", 0.5)
    plot.set_range(x=(0.0, 400.0), y=(0.0, 1.0))
    above = slice(0, plot.canvas.view().point(0.0, 0.5).toPoint().y() - 4)
    rows, columns = np.nonzero(colour_mask(plot, GREEN.colour)[above])
    box = slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1)
    plot.set_series("train", np.arange(400.0), np.tile([0.2, 0.8], 200))
    assert colour_mask(plot, RED.colour)[above].any()
    assert not colour_mask(plot, RED.colour)[box].any()
    assert np.array_equal(np.argwhere(colour_mask(plot, GREEN.colour)[above])[:, 0], rows)


def test_a_band_tints_its_region(plot: LivePlot) -> None:
    plot.add_band("spread", GREEN)
    plot.set_band("spread", [0, 1], [0.2, 0.2], [0.4, 0.4])
    image = plot.canvas.grab().toImage()
    assert image.pixel(pixel(plot, 0.1, 0.3)) != image.pixel(pixel(plot, 0.1, 0.05))


def test_menu_toggles_log_and_resets(plot: LivePlot) -> None:
    plot.set_series("train", [1, 10], [1, 10])
    menu = plot.context_menu()
    menu.findChild(object, "log_y").trigger()
    assert plot.logs() == (False, True)
    plot.canvas.zoom(plot.canvas.view().rect.center(), 0.5)
    zoomed = plot.ranges()
    menu.findChild(object, "reset_view").trigger()
    assert plot.ranges() != zoomed


def test_wrong_kind_of_item_is_refused(plot: LivePlot) -> None:
    with pytest.raises(TypeError, match="train"):
        plot.set_line("train", 1.0)
    with pytest.raises(ValueError, match="train"):
        plot.add_curve("train", RED)


def test_png_has_any_resolution(plot: LivePlot, tmp_path: Path) -> None:
    plot.set_series("train", [0, 10], [0, 10])
    save_png(plot, tmp_path / "plot.png", 1200)
    image = QImage(str(tmp_path / "plot.png"))
    assert (image.width(), image.height()) == (1200, 900)
    at = plot.canvas.mapTo(plot, pixel(plot, 5.0, 5.0)) * 3
    assert image.pixelColor(at).red() > 200
    assert image.pixelColor(at).blue() < 50


def test_zoom_shows_a_true_point_of_a_long_curve(plot: LivePlot) -> None:
    x, y = np.arange(200_000), np.zeros(200_000)
    y[123_456] = 1.0
    plot.set_series("train", x, y)
    view = plot.canvas.view()
    peak = view.point(123_456.0, 1.0)
    assert (colour_mask(plot, RED.colour)[int(peak.y()) + 2 : int(peak.y()) + 20]).any()
    while plot.ranges()[0][1] - plot.ranges()[0][0] > 20:
        plot.canvas.zoom(plot.canvas.view().point(123_456.0, 0.5), 0.5)
    for u, v, drawn in ((123_455.5, 0.5, True), (123_456.5, 0.5, True), (123_460.0, 0.5, False)):
        at = plot.canvas.view().point(u, v).toPoint()
        assert (
            colour_mask(plot, RED.colour)[at.y() - 2 : at.y() + 3, at.x() - 2 : at.x() + 3].any()
            == drawn
        )


def test_a_range_held_wide_fits_when_the_frames_stop(plot: LivePlot, qtbot: QtBot) -> None:
    """While they come it must not flicker; a person who looks at a resting plot wants it large."""
    x = np.arange(10.0)
    for number in range(30):
        plot.set_series("train", x, x * (100.0 if number % 2 else 1.0))
        plot.canvas.repaint()
    plot.set_series("train", x, x)
    plot.canvas.repaint()
    assert plot.ranges()[1][1] > 500.0
    qtbot.waitUntil(lambda: plot.ranges()[1][1] < 20.0)


def test_svg_holds_lines_and_letters(plot: LivePlot, tmp_path: Path) -> None:
    plot.set_series("train", np.arange(50), np.arange(50.0))
    save_svg(plot, tmp_path / "plot.svg")
    root = ElementTree.parse(tmp_path / "plot.svg").getroot()
    tags = [element.tag.split("}")[1] for element in root.iter()]
    assert "text" in tags
    assert "image" not in tags
    text = "".join(root.itertext())
    assert "Loss" in text
    assert "step" in text


def test_files_leave_out_what_is_switched_off(plot: LivePlot, tmp_path: Path) -> None:
    plot.add_curve("test", GREEN, "measured anew")
    plot.set_visible("test", False)
    save_svg(plot, tmp_path / "plot.svg")
    text = "".join(ElementTree.parse(tmp_path / "plot.svg").getroot().itertext())
    assert "train" in text
    assert "measured anew" not in text


def test_svg_cuts_curves_off_at_the_axes(plot: LivePlot, tmp_path: Path) -> None:
    plot.set_series("train", np.arange(50), np.arange(50.0) ** 2)
    plot.set_range((10, 20), (100, 200))
    save_svg(plot, tmp_path / "plot.svg")
    root = ElementTree.parse(tmp_path / "plot.svg").getroot()
    clipped = [part for group in root.iter() if group.get("clip-path") for part in group.iter()]
    curves = [part for part in root.iter() if len(part.get("points", part.get("d", ""))) > 100]
    assert curves
    assert all(curve in clipped for curve in curves)


def test_csv_reads_back(plot: LivePlot, tmp_path: Path) -> None:
    plot.add_curve("test", GREEN, "measured anew")
    plot.set_series("train", [1, 2, 3], [0.1, np.nan, 1e-300])
    plot.set_series("test", [2], [0.5])
    save_csv(plot, tmp_path / "plot.csv")
    with (tmp_path / "plot.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["step", "train", "step", "measured anew"], "as the plot names them"
    assert [row[1] for row in rows[1:]] == ["0.1", "nan", "1e-300"]
    assert [row[3] for row in rows[1:]] == ["0.5", "", ""]


def test_csv_holds_bounds_and_targets_but_no_cursor(plot: LivePlot, tmp_path: Path) -> None:
    plot.set_series("train", [1, 2], [0.5, 0.25])
    plot.add_line("chance", GREEN, "chance")
    plot.add_line("threshold", GREEN, "threshold c")
    plot.add_line("time", GREEN, "now", vertical=True, draggable=True)
    plot.set_line("chance", 0.125)
    plot.set_line("time", 2.0)
    save_csv(plot, tmp_path / "plot.csv")
    with (tmp_path / "plot.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["step", "train", "chance"], "without the threshold, which has no value"
    assert [row[2] for row in rows[1:]] == ["0.125", ""]
