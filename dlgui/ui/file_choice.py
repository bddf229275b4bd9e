"""Asks for a file: first in the person's documents, then where the last one was.

Without a folder Qt begins where the program was started, which may be the program's own folder.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


class _Last:
    folder: Path | None = None


def ask_to_save(parent: QWidget | None, title: str, name: str, kinds: str) -> Path | None:
    """A file to write, `name` if the person agrees; None if there is none.

    Parameters
    ----------
    title : str
        Translated.
    kinds : str
        As Qt writes them: ``"PNG (*.png);;SVG (*.svg)"``.
    """
    return _remember(QFileDialog.getSaveFileName(parent, title, str(_folder() / name), kinds)[0])


def ask_to_open(parent: QWidget | None, title: str, kinds: str, at: str = "") -> Path | None:
    """A file to read, or None; the person begins `at` the file that is in use, if one is."""
    return _remember(QFileDialog.getOpenFileName(parent, title, at or str(_folder()), kinds)[0])


def _folder() -> Path:
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return _Last.folder or Path(QStandardPaths.writableLocation(documents))


def _remember(chosen: str) -> Path | None:
    if not chosen:
        return None
    _Last.folder = Path(chosen).parent
    return Path(chosen)
