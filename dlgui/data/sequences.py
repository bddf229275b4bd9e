"""Tasks on sequences for recurrent networks.

Each task is a small frozen object. It says how wide its inputs and outputs are, where the loss
applies, and what a network reaches that has learned nothing; `batch` draws examples.
"""

from dataclasses import dataclass, field
from math import log
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from dlgui.data.vocabulary import Vocabulary
from dlgui.messages import UserError, tr


@dataclass(frozen=True)
class SequenceBatch:
    """Examples of a task.

    Attributes
    ----------
    x : (T, N, D) float32 array
    target : array
        What the network should answer. For a task whose `every_step` is false it belongs to the
        last step: (N,) int64 classes or (N, 1) float32 numbers. Otherwise (T, N) int64 classes.
    """

    x: NDArray[np.float32]
    target: NDArray[np.int64] | NDArray[np.float32]


@dataclass(frozen=True)
class DelayedRecall:
    """Name at the last step the symbol that was shown at the first.

    The columns of x: one for each symbol (shown at t = 0 only), one for each distractor (a
    random one at every step between), and a cue, which is 1 at the last step. Everything that
    the answer needs passes through T − 1 steps of the state.

    Parameters
    ----------
    n_symbols : int
        Number of symbols, and of distractors; at least 2.

    References
    ----------
    After Hochreiter, Schmidhuber (1997), Long Short-Term Memory, experiment 2c.
    """

    n_symbols: int = 4
    every_step: ClassVar[bool] = False
    min_length: ClassVar[int] = 2

    @property
    def input_size(self) -> int:
        return 2 * self.n_symbols + 1

    @property
    def output_size(self) -> int:
        return self.n_symbols

    @property
    def chance_loss(self) -> float:
        """Cross-entropy of answering every symbol with equal probability, in nats."""
        return log(self.n_symbols)

    @property
    def chance_accuracy(self) -> float:
        return 1.0 / self.n_symbols

    def batch(self, T: int, N: int, rng: np.random.Generator) -> SequenceBatch:
        """Draw `N` sequences of `T` ≥ 2 steps."""
        _check_length(T, self.min_length)
        symbol = rng.integers(self.n_symbols, size=N)
        distractor = rng.integers(self.n_symbols, 2 * self.n_symbols, size=(T - 2, N))
        x = np.zeros((T, N, self.input_size), np.float32)
        example = np.arange(N)
        x[0, example, symbol] = 1.0
        x[np.arange(1, T - 1)[:, np.newaxis], example, distractor] = 1.0
        x[-1, :, -1] = 1.0
        return SequenceBatch(x, symbol)


@dataclass(frozen=True)
class AddingProblem:
    """Add the two marked numbers of a sequence.

    x[…, 0] is uniform on [0, 1]; x[…, 1] marks with 1 one step of the first half and one of the
    second. The target is the sum of the two marked numbers.

    References
    ----------
    After Hochreiter, Schmidhuber (1997), Long Short-Term Memory, experiment 4, with the numbers and
    marks of Le, Jaitly, Hinton (2015).
    """

    every_step: ClassVar[bool] = False
    min_length: ClassVar[int] = 2
    input_size: ClassVar[int] = 2
    output_size: ClassVar[int] = 1
    chance_loss: ClassVar[float] = 1.0 / 6.0
    """Mean squared error of always answering 1: the variance of the sum, 2 · 1/12."""
    tolerance: ClassVar[float] = 0.04
    """An answer this close to the sum counts as right. The 1997 paper takes the same number for a
    target between 0 and 1; here, between 0 and 2, it is twice as strict.
    """
    chance_accuracy: ClassVar[float] = 1.0 - (1.0 - tolerance) ** 2
    """How often 1 is that close to the sum of two uniform numbers."""

    def batch(self, T: int, N: int, rng: np.random.Generator) -> SequenceBatch:
        """Draw `N` sequences of `T` ≥ 2 steps."""
        _check_length(T, self.min_length)
        x = np.zeros((T, N, 2), np.float32)
        x[:, :, 0] = rng.random((T, N), np.float32)
        example = np.arange(N)
        first = rng.integers(T // 2, size=N)
        second = rng.integers(T // 2, T, size=N)
        x[first, example, 1] = 1.0
        x[second, example, 1] = 1.0
        total = x[first, example, 0] + x[second, example, 0]
        return SequenceBatch(x, total[:, np.newaxis])


@dataclass(frozen=True)
class NextCharacter:
    """Name at every step the character that comes next in a text.

    x is one-hot over the vocabulary. A batch holds windows that begin at random places.

    Parameters
    ----------
    text : str
    max_symbols : int
        Largest size of the vocabulary: the unknown character, and the most frequent ones.
        All rarer characters become the unknown one, which is learned like any other and can be
        the most frequent of all: 22 % of the Chinese text with 512 symbols.

    Attributes
    ----------
    vocabulary : Vocabulary
    codes : (length of the text,) int64 array

    Raises
    ------
    UserError
        The text has fewer than two characters.
    """

    text: str = field(repr=False)
    max_symbols: int = 128
    vocabulary: Vocabulary = field(init=False, repr=False, compare=False)
    codes: NDArray[np.int64] = field(init=False, repr=False, compare=False)
    every_step: ClassVar[bool] = True
    min_length: ClassVar[int] = 1

    def __post_init__(self) -> None:
        if len(self.text) < 2:
            raise UserError(tr("The text is too short to learn from: choose a longer one."))
        vocabulary = Vocabulary.of(self.text, self.max_symbols)
        object.__setattr__(self, "vocabulary", vocabulary)
        object.__setattr__(self, "codes", vocabulary.encode(self.text))

    @property
    def input_size(self) -> int:
        return len(self.vocabulary.symbols)

    @property
    def output_size(self) -> int:
        return len(self.vocabulary.symbols)

    @property
    def chance_loss(self) -> float:
        """Entropy of the characters' frequencies in nats: the best without looking back."""
        share = self._shares()
        share = share[share > 0]
        return float(-np.sum(share * np.log(share)))

    @property
    def chance_accuracy(self) -> float:
        """Share of the most frequent character: what always answering it gets right."""
        return float(self._shares().max())

    def batch(self, T: int, N: int, rng: np.random.Generator) -> SequenceBatch:
        """Draw `N` windows of `T` steps.

        Raises
        ------
        UserError
            The text is not longer than `T`.
        """
        _check_length(T, self.min_length)
        if len(self.codes) <= T:
            raise UserError(
                tr(
                    "The text has {n} characters, too few for sequences of {T}: choose a longer "
                    "text or a smaller sequence length."
                ),
                n=len(self.codes),
                T=T,
            )
        start = rng.integers(len(self.codes) - T, size=N)
        window = self.codes[start + np.arange(T + 1)[:, np.newaxis]]
        return SequenceBatch(self.one_hot(window[:-1]), window[1:])

    def one_hot(self, codes: NDArray[np.int64]) -> NDArray[np.float32]:
        """(…) codes as (…, D) float32 vectors with a single 1."""
        x = np.zeros((*codes.shape, self.input_size), np.float32)
        np.put_along_axis(x, codes[..., np.newaxis], 1.0, axis=-1)
        return x

    def _shares(self) -> NDArray[np.float64]:
        counts = np.bincount(self.codes, minlength=self.output_size)
        return counts / len(self.codes)


def _check_length(T: int, at_least: int) -> None:
    if at_least > T:
        raise ValueError(f"sequence length T must be at least {at_least}, not {T}")
