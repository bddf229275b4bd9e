"""Restyling and retranslating: visible widgets at once, hidden ones when they are next shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from dlgui.ui.theme import look


class Follower(QObject):
    """Calls `follow` after a change of look or language.

    For a hidden widget it waits until that is shown, before it is painted: to update all opened
    tabs at once would hold up the window for several frames.
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
        """Call `follow` now or, while the widget is hidden, when it is shown."""
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
    """Set the window's style sheet on a widget and its children, now and at each change of it.

    A style sheet of the whole application would visit every widget of every opened tab twice.
    There is no other: what differs from widget to widget is a property or a role of the palette.
    """

    def put_on() -> None:
        root.setStyleSheet(look().style_sheet())

    follow_look(root, put_on)
    put_on()
