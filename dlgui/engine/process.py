"""A worker process as the window's process sees it."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable
from threading import Thread

from dlgui.blas import limit_threads
from dlgui.engine.messages import Command, Event, Quit
from dlgui.engine.worker import serve

_GRACE_SECONDS = 0.5


class WorkerProcess:
    """One worker, its pipe, and the thread that reads what it sends.

    Parameters
    ----------
    receive : callable
        Called in the reader thread with this object and each event; with None when the
        worker is gone.
    """

    def __init__(self, receive: Callable[[WorkerProcess, Event | None], None]) -> None:
        limit_threads()
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=serve, args=(theirs,), name="dlgui worker", daemon=True
        )
        self._process.start()
        # Without our copy of its end the pipe closes when the worker dies.
        theirs.close()
        self._receive = receive
        self._reader = Thread(target=self._read, name="events", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int | None:
        """The process's number."""
        return self._process.pid

    def send(self, command: Command) -> None:
        """Send a command; one to a worker that has died is lost, and the reader reports that."""
        with contextlib.suppress(OSError):
            self._connection.send(command)

    def end(self) -> None:
        """Let the process end, and the reader thread."""
        self.send(Quit())
        self._process.join(_GRACE_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End the process at once, whatever it does, and the reader thread."""
        self._process.kill()
        self._process.join()
        self._reader.join()
        self._connection.close()
        self._process.close()

    def _read(self) -> None:
        try:
            while True:
                self._receive(self, self._connection.recv())
        except (EOFError, OSError):
            self._receive(self, None)
