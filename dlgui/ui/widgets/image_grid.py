"""Many small pictures side by side: digits, filters, feature maps."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from dlgui.messages import tr
from dlgui.ui.theme import SMALL_POINTS, look
from dlgui.ui.widgets.coloured_picture import ColouredPicture
from dlgui.ui.widgets.cursor_keys import moved_cell
from dlgui.ui.widgets.heat_map_frame import HeatMapFrame
from dlgui.ui.widgets.readout import Row, paint_readout
from dlgui.ui.widgets.series import Columns
from dlgui.ui.widgets.ticks import value_label


class ImageGrid(ColouredPicture):
    """Images of one size and with shared levels, in as many rows as fit best.

    Parameters
    ----------
    name : str
        The object name becomes ``plot.<name>``.
    signed : bool
        Diverging colours around 0; otherwise sequential ones.
    """

    selected = Signal(int)
    """A person has chosen an image."""

    def __init__(self, name: str, signed: bool, parent: QWidget | None = None) -> None:
        super().__init__(name, signed, parent)
        self._images: NDArray[np.float64] = np.zeros((0, 1, 1))
        self._values = self._images
        self._captions: Sequence[str] = ()
        self._frame = HeatMapFrame(signed)
        self._chosen: int | None = None

    def set_images(self, images: ArrayLike, values: ArrayLike | None = None) -> None:
        """Set the images.

        Parameters
        ----------
        images : (n, rows, columns) array_like
            Real numbers; NaN and inf are shown hatched.
        values : array_like of the same shape, optional
            What hover and table say, where the images have been scaled for their colours.

        Raises
        ------
        ValueError
            The array has not three dimensions.
        """
        array = np.asarray(images, np.float64)
        if array.ndim != 3:
            raise ValueError(f"an image grid needs images, rows and columns, not {array.shape}")
        self._images = array
        self._values = array if values is None else np.asarray(values, np.float64)
        if self._chosen is not None and self._chosen >= len(array):
            self._chosen = None
        self._colour()

    def set_captions(self, captions: Sequence[str]) -> None:
        """Write a line below each image; an empty sequence gives the room to the images."""
        self._captions = captions
        self.update()

    def set_chosen(self, index: int | None) -> None:
        """Mark an image."""
        self._chosen = index
        self.update()

    def chosen(self) -> int | None:
        """The marked image."""
        return self._chosen

    def table(self) -> NDArray[np.float64]:
        return self._images.reshape(-1, self._images.shape[2])

    def columns(self) -> Columns:
        places = np.indices(self._images.shape).reshape(3, -1).astype(np.float64)
        named = list(zip((tr("image"), tr("row"), tr("column")), places, strict=True))
        return [*named, (tr("value"), self._values.ravel())]

    def places(self) -> list[QRectF]:
        """Where each image is, in pixels of the widget."""
        count, rows, columns = self._images.shape
        if not count:
            return []
        gap, line = look().px(4), self._caption_height()
        top = self.title_height()
        width, height = self.width() - gap, self.height() - top - gap
        across = max(range(1, count + 1), key=lambda n: self._pixel_size(n, width, height))
        size = max(self._pixel_size(across, width, height), 0.1)
        step_x, step_y = size * columns + gap, size * rows + line + gap
        return [
            QRectF(
                gap + index % across * step_x,
                top + index // across * step_y,
                size * columns,
                size * rows,
            )
            for index in range(count)
        ]

    def paint(self, painter: QPainter, saving: bool) -> None:
        painter.setFont(look().font(SMALL_POINTS))
        metrics = QFontMetricsF(painter.font())
        rows, columns = self._images.shape[1:]
        places = self.places()
        for index, place in enumerate(places):
            part = QRect(0, index * rows, columns, rows)
            self._frame.paint_part(painter, place, self._colours, part, saving)
            if index < len(self._captions):
                painter.setPen(QColor(look().theme.muted))
                text = metrics.elidedText(
                    self._captions[index], Qt.TextElideMode.ElideRight, place.width()
                )
                painter.drawText(QPointF(place.left(), place.bottom() + metrics.ascent()), text)
        if saving:
            return
        if self._chosen is not None and self._chosen < len(places):
            painter.setPen(QPen(QColor(look().theme.accent), look().px(2)))
            painter.drawRect(places[self._chosen].adjusted(-1, -1, 1, 1))
        if self._mouse is not None:
            self._paint_hover(painter, places, self._mouse)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, place in enumerate(self.places()):
            if place.contains(event.position()):
                self._choose(index)

    def takes_key(self, event: QKeyEvent) -> bool:
        return self._target(event) is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        target = self._target(event)
        if target is None:
            super().keyPressEvent(event)
            return
        self._choose(target)

    def _target(self, event: QKeyEvent) -> int | None:
        count = len(self._images)
        if not count:
            return None
        if self._chosen is None:
            return 0 if moved_cell(event, 0, 0, (1, 1)) is not None else None
        places = self.places()
        across = sum(place.top() == places[0].top() for place in places)
        row, column = divmod(self._chosen, across)
        cell = moved_cell(event, row, column, (math.ceil(count / across), across))
        return None if cell is None else min(cell[0] * across + cell[1], count - 1)

    def _choose(self, index: int) -> None:
        if index != self._chosen:
            self._chosen = index
            self.selected.emit(index)
            self.update()

    def _paint_hover(self, painter: QPainter, places: list[QRectF], mouse: QPointF) -> None:
        for index, place in enumerate(places):
            if not place.contains(mouse):
                continue
            rows, columns = self._images.shape[1:]
            row = min(int((mouse.y() - place.top()) / place.height() * rows), rows - 1)
            column = min(int((mouse.x() - place.left()) / place.width() * columns), columns - 1)
            value = value_label(float(self._values[index, row, column]))
            area = QRectF(self.rect())
            paint_readout(painter, area, mouse, f"[{row}, {column}]", [Row(None, "", value)])

    def _pixel_size(self, across: int, width: float, height: float) -> float:
        """Side of one value with `across` images a row."""
        count, rows, columns = self._images.shape
        gap, line = look().px(4), self._caption_height()
        down = math.ceil(count / across)
        return min((width / across - gap) / columns, (height / down - gap - line) / rows)

    def _caption_height(self) -> float:
        return QFontMetricsF(look().font(SMALL_POINTS)).height() if self._captions else 0.0
