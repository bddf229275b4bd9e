"""Training of a recurrent layer with a readout on one of the sequence tasks.

A **probe**, one sequence that stays the same, rides along as the first column of every batch. It
is shown, but it has no part in the loss, so it costs one column and teaches nothing.

The state between two steps is a finished pass: outputs and gradients of the present weights on a
batch that they have not been trained on. Its loss is what a step returns.
"""

from __future__ import annotations

import copy
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Experiment, Frame, Seeds
from dlgui.data.bundled import chinese_text, english_text
from dlgui.data.files import load_text
from dlgui.data.sequences import AddingProblem, DelayedRecall, NextCharacter
from dlgui.nn import (
    SGD,
    Adam,
    Dense,
    Optimizer,
    RMSprop,
    Sequential,
    clip_by_norm,
    global_norm,
    mse,
    softmax,
    softmax_cross_entropy,
)
from dlgui.topics._right import right_answers
from dlgui.topics._sequence.params import SequenceParams
from dlgui.topics._sequence.probe import Strip, Task, describe

Floats = NDArray[np.float32]
Norms = NDArray[np.float64]
P = TypeVar("P", bound=SequenceParams)

SAMPLE_EVERY = 300
SAMPLE_LENGTH = 160
MAX_SYMBOLS = 768
"""Enough for 86 of 100 characters of the bundled Chinese text; English has far fewer."""

OPTIMIZERS: Mapping[str, Callable[[float], Optimizer]] = {
    "adam": Adam,
    "rmsprop": RMSprop,
    "momentum": lambda lr: SGD(lr, momentum=0.9),
    "sgd": SGD,
}


@dataclass(frozen=True)
class SequenceFrame(Frame):
    """What every recurrent tab draws.

    Attributes
    ----------
    strip : Strip
        The probe, spelled out.
    hidden : (T, H) array
        h_t of the probe.
    grad_hidden : (T,) array
        ‖∂L/∂h_t‖ over all units and sequences of the batch.
    chance_loss, chance_accuracy : float
        What a network reaches that has learned nothing.
    sample : str
        Text that the present weights have written; empty for the other tasks.
    sample_step : int
        The step at which it was written.
    """

    strip: Strip
    hidden: Floats
    grad_hidden: Norms
    chance_loss: float
    chance_accuracy: float
    sample: str
    sample_step: int


