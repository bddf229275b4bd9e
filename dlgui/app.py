"""Builds the application: engine, settings, crash handler and window."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from dlgui.core import Session, find_topic, read_session
from dlgui.engine.client import EngineClient
from dlgui.options import parse_options
from dlgui.paths import resource_path

if TYPE_CHECKING:
    from argparse import Namespace

    from PySide6.QtWidgets import QApplication

    from dlgui.ui.main_window import MainWindow
    from dlgui.ui.settings import Settings

LOG_BYTES, LOG_FILES = 1_000_000, 3
_log = logging.getLogger(__name__)


def create_app(
    argv: Sequence[str], settings_path: Path | None = None
) -> tuple[QApplication, MainWindow]:
    """The application and its window, not yet shown and without entering the event loop.

    Parameters
    ----------
    argv : sequence of str
        The program's name and the window's options; see ``--help``.
    settings_path : Path, optional
        The settings file; by default the platform's usual place.

    Raises
    ------
    UserError
        An option names a topic, parameter, value or session that does not exist.
    """
    options = parse_options(argv[1:])
    topic = find_topic(options.topic) if options.topic else None
    values = topic.params.parse(dict(options.set)) if topic else {}
    session = read_session(Path(options.session)) if options.session is not None else None
    # The worker process starts while this one is busy with Qt and the window.
    engine = EngineClient()
    engine.start()
    try:
        return _build(engine, options, values, session, argv, settings_path)
    except BaseException:
        engine.close()
        raise


def _build(
    engine: EngineClient,
    options: Namespace,
    values: Mapping[str, object],
    session: Session | None,
    argv: Sequence[str],
    settings_path: Path | None,
) -> tuple[QApplication, MainWindow]:
    app = _qt_application(argv[:1])
    log_folder = Path(platformdirs.user_log_dir("dlgui", appauthor=False))
    logged = log_to_file(log_folder)

    from dlgui.ui.crash import CrashHandler
    from dlgui.ui.fonts import install_fonts
    from dlgui.ui.main_window import MainWindow
    from dlgui.ui.settings import Settings, apply_settings
    from dlgui.ui.theme import look

    settings = Settings(settings_path)
    if not (logged and settings.writable):
        # Without a log file this is a line on the terminal: once, for both.
        lost = [str(log_folder)] * (not logged) + [settings.file_name] * (not settings.writable)
        _log.warning("dlgui: nothing is kept this time: can't write %s", " and ".join(lost))
    _override(settings, options)
    apply_settings(settings)
    install_fonts()
    look().apply(app)
    window = MainWindow(engine, settings)
    crash = CrashHandler(window, window.save_session)
    crash.install()
    window.closed.connect(crash.uninstall)
    if session:
        window.restore(session)
    else:
        _open_first(window, options, values)
    return app, window


def _qt_application(program: Sequence[str]) -> QApplication:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(list(program))
    assert isinstance(app, QApplication)
    app.setApplicationName("dlgui")
    app.setWindowIcon(QIcon(str(resource_path("icons", "dlgui.svg"))))
    # Wayland takes the icon from the .desktop file of this name.
    app.setDesktopFileName("dlgui")
    return app


def _override(settings: Settings, options: Namespace) -> None:
    """What the command line says counts this time, and is what the window remembers."""
    for key, value in (
        ("language", options.lang),
        ("theme", options.theme),
        ("scale", options.scale),
    ):
        if value is not None:
            settings.remember(key, value)


def _open_first(window: MainWindow, options: Namespace, values: Mapping[str, object]) -> None:
    topic_id = options.topic or window.first_topic()
    if topic_id is None:
        return
    control = window.open_page(topic_id).control
    control.set_values(values)
    if options.seed is not None:
        control.set_seed(options.seed)
    window.show_topic(topic_id)
    if options.play:
        window.toggle_play()


def log_to_file(folder: Path) -> bool:
    """Write the log to a file below `folder`, unless one is written already.

    Returns
    -------
    bool
        Whether there is a log file.
    """
    root = logging.getLogger()
    if any(isinstance(handler, RotatingFileHandler) for handler in root.handlers):
        return True
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "dlgui.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
    except OSError:
        return False
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    return True
