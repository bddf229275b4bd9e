"""The lesson's text on the screen: paints links as buttons and walks through them by keyboard."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QByteArray, QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextLine,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from dlgui.core.lesson import ClaimLink, SourceLink
from dlgui.ui.theme import look
from dlgui.ui.widgets.lesson_document import PlacedLink

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LessonText(QTextBrowser):
    """A `QTextBrowser` that loads nothing and whose links are `PlacedLink`."""

    activated = Signal(object)
    """A `Link` was clicked or chosen with Enter."""

    extra_clicked = Signal(str)
    """A click on an anchor that is no link of the lesson; its target."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.links: list[PlacedLink] = []
        self.current: PlacedLink | None = None
        self._released_at = QPoint()
        self.anchorClicked.connect(self._click)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Not Qt's own keyboard links: they know neither the buttons nor the clicker's place.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray:
        return QByteArray()

    def set_links(self, links: list[PlacedLink]) -> None:
        """The links of a new text; the current one keeps its number."""
        number = self._number()
        self.links = links
        self.current = links[number] if 0 <= number < len(links) else None
        self.viewport().update()

    def go(self, step: int, wanted: Callable[[PlacedLink], bool]) -> PlacedLink | None:
        """Make the next (+1) or previous (−1) wanted link current and visible; None at an end."""
        start = self._number()
        if start < 0 and step < 0:
            start = len(self.links)
        for number in range(start + step, len(self.links) if step > 0 else -1, step):
            if wanted(self.links[number]):
                self.current = self.links[number]
                self._show_current()
                return self.current
        return None

    def focusNextPrevChild(self, next: bool) -> bool:
        if self.go(1 if next else -1, lambda placed: True) is not None:
            return True
        self.current = None
        self.viewport().update()
        return QTextEdit.focusNextPrevChild(self, next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.current is not None:
            self.activated.emit(self.current.link)
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._released_at = event.position().toPoint()
        super().mouseReleaseEvent(event)

    def _click(self, url: QUrl) -> None:
        position = self.cursorForPosition(self._released_at).position()
        for placed in self.links:
            if placed.start.position() <= position <= placed.end.position():
                self.current = placed
                self.viewport().update()
                self.activated.emit(placed.link)
                return
        self.extra_clicked.emit(self.anchorAt(self._released_at))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        for placed in self.links:
            if not isinstance(placed.link, SourceLink) or placed is self.current:
                self._paint_button(painter, placed, QRectF(event.rect()))
        painter.end()
        super().paintEvent(event)

    def _paint_button(self, painter: QPainter, placed: PlacedLink, seen: QRectF) -> None:
        chosen = placed is self.current
        accent = QColor(look().theme.accent)
        fill = QColor(accent)
        fill.setAlphaF(0.22 if chosen else 0.10)
        # A claim stands in the middle of a sentence: without a frame it is easier to read.
        framed = chosen or not isinstance(placed.link, ClaimLink)
        painter.setPen(
            QPen(accent, look().px(2) if chosen else 1.0) if framed else Qt.PenStyle.NoPen
        )
        painter.setBrush(fill)
        radius = look().px(4)
        seen = seen.translated(0, self.verticalScrollBar().value())
        for box in self._boxes(placed):
            if box.intersects(seen):
                painter.drawRoundedRect(box, radius, radius)

    def _boxes(self, placed: PlacedLink) -> Iterator[QRectF]:
        """What a link covers, one rectangle a line, in the document's coordinates."""
        start, end = placed.start.position(), placed.end.position()
        block = self.document().findBlock(start)
        origin = block.layout().position()
        first, last = start - block.position(), end - block.position()
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            low = max(first, line.textStart())
            high = min(last, line.textStart() + line.textLength())
            if low >= high:
                continue
            left, right = _x_at(line, low), _x_at(line, high)
            box = QRectF(left, line.y(), right - left, line.ascent() + line.descent())
            yield box.translated(origin).adjusted(0.5, -1.5, -0.5, 1.5)

    def _number(self) -> int:
        return self.links.index(self.current) if self.current in self.links else -1

    def _show_current(self) -> None:
        """Scroll no more than needed, and leave some text around."""
        assert self.current is not None
        boxes = list(self._boxes(self.current))
        bar = self.verticalScrollBar()
        if boxes:
            around = look().px(48)
            top, bottom = boxes[0].top() - around, boxes[-1].bottom() + around
            if top < bar.value():
                bar.setValue(round(top))
            elif bottom > bar.value() + self.viewport().height():
                bar.setValue(round(bottom - self.viewport().height()))
        self.viewport().update()

    def place(self) -> tuple[int, float]:
        """What is at the top: the block's number, and the share of it that is scrolled away."""
        block = self._top_block()
        box = self.document().documentLayout().blockBoundingRect(block)
        share = (self.verticalScrollBar().value() - box.top()) / max(box.height(), 1.0)
        return block.blockNumber(), share

    def restore(self, place: tuple[int, float]) -> None:
        """Scroll back to a `place`, perhaps of another size or language."""
        number, share = place
        document = self.document()
        block = document.findBlockByNumber(min(number, document.blockCount() - 1))
        layout = document.documentLayout()
        box = layout.blockBoundingRect(block)
        # Rounding must not reach into a neighbour, or the place would wander with every change.
        above = layout.blockBoundingRect(block.previous()).bottom() if number else 0.0
        value = round(box.top() + share * box.height())
        self.verticalScrollBar().setValue(
            max(math.ceil(above), min(value, math.ceil(box.bottom()) - 1))
        )

    def _top_block(self) -> QTextBlock:
        top = self.verticalScrollBar().value()
        layout = self.document().documentLayout()
        block = self.document().begin()
        while block.next().isValid() and layout.blockBoundingRect(block).bottom() <= top:
            block = block.next()
        return block


def _x_at(line: QTextLine, position: int) -> float:
    x: Any = line.cursorToX(position)
    return float(x[0] if isinstance(x, tuple) else x)
