"""A widget that hears of a new language."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame


class Translated(QFrame):
    """Base of widgets with texts of their own. QFrame, so that a style sheet can paint it."""

    def retranslate(self) -> None:
        """Set every text; call it once when the widget is built."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
