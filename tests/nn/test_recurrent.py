"""RNN, LSTM and GRU against automatic differentiation and finite differences."""

import pickle
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import autograd
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlgui.nn.gru import GRU
from dlgui.nn.lstm import LSTM
from dlgui.nn.recurrent import FLUSH_EVERY, Recurrent, segments
from dlgui.nn.rnn import RNN
from dlgui.nn.shapes import Array, ShapeError
from tests.nn import textbook


@dataclass(frozen=True)
class Kind:
    """A layer with its options, and the textbook's version of it."""

    make: Callable[..., Recurrent[Any]]
    textbook: Callable[..., Any]
    states: tuple[str, ...] = ("h0",)
    probes: tuple[str, ...] = ("hidden",)


KINDS = {
    "lstm": Kind(LSTM, textbook.lstm, ("h0", "c0"), ("hidden", "cells")),
    **{
        f"rnn-{f}": Kind(partial(RNN, nonlinearity=f), textbook.rnn(f))
        for f in ("tanh", "sigmoid", "relu")
    },
    **{
        f"gru-{convention}-{reset}": Kind(
            partial(GRU, convention=convention, reset=reset), textbook.gru(convention, reset)
        )
        for convention in ("seed", "cho")
        for reset in ("before", "after")
    },
}
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())


def build(
    kind: Kind, D: int, H: int, rng: np.random.Generator, dtype: Any = np.float64
) -> Recurrent[Any]:
    """A layer all of whose parameters are random, biases included."""
    layer = kind.make(D, H, rng=rng, dtype=dtype)
    layer.flat_params[...] = rng.normal(0.0, 0.7, layer.flat_params.shape)
    return layer


def assert_close(what: str, given: Array, expected: Array, tolerance: float = 1e-9) -> None:
    scale = np.abs(expected).max(initial=1e-30)
    error = np.abs(given - expected).max(initial=0.0) / scale
    assert given.shape == expected.shape, what
    assert error <= tolerance, f"{what}: relative error {error:.1e}"


@every_kind
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_values_and_every_gradient_agree_with_automatic_differentiation(
    kind: Kind, data: st.DataObject
) -> None:
    T, N, D, H = (data.draw(st.integers(1, 6), name) for name in "TNDH")
    truncation = data.draw(st.none() | st.integers(1, 8), "truncation")
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32), "seed"))
    layer = build(kind, D, H, rng)
    x, dh = rng.normal(size=(T, N, D)), rng.normal(size=(T, N, H))
    states = {name: rng.normal(size=(N, H)) for name in kind.states}
    probes = {name: np.zeros((T, N, H)) for name in kind.probes}
    cuts = [start for start, _ in segments(T, truncation)]

    def loss(params: Any, x: Any, states: Any, probes: Any) -> Any:
        # A cut at 0 would only stop the gradients of the initial states.
        inner = [start for start in cuts if start > 0]
        return (dh * kind.textbook(params, x, states, probes, inner)).sum()

    expected = kind.textbook(layer.params, x, states, probes, ())
    gradients = autograd.grad(loss, argnum=(0, 1, 2, 3))(dict(layer.params), x, states, probes)
    d_params, d_x, d_states, d_probes = gradients

    assert_close("h", layer.forward(x, **states), expected)
    assert_close("dx", layer.backward(dh, truncation), d_x)
    for name, gradient in d_params.items():
        assert_close(f"d{name}", layer.grads[name], gradient)
    for name, gradient in d_states.items():
        assert_close(f"d{name}", getattr(layer, f"grad_{name}"), gradient)
    for name, gradient in d_probes.items():
        assert_close(f"∂L/∂{name}", getattr(layer, f"grad_{name}"), gradient)


@every_kind
def test_gradients_agree_with_central_differences(kind: Kind) -> None:
    rng = np.random.default_rng(3)
    layer = build(kind, 2, 3, rng)
    x, dh = rng.normal(size=(4, 2, 2)), rng.normal(size=(4, 2, 3))
    layer.forward(x)
    layer.backward(dh)
    gradient = layer.flat_grads.copy()
    numeric = np.empty_like(gradient)
    step = 1e-5
    for k, value in enumerate(layer.flat_params.copy()):
        ends = []
        for sign in (1, -1):
            layer.flat_params[k] = value + sign * step
            ends.append((dh * layer.forward(x)).sum())
        layer.flat_params[k] = value
        numeric[k] = (ends[0] - ends[1]) / (2 * step)
    assert_close("numeric", gradient, numeric, 1e-7)


