"""Training throughput of `dlgui.nn` beside its peers: ``python -m benchmarks.throughput``.

Every library computes on one thread, all in one process. In each round every library gets a burst
in turn, so that what else the machine does hits all of them alike; the table shows each one's
median rate, its best one, how many processors it kept busy, and how many times as fast dlgui is
(median over the rounds). Everybody hands over each loss before the next step; "JAX, patient" does
it after an epoch, so that a second processor computes while Python prepares the next step.
``taskset -c 0 python -m …`` leaves one processor to everybody. Peers that are not installed (extra
``bench``) are left out.
"""

import benchmarks.one_thread  # noqa: F401  (before NumPy)

# isort: split
import argparse
import importlib
import os
import time
from dataclasses import dataclass
from typing import Literal

import numpy as np

from benchmarks.workloads import WORKLOADS, Step, Workload, our_step

PEERS = {
    "JAX": ("peer_jax", "make_step"),
    "JAX, patient": ("peer_jax", "make_patient_step"),
    "PyTorch": ("peer_torch", "make_step"),
    "scikit-learn": ("peer_sklearn", "make_step"),
}


def contenders(work: Workload) -> dict[str, Step]:
    steps = {"dlgui": our_step(work)}
    for name, (module, make) in PEERS.items():
        try:
            steps[name] = getattr(importlib.import_module(f"benchmarks.{module}"), make)(work)
        except (ImportError, NotImplementedError):
            continue
    return steps


@dataclass(frozen=True)
class Burst:
    """How fast a contender was, and how many processors it kept busy."""

    rate: float
    processors: float


def burst(step: Step, calls: int) -> Burst:
    start, busy = time.perf_counter(), time.process_time()
    for _ in range(calls):
        step()
    elapsed = time.perf_counter() - start
    return Burst(calls / elapsed, (time.process_time() - busy) / elapsed)


def measure(work: Workload, rounds: int, seconds: float) -> dict[str, list[Burst]]:
    """The bursts of each contender, one in each round."""
    steps = contenders(work)
    calls = {}
    for name, step in steps.items():
        for _ in range(3):
            step()
        calls[name] = max(1, round(seconds * burst(step, 3).rate))
    bursts: dict[str, list[Burst]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name, step in steps.items():
            bursts[name].append(burst(step, calls[name]))
    return bursts


def show(work: Workload, bursts: dict[str, list[Burst]]) -> None:
    print(f"\n{work.name}: {work.unit}; goal {work.goal} × JAX")
    rates = {name: np.array([one.rate for one in many]) for name, many in bursts.items()}
    for name, values in rates.items():
        units = work.per_call * values
        processors = np.median([one.processors for one in bursts[name]])
        line = f"  {name:17} median {np.median(units):12,.0f}   best {units.max():12,.0f}"
        line += f"   processors {processors:4.2f}"
        if name != "dlgui":
            ratio = np.median(rates["dlgui"] / values)
            line += f"   dlgui × {ratio:6.2f}"
            if name.startswith("JAX"):
                line += "   reached" if ratio >= work.goal else "   MISSED"
        print(line, flush=True)


def processor_time(step: Step) -> float:
    """Seconds of this thread in one call: what others do while it is suspended does not count."""
    start = time.thread_time()
    step()
    return time.thread_time() - start


def growth(rounds: int) -> None:
    """Processor time of a training step, and of one time step, for T from 10 to 200."""
    print("\nGrowth with T (best call, processor time)")
    kinds: tuple[Literal["rnn", "lstm", "gru"], ...] = ("rnn", "lstm", "gru")
    for kind in kinds:
        for T in (10, 50, 100, 200):
            step = our_step(Workload(kind, kind, "steps/s", 1, 0, steps=T))
            best = min(processor_time(step) for _ in range(3 + rounds * 200 // T))
            print(
                f"  {kind:5} T {T:4}   {1e3 * best:7.3f} ms   {1e6 * best / T:6.1f} µs a time step"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="workloads whose kind or name contains this")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=0.1, help="length of a burst")
    parser.add_argument("--growth", action="store_true", help="growth with T instead of the table")
    arguments = parser.parse_args()
    print(
        f"NumPy {np.__version__}, {os.cpu_count()} processors, one thread each, "
        f"load {os.getloadavg()[0]:.1f}"
    )
    if arguments.growth:
        growth(arguments.rounds)
        return
    for work in WORKLOADS:
        if arguments.only in work.kind or arguments.only in work.name:
            show(work, measure(work, arguments.rounds, arguments.seconds))


if __name__ == "__main__":
    main()
