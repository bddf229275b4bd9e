"""The size formula with the numbers of the moment, and why a window does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from dlgui.topics.convolution.axis_diagram import AxisDiagram
from dlgui.topics.convolution.experiment import ScanFrame
from dlgui.topics.convolution.sizes import SizeSum
from dlgui.ui.line_breaks import unbroken
from dlgui.ui.widgets.page_parts import facts_label, tight
from dlgui.ui.widgets.translated import Translated


class SizePage(Translated):
    """Both formulas line by line, and the windows that they count."""

    def __init__(self) -> None:
        super().__init__()
        self._frame: ScanFrame | None = None
        self.text = facts_label("sizes")
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.windows = AxisDiagram("windows")
        self.pool_windows = AxisDiagram("pool_windows")
        column = tight(QVBoxLayout(self))
        column.addWidget(self.text)
        column.addWidget(self.windows, 3)
        column.addWidget(self.pool_windows, 2)
        self.retranslate()

    def show_frame(self, frame: ScanFrame) -> None:
        """Write what `frame` computed."""
        self._frame = frame
        self.windows.show_size(frame.sizes[1])
        self.pool_windows.show_size(frame.pool_sizes[1])
        self.pool_windows.setVisible(self._pools(frame))
        text = self._formulas(frame)
        if text != self.text.text():
            self.text.setText(text)

    def retranslate(self) -> None:
        self.windows.set_title(self.tr("The kernel's positions along a row"))
        self.pool_windows.set_title(self.tr("The pooling window's positions"))
        if self._frame is not None:
            self.show_frame(self._frame)

    def _pools(self, frame: ScanFrame) -> bool:
        return frame.pooling != "none" and frame.field is not None

    def _formulas(self, frame: ScanFrame) -> str:
        parts = [
            self._head(self.tr("Size of the map"), "⌊(H + 2p − d(k − 1) − 1) / s⌋ + 1"),
            *self._axes(frame.sizes, pooling=False),
        ]
        if self._pools(frame):
            left, right = _brackets(frame.pool_sizes[0])
            formula = f"{left}(H′ − k<sub>p</sub>) / s<sub>p</sub>{right} + 1"
            head = self._head(self.tr("Size of the pooled map"), formula)
            parts += [head, *self._axes(frame.pool_sizes, pooling=True)]
        return "".join(parts)

    def _head(self, title: str, formula: str) -> str:
        return f"<p><b>{title}</b><br>{formula}<br>"

    def _axes(self, sizes: tuple[SizeSum, SizeSum], pooling: bool) -> list[str]:
        rows, columns = (self._axis(size, pooling) for size in sizes)
        if rows == columns:
            return [f"{rows}</p>"]
        named = ((self.tr("Rows"), rows), (self.tr("Columns"), columns))
        return [*(f"{name}: {text}<br>" for name, text in named), "</p>"]

    def _axis(self, size: SizeSum, pooling: bool) -> str:
        top = f"{size.size} − {size.kernel}"
        if not pooling:
            top = f"{size.size} + 2·{size.padding} − {size.dilation}·({size.kernel} − 1) − 1"
        reason = self._reason(size) if size.count else self._misfit(size, not pooling)
        return f"{self._rounded(f'({top}) / {size.stride}', size)}<br>{reason}"

    def _rounded(self, quotient: str, size: SizeSum) -> str:
        left, right = _brackets(size)
        value = f"{size.quotient:.4g}".replace("-", "−")
        sign = "=" if size.count and not size.dropped else "→"
        middle, last = unbroken(f"= {left}{value}{right} + 1"), unbroken(f"{sign} ")
        return f"{left}{quotient}{right} + 1 {middle} {last}<b>{size.count}</b>"

    def _reason(self, size: SizeSum) -> str:
        """What the number means for the edge, in one or two sentences."""
        if size.dropped:
            text = self.tr("The window that rounding up would add lies entirely outside.")
        elif size.overhang:
            text = self.tr("Rounded up: the last window hangs over the edge by {n}.")
        elif size.unseen:
            text = self.tr("Rounded down: the last {n} of the {padded} cells are never seen.")
        else:
            text = self.tr("It divides evenly: the last window ends at the edge.")
        return text.format(n=size.overhang or size.unseen, padded=size.padded)

    def _misfit(self, size: SizeSum, pads: bool) -> str:
        text = self.tr(
            "It does not fit: the window is {extent} cells wide, and there are only {padded}."
        )
        if pads:
            advice = self.tr("Padding {padding} would help, or a kernel of at most {kernel}.")
        else:
            advice = self.tr("A window of at most {kernel} fits.")
        return f"{text} {advice}".format(
            extent=size.extent,
            padded=size.padded,
            padding=size.least_padding,
            kernel=size.largest_kernel,
        )


def _brackets(size: SizeSum) -> tuple[str, str]:
    return ("⌈", "⌉") if size.ceil_mode else ("⌊", "⌋")
