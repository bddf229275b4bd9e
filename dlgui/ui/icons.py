"""The icons, drawn in the theme's colours at the size they are needed."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from dlgui.paths import resource_path


@cache
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text("utf-8")


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """Icon `name` of ``resources/icons`` in `colour`, `size` × `size` pixels."""
    return _drawn(name, colour, size, QGuiApplication.primaryScreen().devicePixelRatio())


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    svg = _source(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def icon(name: str, colour: str, size: int, disabled: str | None = None) -> QIcon:
    """An icon for a button, with `disabled` as its colour while the button is off."""
    result = QIcon(pixmap(name, colour, size))
    if disabled:
        result.addPixmap(pixmap(name, disabled, size), QIcon.Mode.Disabled)
    return result
