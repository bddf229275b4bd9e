"""The window's keys: one table, from which the keys work and the help is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QWidget,
)

from dlgui.messages import tr


@dataclass(frozen=True)
class Shortcut:
    """Keys for an action of the window, named as its method, and what it does."""

    action: str
    keys: tuple[str, ...]
    title: str


SHORTCUTS = (
    Shortcut("toggle_play", ("Space",), tr("Play or pause")),
    Shortcut("step", ("Right",), tr("Take one step")),
    Shortcut("reset", ("R",), tr("Reset: step 0, same seed")),
    Shortcut("next_link", ("PgDown",), tr("Next link of the lesson (clicker)")),
    Shortcut("previous_link", ("PgUp",), tr("Previous link of the lesson (clicker)")),
    Shortcut("toggle_lesson", ("F9",), tr("Show or hide the lesson")),
    Shortcut("focus_filter", ("Ctrl+K",), tr("Find a topic")),
    Shortcut("next_topic", ("Ctrl+Tab", "Ctrl+PgDown"), tr("Next topic")),
    Shortcut("previous_topic", ("Ctrl+Shift+Tab", "Ctrl+PgUp"), tr("Previous topic")),
    Shortcut("larger", ("Ctrl++", "Ctrl+="), tr("Make everything larger")),
    Shortcut("smaller", ("Ctrl+-",), tr("Make everything smaller")),
    Shortcut("normal_size", ("Ctrl+0",), tr("Normal size")),
    Shortcut("toggle_full_screen", ("F11",), tr("Full screen")),
    Shortcut("save_session", ("Ctrl+S",), tr("Save session")),
    Shortcut("open_session", ("Ctrl+O",), tr("Open session")),
    Shortcut("show_shortcuts", ("F1",), tr("This help")),
)

_TYPED = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_OF_SLIDERS = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


def belongs_to(widget: QWidget | None, key: int, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether a key is for the focused `widget` and not for the window.

    Page Up and Page Down never are: they are a clicker's, and a slider that was dragged keeps the
    focus.
    """
    if modifiers not in (*_TYPED, Qt.KeyboardModifier.KeypadModifier):
        return False
    if isinstance(widget, (QLineEdit, QAbstractSpinBox)):
        return key < Qt.Key.Key_Escape or key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
    if isinstance(widget, QAbstractSlider):
        return key in _OF_SLIDERS
    if isinstance(widget, (QAbstractButton, QComboBox)):
        return key == Qt.Key.Key_Space
    return False


def take_key(event: QEvent, wanted: Callable[[QKeyEvent], bool]) -> bool:
    """Keep a key that is `wanted` from the window's shortcuts; whether it was one.

    Before Qt runs a shortcut it offers the key to the focused widget and the widgets around it, in
    a ``ShortcutOverride`` event. Once that is accepted, the key comes as a key press.
    """
    override = event.type() == QEvent.Type.ShortcutOverride
    if not (override and isinstance(event, QKeyEvent) and wanted(event)):
        return False
    event.accept()
    return True
