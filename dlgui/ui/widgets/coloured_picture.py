"""Base of the widgets that show an array as colours."""

from __future__ import annotations

from abc import abstractmethod

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from dlgui.ui.widgets.colour_maps import ColourImage
from dlgui.ui.widgets.levels import Levels
from dlgui.ui.widgets.picture_widget import PictureWidget
from dlgui.ui.widgets.plot_canvas import REST_MS


class ColouredPicture(PictureWidget):
    """A widget that shows an array as colours.

    Parameters
    ----------
    name : str
        The object name becomes ``plot.<name>``.
    signed : bool
        Diverging colours around 0; otherwise sequential ones.
    """

    refitted = Signal()
    """The levels have been fitted again."""

    def __init__(self, name: str, signed: bool, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._levels = Levels(signed)
        self._colours = ColourImage(signed)
        # Levels may be held wide while frames arrive; they are fitted when no more do.
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.refit)

    @abstractmethod
    def table(self) -> NDArray[np.float64]:
        """The array to show, (rows, columns)."""
        raise NotImplementedError

    def set_levels(self, low: float | None, high: float | None) -> None:
        """Fix the values of the first and the last colour; None follows the data in steps."""
        self._levels.fix(None if low is None or high is None else (low, high))
        self._colour()

    def levels(self) -> tuple[float, float]:
        """The values of the first and the last colour."""
        return self._levels.span

    def refit(self) -> None:
        """Fit levels that follow the data to what is shown now, because the run rests."""
        self._levels.forget()
        self._colour()
        self.refitted.emit()

    def _colour(self) -> None:
        """Colour the array again after a change."""
        table = self.table()
        self._levels.follow(table)
        self._colours.set_values(table, *self._levels.span)
        if self._levels.held:
            self._rest.start()
        self.update()
