"""The page's centre."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout

from dlgui.core import History
from dlgui.topics.regularization.experiment import RegularizationFrame
from dlgui.ui.topic_view import TopicView


class RegularizationView(TopicView):
    """Shows how the weights move."""

    def __init__(self) -> None:
        super().__init__()
        self._label = QLabel()
        QVBoxLayout(self).addWidget(self._label)
        self.retranslate()

    def show_frame(self, frame: RegularizationFrame, history: History) -> None:
        self._label.setText(f"{frame.total:.4g} {frame.w}")

    def retranslate(self) -> None:
        self._label.setAccessibleName(self.tr("Weights"))
