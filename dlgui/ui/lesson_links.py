"""Carries out the links of a lesson, and shows in it what its claims measured."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from dlgui.core import Topic
from dlgui.core.lesson import ClaimLink, Link, PresetLink, SetLink, TopicLink
from dlgui.engine.client import EngineClient
from dlgui.engine.messages import ClaimFailed, ClaimMeasured, ClaimProgressed
from dlgui.ui.widgets.lesson_view import LessonView


class LessonLinks(QObject):
    """Connects a lesson with its page and the engine.

    Attributes
    ----------
    set_requested : Signal(object, bool)
        Values as text by name, and whether to play.
    preset_requested : Signal(str, bool)
        A preset's id, and whether to play.
    topic_requested : Signal(str)
    """

    set_requested = Signal(object, bool)
    preset_requested = Signal(str, bool)
    topic_requested = Signal(str)

    def __init__(
        self, engine: EngineClient, topic: Topic, lesson: LessonView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._topic = topic
        self._lesson = lesson
        lesson.link_activated.connect(self._act)
        lesson.cancel_requested.connect(self._cancel)
        engine.claim_progressed.connect(self._progressed)
        engine.claim_measured.connect(self._measured)
        engine.claim_failed.connect(self._failed)

    def _act(self, link: Link) -> None:
        match link:
            case SetLink(values, run):
                self.set_requested.emit(dict(values), run)
            case PresetLink(id=preset, run=run):
                self.preset_requested.emit(preset, run)
            case ClaimLink(id=claim):
                self._lesson.show_claim_progress(claim, 0.0)
                self._engine.measure(self._topic.id, claim)
            case TopicLink(id=topic):
                self.topic_requested.emit(topic)

    def _cancel(self, claim_id: str) -> None:
        self._engine.cancel_measurement(self._topic.id, claim_id)
        self._lesson.clear_claim(claim_id)

    def _progressed(self, event: ClaimProgressed) -> None:
        if event.topic == self._topic.id:
            self._lesson.show_claim_progress(event.claim, event.share)

    def _measured(self, event: ClaimMeasured) -> None:
        if event.topic == self._topic.id:
            claims = {claim.id: claim for claim in self._topic.load_claims()}
            claim = claims[event.claim]
            self._lesson.show_claim_result(claim, event.value, event.holds, event.seconds)

    def _failed(self, event: ClaimFailed) -> None:
        if event.topic == self._topic.id:
            self._lesson.show_claim_failed(event.claim, event.summary)
