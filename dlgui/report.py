"""What the commands without a window print."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Claim, History, Points, Run, Topic
from dlgui.core.param import Param
from dlgui.messages import shortened

CSV_ROWS = 4096
"""Of a history are put into words at a time."""


def as_text(run: Run) -> str:
    """A run's settings and last numbers, for a person."""
    params = run.params
    values = [f"{n}={p.format(getattr(params, n))}" for n, p in params.declared().items()]
    lines = [f"{run.topic_id}  step {run.step}  seed {run.seed}", "  " + " ".join(values)]
    lines += [f"  {name} = {run.history.last(name):.6g}" for name in run.history]
    if run.divergence:
        lines.append(f"  diverged at step {run.divergence.step}: {run.divergence.array}")
    return "\n".join(lines) + "\n"


def as_json(run: Run) -> str:
    """A run with its history and frame; what is not finite becomes null."""
    divergence = run.divergence and dataclasses.asdict(run.divergence)
    record = {
        "topic": run.topic_id,
        "seed": run.seed,
        "params": run.params.values(),
        "step": run.step,
        "divergence": divergence,
        "history": {
            name: {"steps": run.history[name].steps, "values": run.history[name].values}
            for name in run.history
        },
        "frame": run.snapshot(),
    }
    return json.dumps(_plain(record), ensure_ascii=False, allow_nan=False) + "\n"


def as_csv(history: History) -> Iterator[str]:
    """A history in parts: one row a step; a scalar without a value there leaves its cell empty."""
    yield _csv_rows([["step", *history]])
    columns = [history[name] for name in history]
    steps = np.unique(np.concatenate([np.empty(0, np.int64), *(one.steps for one in columns)]))
    for start in range(0, len(steps), CSV_ROWS):
        part = steps[start : start + CSV_ROWS]
        cells = [_cells(column, part) for column in columns]
        yield _csv_rows(zip(part.tolist(), *cells, strict=True))


def _cells(column: Points, steps: NDArray[np.int64]) -> list[str]:
    """A column's numbers at each of `steps`, which ascend; empty where it has none."""
    start, stop = np.searchsorted(column.steps, [steps[0], steps[-1] + 1])
    there = np.searchsorted(steps, column.steps[start:stop])
    cells = [""] * len(steps)
    for index, value in zip(there.tolist(), column.values[start:stop].tolist(), strict=True):
        cells[index] = repr(value)
    return cells


def _csv_rows(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def describe(topic: Topic) -> str:
    """A topic's id, title, parameters with their ranges and defaults, and presets."""
    lines = [f"{topic.id}  {topic.title}"]
    declared = topic.params.declared()
    width = max(map(len, declared), default=0)
    lines += [f"  {name:{width}}  {_describe_param(param)}" for name, param in declared.items()]
    if topic.presets:
        lines.append("  presets: " + ", ".join(preset.id for preset in topic.presets))
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Measurement:
    """What came out when a claim was measured; `value` is NaN when it failed with `error`."""

    claim: Claim
    value: float
    error: str = ""

    @property
    def holds(self) -> bool:
        return not self.error and self.claim.holds(self.value)

    def as_row(self) -> str:
        """One line of the table under `CLAIMS_HEAD`."""
        claim = self.claim
        verdict = "error" if self.error else "holds" if self.holds else "FAILS"
        threshold = f"{claim.relation} {claim.threshold:.6g}"
        meaning = self.error or claim.quantity
        return f"{verdict:6} {self.value:>12.6g}  {threshold:14} {claim.statement} [{meaning}]\n"


CLAIMS_HEAD = f"{'':6} {'measured':>12}  {'must be':14} statement [quantity]\n"


def measure(topic: Topic) -> Iterator[Measurement]:
    """Measure a topic's claims one by one; an exception in one does not stop the others."""
    for claim in topic.load_claims():
        try:
            yield Measurement(claim, float(claim.measure(lambda share: None)))
        except Exception as error:  # noqa: BLE001 - the boundary to a topic: reported in its row
            yield Measurement(claim, math.nan, shortened(f"{type(error).__name__}: {error}"))


def _describe_param(param: Param) -> str:
    title = f"{param.symbol} {param.title}".strip()
    unit = f" {param.unit}" if param.unit else ""
    restarts = "" if param.live else " (restarts)"
    return f"{param.format(param.default)}{unit}  [{param.allowed()}]  {title}{restarts}"


def _plain(value: Any) -> Any:
    """`value` in the types of JSON."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        return _plain(value.tolist())
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    return str(value)
