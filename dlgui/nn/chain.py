"""A run of Dense, activation and Dropout layers, executed as one list of NumPy calls.

The equations are those of `dense`, `activations` and `dropout`; a test holds this file equal to
them. What differs is the bookkeeping, since on small networks a NumPy call costs as much as its
arithmetic. With the batch axis last and a row of ones under each layer's input,

::

    A_k = [a_k; 1]        (F_k + 1, N)
    Θ_k = [W_k; b_k]      (F_k + 1, F_{k+1}), which is how W and b lie in ``flat_params``

    Z_k = Θ_kᵀ A_k                         a product, and no sum for the bias
    dΘ_k = A_k dZ_kᵀ                       dW and db in one product
    da_k = W_k dZ_k
    dZ_k = f′ ⊙ da_{k+1},  f′ = 1 − a²     for all tanh layers of the run in two calls

Every buffer is allocated once for a shape of x, and every call that a pass consists of is put on a
tape with its arguments, so that a pass is a loop over the tape. Layers inside a run keep no state
of their own except ``Dropout.mask``.
"""

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias, cast

import numpy as np

from dlgui.nn.activations import Identity, ReLU, Sigmoid, Tanh
from dlgui.nn.dense import Dense
from dlgui.nn.dropout import Dropout
from dlgui.nn.layer import Layer
from dlgui.nn.shapes import Array, Shape, check_shape

Call: TypeAlias = Callable[[], object]

CACHE_LINE = 64  # bytes

FOLLOWERS = (Identity, ReLU, Sigmoid, Tanh, Dropout)


class Tape:
    """The calls of a forward and a backward pass for one shape of x, and their buffers.

    `x`, `y`, `dy` and `dx` have the axes of the arrays that enter and leave: (…, features).
    """

    def __init__(self, layers: Sequence[Layer], shape: Shape, train: bool) -> None:
        first = cast(Dense, layers[0])
        self.dtype = first.flat_params.dtype
        self.x_shape, self.train = shape, train
        *leading, _ = shape
        self.n = math.prod(leading)
        self.forward: list[Call] = []
        self.head: list[Call] = []  # backward, for all layers at once
        self.groups: list[list[Call]] = []  # backward, in the order of the forward pass
        widths = [layer.out_features for layer in layers if isinstance(layer, Dense)]
        self._arena = np.ones(sum((width + 1) * self.n for width in widths), self.dtype)
        self._slopes = np.empty_like(self._arena)
        self._used = 0
        self._tanh: list[slice] = []

        # Where an example of x fills a cache line, x keeps its own order in memory: copying it is
        # faster, and dΘ, too, with one factor transposed. Features fewer than that are turned.
        if first.in_features * self.dtype.itemsize < CACHE_LINE:
            self.A = np.ones((first.in_features + 1, self.n), self.dtype)
        else:
            self.A = np.ones((self.n, first.in_features + 1), self.dtype).T
        self.dA = np.empty((first.in_features, self.n), self.dtype)
        self.x, self.dx = (_features_last(part, leading) for part in (self.A[:-1], self.dA))
        for layer in layers:
            if isinstance(layer, Dense):
                self._dense(layer)
            elif isinstance(layer, Dropout):
                self._dropout(layer, train)
            elif isinstance(layer, Tanh):
                self._tanh_layer()
            elif isinstance(layer, Sigmoid):
                self._sigmoid()
            elif isinstance(layer, ReLU):
                self._relu()
        self._merge_tanh()
        self.y, self.dy = (_features_last(part, leading) for part in (self.A[:-1], self.dA))
        self.y_shape = self.y.shape
        self.input_gradient = self.groups[0].pop()  # only dx needs it
        self.backward = self.head + [call for group in reversed(self.groups) for call in group]

    def _allocate(self, width: int) -> Array:
        start, self._used = self._used, self._used + (width + 1) * self.n
        return self._arena[start : self._used].reshape(width + 1, self.n)

    def _dense(self, layer: Dense) -> None:
        theta = layer.flat_params.reshape(layer.in_features + 1, layer.out_features)
        dtheta = layer.flat_grads.reshape(theta.shape)
        A, dA = self.A, self.dA
        self.A = self._allocate(layer.out_features)
        self.dA = np.empty((layer.out_features, self.n), self.dtype)
        self.forward.append(partial(theta.T.dot, A, self.A[:-1]))
        self.groups.append(
            [partial(A.dot, self.dA.T, dtheta), partial(theta[:-1].dot, self.dA, dA)]
        )

    def _slope_of(self, a: Array) -> Array:
        start = (a.ctypes.data - self._arena.ctypes.data) // a.itemsize
        return self._slopes[start : start + a.size].reshape(a.shape)

    def _tanh_layer(self) -> None:
        a = self.A[:-1]
        self.forward.append(partial(np.tanh, a, a))
        start = self._used - self.A.size
        self._tanh.append(slice(start, self._used))
        self.groups.append([partial(np.multiply, self.dA, self._slope_of(a), self.dA)])

    def _merge_tanh(self) -> None:
        """Slopes 1 − a² for neighbouring stretches of the arena at once."""
        one = np.ones((), self.dtype)
        merged: list[slice] = []
        for part in self._tanh:
            if merged and merged[-1].stop == part.start:
                merged[-1] = slice(merged[-1].start, part.stop)
            else:
                merged.append(part)
        for part in merged:
            a, slope = self._arena[part], self._slopes[part]
            self.head += [
                partial(np.multiply, a, a, slope),
                partial(np.subtract, one, slope, slope),
            ]

    def _sigmoid(self) -> None:
        a, half = self.A[:-1], np.full((), 0.5, self.dtype)
        slope = self._slope_of(a)
        self.forward += [
            partial(np.multiply, a, half, a),
            partial(np.tanh, a, a),
            partial(np.multiply, a, half, a),
            partial(np.add, a, half, a),
        ]
        self.groups.append(
            [
                partial(np.multiply, a, a, slope),
                partial(np.subtract, a, slope, slope),
                partial(np.multiply, self.dA, slope, self.dA),
            ]
        )

    def _relu(self) -> None:
        # An array of zeros: NumPy's maximum is five times slower with a single zero.
        a, zeros = self.A[:-1], np.zeros_like(self.dA)
        active = np.empty(a.shape, np.bool_)
        self.forward.append(partial(np.maximum, a, zeros, out=a))
        self.groups.append(
            [
                partial(np.greater, a, zeros, active),
                partial(np.multiply, self.dA, active, self.dA),
            ]
        )

    def _dropout(self, layer: Dropout, train: bool) -> None:
        if not train and layer.mode == "inverted":
            return
        a = self.A[:-1]
        factor = np.empty_like(a)
        self.A = np.ones_like(self.A)
        draw = layer.draw if train else layer.keep_all
        self.forward += [partial(draw, factor), partial(np.multiply, a, factor, self.A[:-1])]
        self.groups.append([partial(np.multiply, self.dA, factor, self.dA)])


