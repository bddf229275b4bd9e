"""The bar below the plots: play, step, reset, speed, seed and where the run is."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLayout, QLineEdit, QWidget

from dlgui.core.seeds import LARGEST_SEED
from dlgui.messages import UserError, tr
from dlgui.ui.dress import follow_look
from dlgui.ui.theme import look
from dlgui.ui.widgets.icon_button import IconButton
from dlgui.ui.widgets.translated import Translated

SPEEDS = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 100.0, 300.0, 1000.0)


def parse_seed(text: str) -> int:
    """A seed that was typed; `UserError` when it is none."""
    word = text.strip()
    is_whole = word.isascii() and word.isdigit() and len(word) <= len(str(LARGEST_SEED))
    if not (is_whole and int(word) <= LARGEST_SEED):
        raise UserError(
            tr("The seed must be a whole number, 0 … {largest}, not “{word}”."),
            largest=LARGEST_SEED,
            word=text,
        )
    return int(word)


class Transport(Translated):
    """Buttons for one run; they ask, the page acts.

    Attributes
    ----------
    speed_chosen : Signal(object)
        Steps a second, or None for as fast as it goes.
    seed_chosen : Signal(object)
        A whole number, which may be too large for Qt's int.
    seed_refused : Signal(object)
        The `UserError` that says what is wrong with what was typed.
    """

    play_requested = Signal()
    pause_requested = Signal()
    step_requested = Signal()
    reset_requested = Signal()
    speed_chosen = Signal(object)
    seed_chosen = Signal(object)
    seed_refused = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._playing = False
        self._seed = 0
        self._step = 0
        self._rate = 0.0
        self._stage = 0
        self.play = IconButton("transport.play", "play")
        self.play.set_primary(True)
        self.step = IconButton("transport.step", "step")
        self.reset = IconButton("transport.reset", "reset")
        self.speed = QComboBox()
        self.speed.setObjectName("transport.speed")
        self.speed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.seed = QLineEdit("0")
        self.seed.setObjectName("transport.seed")
        self._speed_label, self._seed_label = QLabel(), QLabel()
        self.count = QLabel()
        self.count.setObjectName("transport.count")
        self._fill()
        self._connect()
        self.retranslate()
        self._restyle()

    def show_playing(self, playing: bool) -> None:
        """Say whether the run is under way."""
        self._playing = playing
        self.play.set_icon("pause" if playing else "play")
        self.play.setText(self.tr("Pause") if playing else self.tr("Play"))
        self._show_count()

    def show_step(self, step: int, steps_per_second: float) -> None:
        """Say where the run is and how fast it goes."""
        self._step, self._rate = step, steps_per_second
        self._show_count()

    def show_seed(self, seed: int) -> None:
        """Say which seed the run has."""
        self._seed = seed
        self.seed.setText(str(seed))

    def show_speed(self, steps_per_second: float | None) -> None:
        """Say which speed was chosen."""
        with QSignalBlocker(self.speed):
            self.speed.setCurrentIndex(self._speed_index(steps_per_second))

    def set_can_run(self, can_run: bool) -> None:
        """Whether stepping on makes sense; it does not after the run has diverged or failed."""
        self.play.setEnabled(can_run)
        self.step.setEnabled(can_run)

    def retranslate(self) -> None:
        """Set every text."""
        self.show_playing(self._playing)
        self.play.setToolTip(self.tr("Start or stop training (Space)"))
        self.step.setText(self.tr("Step"))
        self.step.setToolTip(self.tr("Take one training step (→)"))
        self.reset.setText(self.tr("Reset"))
        self.reset.setToolTip(self.tr("Start again from step 0 with the same seed (R)"))
        self._speed_label.setText(self.tr("Speed"))
        self.speed.setToolTip(self.tr("Training steps per second"))
        self._seed_label.setText(self.tr("Seed"))
        self.seed.setToolTip(
            self.tr("All randomness comes from this number: the same seed gives the same run")
        )
        for index, speed in enumerate(SPEEDS):
            self.speed.setItemText(index, self.tr("{n}/s").format(n=f"{speed:g}"))
        self.speed.setItemText(len(SPEEDS), self.tr("maximum"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        # The bar leaves its words out before it widens the window.
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Leave out words, in two stages, when the bar is too narrow for them."""
        for stage in range(3):
            for button in (self.step, self.reset):
                button.set_compact(stage >= 1)
            for label in (self._speed_label, self._seed_label):
                label.setVisible(stage < 2)
            self.play.set_compact(stage >= 2)
            self._stage = stage
            # The size is fixed: a label that grows with its number lays the page out at each frame.
            widest = self._count_text(8_888_888, 88_888.0)
            metrics = self.count.fontMetrics()
            self.count.setFixedSize(metrics.horizontalAdvance(widest), metrics.height())
            self._row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                break
        # Now: within a resize Qt would leave the parts where they were until the next request.
        self._row.activate()
        self._show_count()

    def _fill(self) -> None:
        for speed in SPEEDS:
            self.speed.addItem("", speed)
        self.speed.addItem("", None)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        buttons: tuple[QWidget, ...] = (self.play, self.step, self.reset)
        numbers = (self.count, self._speed_label, self.speed)
        for widget in buttons:
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for widget in (*numbers, self._seed_label, self.seed):
            self._row.addWidget(widget)
            if widget in (self.count, self.speed):
                self._row.addSpacing(look().px(16))

    def _connect(self) -> None:
        self.play.clicked.connect(self._toggle)
        self.step.clicked.connect(self.step_requested)
        self.reset.clicked.connect(self.reset_requested)
        self.speed.currentIndexChanged.connect(self._choose_speed)
        self.seed.editingFinished.connect(self._choose_seed)
        follow_look(self, self._restyle)

    def _toggle(self) -> None:
        (self.pause_requested if self._playing else self.play_requested).emit()

    def _choose_speed(self) -> None:
        self.speed_chosen.emit(self.speed.currentData())

    def _choose_seed(self) -> None:
        try:
            seed = parse_seed(self.seed.text())
        except UserError as error:
            self.seed.setText(str(self._seed))
            self.seed_refused.emit(error)
            return
        if seed != self._seed:
            self.seed_chosen.emit(seed)

    def _speed_index(self, steps_per_second: float | None) -> int:
        if steps_per_second is None:
            return len(SPEEDS)
        distances = [abs(speed - steps_per_second) for speed in SPEEDS]
        return distances.index(min(distances))

    def _show_count(self) -> None:
        self.count.setText(self._count_text(self._step, self._rate if self._playing else 0.0))

    def _count_text(self, step: int, rate: float) -> str:
        text = self.tr("Step {n}").format(n=f"{step:,}")
        if rate and self._stage < 2:
            speed = f"{rate:,.0f}" if rate >= 1 else f"{rate:.2g}"
            text += " · " + self.tr("{n} steps/s").format(n=speed)
        return text

    def _restyle(self) -> None:
        edge = look().px(8)
        self._row.setContentsMargins(2 * edge, edge // 2, 2 * edge, edge // 2)
        self._row.setSpacing(edge)
        digits = self.seed.fontMetrics().averageCharWidth()
        self.seed.setFixedWidth(10 * digits + 2 * edge)
        self._fit()
