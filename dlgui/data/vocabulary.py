"""Characters as numbers."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

UNKNOWN = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Vocabulary:
    """The characters that a model knows; a character's place is its code.

    Attributes
    ----------
    symbols : str
        `UNKNOWN`, then the known characters, each once, the most frequent first.
    """

    symbols: str

    @classmethod
    def of(cls, text: str, max_symbols: int) -> "Vocabulary":
        """The most frequent characters of a text; equally frequent ones in order of code point.

        Parameters
        ----------
        text : str
        max_symbols : int
            Size of the vocabulary with `UNKNOWN`; at least 2.
        """
        counts = Counter(text)
        del counts[UNKNOWN]
        ranked = sorted(counts, key=lambda symbol: (-counts[symbol], symbol))
        return cls(UNKNOWN + "".join(ranked[: max_symbols - 1]))

    def encode(self, text: str) -> NDArray[np.int64]:
        """Codes of a text's characters, (len(text),); 0 for an unknown one."""
        code = {symbol: i for i, symbol in enumerate(self.symbols)}
        return np.fromiter((code.get(symbol, 0) for symbol in text), np.int64, len(text))

    def decode(self, codes: NDArray[np.int64]) -> str:
        """The text of (n,) codes."""
        return "".join(self.symbols[i] for i in codes.tolist())
