"""Numbers to colours: tables of 256 colours, and the conversion of whole arrays."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyqtgraph
from numpy.typing import NDArray
from PySide6.QtGui import QColor

COLOURS = 256
# One more entry than colours: what is not a number has its own.
NOT_FINITE = COLOURS


@cache
def colour_table(signed: bool, missing: str) -> NDArray[np.uint32]:
    """0xffRRGGBB for the 256 steps of a colour map, and one for values that are not finite.

    The maps can be told apart by colour-blind people: CET-CBD1, diverging, for signed values;
    CET-CBL1, sequential, for others (P. Kovesi, "Good Colour Maps", 2015).

    Parameters
    ----------
    signed : bool
        Which of the two maps.
    missing : str
        Colour of values that are not finite, "#rrggbb".
    """
    name = "CET-CBD1" if signed else "CET-CBL1"
    rgb = pyqtgraph.colormap.get(name).getLookupTable(nPts=COLOURS).astype(np.uint32)
    table = np.empty(COLOURS + 1, np.uint32)
    table[:COLOURS] = 0xFF000000 | rgb[:, 0] << 16 | rgb[:, 1] << 8 | rgb[:, 2]
    table[NOT_FINITE] = QColor(missing).rgb()
    table.flags.writeable = False
    return table


def sample(signed: bool, share: float) -> QColor:
    """The colour at `share` (0 to 1) of a map."""
    table = colour_table(signed, "#808080")
    return QColor.fromRgb(int(table[round(share * (COLOURS - 1))]))
