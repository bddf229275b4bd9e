"""The centre of the convolution tab."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout

from dlgui.core import History
from dlgui.topics.convolution.channel_pages import KernelsPage, MixingPage
from dlgui.topics.convolution.experiment import ScanFrame
from dlgui.topics.convolution.open_picture import PictureOpener
from dlgui.topics.convolution.scan_page import ScanPage
from dlgui.topics.convolution.size_page import SizePage
from dlgui.ui.file_choice import ask_to_open
from dlgui.ui.topic_view import TopicView
from dlgui.ui.widgets.deck import Deck, DeckRow
from dlgui.ui.widgets.page_parts import tight


class ScanView(TopicView):
    """The scan above; sizes, kernels and channel mixing below or behind tabs."""

    def __init__(self) -> None:
        super().__init__()
        self._frame: ScanFrame | None = None
        self.scan = ScanPage()
        self.sizes = SizePage()
        self.kernels = KernelsPage()
        self.mixing = MixingPage()
        self.opener = PictureOpener(self)
        rows = [
            DeckRow((self.scan,), narrowest=0, widths=(1,), height=5),
            DeckRow(
                (self.sizes, self.kernels, self.mixing), narrowest=70, widths=(3, 3, 4), height=3
            ),
        ]
        self.deck = Deck("convolution", rows, lowest=44)
        tight(QVBoxLayout(self)).addWidget(self.deck)
        self.scan.param_edited.connect(self.param_edited)
        self.scan.open_requested.connect(self._ask_for_file)
        self.kernels.kernel_chosen.connect(lambda name: self.param_edited.emit("kernel", name))
        self.opener.opened.connect(self._use_file)
        self.setAcceptDrops(True)
        self.retranslate()

    def show_frame(self, frame: ScanFrame, history: History) -> None:
        before, self._frame = self._frame, frame
        self.scan.show_frame(frame)
        if before is None or _other_layer(before, frame):
            self.sizes.show_frame(frame)
            self.kernels.show_frame(frame)
        if before is None or not np.array_equal(before.mixing.after, frame.mixing.after):
            self.mixing.show_mixing(frame.mixing)

    def retranslate(self) -> None:
        self.deck.set_titles([self.tr("Scan"), self.tr("Sizes"), self.tr("Kernels"), "1 × 1"])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            self.opener.open(url.toLocalFile())
            event.acceptProposedAction()

    def _ask_for_file(self) -> None:
        pictures = self.tr("Pictures")
        kinds = f"{pictures} (*.png *.jpg *.jpeg *.bmp *.gif *.webp *.pgm *.ppm)"
        path = ask_to_open(self, self.tr("Open picture"), kinds)
        if path is not None:
            self.opener.open(str(path))

    def _use_file(self, path: str) -> None:
        self.param_edited.emit("path", path)
        self.param_edited.emit("source", "file")


def _other_layer(before: ScanFrame, frame: ScanFrame) -> bool:
    """Whether more than the place of the scan has changed."""
    return (
        before.names != frame.names
        or before.sizes != frame.sizes
        or before.pool_sizes != frame.pool_sizes
        or before.pooling != frame.pooling
        or before.kernel.shape != frame.kernel.shape
        or not np.array_equal(before.maps, frame.maps)
    )