class SequenceExperiment(Experiment[P]):
    """Base of the recurrent tabs; a subclass says which layer it trains and what it shows.

    Scalars of a step: ``loss`` and ``accuracy`` on a batch not yet trained on, ``grad_norm``
    before clipping.
    """

    def __init__(self, params: P, seeds: Seeds) -> None:
        super().__init__(params, seeds)
        self.task = create_task(params)
        self.batches = seeds.rng("batches")
        init = seeds.rng("init")
        self.cell = self.create_cell(init)
        self.readout = Dense(params.hidden_size, self.task.output_size, rng=init)
        self.network = Sequential(self.cell, self.readout)
        self.optimizer = OPTIMIZERS[params.optimizer](params.learning_rate)
        self.steps = 0
        self.sample, self.sample_step = "", 0
        self._prepare()
        self._write_sample()

    @abstractmethod
    def create_cell(self, rng: np.random.Generator) -> Any:
        """The recurrent layer, with `self.task.input_size` inputs."""

    def step(self) -> Mapping[str, float]:
        grad_norm = self._update()
        self.steps += 1
        self._draw()
        loss, accuracy = self._pass()
        if self.steps % SAMPLE_EVERY == 0:
            self._write_sample()
        return {"loss": loss, "accuracy": accuracy, "grad_norm": grad_norm}

    def set(self, name: str, value: object) -> None:
        super().set(name, value)
        if name in ("length", "batch_size"):
            self._prepare()
        elif name == "learning_rate":
            self.optimizer.lr = self.params.learning_rate
        elif name == "optimizer":
            self.optimizer = OPTIMIZERS[self.params.optimizer](self.params.learning_rate)

    def arrays(self) -> Iterable[tuple[str, NDArray[Any]]]:
        yield "h", self.cell.hidden
        yield "∂L/∂h", self.cell.grad_hidden
        yield from self.cell.params.items()
        yield from ((f"V.{name}", array) for name, array in self.readout.params.items())

    def shared_frame(self) -> dict[str, Any]:
        """The fields of `SequenceFrame`, by name."""
        return {
            "strip": describe(self.task, self.probe, self.probe_output),
            "hidden": self.of_probe(self.cell.hidden),
            "grad_hidden": norm_of_each_step(self.cell.grad_hidden),
            "chance_loss": self.task.chance_loss,
            "chance_accuracy": self.task.chance_accuracy,
            "sample": self.sample,
            "sample_step": self.sample_step,
        }

    def of_probe(self, array: NDArray[Any]) -> Floats:
        """The probe's part (T, H) of an array (T, N, H), copied."""
        return np.array(array[:, 0], np.float32)

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__

    def __setstate__(self, state: dict[str, Any]) -> None:
        # The layers drop their working storage in a pickle: the pass is repeated.
        self.__dict__.update(state)
        self._pass()

    def _prepare(self) -> None:
        """A probe and a batch of the present length, and a pass over them."""
        self.probe = self.task.batch(self.params.length, 1, self.seeds.rng("probe"))
        self._draw()
        self._pass()

    def _draw(self) -> None:
        self.batch = self.task.batch(self.params.length, self.params.batch_size, self.batches)

    def _pass(self) -> tuple[float, float]:
        """Forward and backward with the present weights and batch; loss and accuracy."""
        x = np.concatenate([self.probe.x, self.batch.x], axis=1)
        hidden = self.cell.forward(x)
        asked = hidden if self.task.every_step else hidden[-1:]
        output = self.readout.forward(asked)
        self.probe_output = output[:, 0]
        loss, d_output = self._loss(output[:, 1:])
        d_asked = self.readout.backward(np.pad(d_output, ((0, 0), (1, 0), (0, 0))))
        self._carry_back(d_asked if self.task.every_step else d_asked[0])
        return loss, self._accuracy(output[:, 1:])

    def _carry_back(self, d_hidden: Floats) -> None:
        """Backpropagation through time, from ∂L/∂h_t through the output alone.

        (T, N, H), or (N, H) where only the last step is asked for one.
        """
        self.cell.backward_params(d_hidden)

    def _loss(self, output: Floats) -> tuple[float, Floats]:
        """Loss and its gradient for (T, N, C) outputs, or (1, N, C) at the last step."""
        C = output.shape[-1]
        if isinstance(self.task, AddingProblem):
            loss, gradient = mse(output[0], self.batch.target)
        else:
            loss, gradient = softmax_cross_entropy(
                output.reshape(-1, C), self.batch.target.reshape(-1)
            )
        return loss, gradient.reshape(output.shape)

    def _accuracy(self, output: Floats) -> float:
        if isinstance(self.task, AddingProblem):
            return float(np.mean(np.abs(output[0] - self.batch.target) < self.task.tolerance))
        labels = self.batch.target.reshape(output.shape[:-1])
        return float(right_answers(output, labels).mean())

    def _update(self) -> float:
        """One optimizer step with the gradients of the pass; their norm before clipping."""
        params, grads = self.network.fused_params, self.network.fused_grads
        limit = self.params.clip
        norm = clip_by_norm(grads, limit) if limit else global_norm(grads)
        self.optimizer.step(params, grads)
        return norm

    def _write_sample(self) -> None:
        if isinstance(self.task, NextCharacter):
            self.sample = write(self.task, self.cell, self.readout, self.seeds.rng("sample"))
            self.sample_step = self.steps


def create_task(params: SequenceParams) -> Task:
    """The task that the parameters name; `UserError` when its text can't be read."""
    if params.task == "adding":
        return AddingProblem()
    if params.task == "recall":
        return DelayedRecall(params.symbols)
    if params.text_file:
        return NextCharacter(load_text(params.text_file), MAX_SYMBOLS)
    return _bundled_text(params.language)


@lru_cache(maxsize=2)
def _bundled_text(language: str) -> NextCharacter:
    return NextCharacter(chinese_text() if language == "chinese" else english_text(), MAX_SYMBOLS)


def norm_of_each_step(gradient: NDArray[Any]) -> Norms:
    """‖g_t‖ (T,) of a gradient (T, N, H); in float64, where squares of small ones survive."""
    wide = gradient.astype(np.float64)
    norms: Norms = np.sqrt(np.einsum("tnh,tnh->t", wide, wide))
    return norms


def write(task: NextCharacter, cell: Any, readout: Dense, rng: np.random.Generator) -> str:
    """Text drawn character by character from the model's own predictions."""
    # A copy keeps the pass of the original, whose arrays are about to be drawn.
    cell = copy.deepcopy(cell)
    state: dict[str, NDArray[Any]] = {}
    code = int(rng.integers(1, task.output_size))
    codes = [code]
    for _ in range(SAMPLE_LENGTH - 1):
        x = task.one_hot(np.array([[code]]))
        output = readout.params["W"].T @ cell.forward(x, **state)[0, 0] + readout.params["b"]
        state = {"h0": cell.hidden[0].copy()}
        if hasattr(cell, "cells"):
            state["c0"] = cell.cells[0].copy()
        shares = softmax(output.astype(np.float64)[None])[0]
        shares[0] = 0.0  # the unknown character
        code = int(np.searchsorted(np.cumsum(shares), rng.random() * shares.sum()))
        codes.append(min(code, task.output_size - 1))
    return task.vocabulary.decode(np.array(codes))
