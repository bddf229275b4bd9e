"""A person's files are read, or refused in a sentence that helps; never anything else."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dlgui.data import files
from dlgui.data.bundled import chinese_text
from dlgui.data.dataset import Regression
from dlgui.messages import UserError
from dlgui.paths import resource_path

LOADERS: list[Callable[[Path], object]] = [files.load_text, files.load_csv, files.load_image]
reused = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "mine.dat"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def attempt(loader: Callable[[Path], object], path: Path) -> object:
    try:
        return loader(path)
    except UserError as error:
        return error


def refusal(loader: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(UserError) as caught:
        loader(path)
    message = str(caught.value)
    assert path.name.replace("\0", "�") in message
    return message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_in_its_encodings(tmp_path: Path, encoding: str) -> None:
    text = chinese_text()
    assert files.load_text(write(tmp_path, text.encode(encoding))) == text


def test_line_ends_become_line_feeds(tmp_path: Path) -> None:
    assert files.load_text(write(tmp_path, "a\r\nb\rc\n")) == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "no text"),
        (b" \n\t", "no text"),
        (b"a\x00b", "UTF-8 or GB18030"),
        (b"\xff\xff", "UTF-8 or GB18030"),
    ],
)
def test_what_is_not_a_text(tmp_path: Path, content: bytes, expected: str) -> None:
    assert expected in refusal(files.load_text, write(tmp_path, content))


@pytest.mark.parametrize("loader", LOADERS)
def test_what_can_not_be_opened(tmp_path: Path, loader: Callable[[Path], object]) -> None:
    assert "can't be opened" in refusal(loader, tmp_path / "nowhere.txt")
    assert "can't be opened: Is a directory" in refusal(loader, tmp_path)
    assert "not an ordinary file" in refusal(loader, tmp_path / "null\0.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("loader", LOADERS)
def test_a_pipe_does_not_block(tmp_path: Path, loader: Callable[[Path], object]) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not an ordinary file" in refusal(loader, tmp_path / "pipe")


@pytest.mark.parametrize("loader", [files.load_text, files.load_csv])
def test_the_limit_on_bytes(tmp_path: Path, loader: Callable[[Path], object]) -> None:
    path = write(tmp_path, b"a" * (files.MAX_TEXT_BYTES + 1))
    assert "larger than 5 MB" in refusal(loader, path)


def test_the_greatest_text(tmp_path: Path) -> None:
    path = write(tmp_path, b"a" * files.MAX_TEXT_BYTES)
    assert len(files.load_text(path)) == files.MAX_TEXT_BYTES


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table(tmp_path: Path, separator: str) -> None:
    lines = ["width,“height”,price", "1,2.5,3e2", "", " -4 , 5 ,.5", ""]
    data = files.load_csv(write(tmp_path, "\r\n".join(lines).replace(",", separator)))
    assert (data.features, data.target) == (("width", "“height”"), "price")
    np.testing.assert_array_equal(data.X, [[1, 2.5], [-4, 5]])
    np.testing.assert_array_equal(data.y, [300, 0.5])


@pytest.mark.parametrize("before", ["", "\n", "\r\n\n"])
def test_a_separator_within_quotation_marks_does_not_count(tmp_path: Path, before: str) -> None:
    content = before + '"size, in cm";"a,b,c";price\n1;2;3\n4;5;6\n'
    data = files.load_csv(write(tmp_path, content))
    assert (data.features, data.target) == (("size, in cm", "a,b,c"), "price")
    np.testing.assert_array_equal(data.X, [[1, 2], [4, 5]])


def test_a_bundled_table_comes_through_the_same_door() -> None:
    data = files.load_csv(resource_path("data", "diabetes.csv"))
    assert data.X.shape == (442, 10)
    assert data.target == "progression"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "0 columns"),
        ("a\n1\n2\n", "1 columns"),
        (",".join("x" * 201) + "\n", "201 columns; 2 to 200"),
        ("1,2\n3,4\n", "starts with numbers"),
        ("a,b\n1,2\n", "1 rows of numbers; 2 to"),
        ("a,b\n" + "1,2\n" * 100_001, "100001 rows of numbers; 2 to 100000"),
        ("a,b\n1,2\n1,2,3\n", "line 3: 3 columns, but the first line has 2"),
        ("a,b\n1,2\n1,red\n", "line 3, column “b”: “red” is not a finite number"),
        ("a,b\n1,2\n,4\n", "line 3, column “a”: “” is not a finite number"),
        ("a,b\nnan,2\n3,4\n", "“nan” is not a finite number"),
        ("a,b\n2026_07,2\n3,4\n", "“2026_07” is not a finite number"),
        ("a;b\n1,5;2\n3;4\n", "“1,5” is not a finite number"),
        ("x" * 200_000, "line 1, can't be split into columns"),
        ("a,b\n1e999,2\n3,4\n", "“1e999” is not a finite number"),
        ('a,b\n1,2\n3,"4\n', "line 4, can't be split into columns"),
    ],
)
def test_what_is_not_a_table(tmp_path: Path, content: str, expected: str) -> None:
    assert expected in refusal(files.load_csv, write(tmp_path, content))


@pytest.mark.parametrize("loader", LOADERS)
@reused
@given(content=st.binary(max_size=300))
def test_any_bytes(tmp_path: Path, loader: Callable[[Path], object], content: bytes) -> None:
    path = write(tmp_path, content)
    outcome = attempt(loader, path)
    assert not isinstance(outcome, UserError) or path.name in str(outcome)


cells = st.one_of(st.text(max_size=5), st.floats().map(str), st.sampled_from(['"', ",", "1"]))


@reused
@given(rows=st.lists(st.lists(cells, max_size=4).map(",".join), max_size=6))
def test_any_table(tmp_path: Path, rows: list[str]) -> None:
    path = write(tmp_path, "\n".join(["a,b", *rows]).encode("utf-8", "surrogatepass"))
    outcome = attempt(files.load_csv, path)
    if isinstance(outcome, Regression):
        assert np.all(np.isfinite(outcome.X))
        assert outcome.X.shape == (len(outcome.y), len(outcome.features))
    else:
        assert path.name in str(outcome)


@pytest.mark.parametrize("code", range(32))
def test_a_control_character_that_no_text_has(tmp_path: Path, code: int) -> None:
    """Tab, line feed, form feed and carriage return are in texts; a binary file has the others."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"one" + bytes([code]) + b"two")
    if chr(code) in "\t\n\f\r":
        assert files.load_text(path).startswith("one")
    else:
        with pytest.raises(UserError, match="not UTF-8"):
            files.load_text(path)
