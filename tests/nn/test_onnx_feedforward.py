"""The ONNX backend's node tests of Conv, pooling, BatchNormalization and softmax.

A case that has an option our layers lack is named in `LACKING`, with the reason; docs/nn.md carries
the same list. Every other case runs, and how many there are is asserted.
"""

import functools
import importlib
import re
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dlgui import nn
from dlgui.nn.shapes import Array
from dlgui.nn.windows import Pair

RUN = {
    "Conv": 6,
    "MaxPool": 10,
    "AveragePool": 12,
    "GlobalAveragePool": 2,
    "BatchNormalization": 4,
    "Softmax": 7,
    "LogSoftmax": 7,
}
# Building the cases takes a second, so one process runs all that need them.
pytestmark = pytest.mark.xdist_group("onnx-feedforward")

MODULES = {"BatchNormalization": "batch_normalization"}

LACKING = {
    "test_maxpool_1d_default": "one-dimensional images",
    "test_maxpool_3d_default": "three-dimensional images",
    "test_maxpool_2d_dilations": "dilated pooling",
    "test_maxpool_3d_dilations": "dilated pooling",
    "test_maxpool_3d_dilations_use_ref_impl": "dilated pooling",
    "test_maxpool_3d_dilations_use_ref_impl_large": "dilated pooling",
    "test_maxpool_2d_uint8": "integer images",
    "test_maxpool_with_argmax_2d_precomputed_pads": "a second output with positions",
    "test_maxpool_with_argmax_2d_precomputed_strides": "a second output with positions",
    "test_averagepool_1d_default": "one-dimensional images",
    "test_averagepool_3d_default": "three-dimensional images",
    "test_averagepool_2d_dilations": "dilated pooling",
    "test_averagepool_3d_dilations_small": "dilated pooling",
    **{
        "test_averagepool_3d_dilations_large_count_include_pad_is_"
        f"{pad}_ceil_mode_is_{ceil}": "dilated pooling"
        for pad in (0, 1)
        for ceil in (True, False)
    },
}


def flat_only(pool: Callable[..., Array]) -> Callable[..., Array]:
    """ONNX's pooling, without the seconds that it takes for the `LACKING` three dimensions."""

    def pooled(padded: Array, x_shape: Any, *others: Any, **named: Any) -> Array:
        return padded if len(x_shape) == 5 else pool(padded, x_shape, *others, **named)

    return pooled


@functools.cache
def cases() -> dict[str, Any]:
    """The cases by name. Importing an operator's module registers its cases."""
    package = "onnx.backend.test.case.node"
    common = importlib.import_module("onnx.reference.ops.op_pool_common")
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(common, "pool", flat_only(common.pool))
        warnings.simplefilter("ignore")
        for operator in RUN:
            importlib.import_module(f"{package}.{MODULES.get(operator, operator.lower())}")
    registered = importlib.import_module(package)._NodeTestCases
    single = [case for case in registered if len(case.model.graph.node) == 1]
    return {case.name: case for case in single if case.model.graph.node[0].op_type in RUN}


def options(case: Any) -> dict[str, Any]:
    helper = importlib.import_module("onnx").helper
    node = case.model.graph.node[0]
    return {a.name: helper.get_attribute_value(a) for a in node.attribute}


def same_padding(size: int, kernel: int, stride: int, upper: bool) -> Pair:
    total = max(0, (-(-size // stride) - 1) * stride + kernel - size)
    small, large = total // 2, total - total // 2
    return (small, large) if upper else (large, small)


def geometry(given: dict[str, Any], image: Array) -> dict[str, Any]:
    """Our arguments from ONNX's, taken out of `given`."""
    kernel = tuple(given.pop("kernel_shape"))
    stride = tuple(given.pop("strides", (1, 1)))
    top, left, bottom, right = given.pop("pads", (0, 0, 0, 0))
    padding: tuple[Pair, Pair] = ((top, bottom), (left, right))
    auto = given.pop("auto_pad", b"NOTSET")
    if auto != b"NOTSET":
        rows, columns = (
            same_padding(size, k, s, auto == b"SAME_UPPER")
            for size, k, s in zip(image.shape[2:], kernel, stride, strict=True)
        )
        padding = (rows, columns)
    return {"kernel_size": kernel, "stride": stride, "padding": padding}


def compute(operator: str, given: dict[str, Any], inputs: list[Array]) -> list[Array]:
    """Our outputs. Every option must be used up: none is ignored silently."""
    x = inputs[0]
    if operator == "Conv":
        W = inputs[1]
        conv = nn.Conv2D(W.shape[1], W.shape[0], **geometry(given, x))
        assert len(inputs) == 2
        conv.params["W"][...] = W
        y = conv.forward(x)
    elif operator in ("MaxPool", "AveragePool"):
        keywords = geometry(given, x) | {"ceil_mode": bool(given.pop("ceil_mode", 0))}
        if operator == "MaxPool":
            y = nn.MaxPool2D(**keywords).forward(x)
        else:
            counted = bool(given.pop("count_include_pad", 0))
            y = nn.AvgPool2D(**keywords, count_include_pad=counted).forward(x)
    elif operator == "GlobalAveragePool":
        y = nn.GlobalAvgPool2D().forward(x)[:, :, None, None]
    elif operator == "BatchNormalization":
        norm = nn.BatchNorm(x.shape[1], given.pop("momentum", 0.9), given.pop("epsilon", 1e-5))
        names = ("gamma", "beta", "running_mean", "running_var")
        for name, value in zip(names, inputs[1:], strict=True):
            norm.params[name][...] = value
        train = bool(given.pop("training_mode", 0))
        y = norm.forward(x, train=train)
        if train:
            return [y, norm.running_mean, norm.running_var]
    else:
        layer = nn.Softmax if operator == "Softmax" else nn.LogSoftmax
        y = layer(given.pop("axis", -1)).forward(x)
    assert not given, f"options without a counterpart: {given}"
    return [y]


@pytest.mark.parametrize("operator", RUN)
def test_every_case_whose_options_we_have(operator: str) -> None:
    ran = 0
    for name, case in cases().items():
        node = case.model.graph.node[0]
        if node.op_type != operator or name in LACKING:
            continue
        for inputs, outputs in case.data_sets:
            ours = compute(operator, options(case), list(inputs))
            assert len(ours) == len(outputs), name
            for our, expected in zip(ours, outputs, strict=True):
                assert our.dtype == expected.dtype, name
                assert our.shape == expected.shape, name
                np.testing.assert_allclose(
                    our, expected, rtol=case.rtol, atol=case.atol, err_msg=name
                )
        ran += 1
    assert ran == RUN[operator]


def test_the_lists_cover_the_suite_and_the_documentation() -> None:
    assert LACKING.keys() <= cases().keys()
    counted = Counter(
        case.model.graph.node[0].op_type for name, case in cases().items() if name not in LACKING
    )
    assert counted == RUN
    page = (Path(__file__).parents[2] / "docs" / "nn.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`(test_(?:maxpool|averagepool)\w+)`", page))
    assert documented == LACKING.keys()
