"""The painted part of a plot: a cached frame, the items over it, hover, zoom and pan."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from dlgui.ui.theme import SMALL_POINTS, look
from dlgui.ui.widgets.focus import paint_focus
from dlgui.ui.widgets.plot_items import Item, Points
from dlgui.ui.widgets.plot_painting import View
from dlgui.ui.widgets.plot_reading import read_scene
from dlgui.ui.widgets.plot_scene import Scene, background_colour
from dlgui.ui.widgets.readout import paint_readout
from dlgui.ui.widgets.reference_line import Line

_CONTROL = Qt.KeyboardModifier.ControlModifier
_ZOOM_STEP = 1.2
_GRIP_DISTANCE = 8
_RING = 8
REST_MS = 500


class PlotCanvas(QWidget):
    """Paints a `Scene`. Nothing is painted unless something changed."""

    line_dragged = Signal(str, float)
    point_dragged = Signal(str, float, float)
    reset_requested = Signal()
    rested = Signal()

    def __init__(self, scene: Scene, parent: QWidget) -> None:
        super().__init__(parent)
        self._scene = scene
        self._frame = QPixmap()
        self._frame_key: tuple[object, ...] | None = None
        self._mouse: QPointF | None = None
        self._pan: tuple[QPointF, View] | None = None
        self._dragged: Item | None = None
        self.vector = False
        # Ranges may be held wide while frames arrive; they are fitted when no more do.
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.rested)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def view(self) -> View:
        """The plotting area and its ranges as they are now."""
        self._scene.follow_data()
        return self._scene.layout(QSizeF(self.size()), self.vector)

    def paintEvent(self, event: QPaintEvent) -> None:
        view = self.view()
        painter = QPainter(self)
        if self.vector:
            painter.fillRect(self.rect(), background_colour())
            self._paint_behind(painter, view)
        else:
            self._refresh_frame(view)
            painter.drawPixmap(0, 0, self._frame)
        self._scene.paint_items(painter, view, background=False)
        self._paint_missing(painter)
        if self._mouse is not None and not self.vector and view.rect.contains(self._mouse):
            self._paint_hover(painter, view, self._mouse)
        if not self.vector:
            paint_focus(painter, self)
        painter.end()
        if self._scene.x.held or self._scene.y.held:
            self._rest.start()

    def _refresh_frame(self, view: View) -> None:
        axes = self._scene.x, self._scene.y
        key = (
            self.size().toTuple(),
            self.devicePixelRatioF(),
            (view.u, view.v),
            tuple((axis.name, axis.log) for axis in axes),
            (look().theme, look().scale),
            self._scene.background_state(),
        )
        if key == self._frame_key:
            return
        ratio = self.devicePixelRatioF()
        self._frame = QPixmap(self.size() * ratio)
        self._frame.setDevicePixelRatio(ratio)
        self._frame.fill(background_colour())
        painter = QPainter(self._frame)
        self._paint_behind(painter, view)
        painter.end()
        self._frame_key = key

    def _paint_behind(self, painter: QPainter, view: View) -> None:
        self._scene.paint_frame(painter, view)
        self._scene.paint_items(painter, view, background=True)

    def _paint_missing(self, painter: QPainter) -> None:
        missing = self._scene.missing()
        if not missing:
            return
        text = "⚠ " + self.tr("{n} not shown").format(n=missing)
        painter.setFont(look().font(SMALL_POINTS))
        painter.setPen(QColor(look().theme.amber))
        metrics = painter.fontMetrics()
        x = self.width() - metrics.horizontalAdvance(text) - look().px(8)
        painter.drawText(QPointF(x, metrics.ascent()), text)

    def _paint_hover(self, painter: QPainter, view: View, mouse: QPointF) -> None:
        readout = read_scene(self._scene, view, mouse)
        if readout.point is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(look().theme.text), look().line_width()))
            painter.drawEllipse(readout.point, look().px(_RING), look().px(_RING))
        paint_readout(painter, view.rect, readout.point or mouse, readout.head, readout.rows)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view = self.view()
        self._dragged = self._grip(view, event.position())
        if self._dragged is None:
            self._pan = (event.position(), view)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        if self._dragged is not None:
            self._drag(self._dragged, event.position())
        elif self._pan is not None:
            self._pan_to(event.position(), *self._pan)
        else:
            over = self._grip(self.view(), event.position())
            shape = over.cursor if over else Qt.CursorShape.ArrowCursor
            if self.cursor().shape() != shape:
                self.setCursor(shape)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = self._pan = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reset_requested.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turns = event.angleDelta().y() / 120.0
        if not turns:
            return
        self.zoom(event.position(), _ZOOM_STEP**-turns)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        middle = self.view().rect.center()
        match event.key():
            case Qt.Key.Key_A:
                self.reset_requested.emit()
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal if not event.modifiers() & _CONTROL:
                self.zoom(middle, 1 / _ZOOM_STEP)
            case Qt.Key.Key_Minus if not event.modifiers() & _CONTROL:
                self.zoom(middle, _ZOOM_STEP)
            case _:
                super().keyPressEvent(event)

    def zoom(self, about: QPointF, factor: float) -> None:
        """Stretch the ranges around a pixel; beside the plot only the axis there is stretched."""
        view = self.view()
        u, v = view.at(about)
        below, left = about.y() > view.rect.bottom(), about.x() < view.rect.left()
        if not left:
            self._scene.x.zoom(u, factor)
        if not below:
            self._scene.y.zoom(v, factor)
        self.update()

    def _pan_to(self, mouse: QPointF, start: QPointF, view: View) -> None:
        """Show what `view` showed, moved so that what was at `start` is under the mouse."""
        (u0, v0), (u1, v1) = view.at(start), view.at(mouse)
        if start == mouse:
            return
        self._scene.x.move_to((view.u[0] + u0 - u1, view.u[1] + u0 - u1))
        self._scene.y.move_to((view.v[0] + v0 - v1, view.v[1] + v0 - v1))

    def _grip(self, view: View, mouse: QPointF) -> Item | None:
        """The draggable item under the mouse."""
        reach = look().px(_GRIP_DISTANCE)
        for item in self._scene.shown():
            if not item.draggable:
                continue
            if isinstance(item, Line):
                at = item.pixel(view)
                here = mouse.x() if item.vertical else mouse.y()
                if at is not None and abs(at - here) <= reach:
                    return item
            if isinstance(item, Points) and item.series.u.size:
                x, y = view.px(item.series.u) - mouse.x(), view.py(item.series.v) - mouse.y()
                if (x * x + y * y).min() <= (reach + item.size) ** 2:
                    return item
        return None

    def _drag(self, item: Item, mouse: QPointF) -> None:
        view = self.view()
        u, v = view.at(mouse)
        u, v = min(max(u, view.u[0]), view.u[1]), min(max(v, view.v[0]), view.v[1])
        if isinstance(item, Line):
            item.value = item.value_of(u if item.vertical else v)
            self.line_dragged.emit(item.key, item.value)
        else:
            x, y = self._scene.x.value(u), self._scene.y.value(v)
            self.point_dragged.emit(item.key, x, y)
