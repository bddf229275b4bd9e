"""The lesson beside the plots: text, formulas, links that act, and claims measured in place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices, QShowEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlgui.core.claim import Claim
from dlgui.core.lesson import ClaimLink, Lesson, Link, SourceLink, load_lesson
from dlgui.ui.dress import follow_look
from dlgui.ui.theme import look
from dlgui.ui.translations import translate
from dlgui.ui.widgets.formula import FormulaStore, formulas
from dlgui.ui.widgets.lesson_document import typeset
from dlgui.ui.widgets.lesson_formulas import FormulaObject
from dlgui.ui.widgets.lesson_text import LessonText
from dlgui.ui.widgets.translated import Translated

_CANCEL = "cancel:"


@dataclass(frozen=True)
class _Status:
    """What is known of a claim.

    `words` gives the sentence in the window's language, `colour` names one of the theme's.
    """

    words: Callable[[], str]
    colour: str
    running: bool = False


@dataclass
class _StatusPlace:
    """Where a claim's status stands in the text: `length` characters from `start` on."""

    claim_id: str
    start: QTextCursor
    length: int = 0


class LessonView(Translated):
    """Shows one lesson in the window's look.

    Parameters
    ----------
    store : FormulaStore, optional
        Where drawn formulas come from; the application's by default.
    """

    link_activated = Signal(object)
    """A `SetLink`, `PresetLink`, `ClaimLink` or `TopicLink` was clicked or reached by a clicker."""

    cancel_requested = Signal(str)
    """The reader cancels the measurement of the claim with this id."""

    def __init__(self, parent: QWidget | None = None, store: FormulaStore | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lesson")
        self._store = store or formulas()
        self._topic_id = ""
        self._lesson: Lesson | None = None
        self._stale = False
        self._statuses: dict[str, _Status] = {}
        self._places: list[_StatusPlace] = []
        self._text = LessonText(self)
        self._text.setObjectName("lesson.text")
        self.setFocusProxy(self._text)
        self._objects = FormulaObject(self._text.document(), self._store)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
        self._text.extra_clicked.connect(self._click_extra)
        self._text.activated.connect(self._activate)
        self._store.ready.connect(self._refresh_formulas)
        follow_look(self, self._typeset)
        self.retranslate()

    def set_lesson(self, topic_id: str, language: str) -> None:
        """Show the lesson of a topic in a language of the window, such as ``zh_CN``."""
        self.set_text(load_lesson(topic_id, language.partition("_")[0]), topic_id)

    def set_text(self, lesson: Lesson, topic_id: str) -> None:
        """Show a lesson that is parsed already.

        Another language of the same topic keeps the place in the text and what was measured.
        While nobody sees the lesson it waits: typesetting takes longer than half a frame.
        """
        self._lesson = lesson
        if topic_id == self._topic_id:
            self._typeset()
            return
        self._topic_id = topic_id
        self._statuses.clear()
        self._text.set_links([])
        self._typeset()
        self._text.verticalScrollBar().setValue(0)

    def activate_next_link(self) -> bool:
        """Do what the next acting link says, as for a clicker's Page Down; False at the end."""
        return self._go(1)

    def activate_previous_link(self) -> bool:
        """Do what the previous acting link says; False at the beginning."""
        return self._go(-1)

    def show_claim_progress(self, claim_id: str, share: float) -> None:
        """Say beside the claim that it is being measured; `share` done, 0 to 1."""
        percent = round(100 * share)

        def words() -> str:
            return self.tr("measuring… {percent} %").format(percent=percent)

        self._set_status(claim_id, _Status(words, "muted", running=True))

    def show_claim_result(self, claim: Claim, value: float, holds: bool, seconds: float) -> None:
        """Say beside the claim what was measured."""

        def words() -> str:
            if holds:
                text = self.tr("measured {value} {relation} {threshold}: holds ✓ ({seconds} s)")
            else:
                text = self.tr(
                    "measured {value}, not {relation} {threshold}: does not hold ✗ ({seconds} s)"
                )
            return text.format(
                value=_measured(claim, value),
                relation=claim.relation,
                threshold=_written(claim.threshold, 12),
                seconds=f"{seconds:.1f}",
            )

        self._set_status(claim.id, _Status(words, "success" if holds else "error"))

    def show_claim_failed(self, claim_id: str, summary: str) -> None:
        """Say beside the claim that the measurement broke, and why."""

        def words() -> str:
            return self.tr("could not be measured: {reason}").format(reason=translate(summary))

        self._set_status(claim_id, _Status(words, "error"))

    def clear_claim(self, claim_id: str) -> None:
        """Say nothing beside the claim, as after a cancelled measurement."""
        self._set_status(claim_id, None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._typeset_now()

    def retranslate(self) -> None:
        self._text.setAccessibleName(self.tr("Lesson"))
        for place in self._places:
            self._write_status(place)

    def _typeset(self) -> None:
        """Typeset now or, while the lesson is hidden, when it is shown or walked through."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._typeset_now()

    def _typeset_now(self) -> None:
        self._stale = False
        if self._lesson is None:
            return
        top = self._text.place()
        links = typeset(self._text.document(), self._lesson, self._objects)
        self._places = [
            _StatusPlace(placed.link.id, QTextCursor(placed.end))
            for placed in links
            if isinstance(placed.link, ClaimLink)
        ]
        for place in self._places:
            place.start.setKeepPositionOnInsert(True)
            self._write_status(place)
        self._text.set_links(links)
        self._text.restore(top)

    def _refresh_formulas(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        top = self._text.place()
        self._objects.refresh()
        self._text.restore(top)

    def _set_status(self, claim_id: str, status: _Status | None) -> None:
        if status is None:
            self._statuses.pop(claim_id, None)
        else:
            self._statuses[claim_id] = status
        for place in self._places:
            if place.claim_id == claim_id:
                self._write_status(place)

    def _write_status(self, place: _StatusPlace) -> None:
        status = self._statuses.get(place.claim_id)
        cursor = QTextCursor(self._text.document())
        start = place.start.position()
        cursor.setPosition(start)
        cursor.beginEditBlock()
        cursor.setPosition(start + place.length, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if status is not None:
            said = QTextCharFormat()
            said.setForeground(QColor(getattr(look().theme, status.colour)))
            cursor.insertText(f" {status.words()}", said)
            if status.running:
                cancel = QTextCharFormat()
                cancel.setForeground(QColor(look().theme.accent))
                cancel.setFontUnderline(True)
                cancel.setAnchor(True)
                cancel.setAnchorHref(_CANCEL + place.claim_id)
                cursor.insertText(" ", said)
                cursor.insertText(self.tr("cancel"), cancel)
        place.length = cursor.position() - start
        cursor.endEditBlock()

    def _go(self, step: int) -> bool:
        if self._stale:
            self._typeset_now()
        if step < 0 and self._text.current is None:
            return False
        placed = self._text.go(step, lambda placed: placed.acts)
        if placed is not None:
            self._activate(placed.link)
        return placed is not None

    def _click_extra(self, target: str) -> None:
        if target.startswith(_CANCEL):
            self.cancel_requested.emit(target.removeprefix(_CANCEL))

    def _activate(self, link: Link) -> None:
        if isinstance(link, SourceLink):
            QDesktopServices.openUrl(QUrl(link.url))
        else:
            self.link_activated.emit(link)


def _measured(claim: Claim, value: float) -> str:
    """The value with three digits, or so many that what is written holds when the claim does."""
    texts = [_written(value, digits) for digits in range(3, 18)]
    holds = claim.holds(value)
    return next((text for text in texts if claim.holds(float(text)) == holds), texts[-1])


def _written(value: float, digits: int) -> str:
    """A number as people write it: 1.2e-7 and not 1.2e-07."""
    return re.sub(r"e([+-])0+", r"e\1", f"{value:.{digits}g}").replace("e+", "e")
