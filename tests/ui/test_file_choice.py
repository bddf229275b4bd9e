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
