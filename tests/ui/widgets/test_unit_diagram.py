"""The picture of a network: places, colours, choosing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPicture

from dlgui.ui.theme import look
from dlgui.ui.widgets import unit_diagram
from dlgui.ui.widgets.unit_diagram import UnitDiagram
from dlgui.ui.widgets.unit_layout import UnitColumn, arrange

LEFT = Qt.MouseButton.LeftButton
DROPPED = np.array([True, False, False])


@pytest.fixture
def diagram(qtbot):
    diagram = UnitDiagram("net")
    qtbot.addWidget(diagram)
    diagram.resize(400, 300)
    diagram.set_columns(
        (
            UnitColumn("in", np.linspace(0, 1, 4), across=2),
            UnitColumn("hidden", np.array([0.5, 1.0, 0.0]), DROPPED),
            UnitColumn("out", np.array([0.1, 0.9])),
        )
    )
    diagram.show()
    return diagram


@settings(max_examples=60, deadline=None)
@given(
    sizes=st.lists(st.integers(1, 256), min_size=1, max_size=5),
    across=st.sampled_from([None, 8]),
    width=st.floats(150, 2000),
    height=st.floats(80, 1200),
)
def test_dots_lie_inside_and_apart(sizes, across, width, height):
    columns = [UnitColumn("", np.zeros(size)) for size in sizes]
    columns[0] = UnitColumn("", np.zeros(sizes[0]), across=across)
    area = QRectF(10, 20, width, height)
    places = arrange(columns, area, 34.0)
    every = np.concatenate(places.centres)
    half = places.pitch / 2 - 1e-6
    assert (every[:, 0] >= 10 + half).all()
    assert (every[:, 0] <= 10 + width - half).all()
    assert (every[:, 1] >= 20 + half).all()
    assert (every[:, 1] <= 20 + height - half).all()
    distances = np.hypot(*(every[:, None] - every[None]).transpose(2, 0, 1))
    np.fill_diagonal(distances, np.inf)
    assert distances.min() >= places.pitch - 1e-6


def test_a_picture_keeps_its_columns():
    places = arrange([UnitColumn("", np.zeros(64), across=8)], QRectF(0, 0, 300, 300), 34.0)
    assert len(np.unique(places.centres[0][:, 0])) == 8


def test_a_dropped_unit_is_dark_and_crossed_a_lit_one_is_not(diagram):
    image = diagram.grab().toImage()

    def light(unit, dx, dy):
        middle = diagram.centre(1, unit)
        return image.pixelColor(round(middle.x() + dx), round(middle.y() + dy)).lightness()

    size = 0.82 * (diagram.centre(1, 1).y() - diagram.centre(1, 0).y())
    assert light(0, 0, 0) > light(0, 0.35 * size, 0) + 100  # the cross on the dark dot
    assert light(1, 0.35 * size, 0) > light(0, 0.35 * size, 0) + 40
    assert light(2, 0, 0) > light(1, 0, 0)  # a value of 0 is not lit


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_it_paints_in_every_theme_and_for_files(diagram, theme):
    before = look().theme.name
    look().set_theme(theme)
    assert not diagram.grab().isNull()
    picture = QPicture()
    painter = QPainter(picture)
    diagram.paint_picture(painter)
    painter.end()
    assert picture.size() > 1000
    look().set_theme(before)


def test_a_click_chooses_the_unit_under_it(qtbot, diagram):
    with qtbot.waitSignal(diagram.unit_selected) as chosen:
        qtbot.mouseClick(diagram, LEFT, pos=diagram.centre(1, 2).toPoint())
    assert chosen.args == [1, 2]
    qtbot.mouseClick(diagram, LEFT, pos=QPointF(2, 2).toPoint())
    assert diagram.selected() == (1, 2)


def test_arrow_keys_walk_and_stop_at_the_ends(qtbot, diagram):
    diagram.setFocus()
    for key, expected in (
        (Qt.Key.Key_Down, (0, 1)),
        (Qt.Key.Key_Right, (1, 1)),
        (Qt.Key.Key_Right, (2, 1)),
        (Qt.Key.Key_Right, (2, 1)),
        (Qt.Key.Key_Down, (2, 1)),
        (Qt.Key.Key_Up, (2, 0)),
    ):
        qtbot.keyClick(diagram, key)
        assert diagram.selected() == expected


def test_fewer_units_move_the_choice(diagram):
    diagram.set_selected(1, 2)
    diagram.set_columns((UnitColumn("only", np.ones(2)),))
    assert diagram.selected() == (0, 1)


def test_the_table_names_layer_unit_value_and_mask(diagram):
    table = dict(diagram.columns())
    assert table["layer"].tolist() == [0, 0, 0, 0, 1, 1, 1, 2, 2]
    assert table["unit"].tolist() == [1, 2, 3, 4, 1, 2, 3, 1, 2]
    assert table["dropped"].tolist() == [0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert table["value"][-1] == pytest.approx(0.9)


def test_values_that_are_no_numbers_are_drawn_unlit(diagram):
    diagram.set_columns((UnitColumn("", np.array([np.nan, np.inf, 1.0])),))
    assert not diagram.grab().isNull()


def test_hovering_names_unit_value_and_that_it_is_dropped(qtbot, diagram, monkeypatch):
    shown = []
    monkeypatch.setattr(
        unit_diagram,
        "paint_readout",
        lambda painter, area, mouse, head, rows: shown.append((head, [row.value for row in rows])),
    )
    diagram.set_texts("{layer}: {unit}", "dropped")
    for unit in (0, 1):
        qtbot.mouseMove(diagram, diagram.centre(1, unit).toPoint())
        diagram.grab()
    assert ("hidden: 1", ["0.5", "dropped"]) in shown
    assert ("hidden: 2", ["1"]) in shown
    qtbot.mouseMove(diagram, QPointF(2, 2).toPoint())
    shown.clear()
    diagram.grab()
    assert not shown


def test_units_go_by_the_numbers_of_their_layer(qtbot, diagram, monkeypatch):
    """The ten outputs of a network that reads digits are 0 … 9."""
    heads = []
    monkeypatch.setattr(
        unit_diagram, "paint_readout", lambda painter, area, mouse, head, rows: heads.append(head)
    )
    diagram.set_texts("{layer}: {unit}", "dropped")
    diagram.set_columns((UnitColumn("in", np.ones(2)), UnitColumn("out", np.arange(10.0), first=0)))
    qtbot.mouseMove(diagram, diagram.centre(1, 3).toPoint())
    diagram.grab()
    assert heads[-1] == "out: 3"
    table = dict(diagram.columns())
    assert table["unit"].tolist() == [1, 2, *range(10)]
    assert table["value"][2:].tolist() == table["unit"][2:].tolist()
