"""Memory that NumPy fills and Qt draws."""

import subprocess
import sys

import numpy as np
from PySide6.QtGui import QImage, QPainter

from dlgui.ui.widgets.primitives import LineBuffer, polygons


def _drawn(buffer: LineBuffer, *rows: int) -> list[int]:
    """Rows of a picture that have a dot after horizontal lines were drawn in `rows`."""
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    y = np.array(rows, np.float64)
    painter = QPainter(image)
    painter.drawLines(*buffer.fill(np.ones_like(y), y, np.full_like(y, 6.0), y))
    painter.end()
    return [row for row in range(8) if image.pixel(3, row) == 0xFF000000]


def test_lines_are_where_they_were_put() -> None:
    assert _drawn(LineBuffer(), 1, 3, 6) == [1, 3, 6]


def test_fewer_and_more_lines_than_before_leave_nothing_behind() -> None:
    buffer = LineBuffer()
    for rows in ((1, 3, 6), (2,), (), (0, 1, 2, 3, 4)):
        assert _drawn(buffer, *rows) == list(rows)


def test_polygons_have_the_given_corners_in_pieces() -> None:
    x, y = np.arange(7.0), np.arange(7.0) ** 2
    pieces = polygons(x, y, [3]).toSubpathPolygons()
    assert [[point.toTuple() for point in piece] for piece in pieces] == [
        [(0.0, 0.0), (1.0, 1.0), (2.0, 4.0)],
        [(3.0, 9.0), (4.0, 16.0), (5.0, 25.0), (6.0, 36.0)],
    ]


def test_no_widget_imports_pyqtgraph_on_the_way_to_the_first_frame() -> None:
    script = (
        "import sys, dlgui.ui.main_window\n"
        "from dlgui.core import topics\n"
        "for topic in topics().values(): topic.load_view()\n"
        "sys.exit('pyqtgraph' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
