"""What a frame and a run hold, comparable bit for bit."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from dlgui.core import Frame, Run


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Everything inside a frame, with the way to it."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}[{key!r}]")
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}[{index}]")
    else:
        yield path, value


def bits(frame: Frame) -> dict[str, object]:
    """A frame's content, comparable bit for bit."""
    return {
        path: (leaf.dtype, leaf.shape, leaf.tobytes()) if isinstance(leaf, np.ndarray) else leaf
        for path, leaf in leaves(frame)
        if not (isinstance(leaf, float) and math.isnan(leaf))
    }


def state(run: Run) -> dict[str, object]:
    """A run's frame and history, comparable bit for bit."""
    rows = {name: run.history[name].values.tobytes() for name in run.history}
    return {**bits(run.snapshot()), **rows, "step": run.step}
