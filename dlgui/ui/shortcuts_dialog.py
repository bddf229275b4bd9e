"""The help: the table of keys, and what a report of a mistake should name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dlgui.options import versions
from dlgui.ui.dress import dress
from dlgui.ui.palette import ACCENT
from dlgui.ui.shortcuts import SHORTCUTS
from dlgui.ui.theme import look
from dlgui.ui.translations import translate


class ShortcutsDialog(QDialog):
    """As high as its table, if the screen is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        edge = look().px(8)
        table = _key_table()
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


def _key_table() -> QWidget:
    """Keys at the left, and what they do at the right."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, look().px(8), 0)
    grid.setHorizontalSpacing(4 * look().px(8))
    grid.setVerticalSpacing(look().px(2))
    native = QKeySequence.SequenceFormat.NativeText
    for row, shortcut in enumerate(SHORTCUTS):
        label = QLabel("  ".join(QKeySequence(key).toString(native) for key in shortcut.keys))
        label.setObjectName("keys")
        label.setForegroundRole(ACCENT)
        grid.addWidget(label, row, 0)
        grid.addWidget(QLabel(translate(shortcut.title)), row, 1)
    return table
