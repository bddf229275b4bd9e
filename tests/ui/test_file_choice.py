"""Where a person begins to look for a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from dlgui.ui import file_choice
from dlgui.ui.file_choice import ask_to_open, ask_to_save


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where the dialogs began; each file is the first one of `answers`."""
    seen: list[str] = []
    answers = ["", "/lessons/plot.png", "/other/run.json", "", ""]

    def ask(_parent: object, _title: str, at: str, _kinds: str) -> tuple[str, str]:
        seen.append(at)
        return answers[len(seen) - 1], ""

    for dialog in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, dialog, ask)
    monkeypatch.setattr(file_choice._Last, "folder", None)
    return seen


def test_first_the_documents_then_the_last_folder(begun: list[str]) -> None:
    location = QStandardPaths.StandardLocation.DocumentsLocation
    documents = Path(QStandardPaths.writableLocation(location))
    assert ask_to_save(None, "Save", "plot.png", "*") is None
    assert ask_to_save(None, "Save", "plot.png", "*") == Path("/lessons/plot.png")
    assert ask_to_open(None, "Open", "*") == Path("/other/run.json")
    assert ask_to_save(None, "Save", "plot.png", "*") is None
    assert ask_to_open(None, "Open", "*", at="/in/use.txt") is None
    first, second, third, fourth, fifth = map(Path, begun)
    assert first == second == documents / "plot.png"
    assert third == Path("/lessons")
    assert fourth == Path("/other/plot.png")
    assert fifth == Path("/in/use.txt")


def test_a_name_gets_the_ending_of_its_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = "PNG (*.png);;SVG (*.svg)"
    answers = [
        ("plot", "SVG (*.svg)"),
        ("v1.2", ""),
        ("a.SVG", "PNG (*.png)"),
        ("old", ""),
        ("", ""),
    ]
    begun: list[str] = []

    def ask(_parent: object, _title: str, at: str, _kinds: str) -> tuple[str, str]:
        begun.append(Path(at).name)
        name, kind = answers.pop(0)
        return (str(tmp_path / name) if name else ""), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(file_choice._Last, "folder", None)
    (tmp_path / "old.png").touch()
    names = [ask_to_save(None, "Save", "plot.png", kinds) for _ in range(4)]
    assert names == [tmp_path / "plot.svg", tmp_path / "v1.2.png", tmp_path / "a.SVG", None]
    assert begun == 4 * ["plot.png"] + ["old.png"], "what would be overwritten is asked about again"
