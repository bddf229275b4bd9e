"""The workloads in PyTorch, eager, on one thread."""

import itertools

import torch
from torch import nn
from torch.nn import functional

from benchmarks.workloads import LR, Step, Workload

torch.set_num_threads(1)


def perceptron(sizes: tuple[int, ...]) -> nn.Sequential:
    layers: list[nn.Module] = []
    for inputs, outputs in itertools.pairwise(sizes):
        layers += [nn.Linear(inputs, outputs), nn.Tanh()]
    return nn.Sequential(*layers)


def classifier(kind: str) -> nn.Sequential:
    if kind == "classifier":
        return nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10))
    return nn.Sequential(
        nn.Conv2d(1, 8, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


def make_step(work: Workload) -> Step:
    x, target = map(torch.from_numpy, work.data())
    if work.kind == "map":
        net = perceptron(work.sizes)

        def forward() -> None:
            with torch.no_grad():
                net(x)

        return forward
    batches = [(x, target)]
    if work.kind == "mlp":
        model: nn.Module = perceptron(work.sizes)
        batches = list(zip(x, target, strict=True))
        loss = functional.mse_loss
    elif work.kind in ("classifier", "cnn"):
        model, loss = classifier(work.kind), functional.cross_entropy
    else:
        model = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}[work.kind](8, 32)
        loss = lambda output, target: functional.mse_loss(output[0][-1], target)  # noqa: E731
    optimizer = torch.optim.SGD(model.parameters(), LR)

    def step() -> list[float]:
        values = []
        for batch, wanted in batches:
            optimizer.zero_grad()
            value = loss(model(batch), wanted)
            value.backward()
            optimizer.step()
            values.append(value.item())
        return values

    return step
