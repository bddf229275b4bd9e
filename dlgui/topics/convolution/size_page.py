"""The size formula with the numbers of the moment, and why a window does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from dlgui.topics.convolution.experiment import ScanFrame
from dlgui.topics.convolution.sizes import SizeSum


class SizePage(QLabel):
    """Both formulas, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sizes")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_frame(self, frame: ScanFrame) -> None:
        """Write what `frame` computed."""
        parts = [
            self._head(self.tr("Size of the map"), "⌊(H + 2p − d(k − 1) − 1) / s⌋ + 1"),
            *self._axes(frame.sizes, pooling=False),
        ]
        if frame.pooling != "none" and frame.field:
            rounded = "⌈(H′ − k_p) / s_p⌉ + 1" if frame.pool_sizes[0].ceil_mode else ""
            formula = rounded or "⌊(H′ − k_p) / s_p⌋ + 1"
            head = self._head(self.tr("Size of the pooled map"), formula)
            parts += [head, *self._axes(frame.pool_sizes, pooling=True)]
        text = "".join(parts)
        if text != self.text():
            self.setText(text)

    def _head(self, title: str, formula: str) -> str:
        spaced = formula.replace("k_p", "k<sub>p</sub>").replace("s_p", "s<sub>p</sub>")
        return f"<p><b>{title}</b><br>{spaced}</p>"

    def _axes(self, sizes: tuple[SizeSum, SizeSum], pooling: bool) -> list[str]:
        rows, columns = (self._axis(size, pooling) for size in sizes)
        if rows == columns:
            return [f"<p>{rows}</p>"]
        named = ((self.tr("Rows"), rows), (self.tr("Columns"), columns))
        return [f"<p>{name}: {text}</p>" for name, text in named]

    def _axis(self, size: SizeSum, pooling: bool) -> str:
        top = f"{size.size} − {size.kernel}"
        if not pooling:
            top = f"{size.size} + 2·{size.padding} − {size.dilation}·({size.kernel} − 1) − 1"
        reason = self._reason(size) if size.count else self._misfit(size, not pooling)
        return f"{self._rounded(f'({top}) / {size.stride}', size)}<br>{reason}"

    def _rounded(self, quotient: str, size: SizeSum) -> str:
        left, right = "⌈⌉" if size.ceil_mode else "⌊⌋"
        value = f"{size.quotient:.4g}".replace("-", "−")
        text = f"{left}{quotient}{right} + 1 = {left}{value}{right} + 1"
        result = f"<b>{size.count}</b>"
        if size.count and not size.dropped:
            return f"{text} = {result}"
        return f"{text} → {result}"

    def _reason(self, size: SizeSum) -> str:
        """What the number means for the edge, in one or two sentences."""
        if size.dropped:
            text = self.tr("The window that rounding up would add lies outside altogether.")
        elif size.overhang:
            text = self.tr("Rounded up: the last window hangs over the edge by {n}.")
        elif size.unseen:
            text = self.tr("Rounded down: the last {n} of the {padded} cells are never seen.")
        else:
            text = self.tr("It comes out even: the last window ends at the edge.")
        return text.format(n=size.overhang or size.unseen, padded=size.padded)

    def _misfit(self, size: SizeSum, pads: bool) -> str:
        text = self.tr(
            "It does not fit: the window is {extent} cells wide, and there are only {padded}."
        )
        if pads:
            advice = self.tr("Padding {padding} would do, or a kernel of at most {kernel}.")
        else:
            advice = self.tr("A window of at most {kernel} fits.")
        return f"{text} {advice}".format(
            extent=size.extent,
            padded=size.padded,
            padding=size.least_padding,
            kernel=size.largest_kernel,
        )
