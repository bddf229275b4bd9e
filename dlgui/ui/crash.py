"""An error in the program itself: logged and shown, one dialog at a time."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from dlgui.ui.dress import dress

_log = logging.getLogger(__name__)
_Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class CrashHandler(QObject):
    """Handles exceptions that nothing caught, in any thread.

    Parameters
    ----------
    parent : QObject
    save_session : callable
        Saves what the person was doing; called by a button of the dialog.

    Attributes
    ----------
    dialog : QMessageBox or None
        The one that is open.
    """

    _happened = Signal(str)

    def __init__(self, parent: QObject, save_session: Callable[[], None]) -> None:
        super().__init__(parent)
        self._save_session = save_session
        self.dialog: QMessageBox | None = None
        self._next_hook: _Hook = sys.excepthook
        self._next_thread_hook = threading.excepthook
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Set the interpreter's hooks; the previous ones are still called."""
        sys.excepthook = self._handle
        threading.excepthook = self._handle_thread

    def uninstall(self) -> None:
        """Restore the previous hooks."""
        sys.excepthook = self._next_hook
        threading.excepthook = self._next_thread_hook

    def _handle(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, Exception):
            self._report("".join(traceback.format_exception(kind, error, trace)))
        self._next_hook(kind, error, trace)

    def _handle_thread(self, arguments: threading.ExceptHookArgs) -> None:
        error = arguments.exc_value
        if isinstance(error, Exception):
            self._report("".join(traceback.format_exception(error)))
        self._next_thread_hook(arguments)

    def _report(self, details: str) -> None:
        _log.critical("uncaught exception\n%s", details)
        self._happened.emit(details)

    def _show(self, details: str) -> None:
        if self.dialog is not None:
            return
        dialog = QMessageBox()
        dialog.setObjectName("crash")
        dialog.setIcon(QMessageBox.Icon.Critical)
        dialog.setWindowTitle(self.tr("Something went wrong"))
        dialog.setTextFormat(Qt.TextFormat.PlainText)
        dialog.setText(
            self.tr("An error in the program: {summary}").format(
                summary=details.strip().splitlines()[-1]
            )
        )
        dialog.setInformativeText(
            self.tr(
                "It was written to the log. You can continue; if the window misbehaves, restart "
                "the program."
            )
        )
        copy = dialog.addButton(self.tr("Copy details"), QMessageBox.ButtonRole.ActionRole)
        copy.setObjectName("crash.copy")
        save = dialog.addButton(self.tr("Save session"), QMessageBox.ButtonRole.ActionRole)
        save.setObjectName("crash.save")
        # Qt would close the dialog with any of its buttons.
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        save.clicked.disconnect()
        save.clicked.connect(lambda: self._save_session())
        dialog.addButton(QMessageBox.StandardButton.Close)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dress(dialog)
        dialog.destroyed.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
