"""One sequence, step by step: what goes in, what should come out, what does."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from dlgui.ui.dress import follow_look
from dlgui.ui.shortcuts import take_key
from dlgui.ui.theme import SMALL_POINTS, look
from dlgui.ui.widgets.cursor_keys import moved_step
from dlgui.ui.widgets.focus import paint_focus
from dlgui.ui.widgets.heat_map import HeatMap


@dataclass(frozen=True)
class StripRow:
    """A row: its name and one text a step; `right` says of answers whether they are."""

    name: str
    texts: tuple[str, ...]
    right: tuple[bool | None, ...] = ()


class SequenceStrip(QWidget):
    """Rows of cells, one column a step, with the time cursor that the heat maps share.

    Where the steps don't all fit, the columns around the cursor are shown. A click, or the left
    and right arrow keys, move the cursor.
    """

    cursor_moved = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"strip.{name}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: tuple[StripRow, ...] = ()
        self._cursor = 0
        self._map: HeatMap | None = None
        follow_look(self, self._restyle)

    @property
    def cursor_position(self) -> int:
        """The step under the cursor, counted from 0."""
        return self._cursor

    def align_with(self, heat_map: HeatMap) -> None:
        """Put each step below its column of `heat_map`, where all of them have the room."""
        self._map = heat_map
        self._share_margin()

    def set_rows(self, rows: tuple[StripRow, ...]) -> None:
        """Show these rows; all have the same number of steps."""
        if rows == self._rows:
            return
        count = len(self._rows)
        self._rows = rows
        self._cursor = min(self._cursor, max(self._steps() - 1, 0))
        if len(rows) != count:
            self.updateGeometry()
        self._share_margin()
        self.update()

    def set_cursor(self, step: int) -> None:
        """Move the cursor; no signal is emitted."""
        step = min(max(step, 0), max(self._steps() - 1, 0))
        if step != self._cursor:
            self._cursor = step
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, round(max(len(self._rows), 1) * self._row_height()) + look().px(4))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(look().font(SMALL_POINTS))
        first, count, left, width = self._columns()
        for row, content in enumerate(self._rows):
            top = row * self._row_height()
            painter.setPen(QColor(look().theme.muted))
            painter.drawText(
                QRectF(0, top, left - look().px(8), self._row_height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                content.name,
            )
            for column in range(count):
                cell = QRectF(left + column * width, top, width, self._row_height())
                self._paint_cell(painter, cell, content, first + column)
        if count:
            painter.setPen(QPen(QColor(look().theme.accent), look().px(2)))
            painter.drawRect(
                QRectF(left + (self._cursor - first) * width, 1, width, self.height() - 2)
            )
        paint_focus(painter, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move_to(event.position().x())

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
        return moved_step(event, self._cursor, self._steps())

    def _paint_cell(self, painter: QPainter, cell: QRectF, row: StripRow, step: int) -> None:
        theme = look().theme
        right = row.right[step] if row.right else None
        inner = cell.adjusted(1, 1, -1, -1)
        if right is None:
            painter.fillRect(inner, QColor(theme.surface))
            painter.setPen(QColor(theme.text))
        else:
            colour = QColor(theme.success if right else theme.error)
            painter.setPen(colour)
            # Besides the colour: right answers are underlined, wrong ones struck out.
            y = inner.bottom() - 1 if right else inner.center().y()
            painter.drawLine(round(inner.left()), round(y), round(inner.right()), round(y))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, row.texts[step])

    def _move_to(self, x: float) -> None:
        first, count, left, width = self._columns()
        if count and x >= left:
            self._move(first + min(int((x - left) / width), count - 1))

    def _move(self, step: int) -> None:
        before = self._cursor
        self.set_cursor(step)
        if self._cursor != before:
            self.cursor_moved.emit(self._cursor)

    def _columns(self) -> tuple[int, int, float, float]:
        """First column shown, how many, where the first begins, and the width of one."""
        metrics = QFontMetricsF(look().font(SMALL_POINTS))
        left, steps = self._names_width(), self._steps()
        widest = max(
            (metrics.horizontalAdvance(text) for row in self._rows for text in row.texts),
            default=0.0,
        )
        narrowest = max(widest + look().px(4), look().px(10))
        if self._map is not None and self._map.area().width() >= steps * narrowest > 0:
            area = self._map.area()
            return 0, steps, area.left(), area.width() / steps
        space = max(self.width() - left - 1, narrowest)
        count = min(steps, int(space / narrowest))
        first = min(max(self._cursor - count // 2, 0), steps - count)
        return first, count, left, min(space / max(count, 1), 2.5 * narrowest)

    def _names_width(self) -> float:
        metrics = QFontMetricsF(look().font(SMALL_POINTS))
        names = (metrics.horizontalAdvance(row.name) for row in self._rows)
        return max(names, default=0.0) + look().px(8)

    def _share_margin(self) -> None:
        if self._map is not None:
            self._map.set_left_margin(self._names_width())

    def _steps(self) -> int:
        return len(self._rows[0].texts) if self._rows else 0

    def _row_height(self) -> float:
        return QFontMetricsF(look().font(SMALL_POINTS)).height() * 1.15

    def _restyle(self) -> None:
        self._share_margin()
        self.updateGeometry()
        self.update()
