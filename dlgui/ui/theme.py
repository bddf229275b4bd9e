"""The look of everything: themes, the one table of curve styles, and the scale of all sizes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, product

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from dlgui.ui.palette import theme_palette
from dlgui.ui.style_sheet import build_style_sheet

SYSTEM = "system"
SMALLEST_SCALE, LARGEST_SCALE = 0.5, 4.0
BODY_POINTS, SMALL_POINTS, TITLE_POINTS = 10.0, 9.0, 11.0
"""Sizes of text: of the window; of what is written in plots and beside them; of plots' titles."""


@dataclass(frozen=True)
class Theme:
    """Colours as "#rrggbb", and how lines and text are drawn.

    `line_width` is in pixels and `min_point_size` in points, both at scale 1.
    """

    name: str
    dark: bool
    window: str
    surface: str
    text: str
    muted: str
    hairline: str
    accent: str
    on_accent: str
    amber: str
    error: str
    success: str
    line_width: float
    antialias: bool
    min_point_size: float


_LIGHT = Theme(
    name="light",
    dark=False,
    window="#f7f7f5",
    surface="#ffffff",
    text="#1c1e21",
    muted="#5c6168",
    hairline="#d9dbde",
    accent="#0b65a3",
    on_accent="#ffffff",
    amber="#8a5a00",
    error="#b3261e",
    success="#1b6e4b",
    line_width=2.0,
    antialias=False,
    min_point_size=8.0,
)

THEMES: Mapping[str, Theme] = {
    "light": _LIGHT,
    "dark": Theme(
        name="dark",
        dark=True,
        window="#17191c",
        surface="#1f2226",
        text="#e9ebee",
        muted="#a3a9b2",
        hairline="#3a3f46",
        accent="#6cb6ec",
        on_accent="#10151a",
        amber="#f0b445",
        error="#ff8a80",
        success="#6fd0a4",
        line_width=2.0,
        antialias=False,
        min_point_size=8.0,
    ),
    "projector": replace(
        _LIGHT,
        name="projector",
        window="#ffffff",
        text="#000000",
        muted="#33373c",
        hairline="#b4b8bd",
        accent="#00558c",
        line_width=3.0,
        antialias=True,
        min_point_size=20.0,
    ),
}

SOLID: tuple[float, ...] = ()
DASHED = (12.0, 6.0)
DOTTED = (3.0, 5.0)
DASH_DOT = (12.0, 5.0, 3.0, 5.0)

MARKERS = ("circle", "square", "triangle", "diamond", "cross")


@dataclass(frozen=True)
class CurveStyle:
    """How one quantity is drawn on every tab.

    `dash` holds lengths in pixels at scale 1, on and off in turn; empty is solid. `marker` is one
    of `MARKERS` or None. `on_dark` replaces `colour` where that would drown in a dark surface.
    """

    colour: str
    dash: tuple[float, ...] = SOLID
    marker: str | None = None
    on_dark: str | None = None

    def on(self, theme: Theme) -> str:
        """The colour to use on the theme's surface, as "#rrggbb"."""
        return self.on_dark if theme.dark and self.on_dark else self.colour


# The palette of Okabe and Ito, "Color Universal Design" (2008). Its yellow is left out: on a light
# surface no line can be seen in it. Black and blue get lighter twins for the dark theme.
_BLUE, _BLUE_ON_DARK = "#0072B2", "#4AA8E0"
_VERMILION, _VERMILION_ON_DARK = "#D55E00", "#EE7A22"
_GREEN, _GREEN_ON_DARK = "#009E73", "#19B98B"
_ORANGE = "#E69F00"
_SKY = "#56B4E9"
_PURPLE = "#CC79A7"
_BLACK, _BLACK_ON_DARK = "#222222", "#E6E6E6"
_GREY, _GREY_ON_DARK = "#6B7178", "#9AA1AA"

