"""Themes are legible, and the look tells everyone when it changes."""

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from dlgui.ui.theme import STYLES, THEMES, Look, Theme, series_style


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    channels = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of WCAG 2.2, 1 to 21."""
    bright, dim = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.fixture
def own_look(qapp: QApplication) -> Look:
    return Look()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_can_be_read(theme: Theme) -> None:
    for text in (theme.text, theme.muted, theme.accent, theme.amber, theme.error, theme.success):
        assert contrast(text, theme.window) >= 4.5
        assert contrast(text, theme.surface) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("name", STYLES)
def test_curves_stand_out_of_a_dark_surface(name: str) -> None:
    dark = THEMES["dark"]
    assert contrast(STYLES[name].on(dark), dark.surface) >= 3.0


def test_series_styles_differ() -> None:
    styles = [series_style(index) for index in range(28)]
    assert len({(style.colour, style.dash) for style in styles}) == 28
    assert series_style(28) == series_style(0).__class__(
        series_style(0).colour, series_style(0).dash, series_style(28).marker, styles[0].on_dark
    )


def test_projector_reads_from_the_back_row(own_look: Look) -> None:
    own_look.set_theme("projector")
    assert own_look.pt(8) >= 20
    assert own_look.line_width() >= 3
    own_look.set_scale(0.5)
    assert own_look.pt(8) >= 20
    assert own_look.line_width() >= 3


def test_scale_moves_all_sizes(own_look: Look) -> None:
    before = own_look.px(8), own_look.pt(10)
    own_look.set_scale(2.0)
    assert (own_look.px(8), own_look.pt(10)) == (2 * before[0], 2 * before[1])
    own_look.set_scale(100.0)
    assert own_look.scale == 4.0


def test_changed_tells_of_changes_only(own_look: Look) -> None:
    seen: list[str] = []
    own_look.changed.connect(lambda: seen.append(own_look.theme.name))
    own_look.set_theme("dark")
    own_look.set_theme("dark")
    own_look.set_scale(1.0)
    assert seen == ["dark"]


def test_unknown_theme_is_refused(own_look: Look) -> None:
    with pytest.raises(KeyError, match="sepia"):
        own_look.set_theme("sepia")
    assert own_look.theme.name == "light"


@pytest.mark.parametrize("name", THEMES)
def test_style_sheet_and_palette_follow_the_theme(own_look: Look, name: str) -> None:
    own_look.set_theme(name)
    theme = THEMES[name]
    assert theme.accent in own_look.style_sheet()
    assert own_look.palette().window().color() == QColor(theme.window)


@pytest.mark.parametrize("name", THEMES)
def test_boxes_to_tick_are_as_large_as_their_text(own_look: Look, qtbot: QtBot, name: str) -> None:
    own_look.set_theme(name)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setStyleSheet(own_look.style_sheet())
    box.setFont(own_look.font())
    option = QStyleOptionButton()
    option.initFrom(box)
    part = QStyle.SubElement.SE_CheckBoxIndicator
    assert box.style().subElementRect(part, option, box).height() >= box.fontMetrics().ascent()


def test_the_icon_in_a_line_stands_beside_its_text(own_look: Look, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
    line.setStyleSheet(own_look.style_sheet())
    line.show()
    line.grab()
    icon = line.findChild(QToolButton)
    assert abs(icon.geometry().center().y() - line.rect().center().y()) <= 1


@pytest.mark.parametrize("name", THEMES)
def test_a_main_button_that_is_off_can_be_read(own_look: Look, qtbot: QtBot, name: str) -> None:
    own_look.set_theme(name)
    button = QToolButton()
    qtbot.addWidget(button)
    button.setProperty("primary", True)
    button.setText("Play")
    button.setStyleSheet(own_look.style_sheet())
    inside = button.sizeHint().height() // 4
    on = button.grab().toImage().pixelColor(inside, inside).name()
    button.setEnabled(False)
    off = button.grab().toImage().pixelColor(inside, inside).name()
    assert on != off
    assert contrast(own_look.theme.muted, off) > 3


@pytest.mark.parametrize("name", THEMES)
def test_tabs_that_do_not_fit_have_arrows_to_them(own_look: Look, qtbot: QtBot, name: str) -> None:
    own_look.set_theme(name)
    tabs = QTabBar()
    qtbot.addWidget(tabs)
    tabs.setDrawBase(False)
    tabs.setStyleSheet(own_look.style_sheet())
    for index in range(20):
        tabs.addTab(f"Page {index}")
    tabs.resize(200, tabs.sizeHint().height())
    tabs.show()
    arrows = [button for button in tabs.findChildren(QToolButton) if button.isVisible()]
    assert len(arrows) == 2
    tabs.setCurrentIndex(10)
    for arrow in arrows:
        image = arrow.grab().toImage()
        rows = [
            y
            for y in range(image.height())
            if len({image.pixel(x, y) for x in range(image.width())}) > 1
        ]
        assert len(rows) >= own_look.beside_text(6)
