"""A flat button with one of the application's icons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from dlgui.ui.dress import follow_look
from dlgui.ui.icons import icon
from dlgui.ui.theme import look


class IconButton(QToolButton):
    """Shows an icon, and beside it the text if there is one; follows theme and scale.

    Parameters
    ----------
    name : str
        objectName.
    icon_name : str
        File in ``resources/icons``.
    size : int
        Of the icon, in design pixels beside text of the usual size.
    """

    def __init__(
        self, name: str, icon_name: str, size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._icon_name = icon_name
        self._size = size
        # A click must not take the keyboard away from the window's own keys; Tab still can.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._draw()
        follow_look(self, self._draw)

    def set_icon(self, icon_name: str) -> None:
        """Show another icon."""
        if icon_name != self._icon_name:
            self._icon_name = icon_name
            self._draw()

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone, or the text beside it."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonIconOnly if compact else style.ToolButtonTextBesideIcon
        )

    def set_primary(self, primary: bool) -> None:
        """Fill the button with the accent colour."""
        self.setProperty("primary", primary)
        self._draw()

    def _draw(self) -> None:
        theme = look().theme
        size = look().beside_text(self._size)
        colour = theme.on_accent if self.property("primary") else theme.text
        self.setIconSize(QSize(size, size))
        self.setIcon(icon(self._icon_name, colour, size, theme.muted))
