"""The centre of the RNN tab."""

from typing import Any

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlgui.core import History
from dlgui.topics._sequence.view import Activation, SequenceView
from dlgui.topics.rnn.unrolled import Unrolled
from dlgui.ui.theme import STYLES
from dlgui.ui.widgets.deck import DeckRow
from dlgui.ui.widgets.live_plot import LivePlot
from dlgui.ui.widgets.page_parts import stacked

ACTIVATIONS = (Activation("hidden", "h"),)
GRADIENTS = (
    ("grad_hidden", "hidden", "‖∂L/∂hₜ‖"),
    ("grad_bound", "reference", ""),
    ("grad_radius", "chance", ""),
)
_SHARES = (2, 3)
"""Heights of the unrolled network and of the heat map with the strip."""
_PLANE_SHARES = (3, 2)
"""Of the plane of eigenvalues, whose circle is no wider than high, and of the unit's curve."""
_ANGLES = np.linspace(0.0, 2 * np.pi, 181)


class RnnView(SequenceView):
    """The unrolled network, W's eigenvalues and the steps' contributions, besides the rest."""

    diagram: Unrolled

    def __init__(self) -> None:
        self.eigenvalues = _create_eigenvalue_plot()
        self.contributions = LivePlot("contributions")
        super().__init__(ACTIVATIONS, 1, GRADIENTS, Unrolled())
        self.diagram.cursor_moved.connect(self.set_time)
        self.strip.align_with(self.maps["hidden"])
        self.maps["hidden"].refitted.connect(self._share_levels)

    def show_frame(self, frame: Any, history: History) -> None:
        super().show_frame(frame, history)
        t = np.arange(1, len(frame.hidden) + 1)
        # The first step adds nothing: h_0 is 0, which a logarithmic axis has no place for.
        self.contributions.set_series("step", t[1:], frame.contributions[1:])
        self.contributions.set_series("sum", t, np.full(len(t), frame.grad_W))
        values = frame.eigenvalues
        self.eigenvalues.set_series("eigenvalues", values.real, values.imag)
        self._share_levels()
        self.diagram.set_steps(frame.strip, frame.hidden, frame.factors, frame.strengths)
        self._title_eigenvalues()

    def show_cell(self, frame: Any, time: int, unit: int) -> None:
        self.diagram.set_cursor(time)

    def activation_title(self, key: str) -> str:
        return self.tr("Hidden state")

    def rows(self, activations: QWidget, training: QWidget) -> list[DeckRow]:
        self.contributions.add_curve("step", STYLES["gradient"])
        self.contributions.add_curve("sum", STYLES["truth"])
        self.contributions.set_log(False, True)
        self.follow_time(self.contributions)
        layout = QVBoxLayout()
        network = stacked(layout, self.diagram, activations)
        for index, share in enumerate(_SHARES):
            layout.setStretch(index, share)
        beside = QVBoxLayout()
        recurrent = stacked(beside, self.eigenvalues, self.traces)
        for index, share in enumerate(_PLANE_SHARES):
            beside.setStretch(index, share)
        return [
            DeckRow((network, recurrent), narrowest=62, widths=(5, 3), height=3),
            DeckRow(
                (training, self.gradients, self.contributions),
                narrowest=64,
                widths=(5, 3, 3),
                height=2,
            ),
        ]

    def titles(self) -> list[str]:
        return [
            self.tr("Network"),
            self.tr("W"),
            self.tr("Training"),
            self.tr("Gradients"),
            self.tr("Shares"),
        ]

    def retranslate(self) -> None:
        super().retranslate()
        self.diagram.setAccessibleName(self.tr("Network, unrolled in time"))
        # No power of T − t: where every step is asked, errors join on the way.
        self.gradients.set_text("reference", self.tr("bound, ‖W‖ · max f′ per step"))
        self.gradients.set_text("chance", self.tr("ρ · max f′ per step"))
        self.contributions.set_labels(
            self.tr("Each step's share of ∂L/∂W"), self.tr("step t"), self.tr("norm of the share")
        )
        self.contributions.set_text("step", self.tr("each step"))
        self.contributions.set_text("sum", "‖∂L/∂W‖")
        self.eigenvalues.set_text("eigenvalues", self.tr("eigenvalues"))
        self.eigenvalues.set_text("circle", self.tr("unit circle"))
        self._title_eigenvalues()

    def _share_levels(self) -> None:
        levels = self.maps["hidden"].levels()
        if levels != self.diagram.levels():
            self.diagram.set_levels(*levels)
            # The levels are written beside the map: as wide as they are, its columns are narrower.
            self.strip.update()

    def _title_eigenvalues(self) -> None:
        title = self.tr("Eigenvalues of W")
        if self._frame is not None:
            title = self.tr("Eigenvalues of W: ρ = {radius:.3f}, ‖W‖ = {norm:.3f}")
            title = title.format(radius=self._frame.spectral_radius, norm=self._frame.spectral_norm)
        self.eigenvalues.set_labels(title, self.tr("real part"), self.tr("imaginary part"))


def _create_eigenvalue_plot() -> LivePlot:
    plot = LivePlot("eigenvalues", equal_aspect=True)
    plot.add_polylines("circle", STYLES["reference"])
    plot.set_polylines("circle", np.cos(_ANGLES), np.sin(_ANGLES))
    plot.add_points("eigenvalues", STYLES["train"])
    return plot
