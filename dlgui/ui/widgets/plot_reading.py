"""What a plot says about the place under the cursor."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from dlgui.ui.theme import look
from dlgui.ui.widgets.plot_items import Reading
from dlgui.ui.widgets.plot_painting import View
from dlgui.ui.widgets.plot_scene import Scene
from dlgui.ui.widgets.readout import Row
from dlgui.ui.widgets.ticks import value_label

_REACH = 24


@dataclass(frozen=True)
class Readout:
    """The text of the panel; `point` is the pixel of the one point that it names, if any."""

    head: str
    rows: list[Row]
    point: QPointF | None = None


def read_scene(scene: Scene, view: View, mouse: QPointF) -> Readout:
    """What to show at the mouse: a plane's nearest point, otherwise all items at one abscissa."""
    read = _read_plane if scene.equal_aspect else _read_across
    return read(scene, view, mouse) or _read_place(scene, view, mouse)


def _read_plane(scene: Scene, view: View, mouse: QPointF) -> Readout | None:
    readings = [(item, item.read_near(view, mouse)) for item in scene.shown()]
    found = [(item, near) for item, near in readings if near and near.away <= look().px(_REACH)]
    if not found:
        return None
    # Of points at the same place the last one is on top.
    item, near = min(reversed(found), key=lambda pair: pair[1].away)
    rows = [
        Row(None, scene.x.name or "x", scene.x.written(near.x[0])),
        Row(None, scene.y.name or "y", value_label(near.y)),
    ]
    return Readout(item.label, rows, view.point(scene.x.place(near.x[0]), scene.y.place(near.y)))


def _read_across(scene: Scene, view: View, mouse: QPointF) -> Readout | None:
    u, v = view.at(mouse)
    readings = [(item, item.read_at(u, v, scene.x.whole)) for item in scene.shown()]
    found = [(item, reading) for item, reading in readings if reading]
    if not found:
        return None
    head = _abscissa(scene, min((reading for _, reading in found), key=lambda each: each.away))
    rows = []
    for item, reading in found:
        own = _abscissa(scene, reading)
        value = value_label(reading.y)
        # A curve that has no point just here shows its nearest one, and says where that is.
        if own == head or item.between:
            text = value if own == head else f"{value} ({own})"
            rows.append(Row(item.paint_sample, item.label, text))
    return Readout(head, rows)


def _read_place(scene: Scene, view: View, mouse: QPointF) -> Readout:
    u, v = view.at(mouse)
    head = f"{scene.x.name or 'x'} = {scene.x.written(scene.x.value(u))}"
    return Readout(head, [Row(None, scene.y.name or "y", value_label(scene.y.value(v)))])


def _abscissa(scene: Scene, reading: Reading) -> str:
    return f"{scene.x.name or 'x'} = {' … '.join(map(scene.x.written, reading.x))}"
