"""Matrix products with one long axis, in blocks that OpenBLAS multiplies fastest.

::

    A [B_1 B_2 …] = [A B_1  A B_2 …]

    [A_1 A_2 …] [B_1; B_2; …] = A_1 B_1 + A_2 B_2 + …

For products of at most 10⁶ multiplications OpenBLAS has kernels that read the factors where they
lie instead of packing them first. With AVX-512 they are up to twice as fast on the shapes of a
convolution (16×201 times 201×448: 14 instead of 22 µs in two halves); without it there are none,
and blocks neither help nor harm.
"""

from functools import lru_cache

import numpy as np

from dlgui.nn.shapes import Array

SMALL = 1_000_000
LEAST_COLUMNS = 64  # narrower blocks cost more than the kernel gains


@lru_cache(maxsize=256)
def block_count(rows: int, inner: int, columns: int) -> int:
    """How many equal blocks of columns to cut the product (rows, inner) · (inner, columns) into.

    1 where no number of blocks divides the columns and makes the products small.
    """
    for count in range(1, columns // LEAST_COLUMNS + 1):
        if columns % count == 0 and rows * inner * (columns // count) <= SMALL:
            return count
    return 1


@lru_cache(maxsize=256)
def term_count(rows: int, inner: int, columns: int) -> int:
    """How many equal products to make (rows, inner) · (inner, columns) the sum of.

    1 where the sum would cost more than the small products gain.
    """
    for count in range(1, inner // max(rows, columns) + 1):
        if inner % count == 0 and rows * (inner // count) * columns <= SMALL:
            return count
    return 1


def in_blocks(matrix: Array, count: int) -> Array:
    """A (rows, columns) matrix as a view of its blocks, (count, rows, columns / count)."""
    return matrix.reshape(len(matrix), count, -1).transpose(1, 0, 2)


def multiply(A: Array, B: Array, out: Array) -> None:
    """out = A B, in blocks."""
    count = block_count(*A.shape, B.shape[1])
    np.matmul(A, in_blocks(B, count), in_blocks(out, count))


def multiply_long(A: Array, B: Array, out: Array) -> Array:
    """out = A B, where the inner axis is the long one, as a sum of small products."""
    count = term_count(*A.shape, B.shape[1])
    if count == 1 or out.dtype.char == "e":  # matmul alone adds up float16 in float32
        return np.matmul(A, B, out)  # takes parts of matrices as they lie; dot would copy them
    terms = np.matmul(in_blocks(A, count), B.reshape(count, -1, B.shape[1]))
    return np.add.reduce(terms, axis=0, out=out)
