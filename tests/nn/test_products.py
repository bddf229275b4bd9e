"""A product in blocks is the product."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dlgui.nn.products import SMALL, block_count, multiply, multiply_long, term_count


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 3000), st.integers(0, 2**32))
def test_the_product_is_that_of_the_definition(
    rows: int, inner: int, columns: int, seed: int
) -> None:
    """Into a part of a wider matrix too, which is where a strip of a convolution lies."""
    rng = np.random.default_rng(seed)
    A, B = rng.integers(-9, 9, (rows, inner)) * 1.0, rng.integers(-9, 9, (inner, columns)) * 1.0
    wide = np.full((rows, columns + 2), -1.0)
    multiply(A, B, wide[:, 1:-1])
    np.testing.assert_array_equal(wide[:, 1:-1], np.einsum("ij,jk->ik", A, B))
    assert (wide[:, [0, -1]] == -1).all()


@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 30000))
def test_blocks_are_equal_and_small(rows: int, inner: int, columns: int) -> None:
    count = block_count(rows, inner, columns)
    assert columns % count == 0
    assert count == 1 or rows * inner * columns // count <= SMALL


def test_a_wide_product_is_cut_and_a_small_one_is_not() -> None:
    assert block_count(16, 201, 448) == 2
    assert block_count(16, 201, 224) == 1
    assert block_count(16, 201, 449) == 1  # a prime number of columns


@given(st.integers(1, 60), st.integers(0, 3000), st.integers(1, 60), st.integers(0, 2**32))
def test_a_sum_of_products_is_the_product(rows: int, inner: int, columns: int, seed: int) -> None:
    """With part of a wider matrix on the right, as the rows of one gate are."""
    rng = np.random.default_rng(seed)
    A, wide = rng.integers(-9, 9, (rows, inner)) * 1.0, rng.integers(-9, 9, (inner, columns + 2))
    B, out = (wide * 1.0)[:, 1:-1], np.full((rows, columns), -1.0)
    assert multiply_long(A, B, out) is out
    np.testing.assert_array_equal(out, np.einsum("ij,jk->ik", A, B))


@given(st.integers(1, 300), st.integers(0, 30000), st.integers(1, 300))
def test_terms_are_equal_small_and_few(rows: int, inner: int, columns: int) -> None:
    count = term_count(rows, inner, columns)
    assert inner % count == 0
    assert count == 1 or rows * inner * columns // count <= SMALL
    assert count == 1 or inner // count >= max(rows, columns)


def test_a_long_product_is_cut_and_a_small_one_is_not() -> None:
    assert term_count(41, 1600, 32) == 4
    assert term_count(41, 50, 32) == 1
    assert term_count(73, 1600, 256) == 1  # the sum of so many would cost more


def test_float16_is_added_up_in_float32() -> None:
    signs = np.repeat([4.0, -4.0], 2**13)
    A, B = np.tile(signs, (64, 1)).astype(np.float16), np.full((2**14, 64), 4.0, np.float16)
    assert term_count(64, 2**14, 64) > 1
    assert (multiply_long(A, B, np.empty((64, 64), np.float16)) == 0).all()
