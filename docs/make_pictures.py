"""Makes the pictures of the teachers' guide: ``python docs/make_pictures.py [topic …]``.

Every tab in both languages, after the steps at which there is something to see, as files of at
most 256 colours, so that a checkout stays small.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parent / "pictures"
LANGUAGES = {"en": "en", "zh": "zh_CN"}
SIZE = (1280, 720)
LARGEST_FILE = 150_000
DEFAULT_STEPS = 150
STEPS = {"convolution": 22, "dropout": 300, "gradient_descent": 60, "lstm": 60, "rnn": 60}
COLOURS = 256
_BLOCK = 4096


def picture_path(topic_id: str, language: str) -> Path:
    """Where the picture of a topic in ``en`` or ``zh`` is."""
    return FOLDER / f"{topic_id}.{language}.png"


def make_pictures(topic_ids: Iterable[str]) -> Iterator[Path]:
    """Write the pictures of some topics, and give each path."""
    from dlgui.ui.shots import take_shots

    def steps(topic_id: str) -> int:
        return STEPS.get(topic_id, DEFAULT_STEPS)

    for count, group in groupby(sorted(topic_ids, key=steps), steps):
        chosen = list(group)
        for language, locale in LANGUAGES.items():
            with tempfile.TemporaryDirectory() as folder:
                shots = take_shots(
                    Path(folder), topics=chosen, size=SIZE, language=locale, steps=count
                )
                for topic_id, shot in zip(chosen, shots, strict=True):
                    path = picture_path(topic_id, language)
                    _save_small(shot, path)
                    yield path


def _save_small(source: Path, target: Path) -> None:
    from PySide6.QtGui import QImage, QImageWriter

    image = QImage(str(source)).convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    palette, indices = _indexed(rows[:, : image.width()])
    small = QImage(
        np.ascontiguousarray(indices).data,
        image.width(),
        image.height(),
        image.width(),
        QImage.Format.Format_Indexed8,
    )
    small.setColorTable(palette.tolist())
    writer = QImageWriter(str(target))
    writer.setCompression(100)
    if not writer.write(small):
        raise OSError(f"{target}: {writer.errorString()}")


def _indexed(
    pixels: NDArray[np.uint32],
) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """The most frequent colours (k,) and, for each pixel, the index of the nearest of them."""
    colours, inverse, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(counts)[::-1][:COLOURS]]
    nearest = [
        _nearest(colours[start : start + _BLOCK], palette)
        for start in range(0, len(colours), _BLOCK)
    ]
    return palette, np.concatenate(nearest)[inverse].reshape(pixels.shape)


def _nearest(colours: NDArray[np.uint32], palette: NDArray[np.uint32]) -> NDArray[np.uint8]:
    differences = _channels(colours)[:, None] - _channels(palette)[None]
    return np.argmin((differences**2).sum(axis=2), axis=1).astype(np.uint8)


def _channels(colours: NDArray[np.uint32]) -> NDArray[np.int32]:
    return np.stack([(colours >> shift) & 0xFF for shift in (0, 8, 16)], axis=-1).astype(np.int32)


def main(words: list[str]) -> int:
    """Make the pictures of the topics named, or of all; the exit status is 1 for a large file."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, str(FOLDER.parents[1]))
    from dlgui.blas import limit_threads

    limit_threads()
    from dlgui.core import find_topic, topics

    FOLDER.mkdir(exist_ok=True)
    status = 0
    for path in make_pictures([find_topic(word).id for word in words] or list(topics())):
        size = path.stat().st_size
        sys.stdout.write(f"{path}  {size / 1000:.0f} kB\n")
        status = max(status, int(size > LARGEST_FILE))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
