"""Asking for a file to save a run in, or to read one from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from dlgui.core import Session, read_session, write_session
from dlgui.messages import UserError, tr
from dlgui.ui.translations import error_text, translate

SUFFIX = ".dlgui.json"
_FILTER = f"dlgui (*{SUFFIX})"


def ask_and_save(session: Session, parent: QWidget) -> None:
    """Ask for a file and write the session to it; say so if that can't be done."""
    title = translate(tr("Save session"))
    name, _ = QFileDialog.getSaveFileName(parent, title, session.topic + SUFFIX, _FILTER)
    if not name:
        return
    try:
        write_session(session, Path(name))
    except UserError as error:
        QMessageBox.warning(parent, translate(tr("Not saved")), error_text(error))


def ask_and_read(parent: QWidget) -> Session | None:
    """Ask for a file and read its session; None, after saying why, when there is none."""
    name, _ = QFileDialog.getOpenFileName(parent, translate(tr("Open session")), "", _FILTER)
    if not name:
        return None
    try:
        return read_session(Path(name))
    except UserError as error:
        QMessageBox.warning(parent, translate(tr("Not opened")), error_text(error))
        return None
