"""A network that learns digits with dropout, step by step.

The state between two steps is a finished pass: masks, activations and gradients of the present
weights on a batch that they have not been trained on yet. A step applies those gradients, then
draws the next batch and passes it, so that a frame shows what the next step will do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Experiment, Frame, Seeds
from dlgui.data.bundled import digits
from dlgui.nn import SGD, Adam, Optimizer, softmax, softmax_cross_entropy
from dlgui.topics._right import right_answers
from dlgui.topics.dropout import TEST_SIZE, Params
from dlgui.topics.dropout.fan import Fan, draw_fan
from dlgui.topics.dropout.layer_picture import LayerPicture, describe
from dlgui.topics.dropout.network import (
    PIXELS,
    Activations,
    Factor,
    Floats,
    build,
    dropouts,
    forward,
    hidden_gradients,
    inference_factor,
    training_factor,
)

EVALUATE_EVERY = 10
SHOWN = 16

OPTIMIZERS: Mapping[str, Callable[[float], Optimizer]] = {
    "sgd": SGD,
    "momentum": lambda lr: SGD(lr, momentum=0.9),
    "adam": Adam,
}

_PASS = frozenset({"rate", "scaling", "mask", "n", "batch"})


@dataclass(frozen=True)
class DropoutFrame(Frame):
    """What the page draws; B is the batch size, at most `SHOWN`.

    Attributes
    ----------
    images : (B, 8, 8) array
        The first digits of the batch, ink 0 … 1.
    labels : (B,) int array
    probabilities : (B, 10) array
        Of the network with this batch's masks.
    layers : tuple of two LayerPicture
    fan : Fan
        64 random masks and the scaled network on one test digit.
    rate : float
        p.
    inverted : bool
        The scaling; otherwise classic.
    left_on : bool
        Whether the test scalars are of a network with random masks.
    scalars : mapping
        ``train_loss``, ``train_accuracy``, ``test_loss``, ``test_accuracy`` when last measured.
    first : mapping
        The same scalars and ``batch_loss`` at step 0, which the history does not hold.
    """

    images: Floats
    labels: NDArray[np.int64]
    probabilities: Floats
    layers: tuple[LayerPicture, LayerPicture]
    fan: Fan
    rate: float
    inverted: bool
    left_on: bool
    scalars: Mapping[str, float]
    first: Mapping[str, float]


class DropoutNetwork(Experiment[Params]):
    """64 → H → H → 10 on the digits.

    Scalars: ``batch_loss`` of each step, with its masks; every `EVALUATE_EVERY` steps also
    ``train_loss``, ``train_accuracy`` over all n training digits without masks, and
    ``test_loss``, ``test_accuracy`` over the test digits.
    """

    def __init__(self, params: Params, seeds: Seeds) -> None:
        super().__init__(params, seeds)
        data = digits()
        order = seeds.rng("data").permutation(len(data.labels))
        self.x: Floats = (data.X.reshape(-1, PIXELS) / 16)[order].astype(np.float32)
        self.labels = data.labels[order]
        self.batches, self.masks = seeds.rng("batches"), seeds.rng("masks")
        self.test_masks = seeds.rng("test masks")
        self.network = build(params.width, seeds.rng("init"), self.masks)
        self.optimizer = OPTIMIZERS[params.optimizer](params.lr)
        self.steps = 0
        self.before: tuple[Mapping[str, Any], Mapping[str, Any]]
        self._adjust()
        self._draw_and_pass()
        self._take_scalars()

    def step(self) -> Mapping[str, float]:
        self.optimizer.step(self.network.fused_params, self.network.fused_grads)
        self.steps += 1
        self._draw_and_pass()
        if self.steps % EVALUATE_EVERY:
            return {"batch_loss": self.batch_loss}
        self._take_scalars()
        return {"batch_loss": self.batch_loss, **self.scalars}

    def set(self, name: str, value: object) -> None:
        super().set(name, value)
        if name == "optimizer":
            self.optimizer = OPTIMIZERS[self.params.optimizer](self.params.lr)
        elif name == "lr":
            self.optimizer.lr = self.params.lr
        elif name in _PASS:
            # The same random numbers again: the masks of a smaller p drop fewer of the same units.
            self.batches.bit_generator.state, self.masks.bit_generator.state = self.before
            self._adjust()
            self._draw_and_pass()
        if name in _PASS or name == "left_on":
            self._take_scalars()

    def arrays(self) -> Iterable[tuple[str, NDArray[Any]]]:
        yield from zip(("a₁", "a₂", "z"), self.activations(), strict=True)
        yield from self.network.params.items()
        # The whole network may overflow where a masked one has not yet.
        scale = inference_factor(self.params.rate, self.params.scaling)
        whole = forward(self.network, self.x[: self.params.n], (scale, scale))
        yield from zip(("a₁", "a₂", "z"), whole, strict=True)

    def factors(self) -> tuple[Floats, Floats]:
        """f₁ and f₂ (N, H) of the present pass."""
        p = self.params
        first, second = (training_factor(m, p.rate, p.scaling) for m in self.kept())
        return first, second

    def kept(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """The masks (N, H) of the present pass."""
        first, second = (layer.mask for layer in dropouts(self.network))
        if first is None or second is None:
            raise RuntimeError("no pass yet")
        return first, second

    def activations(self) -> Activations:
        """Of the present pass."""
        return forward(self.network, self.x[self.chosen], self.factors())

    def test_digits(self) -> tuple[Floats, NDArray[np.int64]]:
        """Pixels (797, 64) and labels that training never sees."""
        return self.x[-TEST_SIZE:], self.labels[-TEST_SIZE:]

    def snapshot(self) -> DropoutFrame:
        params, chosen = self.params, self.chosen[:SHOWN]
        activations, factors = self.activations(), self.factors()
        _, d_logits = softmax_cross_entropy(activations.logits, self.labels[self.chosen])
        shown = Activations(*(array[:SHOWN] for array in activations))
        gradients = hidden_gradients(
            self.network, shown, d_logits[:SHOWN], (factors[0][:SHOWN], factors[1][:SHOWN])
        )
        at_test = inference_factor(params.rate, params.scaling)
        first, second = (
            describe(a, kept, factor, gradient, dW, at_test)
            for a, kept, factor, gradient, dW in zip(
                activations[:2],
                self.kept(),
                factors,
                gradients,
                (self.network.grads["0.W"], self.network.grads["3.W"]),
                strict=True,
            )
        )
        return DropoutFrame(
            images=self.x[chosen].reshape(-1, 8, 8),
            labels=self.labels[chosen],
            probabilities=softmax(activations.logits[:SHOWN]),
            layers=(first, second),
            fan=self._fan(),
            rate=params.rate,
            inverted=params.scaling == "inverted",
            left_on=params.left_on,
            scalars=dict(self.scalars),
            first=dict(self.first),
        )

    def _fan(self) -> Fan:
        x, labels = self.test_digits()
        index, p = self.params.digit - 1, self.params
        rng = self.seeds.rng("fan")
        return draw_fan(self.network, x[index], int(labels[index]), p.rate, p.scaling, rng)

    def _adjust(self) -> None:
        for layer in dropouts(self.network):
            layer.rate = self.params.rate
            layer.mode = self.params.scaling
            layer.shared = self.params.mask == "batch"

    def _draw_and_pass(self) -> None:
        """The next batch, its masks, and their gradients."""
        self.before = (self.batches.bit_generator.state, self.masks.bit_generator.state)
        self.chosen = self.batches.integers(0, self.params.n, self.params.batch)
        logits = self.network.forward(self.x[self.chosen], train=True)
        self.batch_loss, d_logits = softmax_cross_entropy(logits, self.labels[self.chosen])
        self.network.backward_params(d_logits)

    def _take_scalars(self) -> None:
        self.scalars = self._evaluate()
        if not self.steps:
            # What is changed at step 0 changes the values there.
            self.first = {"batch_loss": self.batch_loss, **self.scalars}

    def _evaluate(self) -> dict[str, float]:
        p, n = self.params, self.params.n
        scale = inference_factor(p.rate, p.scaling)
        x, labels = self.test_digits()
        train_loss, train_accuracy = self._measure(self.x[:n], self.labels[:n], (scale, scale))
        at_test = self._random_factors() if p.left_on else (scale, scale)
        test_loss, test_accuracy = self._measure(x, labels, at_test)
        return {
            "train_loss": train_loss,
            "train_accuracy": train_accuracy,
            "test_loss": test_loss,
            "test_accuracy": test_accuracy,
        }

    def _measure(
        self, x: Floats, labels: NDArray[np.int64], factors: tuple[Factor, Factor]
    ) -> tuple[float, float]:
        logits = forward(self.network, x, factors).logits
        loss, _ = softmax_cross_entropy(logits, labels)
        return loss, float(right_answers(logits, labels).mean())

    def _random_factors(self) -> tuple[Floats, Floats]:
        """A mask of its own for each test digit."""
        p = self.params
        draws = self.test_masks.random((2, TEST_SIZE, p.width), np.float32)
        first, second = (training_factor(u >= p.rate, p.rate, p.scaling) for u in draws)
        return first, second
