"""The plane of two weights as a picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from dlgui.core.param import Vector
from dlgui.data.dataset import Floats
from dlgui.topics.regularization import Params
from dlgui.topics.regularization.experiment import RegularizationFrame
from dlgui.ui.theme import STYLES, CurveStyle
from dlgui.ui.widgets.live_plot import LivePlot
from dlgui.ui.widgets.translated import Translated

_DECIMALS = 2
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class PlanePlot(Translated):
    """Contours, constraint region, descent and optima; start point and truth can be dragged.

    Attributes
    ----------
    param_edited : Signal(str, object)
        ``start`` or ``truth`` was dragged to a pair of weights.
    """

    param_edited = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.plot = LivePlot("plane", equal_aspect=True)
        self._frame: RegularizationFrame | None = None
        self._knows_truth = False
        self._add_items()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)
        self.plot.point_moved.connect(self._drag)
        self.retranslate()

    def show_frame(self, frame: RegularizationFrame) -> None:
        """Set everything to what a frame holds."""
        old, self._frame = self._frame, frame
        if (frame.truth is None) == self._knows_truth:
            self._add_truth(frame.truth is not None)
        if old is None or _names(old) != _names(frame):
            self.retranslate()
        if old is None or old.half_width != frame.half_width:
            span = (-frame.half_width, frame.half_width)
            self.plot.set_range(span, span)
        # What is being dragged is ahead of the frames until the model has answered.
        if old is None or not np.array_equal(old.start, frame.start):
            self._set_point("start", frame.start)
        if frame.truth is not None and (old is None or not _same(old, frame)):
            self._set_point("truth", frame.truth[[*frame.axes]])
        if old is None or not np.array_equal(old.contours, frame.contours):
            count, points = frame.contours.shape[:2]
            starts = np.arange(count) * points
            self.plot.set_polylines("contours", *_columns(frame.contours), starts)
        self._set_lines(frame)
        self._set_points(frame)

    def retranslate(self) -> None:
        """Set title, axes and legend."""
        texts = {
            "region": self.tr("Ω ≤ C"),
            "contours": self.tr("E_D"),
            "touching": self.tr("E_D at w*"),
            "optimum": self.tr("w*"),
            "least_squares": self.tr("least squares"),
            "cloud": self.tr("w* of resamples"),
            "trajectory": self.tr("descent"),
            "start": self.tr("start"),
            "bottom": self.tr("smallest E_D in this plane"),
        }
        if self._knows_truth:
            texts["truth"] = self.tr("truth")
        for key, text in texts.items():
            self.plot.set_text(key, text)
        if self._frame is None:
            return
        titles = {
            "": self.tr("Two weights"),
            "optimum": self.tr("Two weights, the others at the optimum"),
            "current": self.tr("Two weights, the others as they are now"),
        }
        first, second = (weight_name(self._frame.features, j) for j in self._frame.axes)
        self.plot.set_labels(titles[self._frame.held], first, second)

    def _add_items(self) -> None:
        plot = self.plot
        plot.add_polylines("region", STYLES["constraint"], filled=True)
        plot.add_polylines("contours", STYLES["contour"], background=True)
        plot.add_polylines("touching", STYLES["data_loss"])
        plot.add_points("cloud", _drawn_as("variance", "circle"), size=4.0)
        plot.add_curve("trajectory", _drawn_as("trajectory", None))
        plot.add_points("bottom", _drawn_as("reference", "triangle"), size=10.0, legend=False)
        plot.add_points("least_squares", _drawn_as("data_loss", "triangle"), size=12.0)
        plot.add_points("optimum", _drawn_as("constraint", "diamond"), size=14.0)
        plot.add_points("start", _drawn_as("trajectory", "square"), size=12.0, draggable=True)

    def _add_truth(self, known: bool) -> None:
        self._knows_truth = known
        if known:
            self.plot.add_points("truth", STYLES["truth"], size=14.0, draggable=True)
        else:
            self.plot.remove("truth")
        self.retranslate()

    def _set_lines(self, frame: RegularizationFrame) -> None:
        plot = self.plot
        plot.set_polylines("touching", *_columns(frame.touching))
        plot.set_polylines("region", *_columns(frame.region))
        plot.set_series("trajectory", *_columns(frame.trajectory))

    def _set_points(self, frame: RegularizationFrame) -> None:
        axes = [*frame.axes]
        self.plot.set_series("cloud", *_columns(frame.cloud))
        self._set_point("optimum", frame.optimum[axes])
        self._set_point("least_squares", frame.least_squares[axes])
        self._set_point("bottom", frame.bottom if frame.held else None)

    def _set_point(self, key: str, point: Floats | None) -> None:
        self.plot.set_series(key, *([], []) if point is None else ([point[0]], [point[1]]))

    def _drag(self, key: str, x: float, y: float) -> None:
        param = Params.param(key)
        assert isinstance(param, Vector)
        point = tuple(round(min(max(v, param.low), param.high), _DECIMALS) for v in (x, y))
        self._set_point(key, np.array(point))
        self.param_edited.emit(key, point)


def _drawn_as(quantity: str, marker: str | None) -> CurveStyle:
    """The quantity's colour with a marker of its own: points are told apart by more than colour."""
    return replace(STYLES[quantity], marker=marker)


def weight_name(features: tuple[str, ...], j: int) -> str:
    """How weight j is written: w₃, with the feature's name where that says more."""
    index = str(j + 1).translate(_SUBSCRIPTS)
    plain = features[j].translate(_SUBSCRIPTS) == f"x{index}"
    return f"w{index}" if plain else f"w{index} ({features[j]})"


def _names(frame: RegularizationFrame) -> tuple[object, ...]:
    return frame.features, frame.axes, frame.held


def _same(one: RegularizationFrame, other: RegularizationFrame) -> bool:
    """Whether two frames put the truth at the same place."""
    if one.truth is None or other.truth is None or one.axes != other.axes:
        return False
    return np.array_equal(one.truth, other.truth)


def _columns(points: Floats) -> tuple[Floats, Floats]:
    return points[..., 0].ravel(), points[..., 1].ravel()
