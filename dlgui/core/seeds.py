"""Randomness with names: runs that differ in one knob share everything else."""

from dataclasses import dataclass

import numpy as np

LARGEST_SEED = 2**63 - 1
"""The largest seed that a person may choose."""


@dataclass(frozen=True)
class Seeds:
    """Generators derived from one seed, one for each purpose.

    Purposes in use: ``data``, ``init``, ``batches``, ``masks``. Each is an independent child
    of ``SeedSequence(seed)``, so drawing more for one never shifts another.
    """

    seed: int

    def rng(self, purpose: str) -> np.random.Generator:
        """A new generator for `purpose`, the same whenever it is asked for."""
        key = tuple(purpose.encode())
        return np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=key))
