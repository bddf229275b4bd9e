"""What single NumPy calls cost: ``python -m benchmarks.numpy_costs``.

Each line sets two ways of doing the same thing side by side, the one that `dlgui.nn` takes first,
in µs of CPU time (the best of many calls). `docs/nn.md` argues with these numbers. With
``NPY_DISABLE_CPU_FEATURES="X86_V4 AVX512_ICL AVX512_SPR"`` NumPy's own loops do without AVX-512.
"""

import benchmarks.one_thread  # noqa: F401  (before NumPy)

# isort: split
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from benchmarks.step_profile import microseconds
from dlgui.nn.dropout import Dropout
from dlgui.nn.products import multiply, multiply_long

Call = Callable[[], Any]
Line = tuple[str, str, Call, str, Call]


def empty(*shape: int) -> np.ndarray:
    return np.empty(shape, np.float32)


def normal(*shape: int) -> np.ndarray:
    return np.random.default_rng(0).standard_normal(shape, np.float32)


def small_calls() -> Iterator[Line]:
    """Arrays as small as those of 2-8-8-8-1 with a batch of 10."""
    W, A, Z, half = normal(8, 9), normal(9, 10), normal(8, 10), np.array(0.5, np.float32)
    whole = normal(9, 10)
    yield "product", "W.dot(A, Z)", partial(W.dot, A, Z), "matmul", partial(np.matmul, W, A, Z)
    without_axes, python_number = partial(np.multiply, A, half, A), partial(np.multiply, A, 0.5, A)
    yield "times a number", "0-d array", without_axes, "Python's", python_number
    one_object, two_views = partial(np.tanh, Z, Z), partial(np.tanh, whole[:8], whole[:8])
    yield "tanh in place", "one object", one_object, "two views", two_views
    row, ones = normal(64, 10), np.ones(64, np.float32)
    by_product, reduction = partial(ones.dot, row), partial(np.add.reduce, row, 0)
    yield "sum over 64 rows", "ones.dot", by_product, "add.reduce", reduction


def elementwise() -> Iterator[Line]:
    """Arrays as large as the gates of a recurrent step, (4 · 32, 32)."""
    a, b, out = normal(128, 32), normal(128, 32), empty(128, 32)
    double = a.astype(np.float64)
    yield "tanh", "float32", partial(np.tanh, a, out), "float64", partial(np.tanh, double)
    yield "float32", "tanh", partial(np.tanh, a, out), "exp", partial(np.exp, a, out)
    gates, products = (array[:64].reshape(2, 32, 32) for array in (b, out))
    one, broadcast = partial(np.multiply, a[:32], b[:32], out[:32]), partial(np.multiply, a[:32])
    yield (
        "times (32, 32)",
        "(32, 32), once",
        one,
        "(2, 32, 32)",
        partial(broadcast, gates, products),
    )
    half, tiny, denormal = np.array(0.5, np.float32), np.full_like(a, 1e-20), np.full_like(a, 1e-40)
    usual, slow = (partial(np.multiply, values, half, out) for values in (tiny, denormal))
    yield "times ½", "of 1e-20", usual, "1e-40, denormal", slow


def classifier() -> Iterator[Line]:
    """64-128-10 with a batch of 64."""
    rows, columns = normal(64, 65), normal(65, 64)
    dZ, dtheta = normal(128, 64), empty(65, 128)
    in_rows, in_columns = (partial(A.dot, dZ.T, dtheta) for A in (rows.T, columns))
    yield "dΘ of 64-128", "x in rows", in_rows, "x in columns", in_columns
    in_bytes, in_words = (partial(Dropout(rate).draw, empty(128, 64)) for rate in (0.5, 0.3))
    yield "mask of 8192", "p = 0.5", in_bytes, "p = 0.3", in_words


def wide_products() -> Iterator[Line]:
    """The CNN, and the weight gradients of an RNN (H 32, D 8, T 50, N 32; then N 1)."""
    A, B, out = normal(16, 201), normal(201, 448), empty(16, 448)
    blocks, whole = partial(multiply, A, B, out), partial(np.matmul, A, B, out)
    yield "16×201×448", "in blocks", blocks, "as it is", whole
    X, dY = normal(201, 448), normal(16, 448)
    tall, wide = partial(np.matmul, X, dY.T, empty(201, 16)), partial(np.matmul, dY, X.T)
    yield "201×448×16", "X dYᵀ", tall, "dY Xᵀ", partial(wide, empty(16, 201))
    columns, grad_a, sums = normal(41, 1600), normal(1600, 32), empty(41, 32)
    turned = np.ascontiguousarray(grad_a.T).T
    terms, one = partial(multiply_long, columns, grad_a), partial(np.matmul, columns, turned, sums)
    yield "41×1600×32", "sum of small ones", partial(terms, sums), "one, transposed", one
    columns, grad_a = columns[:, :50].copy(), grad_a[:50]
    one, by_time = partial(np.matmul, columns, grad_a), partial(_add_up, columns, grad_a)
    yield "41×50×32", "one product", partial(one, sums), "one a time step", partial(by_time, sums)


def _add_up(columns: np.ndarray, grad_a: np.ndarray, out: np.ndarray) -> None:
    out.fill(0)
    for t in range(len(grad_a)):
        out += columns[:, t : t + 1] @ grad_a[t : t + 1]


def main() -> None:
    for lines in (small_calls, elementwise, classifier, wide_products):
        print(f"\n{lines.__doc__}")
        for what, ours, our_call, other, other_call in lines():
            spent, instead = microseconds(our_call), microseconds(other_call)
            print(f"  {what:20}{ours:21}{spent:8.2f}   {other:18}{instead:8.2f}", flush=True)


if __name__ == "__main__":
    main()