@every_kind
def test_left_out_states_are_zero_and_results_are_the_callers(kind: Kind) -> None:
    rng = np.random.default_rng(4)
    layer = build(kind, 3, 4, rng, np.float32)
    x = rng.normal(size=(5, 2, 3))
    zeros = {name: np.zeros((2, 4)) for name in kind.states}
    first = layer.forward(x)
    kept = first.copy()
    np.testing.assert_array_equal(first, layer.hidden)
    np.testing.assert_array_equal(layer.forward(x, **zeros), first)
    dx = layer.backward(first)
    kept_dx = dx.copy()
    layer.forward(2.0 * x, **{name: np.ones((2, 4)) for name in kind.states})
    layer.backward(2.0 * first)
    np.testing.assert_array_equal(first, kept)
    np.testing.assert_array_equal(dx, kept_dx)
    assert (layer.hidden != kept).any()


@every_kind
@pytest.mark.parametrize("truncation", [None, 2])
def test_the_last_gradient_alone_is_that_of_a_loss_of_the_last_step(
    kind: Kind, truncation: int | None
) -> None:
    """(N, H) means (T, N, H) with zeros before, also after a pass with all of them."""
    rng = np.random.default_rng(11)
    layer = build(kind, 3, 4, rng)
    every = rng.normal(size=(5, 2, 4))
    layer.forward(rng.normal(size=(5, 2, 3)))
    layer.backward(every, truncation)
    last = np.zeros_like(every)
    last[-1] = every[-1]
    dx = layer.backward(last, truncation)
    grads, grad_hidden = layer.flat_grads.copy(), layer.grad_hidden.copy()
    layer.backward(every, truncation)
    np.testing.assert_array_equal(layer.backward(last[-1], truncation), dx)
    np.testing.assert_array_equal(layer.grad_hidden, grad_hidden)
    layer.flat_grads[...] = np.nan
    layer.backward_params(last[-1], truncation)
    np.testing.assert_array_equal(layer.flat_grads, grads)


@every_kind
def test_alternating_shapes_change_nothing(kind: Kind) -> None:
    rng = np.random.default_rng(5)
    layer = build(kind, 3, 4, rng)
    sequences = [rng.normal(size=(T, N, 3)) for T in (1, 2, 3) for N in (1, 2)]
    once = [(layer.forward(x), layer.backward(np.ones((*x.shape[:2], 4)))) for x in sequences]
    for x, (h, dx) in zip(sequences, once, strict=True):
        np.testing.assert_array_equal(layer.forward(x), h)
        np.testing.assert_array_equal(layer.backward(np.ones_like(h)), dx)


@every_kind
@pytest.mark.parametrize("shape", [(0, 3), (4, 0), (0, 0)])
def test_without_steps_or_examples_nothing_is_learned(kind: Kind, shape: tuple[int, int]) -> None:
    layer = build(kind, 2, 3, np.random.default_rng(6))
    layer.flat_grads[...] = np.nan
    assert layer.forward(np.zeros((*shape, 2))).shape == (*shape, 3)
    assert layer.backward(np.zeros((*shape, 3))).shape == (*shape, 2)
    np.testing.assert_array_equal(layer.flat_grads, 0.0)
    for name in kind.states:
        np.testing.assert_array_equal(getattr(layer, f"grad_{name}"), np.zeros((shape[1], 3)))


@every_kind
def test_a_wrong_shape_is_named(kind: Kind) -> None:
    layer = build(kind, 2, 3, np.random.default_rng(7))
    with pytest.raises(ShapeError, match=r"x: expected shape \(T, N, 2\), given \(4, 2\)"):
        layer.forward(np.zeros((4, 2)))
    for name in kind.states:
        with pytest.raises(ShapeError, match=rf"{name}: expected shape \(5, 3\), given \(3,\)"):
            layer.forward(np.zeros((4, 5, 2)), **{name: np.zeros(3)})
    layer.forward(np.zeros((4, 5, 2)))
    with pytest.raises(ShapeError, match=r"dh: expected shape \(4, 5, 3\), given \(4, 5, 2\)"):
        layer.backward(np.zeros((4, 5, 2)))
    with pytest.raises(ShapeError, match=r"dh: expected shape \(5, 3\), given \(4, 3\)"):
        layer.backward(np.zeros((4, 3)))
    with pytest.raises(ValueError, match="truncation: expected at least 1 step, given 0"):
        layer.backward(np.zeros((4, 5, 3)), truncation=0)


