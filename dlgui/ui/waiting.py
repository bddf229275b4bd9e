"""Waiting for a page, for commands that drive the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance

from dlgui.messages import UserError, tr

PATIENCE_MS = 120_000
"""A page that shows nothing for so long has failed."""


def wait_until(done: Callable[[], object], *signals: SignalInstance) -> None:
    """Run the event loop until `done()`, which is asked again after each of the signals.

    Raises
    ------
    UserError
        None of the signals came for `PATIENCE_MS`.
    """
    loop = QEventLoop()
    patience = QTimer(singleShot=True)
    patience.timeout.connect(lambda: loop.exit(1))
    for signal in signals:
        signal.connect(loop.quit)
    while not done():
        patience.start(PATIENCE_MS)
        if loop.exec():
            raise UserError(tr("The page showed nothing within {n} s."), n=PATIENCE_MS // 1000)
