"""One side of the picture with all windows below it: where the size formula comes from."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from dlgui.messages import tr
from dlgui.topics.convolution.sizes import SizeSum
from dlgui.ui.theme import STYLES, look
from dlgui.ui.widgets.picture_widget import PictureWidget
from dlgui.ui.widgets.series import Columns

_LARGEST_CELL = 28
_FEWEST_ROWS = 3


class AxisDiagram(PictureWidget):
    """A row of cells, padding hatched and what no window sees crossed out; each window a bar.

    Parameters
    ----------
    name : str
        The object name becomes ``plot.<name>``.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._size: SizeSum | None = None

    def show_size(self, size: SizeSum) -> None:
        """Show the windows along one axis."""
        self._size = size
        self.update()

    def columns(self) -> Columns:
        starts = np.array(self._size.starts if self._size else (), np.float64)
        return [(tr("window"), np.arange(len(starts), dtype=np.float64)), (tr("start"), starts)]

    def paint(self, painter: QPainter, saving: bool) -> None:
        size = self._size
        if size is None:
            return
        gap, top = look().px(4), self.title_height() + look().px(4)
        last = max([size.padded - size.padding, *(start + size.extent for start in size.starts)])
        cells = size.padding + last
        lanes = min(len(size.starts), -(-size.extent // size.stride))
        width = (self.width() - 2 * gap) / cells
        height = (self.height() - top - gap) / (max(lanes, _FEWEST_ROWS) + 1)
        cell = min(width, height, look().px(_LARGEST_CELL))
        self._paint_cells(painter, size, QRectF(gap, top, width, cell))
        lane = min(height, cell)
        for index, start in enumerate(size.starts):
            y = top + cell + (index % lanes + 0.6) * lane
            self._paint_window(painter, size, start, QRectF(gap, y, width, lane))

    def _paint_cells(self, painter: QPainter, size: SizeSum, first: QRectF) -> None:
        theme = look().theme
        edge = size.padded - size.padding
        seen = size.starts[-1] + size.extent if size.count else edge
        for place in range(-size.padding, edge):
            cell = first.translated((place + size.padding) * first.width(), 0)
            painter.fillRect(cell, QColor(theme.surface))
            if not 0 <= place < size.size:
                painter.fillRect(cell, QBrush(QColor(theme.muted), Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(QColor(theme.muted), 1.0))
            painter.drawRect(cell)
            if place >= seen:
                painter.setPen(QPen(look().colour(STYLES["trajectory"]), look().line_width()))
                painter.drawLine(QLineF(cell.topLeft(), cell.bottomRight()))
                painter.drawLine(QLineF(cell.topRight(), cell.bottomLeft()))

    def _paint_window(self, painter: QPainter, size: SizeSum, start: int, first: QRectF) -> None:
        """A line from the window's first cell to its last, with a mark at each cell it touches."""
        edge = size.padded - size.padding
        outside = start + size.extent > edge
        colour = look().colour(STYLES["trajectory" if outside else "train"])
        left = first.left() + (start + size.padding + 0.12) * first.width()
        right = first.left() + (start + size.padding + size.extent - 0.12) * first.width()
        painter.setPen(QPen(colour, look().line_width()))
        painter.drawLine(QLineF(left, first.top(), right, first.top()))
        mark = min(0.36 * first.width(), 0.3 * first.height())
        for tap in range(size.kernel):
            place = start + size.padding + tap * size.dilation + 0.5
            middle = first.left() + place * first.width()
            painter.fillRect(QRectF(middle - mark, first.top() - mark, 2 * mark, 2 * mark), colour)
