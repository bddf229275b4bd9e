"""The application's palette in a theme, and the roles of the colours that Qt has no name for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from dlgui.ui.theme import Theme

# A label takes one with `setForegroundRole`: a style sheet of its own would cost time at each
# change of the theme.
MUTED = QPalette.ColorRole.PlaceholderText
ACCENT = QPalette.ColorRole.Link
ERROR = QPalette.ColorRole.BrightText


def theme_palette(theme: Theme) -> QPalette:
    """The palette of a theme."""
    role = QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        MUTED: theme.muted,
        role.Button: theme.window,
        role.ButtonText: theme.text,
        ERROR: theme.error,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        ACCENT: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.Light: theme.surface,
        role.Midlight: theme.hairline,
        role.Mid: theme.hairline,
        role.Dark: theme.muted,
        role.Shadow: theme.hairline,
    }
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.muted))
    return palette
