"""The sequence that the page shows, spelled out for people."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dlgui.data.sequences import AddingProblem, DelayedRecall, NextCharacter, SequenceBatch
from dlgui.nn import softmax

_NOTHING = "–"

Task = DelayedRecall | AddingProblem | NextCharacter


@dataclass(frozen=True)
class Strip:
    """One sequence, step by step, as short texts.

    Attributes
    ----------
    inputs, targets, predictions : tuples of T str
        What goes in, what should come out and what does; empty where nothing is asked.
    correct : (T,) bool array
        Whether the prediction is right; false where nothing is asked.
    confidence : (T,) float array
        Probability of the predicted class; NaN where there is none.
    """

    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    predictions: tuple[str, ...]
    correct: NDArray[np.bool_]
    confidence: NDArray[np.float64]


def describe(task: Task, batch: SequenceBatch, output: NDArray[np.float32]) -> Strip:
    """Spell out the first sequence of a batch.

    Parameters
    ----------
    task, batch
        The task and a batch of it.
    output : (1, C) array, or (T, C) for a task with an answer at every step
        The network's output for the first sequence.
    """
    x = batch.x[:, 0]
    T = len(x)
    inputs = _inputs(task, x)
    if isinstance(task, AddingProblem):
        target, value = float(batch.target[0, 0]), float(output[0, 0])
        right = abs(target - value) < task.tolerance
        nothing = np.full(1, np.nan)
        return _at_end(T, inputs, f"{target:.2f}", f"{value:.2f}", right, nothing)
    probabilities = softmax(output.astype(np.float64))
    answers = probabilities.argmax(axis=1)
    confidence = probabilities.max(axis=1)
    # A network that has diverged answers nothing, though argmax of NaN is a class.
    answered = np.isfinite(confidence)
    if isinstance(task, DelayedRecall):
        symbol = int(batch.target[0])
        names = symbol_names(task)
        right = bool(answered[0] and answers[0] == symbol)
        answer = names[answers[0]] if answered[0] else _NOTHING
        return _at_end(T, inputs, names[symbol], answer, right, confidence)
    codes = batch.target[:, 0]
    symbols = task.vocabulary.symbols
    return Strip(
        inputs,
        tuple(_visible(symbols[code]) for code in codes),
        tuple(
            _visible(symbols[code]) if known else _NOTHING
            for code, known in zip(answers, answered, strict=True)
        ),
        (answers == codes) & answered,
        confidence,
    )


def symbol_names(task: DelayedRecall) -> str:
    """The letters of the symbols, the distractors and the cue, in the order of the columns."""
    n = task.n_symbols
    return "ABCDEFGH"[:n] + "stuvwxyz"[:n] + "?"


def _inputs(task: Task, x: NDArray[np.float32]) -> tuple[str, ...]:
    if isinstance(task, AddingProblem):
        return tuple(f"{value:.2f}" + ("*" if mark else "") for value, mark in x)
    names = symbol_names(task) if isinstance(task, DelayedRecall) else task.vocabulary.symbols
    return tuple(_visible(names[code]) for code in x.argmax(axis=1))


def _at_end(
    T: int,
    inputs: tuple[str, ...],
    target: str,
    answer: str,
    right: bool,
    confidence: NDArray[np.float64],
) -> Strip:
    """A strip whose only question is asked at the last step."""
    blank = ("",) * (T - 1)
    correct = np.zeros(T, np.bool_)
    correct[-1] = right
    shares = np.full(T, np.nan)
    shares[-1] = confidence[0]
    return Strip(inputs, (*blank, target), (*blank, answer), correct, shares)


def _visible(character: str) -> str:
    return {" ": "␣", "\n": "⏎", "\t": "⇥"}.get(character, character)