STYLES: Mapping[str, CurveStyle] = {
    "train": CurveStyle(_BLUE, SOLID, None, _BLUE_ON_DARK),
    "test": CurveStyle(_VERMILION, DASHED, "circle", _VERMILION_ON_DARK),
    "gradient": CurveStyle(_PURPLE, SOLID, "triangle"),
    "forget_gate": CurveStyle(_GREEN, SOLID, "circle", _GREEN_ON_DARK),
    "input_gate": CurveStyle(_ORANGE, DASHED, "square"),
    "output_gate": CurveStyle(_SKY, DASH_DOT, "triangle"),
    "candidate": CurveStyle(_PURPLE, DOTTED, "diamond"),
    "update_gate": CurveStyle(_GREEN, SOLID, "circle", _GREEN_ON_DARK),
    "reset_gate": CurveStyle(_ORANGE, DASHED, "square"),
    "cell": CurveStyle(_BLACK, SOLID, None, _BLACK_ON_DARK),
    "hidden": CurveStyle(_BLUE, DASHED, None, _BLUE_ON_DARK),
    "total": CurveStyle(_BLACK, SOLID, None, _BLACK_ON_DARK),
    "data_loss": CurveStyle(_BLUE, DASHED, None, _BLUE_ON_DARK),
    "penalty": CurveStyle(_ORANGE, DASH_DOT, None),
    "chance": CurveStyle(_GREY, DOTTED, None, _GREY_ON_DARK),
    "reference": CurveStyle(_GREY, DASHED, None, _GREY_ON_DARK),
    "truth": CurveStyle(_BLACK, DASHED, "cross", _BLACK_ON_DARK),
    "bias": CurveStyle(_GREEN, DASHED, None, _GREEN_ON_DARK),
    "variance": CurveStyle(_ORANGE, DASH_DOT, None),
    "noise": CurveStyle(_GREY, DOTTED, None, _GREY_ON_DARK),
    "trajectory": CurveStyle(_VERMILION, SOLID, "circle", _VERMILION_ON_DARK),
    "constraint": CurveStyle(_GREEN, SOLID, None, _GREEN_ON_DARK),
    "contour": CurveStyle(_GREY, SOLID, None, _GREY_ON_DARK),
    "sgd": CurveStyle(_BLACK, SOLID, "circle", _BLACK_ON_DARK),
    # On dark the two blues would meet; momentum stays deeper and Nesterov becomes lighter.
    "momentum": CurveStyle(_BLUE, DASHED, "square", "#2487C9"),
    "nesterov": CurveStyle(_SKY, DASH_DOT, "triangle", "#A5DBFF"),
    "adagrad": CurveStyle(_GREEN, SOLID, "diamond", _GREEN_ON_DARK),
    "rmsprop": CurveStyle(_ORANGE, DOTTED, "cross"),
    "adam": CurveStyle(_VERMILION, DASHED, "circle", _VERMILION_ON_DARK),
}

_CYCLE_COLOURS = (
    (_BLUE, _BLUE_ON_DARK),
    (_VERMILION, _VERMILION_ON_DARK),
    (_GREEN, _GREEN_ON_DARK),
    (_PURPLE, None),
    (_ORANGE, None),
    (_SKY, None),
    (_BLACK, _BLACK_ON_DARK),
)
_CYCLE_DASHES = (SOLID, DASHED, DASH_DOT, DOTTED)


def series_style(index: int) -> CurveStyle:
    """The style of series `index` (0, 1, …) of quantities that have no name of their own.

    Colours go round fastest; dash and marker change with each round, so that 28 styles differ.
    """
    turn = index % (len(_CYCLE_COLOURS) * len(_CYCLE_DASHES))
    styles = product(_CYCLE_DASHES, _CYCLE_COLOURS)
    dash, (colour, on_dark) = next(islice(styles, turn, None))
    return CurveStyle(colour, dash, MARKERS[index % len(MARKERS)], on_dark)


