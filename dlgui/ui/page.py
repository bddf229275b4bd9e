"""The page of a topic: plots, lesson, parameters and transport around one run."""

from __future__ import annotations

import logging

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from dlgui.core import ParamError, Topic
from dlgui.engine.client import EngineClient
from dlgui.engine.messages import FrameArrived
from dlgui.messages import UserError
from dlgui.ui.dress import follow_look
from dlgui.ui.lesson_links import LessonLinks
from dlgui.ui.run_control import RunControl
from dlgui.ui.run_news import RunNews
from dlgui.ui.theme import BODY_POINTS, look
from dlgui.ui.topic_view import TopicView
from dlgui.ui.translations import current_language, error_text
from dlgui.ui.widgets.banner import Banner, Kind
from dlgui.ui.widgets.lesson_view import LessonView
from dlgui.ui.widgets.page_header import PageHeader
from dlgui.ui.widgets.param_panel import ParamPanel
from dlgui.ui.widgets.translated import Translated
from dlgui.ui.widgets.transport import Transport

SIDE_WIDTH, WIDE_SIDE_WIDTH, WIDE_PAGE = 340, 400, 1600
LARGEST_SIDE_SHARE = 0.34
LESSON_SHARE = 0.45

_PAINTED = QEvent.Type(QEvent.registerEventType())
# Qt repaints on an UpdateRequest, which it posts with low priority: what is posted with a lower
# one is delivered after the painting.
_AFTER_PAINTING = Qt.EventPriority.LowEventPriority.value - 1

_log = logging.getLogger(__name__)


