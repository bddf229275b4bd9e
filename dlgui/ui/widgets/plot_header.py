"""Title and legend above a plot. Each entry of the legend is a switch for its curve."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLineF, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from dlgui.ui.shortcuts import take_key
from dlgui.ui.theme import SMALL_POINTS, TITLE_POINTS, look
from dlgui.ui.widgets.focus import paint_focus

PaintSample = Callable[[QPainter, QLineF], None]
"""Draws along a line what the curve looks like."""

_SAMPLE = 26
_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LegendEntry(QAbstractButton):
    """A sample of a curve and its name; unchecked: an open box and a pale name.

    The name is not struck out: with a stroke, h and C would be other letters.
    """

    def __init__(self, paint_sample: PaintSample, text: str, header: PlotHeader) -> None:
        super().__init__(header)
        self._header = header
        self._paint_sample = paint_sample
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(text)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(look().font(SMALL_POINTS))
        width = metrics.horizontalAdvance(self.text()) + _sample_width() + 2 * look().px(8)
        return QSize(int(width) + 1, int(metrics.height()) + look().px(4))

    def event(self, event: QEvent) -> bool:
        # Space belongs to the entry that has the focus, not to the window's play and pause.
        return take_key(event, lambda key: key.key() in _PRESSES) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSES[1:]:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._header.for_file and not self.isChecked():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = look().theme
        font = look().font(SMALL_POINTS)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        left, middle = look().px(4), self.height() / 2
        sample = _sample_width()
        if self.isChecked():
            self._paint_sample(painter, QLineF(left, middle, sample - left, middle))
        else:
            side = look().px(8)
            painter.setPen(QPen(QColor(theme.muted), 1.0))
            painter.drawRect(left, int(middle - side / 2), side, side)
        painter.setPen(QColor(theme.text if self.isChecked() else theme.muted))
        baseline = middle + metrics.ascent() / 2 - metrics.descent() / 2
        painter.drawText(QPointF(left + sample, baseline), self.text())
        if not self._header.for_file:
            paint_focus(painter, self)
        painter.end()


def _sample_width() -> int:
    return look().px(_SAMPLE) + round(2 * look().line_width())


class PlotHeader(QWidget):
    """The title at the left; the legend flows beside it and on to further rows.

    Attributes
    ----------
    for_file : bool
        Whether it is painted for a file, which has nothing to switch on.
    """

    toggled = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.for_file = False
        self._title = ""
        self._entries: dict[str, LegendEntry] = {}
        self._with_legend = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str) -> None:
        """Set the title, as the person reads it."""
        if title == self._title:
            return
        self._title = title
        self.setToolTip(title)
        self.arrange()

    def add_entry(self, key: str, paint_sample: PaintSample, text: str, name: str) -> None:
        """Add the switch of a curve; `name` is its object name."""
        entry = LegendEntry(paint_sample, text, self)
        entry.setObjectName(name)
        entry.toggled.connect(lambda on: self.toggled.emit(key, on))
        self._entries[key] = entry
        entry.setVisible(self._with_legend)
        self.arrange()

    def entry(self, key: str) -> LegendEntry:
        """The switch of a curve."""
        return self._entries[key]

    def remove_entry(self, key: str) -> None:
        """Take the switch of a curve away."""
        self._entries.pop(key).deleteLater()
        self.arrange()

    def set_text(self, key: str, text: str) -> None:
        """Set the name of a curve, as the person reads it."""
        if text != self._entries[key].text():
            self._entries[key].setText(text)
            self.arrange()

    def set_on(self, key: str, on: bool) -> None:
        """Show a curve as switched on or off."""
        self._entries[key].setChecked(on)

    def show_legend(self, on: bool) -> None:
        """Show all switches or, where the plot needs their room, none."""
        self._with_legend = on
        for entry in self._entries.values():
            entry.setVisible(on)
        self.arrange()

    def arrange(self) -> None:
        """Place the entries in rows and take the height that they need."""
        metrics = QFontMetricsF(look().font(TITLE_POINTS, bold=True))
        row = int(metrics.height()) + look().px(4)
        title = int(metrics.horizontalAdvance(self._title)) + look().px(16) if self._title else 0
        x, y = title, 0
        # A legend that would be squeezed beside a long title starts below it.
        entries = list(self._entries.values()) if self._with_legend else []
        for index, entry in enumerate(entries):
            size = entry.sizeHint()
            if x + size.width() > self.width() and x > 0 and (index or title):
                x, y = 0, y + row
            entry.setGeometry(x, y + (row - size.height()) // 2, size.width(), size.height())
            x += size.width()
        self.setFixedHeight(y + row if self._title or entries else 0)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = look().font(TITLE_POINTS, bold=True)
        painter.setFont(font)
        painter.setPen(QColor(look().theme.text))
        metrics = QFontMetricsF(font)
        room = self.width() - look().px(8)
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(look().px(4), metrics.ascent() + look().px(2)), title)
        painter.end()
