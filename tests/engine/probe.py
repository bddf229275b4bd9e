"""A topic that does on request what topics should not: raise, hang, or kill its process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import Event
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from dlgui.core import (
    Chapter,
    Claim,
    Experiment,
    Frame,
    ParamSet,
    Progress,
    Seeds,
    Topic,
    choice,
    real,
    topic,
    topics,
)
from dlgui.engine.worker import serve
from dlgui.messages import UserError, tr


@dataclass(frozen=True)
class ProbeParams(ParamSet):
    lam: float = real(0.1, 0.0, 10.0, title="strength")
    eta: float = real(0.1, 0.001, 1000.0, log=True, title="learning rate")
    trouble: str = choice(
        "none",
        {
            name: name
            for name in (
                "none",
                "raise",
                "refuse",
                "die",
                "die at 50",
                "die shown",
                "hang",
                "die early",
            )
        },
        title="trouble",
    )


@dataclass(frozen=True)
class ProbeFrame(Frame):
    """`w` : (20,) weights."""

    w: NDArray[np.float64]


class Probe(Experiment[ProbeParams]):
    """Noisy gradient descent on |w|²/2."""

    def __init__(self, params: ProbeParams, seeds: Seeds) -> None:
        super().__init__(params, seeds)
        if params.trouble == "die early":
            os._exit(3)
        self.w = seeds.rng("init").normal(size=20)
        self.rng = seeds.rng("batches")
        self.steps = 0

    def step(self) -> Mapping[str, float]:
        match self.params.trouble:
            case "raise":
                raise ValueError("asked for")
            case "die":
                os._exit(3)
            case "die at 50" if self.steps == 50:
                os._exit(3)
            case "hang":
                sys.stdout.write("hanging\n")
                sys.stdout.flush()
                Event().wait()
        self.steps += 1
        self.w -= self.params.eta * (self.w + self.params.lam * self.rng.normal(size=20))
        return {"loss": float(self.w @ self.w), "largest": float(np.abs(self.w).max())}

    def set(self, name: str, value: object) -> None:
        super().set(name, value)
        if value == "refuse":
            raise UserError(tr("“{value}” was refused."), value=value)

    def snapshot(self) -> ProbeFrame:
        if self.params.trouble == "die shown":
            os._exit(3)
        return ProbeFrame(self.w.copy())

    def arrays(self) -> Iterable[tuple[str, NDArray[np.float64]]]:
        return [("w", self.w)]


def _count(progress: Progress) -> float:
    for share in (0.0, 0.5, 1.0):
        progress(share)
    return 2.0


def _hang(progress: Progress) -> float:
    progress(0.0)
    Event().wait()
    return 0.0


def _raise(progress: Progress) -> float:
    raise ValueError("asked for")


def _die(progress: Progress) -> float:
    os._exit(3)


CLAIMS = tuple(
    Claim(measure.__name__.strip("_"), "statement", "quantity", measure, relation, 2.0)
    for measure, relation in ((_count, "="), (_hang, "="), (_raise, "="), (_die, "="))
)

PROBE = Topic(
    id="probe",
    chapter=Chapter.TRAINING,
    title="Probe",
    params=ProbeParams,
    experiment="tests.engine.probe:Probe",
    view="",
    claims="tests.engine.probe:CLAIMS",
)


def with_probe() -> Mapping[str, Topic]:
    """All topics, the probe and a second one like it."""
    second = Topic(
        "probe2",
        *(
            getattr(PROBE, n)
            for n in ("chapter", "title", "params", "experiment", "view", "claims")
        ),
    )
    return {**topics(), "probe": PROBE, "probe2": second}


def serve_never(connection: Connection) -> NoReturn:
    """The entry of a worker that can't start."""
    os._exit(3)


def serve_with_probe(connection: Connection) -> NoReturn:
    """The worker's entry with the probe among its topics."""
    found = with_probe()
    topic.topics = lambda: found
    serve(connection)
