"""Formulas: LaTeX drawn by ziamath, off the window's thread, and kept on disk.

A formula is drawn once, at a reference size and with the names of its colours in place of the
colours, so that a change of theme or scale draws nothing anew. ``\\textcolor{forget_gate}{f_t}``
is as green as the curve of that name in `dlgui.ui.theme.STYLES`.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from dlgui.core.lesson import Formula
from dlgui.ui.theme import STYLES, Theme

REFERENCE_SIZE = 32.0
MAX_FILES = 2000
_BATCH_MS = 120
_START_MS = 100
"""Rest before the thread starts, so that it does not slow down the window's first frame."""
_DRAWING_VERSION = 1
_TEXT = "text"
_VIEW_BOX = re.compile(r'viewBox="(\S+) (\S+) (\S+) (\S+)"')
_FILL = re.compile(r'fill="(\w+)"')


@dataclass(frozen=True)
class Picture:
    """A drawn formula; its lengths are in units of the font size.

    Attributes
    ----------
    svg : str
        The drawing; each ``fill`` is a key of `STYLES`, or "text".
    width, ascent, descent : float
        Extent to the right of the origin, above and below the baseline.
    """

    svg: str
    width: float
    ascent: float
    descent: float

    def paint(
        self,
        painter: QPainter,
        x: float,
        baseline: float,
        size: float,
        theme: Theme,
        colour: str | None = None,
    ) -> None:
        """Paint with font size `size`, from `x` on, standing on `baseline` (painter's units).

        `colour` is that of the letters which have none of their own; the theme's text by default.
        """
        box = QRectF(
            x,
            baseline - self.ascent * size,
            self.width * size,
            (self.ascent + self.descent) * size,
        )
        renderer = _renderer(self.svg, theme, colour or theme.text)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, box)
        painter.restore()


def parse_picture(svg: str) -> Picture | None:
    """The picture in the text of a file; None if it is not one."""
    view_box = _VIEW_BOX.search(svg)
    if view_box is None or not svg.rstrip().endswith("</svg>"):
        return None
    try:
        _, top, width, height = (float(number) / REFERENCE_SIZE for number in view_box.groups())
    except ValueError:
        return None
    return Picture(svg, width, -top, height + top)


def draw_formula(formula: Formula) -> Picture:
    """Draw with ziamath: 5 to 30 ms, and 0.4 s once to import it.

    Raises
    ------
    ValueError
        The source has a command that is not known.
    """
    import ziamath

    ziamath.config.svg2 = False
    drawing = ziamath.Latex(
        formula.latex, size=REFERENCE_SIZE, color=_TEXT, inline=not formula.display, margin=1
    )
    if "\\" in drawing.mathmlstr():
        raise ValueError(f"{formula.latex}: unknown command")
    picture = parse_picture(drawing.svg())
    assert picture is not None
    return picture


def colour_names(picture: Picture) -> set[str]:
    """The quantities whose colours a picture uses."""
    return set(_FILL.findall(picture.svg)) - {_TEXT, "none"}


@lru_cache(maxsize=512)
def _renderer(svg: str, theme: Theme, text: str) -> QSvgRenderer:
    colours: Mapping[str, str] = {
        _TEXT: text,
        **{name: style.on(theme) for name, style in STYLES.items()},
    }
    coloured = _FILL.sub(lambda match: f'fill="{colours.get(match[1], match[1])}"', svg)
    renderer = QSvgRenderer(QByteArray(coloured.encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.IgnoreAspectRatio)
    return renderer


class FormulaStore(QObject):
    """Gives drawn formulas; those not drawn yet are drawn in a thread of their own.

    Parameters
    ----------
    folder : Path or None
        Where drawings are kept from one start to the next; None keeps none.
    """

    ready = Signal()
    """Formulas that were asked for are drawn now; once for all that come within 120 ms."""

    _drawn = Signal(object)

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._pictures: dict[Formula, Picture] = {}
        self._waiting: dict[Formula, Future[Picture]] = {}
        self._asked: list[Formula] = []
        self._thread: ThreadPoolExecutor | None = None
        self._start = QTimer(self, singleShot=True, interval=_START_MS)
        self._start.timeout.connect(self._submit)
        self._batch = QTimer(self, singleShot=True, interval=_BATCH_MS)
        self._batch.timeout.connect(self.ready)
        self._drawn.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def get(self, formula: Formula) -> Picture | None:
        """The drawn formula, or None while it is being drawn; `ready` tells when to ask again."""
        known = formula in self._pictures or formula in self._waiting or formula in self._asked
        if not known:
            kept = self._read(formula)
            if kept is None:
                self._asked.append(formula)
                self._start.start()
            else:
                self._pictures[formula] = kept
        return self._pictures.get(formula)

    def wait(self) -> None:
        """Return when everything asked for is drawn: for pictures of pages, and for tests."""
        self._submit()
        for formula in list(self._waiting):
            self._take(formula)
        if self._batch.isActive():
            self._batch.stop()
            self.ready.emit()

    def close(self) -> None:
        """Draw nothing more."""
        self._asked.clear()
        self._waiting.clear()
        self._start.stop()
        self._batch.stop()
        if self._thread is not None:
            self._thread.shutdown(wait=True, cancel_futures=True)
            self._thread = None

    def _submit(self) -> None:
        self._start.stop()
        asked, self._asked = self._asked, []
        if asked and self._thread is None:
            self._thread = ThreadPoolExecutor(1, "formulas", initializer=self._forget_old)
        for formula in asked:
            assert self._thread is not None
            self._waiting[formula] = self._thread.submit(self._draw, formula)
            self._waiting[formula].add_done_callback(partial(self._tell, formula))

    def _tell(self, formula: Formula, future: Future[Picture]) -> None:
        if not future.cancelled():
            self._drawn.emit(formula)

    def _draw(self, formula: Formula) -> Picture:
        picture = draw_formula(formula)
        self._write(formula, picture)
        return picture

    def _take(self, formula: Formula) -> None:
        future = self._waiting.get(formula)
        if future is None:
            return
        self._pictures[formula] = future.result()
        del self._waiting[formula]
        if not self._batch.isActive():
            self._batch.start()

    def _file(self, formula: Formula) -> Path | None:
        if self._folder is None:
            return None
        key = f"{_DRAWING_VERSION} {formula.display} {formula.latex}"
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.svg"

    def _read(self, formula: Formula) -> Picture | None:
        file = self._file(formula)
        if file is None:
            return None
        try:
            return parse_picture(file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            return None

    def _write(self, formula: Formula, picture: Picture) -> None:
        file = self._file(formula)
        if file is None:
            return
        part = file.with_suffix(f".{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(picture.svg, "utf-8")
            part.replace(file)
        except OSError:
            # A home folder that can't be written: formulas are drawn again at the next start.
            return

    def _forget_old(self) -> None:
        """Keep the newest `MAX_FILES` drawings, at most once a start."""
        if self._folder is None or not self._folder.is_dir():
            return
        try:
            files = sorted(self._folder.iterdir(), key=lambda file: file.stat().st_mtime)
            for file in files[: max(0, len(files) - MAX_FILES)]:
                file.unlink(missing_ok=True)
        except OSError:
            return


@cache
def formulas() -> FormulaStore:
    """The application's one store."""
    store = FormulaStore(platformdirs.user_cache_path("dlgui") / "formulas")
    app = QCoreApplication.instance()
    if app is not None:
        app.aboutToQuit.connect(store.close)
    return store
