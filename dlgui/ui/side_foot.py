"""Language, theme, help and full screen, below the tabs."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from dlgui.ui.dress import follow_look
from dlgui.ui.icons import pixmap
from dlgui.ui.theme import SYSTEM, THEMES, look
from dlgui.ui.translations import LANGUAGES
from dlgui.ui.widgets.icon_button import IconButton
from dlgui.ui.widgets.translated import Translated


class SideFoot(Translated):
    """Choices for the whole window."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = self._combo("language")
        for key, name in LANGUAGES.items():
            self.language.addItem(name, key)
        self.theme = self._combo("theme")
        for name in (SYSTEM, *THEMES):
            self.theme.addItem("", name)
        self.help = IconButton("help", "help")
        self.full = IconButton("fullscreen", "full")
        self._symbols = {"language": QLabel(), "theme": QLabel()}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for row, combo in enumerate((self.language, self.theme)):
            self._grid.addWidget(self._symbols[combo.objectName()], row, 0)
            self._grid.addWidget(combo, row, 1)
        self._grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.help)
        buttons.addWidget(self.full)
        buttons.addStretch(1)
        self._grid.addLayout(buttons, 2, 0, 1, 2)
        self.language.currentIndexChanged.connect(
            lambda: self.language_chosen.emit(self.language.currentData())
        )
        self.theme.currentIndexChanged.connect(
            lambda: self.theme_chosen.emit(self.theme.currentData())
        )
        follow_look(self, self._restyle)
        self.retranslate()
        self._restyle()

    def show_language(self, language: str) -> None:
        """Show which language is in use."""
        with QSignalBlocker(self.language):
            self.language.setCurrentIndex(self.language.findData(language))

    def show_theme(self, theme: str) -> None:
        """Show which theme was chosen."""
        with QSignalBlocker(self.theme):
            self.theme.setCurrentIndex(self.theme.findData(theme))

    def retranslate(self) -> None:
        """Set every text."""
        self.language.setToolTip(self.tr("Language"))
        self.language.setAccessibleName(self.tr("Language"))
        self.theme.setToolTip(self.tr("Theme"))
        self.theme.setAccessibleName(self.tr("Theme"))
        names = (self.tr("System"), self.tr("Light"), self.tr("Dark"), self.tr("Projector"))
        for index, name in enumerate(names):
            self.theme.setItemText(index, name)
        self.help.setToolTip(self.tr("Keyboard shortcuts (F1)"))
        self.full.setToolTip(self.tr("Full screen (F11)"))

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        combo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return combo

    def _restyle(self) -> None:
        self._grid.setSpacing(look().px(6))
        for name, label in self._symbols.items():
            label.setPixmap(pixmap(name, look().theme.muted, look().beside_text(18)))