@every_kind
def test_the_order_of_calls_is_checked(kind: Kind) -> None:
    layer = build(kind, 2, 3, np.random.default_rng(8))
    with pytest.raises(ValueError, match="hidden was read before forward"):
        _ = layer.hidden
    layer.forward(np.zeros((1, 1, 2)))
    with pytest.raises(ValueError, match="a gradient was read before backward"):
        _ = layer.grad_hidden
    with pytest.raises(ValueError, match="hidden_size: expected at least 1, given 0"):
        kind.make(2, 0, rng=np.random.default_rng(0))


@every_kind
def test_a_checkpoint_is_small_and_bit_identical(kind: Kind) -> None:
    rng = np.random.default_rng(9)
    layer = build(kind, 3, 4, rng, np.float32)
    x = rng.normal(size=(20, 16, 3))
    h = layer.forward(x)
    dx = layer.backward(h)
    checkpoint = pickle.dumps(layer)
    assert len(checkpoint) < 10 * layer.flat_params.nbytes + 4000
    again = pickle.loads(checkpoint)
    assert all(np.shares_memory(value, again.flat_params) for value in again.params.values())
    np.testing.assert_array_equal(again.flat_params, layer.flat_params)
    np.testing.assert_array_equal(again.flat_grads, layer.flat_grads)
    np.testing.assert_array_equal(again.forward(x), h)
    np.testing.assert_array_equal(again.backward(h), dx)
    np.testing.assert_array_equal(again.flat_grads, layer.flat_grads)


@every_kind
def test_binding_moves_the_fused_views_too(kind: Kind) -> None:
    rng = np.random.default_rng(10)
    layer, reference = (build(kind, 3, 4, np.random.default_rng(11)) for _ in range(2))
    values, gradients = np.zeros((2, layer.flat_params.size + 5))
    layer.bind(values[5:], gradients[5:])
    x = rng.normal(size=(3, 2, 3))
    for each in (layer, reference):
        each.flat_params *= 1.5
        each.backward(each.forward(x))
    np.testing.assert_array_equal(layer.hidden, reference.hidden)
    np.testing.assert_array_equal(gradients[5:], reference.flat_grads)
    assert not gradients[:5].any()


@every_kind
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_everything_has_the_layers_dtype(kind: Kind, dtype: Any) -> None:
    rng = np.random.default_rng(12)
    layer = build(kind, 3, 4, rng, dtype)
    h = layer.forward(rng.normal(size=(5, 2, 3)))
    dx = layer.backward(h.astype(np.float64))
    tape = [value for value in vars(layer._tape).values() if isinstance(value, np.ndarray)]
    scratch = [value for value in vars(layer).values() if isinstance(value, np.ndarray)]
    named = [*layer.params.values(), *layer.grads.values(), *layer.gates.values()]
    for array in (h, dx, layer.grad_hidden, layer.grad_h0, *tape, *scratch, *named):
        assert array.dtype == dtype


@every_kind
def test_no_double_precision_enters_a_step_in_single_precision(kind: Kind) -> None:
    """After the first pass nothing is allocated but the results, and those are float32."""
    rng = np.random.default_rng(13)
    layer = build(kind, 8, 32, rng, np.float32)
    layer.flat_params *= 0.2
    x = rng.normal(size=(50, 32, 8)).astype(np.float32)
    h = layer.forward(x)
    layer.backward(h)
    tracemalloc.start()
    layer.backward(layer.forward(x))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    iterator_buffers = 3 * np.getbufsize() * 4
    assert peak < h.nbytes + 2 * x.nbytes + iterator_buffers + 20_000


@every_kind
def test_single_precision_follows_double_precision_for_200_steps(kind: Kind) -> None:
    """Task: the running mean of the first input. (A step of 0.3 makes the RNN's loss oscillate
    without end, and then any rounding grows; 0.1 does not.)"""
    losses = {}
    for dtype in (np.float32, np.float64):
        rng = np.random.default_rng(14)
        layer = kind.make(2, 8, rng=rng, dtype=dtype)
        x = rng.normal(size=(12, 16, 2)).astype(dtype)
        target = x[..., :1].cumsum(axis=0) / np.arange(1, 13)[:, None, None].astype(dtype)
        history = []
        for _ in range(200):
            error = layer.forward(x) - target
            history.append((error**2).mean())
            layer.backward(2.0 * error / error.size)
            layer.flat_params -= np.asarray(0.1, dtype) * layer.flat_grads
        losses[dtype] = np.array(history, np.float64)
    assert losses[np.float64][-1] < 0.9 * losses[np.float64][0]
    assert np.abs(losses[np.float32] / losses[np.float64] - 1).max() < 1e-4


