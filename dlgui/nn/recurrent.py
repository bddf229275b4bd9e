"""What the recurrent layers share: sequences in and out, and the sums over time.

A recurrent layer computes h_t from x_t and h_{t−1}. Sequences have shape (T, N, ·): time, batch,
feature. Inside, everything is stored (T, ·, N), **feature-major**: the gates of one step are then
consecutive blocks of memory, and one product

    a_t = [W_h  W_x  b] · [h_{t−1}; x_t; 1]

gives all of them, bias included. The column vectors on the right, for all t, are one array
(`Tape.columns`): x and the ones are written before the sweep, each h_t by the step before its
use. The matrix is put together from the named parameters at the start of each pass.

The sum over time of the weight gradients is one product after the backward sweep, transposed,

    Σ_t [h_{t−1}; x_t; 1] · ∂L/∂a_tᵀ.

Gates are σ(a) = ½ + ½ tanh(a/2), so that one call of `tanh` does for all of them; the halves of a
are in the fused matrix.

**Truncated backpropagation** cuts the sequence, counted back from its end, into segments of
`truncation` steps. Values run through the whole sequence, gradients stop at a segment's start: the
error of the last step reaches exactly `truncation` steps.

**Vanishing gradients** would end as subnormal numbers, with which a product takes many times as
long. What is carried to the step before is therefore rounded to 0 below `flush_offset` · 2⁻²⁴
(float32: 8e-31) every few steps.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from dlgui.nn.layer import Layer
from dlgui.nn.shapes import Array, Shape, check_shape

FLUSH_EVERY = 8
TAPES_KEPT = 4


class Tape:
    """Arrays that one forward pass fills and the backward pass reads, for one (T, N).

    Attributes
    ----------
    columns : (T + 1, H + D + 1, N)
        [h_{t−1}; x_t; 1] for t = 1 … T; the last one holds only h_T.
    hidden : (T, H, N) view
        h_1 … h_T.
    grad_states : (T + 1, H, N)
        Total ∂L/∂h_t for t = 0 … T: through the output and through the later steps.
    outputs : (T + 1, H, N)
        ∂L/∂h_t through the output alone; that of h_0 is 0. Unless `every_output`, only the last
        one counts.
    grad_a : (T, N, rows of all gates)
        ∂L/∂a_t of all steps: the right-hand factor of weight gradients.
    """

    def __init__(self, T: int, N: int, D: int, H: int, rows: int, dtype: np.dtype[Any]) -> None:
        self.shape = (T, N, D, H)
        self.columns = np.ones((T + 1, H + D + 1, N), dtype)
        self.x = self.columns[:T, H : H + D]
        self.h0 = self.columns[0, :H]
        self.hidden = self.columns[1:, :H]
        self.grad_states = np.zeros((T + 1, H, N), dtype)
        self.grad_a = np.empty((T, N, rows), dtype)
        self._time_last = np.empty((H + D + 1, T, N), dtype)
        self.outputs = np.zeros((T + 1, H, N), dtype)
        self.every_output = True

    def columns_time_last(self) -> Array:
        """`columns` of t = 1 … T as (H + D + 1, T·N), the left-hand factor of weight gradients."""
        return time_last(self.columns[: self.shape[0]], self._time_last)

    def enter_gradient(self, dh: Array) -> None:
        """Take in dh: (T, N, H), or (N, H) for the last step alone."""
        self.every_output = dh.ndim == 3
        if self.every_output:
            self.outputs[1:] = dh.transpose(0, 2, 1)
        else:
            self.outputs[-1] = dh.T

    def start_segment(self, stop: int) -> None:
        """Set ∂L/∂h of step `stop` to that of its output: later steps carry nothing to it."""
        used = self.every_output or stop == self.shape[0]
        self.grad_states[stop] = self.outputs[stop] if used else 0.0


TapeT = TypeVar("TapeT", bound=Tape)


class Recurrent(Layer, Generic[TapeT]):
    """Base of RNN, LSTM and GRU.

    Parameters
    ----------
    input_size, hidden_size : int
        D and H.
    shapes : mapping
        Parameters, as for `Layer`.
    rng : numpy.random.Generator, optional
        Draws every parameter with two axes from N(0, 1/(H + D)), so that a_t has the variance of
        its inputs; vectors start at 0. Left out: a fresh generator.
    dtype : float16, float32 or float64

    Attributes
    ----------
    hidden : (T, N, H)
        h_t of the last `forward`. This array and the others named below are views of working
        storage, good until the next `forward` or `backward`.
    grad_hidden : (T, N, H)
        Total ∂L/∂h_t of the last `backward`.
    grad_h0 : (N, H)
        ∂L/∂h_0 of the last `backward`.
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        shapes: Mapping[str, Shape],
        rng: np.random.Generator | None,
        dtype: DTypeLike,
    ) -> None:
        for name, size in (("input_size", input_size), ("hidden_size", hidden_size)):
            if size < 1:
                raise ValueError(f"{name}: expected at least 1, given {size}")
        self.input_size = input_size
        self.hidden_size = hidden_size
        super().__init__(shapes, dtype)
        rng = np.random.default_rng() if rng is None else rng
        for value in self.params.values():
            if value.ndim == 2:
                value[...] = rng.standard_normal(value.shape) / np.sqrt(hidden_size + input_size)

    def _reset(self) -> None:
        self._tapes: dict[tuple[int, int], TapeT] = {}
        self._tape: TapeT | None = None
        self._went_back = False

    def _new_tape(self, T: int, N: int) -> TapeT:
        raise NotImplementedError

    def _steps_back(self, tape: TapeT, truncation: int | None) -> None:
        """Fill `tape.grad_a` and, except for `start_segment`, `tape.grad_states`."""
        raise NotImplementedError

    def _weight_gradients(self, tape: TapeT, grad_a: Array) -> None:
        """Fill ``grads`` from `tape.grad_a` as (T·N, rows)."""
        raise NotImplementedError

    def _input_weights(self) -> Array:
        """(rows, D): what x_t is multiplied with, in the order of `tape.grad_a`."""
        raise NotImplementedError

    def backward(self, dh: ArrayLike, truncation: int | None = None) -> Array:
        """Gradients by backpropagation through time; overwrites ``grads``.

        Parameters
        ----------
        dh : (T, N, H) or (N, H) array
            ∂L/∂h_t through the output alone; (N, H) where only the last step's enters the loss.
        truncation : int, optional
            Steps that a gradient is carried back at most; all of them if left out. See
            `dlgui.nn.recurrent` for where the sequence is cut.

        Returns
        -------
        dx : (T, N, D) array
            Fresh.
        """
        self.backward_params(dh, truncation)
        tape = self._last_tape()
        T, N, D, _ = tape.shape
        W_x = self._input_weights()
        dx: Array = np.matmul(time_and_batch(tape.grad_a)[:, : len(W_x)], W_x)
        return dx.reshape(T, N, D)

    def backward_params(self, dh: ArrayLike, truncation: int | None = None) -> None:
        """Like `backward` without dx, which the first layer of a network has no use for."""
        tape = self._last_tape()
        dh = np.asarray(dh)
        T, N, _, H = tape.shape
        check_shape("dh", dh.shape, (N, H) if dh.ndim == 2 else (T, N, H))
        tape.enter_gradient(dh)
        self._steps_back(tape, truncation)
        self._weight_gradients(tape, time_and_batch(tape.grad_a))
        self._went_back = True

    def _backward_params(self, dy: Array) -> None:
        self.backward_params(dy)

    def _enter(self, x: ArrayLike, h0: ArrayLike | None) -> TapeT:
        """Check x (T, N, D) and h0 (N, H) and write them on the tape for this T and N."""
        x = np.asarray(x)
        check_shape("x", x.shape, ("T", "N", self.input_size))
        T, N, _ = x.shape
        tape = self._tapes.get((T, N))
        if tape is None:
            if len(self._tapes) == TAPES_KEPT:
                self._tapes.clear()
            tape = self._tapes[T, N] = self._new_tape(T, N)
        self._tape = tape
        self._went_back = False
        tape.x[...] = x.transpose(0, 2, 1)
        tape.h0[...] = self._state("h0", h0, N)
        return tape

    def _state(self, name: str, value: ArrayLike | None, N: int) -> Array | float:
        """An initial state (N, H), feature-major; 0 if it was left out."""
        if value is None:
            return 0.0
        state = np.asarray(value)
        check_shape(name, state.shape, (N, self.hidden_size))
        return state.T

    def _last_tape(self, what: str = "backward was called") -> TapeT:
        if self._tape is None:
            raise self._too_early(what)
        return self._tape

    def _tape_gone_back(self) -> TapeT:
        if not self._went_back:
            raise self._too_early("a gradient was read", "backward")
        return self._last_tape()

    @property
    def gates(self) -> Mapping[str, Array]:
        """Each gate (T, N, H) of the last `forward`; none, unless the layer has gates."""
        return {}

    @property
    def hidden(self) -> Array:
        return batch_major(self._last_tape("hidden was read").hidden)

    @property
    def grad_hidden(self) -> Array:
        return batch_major(self._tape_gone_back().grad_states[1:])

    @property
    def grad_h0(self) -> Array:
        grad: Array = self._tape_gone_back().grad_states[0].T
        return grad


