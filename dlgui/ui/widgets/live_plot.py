"""The plot of every page: curves and more, painted at the speed of the screen."""

from __future__ import annotations

from numpy.typing import ArrayLike
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QRegion
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from dlgui.ui.dress import follow_look
from dlgui.ui.theme import CurveStyle
from dlgui.ui.translations import translate
from dlgui.ui.widgets.export import add_export_actions
from dlgui.ui.widgets.histogram import Histogram
from dlgui.ui.widgets.plot_canvas import PlotCanvas
from dlgui.ui.widgets.plot_header import PlotHeader
from dlgui.ui.widgets.plot_items import Band, Bars, Curve, Item, Points, Polylines
from dlgui.ui.widgets.plot_scene import Scene
from dlgui.ui.widgets.reference_line import Line
from dlgui.ui.widgets.series import Columns, Point
from dlgui.ui.widgets.ticks import Range


class LivePlot(QWidget):
    """A plot with title, legend, axes and any number of items.

    Items are added once and then only set; each is known by its key. Drawing happens when Qt
    next paints, however often data were set before, and not at all while the plot is hidden.

    Parameters
    ----------
    name : str
        The object name becomes ``plot.<name>``.
    equal_aspect : bool
        One unit is as long across as up, as in a plane of two weights.
    """

    line_moved = Signal(str, float)
    """A person drags a line: its key, its new value."""
    point_moved = Signal(str, float, float)
    """A person drags a point: the key of its item, and where to."""
    toggled = Signal(str, bool)
    """A person switches an item on or off in the legend."""

    def __init__(
        self, name: str, parent: QWidget | None = None, *, equal_aspect: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"plot.{name}")
        self._scene = Scene(equal_aspect)
        self._header = PlotHeader(self)
        self.canvas = PlotCanvas(self._scene, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.canvas, 1)
        self.setFocusProxy(self.canvas)
        self._header.toggled.connect(self._toggle)
        self.canvas.line_dragged.connect(self.line_moved)
        self.canvas.point_dragged.connect(self.point_moved)
        self.canvas.reset_requested.connect(self.reset_view)
        self.canvas.rested.connect(self.refit)
        follow_look(self, self._restyle)

    # Texts

    def set_labels(self, title: str, x: str, y: str) -> None:
        """Set the title and the names of the axes, each with symbol and unit."""
        self._header.set_title(title)
        if title != self.accessibleName():
            self.setAccessibleName(title)
            self.canvas.setAccessibleName(title)
        if (x, y) != (self._scene.x.name, self._scene.y.name):
            self._scene.x.name, self._scene.y.name = x, y
            self.canvas.update()

    def count_along_x(self) -> None:
        """Mark only whole numbers on the axis below: it counts steps, layers, units."""
        self._scene.x.whole = True

    def set_text(self, key: str, text: str) -> None:
        """Set what people read for an item: in the legend, or beside a reference line."""
        item = self._scene.items[key]
        if text == item.label:
            return
        item.label = text
        if item.in_legend:
            self._header.set_text(key, text)
        self.canvas.update()

    def show_legend(self, on: bool) -> None:
        """Show the legend or, where the plot needs its room, only the title."""
        self._header.show_legend(on)

    # Curves

    def add_curve(
        self, key: str, style: CurveStyle, text: str = "", *, legend: bool = True
    ) -> None:
        """Add a line through points."""
        item = Curve(key, style)
        item.in_legend = legend
        self._add(item, text)

    def set_series(self, key: str, x: ArrayLike, y: ArrayLike, first: Point | None = None) -> None:
        """Set the points of a curve, of scattered points or of bars.

        A longer view of the same growing array, as a history gives, costs only its new points.

        Parameters
        ----------
        key : str
            As given to `add_curve`, `add_points` or `add_bars`.
        x, y : (n,) array_like
            Real numbers. NaN and inf are left out and counted in the plot's corner.
        first : (x, y), optional
            A point before all others, such as the state before the first step.
        """
        item = self._scene.items[key]
        if not isinstance(item, Curve | Points | Bars):
            raise TypeError(f"{key} is no curve")
        item.series.set(x, y, first)
        self.canvas.update()

    # Other items

    def add_points(
        self,
        key: str,
        style: CurveStyle,
        text: str = "",
        *,
        size: float = 6.0,
        draggable: bool = False,
        legend: bool = True,
    ) -> None:
        """Add scattered points, `size` design pixels wide; set them with `set_series`."""
        item = Points(key, style, size)
        item.draggable, item.in_legend = draggable, legend
        self._add(item, text)

    def add_bars(self, key: str, style: CurveStyle, text: str = "", *, width: float = 0.8) -> None:
        """Add bars from zero, `width` in units of x; set them with `set_series`."""
        item = Bars(key, style)
        item.width = width
        self._add(item, text)

    def add_histogram(self, key: str, style: CurveStyle, text: str = "") -> None:
        """Add the outline of a histogram."""
        self._add(Histogram(key, style), text)

    def set_histogram(self, key: str, edges: ArrayLike, counts: ArrayLike) -> None:
        """Set the bounds of the bins (n + 1,), rising, and what they hold (n,)."""
        item = self._scene.items[key]
        if not isinstance(item, Histogram):
            raise TypeError(f"{key} is no histogram")
        item.set_counts(edges, counts)
        self.canvas.update()

    def add_polylines(
        self,
        key: str,
        style: CurveStyle,
        text: str = "",
        *,
        filled: bool = False,
        background: bool = False,
        legend: bool = True,
    ) -> None:
        """Add many lines as one item: contours, arrows, an outlined (filled) region.

        In the `background` they are thin, below everything else, and cost nothing while they stay
        as they are: for contours.
        """
        item = Polylines(key, style, filled, background)
        item.in_legend = legend
        self._add(item, text)

    def set_polylines(
        self, key: str, x: ArrayLike, y: ArrayLike, starts: ArrayLike | None = None
    ) -> None:
        """Set the points of all lines; `starts` holds the index of each line's first point."""
        item = self._scene.items[key]
        if not isinstance(item, Polylines):
            raise TypeError(f"{key} holds no polylines")
        item.set_lines(x, y, starts)
        self.canvas.update()

    def add_band(self, key: str, style: CurveStyle, text: str = "") -> None:
        """Add the region between a lower and an upper curve."""
        self._add(Band(key, style), text)

    def set_band(self, key: str, x: ArrayLike, low: ArrayLike, high: ArrayLike) -> None:
        """Set the edges of a band."""
        item = self._scene.items[key]
        if not isinstance(item, Band):
            raise TypeError(f"{key} is no band")
        item.set_limits(x, low, high)
        self.canvas.update()

    def add_line(
        self,
        key: str,
        style: CurveStyle,
        text: str = "",
        *,
        vertical: bool = False,
        draggable: bool = False,
    ) -> None:
        """Add a reference line across the plot, with its text beside it."""
        self._add(Line(key, style, vertical, draggable), text)

    def set_line(self, key: str, value: float | None) -> None:
        """Move a reference line to a value; None hides it."""
        item = self._scene.items[key]
        if not isinstance(item, Line):
            raise TypeError(f"{key} is no reference line")
        if value != item.value:
            item.value = value
            self.canvas.update()

    def remove(self, key: str) -> None:
        """Take an item away."""
        item = self._scene.items.pop(key)
        if item.in_legend:
            self._header.remove_entry(key)
        self.canvas.update()

    # What is shown

    def set_visible(self, key: str, on: bool) -> None:
        """Switch an item on or off, as the legend does."""
        item = self._scene.items[key]
        if item.in_legend:
            self._header.set_on(key, on)
        if item.visible != on:
            item.visible = on
            self.canvas.update()

    def is_visible(self, key: str) -> bool:
        """Whether an item is switched on."""
        return self._scene.items[key].visible

    def set_log(self, x: bool, y: bool) -> None:
        """Choose logarithmic axes; what has no logarithm is left out and counted."""
        self._scene.set_logs(x, y)
        self.canvas.update()

    def logs(self) -> tuple[bool, bool]:
        """Whether the axes are logarithmic: across, up."""
        return self._scene.x.log, self._scene.y.log

    def set_range(self, x: Range | None = None, y: Range | None = None) -> None:
        """Fix the range of an axis, in values; None lets it follow the data."""
        self._scene.x.fix(x)
        self._scene.y.fix(y)
        self.canvas.update()

    def ranges(self) -> tuple[Range, Range]:
        """The ranges shown now, in axis space (log10 on logarithmic axes)."""
        view = self.canvas.view()
        return view.u, view.v

    def refit(self) -> None:
        """Fit automatic ranges to the data anew: a new run has begun, or this one rests."""
        self._scene.x.forget()
        self._scene.y.forget()
        self.canvas.update()

    def reset_view(self) -> None:
        """Give up zoom and pan and fit the ranges to the data."""
        self._scene.x.reset()
        self._scene.y.reset()
        self.canvas.update()

    # Export

    def columns(self) -> Columns:
        """The data of all shown items, as given, named for a table."""
        return [column for item in self._scene.shown() for column in item.columns()]

    def headings(self) -> list[str]:
        """The names of the columns as the plot writes them: of axes and of the legend."""
        axes = {"x": self._scene.x.name, "y": self._scene.y.name}
        return [
            axes.get(name) or _heading(item, name)
            for item in self._scene.shown()
            for name, _ in item.columns()
        ]

    def paint_picture(self, painter: QPainter) -> None:
        """Paint everything with lines and letters only, for any resolution."""
        self.canvas.vector = self._header.for_file = True
        flags = QWidget.RenderFlag.DrawWindowBackground | QWidget.RenderFlag.DrawChildren
        self.render(painter, QPoint(), QRegion(), flags)
        self.canvas.vector = self._header.for_file = False

    def context_menu(self) -> QMenu:
        """The menu of the right mouse button."""
        menu = QMenu(self)
        add_export_actions(menu, self)
        menu.addSeparator()
        log_x, log_y = self.logs()
        across = menu.addAction(self.tr("Logarithmic x axis"))
        up = menu.addAction(self.tr("Logarithmic y axis"))
        for action, on, name in ((across, log_x, "log_x"), (up, log_y, "log_y")):
            action.setCheckable(True)
            action.setChecked(on)
            action.setObjectName(name)
        across.toggled.connect(lambda on: self.set_log(on, self.logs()[1]))
        up.toggled.connect(lambda on: self.set_log(self.logs()[0], on))
        reset = menu.addAction(self.tr("Reset view"))
        reset.setObjectName("reset_view")
        reset.triggered.connect(self.reset_view)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _add(self, item: Item, text: str) -> None:
        if item.key in self._scene.items:
            raise ValueError(f"{item.key} is there already")
        item.label = text or item.label
        item.set_logs(*self.logs())
        self._scene.items[item.key] = item
        if item.in_legend:
            name = f"{self.objectName()}.legend.{item.key}"
            self._header.add_entry(item.key, item.paint_sample, item.label, name)
        self.canvas.update()

    def _toggle(self, key: str, on: bool) -> None:
        if self._scene.items[key].visible == on:
            return
        self._scene.items[key].visible = on
        self.canvas.update()
        self.toggled.emit(key, on)

    def _restyle(self) -> None:
        self._header.arrange()
        self.canvas.update()


def _heading(item: Item, name: str) -> str:
    """The legend's name of an item, and which of its columns this is."""
    which = name.removeprefix(item.key).strip()
    return f"{item.label or item.key} {translate(which)}".strip()
