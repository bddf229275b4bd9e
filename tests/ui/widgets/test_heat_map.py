"""Heat maps: right colours, a shared cursor, keys and mouse, files."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from dlgui.ui.theme import look
from dlgui.ui.widgets import heat_map as heat_map_module
from dlgui.ui.widgets.colour_maps import COLOURS, ColourImage, colour_table
from dlgui.ui.widgets.export import save_csv, save_png, save_svg
from dlgui.ui.widgets.heat_map import HeatMap
from dlgui.ui.widgets.heat_map_frame import HeatMapFrame, _marks
from dlgui.ui.widgets.image_grid import ImageGrid
from dlgui.ui.widgets.levels import Levels


@pytest.fixture(autouse=True)
def light_look() -> Iterator[None]:
    look().set_theme("light")
    yield
    look().set_theme("light")


def shown(qtbot: QtBot, widget: HeatMap | ImageGrid) -> None:
    qtbot.addWidget(widget)
    widget.resize(400, 240)
    with qtbot.waitExposed(widget):
        widget.show()


@pytest.fixture
def heat_map(qtbot: QtBot) -> HeatMap:
    heat_map = HeatMap("gate", signed=False)
    shown(qtbot, heat_map)
    heat_map.set_labels("Forget gate", "t", "unit")
    heat_map.set_levels(0.0, 1.0)
    heat_map.set_values(np.linspace(0.0, 1.0, 40).reshape(4, 10))
    return heat_map


def centre(heat_map: HeatMap, row: int, column: int) -> QPoint:
    area = heat_map.area()
    rows, columns = heat_map.values().shape
    return QPoint(
        int(area.left() + (column + 0.5) * area.width() / columns),
        int(area.top() + (row + 0.5) * area.height() / rows),
    )


def test_cells_have_the_colours_of_their_values(heat_map: HeatMap) -> None:
    image = heat_map.grab().toImage()
    table = colour_table(False)
    for row, column in ((0, 0), (1, 7), (3, 9)):
        value = heat_map.values()[row, column]
        expected = table[min(int(value * COLOURS), COLOURS - 1)]
        assert image.pixel(centre(heat_map, row, column)) == expected


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=20))
def test_conversion_agrees_with_the_definition(values: list[float]) -> None:
    colours = ColourImage(signed=True)
    colours.set_values(np.array([values]), -5.0, 5.0)
    shares = np.clip((np.array(values) + 5.0) / 10.0, 0.0, 1.0)
    expected = np.minimum((shares * (COLOURS - 1e-3)).astype(int), COLOURS - 1)
    pixels = [colours.image.pixel(i, 0) for i in range(len(values))]
    assert pixels == colour_table(True)[expected].tolist()


def test_signed_maps_are_symmetric_about_zero() -> None:
    levels = Levels(signed=True)
    levels.follow(np.array([-3.0, 0.5]))
    low, high = levels.span
    assert low == -high
    assert high >= 3.0


def test_levels_change_in_steps_and_survive_nan() -> None:
    levels = Levels(signed=False)
    seen = set()
    for most in np.linspace(1.0, 10.0, 200):
        levels.follow(np.array([0.0, most, np.nan, np.inf]))
        assert levels.span[1] >= most
        seen.add(levels.span)
    assert len(seen) < 12
    levels.follow(np.array([np.nan]))
    levels.follow(np.zeros(0))
    assert levels.span in seen


def test_levels_must_rise(heat_map: HeatMap) -> None:
    with pytest.raises(ValueError, match="rise"):
        heat_map.set_levels(1.0, 1.0)


def test_an_update_reuses_its_memory() -> None:
    colours = ColourImage(signed=False)
    colours.set_values(np.zeros((4, 5)), 0.0, 1.0)
    image = colours.image
    colours.set_values(np.ones((4, 5)), 0.0, 1.0)
    assert colours.image is image
    assert image.pixel(0, 0) == colour_table(False)[COLOURS - 1]


def test_an_update_of_a_map_allocates_nothing(heat_map: HeatMap) -> None:
    arrays = np.random.default_rng(0).uniform(-1.0, 1.0, (8, 300, 400))
    heat_map.set_levels(None, None)
    heat_map.set_values(arrays[0])
    image = heat_map.grab()
    tracemalloc.start()
    try:
        heat_map.set_values(arrays[1])
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        for values in arrays[2:]:
            heat_map.set_values(values)
        after, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 1000
    assert peak - before < arrays[0].nbytes / 100
    assert heat_map.grab().toImage() != image.toImage()


def test_levels_do_not_flicker_with_their_values() -> None:
    levels, seen = Levels(signed=True), []
    for number in range(1200):
        values = np.array([1.0 if number % 2 else 0.1])
        levels.follow(values)
        assert levels.span[1] >= values[0]
        seen.append(levels.span)
    assert sum(one != other for one, other in pairwise(seen)) < 60
    for _ in range(200):
        levels.follow(np.array([0.1]))
    assert levels.span == (-0.1, 0.1)


@pytest.mark.parametrize("kind", [HeatMap, ImageGrid])
def test_levels_held_wide_fit_when_the_values_rest(
    kind: type[HeatMap | ImageGrid], qtbot: QtBot
) -> None:
    picture = kind("cell", signed=True)
    qtbot.addWidget(picture)

    def show(value: float) -> None:
        if isinstance(picture, HeatMap):
            picture.set_values([[value]])
        else:
            picture.set_images([[[value]]])

    for number in range(30):
        show(100.0 if number % 2 else 1.0)
    show(1.0)
    assert picture.levels() == (-100.0, 100.0)
    with qtbot.waitSignal(picture.refitted):
        pass
    assert picture.levels() == (-1.0, 1.0)


def test_nan_is_hatched(heat_map: HeatMap) -> None:
    values = np.full((4, 10), 0.5)
    values[1, 2:8] = np.nan
    heat_map.set_values(values)
    image = heat_map.grab().toImage()
    row = {image.pixel(centre(heat_map, 1, 2) + QPoint(dx, 0)) for dx in range(60)}
    assert colour_table(False)[COLOURS // 2] not in row
    assert len(row) > 1


def test_mouse_moves_the_cursor_and_selects_a_row(heat_map: HeatMap, qtbot: QtBot) -> None:
    heard: list[tuple[str, int]] = []
    heat_map.cursor_moved.connect(lambda column: heard.append(("column", column)))
    heat_map.row_selected.connect(lambda row: heard.append(("row", row)))
    qtbot.mousePress(heat_map, Qt.MouseButton.LeftButton, pos=centre(heat_map, 2, 6))
    assert heard == [("column", 6), ("row", 2)]
    with qtbot.waitSignal(heat_map.cursor_moved) as moved:
        qtbot.mouseMove(heat_map, pos=centre(heat_map, 0, 3))
    qtbot.mouseRelease(heat_map, Qt.MouseButton.LeftButton, pos=centre(heat_map, 0, 3))
    assert moved.args == [3]
    assert heat_map.row() == 2


def test_keys_move_within_the_map(heat_map: HeatMap, qtbot: QtBot) -> None:
    heat_map.set_cursor(8)
    heard: list[int] = []
    heat_map.cursor_moved.connect(heard.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Left):
        qtbot.keyClick(heat_map, key)
    assert heard == [9, 0]
    qtbot.keyClick(heat_map, Qt.Key.Key_Down)
    assert heat_map.row() == 1


def test_setting_the_cursor_is_silent_and_bounded(heat_map: HeatMap, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(heat_map.cursor_moved):
        heat_map.set_cursor(1000)
    assert heat_map.cursor() == 9
    heat_map.set_values(np.zeros((4, 5)))
    assert heat_map.cursor() == 4


def test_empty_and_wrong_arrays(heat_map: HeatMap, qtbot: QtBot) -> None:
    heat_map.set_values(np.zeros((0, 0)))
    heat_map.grab()
    qtbot.keyClick(heat_map, Qt.Key.Key_Right)
    assert heat_map.cursor() is None
    with pytest.raises(ValueError, match="rows and columns"):
        heat_map.set_values(np.zeros(3))


def test_a_small_map_is_labelled_too(qtbot: QtBot) -> None:
    heat_map = HeatMap("small", signed=False)
    shown(qtbot, heat_map)
    heat_map.set_first(1, 1)
    heat_map.set_labels("Forget gate", "t", "unit")
    heat_map.set_values(np.zeros((32, 50)))
    heat_map.resize(190, 140)
    area, frame = heat_map.area(), heat_map._frame
    metrics = frame._metrics()
    labels = frame._column_labels(50, area.width() / frame._label_room(50, metrics))
    assert [text for _, text in labels] == ["20", "40"]


def test_hidden_axes_give_room(heat_map: HeatMap) -> None:
    before = heat_map.area()
    heat_map.set_axes_visible(x=False, y=False, colour_bar=False)
    after = heat_map.area()
    assert after.width() > before.width()
    assert after.height() > before.height()


def test_files(heat_map: HeatMap, tmp_path: Path) -> None:
    save_png(heat_map, tmp_path / "map.png", 800)
    image = QImage(str(tmp_path / "map.png"))
    assert image.width() == 800
    assert image.pixel(2 * centre(heat_map, 3, 9)) == colour_table(False)[COLOURS - 1]
    save_svg(heat_map, tmp_path / "map.svg")
    assert "Forget gate" in (tmp_path / "map.svg").read_text(encoding="utf-8")
    save_csv(heat_map, tmp_path / "map.csv")
    table = np.loadtxt(tmp_path / "map.csv", delimiter=",", skiprows=1)
    np.testing.assert_array_equal(table[:, 2], heat_map.values().ravel())


def test_a_table_counts_as_the_axes_do(heat_map: HeatMap) -> None:
    heat_map.set_first(row=1, column=1)
    table = dict(heat_map.columns())
    rows, columns = heat_map.values().shape
    assert (table["row"][0], table["row"][-1]) == (1, rows)
    assert (table["column"][0], table["column"][-1]) == (1, columns)
    heat_map.set_columns(-0.75, 0.5)
    assert dict(heat_map.columns())["column"][:2].tolist() == [-0.75, -0.25]


@pytest.fixture
def grid(qtbot: QtBot) -> ImageGrid:
    grid = ImageGrid("digits", signed=False)
    shown(qtbot, grid)
    grid.set_title("Digits")
    grid.set_levels(0.0, 1.0)
    images = np.zeros((6, 4, 4))
    images[3] = 1.0
    grid.set_images(images)
    return grid


@pytest.mark.parametrize("width", [150, 4001])
def test_pictures_are_sharp_at_any_resolution(
    heat_map: HeatMap, grid: ImageGrid, tmp_path: Path, width: int
) -> None:
    area = heat_map.area()
    cell = QRectF(0, 0, area.width() / 10, area.height() / 4)
    cell.moveBottomRight(area.bottomRight())
    pictures: list[tuple[HeatMap | ImageGrid, QRectF]] = [
        (heat_map, cell),
        (grid, grid.places()[3]),
    ]
    for picture, place in pictures:
        save_png(picture, tmp_path / "map.png", width)
        image = QImage(str(tmp_path / "map.png"))
        factor = width / picture.width()
        assert (image.width(), image.height()) == (width, round(picture.height() * factor))
        scaled = QRectF(place.topLeft() * factor, place.size() * factor)
        inside = scaled.adjusted(1.5, 1.5, -1.5, -1.5)
        for at in (inside.topLeft(), inside.topRight(), inside.center(), inside.bottomLeft()):
            assert image.pixel(int(at.x()), int(at.y())) == colour_table(False)[COLOURS - 1]


def test_an_svg_is_sharp_when_it_is_enlarged(
    heat_map: HeatMap, grid: ImageGrid, tmp_path: Path
) -> None:
    save_svg(heat_map, tmp_path / "map.svg")
    image = drawn(tmp_path / "map.svg", heat_map, 4)
    area = QRectF(heat_map.area().topLeft() * 4, heat_map.area().size() * 4)
    levels = np.linspace(0.0, 1.0, 40).reshape(4, 10)
    for row, column in ((0, 0), (1, 7), (3, 9)):
        colour = colour_table(False)[min(int(levels[row, column] * COLOURS), COLOURS - 1)]
        cell = QRectF(0, 0, area.width() / 10, area.height() / 4)
        cell.moveTopLeft(area.topLeft() + QPointF(column * cell.width(), row * cell.height()))
        inside = cell.adjusted(3, 3, -3, -3)
        for at in (inside.topLeft(), inside.topRight(), inside.bottomLeft(), inside.bottomRight()):
            assert image.pixel(at.toPoint()) == colour

    save_svg(grid, tmp_path / "grid.svg")
    image = drawn(tmp_path / "grid.svg", grid, 1)
    for index, place in enumerate(grid.places()):
        colour = colour_table(False)[COLOURS - 1 if index == 3 else 0]
        inside = place.adjusted(2, 2, -2, -2)
        assert image.pixel(inside.topLeft().toPoint()) == colour
        assert image.pixel(inside.bottomRight().toPoint()) == colour


def drawn(path: Path, picture: HeatMap | ImageGrid, factor: int) -> QImage:
    """An SVG as a viewer shows it that smoothes what it enlarges."""
    image = QImage(picture.size() * factor, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    QSvgRenderer(str(path)).render(painter)
    painter.end()
    return image


def test_grid_paints_each_image_in_its_place(grid: ImageGrid) -> None:
    image = grid.grab().toImage()
    table = colour_table(False)
    colours = [image.pixel(place.center().toPoint()) for place in grid.places()]
    assert colours == [table[COLOURS - 1] if i == 3 else table[0] for i in range(6)]
    bounds = grid.rect()
    assert all(bounds.contains(place.toAlignedRect()) for place in grid.places())


def test_grid_is_chosen_from_by_mouse_and_keys(grid: ImageGrid, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.selected) as heard:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.places()[4].center().toPoint())
    assert heard.args == [4]
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert grid.chosen() == 3


def test_grid_captions_take_room(grid: ImageGrid) -> None:
    before = grid.places()[0].height()
    grid.set_captions(["a"] * 6)
    assert grid.places()[0].height() < before
    grid.grab()


def test_rows_and_columns_can_be_counted_from_one() -> None:
    assert _marks(10, 2.0, 0) == [0, 5]
    assert _marks(10, 2.0, 1) == [4, 9]
    assert _marks(0, 2.0, 1) == []
    assert _marks(1, 0.0, 7) == [0]


def test_the_numbers_below_follow_the_columns(heat_map: HeatMap) -> None:
    pictures = []
    for step in (0.1, 1e25, 0.1):
        heat_map.set_columns(0.0, step)
        pictures.append(heat_map.grab().toImage())
    assert pictures[0] != pictures[1]
    assert pictures[0] == pictures[2]


def test_columns_may_go_by_numbers_of_their_own(qapp: object) -> None:
    """Only multiples of round steps are labelled, where they are between the columns."""
    frame = HeatMapFrame(signed=False)
    frame.column_scale = (0.0125, 0.025)
    labels = frame._column_labels(40, 5.0)
    assert [text for _, text in labels] == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]
    assert [at for at, _ in labels] == pytest.approx([-0.5, 7.5, 15.5, 23.5, 31.5, 39.5])
    frame.column_scale = (0, 4)
    assert frame.column_name(112) == "448"
    assert [text for _, text in frame._column_labels(3, 20.0)] == ["0", "5", "10"]


def test_hover_names_row_column_and_value_in_short_lines(
    heat_map: HeatMap, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One long line would be cut off on a narrow map."""
    told = []
    monkeypatch.setattr(heat_map_module, "paint_readout", lambda *shown: told.append(shown[3:]))
    qtbot.mouseMove(heat_map, pos=centre(heat_map, 3, 9))
    heat_map.grab()
    head, rows = told[-1]
    assert [head, *(row.value for row in rows)] == ["t = 9", "unit = 3", "1"]


