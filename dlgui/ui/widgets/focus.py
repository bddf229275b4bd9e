"""How a painted widget shows that it has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from dlgui.ui.theme import look


def paint_focus(painter: QPainter, widget: QWidget) -> None:
    """Frame `widget` if it has the focus, as the style sheet frames a button."""
    if not widget.hasFocus():
        return
    width = look().px(2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look().theme.accent), width))
    inside = width // 2
    painter.drawRect(widget.rect().adjusted(inside, inside, -inside, -inside))
