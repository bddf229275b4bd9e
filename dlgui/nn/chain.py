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

Every buffer is allocated once for a batch size, and every call that a pass consists of is put on a
tape with its arguments, so that a pass is a loop over the tape. Layers inside a run keep no state
of their own except ``Dropout.mask``.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeAlias, cast

import numpy as np

from dlgui.nn.activations import Identity, ReLU, Sigmoid, Tanh
from dlgui.nn.dense import Dense
from dlgui.nn.dropout import Dropout
from dlgui.nn.layer import Layer
from dlgui.nn.shapes import Array, check_shape

Call: TypeAlias = tuple[Callable[..., Any], tuple[Any, ...]]

FOLLOWERS = (Identity, ReLU, Sigmoid, Tanh, Dropout)


class Tape:
    """The calls of a forward and a backward pass for one batch size, and their buffers."""

    def __init__(self, layers: Sequence[Layer], n: int, train: bool) -> None:
        first = cast(Dense, layers[0])
        self.dtype = first.flat_params.dtype
        self.n = n
        self.forward: list[Call] = []
        self.head: list[Call] = []  # backward, for all layers at once
        self.groups: list[list[Call]] = []  # backward, in the order of the forward pass
        widths = [layer.out_features for layer in layers if isinstance(layer, Dense)]
        self._arena = np.ones(sum((width + 1) * n for width in widths), self.dtype)
        self._slopes = np.empty_like(self._arena)
        self._used = 0
        self._tanh: list[slice] = []

        self.A = np.ones((first.in_features + 1, n), self.dtype)
        self.x = self.A[:-1]
        self.dA = np.empty_like(self.x)
        dx = self.dA
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
        self.y = self.A[:-1].T
        self.dy = self.dA.T
        self.dx = dx.T
        last = self.groups[0].pop()  # only dx needs it
        self.backward = self.head + [call for group in reversed(self.groups) for call in group]
        self.input_gradient = last

    def _allocate(self, width: int) -> Array:
        start, self._used = self._used, self._used + (width + 1) * self.n
        return self._arena[start : self._used].reshape(width + 1, self.n)

    def _dense(self, layer: Dense) -> None:
        theta = layer.flat_params.reshape(layer.in_features + 1, layer.out_features)
        dtheta = layer.flat_grads.reshape(theta.shape)
        A, dA = self.A, self.dA
        self.A = self._allocate(layer.out_features)
        self.dA = np.empty((layer.out_features, self.n), self.dtype)
        self.forward.append((theta.T.dot, (A, self.A[:-1])))
        self.groups.append([(A.dot, (self.dA.T, dtheta)), (theta[:-1].dot, (self.dA, dA))])

    def _slope_of(self, a: Array) -> Array:
        start = (a.ctypes.data - self._arena.ctypes.data) // a.itemsize
        return self._slopes[start : start + a.size].reshape(a.shape)

    def _tanh_layer(self) -> None:
        a = self.A[:-1]
        self.forward.append((np.tanh, (a, a)))
        start = self._used - self.A.size
        self._tanh.append(slice(start, self._used))
        self.groups.append([(np.multiply, (self.dA, self._slope_of(a), self.dA))])

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
            self.head += [(np.multiply, (a, a, slope)), (np.subtract, (one, slope, slope))]

    def _sigmoid(self) -> None:
        a, half = self.A[:-1], np.full((), 0.5, self.dtype)
        slope = self._slope_of(a)
        self.forward += [
            (np.multiply, (a, half, a)),
            (np.tanh, (a, a)),
            (np.multiply, (a, half, a)),
            (np.add, (a, half, a)),
        ]
        self.groups.append(
            [
                (np.multiply, (a, a, slope)),
                (np.subtract, (a, slope, slope)),
                (np.multiply, (self.dA, slope, self.dA)),
            ]
        )

    def _relu(self) -> None:
        # An array of zeros: NumPy's maximum is five times slower with a single zero.
        a, zeros = self.A[:-1], np.zeros_like(self.dA)
        slope = self._slope_of(a)
        active = np.empty(a.shape, np.bool_)
        self.forward.append((partial(np.maximum, out=a), (a, zeros)))
        self.groups.append(
            [
                (np.greater, (a, zeros, active)),
                (np.multiply, (active, np.ones((), self.dtype), slope)),
                (np.multiply, (self.dA, slope, self.dA)),
            ]
        )

    def _dropout(self, layer: Dropout, train: bool) -> None:
        if not train and layer.mode == "inverted":
            return
        a = self.A[:-1]
        factor = np.empty_like(a)
        self.A = np.ones_like(self.A)
        draw = layer.draw if train else layer.keep_all
        self.forward += [(draw, (factor,)), (np.multiply, (a, factor, self.A[:-1]))]
        self.groups.append([(np.multiply, (self.dA, factor, self.dA))])


class Chain:
    """A run of layers that begins with a Dense; used by `Sequential` only."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = list(layers)
        self.in_features = self.layers[0].shapes["W"][0]
        self._tapes: dict[tuple[int, bool], Tape] = {}
        self._tape: Tape | None = None
        self._leading: tuple[int, ...] | None = None

    def _forward(self, x: Array, train: bool) -> Array:
        self._leading = None
        if x.ndim != 2:
            self._leading = x.shape[:-1]
            x = x.reshape(-1, x.shape[-1]) if x.ndim > 2 else x
        if x.ndim != 2 or x.shape[1] != self.in_features:
            check_shape("x of Dense", x.shape, ("…", "N", self.in_features))
        tape = self._tapes.get((len(x), train))
        if tape is None:
            tape = self._record(len(x), train)
        self._tape = tape
        tape.x[...] = x.T
        for call, arguments in tape.forward:
            call(*arguments)
        return tape.y if self._leading is None else tape.y.reshape(*self._leading, -1)

    def _record(self, n: int, train: bool) -> Tape:
        if len(self._tapes) >= 8:  # a few batch sizes are usual, any number is a leak
            self._tapes.clear()
        tape = self._tapes[n, train] = Tape(self.layers, n, train)
        return tape

    def _backward_params(self, dy: Array) -> None:
        tape = self._tape
        if tape is None:
            raise ValueError("Dense: backward was called before forward")
        if self._leading is not None:
            check_shape("dy", dy.shape, (*self._leading, tape.dy.shape[1]))
            dy = dy.reshape(tape.dy.shape)
        if dy.shape != tape.dy.shape:
            check_shape("dy", dy.shape, tape.dy.shape)
        tape.dy[...] = dy
        for call, arguments in tape.backward:
            call(*arguments)

    def _backward(self, dy: Array) -> Array:
        self._backward_params(dy)
        tape = cast(Tape, self._tape)
        call, arguments = tape.input_gradient
        call(*arguments)
        return tape.dx if self._leading is None else tape.dx.reshape(*self._leading, -1)


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
