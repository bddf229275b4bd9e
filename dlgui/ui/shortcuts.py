"""The window's keys: one table, from which the keys work and the help is written."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dlgui.messages import tr
from dlgui.options import versions
from dlgui.ui.dress import dress
from dlgui.ui.palette import ACCENT
from dlgui.ui.theme import look
from dlgui.ui.translations import translate


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


class ShortcutsDialog(QDialog):
    """The table of keys, and what a report of a mistake should name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        edge = look().px(8)
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, edge, 0)
        grid.setHorizontalSpacing(4 * edge)
        grid.setVerticalSpacing(look().px(2))
        for row, shortcut in enumerate(SHORTCUTS):
            keys = (QKeySequence(key) for key in shortcut.keys)
            native = QKeySequence.SequenceFormat.NativeText
            label = QLabel("  ".join(key.toString(native) for key in keys))
            label.setObjectName("keys")
            label.setForegroundRole(ACCENT)
            grid.addWidget(label, row, 0)
            grid.addWidget(QLabel(translate(shortcut.title)), row, 1)
        copy = QPushButton(self.tr("Copy system information"))
        copy.setObjectName("shortcuts.copy_system")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(versions()))
        # In large letters the table is higher than a projector's 720 rows: it gives way, not the
        # button, whose style allows it to be lower than its letters.
        area = QScrollArea()
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * edge, 2 * edge, 3 * edge, 3 * edge)
        column.setSpacing(2 * edge)
        column.addWidget(area)
        column.addWidget(copy)
        dress(self)
        bar = area.verticalScrollBar().sizeHint().width()
        area.setMinimumWidth(table.sizeHint().width() + bar)
        shown = column.itemAt(0)
        assert shown is not None
        height = self.sizeHint().height() - shown.sizeHint().height() + table.sizeHint().height()
        self.resize(self.sizeHint().width(), min(height, parent.screen().availableSize().height()))
