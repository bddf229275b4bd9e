"""Style sheets for parts of the window: what is hidden changes its look when it is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from dlgui.ui.theme import look


class _Dresser(QObject):
    """Keeps one widget and all that is in it in the present look."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        self._root = root
        self._stale = False
        root.installEventFilter(self)
        look().changed.connect(self._follow)
        self._put_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._stale:
            self._put_on()
        return False

    def _follow(self) -> None:
        self._stale = True
        if self._root.isVisible():
            self._put_on()

    def _put_on(self) -> None:
        self._stale = False
        self._root.setStyleSheet(look().style_sheet())


def dress(root: QWidget) -> None:
    """Dress a widget and all that is in it, now and when theme or scale change.

    A style sheet of the whole application would visit every widget of every opened tab twice,
    which took most of a second with three tabs; a part that is hidden waits until it is shown.
    The widget must have no style sheet of its own.
    """
    _Dresser(root)
