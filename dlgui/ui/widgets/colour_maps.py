"""Numbers to colours: tables of 256 colours, and the conversion of whole arrays."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

COLOURS = 256
# One more entry than colours: what is not a number has its own.
NOT_FINITE = COLOURS


@cache
def colour_table(signed: bool) -> NDArray[np.uint32]:
    """0xffRRGGBB for the 256 steps of a colour map, and 0, transparent, for what is not finite.

    The maps can be told apart by colour-blind people: CET-CBD1, diverging, for signed values;
    CET-CBL1, sequential, for others (P. Kovesi, "Good Colour Maps: How to Design Them", 2015).
    """
    name = "CET-CBD1" if signed else "CET-CBL1"
    rgb = _bundled_map(name)
    table = np.empty(COLOURS + 1, np.uint32)
    table[:COLOURS] = 0xFF000000 | rgb[:, 0] << 16 | rgb[:, 1] << 8 | rgb[:, 2]
    table[NOT_FINITE] = 0
    table.flags.writeable = False
    return table


def _bundled_map(name: str) -> NDArray[np.uint32]:
    """Red, green and blue, 0 to 255, of one of pyqtgraph's maps, (256, 3).

    Its file is read without importing pyqtgraph, which takes a third of the program's start.
    """
    spec = find_spec("pyqtgraph")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    folder = Path(spec.submodule_search_locations[0]) / "colors" / "maps"
    shares = np.loadtxt(folder / f"{name}.csv", delimiter=",", comments=";")
    return np.floor(255.0 * shares + 0.5).astype(np.uint32)


def sample(signed: bool, share: float) -> QColor:
    """The colour at `share` (0 to 1) of a map."""
    return QColor.fromRgb(int(colour_table(signed)[round(share * (COLOURS - 1))]))


class ColourImage:
    """A picture of an array, converted in memory that is kept from one update to the next."""

    def __init__(self, signed: bool) -> None:
        self._signed = signed
        self._make_room(0, 0)

    @property
    def image(self) -> QImage:
        """One pixel a value; what is not finite is transparent. Valid until the next update."""
        return self._image

    @property
    def has_missing(self) -> bool:
        """Whether some values are not finite."""
        return self._has_missing

    def set_values(self, values: NDArray[np.floating], low: float, high: float) -> None:
        """Colour values (rows, columns); `low` and what is below gets the first colour."""
        if values.shape != self._pixels.shape:
            self._make_room(*values.shape)
        scale = (COLOURS - 1e-3) / (high - low)
        np.isfinite(values, out=self._missing)
        np.logical_not(self._missing, out=self._missing)
        self._has_missing = bool(self._missing.any())
        with np.errstate(invalid="ignore", over="ignore"):
            np.subtract(values, low, out=self._scaled, casting="same_kind")
            np.multiply(self._scaled, scale, out=self._scaled)
        np.clip(self._scaled, 0.0, COLOURS - 1.0, out=self._scaled)
        np.copyto(self._scaled, NOT_FINITE, where=self._missing)
        np.copyto(self._indices, self._scaled, casting="unsafe")
        colour_table(self._signed).take(self._indices, out=self._pixels, mode="clip")

    def _make_room(self, rows: int, columns: int) -> None:
        self._scaled = np.empty((rows, columns), np.float64)
        self._missing = np.empty((rows, columns), np.bool_)
        self._indices = np.empty((rows, columns), np.intp)
        self._pixels = np.empty((rows, columns), np.uint32)
        self._has_missing = False
        self._image = QImage(
            self._pixels.data,
            columns,
            rows,
            4 * columns,
            QImage.Format.Format_ARGB32_Premultiplied,
        )
