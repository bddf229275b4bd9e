"""The convolution page, with a real mouse and real keys."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFontMetricsF, QImage
from PySide6.QtTest import QTest

from dlgui.core import Run
from dlgui.topics.convolution import Params
from dlgui.topics.convolution.cell_painting import number_text, texts_that_fit
from dlgui.topics.convolution.view import ScanView
from dlgui.ui.theme import look
from dlgui.ui.translations import install
from dlgui.ui.widgets import image_grid
from dlgui.ui.widgets.ticks import value_label

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot):
    view = ScanView()
    qtbot.addWidget(view)
    view.resize(1000, 900)
    view.show()
    return view


@pytest.fixture
def asked(view):
    """What the view has asked the page to set, by name; the newest of each."""
    values = {}
    view.param_edited.connect(values.__setitem__)
    return values


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def shown(view, steps: int = 0, **values) -> Run:
    run = Run("convolution", Params(**values), 0)
    run.advance(steps)
    view.show_frame(run.snapshot(), run.history)
    return run


def middle(grid, row: int, column: int) -> QPoint:
    return grid.rect_of(row, column).center().toPoint()


def test_pointing_at_a_cell_goes_to_its_field(view, asked) -> None:
    run = shown(view)
    QTest.mouseMove(view.scan.map, middle(view.scan.map, 0, 0))
    QTest.mouseMove(view.scan.map, middle(view.scan.map, 4, 2))
    assert asked["focus"] == (1, 4, 2)
    run.set("focus", asked["focus"])
    view.show_frame(run.snapshot(), run.history)
    field = run.snapshot().field
    np.testing.assert_array_equal(view.scan.patch.values(), field.patch[0])
    np.testing.assert_array_equal(view.scan.products.values(), field.products[0])
    assert number_text(field.z, 3) in plain(view.scan.sum.text())
    QTest.mouseMove(view.scan.pooled, middle(view.scan.pooled, 1, 1))
    assert asked["focus"] == (2, 1, 1)


def test_one_large_kernel_does_not_leave_the_next_ones_pale(view, qtbot) -> None:
    """Levels that went up and down are held wide, but no longer than the values change."""
    for size in ("3", "7", "3", "7", "3"):
        shown(view, kernel_size=size)
    grid = view.scan.map
    assert grid.levels()[1] > 20.0
    qtbot.waitUntil(lambda: grid.levels() == (-4.0, 4.0))
    assert grid.values().max() == pytest.approx(3.4375)


def test_leaving_the_map_follows_the_scan_again(view, asked, qtbot) -> None:
    shown(view)
    # From elsewhere: a mouse that another test left there would not move, and so not enter.
    QTest.mouseMove(view, QPoint(2, 2))
    QTest.mouseMove(view.scan.map, middle(view.scan.map, 4, 2))
    assert asked["focus"] == (1, 4, 2)
    with qtbot.waitSignal(view.scan.map.mouse_left):
        QTest.mouseMove(view, QPoint(2, 2))
    assert asked["focus"] == (0, 0, 0)


def test_cells_are_chosen_by_keys(view, asked) -> None:
    shown(view)
    view.scan.map.setFocus()
    QTest.keyClick(view.scan.map, Qt.Key.Key_Right)
    assert asked["focus"] == (1, 0, 0)
    QTest.keyClick(view.scan.map, Qt.Key.Key_Down)
    QTest.keyClick(view.scan.map, Qt.Key.Key_End)
    assert asked["focus"] == (1, 1, 5)


def test_drawing_on_a_digit(view, asked) -> None:
    run = shown(view, padding=2, shift_x=1)
    before = run.snapshot().canvas
    grid = view.scan.picture
    # Cell (0, 0) of the picture stands at (2, 2), inside of the padding.
    QTest.mousePress(grid, LEFT, pos=middle(grid, 2, 2))
    for column in (3, 4):
        QTest.mouseMove(grid, middle(grid, 2, column))
        # A frame of before the stroke must not take it back.
        view.show_frame(run.snapshot(), run.history)
    QTest.mouseRelease(grid, LEFT, pos=middle(grid, 2, 4))
    expected = before.copy()
    expected[0, :3] = 1.0
    np.testing.assert_array_equal(np.reshape(asked["drawing"], (8, 8)), expected)
    assert asked["source"] == "drawing"
    assert asked["shift_x"] == 0
    run = shown(view, **{**asked, "padding": 2})
    np.testing.assert_allclose(view.scan.picture.values()[2:-2, 2:-2], expected)


def test_a_stroke_that_starts_on_ink_erases(view, asked) -> None:
    shown(view, source="point", size=9)
    QTest.mouseClick(view.scan.picture, LEFT, pos=middle(view.scan.picture, 4, 4))
    assert not any(asked["drawing"])


def test_the_padding_is_not_drawn_on(view, asked) -> None:
    shown(view, padding=2)
    QTest.mouseClick(view.scan.picture, LEFT, pos=middle(view.scan.picture, 0, 0))
    assert asked == {}


def test_drawing_by_keys(view, asked) -> None:
    shown(view)
    view.scan.picture.setFocus()
    QTest.keyClick(view.scan.picture, Qt.Key.Key_Right)
    QTest.keyClick(view.scan.picture, Qt.Key.Key_Return)
    assert asked["drawing"][0] == 1.0


def test_large_pictures_are_drawn_on_in_blocks(view, asked) -> None:
    shown(view, size=64)
    QTest.mouseClick(view.scan.picture, LEFT, pos=middle(view.scan.picture, 63, 1))
    assert len(asked["drawing"]) == 32 * 32
    assert asked["drawing"][31 * 32] == 1.0


def test_writing_into_the_kernel(view, asked) -> None:
    shown(view)
    kernel = view.scan.kernel
    QTest.mouseClick(kernel, LEFT, pos=middle(kernel, 1, 1))
    assert kernel.edit.isVisible()
    QTest.keyClicks(kernel.edit, "-2.5")
    QTest.keyClick(kernel.edit, Qt.Key.Key_Return)
    assert not kernel.edit.isVisible()
    assert asked["weights"] == (-1, 0, 1, -2, -2.5, 2, -1, 0, 1)
    assert asked["kernel"] == "custom"
    shown(view, kernel="custom", weights=asked["weights"])
    assert kernel.values()[1, 1] == -2.5


def test_typing_opens_a_cell_and_escape_gives_up(view, asked) -> None:
    shown(view)
    kernel = view.scan.kernel
    kernel.setFocus()
    QTest.keyClick(kernel, Qt.Key.Key_Down)
    QTest.keyClicks(kernel, "7")
    assert kernel.edit.text() == "7"
    QTest.keyClick(kernel.edit, Qt.Key.Key_Escape)
    assert not kernel.edit.isVisible()
    assert asked == {}


@pytest.mark.parametrize("text", ["11", "x", ""])
def test_a_cell_refuses_nonsense(view, asked, text: str) -> None:
    shown(view)
    kernel = view.scan.kernel
    kernel.open_cell(0, 0)
    kernel.edit.setText(text)
    QTest.keyClick(kernel.edit, Qt.Key.Key_Return)
    assert kernel.edit.property("invalid")
    assert "10" in kernel.edit.toolTip()
    assert asked == {}


def test_each_channel_has_its_slice(view, asked) -> None:
    run = shown(view, source="colours", size=12, colour=True)
    view.scan.channel.setCurrentIndex(2)
    np.testing.assert_array_equal(view.scan.kernel.values(), run.snapshot().kernel[2])
    view.scan.kernel.cell_edited.emit(0, 0, 5.0)
    assert asked["weights"][18] == 5.0
    assert len(asked["weights"]) == 27
    assert view.scan.channel.isVisible()
    shown(view)
    assert not view.scan.channel.isVisible()


def test_a_click_on_a_map_chooses_its_kernel(view, asked) -> None:
    run = shown(view)
    maps = view.kernels.maps
    QTest.mouseClick(maps, LEFT, pos=maps.places()[2].center().toPoint())
    assert asked["kernel"] == run.snapshot().names[2]
    assert "60" in view.kernels.counts.text()


def test_the_calculator_writes_the_formula(view) -> None:
    shown(view, size=32, kernel_size="5")
    text = plain(view.sizes.text.text())
    assert "⌊(32 + 2·0 − 1·(5 − 1) − 1) / 1⌋ + 1 = ⌊27⌋ + 1 = <b>28</b>" in text
    assert "⌊(28 − 2) / 2⌋ + 1 = ⌊13⌋ + 1 = <b>14</b>" in text
    shown(view, size=12, stride=2, ceil_mode=True)
    assert "⌈(5 − 2) / 2⌉ + 1 = ⌈1.5⌉ + 1 = <b>3</b>" in plain(view.sizes.text.text())
    assert "hangs over the edge by 1" in plain(view.sizes.text.text())


def test_a_misfit_is_explained(view) -> None:
    shown(view, size=6, kernel_size="5", dilation=2)
    text = plain(view.sizes.text.text())
    assert "9 cells wide" in text
    assert "Padding 2 would help, or a kernel of at most 3" in text
    assert not view.scan.map.values().size
    view.grab()
    shown(view, size=4, pool_size=8)
    assert "at most 2 fits" in plain(view.sizes.text.text())
    view.grab()


def test_mixing_marks_the_same_map_everywhere(view) -> None:
    run = shown(view)
    page = view.mixing
    QTest.mouseClick(page.after, LEFT, pos=page.after.places()[5].center().toPoint())
    assert page.weights.row() == 5
    page.weights.cursor_moved.emit(17)
    assert page.before.chosen() == 17
    assert "4\N{NARROW NO-BREAK SPACE}128" in page.counts.text()
    np.testing.assert_array_equal(page.weights.values(), run.snapshot().mixing.weights)


def test_a_dropped_picture_of_another_format(view, qtbot, tmp_path, monkeypatch, asked) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    picture = QImage(600, 300, QImage.Format.Format_RGB32)
    picture.fill(0xFF00FF00)
    path = tmp_path / "green.bmp"
    assert picture.save(str(path))
    drop(view, path, qtbot)
    assert asked["source"] == "file"
    assert asked["path"].endswith(".png")
    run = shown(view, source="file", path=asked["path"], size=16, colour=True)
    assert run.snapshot().image.shape == (3, 8, 16)
    np.testing.assert_array_equal(run.snapshot().image[:, 3, 3], (0, 1, 0))


def test_what_needs_no_conversion_or_is_no_picture_keeps_its_path(
    view, qtbot, tmp_path, asked
) -> None:
    for name in ("small.pgm", "notes.txt"):
        path = tmp_path / name
        path.write_text("no picture")
        drop(view, path, qtbot)
        assert asked["path"] == str(path)


def drop(view, path: Path, qtbot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(view.opener.opened):
        view.dropEvent(event)


def test_scanning_moves_fields_and_veil_only(view, monkeypatch) -> None:
    run = shown(view, 3)
    for page in (view.sizes, view.kernels):
        monkeypatch.setattr(page, "show_frame", lambda frame: pytest.fail("nothing changed"))
    monkeypatch.setattr(view.mixing, "show_mixing", lambda mixing: pytest.fail("nothing changed"))
    before = view.scan.map.grab().toImage()
    run.advance()
    view.show_frame(run.snapshot(), run.history)
    assert view.scan.map.grab().toImage() != before


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_every_state_is_painted_in_both_languages(view, theme: str) -> None:
    look().set_theme(theme)
    for language, title in (("zh_CN", "特征图"), ("en", "Map")):
        install(language)
        shown(view, 40, dilation=2, padding=3, pooling="average", source="ring", size=12)
        assert view.scan.map.accessibleName().startswith(title)
        assert not view.grab().isNull()
    look().set_theme("light")


def test_a_longer_sum_resizes_the_pictures_once(view, qapp) -> None:
    view.resize(330, 600)
    run = shown(view)
    heights = []
    for _ in range(90):
        run.advance()
        view.show_frame(run.snapshot(), run.history)
        qapp.processEvents()
        heights.append(view.scan.map.height())
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights[45:])) == 1


def test_numbers_get_shorter_and_smaller_before_they_are_left_out(qapp) -> None:
    look().set_theme("projector")
    try:
        font = look().font(9.0)
        metrics = QFontMetricsF(font)
        values = np.array([[-0.06, 10.125], [0.5, 0.0]])
        (first, exact), (second, short), (_, none) = (
            texts_that_fit(values, metrics.horizontalAdvance(widest) / 0.9)
            for widest in ("−0.06", "−0.1", "10")
        )
        assert (first, exact) == (font, ["−0.06", "10.12", "0.5", "0"])
        assert (second, short) == (font, ["−0.1", "10.1", "0.5", "0"])
        assert none == []
        few = texts_that_fit(values[:, :1], metrics.horizontalAdvance("−.1") / 0.9)
        assert few == (font, ["−.1", ".5"])
        smaller, products = texts_that_fit(np.array([[-1.6, 0.6], [-0.3, 0.0]]), 53.0)
        assert products == ["−1.6", "0.6", "−0.3", "0"]
        assert 12.0 < smaller.pointSizeF() < font.pointSizeF()
    finally:
        look().set_theme("light")
    size = texts_that_fit(values, QFontMetricsF(look().font(9.0)).height())[0].pointSizeF()
    assert size == look().font(9.0).pointSizeF(), "letters for a screen nearby don't shrink"


def test_a_small_page_shows_one_part(view) -> None:
    view.resize(700, 480)
    assert view.deck.tabs.isVisible()
    assert view.scan.isVisible()
    view.deck.tabs.setCurrentIndex(1)
    assert view.sizes.isVisible()
    assert not view.scan.isVisible()


def test_the_whole_way_through_the_window(open_window, qtbot) -> None:
    window = open_window("--topic", "convolution")
    page = window.page
    scan = page.view.scan

    def field():
        return page.control.frame.frame.field

    QTest.mouseMove(scan.map, middle(scan.map, 3, 3))
    QTest.mouseMove(scan.map, middle(scan.map, 5, 4))
    qtbot.waitUntil(lambda: field().cell == (5, 4))
    QTest.mouseClick(scan.picture, LEFT, pos=middle(scan.picture, 0, 0))
    qtbot.waitUntil(lambda: page.control.frame.frame.image[0, 0, 0] == 1)
    assert page.control.params.source == "drawing"
    page.step()
    qtbot.waitUntil(lambda: page.control.frame.step == 1)


def test_an_answer_is_0_only_where_it_is(view) -> None:
    run = shown(view, source="box", size=12, kernel="edge_x", activation="sigmoid", bias=-5.0)
    row, column = divmod(int(run.snapshot().maps[0].argmin()), 10)
    run.set("focus", (1, row, column))
    view.show_frame(run.snapshot(), run.history)
    z = run.snapshot().field.z
    assert z < -7.7
    text = plain(view.scan.sum.text())
    assert f"y = {1 / (1 + np.exp(-z)):.4g} " in text
    # What is 0 but for rounding stays 0.
    shown(view, source="ramp", kernel="edge_y", activation="identity")
    assert "Σ = 0; z = Σ + b = 0; y = 0 " in plain(view.scan.sum.text())


@pytest.mark.parametrize(
    ("values", "times"),
    [
        ({"size": 5, "kernel_size": "7", "padding": 1}, "0.52"),
        ({"size": 7, "kernel_size": "5", "stride": 3}, "1.9"),
        ({}, "234"),
    ],
)
def test_a_dense_layer_may_cost_as_little(view, values, times) -> None:
    run = shown(view, **values)
    cost = run.snapshot().cost
    assert cost.dense_parameters / cost.parameters == pytest.approx(float(times), rel=0.02)
    assert f", {times} times as many" in view.kernels.counts.text()


def test_hover_and_table_of_the_maps_have_their_values_not_their_shades(view, monkeypatch) -> None:
    frame = shown(view, kernel="blur", bias=2.0).snapshot()
    maps = view.kernels.maps
    np.testing.assert_array_equal(dict(maps.columns())["value"], frame.maps.ravel())
    rows = []
    monkeypatch.setattr(image_grid, "paint_readout", lambda *arguments: rows.extend(arguments[-1]))
    place = maps.places()[0]
    maps._mouse = QPointF(place.left() + 0.5, place.top() + 0.5)
    maps.grab()
    assert rows[-1].value == value_label(float(frame.maps[0, 0, 0]))
    assert frame.maps[0, 0, 0] > 1.5
