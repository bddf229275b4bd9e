"""RNN, LSTM and GRU on the ONNX backend's node tests.

`LACKING` lists the cases whose options these layers have not, with the reason; docs/nn.md repeats
it. The expected outputs are ONNX's own. There is no node test with linear_before_reset=1: for it
the reference evaluator computes one.
"""

import functools
import importlib
import warnings
from typing import Any

import numpy as np
import pytest

from dlgui.nn.gru import GRU
from dlgui.nn.lstm import LSTM
from dlgui.nn.rnn import RNN

Array = Any
RUN = {"RNN": 4, "LSTM": 3, "GRU": 4}
LACKING = {
    **{
        f"test_{layer}_{direction}": f"direction {direction}"
        for layer in ("simple_rnn", "lstm", "gru")
        for direction in ("reverse", "bidirectional")
    },
    "test_lstm_with_peepholes": "peepholes",
}
OPTIONAL_INPUTS = ("x", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P")
pytestmark = pytest.mark.xdist_group("onnx-recurrent")


@functools.cache
def cases() -> dict[str, Any]:
    """The cases by name. Importing an operator's module registers its cases."""
    package = "onnx.backend.test.case.node"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for operator in RUN:
            importlib.import_module(f"{package}.{operator.lower()}")
    registered = importlib.import_module(package)._NodeTestCases
    single = [case for case in registered if len(case.model.graph.node) == 1]
    return {case.name: case for case in single if case.model.graph.node[0].op_type in RUN}


def blocks(array: Array, names: str, prefix: str) -> dict[str, Array]:
    """ONNX stacks the gates along the first axis."""
    parts = np.split(array, len(names))
    return {f"{prefix}_{name}": part for name, part in zip(names, parts, strict=True)}


def build(operator: str, given: dict[str, Any], inputs: dict[str, Array]) -> Any:
    """Our layer with the case's weights; forward direction is index 0 of W, R and B."""
    assert given.pop("direction", b"forward") == b"forward"
    W, R = inputs.pop("W")[0], inputs.pop("R")[0]
    B = inputs.pop("B", np.zeros((1, 2 * len(W)), np.float32))[0]
    W_bias, R_bias = np.split(B, 2)
    D, H = W.shape[1], R.shape[1]
    assert given.pop("hidden_size") == H
    weights = np.concatenate([R, W], axis=1)
    if operator == "RNN":
        assert "activations" not in given
        layer: Any = RNN(D, H)
        values = {"U": W, "W": R, "b": W_bias + R_bias}
    elif operator == "LSTM":
        layer = LSTM(D, H)
        values = blocks(weights, "iofC", "W") | blocks(W_bias + R_bias, "iofC", "b")
    else:
        after = bool(given.pop("linear_before_reset", 0))
        layer = GRU(D, H, convention="cho", reset="after" if after else "before")
        values = blocks(weights, "zrh", "W") | blocks(W_bias + R_bias, "zrh", "b")
        if after:
            values["b_recurrent"] = R_bias[2 * H :]
            values["b_h"] = W_bias[2 * H :]
    assert values.keys() == layer.params.keys()
    for name, value in values.items():
        layer.params[name][...] = value
    return layer


def compute(operator: str, given: dict[str, Any], inputs: dict[str, Array]) -> dict[str, Array]:
    """Our Y, Y_h and Y_c. Every option and input must be used up: none is ignored silently."""
    batch_first = bool(given.pop("layout", 0))
    layer = build(operator, given, inputs)
    x = inputs.pop("x")
    x = x.swapaxes(0, 1) if batch_first else x
    lengths = inputs.pop("sequence_lens", None)
    assert lengths is None or (lengths == len(x)).all()
    states = {}
    for name, ours in (("initial_h", "h0"), ("initial_c", "c0")):
        if name in inputs:
            state = inputs.pop(name)
            states[ours] = state[:, 0] if batch_first else state[0]
    h = layer.forward(x, **states)
    assert not given, f"options without a counterpart: {given}"
    assert not inputs, f"inputs without a counterpart: {list(inputs)}"
    # The axis of directions: second, or with the batch first the one before the features.
    Y, Y_h = h[:, None], h[-1][None]
    if batch_first:
        Y, Y_h = Y.transpose(2, 0, 1, 3), Y_h.swapaxes(0, 1)
    outputs = {"Y": Y, "Y_h": Y_h}
    if operator == "LSTM":
        outputs["Y_c"] = layer.cells[-1][None]
    return outputs


def options(node: Any) -> dict[str, Any]:
    helper = importlib.import_module("onnx").helper
    return {a.name: helper.get_attribute_value(a) for a in node.attribute}


def names(operator: str) -> tuple[str, ...]:
    return OPTIONAL_INPUTS if operator == "LSTM" else OPTIONAL_INPUTS[:6]


def check(node: Any, arrays: list[Array], expected: list[Array]) -> None:
    present = [kind for kind, name in zip(names(node.op_type), node.input, strict=False) if name]
    ours = compute(node.op_type, options(node), dict(zip(present, arrays, strict=True)))
    outputs = [kind for kind, name in zip(("Y", "Y_h", "Y_c"), node.output, strict=False) if name]
    for kind, wanted in zip(outputs, expected, strict=True):
        np.testing.assert_allclose(ours[kind], wanted, rtol=1e-5, atol=1e-6)


def test_every_case_whose_options_the_layers_have_agrees() -> None:
    run = dict.fromkeys(RUN, 0)
    for name, case in cases().items():
        if name in LACKING:
            continue
        node = case.model.graph.node[0]
        for inputs, outputs in case.data_sets:
            check(node, list(inputs), list(outputs))
        run[node.op_type] += 1
    assert run == RUN


def test_what_is_lacking_is_listed_and_nothing_else() -> None:
    assert set(LACKING) <= set(cases())
    assert len(cases()) == sum(RUN.values()) + len(LACKING)


@pytest.mark.parametrize("linear_before_reset", [0, 1])
def test_the_gru_agrees_with_the_reference_evaluator(linear_before_reset: int) -> None:
    """Over several steps and with both biases and an initial state, all random."""
    onnx = importlib.import_module("onnx")
    rng = np.random.default_rng(0)
    T, N, D, H = 5, 3, 2, 4
    shapes = {
        "X": (T, N, D),
        "W": (1, 3 * H, D),
        "R": (1, 3 * H, H),
        "B": (1, 6 * H),
        "": None,
        "initial_h": (1, N, H),
    }
    arrays = {k: rng.normal(size=s).astype(np.float32) for k, s in shapes.items() if s}
    node = onnx.helper.make_node(
        "GRU", list(shapes), ["Y", "Y_h"], hidden_size=H, linear_before_reset=linear_before_reset
    )
    info = onnx.helper.make_tensor_value_info
    graph = onnx.helper.make_graph(
        [node],
        "gru",
        [info(name, onnx.TensorProto.FLOAT, array.shape) for name, array in arrays.items()],
        [info(name, onnx.TensorProto.FLOAT, None) for name in node.output],
    )
    reference = importlib.import_module("onnx.reference").ReferenceEvaluator
    expected = reference(onnx.helper.make_model(graph)).run(None, arrays)
    check(node, list(arrays.values()), expected)
