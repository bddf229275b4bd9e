"""The window: tabs down the side, the page of the open one, and the keys."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dlgui.core import Session, Topic, topics
from dlgui.engine.client import EngineClient
from dlgui.ui.dress import dress
from dlgui.ui.page import TopicPage
from dlgui.ui.sessions import ask_and_read, ask_and_save
from dlgui.ui.settings import Settings
from dlgui.ui.shortcuts import SHORTCUTS, belongs_to, take_key
from dlgui.ui.shortcuts_dialog import ShortcutsDialog
from dlgui.ui.side_foot import SideFoot
from dlgui.ui.side_tabs import SideTabs
from dlgui.ui.theme import look
from dlgui.ui.translations import current_language, install
from dlgui.ui.view_imports import ViewImports
from dlgui.ui.widgets.banner import Banner, Kind
from dlgui.ui.widgets.formula import formulas

SCALE_STEP = 1.1
DEFAULT_SIZE = QSize(1280, 720)


class MainWindow(QMainWindow):
    """The side with the tabs, and the open page.

    Parameters
    ----------
    engine : EngineClient
        Started; the window ends it when it closes.
    settings : Settings
        What was remembered from the last time.

    Attributes
    ----------
    frame_painted : Signal(str, int)
        The page of a topic has painted the frame of a step.
    closed : Signal
        The engine has ended.
    """

    frame_painted = Signal(str, int)
    closed = Signal()

    def __init__(self, engine: EngineClient, settings: Settings) -> None:
        super().__init__()
        self.engine = engine
        self.settings = settings
        self._pages: dict[str, TopicPage] = {}
        self._page: TopicPage | None = None
        self._lesson_shown = settings.switch("lesson", True)
        self._arrangement = self._remembered_arrangement()
        self.banner = Banner()
        self.tabs = SideTabs(topics().values())
        self.foot = SideFoot()
        self.tabs.add_below(self.foot)
        self._stack = QStackedWidget()
        self._imports = ViewImports(topics().values(), self._plays, self)
        self._lay_out()
        self._connect()
        self.foot.show_language(current_language())
        self.foot.show_theme(look().chosen)
        self.setWindowTitle("dlgui")
        # Otherwise the filter would have the focus from the start, and take the first Space.
        self._stack.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._stack.setFocus()
        self._restore_geometry()
        if settings.damaged:
            self.banner.tell(
                Kind.NOTE,
                lambda: self.tr("Some settings could not be read; their defaults are used."),
            )

    # Pages --------------------------------------------------------------------------------

    @property
    def page(self) -> TopicPage | None:
        """The open page."""
        return self._page

    def open_page(self, topic_id: str) -> TopicPage:
        """The page of a topic, built on its first use, without showing it."""
        if topic_id not in self._pages:
            self._pages[topic_id] = self._build_page(topics()[topic_id])
        return self._pages[topic_id]

    def show_topic(self, topic_id: str) -> None:
        """Open a tab; the one that is left pauses."""
        page = self.open_page(topic_id)
        if page is not self._page:
            self._leave_page()
            focused = self.focusWidget()
            if focused and self._stack.isAncestorOf(focused):
                # Otherwise Qt gives the focus to the page's first button, which takes Space.
                self._stack.setFocus()
            if self._arrangement:
                page.arrange(*self._arrangement)
        self._page = page
        page.show_lesson(self._lesson_shown)
        self.tabs.select(topic_id)
        self._stack.setCurrentWidget(page)
        page.activate()
        self.settings.remember("topic", topic_id)

    def restore(self, session: Session) -> None:
        """Open the tab of a recorded run and repeat it."""
        self.open_page(session.topic).control.restore(session)
        self.show_topic(session.topic)

    def first_topic(self) -> str | None:
        """The tab of the last time, if it still exists; else the first one."""
        remembered = self.settings.word("topic", "")
        return remembered if remembered in topics() else next(iter(topics()), None)

    # Keys ---------------------------------------------------------------------------------

    def toggle_play(self) -> None:
        if self.page:
            self.page.toggle()

    def step(self) -> None:
        if self.page:
            self.page.step()

    def reset(self) -> None:
        if self.page:
            self.page.control.reset()

    def next_link(self) -> None:
        if self.page:
            self.page.lesson.activate_next_link()

    def previous_link(self) -> None:
        if self.page:
            self.page.lesson.activate_previous_link()

    def toggle_lesson(self) -> None:
        self._lesson_shown = not self._lesson_shown
        if self.page:
            self.page.show_lesson(self._lesson_shown)
        self.settings.remember("lesson", self._lesson_shown)

    def focus_filter(self) -> None:
        self.tabs.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tabs.filter.selectAll()

    def next_topic(self) -> None:
        if self.page:
            self.show_topic(self.tabs.neighbour(self.page.topic.id, 1))

    def previous_topic(self) -> None:
        if self.page:
            self.show_topic(self.tabs.neighbour(self.page.topic.id, -1))

    def larger(self) -> None:
        self._set_scale(look().scale * SCALE_STEP)

    def smaller(self) -> None:
        self._set_scale(look().scale / SCALE_STEP)

    def normal_size(self) -> None:
        self._set_scale(1.0)

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def save_session(self) -> None:
        if self.page and self.page.control.loaded:
            ask_and_save(self.page.control.session(), self)

    def open_session(self) -> None:
        session = ask_and_read(self)
        if session:
            self.restore(session)

    def show_shortcuts(self) -> None:
        dialog = ShortcutsDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self._page:
            self._page.catch_up()

    def event(self, event: QEvent) -> bool:
        # Qt's own widgets leave their keys to shortcuts: Space on a button that was reached with
        # Tab, arrows on a slider.
        return take_key(event, _is_for_focused_widget) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.toggle_full_screen()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave_page()
        self._remember()
        self.engine.close()
        formulas().close()
        self.closed.emit()
        super().closeEvent(event)

    def _plays(self) -> bool:
        return self._page is not None and self._page.control.playing

    def _leave_page(self) -> None:
        if self._page:
            self._arrangement = self._page.arrangement() or self._arrangement
            self._page.leave()

    # Choices ------------------------------------------------------------------------------

    def _choose_language(self, language: str) -> None:
        install(language)
        self.settings.remember("language", language)

    def _choose_theme(self, theme: str) -> None:
        look().set_theme(theme)
        self.settings.remember("theme", theme)

    def _set_scale(self, scale: float) -> None:
        look().set_scale(scale)
        self.settings.remember("scale", look().scale)

    # Building -----------------------------------------------------------------------------

    def _build_page(self, topic: Topic) -> TopicPage:
        page = TopicPage(self.engine, topic)
        # Dressed afterwards: what already has a style sheet would be styled again for its parent.
        self._stack.addWidget(page)
        dress(page)
        page.topic_requested.connect(self.show_topic)
        page.lesson_toggled.connect(self.toggle_lesson)
        page.frame_painted.connect(lambda step: self.frame_painted.emit(topic.id, step))
        return page

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.tabs)
        row.addWidget(right, 1)
        self.setCentralWidget(centre)
        for part in (self.banner, self.tabs):
            dress(part)

    def _connect(self) -> None:
        for shortcut in SHORTCUTS:
            for keys in shortcut.keys:
                QShortcut(QKeySequence(keys), self, getattr(self, shortcut.action))
        self.tabs.topic_chosen.connect(self.show_topic)
        self.foot.language_chosen.connect(self._choose_language)
        self.foot.theme_chosen.connect(self._choose_theme)
        self.foot.help.clicked.connect(self.show_shortcuts)
        self.foot.full.clicked.connect(self.toggle_full_screen)
        self.frame_painted.connect(self._imports.start, Qt.ConnectionType.SingleShotConnection)

    def _remembered_arrangement(self) -> tuple[QByteArray, QByteArray] | None:
        columns, side = self.settings.state("columns"), self.settings.state("side")
        return (columns, side) if columns and side else None

    def _restore_geometry(self) -> None:
        geometry = self.settings.state("geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(DEFAULT_SIZE)

    def _remember(self) -> None:
        self.settings.remember("geometry", self.saveGeometry())
        if self._arrangement:
            self.settings.remember("columns", self._arrangement[0])
            self.settings.remember("side", self._arrangement[1])
        self.settings.save()


def _is_for_focused_widget(event: QKeyEvent) -> bool:
    return belongs_to(QApplication.focusWidget(), event.key(), event.modifiers())
