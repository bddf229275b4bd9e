"""Several kernels and their maps, and a 1 × 1 convolution that mixes channels."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dlgui.topics.convolution import CUSTOM, Params
from dlgui.topics.convolution.experiment import ScanFrame
from dlgui.topics.convolution.mixing import Mixing
from dlgui.ui.line_breaks import whole_numbers
from dlgui.ui.translations import translate
from dlgui.ui.widgets.heat_map import HeatMap
from dlgui.ui.widgets.image_grid import ImageGrid
from dlgui.ui.widgets.page_parts import facts_label, tight
from dlgui.ui.widgets.translated import Translated

_NO_IMAGES = np.zeros((0, 1, 1))
_TITLES: dict[str, str] = Params.declared()["kernel"].choices  # type: ignore[attr-defined]


class KernelsPage(Translated):
    """One map a kernel; a click makes that kernel the one that scans."""

    kernel_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._frame: ScanFrame | None = None
        self.maps = ImageGrid("maps", signed=True)
        self.maps.set_levels(-1.0, 1.0)
        self.maps.selected.connect(self._choose)
        self.counts = facts_label("layer_counts")
        column = tight(QVBoxLayout(self))
        column.addWidget(self.maps, 1)
        column.addWidget(self.counts)
        self.retranslate()

    def show_frame(self, frame: ScanFrame) -> None:
        """Show the maps of all kernels and what the layer costs."""
        self._frame = frame
        if frame.maps.size:
            self.maps.set_images(frame.shades, frame.maps)
        else:
            self.maps.set_images(_NO_IMAGES)
        self.maps.set_chosen(0)
        self._write()

    def retranslate(self) -> None:
        self.maps.set_title(self.tr("One map per kernel"))
        self.maps.setToolTip(
            self.tr("Click a map to scan with its kernel. Each map has its own colour scale.")
        )
        self._write()

    def _choose(self, index: int) -> None:
        if self._frame is not None and self._frame.names[index] != CUSTOM:
            self.kernel_chosen.emit(self._frame.names[index])

    def _write(self) -> None:
        if self._frame is None:
            return
        frame = self._frame
        self.maps.set_captions([translate(_TITLES[name]) for name in frame.names])
        channels, k = frame.kernel.shape[:2]
        text = self.tr(
            "{F} kernels of {k} × {k} × {C}: {F}·({C}·{k}² + 1) = {parameters} parameters, "
            "{multiplications} multiplications. A dense layer between the same arrays: "
            "{dense} parameters, {times} times as many."
        )
        cost = frame.cost
        self.counts.setText(
            whole_numbers(text).format(
                F=len(frame.names),
                k=k,
                C=channels,
                parameters=_grouped(cost.parameters),
                multiplications=_grouped(cost.multiplications),
                dense=_grouped(cost.dense_parameters),
                times=_times(cost.sharing),
            )
        )


class MixingPage(Translated):
    """Maps in, the matrix that mixes them, maps out."""

    def __init__(self) -> None:
        super().__init__()
        self._mixing: Mixing | None = None
        self.before = ImageGrid("mix_in", signed=False)
        self.weights = HeatMap("mix_weights", signed=True)
        self.after = ImageGrid("mix_out", signed=True)
        self.counts = facts_label("mix_counts")
        self.weights.row_selected.connect(self.after.set_chosen)
        self.weights.cursor_moved.connect(self.before.set_chosen)
        self.after.selected.connect(self.weights.set_row)
        self.before.selected.connect(self.weights.set_cursor)
        self.weights.set_axes_visible(colour_bar=False)
        self.weights.set_first(1, 1)
        pictures = tight(QHBoxLayout())
        for widget in (self.before, self.weights, self.after):
            pictures.addWidget(widget, 1)
        column = tight(QVBoxLayout(self))
        column.addLayout(pictures, 1)
        column.addWidget(self.counts)
        self.retranslate()

    def show_mixing(self, mixing: Mixing) -> None:
        """Show all maps and the numbers between them."""
        self._mixing = mixing
        self.before.set_images(mixing.before)
        self.weights.set_values(mixing.weights)
        self.after.set_images(mixing.after)
        self._write()

    def retranslate(self) -> None:
        self.weights.set_labels(
            self.tr("1 × 1 kernels"), self.tr("input map"), self.tr("output map")
        )
        self._write()

    def _write(self) -> None:
        if self._mixing is None:
            return
        mixing = self._mixing
        channels_in, channels_out = len(mixing.before), len(mixing.after)
        rows, columns = mixing.before.shape[1:]
        self.before.set_title(f"{rows} × {columns} × {channels_in}")
        self.after.set_title(f"{rows} × {columns} × {channels_out}")
        text = self.tr(
            "{M}·{N} + {N} = {parameters} parameters and {rows}·{columns}·{M}·{N} = "
            "{multiplications} multiplications. With 3 × 3 kernels: {parameters3} and "
            "{multiplications3}; dense: {dense} parameters."
        )
        self.counts.setText(
            whole_numbers(text).format(
                M=channels_in,
                N=channels_out,
                rows=rows,
                columns=columns,
                parameters=_grouped(mixing.cost.parameters),
                multiplications=_grouped(mixing.cost.multiplications),
                parameters3=_grouped(mixing.cost3.parameters),
                multiplications3=_grouped(mixing.cost3.multiplications),
                dense=_grouped(mixing.cost.dense_parameters),
            )
        )


def _times(ratio: float) -> str:
    """With two digits where it is small: a layer that sees the whole picture saves little."""
    return f"{ratio:.2g}" if ratio < 9.95 else _grouped(round(ratio))


def _grouped(number: int) -> str:
    """Digits in groups of three, set apart by a narrow space that does not break."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
