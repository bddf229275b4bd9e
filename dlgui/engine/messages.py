"""What the window's process and a worker process say to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dlgui.core import Change, Divergence, Frame, ParamSet, Points
from dlgui.messages import UserError

# Commands, to the worker ------------------------------------------------------------------


@dataclass(frozen=True)
class Load:
    """Start run number `run` of a topic, paused; its first frame follows."""

    topic: str
    run: int
    params: ParamSet
    seed: int
    speed: float | None


@dataclass(frozen=True)
class Rebuild:
    """Bring a run that was lost with its process, or saved, back to where it was.

    Attributes
    ----------
    load : Load
        How the run began.
    changes : tuple of Change
        The live parameters that were set on the way, in order.
    shown : int
        The step of the last frame that arrived; its rows and all before it are not sent again.
    until : int
        The last step known.
    playing : bool
        Whether to go on from there.
    credit : bool
        Whether a frame may be sent at once.
    """

    load: Load
    changes: tuple[Change, ...]
    shown: int
    until: int
    playing: bool
    credit: bool


@dataclass(frozen=True)
class SetParam:
    """Set a live parameter between two steps; answered by `Answered`."""

    topic: str
    name: str
    value: object


@dataclass(frozen=True)
class Play:
    """Step on and on."""

    topic: str


@dataclass(frozen=True)
class Pause:
    """Stop after the step in progress; a frame follows."""

    topic: str


@dataclass(frozen=True)
class Step:
    """Stop playing and take `count` more steps; a frame follows."""

    topic: str
    count: int


@dataclass(frozen=True)
class Speed:
    """Play at this many steps a second; None is as fast as it goes."""

    topic: str
    steps_per_second: float | None


@dataclass(frozen=True)
class Painted:
    """Credit for one more frame."""

    topic: str


@dataclass(frozen=True)
class Measure:
    """Measure a claim. Nothing else is served meanwhile, so claims have their own process."""

    topic: str
    claim: str


@dataclass(frozen=True)
class Quit:
    """End the process at once."""


RunCommand = SetParam | Play | Pause | Step | Speed | Painted
Command = RunCommand | Load | Rebuild | Measure | Quit

# Events, from the worker ------------------------------------------------------------------


@dataclass(frozen=True)
class Ready:
    """The process has imported what it needs."""


@dataclass(frozen=True)
class FrameArrived:
    """What a run shows now.

    Attributes
    ----------
    rows : mapping of name to Points
        The history since the previous frame.
    params : ParamSet
        Live changes included.
    steps_per_second : float
        Measured; 0 while paused.
    to_go : int
        Steps asked for one by one that are still to take.
    """

    topic: str
    run: int
    step: int
    frame: Frame
    rows: Mapping[str, Points]
    params: ParamSet
    playing: bool
    steps_per_second: float
    divergence: Divergence | None
    to_go: int = 0


@dataclass(frozen=True)
class Answered:
    """A `SetParam` was dealt with: the change as recorded, or None when it was refused."""

    topic: str
    run: int
    change: Change | None


@dataclass(frozen=True)
class Failed:
    """An exception in a topic, or a process that keeps dying.

    Attributes
    ----------
    error : UserError or None
        What to tell the person, to be translated; None for a mistake in the topic.
    summary, details : str
        The exception in one line, and its traceback.
    ended : bool
        Whether the run is lost. A parameter that was refused does not end it.
    """

    topic: str
    run: int
    error: UserError | None
    summary: str
    details: str
    ended: bool = True


@dataclass(frozen=True)
class Rebuilding:
    """The replay of a lost or saved run is at `step` of `until`."""

    topic: str
    run: int
    step: int
    until: int


@dataclass(frozen=True)
class Recovered:
    """The run is back where it was."""

    topic: str
    run: int
    step: int


@dataclass(frozen=True)
class ClaimProgressed:
    """Share of a measurement done, 0 to 1."""

    topic: str
    claim: str
    share: float


@dataclass(frozen=True)
class ClaimMeasured:
    """A claim's number, whether it bears the statement out, and the seconds it took."""

    topic: str
    claim: str
    value: float
    holds: bool
    seconds: float


@dataclass(frozen=True)
class ClaimFailed:
    """A measurement ended without a number."""

    topic: str
    claim: str
    summary: str
    details: str


RunEvent = FrameArrived | Answered | Failed | Rebuilding | Recovered
ClaimEvent = ClaimProgressed | ClaimMeasured | ClaimFailed
Event = RunEvent | ClaimEvent | Ready
