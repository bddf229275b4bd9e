"""Where the units of a network stand: layers side by side, each a block of dots."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

_GAP = 2.4
"""Room between two layers, in distances of two dots."""

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
    first : int
        The number that the first unit goes by.
    """

    caption: str
    values: Values
    dropped: NDArray[np.bool_] | None = None
    across: int | None = None
    first: int = 1

    @property
    def off(self) -> NDArray[np.bool_]:
        """Which units are switched off, (H,)."""
        return np.zeros(len(self.values), np.bool_) if self.dropped is None else self.dropped

    def columns(self, rows: int) -> int:
        """How many dots stand side by side where at most `rows` may stand one below the other."""
        size = len(self.values)
        if self.across is not None:
            return self.across if math.ceil(size / self.across) <= rows else size
        return math.ceil(size / rows)


@dataclass(frozen=True)
class Places:
    """Where the dots are: one (H, 2) array of pixels a column, and the distance of two dots."""

    centres: list[NDArray[np.float64]]
    pitch: float

    def nearest(self, pixel: QPointF) -> tuple[int, int] | None:
        """The layer and unit under a pixel."""
        for column, centres in enumerate(self.centres):
            distances = np.hypot(centres[:, 0] - pixel.x(), centres[:, 1] - pixel.y())
            unit = int(distances.argmin())
            if distances[unit] <= self.pitch / 2:
                return column, unit
        return None


def arrange(columns: Sequence[UnitColumn], area: QRectF, largest: float) -> Places:
    """Each layer is as many dots wide as the height asks for; the dots as large as fits.

    Parameters
    ----------
    columns : sequence of UnitColumn
        At least one.
    area : QRectF
        The room, in pixels.
    largest : float
        The largest distance of two dots, in pixels.
    """
    most = max(len(column.values) for column in columns)
    pitches = [_pitch(columns, rows, area) for rows in range(1, most + 1)]
    rows = int(np.argmax(pitches)) + 1
    pitch = min(pitches[rows - 1], largest)
    across = [column.columns(rows) for column in columns]
    gap = (area.width() - sum(across) * pitch) / max(len(columns) - 1, 1)
    centres, left = [], area.left()
    for column, width in zip(columns, across, strict=True):
        unit = np.arange(len(column.values))
        used = math.ceil(len(unit) / width)
        x = left + (unit % width + 0.5) * pitch
        y = area.center().y() + (unit // width + 0.5 - used / 2) * pitch
        centres.append(np.stack([x, y], axis=1))
        left += width * pitch + gap
    return Places(centres, pitch)


def _pitch(columns: Sequence[UnitColumn], rows: int, area: QRectF) -> float:
    """Distance of two dots with at most `rows` of them one below the other."""
    across = sum(column.columns(rows) for column in columns) + _GAP * (len(columns) - 1)
    return max(min(area.width() / across, area.height() / rows), 0.5)
