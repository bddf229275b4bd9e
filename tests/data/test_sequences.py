"""Sequence tasks are what they say, step by step."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlgui.data import bundled
from dlgui.data.sequences import AddingProblem, DelayedRecall, NextCharacter
from dlgui.data.vocabulary import UNKNOWN, Vocabulary
from dlgui.messages import UserError

lengths, sizes, seeds = st.integers(2, 60), st.integers(1, 9), st.integers(0, 2**32)


@given(lengths, sizes, st.integers(2, 8), seeds)
def test_recall_shows_the_answer_first_and_asks_last(T: int, N: int, k: int, seed: int) -> None:
    batch = DelayedRecall(k).batch(T, N, np.random.default_rng(seed))
    assert batch.x.shape == (T, N, 2 * k + 1)
    assert batch.x.dtype == np.float32
    np.testing.assert_array_equal(batch.x.sum(axis=2), 1)
    np.testing.assert_array_equal(batch.x[0].argmax(axis=1), batch.target)
    assert np.all(batch.target < k)
    assert np.all(batch.x[1:, :, :k] == 0)
    assert np.all(batch.x[1:-1, :, k:-1].sum(axis=2) == 1)
    assert np.all(batch.x[-1, :, -1] == 1)


def test_recall_draws_all_symbols_and_distractors_evenly() -> None:
    n = 4_000
    batch = DelayedRecall().batch(3, n, np.random.default_rng(0))
    bound = 4 * np.sqrt(0.25 * 0.75 / n)
    assert np.all(np.abs(batch.x[0, :, :4].mean(axis=0) - 0.25) < bound)
    assert np.all(np.abs(batch.x[1, :, 4:8].mean(axis=0) - 0.25) < bound)


@given(lengths, sizes, seeds)
def test_adding_marks_one_number_in_each_half(T: int, N: int, seed: int) -> None:
    batch = AddingProblem().batch(T, N, np.random.default_rng(seed))
    value, mark = batch.x[:, :, 0], batch.x[:, :, 1]
    assert batch.x.dtype == batch.target.dtype == np.float32
    assert np.all((value >= 0) & (value < 1))
    assert np.all(mark[: T // 2].sum(axis=0) == 1)
    assert np.all(mark[T // 2 :].sum(axis=0) == 1)
    np.testing.assert_allclose(batch.target[:, 0], (value * mark).sum(axis=0), rtol=1e-6)


def test_chance_of_adding_is_the_error_of_answering_one() -> None:
    n = 20_000
    target = AddingProblem().batch(4, n, np.random.default_rng(0)).target
    squared = (target - 1.0) ** 2
    assert abs(squared.mean() - AddingProblem.chance_loss) < 4 * squared.std() / np.sqrt(n)


def test_characters_are_followed_by_the_next() -> None:
    task = NextCharacter(bundled.english_text())
    batch = task.batch(30, 8, np.random.default_rng(0))
    assert batch.x.shape == (30, 8, task.input_size)
    np.testing.assert_array_equal(batch.x.sum(axis=2), 1)
    shown = batch.x.argmax(axis=2)
    np.testing.assert_array_equal(shown[1:], batch.target[:-1])
    for example in range(8):
        assert task.vocabulary.decode(shown[:, example]) in task.text


def test_windows_reach_both_ends_of_the_text() -> None:
    task = NextCharacter("abcde")
    batch = task.batch(3, 100, np.random.default_rng(0))
    first = {task.vocabulary.symbols[i] for i in batch.x[0].argmax(axis=1)}
    last = {task.vocabulary.symbols[i] for i in batch.target[-1]}
    assert (first, last) == ({"a", "b"}, {"d", "e"})


def test_chance_of_characters() -> None:
    task = NextCharacter("aaab")
    assert task.chance_accuracy == 0.75
    assert task.chance_loss == pytest.approx(-(0.75 * np.log(0.75) + 0.25 * np.log(0.25)))


def test_chance_of_symbols() -> None:
    assert DelayedRecall(4).chance_accuracy == 0.25
    assert DelayedRecall(4).chance_loss == pytest.approx(np.log(4))


@given(st.text(), st.integers(2, 10))
def test_vocabulary_is_capped_and_returns_what_it_knows(text: str, cap: int) -> None:
    vocabulary = Vocabulary.of(text, cap)
    assert len(set(vocabulary.symbols)) == len(vocabulary.symbols) <= cap
    expected = "".join(c if c in vocabulary.symbols else UNKNOWN for c in text)
    assert vocabulary.decode(vocabulary.encode(text)) == expected


def test_vocabulary_puts_the_frequent_first() -> None:
    assert Vocabulary.of("cbbaa", 3).symbols == UNKNOWN + "ab"


def test_the_chinese_text_fits_a_capped_vocabulary() -> None:
    task = NextCharacter(bundled.chinese_text(), 512)
    assert task.input_size == 512
    assert 0 < np.mean(task.codes == 0) < 0.5


def test_a_short_text_is_explained() -> None:
    with pytest.raises(UserError, match="too short"):
        NextCharacter("a")
    with pytest.raises(UserError, match="5 characters, too few for sequences of 5"):
        NextCharacter("abcde").batch(5, 1, np.random.default_rng(0))


@pytest.mark.parametrize("task", [DelayedRecall(), AddingProblem()])
def test_too_short_a_sequence_is_refused(task: DelayedRecall | AddingProblem) -> None:
    with pytest.raises(ValueError, match="at least 2, not 1"):
        task.batch(1, 3, np.random.default_rng(0))


@pytest.mark.parametrize("task", [DelayedRecall(), AddingProblem(), NextCharacter("ab" * 50)])
def test_the_same_generator_gives_the_same_batch(task) -> None:
    one = task.batch(12, 5, np.random.default_rng(7))
    two = task.batch(12, 5, np.random.default_rng(7))
    np.testing.assert_array_equal(one.x, two.x)
    np.testing.assert_array_equal(one.target, two.target)


def test_a_window_has_at_least_one_character() -> None:
    with pytest.raises(ValueError, match="at least 1, not 0"):
        NextCharacter("abcde").batch(0, 3, np.random.default_rng(0))


def test_chance_of_adding_is_how_often_one_is_near_enough() -> None:
    n = 20_000
    target = AddingProblem().batch(4, n, np.random.default_rng(1)).target
    share = float((np.abs(target - 1.0) <= AddingProblem.tolerance).mean())
    expected = AddingProblem.chance_accuracy
    assert abs(share - expected) < 4 * np.sqrt(expected * (1 - expected) / n)
