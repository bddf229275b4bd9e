"""What every topic owes the house, also those that are not written yet."""

from __future__ import annotations

import dataclasses
import math
import pickle
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import dlgui.topics
from dlgui.core import Claim, Frame, ParamSet, Run, Topic, run, topics
from dlgui.core.param import Choice, Flag, Number, Param, Vector
from tests.frames import bits, leaves, state

STEPS = 3
TOPICS = list(topics().values())
PARAMS = [(topic, param) for topic in TOPICS for param in topic.params.declared().values()]
LIVE = [(topic, param) for topic, param in PARAMS if param.live]
CHOICES = [(topic, param) for topic, param in PARAMS if isinstance(param, Choice | Flag)]
PRESETS = [(topic, preset) for topic in TOPICS for preset in topic.presets]
# A topic's claims may share measurements, so one process takes them all; and xdist begins with
# the largest groups, so that the long measurements don't come last.
CLAIMS = [
    pytest.param(topic, claim, marks=pytest.mark.xdist_group(f"claims-{topic.id}"))
    for topic in TOPICS
    for claim in topic.load_claims()
]


def name_of(value: Any) -> str:
    if isinstance(value, Param):
        return value.name
    return str(value.id)


each_topic = pytest.mark.parametrize("topic", TOPICS, ids=name_of)
each_param = pytest.mark.parametrize(("topic", "param"), PARAMS, ids=name_of)


def fresh(topic: Topic, values: dict[str, object], steps: int = STEPS, seed: int = 0) -> Run:
    return run(topic.id, topic.params().replaced(values), steps if topic.trains else 0, seed)


def extremes(param: Param) -> list[object]:
    """The ends of what a parameter allows."""
    match param:
        case Number():
            return [param.low, param.high, *([0] if param.zero else [])]
        case Choice():
            return list(param.choices)
        case Flag():
            return [False, True]
        case Vector():
            return [(bound,) * size for size in param.sizes for bound in (param.low, param.high)]
    return [param.default]


def corner(params: type[ParamSet], end: int) -> dict[str, object]:
    """All numbers at their lower (0) or upper (1) end."""
    declared = params.declared().items()
    return {name: extremes(param)[end] for name, param in declared if isinstance(param, Number)}


def where_it_matters(topic: Topic, param: Param) -> dict[str, object]:
    """Values of the other parameters under which `param` has an effect."""
    return {name: values[0] for name, values in param.when.items()}


# Same seed, same numbers --------------------------------------------------------------------


@each_topic
def test_same_seed_same_run(topic: Topic) -> None:
    assert state(fresh(topic, {}, seed=11)) == state(fresh(topic, {}, seed=11))


@each_topic
def test_resumed_from_a_checkpoint(topic: Topic) -> None:
    one = fresh(topic, {})
    other = pickle.loads(pickle.dumps(one))
    if topic.trains:
        one.advance(STEPS)
        other.advance(STEPS)
    assert state(one) == state(other)


@each_topic
def test_first_frame_needs_no_step(topic: Topic) -> None:
    frame = fresh(topic, {}, steps=0).snapshot()
    assert dataclasses.is_dataclass(frame)
    assert isinstance(frame, Frame)
    assert pickle.loads(pickle.dumps(bits(frame))) == bits(frame)


@each_topic
def test_looking_changes_nothing(topic: Topic) -> None:
    watched, alone = fresh(topic, {}, steps=0), fresh(topic, {}, steps=0)
    for _ in range(STEPS if topic.trains else 1):
        watched.snapshot()
        if topic.trains:
            watched.advance()
            alone.advance()
    assert state(watched) == state(alone)


@each_topic
def test_frames_share_no_memory_with_the_model(topic: Topic) -> None:
    one = fresh(topic, {})
    frame = one.snapshot()
    before = bits(frame)
    for name, array in one.experiment.arrays():
        for path, leaf in leaves(frame):
            shared = isinstance(leaf, np.ndarray) and np.shares_memory(array, leaf)
            assert not shared, f"{name} is {path}"
    if topic.trains:
        one.advance(STEPS)
    assert bits(frame) == before


@each_topic
def test_scalars_are_plain_finite_numbers(topic: Topic) -> None:
    if not topic.trains:
        with pytest.raises(TypeError):
            fresh(topic, {}).experiment.step()
        return
    scalars = fresh(topic, {}).experiment.step()
    assert scalars
    assert all(math.isfinite(value) for value in scalars.values())