def _features_last(part: Array, leading: Sequence[int]) -> Array:
    """A (features, N) buffer seen as (…, features), where `leading` multiplies to N."""
    return np.moveaxis(part.reshape(len(part), *leading), 0, -1)


class Chain:
    """A run of layers that begins with a Dense; used by `Sequential` only."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = list(layers)
        self._tapes: dict[tuple[Shape, bool], Tape] = {}
        self._tape: Tape | None = None

    def _forward(self, x: Array, train: bool) -> Array:
        tape = self._tape
        if tape is None or x.shape != tape.x_shape or train != tape.train:
            tape = self._tape = self._tape_for(x.shape, train)
        tape.x[...] = x
        for call in tape.forward:
            call()
        return tape.y

    def _tape_for(self, shape: Shape, train: bool) -> Tape:
        tape = self._tapes.get((shape, train))
        if tape is None:
            features = self.layers[0].shapes["W"][0]
            if len(shape) < 2 or shape[-1] != features:
                check_shape("x of Dense", shape, ("…", "N", features))
            if len(self._tapes) >= 8:  # a few batch sizes are usual, any number is a leak
                self._tapes.clear()
            tape = self._tapes[shape, train] = Tape(self.layers, shape, train)
        return tape

    def _backward_params(self, dy: Array) -> None:
        tape = self._tape
        if tape is None:
            raise ValueError("Dense: backward was called before forward")
        if dy.shape != tape.y_shape:
            check_shape("dy", dy.shape, tape.y_shape)
        tape.dy[...] = dy
        for call in tape.backward:
            call()

    def _backward(self, dy: Array) -> Array:
        self._backward_params(dy)
        tape = cast(Tape, self._tape)
        tape.input_gradient()
        return tape.dx


def find_runs(layers: Sequence[Layer]) -> list[Layer | Chain]:
    """`layers` with every run that begins with a Dense replaced by a `Chain`.

    Only the exact classes are taken: a subclass may compute something else.
    """
    stages: list[Layer | Chain] = []
    run: list[Layer] = []
    for layer in layers:
        fits = type(layer) is Dense or (run and type(layer) in FOLLOWERS)
        if fits and layer.dtype in (None, run[0].dtype if run else layer.dtype):
            run.append(layer)
            continue
        if run:
            stages.append(Chain(run))
            run = []
        stages.append(layer)
    if run:
        stages.append(Chain(run))
    return stages
