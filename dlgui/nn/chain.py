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
    a = relu(z) ⊙ g,  dZ = g ⊙ da          for ReLU with dropout in training: g is dropout's
                                           factor where z > 0, and 0 elsewhere

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

    `x`, `y`, `dy` and `dx` have the axes of the arrays that enter and leave: (…, features). A
    backward pass makes the `slopes`, writes into `dy` what enters, times `last_slope` if the last
    layer has one, and then makes the calls of `backward`.
    """

    def __init__(self, layers: Sequence[Layer], shape: Shape, train: bool) -> None:
        first = cast(Dense, layers[0])
        self.dtype = first.flat_params.dtype
        self.x_shape, self.train = shape, train
        *leading, _ = shape
        self.n = math.prod(leading)
        self.forward: list[Call] = []
        self.slopes: list[Call] = []
        self._slope: Array | None = None  # of the last layer so far
        self._way_back: list[Call] = []  # dZ and da, in the order of the forward pass
        self._dtheta: list[Call] = []
        self._arena = np.ones(self.n * _rows(layers), self.dtype)
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
        pairs = zip(layers, [*layers[1:], None], strict=True)
        for layer, following in pairs:
            if isinstance(layer, Dense):
                self._dense(layer)
            elif train and isinstance(layer, ReLU) and isinstance(following, Dropout):
                self._relu_and_dropout(following, leading)
                next(pairs)
            elif isinstance(layer, Dropout):
                self._dropout(layer, train, leading)
            elif isinstance(layer, Tanh):
                self._tanh_layer()
            elif isinstance(layer, Sigmoid):
                self._sigmoid()
            elif isinstance(layer, ReLU):
                self._relu()
        self._merge_tanh()
        self.y, self.dy = (_features_last(part, leading) for part in (self.A[:-1], self.dA))
        self.y_shape = self.y.shape
        self.input_gradient = self._way_back.pop(0)  # only dx needs it
        self.last_slope = self._entry(leading)
        self.backward = self._way_back[::-1] + self._dtheta

    def _entry(self, leading: Sequence[int]) -> Array | None:
        """The last layer's slope, taken off the way back: dy is multiplied by it as it enters."""
        if self._slope is None:
            return None
        self._way_back.pop()
        return _features_last(self._slope, leading)

    def _allocate(self, width: int) -> None:
        """Let `A` be a new part of the arena."""
        self._part = slice(self._used, self._used + (width + 1) * self.n)
        self._used = self._part.stop
        self.A = self._arena[self._part].reshape(width + 1, self.n)

    def _dense(self, layer: Dense) -> None:
        theta = layer.flat_params.reshape(layer.in_features + 1, layer.out_features)
        dtheta = layer.flat_grads.reshape(theta.shape)
        A, dA = self.A, self.dA
        self._allocate(layer.out_features)
        self._overwrite = True
        self.dA = np.empty((layer.out_features, self.n), self.dtype)
        self.forward.append(partial(theta.T.dot, A, self.A[:-1]))
        self._way_back.append(partial(theta[:-1].dot, self.dA, dA))
        self._dtheta.insert(0, partial(A.dot, self.dA.T, dtheta))
        self._slope = None

    def _next(self) -> tuple[Array, Array, Array]:
        """What the next layer reads, where it writes, and room for its slopes.

        It writes over a product, which no gradient needs, but not over another layer's values.
        """
        read = write = self.A[:-1]  # one object: NumPy looks longer at two that share memory
        if not self._overwrite:
            self._allocate(len(read))
            write = self.A[:-1]
        self._overwrite = False
        return read, write, self._slopes[self._part].reshape(self.A.shape)[:-1]

    def _multiply_by(self, slope: Array) -> None:
        """dZ = f′ ⊙ da on the way back."""
        self._way_back.append(partial(np.multiply, self.dA, slope, self.dA))
        self._slope = slope

    def _tanh_layer(self) -> None:
        z, a, slope = self._next()
        self.forward.append(partial(np.tanh, z, a))
        self._tanh.append(self._part)
        self._multiply_by(slope)

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
            self.slopes += [
                partial(np.multiply, a, a, slope),
                partial(np.subtract, one, slope, slope),
            ]

    def _sigmoid(self) -> None:
        z, a, slope = self._next()
        half = np.full((), 0.5, self.dtype)
        self.forward += [
            partial(np.multiply, z, half, a),
            partial(np.tanh, a, a),
            partial(np.multiply, a, half, a),
            partial(np.add, a, half, a),
        ]
        self.slopes += [partial(np.multiply, a, a, slope), partial(np.subtract, a, slope, slope)]
        self._multiply_by(slope)

    def _relu(self) -> None:
        z, a, slope = self._next()
        # An array of zeros: NumPy's maximum is five times slower with a single zero. A slope of
        # numbers: to copy truth values and multiply is faster than to multiply by truth values.
        zeros, active = np.zeros_like(a), np.empty(a.shape, np.bool_)
        self.forward.append(partial(np.maximum, z, zeros, out=a))
        self.slopes += [partial(np.greater, a, zeros, active), partial(np.copyto, slope, active)]
        self._multiply_by(slope)

    def _relu_and_dropout(self, layer: Dropout, leading: Sequence[int]) -> None:
        z, y, gate = self._next()
        zeros, active = np.zeros_like(y), np.empty(y.shape, np.bool_)
        shape = (len(y), *leading)
        self.forward += [
            partial(np.greater, z, zeros, active),
            partial(layer.draw_among, active.reshape(shape), gate.reshape(shape)),
            partial(np.maximum, z, zeros, out=y),  # z ⊙ g alone would be NaN where z is −∞
            partial(np.multiply, y, gate, y),
        ]
        self._multiply_by(gate)

    def _dropout(self, layer: Dropout, train: bool, leading: Sequence[int]) -> None:
        if not train and layer.mode == "inverted":
            return
        a, kept, factor = self._next()
        draw = layer.draw if train else layer.keep_all
        self.forward += [
            partial(draw, factor.reshape(len(factor), *leading)),
            partial(np.multiply, a, factor, kept),
        ]
        self._multiply_by(factor)


def _rows(layers: Sequence[Layer]) -> int:
    """Rows of the arena, enough for a buffer of each layer: its features and a row of ones."""
    rows = width = 0
    for layer in layers:
        width = layer.out_features if isinstance(layer, Dense) else width
        rows += width + 1
    return rows


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
            raise self.layers[0]._too_early()
        if dy.shape != tape.y_shape:
            check_shape("dy", dy.shape, tape.y_shape)
        for call in tape.slopes:
            call()
        if tape.last_slope is None:
            tape.dy[...] = dy
        else:
            np.multiply(dy, tape.last_slope, tape.dy)
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
