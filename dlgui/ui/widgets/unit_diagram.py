"""A network as columns of dots, one a unit: lit by its value, dark and crossed when dropped."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from dlgui.ui.theme import look
from dlgui.ui.widgets.heat_map_keys import moved
from dlgui.ui.widgets.picture_widget import PictureWidget
from dlgui.ui.widgets.readout import Row, paint_readout
from dlgui.ui.widgets.series import Columns
from dlgui.ui.widgets.ticks import value_label

_CAPTION_POINTS = 9.0
_SHADES = 12
_MOST_EDGES = 1600
_LARGEST_PITCH = 34.0
_GAP = 2.4
"""Room between two columns, in distances of two dots."""
_DOT = 0.82
"""Diameter of a dot, in distances of two dots."""
_WIRE_ALPHA = 110
_LIT = QColor("#E69F00")
_DROPPED, _DROPPED_ON_DARK = QColor("#33373c"), QColor("#000000")

Values = NDArray[np.floating]


@dataclass(frozen=True)
class UnitColumn:
    """One layer.

    Attributes
    ----------
    caption : str
    values : (H,) array
        The larger its size, the brighter the unit.
    dropped : (H,) bool array or None
        Units that are switched off; None for a layer that has no mask.
    across : int or None
        How many dots stand side by side, as the columns of a picture; None leaves it to the room.
    """

    caption: str
    values: Values
    dropped: NDArray[np.bool_] | None = None
    across: int | None = None

    def columns(self, rows: int) -> int:
        """How many dots stand side by side where at most `rows` may stand one below the other."""
        size = len(self.values)
        if self.across is not None:
            return self.across if math.ceil(size / self.across) <= rows else size
        return math.ceil(size / rows)


@dataclass(frozen=True)
class _Places:
    """Where the dots are: one (H, 2) array of pixels a column, and the distance of two dots."""

    centres: list[NDArray[np.float64]]
    pitch: float


class UnitDiagram(PictureWidget):
    """Layers side by side. A click or the arrow keys choose a unit; its wires are drawn.

    In small networks the wires between all units that are not dropped are drawn, too.

    Parameters
    ----------
    name : str
        The object name becomes ``plot.<name>``.
    """

    unit_selected = Signal(int, int)
    """A person has chosen a unit: its column and its place in it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._columns: tuple[UnitColumn, ...] = ()
        self._selected = (0, 0)
        self._mouse: QPointF | None = None
        self._unit_text, self._dropped_text = "{unit}", ""

    def set_columns(self, columns: Sequence[UnitColumn]) -> None:
        """Set the layers, the first one leftmost."""
        self._columns = tuple(columns)
        self._select(*self._selected)

    def set_selected(self, column: int, unit: int) -> None:
        """Mark a unit; the nearest one that exists."""
        self._select(column, unit)

    def selected(self) -> tuple[int, int]:
        """The marked unit: its column and its place in it."""
        return self._selected

    def set_texts(self, unit: str, dropped: str) -> None:
        """Set the readout's words: ``unit`` has the places {layer} and {unit}."""
        self._unit_text, self._dropped_text = unit, dropped
        self.update()

    def columns(self) -> Columns:
        sizes = [len(column.values) for column in self._columns]
        units = [np.arange(size, dtype=np.float64) for size in sizes]
        dropped = [
            np.zeros(len(c.values)) if c.dropped is None else c.dropped for c in self._columns
        ]
        if not sizes:
            return []
        return [
            ("layer", np.repeat(np.arange(len(sizes), dtype=np.float64), sizes)),
            ("unit", np.concatenate(units)),
            ("value", np.concatenate([c.values for c in self._columns]).astype(np.float64)),
            ("dropped", np.concatenate(dropped).astype(np.float64)),
        ]

    def centre(self, column: int, unit: int) -> QPointF:
        """Where a unit is, in pixels of the widget."""
        return QPointF(*self._place().centres[column][unit].tolist())

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(140))

    # Painting

    def paint(self, painter: QPainter, saving: bool) -> None:
        if not self._columns:
            return
        places = self._place()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_wires(painter, places)
        for column, centres in zip(self._columns, places.centres, strict=True):
            _paint_dots(painter, column, centres, places.pitch * _DOT)
            self._paint_caption(painter, column.caption, centres)
        if not saving:
            self._paint_selected(painter, places)
            self._paint_hover(painter, places)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_wires(self, painter: QPainter, places: _Places) -> None:
        alive = [np.flatnonzero(~_dropped(column)) for column in self._columns]
        painter.setPen(QPen(QColor(look().theme.hairline), 1.0))
        if all(len(a) * len(b) <= _MOST_EDGES for a, b in pairwise(alive)):
            for index, (a, b) in enumerate(pairwise(alive)):
                left, right = places.centres[index][a], places.centres[index + 1][b]
                painter.drawLines(_wires(left, right))
        column, unit = self._selected
        if unit not in alive[column]:
            return
        wire = QColor(look().theme.accent)
        wire.setAlpha(_WIRE_ALPHA)
        painter.setPen(QPen(wire, 1.0))
        here = places.centres[column][unit : unit + 1]
        for other in (column - 1, column + 1):
            if 0 <= other < len(self._columns):
                painter.drawLines(_wires(here, places.centres[other][alive[other]]))

    def _paint_caption(self, painter: QPainter, caption: str, centres: NDArray[np.float64]) -> None:
        painter.setFont(look().font(_CAPTION_POINTS))
        painter.setPen(QColor(look().theme.text))
        metrics = QFontMetricsF(painter.font())
        width = metrics.horizontalAdvance(caption)
        middle = float(centres[:, 0].min() + centres[:, 0].max()) / 2
        left = min(max(middle - width / 2, 0.0), self.width() - width)
        painter.drawText(QPointF(left, self.height() - metrics.descent()), caption)

    def _paint_selected(self, painter: QPainter, places: _Places) -> None:
        column, unit = self._selected
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look().theme.accent), look().px(2)))
        radius = places.pitch * _DOT / 2 + look().px(2)
        painter.drawEllipse(QPointF(*places.centres[column][unit].tolist()), radius, radius)

    def _paint_hover(self, painter: QPainter, places: _Places) -> None:
        if self._mouse is None:
            return
        found = _nearest(places, self._mouse)
        if found is None:
            return
        column, unit = self._columns[found[0]], found[1]
        head = self._unit_text.format(layer=column.caption, unit=unit + 1)
        rows = [Row(None, "", value_label(float(column.values[unit])))]
        if _dropped(column)[unit]:
            rows.append(Row(None, "", self._dropped_text))
        paint_readout(painter, QRectF(self.rect()), self._mouse, head, rows)

    # Choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._columns:
            return
        found = _nearest(self._place(), event.position())
        if found is not None:
            self._choose(*found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse = None
        self.update()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._target(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        target = self._target(event)
        if target is None:
            super().keyPressEvent(event)
            return
        self._choose(*target)

    def _target(self, event: QKeyEvent) -> tuple[int, int] | None:
        if not self._columns:
            return None
        column, unit = self._selected
        most = max(len(each.values) for each in self._columns)
        cell = moved(event, unit, column, (most, len(self._columns)))
        return None if cell is None else (cell[1], cell[0])

    def _choose(self, column: int, unit: int) -> None:
        before = self._selected
        self._select(column, unit)
        if self._selected != before:
            self.unit_selected.emit(*self._selected)

    def _select(self, column: int, unit: int) -> None:
        if self._columns:
            column = min(max(column, 0), len(self._columns) - 1)
            unit = min(max(unit, 0), len(self._columns[column].values) - 1)
        self._selected = column, unit
        self.update()

    # Places

    def _place(self) -> _Places:
        """Each column is as many dots wide as the height asks for; the dots as large as fits."""
        caption = QFontMetricsF(look().font(_CAPTION_POINTS)).height()
        top, margin = self.title_height(), look().px(4)
        width, height = self.width() - 2 * margin, self.height() - top - caption - 2 * margin
        sizes = [len(column.values) for column in self._columns]
        rows, pitch = max(
            ((rows, self._pitch(rows, width, height)) for rows in range(1, max(sizes) + 1)),
            key=lambda found: found[1],
        )
        pitch = min(pitch, look().px(_LARGEST_PITCH))
        across = [column.columns(rows) for column in self._columns]
        gap = 0.0
        if len(sizes) > 1:
            gap = (width - sum(across) * pitch) / (len(sizes) - 1)
        centres, left = [], float(margin)
        for size, columns in zip(sizes, across, strict=True):
            used = math.ceil(size / columns)
            unit = np.arange(size)
            x = left + (unit % columns + 0.5) * pitch
            y = top + margin + (height - used * pitch) / 2 + (unit // columns + 0.5) * pitch
            centres.append(np.stack([x, y], axis=1))
            left += columns * pitch + gap
        return _Places(centres, pitch)

    def _pitch(self, rows: int, width: float, height: float) -> float:
        """Distance of two dots with at most `rows` of them one below the other."""
        gaps = _GAP * (len(self._columns) - 1)
        across = sum(column.columns(rows) for column in self._columns) + gaps
        return max(min(width / across, height / rows), 0.5)


def _dropped(column: UnitColumn) -> NDArray[np.bool_]:
    return np.zeros(len(column.values), np.bool_) if column.dropped is None else column.dropped


def _wires(left: NDArray[np.float64], right: NDArray[np.float64]) -> list[QLineF]:
    return [QLineF(*a, *b) for a in left.tolist() for b in right.tolist()]


def _nearest(places: _Places, pixel: QPointF) -> tuple[int, int] | None:
    """The unit under a pixel."""
    for column, centres in enumerate(places.centres):
        distances = np.hypot(centres[:, 0] - pixel.x(), centres[:, 1] - pixel.y())
        unit = int(distances.argmin())
        if distances[unit] <= places.pitch / 2:
            return column, unit
    return None


def _paint_dots(
    painter: QPainter, column: UnitColumn, centres: NDArray[np.float64], size: float
) -> None:
    theme = look().theme
    dropped = _dropped(column)
    rim = QPen(QColor(theme.muted), size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(rim)
    painter.drawPoints(_points(centres))
    rim.setWidthF(max(size - 1.5, 0.5))
    shades = _shades(column.values)
    for shade in np.unique(shades[~dropped]).tolist():
        rim.setColor(_mixed(QColor(theme.surface), _LIT, shade / (_SHADES - 1)))
        painter.setPen(rim)
        painter.drawPoints(_points(centres[(shades == shade) & ~dropped]))
    if not dropped.any():
        return
    rim.setColor(_DROPPED_ON_DARK if theme.dark else _DROPPED)
    painter.setPen(rim)
    painter.drawPoints(_points(centres[dropped]))
    arm = size * 0.22
    painter.setPen(QPen(QColor(theme.muted if theme.dark else theme.surface), max(size / 10, 1)))
    crosses = centres[dropped].tolist()
    painter.drawLines([QLineF(x - arm, y - arm, x + arm, y + arm) for x, y in crosses])
    painter.drawLines([QLineF(x - arm, y + arm, x + arm, y - arm) for x, y in crosses])


def _shades(values: Values) -> NDArray[np.int64]:
    """How brightly each unit is lit, 0 … `_SHADES` − 1 relative to the layer's largest."""
    amount = np.where(np.isfinite(values), np.abs(values), 0.0)
    top = max(float(amount.max(initial=0)), 1e-12)
    return np.ceil(amount / top * (_SHADES - 1)).astype(np.int64)


def _mixed(low: QColor, high: QColor, share: float) -> QColor:
    ends = ((low.red(), high.red()), (low.green(), high.green()), (low.blue(), high.blue()))
    return QColor(*(round(a + share * (b - a)) for a, b in ends))


def _points(centres: NDArray[np.float64]) -> list[QPointF]:
    return [QPointF(x, y) for x, y in centres.tolist()]
