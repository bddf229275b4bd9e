"""The network unrolled: one column a step, the error's way back below."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from dlgui.topics._sequence.probe import Strip
from dlgui.ui.dress import follow_look
from dlgui.ui.shortcuts import take_key
from dlgui.ui.theme import SMALL_POINTS, STYLES, look
from dlgui.ui.widgets.cell_diagram import arrow_head
from dlgui.ui.widgets.colour_maps import ColourImage
from dlgui.ui.widgets.cursor_keys import moved_step
from dlgui.ui.widgets.focus import paint_focus

_COLUMN = 6.8
"""Narrowest column, in heights of a line of text."""
_GAP = 4.0
"""Between two states, in the same unit: room for the factor."""
_FADED = 12.0
"""Powers of ten over which the error's arrow loses its strength."""


class Unrolled(QWidget):
    """The steps around the time cursor: x_t, h_t and o_t, joined by U, W and V.

    The arrows that lead back carry the factor by which the error changes at that step; they are
    the stronger the more of the error is left. A click, or the arrow keys, move the cursor.
    """

    cursor_moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("diagram.unrolled")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._strip: Strip | None = None
        self._hidden: NDArray[np.float32] = np.empty((0, 0), np.float32)
        self._factors: Sequence[float] = ()
        self._strengths: Sequence[float] = ()
        self._levels = (-1.0, 1.0)
        self._cursor = 0
        self._units = ColourImage(signed=True)
        follow_look(self, self._restyle)
        self._restyle()

    @property
    def cursor_position(self) -> int:
        """The step under the cursor, counted from 0."""
        return self._cursor

    def set_steps(
        self,
        strip: Strip,
        hidden: NDArray[np.float32],
        factors: NDArray[np.float64],
        strengths: NDArray[np.float64],
    ) -> None:
        """Set what is drawn.

        Parameters
        ----------
        strip : Strip
            Inputs and answers.
        hidden : (T, H) array
        factors : (T − 1,) array
            ‖∂L/∂h_t‖ / ‖∂L/∂h_{t+1}‖.
        strengths : (T,) array
            log10 of ‖∂L/∂h_t‖ over the largest of them; 0 or less.
        """
        self._strip, self._hidden = strip, hidden
        self._factors, self._strengths = factors.tolist(), strengths.tolist()
        self.update()

    def set_levels(self, low: float, high: float) -> None:
        """The values of the first and the last colour of a unit."""
        self._levels = (low, high)
        self.update()

    def levels(self) -> tuple[float, float]:
        """The values of the first and the last colour of a unit."""
        return self._levels

    def set_cursor(self, step: int) -> None:
        """Move the cursor; no signal is emitted."""
        self._cursor = step
        self.update()

    def shown_steps(self) -> range:
        """The steps that fit, around the cursor."""
        steps = len(self._hidden)
        count = min(steps, max(2, int(self.width() / (_COLUMN * self._line))))
        first = min(max(self._cursor - count // 2, 0), steps - count)
        return range(first, first + count)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(3 * _COLUMN * self._line), round(7.4 * self._line))

    def sizeHint(self) -> QSize:
        return QSize(round(6 * _COLUMN * self._line), round(10 * self._line))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._strip is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        steps = self.shown_steps()
        for step in steps:
            self._paint_step(painter, step)
        for step in (steps.start - 1, *steps):
            if 0 <= step < len(self._hidden) - 1:
                whole = step in steps and step + 1 in steps
                self._paint_link(painter, step, whole)
        paint_focus(painter, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        steps = self.shown_steps()
        if steps:
            column = int(event.position().x() / self._column_width())
            self._move(steps.start + min(max(column, 0), len(steps) - 1))

    def event(self, event: QEvent) -> bool:
        return take_key(event, self._takes_key) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        target = self._target(event)
        if target is None:
            super().keyPressEvent(event)
        else:
            self._move(target)

    def _takes_key(self, event: QKeyEvent) -> bool:
        return self._target(event) is not None

    def _target(self, event: QKeyEvent) -> int | None:
        return moved_step(event, self._cursor, len(self._hidden))

    def _move(self, step: int) -> None:
        if step != self._cursor:
            self.set_cursor(step)
            self.cursor_moved.emit(step)

    # Painting

    def _paint_step(self, painter: QPainter, step: int) -> None:
        strip = self._strip
        assert strip is not None
        state = self._state_rect(step)
        middle, line = state.center().x(), self._line
        self._paint_units(painter, state, step)
        chosen = step == self._cursor
        outline = self._accent if chosen else self._hidden_colour
        painter.setPen(QPen(outline, self._pen_width * (2 if chosen else 1)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(state)
        below = QRectF(state.left(), self.height() - 1.2 * line, state.width(), 1.2 * line)
        self._paint_arrow(
            painter, QPointF(middle, below.top()), QPointF(middle, state.bottom()), self._muted, "U"
        )
        painter.setPen(self._text)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, strip.inputs[step])
        self._paint_answer(painter, step, state)

    def _paint_answer(self, painter: QPainter, step: int, state: QRectF) -> None:
        strip, line = self._strip, self._line
        assert strip is not None
        if not strip.targets[step]:
            return
        middle = state.center().x()
        above = QRectF(state.left(), 0, state.width(), 1.2 * line)
        self._paint_arrow(
            painter, QPointF(middle, state.top()), QPointF(middle, above.bottom()), self._muted, "V"
        )
        right = strip.correct[step]
        painter.setPen(self._right if right else self._wrong)
        answer = f"{strip.predictions[step]} {'✓' if right else '✗'}"
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, answer)

    def _paint_units(self, painter: QPainter, state: QRectF, step: int) -> None:
        """The units of h_t as a block of coloured squares."""
        values = self._hidden[step]
        rows = max(1, math.isqrt(len(values) // 2))
        columns = -(-len(values) // rows)
        block = np.full(rows * columns, np.nan, np.float32)
        block[: len(values)] = values
        self._units.set_values(block.reshape(rows, columns), *self._levels)
        painter.fillRect(state, self._surface)
        painter.drawImage(state, self._units.image)

    def _paint_link(self, painter: QPainter, step: int, whole: bool) -> None:
        """W from h_t to h_{t+1}, and the error back; without texts where the edge cuts it."""
        left, right = self._state_rect(step), self._state_rect(step + 1)
        start, end = left.right(), right.left()
        forward = left.top() + left.height() * 0.3
        back = left.top() + left.height() * 0.7
        self._paint_arrow(
            painter,
            QPointF(start, forward),
            QPointF(end, forward),
            self._hidden_colour,
            "W" if whole else "",
        )
        strength = max(0.0, 1.0 + self._strengths[step] / _FADED)
        colour = QColor(self._gradient_colour)
        colour.setAlphaF(0.15 + 0.85 * strength)
        text = _factor_text(self._factors[step])
        width = self._pen_width * (1 + strength)
        self._paint_arrow(
            painter,
            QPointF(end, back),
            QPointF(start, back),
            colour,
            text if whole else "",
            width,
            below=True,
        )

    def _paint_arrow(
        self,
        painter: QPainter,
        start: QPointF,
        end: QPointF,
        colour: QColor,
        text: str,
        width: float | None = None,
        below: bool = False,
    ) -> None:
        painter.setPen(QPen(colour, width or self._pen_width))
        length = self._line * 0.5
        way = end - start
        painter.drawLine(start, end - way * min(length / math.hypot(way.x(), way.y()), 1.0))
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(arrow_head(start, end, length))
        painter.setPen(self._text if below else self._muted)
        line = self._line
        middle = (start + end) / 2
        if start.x() == end.x():
            place = QRectF(middle.x() + 0.3 * line, middle.y() - line / 2, 2 * line, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
            return
        top = middle.y() + 0.15 * line if below else middle.y() - 1.15 * line
        place = QRectF(middle.x() - 2 * line, top, 4 * line, line)
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, text)

    # Places

    def _state_rect(self, step: int) -> QRectF:
        width, line = self._column_width(), self._line
        left = (step - self.shown_steps().start) * width
        across = width - _GAP * line
        top, bottom = 2.4 * line, self.height() - 2.4 * line
        return QRectF(left + _GAP / 2 * line, top, across, max(bottom - top, line))

    def _column_width(self) -> float:
        return self.width() / max(len(self.shown_steps()), 1)

    def _restyle(self) -> None:
        theme = look().theme
        self._font = look().font(SMALL_POINTS)
        self._line = QFontMetricsF(self._font).height()
        self._pen_width = look().line_width()
        self._hidden_colour = look().colour(STYLES["hidden"])
        self._gradient_colour = look().colour(STYLES["gradient"])
        self._text, self._muted = QColor(theme.text), QColor(theme.muted)
        self._accent, self._surface = QColor(theme.accent), QColor(theme.surface)
        self._right, self._wrong = QColor(theme.success), QColor(theme.error)
        self.updateGeometry()
        self.update()


def _factor_text(factor: float) -> str:
    """Empty where no error arrives, so that none can be multiplied."""
    if not math.isfinite(factor):
        return ""
    return f"×{factor:.2f}" if 0.01 <= factor < 100 or factor == 0 else f"×{factor:.0e}"
