"""What follows theme, scale and language: what is seen at once, what is hidden when shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from dlgui.ui.theme import look


class Follower(QObject):
    """Calls `follow` for a change of look or language: of a hidden widget when it is next shown.

    That is before it is painted. All opened tabs at once would hold up the window for several
    frames.
    """

    def __init__(self, widget: QWidget, follow: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._follow = follow
        self._stale = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._stale = False
            self._widget.removeEventFilter(self)
            self._follow()
        return False

    def changed(self) -> None:
        """There is something new to follow."""
        if self._widget.isVisible():
            self._follow()
        elif not self._stale:
            self._stale = True
            # Only while it is needed: a filter sees every event of its widget.
            self._widget.installEventFilter(self)


def follow_look(widget: QWidget, restyle: Callable[[], None]) -> None:
    """Call `restyle` when theme or scale have changed."""
    look().changed.connect(Follower(widget, restyle).changed)


def dress(root: QWidget) -> None:
    """Give a widget and all that is in it the window's style sheet, now and from now on.

    A style sheet of the whole application would visit every widget of every opened tab twice.
    There is no other: what differs from widget to widget is a property or a role of the palette.
    """

    def put_on() -> None:
        root.setStyleSheet(look().style_sheet())

    follow_look(root, put_on)
    put_on()
