"""Many lines or corners in one call: memory that NumPy fills and Qt draws.

The same idea as pyqtgraph's ``PrimitiveArray``. It is written out here because the first import
of pyqtgraph takes a third of the program's start.
"""

from __future__ import annotations

from ctypes import Array, c_double
from itertools import pairwise
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainterPath, QPolygonF
from shiboken6 import Shiboken

Floats = NDArray[np.float64]


class LineBuffer:
    """Lines for ``QPainter.drawLines``, in memory that is kept from one use to the next."""

    def __init__(self) -> None:
        self._memory = np.empty((1, 4))

    def fill(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats) -> tuple[QLineF, int]:
        """Put in lines from (x0, y0) to (x1, y1); what to give to ``drawLines``."""
        count = len(x0)
        if count > len(self._memory):
            self._memory = np.empty((count, 4))
        memory = self._memory
        memory[:count, 0], memory[:count, 1] = x0, y0
        memory[:count, 2], memory[:count, 3] = x1, y1
        first = cast(QLineF, Shiboken.wrapInstance(memory.ctypes.data, QLineF))
        return first, count


def polygons(x: Floats, y: Floats, starts: list[int]) -> QPainterPath:
    """A path of the polygons through pixels (x, y); new ones begin at the indices `starts`."""
    path = QPainterPath()
    for first, after in pairwise([0, *starts, len(x)]):
        if after - first > 1:
            path.addPolygon(_polygon(x[first:after], y[first:after]))
    return path


def _polygon(x: Floats, y: Floats) -> QPolygonF:
    polygon = QPolygonF()
    polygon.resize(len(x))
    (address,) = Shiboken.getCppPointer(polygon.data())
    corners: Array[c_double] = (c_double * (2 * len(x))).from_address(address)
    memory = np.ctypeslib.as_array(corners)
    memory[0::2], memory[1::2] = x, y
    return polygon
