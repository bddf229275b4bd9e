"""Asks for a file: first in the person's documents, then in the folder of the last one.

Without a folder Qt begins where the program was started, which may be the program's own folder.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


class _Last:
    folder: Path | None = None


def ask_to_save(parent: QWidget | None, title: str, name: str, kinds: str) -> Path | None:
    """Ask for a file to write, and propose `name`; None when the dialog is cancelled.

    Parameters
    ----------
    title : str
        Translated.
    kinds : str
        As Qt writes them: ``"PNG (*.png);;SVG (*.svg)"``.
    """
    begin = str(_folder() / name)
    chosen, kind = QFileDialog.getSaveFileName(parent, title, begin, kinds)
    path = _remember(chosen)
    if path is None or not _endings(kinds) or path.name.lower().endswith(_endings(kinds)):
        return path
    # Without its ending the file would not be offered again, nor known for what it is.
    path = path.with_name(path.name + (_endings(kind) or _endings(kinds))[0])
    # The dialog has asked about the shorter name only: whether to overwrite this one it asks now.
    return ask_to_save(parent, title, path.name, kinds) if path.exists() else path


def ask_to_open(parent: QWidget | None, title: str, kinds: str, at: str = "") -> Path | None:
    """Ask for a file to read, beginning `at` the one in use; None when it is cancelled."""
    return _remember(QFileDialog.getOpenFileName(parent, title, at or str(_folder()), kinds)[0])


def _endings(kinds: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\*(\.[\w.]+)", kinds))


def _folder() -> Path:
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return _Last.folder or Path(QStandardPaths.writableLocation(documents))


def _remember(chosen: str) -> Path | None:
    if not chosen:
        return None
    _Last.folder = Path(chosen).parent
    return Path(chosen)
