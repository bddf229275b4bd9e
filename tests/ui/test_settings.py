"""What is remembered, and what a damaged file does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray

from dlgui.ui.settings import Settings


def test_values_come_back(tmp_path: Path) -> None:
    first = Settings(tmp_path / "s.ini")
    first.remember("language", "zh_CN")
    first.remember("scale", 1.21)
    first.remember("lesson", False)
    first.remember("columns", QByteArray(b"\x00\xffab"))
    first.save()
    second = Settings(tmp_path / "s.ini")
    assert not second.damaged
    assert second.word("language", "en") == "zh_CN"
    assert second.number("scale", 1.0) == 1.21
    assert second.switch("lesson", True) is False
    assert second.state("columns") == QByteArray(b"\x00\xffab")


def test_nothing_remembered_gives_the_defaults(tmp_path: Path) -> None:
    empty = Settings(tmp_path / "s.ini")
    assert not empty.damaged
    assert empty.word("theme", "system") == "system"
    assert empty.number("scale", 1.0) == 1.0
    assert empty.switch("lesson", True) is True
    assert empty.state("geometry") is None


@pytest.mark.parametrize(
    "line",
    ["theme=plaid", "language=tlh", "scale=9", "scale=nan", "scale=x", "lesson=7", "columns=1"],
)
def test_a_wrong_value_is_left_out_alone(tmp_path: Path, line: str) -> None:
    path = tmp_path / "s.ini"
    path.write_text(f"[General]\ntopic=lstm\n{line}\n", "utf-8")
    read = Settings(path)
    assert read.damaged
    assert read.word("topic", "") == "lstm"
    assert read.number("scale", 1.0) == 1.0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_garbage_never_keeps_the_window_shut(tmp_path: Path, garbage: bytes) -> None:
    path = tmp_path / "s.ini"
    path.write_bytes(garbage)
    read = Settings(path)
    assert read.number("scale", 1.0) == 1.0
    read.remember("scale", 2.0)
    read.save()
    again = Settings(path)
    assert again.number("scale", 1.0) == 2.0


def test_only_known_values_are_remembered(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="plaid"):
        Settings(tmp_path / "s.ini").remember("theme", "plaid")
