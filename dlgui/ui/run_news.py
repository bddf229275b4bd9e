"""What the banner says about a run: diverged, failed, rebuilding, recovered."""

from __future__ import annotations

from PySide6.QtCore import QObject

from dlgui.core import Divergence
from dlgui.engine.messages import Failed, FrameArrived, Rebuilding, Recovered
from dlgui.ui.run_control import RunControl
from dlgui.ui.translations import error_text, translate
from dlgui.ui.widgets.banner import Banner, Kind


class RunNews(QObject):
    """Shows the events of a run in its banner."""

    def __init__(self, control: RunControl, banner: Banner) -> None:
        super().__init__(banner)
        self._control = control
        self._banner = banner
        self._reported: Divergence | None = None
        control.frame_arrived.connect(self._frame)
        control.failed.connect(self._failed)
        control.rebuilding.connect(self._rebuilding)
        control.recovered.connect(self._recovered)
        control.restarted.connect(self._restarted)
        control.state_changed.connect(self._hide_note)

    def _restarted(self) -> None:
        self._reported = None

    def _hide_note(self) -> None:
        """Who plays on has read the note, which takes room from the plots."""
        if self._control.playing and self._banner.kind is Kind.NOTE:
            self._banner.hide()

    def _frame(self, event: FrameArrived) -> None:
        if event.divergence and event.divergence != self._reported:
            self._reported = event.divergence
            self._diverged(event.divergence)

    def _diverged(self, divergence: Divergence) -> None:
        def words() -> str:
            if divergence.from_start:
                text = self.tr(
                    "“{array}” overflowed before the first step: no learning rate helps. Use "
                    "smaller weights or higher precision."
                )
                return text.format(array=divergence.array)
            text = self.tr("Diverged at step {step}: “{array}” overflowed. {advice}")
            return text.format(
                step=f"{divergence.step:,}",
                array=divergence.array,
                advice=translate(self._control.topic.advice),
            )

        self._banner.tell(Kind.LESSON, words, reset=True)

    def _failed(self, event: Failed) -> None:
        def words() -> str:
            if event.error:
                return error_text(event.error)
            return self.tr("This topic failed: {summary}").format(summary=event.summary)

        self._banner.tell(Kind.ERROR, words, reset=event.ended, details=event.details)

    def _rebuilding(self, event: Rebuilding) -> None:
        repeating = self._control.repeating

        def words() -> str:
            if repeating:
                text = self.tr("The saved run is being repeated: step {step} of {until}.")
            else:
                text = self.tr(
                    "The worker process ended unexpectedly; the run is being rebuilt: "
                    "step {step} of {until}."
                )
            return text.format(step=f"{event.step:,}", until=f"{event.until:,}")

        self._banner.tell(Kind.NOTE, words)

    def _recovered(self, event: Recovered) -> None:
        repeating = self._control.repeating

        def words() -> str:
            if repeating:
                text = self.tr("Saved run repeated to step {step}.")
            else:
                text = self.tr(
                    "The worker process ended unexpectedly. The run was rebuilt to step {step} "
                    "with the same numbers."
                )
            return text.format(step=f"{event.step:,}")

        self._banner.tell(Kind.NOTE, words)
