"""A line above the plots that says what happened to the run, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from dlgui.ui.dress import follow_look
from dlgui.ui.icons import pixmap
from dlgui.ui.theme import look
from dlgui.ui.widgets.icon_button import IconButton
from dlgui.ui.widgets.translated import Translated


class Kind(Enum):
    """How grave the news is."""

    NOTE = "note"
    LESSON = "lesson"
    ERROR = "error"


class Banner(Translated):
    """Hidden until there is news.

    Attributes
    ----------
    reset_requested : Signal
        The person pressed *Reset*.
    """

    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.kind = Kind.NOTE
        self._details = ""
        self._words: Callable[[], str] = str
        self._symbol = QLabel()
        self._text = QLabel()
        self._text.setObjectName("banner.text")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        # A word without an end, such as a file's name, is cut off and does not widen the window.
        self._text.setMinimumWidth(1)
        self._reset = IconButton("banner.reset", "reset")
        self._copy = IconButton("banner.copy", "warning")
        self._close = IconButton("banner.close", "close")
        self._row = QHBoxLayout(self)
        for widget in (self._symbol, self._text, self._reset, self._copy, self._close):
            self._row.addWidget(widget)
        self._row.setStretch(1, 1)
        self._reset.clicked.connect(self.reset_requested)
        self._copy.clicked.connect(self._copy_details)
        self._close.clicked.connect(self.hide)
        follow_look(self, self._restyle)
        self.retranslate()
        self._restyle()
        self.hide()

    def tell(
        self, kind: Kind, words: Callable[[], str], *, reset: bool = False, details: str = ""
    ) -> None:
        """Show news.

        Parameters
        ----------
        words : callable
            Gives the text in the window's language; called again when that changes.
        reset : bool
            Whether *Reset* helps.
        details : str
            What *Copy details* puts on the clipboard.
        """
        self.kind = kind
        self.setProperty("kind", kind.value)
        # Qt looks at a property only when it polishes a widget.
        self.style().unpolish(self)
        self.style().polish(self)
        self._words = words
        self._details = details
        self._reset.setVisible(reset)
        self._copy.setVisible(bool(details))
        self._close.setVisible(not reset)
        self._text.setText(words())
        self._restyle()
        self.show()

    def text(self) -> str:
        """What is said; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def retranslate(self) -> None:
        """Set every text."""
        self._reset.setText(self.tr("Reset"))
        self._copy.setText(self.tr("Copy details"))
        self._close.setToolTip(self.tr("Close"))
        self._text.setText(self._words())

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)

    def _restyle(self) -> None:
        theme = look().theme
        colour = {
            Kind.NOTE: theme.accent,
            Kind.LESSON: theme.amber,
            Kind.ERROR: theme.error,
        }[self.kind]
        self._symbol.setPixmap(pixmap("warning", colour, look().beside_text(20)))
        edge = look().px(8)
        self._row.setContentsMargins(2 * edge, edge // 2, edge, edge // 2)
        self._row.setSpacing(edge)
