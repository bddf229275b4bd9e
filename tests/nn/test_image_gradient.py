"""Both ways to a convolution's input gradient agree, wherever the second applies."""

import itertools

import numpy as np
import pytest

from dlgui.nn.image_gradient import Gather, Scatter
from dlgui.nn.windows import Axis

GEOMETRIES = [
    (kernel, dilation, before, after)
    for kernel, dilation in itertools.product((1, 2, 3), (1, 2))
    for before, after in itertools.product(range(dilation * (kernel - 1) + 2), repeat=2)
]


@pytest.mark.parametrize("shape", [(2, 1), (3, 4)])
def test_gather_equals_scatter(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    for kernel, dilation, before, after in GEOMETRIES:
        rows, columns = Axis(7, 3, 2, 1, 0), Axis(7, kernel, 1, before, after, dilation)
        W = rng.normal(size=(*shape, 3, kernel))
        assert Gather.suits(W.shape, columns)
        dY = rng.normal(size=(shape[0], rows.count, columns.count, 2))
        double = np.dtype(np.float64)
        gathered = Gather(W.shape, rows, columns, 2, double)(W, dY)
        scattered = Scatter(W.shape, rows, columns, 2, double)(W, dY)
        np.testing.assert_allclose(gathered, scattered, rtol=1e-12, atol=1e-13)


def test_where_gather_does_not_suit() -> None:
    assert Gather.suits((8, 4, 3, 3), Axis(7, 3, 1, 1, 1))
    assert not Gather.suits((8, 4, 3, 3), Axis(7, 3, 2, 1, 1))  # stride
    assert not Gather.suits((8, 1, 3, 3), Axis(7, 3, 1, 1, 1))  # few input channels