class Look(QObject):
    """The application's theme and scale; every widget that paints connects to `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen = SYSTEM
        self._theme = THEMES["light"]
        self._scale = 1.0
        self._follows_hints = False
        self._fonts: dict[tuple[float, bool], QFont] = {}
        self._base = QFont()
        self._sheet = ""

    @property
    def theme(self) -> Theme:
        """The theme in use, never "system" but what the system asks for."""
        return self._theme

    @property
    def chosen(self) -> str:
        """The name that was chosen: a key of `THEMES`, or "system"."""
        return self._chosen

    @property
    def scale(self) -> float:
        """Factor of all sizes; 1 is the design's size."""
        return self._scale

    def px(self, n: float) -> int:
        """`n` design pixels on this screen, at least 1 for any n > 0."""
        return max(1, round(n * self._scale)) if n > 0 else 0

    def pt(self, n: float) -> float:
        """`n` design points; never less than the theme's smallest text."""
        smallest = self._theme.min_point_size
        return max(max(n, smallest) * self._scale, smallest)

    def beside_text(self, n: float) -> int:
        """`n` design pixels for something that stands beside text, and grows with it."""
        return self.px(n * self.pt(BODY_POINTS) / (BODY_POINTS * self._scale))

    def line_width(self) -> float:
        """Width of a curve in pixels."""
        return max(self._theme.line_width * self._scale, self._theme.line_width)

    def colour(self, style: CurveStyle) -> QColor:
        """The style's colour on the present theme."""
        return QColor(style.on(self._theme))

    def font(self, points: float = BODY_POINTS, bold: bool = False) -> QFont:
        """The application's font at `points` design points."""
        base = QGuiApplication.font()
        if base != self._base:
            self._fonts.clear()
            self._base = base
        size = self.pt(points)
        # Copies of one font share what Qt has found out about it.
        font = self._fonts.get((size, bold))
        if font is None:
            font = QFont(base)
            font.setPointSizeF(size)
            font.setBold(bold)
            self._fonts[size, bold] = font
        return QFont(font)

    def set_theme(self, name: str) -> None:
        """Choose a key of `THEMES`, or "system" to follow the desktop's light or dark.

        Raises
        ------
        KeyError
            For any other name.
        """
        theme = self._system_theme() if name == SYSTEM else THEMES[name]
        self._chosen = name
        self._use(theme, self._scale)

    def set_scale(self, scale: float) -> None:
        """Scale all sizes; values outside 0.5 … 4 are moved to the nearest bound."""
        self._use(self._theme, min(max(scale, SMALLEST_SCALE), LARGEST_SCALE))

    def apply(self, app: QApplication) -> None:
        """Colour the application now and at every later change, and follow the desktop.

        The style sheet goes to the parts of the window, one by one: see `dlgui.ui.dress`.
        """
        if not self._follows_hints:
            app.setStyle("Fusion")
            app.styleHints().colorSchemeChanged.connect(self._follow_desktop)
            self.changed.connect(self._restyle)
            self._follows_hints = True
        if self._chosen == SYSTEM:
            self._use(self._system_theme(), self._scale)
        self._restyle()

    def palette(self) -> QPalette:
        """The application's palette in the present theme."""
        return theme_palette(self._theme)

    def style_sheet(self) -> str:
        """The application's style sheet in the present theme and scale."""
        if not self._sheet:
            self._sheet = build_style_sheet(self)
        return self._sheet

    def _use(self, theme: Theme, scale: float) -> None:
        if (theme, scale) == (self._theme, self._scale):
            return
        self._theme, self._scale, self._sheet = theme, scale, ""
        self.changed.emit()
        # Laid out before it is painted, or everything would be painted twice. In two rounds: a
        # layout posts such an event to the one around it.
        for _ in range(2):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _system_theme(self) -> Theme:
        if QGuiApplication.instance() is None:
            return THEMES["light"]
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return THEMES["dark" if dark else "light"]

    def _follow_desktop(self) -> None:
        if self._chosen == SYSTEM:
            self._use(self._system_theme(), self._scale)

    def _restyle(self) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        app.setPalette(self.palette())
        font = self.font()
        if font != app.font():
            app.setFont(font)


@cache
def look() -> Look:
    """The application's one `Look`."""
    return Look()
