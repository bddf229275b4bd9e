"""What the centres of pages are put together from: layouts without margins, lines of facts."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from dlgui.ui.theme import look

GAP = 8
"""Pixels between two parts of a page."""

_Layout = TypeVar("_Layout", bound=QBoxLayout)


def tight(layout: _Layout) -> _Layout:
    """`layout` without margins, and with the usual gap between its parts."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    return layout


def stacked(layout: QBoxLayout, *widgets: QWidget) -> QWidget:
    """A widget that holds others, each with an equal share of `layout`."""
    page = QWidget()
    page.setLayout(tight(layout))
    for widget in widgets:
        layout.addWidget(widget, 1)
    return page


def facts_label(name: str) -> QLabel:
    """A label for the numbers of the moment, in line with the titles of plots."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setContentsMargins(look().px(4), 0, 0, 0)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