def test_numbers_and_names_give_way_to_the_colours(heat_map: HeatMap) -> None:
    heat_map.clearFocus()
    title, line = heat_map.title_height(), QFontMetricsF(look().font(9.0)).height()
    for height in (5.0, 2.8, 1.6):
        heat_map.resize(400, round(title + height * line))
        area = heat_map.area()
        image = heat_map.grab().toImage()
        assert area.height() >= line * (1.0 if height > 2.0 else 0.5)
        row = int(area.center().y())
        colours = {image.pixel(x, row) for x in range(int(area.left()), int(area.right()))}
        assert len(colours) > 4, height


def test_without_room_there_is_the_title_alone(heat_map: HeatMap) -> None:
    heat_map.clearFocus()
    heat_map.resize(400, round(heat_map.title_height()) + 14)
    image = heat_map.grab().toImage()
    beside_the_title = {
        image.pixel(x, y) for x in range(200, image.width()) for y in range(image.height())
    }
    assert len(beside_the_title) == 1


@pytest.mark.parametrize(
    ("first", "step", "names"),
    [
        (0.0125, 0.025, ["0.000 … 0.025", "0.025 … 0.050", "0.050 … 0.075"]),
        (-0.975, 0.05, ["−1.00 … −0.95", "−0.95 … −0.90", "−0.90 … −0.85"]),
        (0.0, 4.0, ["0", "4", "8"]),
        (2.5, 5.0, ["0 … 5", "5 … 10", "10 … 15"]),
    ],
)
def test_columns_go_by_all_digits_of_their_numbers_and_bins_by_their_ends(
    first, step, names
) -> None:
    frame = HeatMapFrame(signed=False)
    frame.column_scale = (first, step)
    assert [frame.column_name(column) for column in range(3)] == names
