"""A network as columns of dots, one a unit: lit by its value, dark and crossed when dropped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from dlgui.messages import tr
from dlgui.ui.theme import SMALL_POINTS, look
from dlgui.ui.widgets.cursor_keys import moved_cell
from dlgui.ui.widgets.picture_widget import PictureWidget
from dlgui.ui.widgets.readout import Row, paint_readout
from dlgui.ui.widgets.series import Columns
from dlgui.ui.widgets.ticks import value_label
from dlgui.ui.widgets.unit_dots import Stamps, mixed, paint_dot, shades
from dlgui.ui.widgets.unit_layout import Places, UnitColumn, arrange

_MOST_EDGES = 1600
_LARGEST_PITCH = 34.0
_DOT = 0.82
"""Diameter of a dot, in distances of two dots."""
_WIRE_SHARE = 0.5
"""How much of the accent a chosen unit's wires have; the rest is the window's colour."""


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
        self._stamps = Stamps()
        self._places: Places | None = None
        self._places_for: tuple[object, ...] = ()
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
        units = [c.first + np.arange(float(len(c.values))) for c in self._columns]
        dropped = [
            np.zeros(len(c.values)) if c.dropped is None else c.dropped for c in self._columns
        ]
        if not sizes:
            return []
        return [
            (tr("layer"), np.repeat(np.arange(len(sizes), dtype=np.float64), sizes)),
            (tr("unit"), np.concatenate(units)),
            (tr("value"), np.concatenate([c.values for c in self._columns]).astype(np.float64)),
            (tr("dropped"), np.concatenate(dropped).astype(np.float64)),
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
        smooth = saving or look().theme.antialias
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        self._paint_wires(painter, places)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for column, centres in zip(self._columns, places.centres, strict=True):
            self._paint_dots(painter, column, centres, places.pitch * _DOT, saving)
            self._paint_caption(painter, column.caption, centres)
        if not saving:
            self._paint_selected(painter, places)
            self._paint_hover(painter, places)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_dots(
        self,
        painter: QPainter,
        column: UnitColumn,
        centres: NDArray[np.float64],
        size: float,
        saving: bool,
    ) -> None:
        kinds = shades(column)
        if not saving:
            self._stamps.paint(painter, centres, size, kinds)
            return
        for middle, shade in zip(centres.tolist(), kinds.tolist(), strict=True):
            paint_dot(painter, QPointF(*middle), size, shade)

    def _paint_wires(self, painter: QPainter, places: Places) -> None:
        alive = [np.flatnonzero(~column.off) for column in self._columns]
        painter.setPen(QPen(QColor(look().theme.hairline), 1.0))
        if all(len(a) * len(b) <= _MOST_EDGES for a, b in pairwise(alive)):
            for index, (a, b) in enumerate(pairwise(alive)):
                left, right = places.centres[index][a], places.centres[index + 1][b]
                painter.drawLines(_wires(left, right))
        column, unit = self._selected
        if unit not in alive[column]:
            return
        theme = look().theme
        painter.setPen(QPen(mixed(QColor(theme.window), QColor(theme.accent), _WIRE_SHARE), 1.0))
        here = places.centres[column][unit : unit + 1]
        for other in (column - 1, column + 1):
            if 0 <= other < len(self._columns):
                painter.drawLines(_wires(here, places.centres[other][alive[other]]))

    def _paint_caption(self, painter: QPainter, caption: str, centres: NDArray[np.float64]) -> None:
        painter.setFont(look().font(SMALL_POINTS))
        painter.setPen(QColor(look().theme.text))
        metrics = QFontMetricsF(painter.font())
        width = metrics.horizontalAdvance(caption)
        middle = float(centres[:, 0].min() + centres[:, 0].max()) / 2
        left = min(max(middle - width / 2, 0.0), self.width() - width)
        painter.drawText(QPointF(left, self.height() - metrics.descent()), caption)

    def _paint_selected(self, painter: QPainter, places: Places) -> None:
        column, unit = self._selected
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look().theme.accent), look().px(2)))
        radius = places.pitch * _DOT / 2 + look().px(2)
        painter.drawEllipse(QPointF(*places.centres[column][unit].tolist()), radius, radius)

    def _paint_hover(self, painter: QPainter, places: Places) -> None:
        if self._mouse is None:
            return
        found = places.nearest(self._mouse)
        if found is None:
            return
        column, unit = self._columns[found[0]], found[1]
        head = self._unit_text.format(layer=column.caption, unit=unit + column.first)
        rows = [Row(None, "", value_label(float(column.values[unit])))]
        if column.off[unit]:
            rows.append(Row(None, "", self._dropped_text))
        paint_readout(painter, QRectF(self.rect()), self._mouse, head, rows)

    # Choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._columns:
            return
        found = self._place().nearest(event.position())
        if found is not None:
            self._choose(*found)

    def takes_key(self, event: QKeyEvent) -> bool:
        return self._target(event) is not None

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
        cell = moved_cell(event, unit, column, (most, len(self._columns)))
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

    def _place(self) -> Places:
        """Where the dots are now; found anew when size, type or layers have changed."""
        caption = QFontMetricsF(look().font(SMALL_POINTS)).height()
        sizes = [(len(column.values), column.across) for column in self._columns]
        key = (self.width(), self.height(), self.title_height(), caption, *sizes)
        if self._places is None or key != self._places_for:
            margin, top = look().px(4), self.title_height()
            area = QRectF(self.rect()).adjusted(margin, top + margin, -margin, -caption - margin)
            self._places = arrange(self._columns, area, look().px(_LARGEST_PITCH))
            self._places_for = key
        return self._places


def _wires(left: NDArray[np.float64], right: NDArray[np.float64]) -> list[QLineF]:
    return [QLineF(*a, *b) for a in left.tolist() for b in right.tolist()]
