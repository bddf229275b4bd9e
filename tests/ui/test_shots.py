"""Pictures are taken of the real pages after exactly the steps asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from dlgui.ui import translations
from dlgui.ui.shots import take_shots
from dlgui.ui.theme import look


@pytest.fixture(autouse=True)
def _usual_look(qapp: QApplication) -> Iterator[None]:
    yield
    translations.install("en")
    look().set_theme("light")


def test_a_picture_of_each_topic(tmp_path: Path) -> None:
    paths = list(
        take_shots(
            tmp_path / "new",
            topics=["lstm", "regularization"],
            size=(1280, 720),
            theme="dark",
            language="zh_CN",
            steps=3,
        )
    )
    assert [path.name for path in paths] == [
        "lstm-zh_CN-dark-1280x720.png",
        "regularization-zh_CN-dark-1280x720.png",
    ]
    for path in paths:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1280, 720)
        assert image.pixelColor(1278, 718).lightness() < 80
        colours = {image.pixel(x, y) for x in range(220, 900, 7) for y in range(60, 680, 7)}
        assert len(colours) > 5


def test_the_same_picture_twice(tmp_path: Path) -> None:
    images = []
    for name in ("a", "b"):
        (path,) = take_shots(tmp_path / name, topics=["regularization"], steps=5)
        images.append(QImage(str(path)))
    assert images[0] == images[1]
    assert QApplication.allWidgets() == []
