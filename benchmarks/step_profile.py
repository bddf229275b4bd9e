"""Where a training step of `dlgui.nn` spends its time: ``python -m benchmarks.step_profile``.

For each workload of `benchmarks.throughput` the parts of a step, and its **bound**: the matrix
products, and for small networks all NumPy calls, timed alone on arrays of the same shapes. Best
processor time of many calls, so that what else the machine does hardly counts.
"""

import benchmarks.one_thread  # noqa: F401  (before NumPy)

# isort: split
import argparse
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import numpy as np

from benchmarks.workloads import LR, WORKLOADS, Workload, classifier, perceptron
from dlgui.nn.chain import Chain
from dlgui.nn.gru import GRU
from dlgui.nn.losses import mse, softmax_cross_entropy
from dlgui.nn.lstm import LSTM
from dlgui.nn.network import Sequential
from dlgui.nn.optimizers import SGD
from dlgui.nn.products import block_count, multiply, multiply_long
from dlgui.nn.rnn import RNN

Part = tuple[str, float]
_SECONDS = 0.3


def microseconds(call: Callable[[], Any]) -> float:
    """Best processor time of a call."""
    call()
    count = 1
    while _run(call, count) < 1e-3:
        count *= 2
    end = time.perf_counter() + _SECONDS
    best = np.inf
    while time.perf_counter() < end:
        best = min(best, _run(call, count) / count)
    return float(1e6 * best)


def _run(call: Callable[[], Any], count: int) -> float:
    start = time.thread_time()
    for _ in range(count):
        call()
    return time.thread_time() - start


def products(shapes: Iterable[tuple[int, int, int]]) -> float:
    """Time of matrix products (rows, inner, columns), one after the other.

    Where the inner axis is the longest, the sum runs over pixels, and the right factor is the
    transpose of a matrix that lies in rows.
    """
    rng = np.random.default_rng(0)
    total = 0.0
    for rows, inner, columns in shapes:
        A = rng.standard_normal((rows, inner), np.float32)
        if inner > max(rows, columns):
            B = rng.standard_normal((columns, inner), np.float32).T
        else:
            B = rng.standard_normal((inner, columns), np.float32)
        C = np.empty((rows, columns), np.float32)
        wide = block_count(rows, inner, columns) > 1
        product = partial(multiply, A, B, C) if wide else partial(A.dot, B, C)
        total += microseconds(product)
    return total


def of_network(work: Workload) -> Iterator[Part]:
    """Parts of a step of a feed-forward network."""
    rng = np.random.default_rng(1)
    x, target = work.data()
    if work.kind == "mlp":
        net, loss, x, target = perceptron(work.sizes, rng), mse, x[0], target[0]
    else:
        net, loss = classifier(work.kind, rng), softmax_cross_entropy
    y = net.forward(x, train=True)
    dy = loss(y, target)[1]
    optimizer = SGD(LR)
    yield "forward", microseconds(lambda: net.forward(x, train=True))
    yield "loss", microseconds(lambda: loss(y, target))
    yield "backward", microseconds(lambda: net.backward_params(dy))
    yield "optimizer", microseconds(lambda: optimizer.step(net.fused_params, net.fused_grads))
    if work.kind == "cnn":
        yield from of_stages(net, x, dy)
        forward = ((8, 26, 25088), (16, 201, 6272))
        in_strips = 7 * ((26, 3584, 8),) + 14 * ((201, 448, 16),)
        backward = (*in_strips, (40, 80, 6272))
        yield "bound: the products of the convolutions", products(forward + backward)
    else:
        yield from of_calls(net)
    if work.kind == "mlp":
        yield from of_whole_step(net, x, target)


