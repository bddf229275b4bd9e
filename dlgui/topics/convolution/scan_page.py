"""The scan itself: picture, map and pooled map, and below them the sum of one cell."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout

from dlgui.topics.convolution import MOST_CHANNELS, Params
from dlgui.topics.convolution.cell_grid import CellGrid
from dlgui.topics.convolution.cell_painting import number_text
from dlgui.topics.convolution.experiment import FOLLOW, ON_MAP, ON_POOLED, Field, ScanFrame
from dlgui.topics.convolution.kernel_editor import KernelEditor
from dlgui.ui.dress import follow_look
from dlgui.ui.line_breaks import unbroken
from dlgui.ui.translations import translate
from dlgui.ui.widgets.icon_button import IconButton
from dlgui.ui.widgets.page_parts import facts_label, tight
from dlgui.ui.widgets.ticks import value_label
from dlgui.ui.widgets.translated import Translated

Floats = NDArray[np.float64]

_DECIMALS = 3
_ROUNDING = 1e-9
_CHANNEL_LETTERS = "RGB"
_INK_ABOVE = 0.5
_CHOICES = Params.declared()


class ScanPage(Translated):
    """Shows a frame; drawing, pointing and editing ask for parameters to be set."""

    param_edited = Signal(str, object)
    open_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._frame: ScanFrame | None = None
        self._canvas: Floats | None = None
        self._paint = 1.0
        self.picture = CellGrid("picture")
        self.map = CellGrid("map")
        self.pooled = CellGrid("pooled")
        self.patch = CellGrid("patch")
        weights = _CHOICES["weights"]
        self.kernel = KernelEditor("kernel", weights.low, weights.high)  # type: ignore[attr-defined]
        self.products = CellGrid("products")
        self.channel = QTabBar()
        self.channel.setObjectName("channel")
        self.channel.setDrawBase(False)
        self.channel.setExpanding(False)
        for _ in range(MOST_CHANNELS):
            self.channel.addTab("")
        self.sum = facts_label("sum")
        self.open = IconButton("open_picture", "folder")
        self._arrange()
        self._connect()
        follow_look(self, self._forget_height)
        self.retranslate()

    def show_frame(self, frame: ScanFrame) -> None:
        """Show a frame; a drawing under way is not touched."""
        self._frame = frame
        self._show_picture(frame)
        self._show_maps(frame)
        self._show_sum(frame)
        self._show_titles(frame)

    def retranslate(self) -> None:
        for index, name in enumerate((self.tr("Red"), self.tr("Green"), self.tr("Blue"))):
            self.channel.setTabText(index, name)
        self.open.setToolTip(self.tr("Open picture…"))
        self.picture.setToolTip(
            self.tr("Draw with the mouse: a dark cell becomes bright, a bright one dark.")
        )
        self.map.setToolTip(self.tr("Point at a cell to see where its number comes from."))
        self.pooled.setToolTip(self.map.toolTip())
        self.kernel.setToolTip(self.tr("Click a cell and type a number."))
        self.map.set_message(self.tr("The kernel does not fit. See “Sizes”."))
        self.pooled.set_message(self.tr("The window does not fit. See “Sizes”."))
        for grid, title in (
            (self.patch, self.tr("Field")),
            (self.kernel, self.tr("× kernel")),
            (self.products, self.tr("= products")),
        ):
            grid.set_title(title)
        if self._frame is not None:
            self._show_titles(self._frame)
            self._show_sum(self._frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._forget_height()

    def _forget_height(self) -> None:
        self.sum.setMinimumHeight(0)

    # Building -----------------------------------------------------------------------------

    def _arrange(self) -> None:
        above, below, line = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for grid in (self.picture, self.map, self.pooled):
            above.addWidget(grid, 1)
        for grid in (self.patch, self.kernel, self.products):
            below.addWidget(grid, 1)
        line.addWidget(self.sum, 1)
        line.addWidget(self.open)
        column = tight(QVBoxLayout(self))
        column.addLayout(above, 4)
        column.addWidget(self.channel)
        column.addLayout(below, 3)
        column.addLayout(line)

    def _connect(self) -> None:
        self.picture.pressed.connect(self._start_drawing)
        self.picture.dragged.connect(self._draw)
        self.picture.released.connect(self._stop_drawing)
        for grid, where in ((self.map, ON_MAP), (self.pooled, ON_POOLED)):
            grid.hovered.connect(partial(self._point, where))
            grid.pressed.connect(partial(self._point, where))
            grid.dragged.connect(partial(self._point, where))
            grid.mouse_left.connect(partial(self._point, FOLLOW, 0, 0))
        self.kernel.cell_edited.connect(self._write_weight)
        self.channel.currentChanged.connect(self._change_channel)
        self.open.clicked.connect(self.open_requested)

    # Showing ------------------------------------------------------------------------------

    def _show_picture(self, frame: ScanFrame) -> None:
        if self._canvas is None:
            self.picture.set_picture(frame.padded)
            self.picture.set_border(frame.sizes[0].padding)
        fields = [] if frame.field is None else [_cells(frame.field)]
        self.picture.set_fields(*fields)
        self.picture.set_box(frame.receptive if frame.window else None)

    def _show_maps(self, frame: ScanFrame) -> None:
        self.map.set_values(frame.maps[0])
        self.map.set_written(frame.written)
        self.pooled.setVisible(frame.pooling != "none")
        self.pooled.set_values(frame.pooled)
        self.pooled.set_written(frame.pool_written)
        window, field = frame.window, frame.field
        if window is not None:
            top, left, bottom, right = window.box
            self.map.set_fields((range(top, bottom), range(left, right)))
            self.pooled.set_fields(_one(window.cell))
        else:
            self.map.set_fields(*([] if field is None else [_one(field.cell)]))
            self.pooled.set_fields()
        self.map.set_winner(window.winner if window and frame.pooling == "max" else None)

    def _show_sum(self, frame: ScanFrame) -> None:
        channels = len(frame.kernel)
        self.channel.setVisible(channels > 1)
        channel = min(self.channel.currentIndex(), channels - 1)
        self.kernel.set_values(frame.kernel[channel])
        field = frame.field
        here = slice(channel, channel + 1)
        nothing = np.zeros((1, 0, 0))
        self.patch.set_picture(nothing if field is None else field.patch[here])
        self.products.set_values(nothing[0] if field is None else field.products[channel])
        self.sum.setText("" if field is None else unbroken(self._sum_text(frame, field)))
        # A line more or less must not resize the pictures at every step.
        needed = self.sum.heightForWidth(self.sum.width())
        self.sum.setMinimumHeight(max(needed, self.sum.minimumHeight()))

    def _sum_text(self, frame: ScanFrame, field: Field) -> str:
        sums = [_number(value) for value in field.channel_sums]
        total = sums[0]
        if len(sums) > 1:
            total = " + ".join(map("{} {}".format, _CHANNEL_LETTERS, sums))
        activation = translate(_choice_title("activation", frame.activation))
        text = self.tr("Σ = {sum}; z = Σ + b = {z}; y = {y} ({activation})").format(
            sum=total, z=_number(field.z), y=_number(field.y), activation=activation
        )
        if frame.window is None:
            return text
        pooling = translate(_choice_title("pooling", frame.pooling))
        pooled = self.tr("{sum}; {pooling}: {value}")
        return pooled.format(sum=text, pooling=pooling, value=_number(frame.window.value))

    def _show_titles(self, frame: ScanFrame) -> None:
        for grid, title, shape in (
            (self.picture, self.tr("Input"), frame.image.shape[1:]),
            (self.map, self.tr("Map"), frame.maps.shape[1:]),
            (self.pooled, self.tr("Pool"), frame.pooled.shape),
        ):
            text = f"{title} {shape[0]}×{shape[1]}" if shape[0] else title
            if text != grid.accessibleName():
                grid.set_title(text)

    # What a person does -------------------------------------------------------------------

    def _point(self, where: int, row: int, column: int) -> None:
        self.param_edited.emit("focus", (where, row, column))

    def _change_channel(self) -> None:
        if self._frame is not None:
            self._show_sum(self._frame)

    def _write_weight(self, row: int, column: int, value: float) -> None:
        if self._frame is None:
            return
        kernel = self._frame.kernel.copy()
        kernel[min(self.channel.currentIndex(), len(kernel) - 1), row, column] = value
        self.param_edited.emit("weights", tuple(kernel.ravel().tolist()))
        self.param_edited.emit("kernel", "custom")

    def _start_drawing(self, row: int, column: int) -> None:
        if self._frame is None:
            return
        self._canvas = self._frame.canvas.copy()
        place = self._place(row, column)
        if place is None:
            return
        self._paint = 0.0 if self._canvas[place] > _INK_ABOVE else 1.0
        # What is drawn on has moved already.
        for name, value in (("source", "drawing"), ("shift_x", 0), ("shift_y", 0)):
            self.param_edited.emit(name, value)
        self._draw(row, column)

    def _draw(self, row: int, column: int) -> None:
        place = self._place(row, column)
        if place is None or self._canvas is None or self._frame is None:
            return
        self._canvas[place] = self._paint
        self.param_edited.emit("drawing", tuple(self._canvas.ravel().tolist()))

    def _stop_drawing(self) -> None:
        self._canvas = None

    def _place(self, row: int, column: int) -> tuple[int, int] | None:
        """The cell of the canvas under a cell of the padded picture."""
        if self._canvas is None or self._frame is None:
            return None
        height, width = self._frame.image.shape[1:]
        border, side = self._frame.sizes[0].padding, len(self._canvas)
        row, column = row - border, column - border
        if not (0 <= row < height and 0 <= column < width):
            return None
        return row * side // height, column * side // width


def _cells(field: Field) -> tuple[list[int], list[int]]:
    return field.rows.tolist(), field.columns.tolist()


def _one(cell: tuple[int, int]) -> tuple[list[int], list[int]]:
    return [cell[0]], [cell[1]]


def _number(value: float) -> str:
    """A sum or an answer; 0 only where it is 0, up to rounding."""
    value = float(value)
    small = _ROUNDING < abs(value) < 0.5 * 10.0**-_DECIMALS
    return value_label(value) if small else number_text(value, _DECIMALS)


def _choice_title(name: str, value: str) -> str:
    title: str = _CHOICES[name].choices[value]  # type: ignore[attr-defined]
    return title
