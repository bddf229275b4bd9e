"""What follows theme and scale: parts that are seen at once, hidden ones when they are shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from dlgui.ui.theme import look


class _Follower(QObject):
    """Keeps one widget in the present look."""

    def __init__(self, widget: QWidget, restyle: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._restyle = restyle
        self._stale = False
        look().changed.connect(self._look_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._stale = False
            self._widget.removeEventFilter(self)
            self._restyle()
        return False

    def _look_changed(self) -> None:
        if self._widget.isVisible():
            self._restyle()
        elif not self._stale:
            self._stale = True
            # Only while it is needed: a filter sees every event of its widget.
            self._widget.installEventFilter(self)


def follow_look(widget: QWidget, restyle: Callable[[], None]) -> None:
    """Call `restyle` when theme or scale have changed.

    A hidden widget is called when it is next shown, before it is painted: all opened tabs at once
    would hold up the window for several frames.
    """
    _Follower(widget, restyle)


def dress(root: QWidget) -> None:
    """Give a widget and all that is in it the window's style sheet, now and from now on.

    A style sheet of the whole application would visit every widget of every opened tab twice.
    There is no other: what differs from widget to widget is a property or a role of the palette.
    """

    def put_on() -> None:
        root.setStyleSheet(look().style_sheet())

    follow_look(root, put_on)
    put_on()