def of_whole_step(net: Sequential, x: np.ndarray, target: np.ndarray) -> Iterator[Part]:
    """All NumPy calls of a step of a perceptron, with loss and optimizer, one after the other."""
    (chain,) = net._stages or []
    assert isinstance(chain, Chain)
    tape = chain._tape
    assert tape
    theta, update, lr = net.flat_params, np.empty_like(net.flat_params), np.zeros((), np.float32)
    difference = np.empty_like(target)
    flat, two_over = difference.ravel(), np.array(2 / target.size, np.float32)
    calls = [
        partial(np.copyto, tape.x, x),
        *tape.forward,
        partial(np.subtract, tape.y, target, difference),
        partial(flat.dot, flat),
        partial(np.multiply, difference, two_over, difference),
        *tape.slopes,
        partial(np.multiply, difference, tape.last_slope, tape.dy),
        *tape.backward,
        partial(np.multiply, net.flat_grads, lr, update),
        partial(np.subtract, theta, update, theta),
    ]

    def in_a_row() -> None:
        for call in calls:
            call()

    yield f"bound: all {len(calls)} NumPy calls of a step in a row", microseconds(in_a_row)


def of_stages(net: Sequential, x: np.ndarray, dy: np.ndarray) -> Iterator[Part]:
    """Each layer, forward and backward."""
    stages = net._stages or []
    for place, stage in enumerate(stages):
        yield (
            f"  forward {place} {type(stage).__name__}",
            microseconds(lambda stage=stage, x=x: stage._forward(x, True)),
        )
        x = stage._forward(x, True)
    for place, stage in reversed([*enumerate(stages)]):
        call = stage._backward if place else stage._backward_params
        yield (
            f"  backward {place} {type(stage).__name__}",
            microseconds(lambda call=call, dy=dy: call(dy)),
        )
        dy = stage._backward(dy)


def of_calls(net: Sequential) -> Iterator[Part]:
    """The NumPy calls of forward and backward pass alone, without what Python does between."""
    (chain,) = net._stages or []
    assert isinstance(chain, Chain)
    tape = chain._tape
    assert tape
    calls = [*tape.forward, *tape.slopes, *tape.backward]
    if tape.last_slope is not None:
        calls.append(partial(np.multiply, tape.dy, tape.last_slope, tape.dy))
    with np.errstate(all="ignore"):  # repeated in place, some run to infinity
        alone = sum(microseconds(call) for call in calls)
    yield f"bound: the {len(calls)} NumPy calls of forward and backward", alone


def of_recurrent(work: Workload) -> Iterator[Part]:
    """Parts of a step of a recurrent layer."""
    layer = {"rnn": RNN, "lstm": LSTM, "gru": GRU}[work.kind](8, 32, rng=np.random.default_rng(1))
    x, target = work.data()
    dh = mse(layer.forward(x)[-1], target)[1]
    yield "forward", microseconds(lambda: layer.forward(x))
    yield "backward", microseconds(lambda: layer.backward_params(dh))
    T, N, D = x.shape
    gates = {"rnn": 1, "lstm": 4, "gru": 3}[work.kind]
    step = products(((gates * 32, 32 + D + 1, N), (32, gates * 32, N)))
    zeros = partial(np.zeros, dtype=np.float32)
    columns, grad_a = zeros((32 + D + 1, T * N)), zeros((T * N, gates * 32))
    sums = zeros((len(columns), gates * 32))
    whole = microseconds(lambda: multiply_long(columns, grad_a, sums))
    values = np.zeros((gates + (work.kind == "lstm"), 32, N), np.float32)
    squash = microseconds(lambda: np.tanh(values, values))
    yield "bound: products and tanh", T * (step + squash) + whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="workloads whose kind or name contains this")
    only = parser.parse_args().only
    for work in WORKLOADS:
        if work.kind == "map" or not (only in work.kind or only in work.name):
            continue
        print(f"\n{work.name}: µs a step")
        parts = of_recurrent if work.kind in ("rnn", "lstm", "gru") else of_network
        for name, spent in parts(work):
            print(f"  {name:55} {spent:9.1f}", flush=True)


if __name__ == "__main__":
    main()
