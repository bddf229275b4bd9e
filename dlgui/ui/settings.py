"""What the window remembers from one start to the next."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from dlgui.ui.theme import LARGEST_SCALE, SMALLEST_SCALE, SYSTEM, THEMES, look
from dlgui.ui.translations import LANGUAGES, install, system_language

_log = logging.getLogger(__name__)


def _one_of(*words: str) -> Callable[[object], object]:
    def read(value: object) -> object:
        if value not in words:
            raise ValueError(value)
        return value

    return read


def _number(low: float, high: float) -> Callable[[object], object]:
    def read(value: object) -> object:
        number = float(str(value))
        if not low <= number <= high:
            raise ValueError(value)
        return number

    return read


def _switch(value: object) -> object:
    return {"true": True, "false": False}[str(value).lower()]


def _word(value: object) -> object:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _bytes(value: object) -> object:
    if not isinstance(value, QByteArray):
        raise TypeError(value)
    return value


_READERS: Mapping[str, Callable[[object], object]] = {
    "language": _one_of(SYSTEM, *LANGUAGES),
    "theme": _one_of(SYSTEM, *THEMES),
    "scale": _number(SMALLEST_SCALE, LARGEST_SCALE),
    "topic": _word,
    "lesson": _switch,
    "geometry": _bytes,
    "columns": _bytes,
    "side": _bytes,
}


class Settings:
    """The settings file, read with suspicion: a person or a crash may have damaged it.

    Parameters
    ----------
    path : Path or None
        The file; None is the platform's usual place.

    Attributes
    ----------
    damaged : bool
        Whether something in the file could not be read, and was left out.
    writable : bool
        Whether what is remembered will be there the next time.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.damaged = False
        self._file = self._open(path)
        if self._file.status() != QSettings.Status.NoError:
            self._set_aside()
            self._file = self._open(path)
        self._values = {key: self._read(key) for key in _READERS}
        self.writable = self._file.isWritable()

    @property
    def file_name(self) -> str:
        """Where the settings are."""
        return self._file.fileName()

    def word(self, key: str, default: str) -> str:
        """A remembered text."""
        value = self._values[key]
        return value if isinstance(value, str) else default

    def number(self, key: str, default: float) -> float:
        """A remembered number."""
        value = self._values[key]
        return value if isinstance(value, float) else default

    def switch(self, key: str, default: bool) -> bool:
        """A remembered yes or no."""
        value = self._values[key]
        return value if isinstance(value, bool) else default

    def state(self, key: str) -> QByteArray | None:
        """A remembered arrangement of widgets, as Qt wrote it."""
        value = self._values[key]
        return value if isinstance(value, QByteArray) else None

    def remember(self, key: str, value: str | float | bool | QByteArray) -> None:
        """Keep a value for the next time; `key` must be a known one."""
        _READERS[key](value)
        self._values[key] = value
        self._file.setValue(key, value)

    def save(self) -> None:
        """Write the file now."""
        self._file.sync()
        if self.writable and self._file.status() != QSettings.Status.NoError:
            _log.error("settings could not be written to %s", self._file.fileName())

    def _open(self, path: Path | None) -> QSettings:
        if path is not None:
            return QSettings(str(path), QSettings.Format.IniFormat)
        scope = QSettings.Scope.UserScope
        return QSettings(QSettings.Format.IniFormat, scope, "dlgui", "dlgui")

    def _set_aside(self) -> None:
        self.damaged = True
        path = Path(self._file.fileName())
        _log.error("settings file %s is damaged and was set aside", path)
        if path.is_file():
            path.replace(path.with_suffix(".damaged"))

    def _read(self, key: str) -> object:
        if not self._file.contains(key):
            return None
        value = self._file.value(key)
        try:
            return _READERS[key](value)
        except (ValueError, TypeError, KeyError):
            _log.error("settings: %s = %r is not valid and was ignored", key, value)
            self.damaged = True
            return None


def apply_settings(settings: Settings) -> None:
    """Set language, theme and scale; the desktop decides where nothing was chosen."""
    language = settings.word("language", SYSTEM)
    install(system_language() if language == SYSTEM else language)
    look().set_theme(settings.word("theme", SYSTEM))
    look().set_scale(settings.number("scale", 1.0))
