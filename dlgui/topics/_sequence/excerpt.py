"""The beginning of a text that may be long."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

from dlgui.ui.theme import look

_HEIGHT = 48
_FEWEST_LINES = 2
_LONG_WORD = re.compile(r"(\S{12})(?=\S)")
"""An untrained network writes few spaces, and a label is as wide as its longest word."""


class Excerpt(QLabel):
    """As many whole lines as fit into some design pixels, but at least two."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        breakable = _LONG_WORD.sub("\\1\N{ZERO WIDTH SPACE}", text)
        if breakable != self.text():
            super().setText(breakable)
            self._limit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._limit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._limit()

    def _limit(self) -> None:
        """Letters of a fallback font make their lines taller: they have to be laid out."""
        layout = QTextLayout(self.text(), self.font())
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        height, lines = 0.0, 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width())
            if lines >= _FEWEST_LINES and height + line.height() > look().px(_HEIGHT):
                break
            height, lines = height + line.height(), lines + 1
        layout.endLayout()
        self.setMaximumHeight(math.ceil(height))
