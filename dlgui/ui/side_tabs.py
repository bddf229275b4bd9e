"""The chapters and their tabs, down the left side, with a box to filter them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dlgui.core import Chapter, Topic
from dlgui.ui.dress import follow_look
from dlgui.ui.icons import icon
from dlgui.ui.palette import MUTED
from dlgui.ui.theme import BODY_POINTS, SMALL_POINTS, look
from dlgui.ui.translations import translate
from dlgui.ui.widgets.translated import Translated

WIDTH = 208
_PIECES = re.compile("（?[^ （]+ ?")


class TabButton(QPushButton):
    """One topic; a long title takes as many lines as it needs."""

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self.topic = topic
        self.setObjectName(f"topic.{topic.id}")
        self.setCheckable(True)

    def matches(self, words: str) -> bool:
        """Whether the filter's words are in the title, in either language, or in the id."""
        names = (self.topic.id, self.topic.title, translate(self.topic.title))
        return any(words.casefold() in name.casefold() for name in names)

    def show_title(self) -> None:
        """Set the text, in lines that fit."""
        title = translate(self.topic.title)
        # The open tab's title is bold; its lines must not break elsewhere than those of the others.
        bold = self.font()
        bold.setBold(True)
        lines = _lines(title, QFontMetrics(bold), self.width() - look().px(32))
        self.setText("\n".join(lines).replace("&", "&&"))
        self.setAccessibleName(title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_title()


def _lines(title: str, metrics: QFontMetrics, room: int) -> list[str]:
    """The title, broken at spaces and brackets; Chinese, which has neither, in even parts."""
    lines: list[str] = []
    for piece in _PIECES.findall(title):
        if lines and metrics.horizontalAdvance(lines[-1] + piece.rstrip()) <= room:
            lines[-1] += piece
        else:
            count = math.ceil(metrics.horizontalAdvance(piece.rstrip()) / max(room, 1))
            length = math.ceil(len(piece) / count)
            lines += (piece[start : start + length] for start in range(0, len(piece), length))
    return [line.rstrip() for line in lines]


class FilterBox(QLineEdit):
    """Esc empties it and leaves; Down goes to the tabs."""

    left = Signal()
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class SideTabs(Translated):
    """All topics by chapter.

    Attributes
    ----------
    topic_chosen : Signal(str)
        The id of the tab to open.
    """

    topic_chosen = Signal(str)

    def __init__(self, topics: Iterable[Topic], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.filter = FilterBox()
        self.filter.setObjectName("filter")
        self._search = QAction(self)
        self.filter.addAction(self._search, QLineEdit.ActionPosition.LeadingPosition)
        self._group = QButtonGroup(self)
        self._headings: dict[Chapter, QLabel] = {}
        self.buttons: dict[str, TabButton] = {}
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        for topic in topics:
            self._add(topic)
        self._none = QLabel()
        self._none.setForegroundRole(MUTED)
        self._none.setWordWrap(True)
        self._none.hide()
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._list)
        # The range follows the sizes of list and window, and so may leave the open tab outside.
        area.verticalScrollBar().rangeChanged.connect(self._show_selected)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.filter)
        self._outer.addWidget(area, 1)
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self._open_first)
        self.filter.left.connect(self.filter.clearFocus)
        self.filter.down.connect(self._focus_first)
        follow_look(self, self._restyle)
        self.retranslate()
        self._restyle()

    def select(self, topic_id: str) -> None:
        """Mark a tab as the open one."""
        self.buttons[topic_id].setChecked(True)
        self._set_tab_stop()
        self._show_selected()

    def add_below(self, widget: QWidget) -> None:
        """Put a widget below the list."""
        self._outer.addWidget(widget)

    def neighbour(self, topic_id: str, offset: int) -> str:
        """The id of the tab `offset` places further down, going round."""
        ids = list(self.buttons)
        return ids[(ids.index(topic_id) + offset) % len(ids)]

    def retranslate(self) -> None:
        """Set every text."""
        self.filter.setPlaceholderText(self.tr("Filter (Ctrl+K)"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self._none.setText(self.tr("No topic name matches. Esc shows all."))
        for chapter, heading in self._headings.items():
            heading.setText(translate(chapter.value))
        for button in self.buttons.values():
            button.show_title()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        focused = self.focusWidget()
        step = steps.get(Qt.Key(event.key()))
        if step is None or not isinstance(focused, TabButton):
            super().keyPressEvent(event)
            return
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        place = min(max(shown.index(focused) + step, 0), len(shown) - 1)
        shown[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_selected(self) -> None:
        selected = self._group.checkedButton()
        if selected:
            self._area.ensureWidgetVisible(selected, 0, 0)

    def _add(self, topic: Topic) -> None:
        if topic.chapter not in self._headings:
            heading = self._headings[topic.chapter] = QLabel()
            heading.setForegroundRole(MUTED)
            heading.setWordWrap(True)
            self._column.addWidget(heading)
        button = self.buttons[topic.id] = TabButton(topic)
        self._group.addButton(button)
        self._column.addWidget(button)
        button.clicked.connect(lambda _=False, id=topic.id: self.topic_chosen.emit(id))

    def _set_tab_stop(self) -> None:
        """Let Tab stop at the open topic, or at the first where the filter hides it."""
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        stops = [button for button in shown if button.isChecked()] or shown[:1]
        for button in shown:
            stop = button in stops
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if stop else Qt.FocusPolicy.NoFocus)

    def _matching(self) -> list[TabButton]:
        words = self.filter.text().strip()
        return [button for button in self.buttons.values() if button.matches(words)]

    def _filter(self) -> None:
        matching = self._matching()
        for button in self.buttons.values():
            button.setVisible(button in matching)
        chapters = {button.topic.chapter for button in matching}
        for chapter, heading in self._headings.items():
            heading.setVisible(chapter in chapters)
        self._none.setVisible(not matching)
        self._set_tab_stop()

    def _open_first(self) -> None:
        matching = self._matching()
        if matching:
            self.filter.clear()
            self.filter.clearFocus()
            self.topic_chosen.emit(matching[0].topic.id)

    def _focus_first(self) -> None:
        for button in self._matching()[:1]:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def _restyle(self) -> None:
        theme = look().theme
        edge = look().px(8)
        self._outer.setContentsMargins(edge, edge, edge, edge)
        self._outer.setSpacing(edge)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(edge // 4)
        self._search.setIcon(icon("search", theme.muted, look().beside_text(16)))
        for heading in self._headings.values():
            heading.setFont(look().font(SMALL_POINTS, bold=True))
            heading.setContentsMargins(edge, edge, 0, 0)
        self._none.setContentsMargins(edge, edge, 0, 0)
        growth = look().pt(BODY_POINTS) / BODY_POINTS
        self.setFixedWidth(round(WIDTH * (1 + (growth - 1) * 0.35)))