@every_kind
@pytest.mark.parametrize(("dtype", "T"), [(np.float32, 130), (np.float64, 1050)])
def test_vanished_gradients_do_not_stay_subnormal(kind: Kind, dtype: Any, T: int) -> None:
    """With small weights gates are at 1/2, so that gradients halve from step to step.

    Those of an RNN vanish a hundred times as fast: a few steps may pass before the flush.
    """
    rng = np.random.default_rng(15)
    layer = build(kind, 2, 8, rng, dtype)
    layer.flat_params *= 0.01
    dh = np.zeros((T, 4, 8))
    dh[-1] = rng.normal(size=(4, 8))
    layer.forward(rng.normal(size=(T, 4, 2)))
    dx = layer.backward(dh)
    assert layer.grad_hidden[-2].any()
    for gradient in (dx, layer.grad_hidden):
        size = np.abs(gradient)
        subnormal = (size > 0) & (size < np.finfo(dtype).smallest_normal)
        assert subnormal.any(axis=(1, 2)).sum() < FLUSH_EVERY
    assert not layer.grad_hidden[0].any()


@every_kind
def test_extreme_inputs_saturate_without_warning(kind: Kind) -> None:
    rng = np.random.default_rng(16)
    layer = build(kind, 2, 3, rng, np.float32)
    h = layer.forward(1e4 * rng.choice([-1.0, 1.0], (6, 2, 2)))
    dx = layer.backward(np.ones_like(h))
    assert np.isfinite(h).all()
    assert np.isfinite(dx).all()
    assert np.isfinite(layer.flat_grads).all()


def test_segments_count_back_from_the_end() -> None:
    assert list(segments(7, 3)) == [(4, 7), (1, 4), (0, 1)]
    assert list(segments(7, None)) == [(0, 7)]
    assert list(segments(0, None)) == []


def test_the_steps_contributions_sum_to_the_gradient_of_W() -> None:
    rng = np.random.default_rng(17)
    layer = RNN(2, 3, rng=rng, dtype=np.float64)
    h0 = rng.normal(size=(4, 3))
    h = layer.forward(rng.normal(size=(5, 4, 2)), h0)
    layer.backward(rng.normal(size=h.shape))
    by_step = layer.grad_W_by_step()
    da = layer.grad_hidden * (1.0 - h**2)
    for t, h_prev in enumerate((h0, *h[:-1])):
        assert_close(f"step {t}", by_step[t], da[t].T @ h_prev)
    assert_close("sum", by_step.sum(axis=0), layer.grads["W"])


def test_gates_and_cells_obey_the_equations() -> None:
    rng = np.random.default_rng(18)
    x, h0, c0 = (rng.normal(size=shape) for shape in ((5, 4, 2), (4, 3), (4, 3)))
    lstm = LSTM(2, 3, rng=rng, dtype=np.float64)
    h = lstm.forward(x, h0, c0)
    gates, cells = lstm.gates, lstm.cells
    c_prev = np.concatenate([c0[None], cells[:-1]])
    assert_close("cells", cells, gates["f"] * c_prev + gates["i"] * gates["C_tilde"])
    assert_close("hidden", h, gates["o"] * np.tanh(cells))
    for convention in ("seed", "cho"):
        gru = GRU(2, 3, convention, rng=rng, dtype=np.float64)
        h = gru.forward(x, h0)
        h_prev = np.concatenate([h0[None], h[:-1]])
        z = gru.gates["z"] if convention == "seed" else 1.0 - gru.gates["z"]
        assert_close("hidden", h, (1.0 - z) * h_prev + z * gru.gates["h_tilde"])
        rows = np.concatenate([h_prev, x], axis=2) @ gru.params["W_r"].T
        assert_close("r", gru.gates["r"], 1.0 / (1.0 + np.exp(-rows)))


def test_the_forget_bias_is_where_training_starts() -> None:
    lstm = LSTM(2, 3, rng=np.random.default_rng(0), forget_bias=1.5)
    np.testing.assert_array_equal(lstm.params["b_f"], 1.5)
    assert not any(lstm.params[f"b_{gate}"].any() for gate in "ioC")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: RNN(2, 3, "swish"), "nonlinearity: expected tanh, sigmoid, relu, given swish"),
        (lambda: GRU(2, 3, "keras"), "convention: expected seed or cho, given keras"),
        (lambda: GRU(2, 3, reset="never"), "reset: expected before or after, given never"),
    ],
)
def test_an_unknown_option_is_named(make: Callable[[], Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()
