"""Pictures of any format that Qt reads, made into what the experiment reads."""

from __future__ import annotations

import hashlib
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImageReader

from dlgui.topics.convolution import Params

_SIDE = 256
_NATIVE = Params.declared()["path"].allowed().replace("*", "").split(", ")


class PictureOpener(QObject):
    """Gives the path of a PNG for any picture file; decoding is done beside the window's thread."""

    opened = Signal(str)

    def open(self, path: str) -> None:
        """Prepare a file; `opened` follows, at once for formats that need no conversion."""
        if Path(path).suffix.lower() in _NATIVE:
            self.opened.emit(path)
            return
        QThreadPool.globalInstance().start(_Conversion(path, self))


class _Conversion(QRunnable):
    def __init__(self, path: str, opener: PictureOpener) -> None:
        super().__init__()
        self._path = path
        self._opener = opener

    def run(self) -> None:
        self._opener.opened.emit(_converted(self._path))


def _converted(path: str) -> str:
    """A small PNG of a picture; the path itself where Qt can't read it either.

    The experiment then refuses it with the reason and what to do.
    """
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _SIDE:
        reader.setScaledSize(size.scaled(QSize(_SIDE, _SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    folder = platformdirs.user_cache_path("dlgui", appauthor=False) / "pictures"
    target = folder / f"{hashlib.sha256(path.encode()).hexdigest()[:16]}.png"
    if image.isNull() or not _made(folder) or not image.save(str(target)):
        return path
    return str(target)


def _made(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return True