def batch_major(array: Array) -> Array:
    """(T, ·, N) → (T, N, ·), a view."""
    return array.transpose(0, 2, 1)


def time_and_batch(array: Array) -> Array:
    """(T, N, ·) → (T·N, ·), a view."""
    T, N, size = array.shape
    return array.reshape(T * N, size)


def time_last(array: Array, out: Array) -> Array:
    """(T, R, N) → (R, T·N), copied into `out` (R, T, N)."""
    np.copyto(out, array.transpose(1, 0, 2))
    R, T, N = out.shape
    return out.reshape(R, T * N)


def segments(T: int, truncation: int | None) -> Iterator[tuple[int, int]]:
    """(start, stop) of the segments of backpropagation through time, the last one first.

    >>> list(segments(5, 2))
    [(3, 5), (1, 3), (0, 1)]
    """
    length = max(T, 1) if truncation is None else truncation
    if length < 1:
        raise ValueError(f"truncation: expected at least 1 step, given {truncation}")
    for stop in range(T, 0, -length):
        yield max(stop - length, 0), stop


def flush_offset(dtype: np.dtype[Any]) -> Array:
    """c, 0-dimensional, such that (x + c) − c is 0 for an x near the smallest normal number.

    What remains is at least 2²⁶ times that number, so that its product with a gate's derivative
    (which is 0 or at least about 2⁻²⁴) is normal, too. 0, without effect, for float16, whose
    range leaves no room for it.
    """
    info = np.finfo(dtype)
    if dtype == np.float16:
        return np.zeros((), dtype)
    return np.asarray(float(info.smallest_normal) * 2.0**27 / float(info.eps), dtype)
