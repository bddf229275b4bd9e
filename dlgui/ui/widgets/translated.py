"""A widget that follows a change of the language."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame

from dlgui.ui.dress import Follower


class Translated(QFrame):
    """Base of widgets with texts of their own. QFrame, so that a style sheet can paint it."""

    _language: Follower | None = None

    def retranslate(self) -> None:
        """Set every text with ``self.tr``; call it once when the widget is built."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._language = self._language or Follower(self, self.retranslate)
            self._language.changed()
