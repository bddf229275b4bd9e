"""A histogram in a plot: the outline of its bars."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtGui import QPainter

from dlgui.messages import tr
from dlgui.ui.theme import CurveStyle
from dlgui.ui.widgets.plot_items import Item, Reading
from dlgui.ui.widgets.plot_painting import View, stroke, stroke_path
from dlgui.ui.widgets.series import Bounds, Columns, Floats, Series


class Histogram(Item):
    """How many values fall into each bin; only the outline, so that two can be compared."""

    def __init__(self, key: str, style: CurveStyle) -> None:
        super().__init__(key, style)
        self._outline = Series()
        self._edges: Floats = np.empty(0)
        self._counts: Floats = np.empty(0)
        self._log_x = False

    def set_counts(self, edges: ArrayLike, counts: ArrayLike) -> None:
        """Set the bounds of the bins (n + 1,), rising, and what they hold (n,)."""
        self._edges = np.array(edges, np.float64)
        self._counts = np.array(counts, np.float64)
        heights = np.concatenate([[0.0], np.repeat(self._counts, 2), [0.0]])
        self._outline.set(np.repeat(self._edges, 2), heights)

    def set_logs(self, log_x: bool, log_y: bool) -> None:
        self._outline.set_logs(log_x, log_y)
        self._log_x = log_x

    def bounds(self) -> Bounds | None:
        return self._outline.bounds

    def columns(self) -> Columns:
        ends = [(tr("bin from"), self._edges[:-1]), (tr("bin to"), self._edges[1:])]
        return [*((f"{self.key} {end}", x) for end, x in ends), (self.key, self._counts)]

    @property
    def missing(self) -> int:
        return self._outline.missing

    def read_at(self, u: float, v: float, whole: bool) -> Reading | None:
        x = 10.0**u if self._log_x else u
        after = int(np.searchsorted(self._edges, x, side="right"))
        if not 0 < after < len(self._edges):
            return None
        ends = float(self._edges[after - 1]), float(self._edges[after])
        return Reading(ends, float(self._counts[after - 1]))

    def paint(self, painter: QPainter, view: View) -> None:
        outline = self._outline
        x, y = view.px(outline.u), view.py(outline.v)
        draw = stroke_path if view.vector else stroke
        draw(painter, x, y, outline.gaps, self.style)
