"""What the commands without a window print."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from dlgui.core import Claim, History, Run, Topic
from dlgui.core.param import Param


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


def as_csv(history: History) -> str:
    """A history, one row a step; a scalar that has no value there leaves its cell empty."""
    columns = {n: dict(zip(history[n].steps, history[n].values, strict=True)) for n in history}
    steps = sorted(set().union(*columns.values()))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["step", *columns])
    for step in steps:
        cells = (column.get(step) for column in columns.values())
        writer.writerow([step, *("" if cell is None else repr(float(cell)) for cell in cells)])
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
            yield Measurement(claim, math.nan, f"{type(error).__name__}: {error}")


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
