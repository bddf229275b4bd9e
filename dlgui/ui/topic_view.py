"""The centre of a page: what every topic's view has in common."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from dlgui.core import History
from dlgui.ui.widgets.translated import Translated


class TopicView(Translated):
    """Base of each topic's view: builds its widgets once, and afterwards only sets them.

    A view contains no mathematics. The page gives it frames only while it is visible.

    Attributes
    ----------
    param_edited : Signal(str, object)
        Asks the page to set a parameter to a value, such as a start point that was dragged.
    """

    param_edited = Signal(str, object)

    def show_frame(self, frame: Any, history: History) -> None:
        """Set what the widgets show.

        Parameters
        ----------
        frame : Frame
            The topic's own frame; read-only.
        history : History
            The scalars of the run so far, kept by the page.
        """
        raise NotImplementedError
