"""Training a deep network while listening to every layer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Experiment, Frame, Seeds
from dlgui.data.bundled import digits
from dlgui.data.dataset import standardize
from dlgui.data.two_dimensional import points
from dlgui.nn import SGD, clip_by_norm, clip_by_value, global_norm
from dlgui.topics._right import right_answers
from dlgui.topics.vanishing_gradients import Params, profile
from dlgui.topics.vanishing_gradients.network import DeepNetwork
from dlgui.topics.vanishing_gradients.record import Record

Floats = NDArray[np.float64]

_POINTS, _NOISE = 1000, 0.05


@dataclass(frozen=True)
class VanishingFrame(Frame):
    """What the page draws; hidden layers l = 1 … L, the output layer is L + 1.

    Attributes
    ----------
    grad_W : (L + 1,) array
        ‖∂L/∂W_l‖.
    grad_a : (L,) array
        ‖∂L/∂a_l‖ over all units and examples of the batch.
    signal : (L,) array
        Root mean square of a_l.
    factor, expected, bound : (L − 1,) arrays
        For layers 2 … L: ‖∂L/∂a_{l−1}‖ / ‖∂L/∂a_l‖ as measured; what it would be for a gradient
        without direction; what it can never exceed.
    slope : (L,) array
        Root mean square of f′(ẑ_l).
    flat : (L,) array
        Share of the units, 0 to 1, whose slope is below a tenth of the largest possible one.
    weights, updates : (L + 1,) arrays
        ‖W_l‖, and ‖ΔW_l‖ of the last step (0 before the first).
    history : (L + 1, K) array
        log₁₀ ‖∂L/∂W_l‖ at steps 0, `stride`, 2 `stride`, …; −inf where it is exactly 0.
    stride : int
    levels : (low, high)
        Whole decades around the finite part of `history`.
    histogram : (L, B) array
        How often each value of a_l occurs: log(1 + count), a layer's fullest bin being 1.
    value_range : (low, high)
        Of the bins; the outermost ones also hold what lies beyond.
    first : mapping
        The scalars at step 0, named as in the history.
    accuracy : float
        Share of the batch that is classified correctly, 0 to 1.
    chance_loss : float
        ln C: what a network reaches that has learned nothing.
    threshold : float or None
        The longest gradient that clipping by norm lets through.
    lost : float
        log₁₀ ‖∂L/∂a_L‖ − log₁₀ ‖∂L/∂a_1‖: orders of magnitude lost from the last hidden layer to
        the first. Infinite where only the first is exactly 0, NaN where they can't be compared:
        both are 0, or one has overflowed.
    """

    grad_W: Floats
    grad_a: Floats
    signal: Floats
    factor: Floats
    expected: Floats
    bound: Floats
    slope: Floats
    flat: Floats
    weights: Floats
    updates: Floats
    history: Floats
    stride: int
    levels: tuple[float, float]
    histogram: Floats
    value_range: tuple[float, float]
    first: Mapping[str, float]
    accuracy: float
    chance_loss: float
    threshold: float | None
    lost: float


class VanishingGradients(Experiment[Params]):
    """A deep classifier under plain gradient descent.

    Between two steps there is a finished pass: activations and gradients of the present weights on
    a batch that they have not been trained on. A step's scalars are this pass's: ``loss``,
    ``accuracy``, ``grad_norm`` before clipping, and ``largest`` |z|. A pass with numbers that are
    not finite is the end: no step is taken from it, so that it can be asked what overflowed.
    """

    def __init__(self, params: Params, seeds: Seeds) -> None:
        super().__init__(params, seeds)
        self.X, self.labels, self.classes = _load(params.data, seeds)
        self.network = DeepNetwork(params, self.X.shape[1], self.classes, seeds.rng("init"))
        self.batches = seeds.rng("batches")
        self.optimizer = SGD(params.learning_rate)
        self.before = self.network.net.flat_params.copy()
        self.record = Record(params.depth + 1)
        self.steps = 0
        self.scalars: Mapping[str, float]
        self._pass()
        self.first = self.scalars

    def step(self) -> Mapping[str, float]:
        if not np.isfinite(sum(self.scalars.values())):
            return self.scalars
        self._update()
        self.steps += 1
        self._pass()
        return self.scalars

    def set(self, name: str, value: object) -> None:
        super().set(name, value)
        self.optimizer.lr = self.params.learning_rate

    def arrays(self) -> Iterable[tuple[str, NDArray[Any]]]:
        return self.network.arrays()

    def snapshot(self) -> VanishingFrame:
        params, network, net = self.params, self.network, self.network.net
        grad_W = network.weight_norms(net.flat_grads)
        grad_a = profile.norms(network.grad_a)
        signal = profile.rms(network.a)
        slopes = profile.slopes(network, params.activation)
        slope_rms = profile.rms(slopes)
        history = self.record.image()
        heights, value_range = profile.histogram(network, params.activation, signal)
        flat = slopes < profile.FLAT * profile.MAX_SLOPE[params.activation]
        return VanishingFrame(
            grad_W=grad_W,
            grad_a=grad_a,
            signal=signal,
            factor=profile.factors(grad_a),
            expected=profile.expected_factors(network, slope_rms),
            bound=profile.bounds(network, params.activation, grad_a),
            slope=slope_rms,
            flat=flat.mean(axis=(1, 2)),
            weights=network.weight_norms(net.flat_params),
            updates=network.weight_norms(net.flat_params - self.before),
            history=history,
            stride=self.record.stride,
            levels=_decades(history),
            histogram=heights,
            value_range=value_range,
            first=dict(self.first),
            accuracy=self.scalars["accuracy"],
            chance_loss=float(np.log(self.classes)),
            threshold=params.threshold if params.clipping == "norm" else None,
            lost=_lost(grad_a),
        )

    def _update(self) -> None:
        net, params = self.network.net, self.params
        self.before[...] = net.flat_params
        if params.clipping == "norm":
            clip_by_norm(net.fused_grads, params.threshold)
        elif params.clipping == "value":
            clip_by_value(net.fused_grads, params.threshold)
        self.optimizer.step(net.fused_params, net.fused_grads)

    def _pass(self) -> None:
        """Forward and backward with the present weights and a new batch."""
        network = self.network
        chosen = self.batches.integers(len(self.X), size=self.params.batch_size)
        loss = network.run(self.X[chosen], self.labels[chosen])
        right = right_answers(network.logits, self.labels[chosen])
        self.scalars = {
            "loss": loss,
            "accuracy": float(right.mean()),
            "grad_norm": global_norm(network.net.fused_grads),
            "largest": self._largest(),
        }
        if self.record.wants(self.steps):
            self.record.append(_orders(network.weight_norms(network.net.flat_grads)))

    def _largest(self) -> float:
        """Largest |z|; a saturating activation would hide an infinite one from the loss.

        The same holds for an infinite variance, by which batch normalization divides.
        """
        values = [self.network.z.max(), -self.network.z.min()]
        values += [norm.running_var.max() for norm in self.network.norms]
        if not np.isfinite(values).all():
            return float("nan") if np.isnan(values).any() else float("inf")
        return float(max(values[:2]))


def _load(data: str, seeds: Seeds) -> tuple[NDArray[np.float64], NDArray[np.int64], int]:
    """Inputs (n, D) of mean 0 and variance 1, labels (n,), and the number of classes."""
    if data == "digits":
        real = digits()
        X = real.X.reshape(len(real.X), -1).astype(np.float64)
        return standardize(X)[0], real.labels, 10
    plane = points(data, _POINTS, _NOISE, 0.0, seeds.rng("data"))
    return standardize(plane.X.astype(np.float64))[0], plane.labels, 2


def _lost(grad_a: Floats) -> float:
    first, last = _orders(grad_a[[0, -1]])
    comparable = last > -np.inf and max(first, last) < np.inf
    return float(last - first) if comparable else float("nan")


def _orders(values: Floats) -> Floats:
    """log₁₀, −inf for 0."""
    with np.errstate(divide="ignore"):
        return np.log10(values)


def _decades(history: Floats) -> tuple[float, float]:
    """Whole numbers around the finite values, at least one apart."""
    finite = history[np.isfinite(history)]
    if not len(finite):
        return -1.0, 0.0
    # A zero is added because −0 would be written with its sign.
    low = float(np.floor(finite.min())) + 0.0
    return low, max(low + 1.0, float(np.ceil(finite.max())) + 0.0)
