"""The workloads of the throughput table, and each as a step through the layers of `dlgui.nn`.

Every workload but the map is forward + backward + plain gradient descent in float32, on random
data. A step hands over its loss as a Python number: the application plots it, and looks whether
it is finite before the next one.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from dlgui.nn.activations import ReLU, Tanh
from dlgui.nn.convolution import Conv2D
from dlgui.nn.dense import Dense
from dlgui.nn.dropout import Dropout
from dlgui.nn.gru import GRU
from dlgui.nn.layer import Layer
from dlgui.nn.losses import mse, softmax_cross_entropy
from dlgui.nn.lstm import LSTM
from dlgui.nn.network import Sequential
from dlgui.nn.optimizers import SGD
from dlgui.nn.pooling import Flatten, MaxPool2D
from dlgui.nn.rnn import RNN

Step = Callable[[], Any]
LR = 0.01


@dataclass(frozen=True)
class Workload:
    """One row of the table.

    `per_call` units are done by one call of the step; `goal` is the ratio to JAX.
    """

    name: str
    kind: Literal["mlp", "classifier", "cnn", "rnn", "lstm", "gru", "map"]
    unit: str
    per_call: float
    goal: float
    sizes: tuple[int, ...] = ()
    steps: int = 50
    seed: int = field(default=0)

    def data(self) -> tuple[np.ndarray, np.ndarray]:
        """Inputs and targets; for "mlp" all batches of an epoch, (25, 10, ·)."""
        rng = np.random.default_rng(self.seed)
        normal = lambda *shape: rng.standard_normal(shape).astype(np.float32)  # noqa: E731
        match self.kind:
            case "mlp":
                x = normal(25, 10, self.sizes[0])
                return x, np.sign(x[..., :1] * x[..., 1:2])
            case "classifier":
                return normal(64, 64), rng.integers(0, 10, 64)
            case "cnn":
                return normal(32, 1, 28, 28), rng.integers(0, 10, 32)
            case "map":
                axis = np.linspace(-3, 3, 100, dtype=np.float32)
                return np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2), np.zeros(0)
            case _:
                return normal(self.steps, 32, 8), normal(32, 32)


WORKLOADS = (
    Workload("MLP 2-4-2-1 tanh, 250 points, batch 10", "mlp", "epochs/s", 1, 2.0, (2, 4, 2, 1)),
    Workload("MLP 2-8-8-8-1 tanh, same", "mlp", "epochs/s", 1, 2.5, (2, 8, 8, 8, 1)),
    Workload("MLP 64-128-10 ReLU, dropout 0.5, batch 64", "classifier", "examples/s", 64, 2.5),
    Workload("CNN 28×28, 2 × (conv 5×5, pool 2), batch 32", "cnn", "examples/s", 32, 2.5),
    Workload("LSTM H 32, D 8, T 50, batch 32", "lstm", "steps/s", 1, 1.1),
    Workload("GRU, same", "gru", "steps/s", 1, 1.1),
    Workload("RNN, same", "rnn", "steps/s", 1, 1.7),
    Workload("decision map, 2-4-2-1 on 100×100", "map", "maps/s", 1, 2.0, (2, 4, 2, 1)),
)


def perceptron(sizes: tuple[int, ...], rng: np.random.Generator) -> Sequential:
    layers: list[Layer] = []
    for inputs, outputs in itertools.pairwise(sizes):
        layers += [Dense(inputs, outputs, rng=rng), Tanh()]
    return Sequential(layers)


def classifier(kind: str, rng: np.random.Generator) -> Sequential:
    if kind == "classifier":
        hidden = Dense(64, 128, rng=rng)
        return Sequential(hidden, ReLU(), Dropout(0.5, rng=rng), Dense(128, 10, rng=rng))
    return Sequential(
        Conv2D(1, 8, 5, padding=2, rng=rng),
        ReLU(),
        MaxPool2D(2),
        Conv2D(8, 16, 5, padding=2, rng=rng),
        ReLU(),
        MaxPool2D(2),
        Flatten(),
        Dense(16 * 7 * 7, 10, rng=rng),
    )


def our_step(work: Workload) -> Step:
    rng = np.random.default_rng(1)
    x, target = work.data()
    optimizer = SGD(LR)
    if work.kind in ("rnn", "lstm", "gru"):
        layer = {"rnn": RNN, "lstm": LSTM, "gru": GRU}[work.kind](8, 32, rng=rng)

        def recurrent() -> float:
            loss, dh_last = mse(layer.forward(x, train=True)[-1], target)
            layer.backward_params(dh_last)
            optimizer.step(layer.fused_params, layer.fused_grads)
            return loss

        return recurrent

    if work.kind in ("mlp", "map"):
        net = perceptron(work.sizes, rng)
        if work.kind == "map":
            return lambda: net.forward(x)
        batches = list(zip(x, target, strict=True))

        def epoch() -> list[float]:
            losses = []
            for batch, wanted in batches:
                loss, dy = mse(net.forward(batch, train=True), wanted)
                net.backward_params(dy)
                optimizer.step(net.fused_params, net.fused_grads)
                losses.append(loss)
            return losses

        return epoch

    net = classifier(work.kind, rng)

    def classify() -> float:
        loss, dy = softmax_cross_entropy(net.forward(x, train=True), target)
        net.backward_params(dy)
        optimizer.step(net.fused_params, net.fused_grads)
        return loss

    return classify
