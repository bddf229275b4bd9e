"""The line above the plots: the topic's title, its presets and the lesson's switch."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from dlgui.core import Topic
from dlgui.ui.dress import follow_look
from dlgui.ui.theme import look
from dlgui.ui.translations import translate
from dlgui.ui.widgets.icon_button import IconButton
from dlgui.ui.widgets.translated import Translated


class PageHeader(Translated):
    """Title, presets menu and lesson button of one topic.

    Attributes
    ----------
    preset_chosen : Signal(object)
        A `Preset`.
    """

    preset_chosen = Signal(object)

    def __init__(self, topic: Topic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topic = topic
        self.title = QLabel()
        self.presets = QToolButton()
        self.presets.setObjectName("presets")
        self.presets.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.presets.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.presets.setVisible(bool(topic.presets))
        self.lesson = IconButton("lesson.toggle", "lesson")
        self.lesson.setCheckable(True)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._actions: list[QAction] = []
        for preset in topic.presets:
            action = self._menu.addAction("")
            action.setObjectName(f"preset.{preset.id}")
            action.triggered.connect(lambda _=False, preset=preset: self.preset_chosen.emit(preset))
            self._actions.append(action)
        self.presets.setMenu(self._menu)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title, 1)
        self._row.addWidget(self.presets)
        self._row.addWidget(self.lesson)
        follow_look(self, self._restyle)
        self.retranslate()
        self._restyle()

    def retranslate(self) -> None:
        """Set every text."""
        self.title.setText(translate(self._topic.title))
        self.presets.setText(self.tr("Presets") + " ▾")
        self.presets.setToolTip(self.tr("Settings that tell a story"))
        self.lesson.setText(self.tr("Lesson"))
        self.lesson.setToolTip(self.tr("Show or hide the lesson (F9)"))
        for action, preset in zip(self._actions, self._topic.presets, strict=True):
            action.setText(translate(preset.title).replace("&", "&&"))
            action.setToolTip(translate(preset.help))

    def _restyle(self) -> None:
        edge = look().px(8)
        self._row.setContentsMargins(2 * edge, edge // 2, edge, edge // 2)
        self._row.setSpacing(edge)
        self.title.setFont(look().font(13.0, bold=True))
