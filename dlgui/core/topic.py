"""What a tab is: its declaration, and how the declarations are found."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

from dlgui.core.claim import Claim
from dlgui.core.experiment import Experiment
from dlgui.core.param_set import ParamSet
from dlgui.core.seeds import Seeds
from dlgui.messages import UserError, tr


class Chapter(Enum):
    """The chapters, in the order of the tabs; the value is the title."""

    GENERALIZATION = tr("Generalization")
    TRAINING = tr("Training")
    CONVOLUTION = tr("Convolutional networks")
    RECURRENT = tr("Recurrent networks")


@dataclass(frozen=True)
class Preset:
    """A named setting that tells a story; what `values` leaves out is at its default."""

    id: str
    title: str
    values: Mapping[str, object]
    help: str = ""


@dataclass(frozen=True)
class Topic:
    """One tab. `experiment`, `view` and `claims` are ``module:name``, imported when needed.

    Attributes
    ----------
    id : str
        Name of the folder below ``dlgui/topics``.
    order : int
        Position within the chapter.
    trains : bool
        Whether the experiment steps; otherwise the page has no transport bar.
    speed : float or None
        Steps a second to play at by default; None is as fast as it goes.
    advice : str
        What to do when a run has diverged.
    """

    id: str
    chapter: Chapter
    title: str
    params: type[ParamSet]
    experiment: str
    view: str
    claims: str
    presets: tuple[Preset, ...] = field(default=())
    order: int = 0
    trains: bool = True
    speed: float | None = None
    advice: str = tr("Lower the learning rate.")

    def create(self, params: ParamSet, seeds: Seeds) -> Experiment[Any]:
        """A new experiment of this topic."""
        experiment: Experiment[Any] = _load(self.experiment)(params, seeds)
        return experiment

    def load_claims(self) -> tuple[Claim, ...]:
        """The claims that the lesson makes."""
        claims: tuple[Claim, ...] = _load(self.claims)
        return claims

    def claim(self, claim_id: str) -> Claim:
        """The claim with this id; `UserError` naming the valid ones when there is none."""
        claims = {claim.id: claim for claim in self.load_claims()}
        if claim_id not in claims:
            raise UserError(
                tr("“{topic}” has no claim “{claim}”. Choose one of: {claims}."),
                topic=self.id,
                claim=claim_id,
                claims=", ".join(claims),
            )
        return claims[claim_id]

    def load_view(self) -> Any:
        """The class of the page's centre, a `dlgui.ui.topic_view.TopicView`."""
        return _load(self.view)

    def preset_params(self, preset: Preset) -> ParamSet:
        """The parameters that `preset` means."""
        return self.params().replaced(preset.values)


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by id, in the order of the tabs.

    A folder whose name begins with an underscore holds what several topics share.
    """
    package = import_module("dlgui.topics")
    names = [
        info.name
        for info in pkgutil.iter_modules(package.__path__)
        if info.ispkg and not info.name.startswith("_")
    ]
    found: list[Topic] = [import_module(f"dlgui.topics.{name}").TOPIC for name in names]
    chapters = list(Chapter)
    found.sort(key=lambda topic: (chapters.index(topic.chapter), topic.order, topic.id))
    return {topic.id: topic for topic in found}


def find_topic(topic_id: str) -> Topic:
    """The topic with this id; `UserError` naming the valid ones when there is none."""
    if topic_id not in topics():
        raise UserError(
            tr("There is no topic “{topic}”. Choose one of: {topics}."),
            topic=topic_id,
            topics=", ".join(topics()),
        )
    return topics()[topic_id]


def _load(path: str) -> Any:
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)
