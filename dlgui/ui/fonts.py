"""The bundled fonts, so that Chinese and mathematics are readable on any system."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from dlgui.paths import resource_path

CHINESE, SYMBOLS = "dlgui Sans SC", "dlgui Symbols"


def install_fonts() -> None:
    """Let the application's font fall back on the bundled ones, before any of the system's.

    Letters stay in the desktop's own font. What it lacks looks the same everywhere. To be called
    before `dlgui.ui.theme.Look.apply`.
    """
    _load()
    font = QFont(QApplication.font())
    own = [family for family in font.families() if family not in (CHINESE, SYMBOLS)]
    # In a list of families Qt finds no alias such as “Sans Serif”: name what it stands for, too.
    resolved = QFontInfo(QFont(own)).family()
    font.setFamilies([*own, *({resolved} - set(own)), CHINESE, SYMBOLS])
    QApplication.setFont(font)


@cache
def _load() -> None:
    for file in sorted(resource_path("fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(file))
