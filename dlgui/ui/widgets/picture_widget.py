"""Base of the painted widgets that can be saved as a picture or as data."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from dlgui.ui.dress import follow_look
from dlgui.ui.shortcuts import take_key
from dlgui.ui.theme import TITLE_POINTS, look
from dlgui.ui.translations import translate
from dlgui.ui.widgets.export import add_export_actions
from dlgui.ui.widgets.focus import paint_focus
from dlgui.ui.widgets.series import Columns

NARROWEST = 0.85
"""How closely the letters of a title may be set before it is cut off."""


class PictureWidget(QWidget):
    """A widget with a title that paints itself and can be saved as a picture or as data.

    Parameters
    ----------
    name : str
        The object name becomes ``plot.<name>``.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"plot.{name}")
        self._title = ""
        self._saving = False
        self._mouse: QPointF | None = None
        self._backdrop = QPixmap()
        self._backdrop_key: tuple[object, ...] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        follow_look(self, self.restyle)

    @abstractmethod
    def columns(self) -> Columns:
        """The data, named, for a table."""
        raise NotImplementedError

    def headings(self) -> list[str]:
        """What a person reads above each column of a table."""
        return [translate(name) for name, _ in self.columns()]

    @abstractmethod
    def paint(self, painter: QPainter, saving: bool) -> None:
        """Paint what is below the title; without cursor and hover when it is for a file."""
        raise NotImplementedError

    def paint_backdrop(self, painter: QPainter) -> None:
        """Paint what lies below all else; done again only when `backdrop_state` changes."""

    def backdrop_state(self) -> tuple[object, ...]:
        """What the backdrop depends on besides title, size, theme and scale."""
        return ()

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether a key is for the widget while it has the focus, and not for the window."""
        return False

    def restyle(self) -> None:
        """Theme or scale have changed."""
        self.update()

    def set_title(self, title: str) -> None:
        """Set the title, as the person reads it."""
        self._title = title
        self.setAccessibleName(title)
        self.update()

    def title_height(self) -> float:
        """Height that the title takes above the content; 0 without a title."""
        if not self._title:
            return 0.0
        return QFontMetricsF(look().font(TITLE_POINTS, bold=True)).height() + look().px(4)

    def paint_picture(self, painter: QPainter) -> None:
        """Paint for a file, sharp at any resolution."""
        self._saving = True
        self.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawWindowBackground)
        self._saving = False

    def context_menu(self) -> QMenu:
        """The menu of the right mouse button."""
        menu = QMenu(self)
        add_export_actions(menu, self)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse = None
        self.update()

    def event(self, event: QEvent) -> bool:
        return take_key(event, self.takes_key) or super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._saving:
            self._paint_behind(painter)
        else:
            self._refresh_backdrop()
            painter.drawPixmap(0, 0, self._backdrop)
        self.paint(painter, self._saving)
        if not self._saving:
            paint_focus(painter, self)
        painter.end()

    def _refresh_backdrop(self) -> None:
        ratio = self.devicePixelRatioF()
        style = look().theme, look().scale
        key = (self.size().toTuple(), ratio, self._title, *style, self.backdrop_state())
        if key == self._backdrop_key:
            return
        self._backdrop = QPixmap(self.size() * ratio)
        self._backdrop.setDevicePixelRatio(ratio)
        painter = QPainter(self._backdrop)
        self._paint_behind(painter)
        painter.end()
        self._backdrop_key = key

    def _paint_behind(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(look().theme.window))
        painter.setPen(QColor(look().theme.text))
        self._paint_title(painter)
        self.paint_backdrop(painter)

    def _paint_title(self, painter: QPainter) -> None:
        """The title on one line: where it is too long first closer, then with an ellipsis."""
        font = look().font(TITLE_POINTS, bold=True)
        room = self.width() - look().px(8)
        needed = QFontMetricsF(font).horizontalAdvance(self._title)
        closer = min(1.0, max(NARROWEST, room / max(needed, 1.0) - 0.02))
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100.0 * closer)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        # At a baseline: in a rectangle, letters of a taller fallback font would be pushed down.
        painter.drawText(QPointF(look().px(4), metrics.ascent()), title)
