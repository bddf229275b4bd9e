"""Pictures and data of plots in files: PNG at any resolution, SVG, CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from dlgui.messages import UserError, tr
from dlgui.ui.file_choice import ask_to_save
from dlgui.ui.theme import look
from dlgui.ui.translations import error_text, translate
from dlgui.ui.warning import warn
from dlgui.ui.widgets.series import Columns

LARGEST_WIDTH = 16000
_DEFAULT_WIDTH = 2400


class Picture(Protocol):
    """A widget that can be saved."""

    def size(self) -> QSize:
        """Its size on screen."""

    def paint_picture(self, painter: QPainter) -> None:
        """Paint it at its size on screen, sharp at any resolution."""

    def columns(self) -> Columns:
        """Its data, named."""

    def headings(self) -> list[str]:
        """What a person reads above each of the columns."""

    def accessibleName(self) -> str:
        """Its title."""


def save_png(picture: Picture, path: Path, width: int) -> None:
    """Write the picture, `width` pixels wide, as it looks on screen.

    Raises
    ------
    UserError
        The file can't be written.
    """
    size = picture.size()
    factor = width / max(size.width(), 1)
    image = QImage(width, max(round(size.height() * factor), 1), QImage.Format.Format_RGB32)
    image.fill(QColor(look().theme.window))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.scale(factor, factor)
    picture.paint_picture(painter)
    painter.end()
    if not QImageWriter(str(path), QByteArray(b"PNG")).write(image):
        raise UserError(tr("{file} can't be written."), file=path.name)


def save_svg(picture: Picture, path: Path) -> None:
    """Write the picture as lines and letters.

    Raises
    ------
    UserError
        The file can't be written.
    """
    _check_writable(path)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # SVG Tiny knows no clipping
    generator.setFileName(str(path))
    generator.setSize(picture.size())
    generator.setViewBox(QRect(0, 0, picture.size().width(), picture.size().height()))
    generator.setTitle(picture.accessibleName())
    painter = QPainter(generator)
    painter.fillRect(0, 0, picture.size().width(), picture.size().height(), look().theme.window)
    picture.paint_picture(painter)
    painter.end()


def save_csv(picture: Picture, path: Path) -> None:
    """Write the columns of its data side by side; shorter ones end in empty cells.

    Raises
    ------
    UserError
        The file can't be written.
    """
    _check_writable(path)
    # Without the mark spreadsheets take Chinese headings for another encoding.
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        rows = csv.writer(file)
        rows.writerow(picture.headings())
        for row in zip_longest(*(values.tolist() for _, values in picture.columns())):
            rows.writerow(["" if value is None else repr(value) for value in row])


def add_export_actions(menu: QMenu, picture: Picture) -> None:
    """Add the entries that save the picture and the data of a widget."""
    save_picture = menu.addAction(translate(tr("Save picture…")))
    save_picture.setObjectName("save_picture")
    save_picture.triggered.connect(lambda: _ask_and_save_picture(picture))
    save_data = menu.addAction(translate(tr("Save data…")))
    save_data.setObjectName("save_data")
    save_data.triggered.connect(lambda: _ask_and_save_data(picture))


def _check_writable(path: Path) -> None:
    try:
        path.open("w").close()
    except OSError as error:
        raise UserError(tr("{file} can't be written."), file=path.name) from error


def _ask_and_save_picture(picture: Picture) -> None:
    parent = picture if isinstance(picture, QWidget) else None
    kinds = "PNG (*.png);;SVG (*.svg)"
    path = ask_to_save(parent, translate(tr("Save picture")), "plot.png", kinds)
    if path is None:
        return
    if path.suffix.lower() == ".svg":
        _attempt(parent, lambda: save_svg(picture, path))
        return
    title, question = translate(tr("Save picture")), translate(tr("Width in pixels"))
    width, ok = QInputDialog.getInt(parent, title, question, _DEFAULT_WIDTH, 64, LARGEST_WIDTH)
    if ok:
        _attempt(parent, lambda: save_png(picture, path, width))


def _ask_and_save_data(picture: Picture) -> None:
    parent = picture if isinstance(picture, QWidget) else None
    path = ask_to_save(parent, translate(tr("Save data")), "plot.csv", "CSV (*.csv)")
    if path is not None:
        _attempt(parent, lambda: save_csv(picture, path))


def _attempt(parent: QWidget | None, save: Callable[[], None]) -> None:
    try:
        save()
    except UserError as error:
        warn(parent, translate(tr("Not saved")), error_text(error))