# Every corner runs --------------------------------------------------------------------------


@each_param
def test_starts_at_every_end_of_the_range(topic: Topic, param: Param) -> None:
    for value in extremes(param):
        values = {**where_it_matters(topic, param), param.name: value}
        fresh(topic, values).snapshot()


@each_topic
@pytest.mark.parametrize("end", [0, 1], ids=["low", "high"])
def test_starts_at_the_joint_corners(topic: Topic, end: int) -> None:
    fresh(topic, corner(topic.params, end), steps=1).snapshot()


@pytest.mark.parametrize(("topic", "param"), CHOICES, ids=name_of)
def test_every_choice_runs_with_the_smallest_numbers(topic: Topic, param: Param) -> None:
    for value in extremes(param):
        fresh(topic, {**corner(topic.params, 0), param.name: value}).snapshot()


@pytest.mark.parametrize(("topic", "param"), LIVE, ids=name_of)
def test_live_parameters_change_at_any_time(topic: Topic, param: Param) -> None:
    one = fresh(topic, where_it_matters(topic, param))
    for value in [*extremes(param), param.default]:
        one.set(param.name, value)
        assert getattr(one.params, param.name) == value
        if topic.trains:
            one.advance()
        one.snapshot()


# Declarations -------------------------------------------------------------------------------


@each_topic
def test_id_is_the_folder_and_texts_are_there(topic: Topic) -> None:
    assert (folder(topic) / "lesson.en.md").is_file()
    assert (folder(topic) / "lesson.zh.md").is_file()
    assert topic.title


@each_param
def test_declaration_is_complete(topic: Topic, param: Param) -> None:
    assert param.title
    assert param.check(param.default) == param.default
    assert param.parse(param.format(param.default)) == param.default
    declared = topic.params.declared()
    for name, values in param.when.items():
        assert all(declared[name].check(value) == value for value in values)


@pytest.mark.parametrize(("topic", "preset"), PRESETS, ids=name_of)
def test_preset_is_valid_and_starts(topic: Topic, preset: Any) -> None:
    assert preset.title
    params = topic.preset_params(preset)
    assert {name: getattr(params, name) for name in preset.values} == dict(preset.values)
    fresh(topic, dict(preset.values)).snapshot()


@each_topic
def test_preset_and_claim_ids_are_unique(topic: Topic) -> None:
    for ids in ([p.id for p in topic.presets], [c.id for c in topic.load_claims()]):
        assert len(set(ids)) == len(ids)


@each_topic
@pytest.mark.parametrize("language", ["en", "zh"])
def test_lesson_links_to_claims_that_exist(topic: Topic, language: str) -> None:
    text = (folder(topic) / f"lesson.{language}.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(claim:([^)\s;]+)", text))
    assert linked <= {claim.id for claim in topic.load_claims()}


def folder(topic: Topic) -> Path:
    return Path(dlgui.topics.__path__[0], topic.id)


# Claims -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("topic", "claim"), CLAIMS, ids=name_of)
def test_claim_holds(topic: Topic, claim: Claim) -> None:
    shares: list[float] = []
    value = claim.measure(shares.append)
    assert math.isfinite(value)
    assert claim.holds(value), f"{claim.quantity}: {value} {claim.relation} {claim.threshold}"
    assert all(0 <= share <= 1 for share in shares)
    assert shares == sorted(shares)


# A change is a choice -----------------------------------------------------------------------

# What was drawn for the first batch stays drawn; the other weight of the plane has its start.
DRAWN_ALREADY = {"length", "batch_size"}
STARTS_ELSEWHERE = {("regularization", "first"), ("regularization", "second")}
AFTER_A_CHANGE = [
    (topic, param)
    for topic, param in LIVE
    if param.name not in DRAWN_ALREADY and (topic.id, param.name) not in STARTS_ELSEWHERE
]


@pytest.mark.parametrize(("topic", "param"), AFTER_A_CHANGE, ids=name_of)
def test_changed_before_the_first_step_is_like_chosen(topic: Topic, param: Param) -> None:
    """A live parameter reaches everything that the one given at the start has reached."""
    values = where_it_matters(topic, param)
    params = topic.params().replaced(values)
    for value in extremes(param):
        changed = Run(topic.id, params, 0)
        changed.set(param.name, value)
        if topic.trains:
            changed.advance(STEPS)
        assert state(changed) == state(fresh(topic, {**values, param.name: value}))
