"""A run on paper: what repeats it, number for number, as a small file.

The same parameters, the same seed and the same changes at the same steps give the same run, so
nothing that was computed needs to be stored. A session is JSON; reading one executes nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dlgui.core.param_set import ParamSet
from dlgui.core.runner import Change
from dlgui.core.seeds import LARGEST_SEED
from dlgui.core.topic import find_topic
from dlgui.data.files import read_file
from dlgui.messages import UserError, tr

_ANY_FORMAT = "dlgui session "
FORMAT = _ANY_FORMAT + "1"
MAX_BYTES = 64_000_000
"""Ten minutes of drawing with the mouse: each stroke's point is a change of a thousand numbers."""


@dataclass(frozen=True)
class Session:
    """What a run began with, and what happened on the way.

    Attributes
    ----------
    topic : str
    params : ParamSet
        At step 0.
    seed : int
    changes : tuple of Change
        The live parameters that were set, in order.
    step : int
        How far the run had come.
    """

    topic: str
    params: ParamSet
    seed: int
    changes: tuple[Change, ...] = ()
    step: int = 0


def write_session(session: Session, path: Path) -> None:
    """Write a session; a file that is there already is lost only once the new one is whole.

    Raises
    ------
    UserError
        The file can't be written, or the run has been changed too often to be read again.
    """
    changes = [[change.step, change.name, change.value] for change in session.changes]
    content = {
        "format": FORMAT,
        "topic": session.topic,
        "params": session.params.values(),
        "seed": session.seed,
        "changes": changes,
        "step": session.step,
    }
    text = json.dumps(content)
    if len(text) > MAX_BYTES:
        raise UserError(
            tr("This run has been changed too often to be saved. Reset it and start again.")
        )
    try:
        target = path.resolve()  # a link stays one
        if target.exists() and not target.is_file():
            raise OSError(f"{target} is a folder or a device")  # which must not be replaced
        part = target.with_name(target.name + ".part")
        try:
            part.write_text(text, encoding="ascii")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, ValueError):
        raise UserError(tr("{file} can't be written."), file=path.name) from None


def read_session(path: Path) -> Session:
    """Read a session; everything in it is checked.

    Raises
    ------
    UserError
        The file can't be read, is no session, or names a topic, parameter or value that does
        not exist.
    """
    try:
        content = json.loads(read_file(path, MAX_BYTES).decode("utf-8"))
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise _no_session(path)
    version = content.get("format")
    if isinstance(version, str) and version.startswith(_ANY_FORMAT) and version != FORMAT:
        raise UserError(
            tr("{name} was saved by another version of dlgui. Open it with that version."),
            name=path.name,
        )
    return _session(content, path)


def _session(content: dict[str, Any], path: Path) -> Session:
    match content:
        case {
            "format": str(version),
            "topic": str(topic_id),
            "params": dict(values),
            "seed": int(seed),
            "changes": list(changes),
            "step": int(step),
        } if version == FORMAT and _is_seed(seed) and _is_count(step):
            params = find_topic(topic_id).params().replaced(values)
            return Session(topic_id, params, seed, _changes(changes, params, step, path), step)
    raise _no_session(path)


def _changes(entries: list[Any], params: ParamSet, step: int, path: Path) -> tuple[Change, ...]:
    changes = []
    earliest = 0
    for entry in entries:
        match entry:
            case [int(at), str(name), value] if _is_count(at) and earliest <= at <= step:
                param = params.param(name)
                if not param.live:
                    raise _no_session(path)
                changes.append(Change(at, name, param.check(value)))
                earliest = at
            case _:
                raise _no_session(path)
    return tuple(changes)


def _is_count(number: int) -> bool:
    # Python takes true for 1.
    return number >= 0 and not isinstance(number, bool)


def _is_seed(number: int) -> bool:
    return _is_count(number) and number <= LARGEST_SEED


def _no_session(path: Path) -> UserError:
    return UserError(
        tr("{name} is not a dlgui session, or it is damaged. Choose another file."), name=path.name
    )
