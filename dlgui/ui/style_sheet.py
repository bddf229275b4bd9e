"""The application's Qt style sheet: hairlines, one accent, sizes from one scale."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from dlgui.paths import resource_path

if TYPE_CHECKING:
    from dlgui.ui.theme import Look

# The palette already colours what is not named here. The one style sheet: a widget with one of
# its own would be styled twice at each change. Few and simple rules: Qt matches each of them
# against each widget.
_RULES = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $hairline; padding: ${s4}px; }
QPushButton, QToolButton {
  background: transparent; color: $text; border: 1px solid transparent;
  border-radius: ${s4}px; padding: ${s4}px ${s8}px; min-height: ${s16}px;
}
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $hairline; }
QPushButton:default, QPushButton[primary="true"], QToolButton[primary="true"] {
  background: $accent; color: $on_accent;
}
QToolButton[small="true"] { padding: ${s2}px; min-height: 0; }
QToolButton::menu-indicator { image: none; }
QPushButton:disabled, QToolButton:disabled { color: $muted; }
QPushButton:default:disabled, QToolButton[primary="true"]:disabled { background: $hairline; }
QPushButton:focus, QToolButton:focus, QCheckBox:focus, QRadioButton:focus {
  border: ${focus}px solid $accent;
}
#banner {
  background: $surface; border-left: ${s4}px solid $accent; border-bottom: 1px solid $hairline;
}
#banner[kind="lesson"] { border-left-color: $amber; }
#banner[kind="error"] { border-left-color: $error; }
#tabs { border-right: 1px solid $hairline; }
TabButton { text-align: left; }
TabButton:checked {
  background: $hairline; border-left: ${s3}px solid $accent; font-weight: bold;
}
QCheckBox { spacing: 0; }
QCheckBox, QRadioButton { border: ${focus}px solid transparent; border-radius: ${s4}px; }
QLineEdit, QAbstractSpinBox, QComboBox {
  background: $surface; color: $text; border: 1px solid $hairline; border-radius: ${s4}px;
  padding: ${s2}px ${s4}px; selection-background-color: $accent;
  selection-color: $on_accent; min-height: ${s16}px;
}
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border: ${focus}px solid $accent; }
QLineEdit QToolButton { padding: 0; min-height: 0; border: none; }
QComboBox::drop-down { border: none; width: ${s24}px; }
QComboBox::down-arrow { image: url("$icons/chevron-down.svg"); width: ${t12}px; height: ${t12}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: ${s16}px; }
QAbstractSpinBox::up-arrow { image: url("$icons/chevron-up.svg"); width: ${s12}px; }
QAbstractSpinBox::down-arrow { image: url("$icons/chevron-down.svg"); width: ${s12}px; }
QCheckBox::indicator, QRadioButton::indicator {
  width: ${t12}px; height: ${t12}px; border: ${s2}px solid $muted; background: $surface;
}
QRadioButton::indicator { border-radius: ${s8}px; }
QCheckBox::indicator { border-radius: ${s2}px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked {
  background: $accent; border-color: $accent;
}
QCheckBox::indicator:checked { image: url("$icons/$check"); }
QSlider { min-height: ${handle2}px; }
QSlider::groove:horizontal { height: ${s4}px; background: $hairline; border-radius: ${s2}px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: ${s2}px; }
QSlider::handle:horizontal {
  width: ${handle}px; height: ${handle}px; margin: -${overhang}px 0; background: $surface;
  border: ${s2}px solid $accent; border-radius: ${radius}px;
}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: $accent; }
QSlider::sub-page:horizontal:disabled { background: $muted; }
QSlider::handle:horizontal:disabled { border-color: $muted; }
QSplitter::handle { background: $hairline; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollBar:vertical { width: ${s12}px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: ${s12}px; background: transparent; margin: 0; }
QScrollBar::handle { background: $hairline; border-radius: ${s4}px; margin: ${s2}px; }
QScrollBar::handle:vertical { min-height: ${s32}px; }
QScrollBar::handle:horizontal { min-width: ${s32}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollArea, QTextBrowser, QGraphicsView { border: none; }
QListView, QTreeView { border: none; background: transparent; outline: none; }
QListView::item, QTreeView::item { padding: ${s4}px ${s8}px; border-radius: ${s4}px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $accent; color: $on_accent; }
QTabWidget::pane { border: none; }
QTabBar::tab {
  background: transparent; color: $muted; padding: ${s4}px ${s12}px;
  border: none; border-bottom: ${focus}px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QTabBar::scroller { width: ${s48}px; }
QTabBar QToolButton { padding: 0; }
QTabBar QToolButton::left-arrow {
  image: url("$icons/chevron-left.svg"); width: ${t12}px; height: ${t12}px;
}
QTabBar QToolButton::right-arrow {
  image: url("$icons/chevron-right.svg"); width: ${t12}px; height: ${t12}px;
}
QMenu { background: $surface; border: 1px solid $hairline; padding: ${s4}px; }
QMenu::item { padding: ${s4}px ${s24}px; border-radius: ${s4}px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::separator { height: 1px; background: $hairline; margin: ${s4}px; }
""")


def build_style_sheet(look: Look) -> str:
    """The style sheet in the theme and scale of `look`."""
    theme = look.theme
    handle = look.px(14)
    return _RULES.substitute(
        surface=theme.surface,
        text=theme.text,
        muted=theme.muted,
        hairline=theme.hairline,
        accent=theme.accent,
        on_accent=theme.on_accent,
        amber=theme.amber,
        error=theme.error,
        icons=resource_path("icons").as_posix(),
        check="check-on-dark.svg" if theme.dark else "check-on-light.svg",
        hover=_blend(theme.hairline, theme.window),
        focus=look.px(2),
        handle=handle,
        handle2=handle + 2 * look.px(2) + look.px(4),
        overhang=(handle + 2 * look.px(2) - look.px(4)) // 2,
        radius=(handle + 2 * look.px(2)) // 2,
        **{f"s{n}": look.px(n) for n in (2, 3, 4, 8, 12, 16, 24, 32, 48)},
        t12=look.beside_text(12),
    )


def _blend(first: str, second: str) -> str:
    """The colour half way between two "#rrggbb" colours."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{(a + b) // 2:02x}" for a, b in pairs)
