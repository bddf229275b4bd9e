"""What a topic is made of, without Qt."""

from dlgui.core.claim import Claim, Progress
from dlgui.core.experiment import Experiment, Frame
from dlgui.core.history import History, Points
from dlgui.core.param import ParamError
from dlgui.core.param_set import (
    ParamSet,
    choice,
    file,
    flag,
    integer,
    real,
    vector,
)
from dlgui.core.runner import Change, Divergence, Run, run
from dlgui.core.seeds import Seeds
from dlgui.core.session import Session, read_session, write_session
from dlgui.core.topic import Chapter, Preset, Topic, find_topic, topics

__all__ = [
    "Change",
    "Chapter",
    "Claim",
    "Divergence",
    "Experiment",
    "Frame",
    "History",
    "ParamError",
    "ParamSet",
    "Points",
    "Preset",
    "Progress",
    "Run",
    "Seeds",
    "Session",
    "Topic",
    "choice",
    "file",
    "find_topic",
    "flag",
    "integer",
    "read_session",
    "real",
    "run",
    "topics",
    "vector",
    "write_session",
]
