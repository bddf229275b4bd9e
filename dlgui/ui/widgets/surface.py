"""A function of two variables as a coloured picture below the lines of a plot."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from dlgui.ui.theme import STYLES, look
from dlgui.ui.widgets.colour_maps import COLOURS, NOT_FINITE, colour_table
from dlgui.ui.widgets.plot_items import Item
from dlgui.ui.widgets.plot_painting import View
from dlgui.ui.widgets.series import Bounds, Columns
from dlgui.ui.widgets.ticks import Range

# The light half of the sequential map, so that lines over it can be seen on every theme.
_LIGHT_HALF, _DARK_HALF = (0.45, 1.0), (0.0, 0.55)


class Surface(Item):
    """Bands of colour between given levels, for linear axes."""

    def __init__(self, key: str) -> None:
        super().__init__(key, STYLES["contour"])
        self.in_legend = False
        self._bands = np.zeros((0, 0), np.int64)
        self._count = 1
        self._values = np.zeros((0, 0))
        self._x: Range = (0.0, 1.0)
        self._y: Range = (0.0, 1.0)
        self._image: QImage | None = None
        self._image_theme = ""
        self._log = False

    def set_values(self, values: ArrayLike, x: Range, y: Range, levels: ArrayLike) -> None:
        """Set the grid, its ranges and the bounds of the bands."""
        self._values = np.asarray(values, np.float64)
        bounds = np.asarray(levels, np.float64)
        if self._values.ndim != 2 or not self._values.size:
            raise ValueError(f"a surface needs rows and columns, not {self._values.shape}")
        self._bands = np.searchsorted(bounds, self._values, side="right")
        self._bands[~np.isfinite(self._values)] = -1
        self._count = len(bounds) + 1
        self._x, self._y = x, y
        self._image = None

    def set_logs(self, log_x: bool, log_y: bool) -> None:
        self._log = log_x or log_y

    def bounds(self) -> Bounds | None:
        if self._log or not self._values.size:
            return None
        return *self._x, *self._y

    @property
    def missing(self) -> int:
        return int((self._bands < 0).sum())

    def columns(self) -> Columns:
        if not self._values.size:
            return []
        rows, columns = self._values.shape
        x, y = np.meshgrid(np.linspace(*self._x, columns), np.linspace(*self._y, rows))
        return [("x", x.ravel()), ("y", y.ravel()), (self.key, self._values.ravel())]

    def paint(self, painter: QPainter, view: View) -> None:
        if self._log or not self._values.size:
            return
        if self._image is None or self._image_theme != look().theme.name:
            self._image = self._coloured()
            self._image_theme = look().theme.name
        rows, columns = self._values.shape
        # Each number fills the cell around its grid point, so the picture reaches half a cell
        # beyond the outermost points.
        half_x = 0.5 * (self._x[1] - self._x[0]) / max(columns - 1, 1)
        half_y = 0.5 * (self._y[1] - self._y[0]) / max(rows - 1, 1)
        top_left = view.point(self._x[0] - half_x, self._y[1] + half_y)
        bottom_right = view.point(self._x[1] + half_x, self._y[0] - half_y)
        painter.drawImage(QRectF(top_left, bottom_right), self._image)

    def _coloured(self) -> QImage:
        theme = look().theme
        low, high = _DARK_HALF if theme.dark else _LIGHT_HALF
        share = np.linspace(low, high, self._count)
        table = colour_table(False)
        colours = table[np.append(np.round(share * (COLOURS - 1)).astype(np.intp), NOT_FINITE)]
        pixels = np.ascontiguousarray(colours[self._bands[::-1]])
        rows, columns = pixels.shape
        image = QImage(
            pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied
        )
        return image.copy()