class TopicPage(Translated):
    """One tab; built when it is first shown, paused while it is hidden.

    Attributes
    ----------
    control : RunControl
    view : TopicView
    frame_painted : Signal(int)
        The view has painted the frame of this step.
    topic_requested : Signal(str)
        The lesson links to another topic.
    lesson_toggled : Signal
        The lesson's button was clicked; the window shows or hides the lesson on every page.
    """

    frame_painted = Signal(int)
    topic_requested = Signal(str)
    lesson_toggled = Signal()

    def __init__(self, engine: EngineClient, topic: Topic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.topic = topic
        self.control = RunControl(engine, topic, self)
        self.header = PageHeader(topic)
        self.banner = Banner()
        self.view: TopicView = topic.load_view()()
        self.panel = ParamPanel(self.control.params)
        self.lesson = LessonView()
        self.transport = Transport()
        self._side_moved = False
        self._unpainted: FrameArrived | None = None
        self._has_lesson = False
        self._lay_out()
        self._connect()
        self.links = LessonLinks(engine, topic, self.lesson, self)
        self.links.set_requested.connect(self._set_from_link)
        self.links.preset_requested.connect(self._preset_from_link)
        self.links.topic_requested.connect(self.topic_requested)
        self.transport.show_speed(self.control.speed)
        follow_look(self, self._arrange_side)

    # What the window asks -----------------------------------------------------------------

    def activate(self) -> None:
        """Start the first run, unless it has started."""
        if not self.control.loaded:
            self.control.load()
            self._show_params()

    def leave(self) -> None:
        """Pause the run: another tab opens."""
        if self.control.loaded:
            self.control.pause()

    def toggle(self) -> None:
        """Play or pause."""
        if self.topic.trains:
            (self.control.pause if self.control.playing else self.control.play)()

    def step(self) -> None:
        """Take one step, unless the run can't."""
        if self.topic.trains and self._can_run():
            self.control.step()

    def show_lesson(self, shown: bool) -> None:
        """Show or hide the lesson."""
        self.lesson.setVisible(shown)
        self.header.lesson.setChecked(shown)

    def arrangement(self) -> tuple[QByteArray, QByteArray] | None:
        """Where the person put the splitters; None while they are where they were."""
        if not self._side_moved:
            return None
        return self._columns.saveState(), self._side.saveState()

    def arrange(self, columns: QByteArray, side: QByteArray) -> None:
        """Put the splitters where they were on another page or another day."""
        self._side_moved = self._columns.restoreState(columns) and self._side.restoreState(side)

    # Frames -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == _PAINTED:
            self._after_painting()
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()
        if not self._has_lesson:
            # While the worker makes the first frame: later it would hold up the second one.
            QTimer.singleShot(0, self, self.load_lesson)

    def catch_up(self) -> None:
        """Show the frame that came while nobody could see it; only then may the next one come."""
        if self._unpainted:
            self._show_frame(self._unpainted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_side()

    def _show_frame(self, event: FrameArrived) -> None:
        self._unpainted = event
        if not self.isVisible() or self.window().isMinimized():
            return
        try:
            self.transport.show_step(event.step, event.steps_per_second)
            self.view.show_frame(event.frame, self.control.history)
        finally:
            QCoreApplication.postEvent(self, QEvent(_PAINTED), _AFTER_PAINTING)

    def _after_painting(self) -> None:
        event, self._unpainted = self._unpainted, None
        if event is None:
            return
        self.control.engine.painted(self.topic.id)
        self.frame_painted.emit(event.step)

    def load_lesson(self) -> None:
        """Set the lesson in the window's language; the page does so when it is first shown."""
        self._has_lesson = True
        try:
            self.lesson.set_lesson(self.topic.id, current_language())
        except FileNotFoundError:
            _log.error("%s has no lesson in %s", self.topic.id, current_language())

    # Parameters ---------------------------------------------------------------------------

    def _edit(self, name: str, value: object) -> None:
        try:
            self.control.set_values({name: value})
        except ParamError as error:
            self.panel.refuse(error)

    def _set_from_link(self, texts: dict[str, str], run: bool) -> None:
        try:
            self.control.apply(self.topic.params.parse(texts), run)
        except UserError as error:
            self._tell(error)

    def _preset_from_link(self, preset_id: str, run: bool) -> None:
        preset = next(preset for preset in self.topic.presets if preset.id == preset_id)
        # Without `run` the sentence tells of step 0, whatever played before.
        self.control.apply_preset(preset, run)

    def _tell(self, error: UserError) -> None:
        self.banner.tell(Kind.ERROR, lambda: error_text(error))

    def _show_params(self) -> None:
        self.panel.show_params(self.control.params)
        self.transport.show_seed(self.control.seed)

    def _show_state(self) -> None:
        self.transport.show_playing(self.control.playing)
        self.transport.set_can_run(self._can_run())

    def _can_run(self) -> bool:
        return not (self.control.divergence or self.control.ended)

    def _restarted(self) -> None:
        self.banner.hide()
        self._show_params()
        self._show_state()

    # Building -----------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set the lesson in the new language; the other parts do this themselves."""
        if self._has_lesson:
            self.load_lesson()

    def _lay_out(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        self._around_view = QVBoxLayout()
        self._around_view.addWidget(self.view)
        column.addLayout(self._around_view, 1)
        self._side = QSplitter(Qt.Orientation.Vertical)
        self._side.addWidget(self.lesson)
        self._side.addWidget(self.panel)
        self._side.setStretchFactor(0, 1)
        self._side.setStretchFactor(1, 1)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.addWidget(centre)
        self._columns.addWidget(self._side)
        self._columns.setStretchFactor(0, 1)
        self._columns.setStretchFactor(1, 0)
        for splitter in (self._side, self._columns):
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(self._remember_moved)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(self._columns, 1)
        outer.addWidget(self.transport)
        self.transport.setVisible(self.topic.trains)

    def _connect(self) -> None:
        control, transport = self.control, self.transport
        RunNews(control, self.banner)  # lives as long as the banner, its parent
        control.frame_arrived.connect(self._show_frame)
        control.params_changed.connect(self._show_params)
        control.state_changed.connect(self._show_state)
        control.restarted.connect(self._restarted)
        control.failed.connect(self._show_state)
        transport.play_requested.connect(control.play)
        transport.pause_requested.connect(control.pause)
        transport.step_requested.connect(self.step)
        transport.reset_requested.connect(control.reset)
        transport.speed_chosen.connect(control.set_speed)
        transport.seed_chosen.connect(control.set_seed)
        transport.seed_refused.connect(self._tell)
        self.banner.reset_requested.connect(control.reset)
        self.panel.edited.connect(self._edit)
        self.view.param_edited.connect(self._edit)
        self.header.preset_chosen.connect(self.control.apply_preset)
        self.header.lesson.clicked.connect(self.lesson_toggled)

    def _remember_moved(self) -> None:
        self._side_moved = True

    def _arrange_side(self) -> None:
        """Give the side column the width that its text needs, while the person has not chosen."""
        edge = look().px(8)
        self._around_view.setContentsMargins(edge, 0, edge, 0)
        if self._side_moved:
            return
        width = self.width()
        wanted = WIDE_SIDE_WIDTH if width > look().px(WIDE_PAGE) else SIDE_WIDTH
        wanted = round(wanted * look().pt(BODY_POINTS) / BODY_POINTS)
        side = min(wanted, round(LARGEST_SIDE_SHARE * width))
        self._columns.setSizes([width - side, side])
        height = self._side.height()
        self._side.setSizes([round(LESSON_SHARE * height), round((1 - LESSON_SHARE) * height)])
