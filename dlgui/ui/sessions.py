"""Asking for a file to save a run in, or to read one from."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dlgui.core import Session, read_session, write_session
from dlgui.messages import UserError, tr
from dlgui.ui.file_choice import ask_to_open, ask_to_save
from dlgui.ui.translations import error_text, translate
from dlgui.ui.warning import warn

SUFFIX = ".dlgui.json"
_FILTER = f"dlgui (*{SUFFIX})"


def ask_and_save(session: Session, parent: QWidget) -> None:
    """Ask for a file and write the session to it; say so if that can't be done."""
    title = translate(tr("Save session"))
    path = ask_to_save(parent, title, session.topic + SUFFIX, _FILTER)
    if path is None:
        return
    try:
        write_session(session, path)
    except UserError as error:
        warn(parent, translate(tr("Not saved")), error_text(error))


def ask_and_read(parent: QWidget) -> Session | None:
    """Ask for a file and read its session; None, after a warning if it can't be read."""
    path = ask_to_open(parent, translate(tr("Open session")), _FILTER)
    if path is None:
        return None
    try:
        return read_session(path)
    except UserError as error:
        warn(parent, translate(tr("Not opened")), error_text(error))
        return None
