"""The authors' guide, followed literally: its files written, its commands run, in a copy."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "authors.md"
COPIED = ("dlgui", "resources", "tests", "packaging", "main.py", "pyproject.toml")
BLOCK = re.compile(
    r"(?:^`(?P<path>[\w./]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)
OPENS_THE_WINDOW = ["python", "main.py"]

# What main.py does, but for the event loop without end.
OPEN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from dlgui.app import create_app

if __name__ == "__main__":
    app, window = create_app(["dlgui", *sys.argv[1:]], Path("settings.ini"))
    window.frame_painted.connect(lambda topic, step: step and window.close())
    app.setQuitOnLastWindowClosed(True)
    QTimer.singleShot(60_000, lambda: app.exit(1))
    window.show()
    sys.exit(app.exec())
"""


@dataclass(frozen=True)
class Step:
    """A file to write when there is a path, else a command line."""

    path: str | None
    text: str


def steps_of(page: str) -> list[Step]:
    """The page's code blocks, in order: files have their path above them, commands are `sh`."""
    steps = []
    for block in BLOCK.finditer(page):
        if block["kind"] == "sh":
            steps += [Step(None, line) for line in block["text"].splitlines()]
        else:
            assert block["path"], f"no file is named for: {block['text'][:60]}"
            steps.append(Step(block["path"], block["text"]))
    return steps


def run(command: list[str], folder: Path) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    result = subprocess.run(
        command,
        cwd=folder,
        env={**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert result.returncode == 0, f"{shlex.join(command)}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def follow(step: Step, folder: Path) -> str:
    if step.path:
        (folder / step.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / step.path).write_text(step.text, encoding="utf-8", newline="\n")
        return ""
    words = shlex.split(step.text)
    assert words[0] == "python"
    if words[:2] == OPENS_THE_WINDOW:
        (folder / "open_window.py").write_text(OPEN, encoding="utf-8")
        words = ["python", "open_window.py", *words[2:]]
    return run([sys.executable, *words[1:]], folder)


def copy_checkout(target: Path) -> None:
    target.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, target / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, target / name)


def test_following_the_page_adds_a_tab_that_works(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    copy_checkout(folder)
    before = {path for path in folder.rglob("*") if path.is_file()}
    printed = {}
    for step in steps_of(GUIDE.read_text("utf-8")):
        if step.path:
            assert folder / step.path not in before, f"{step.path} is there already"
        printed[step.text] = follow(step, folder)

    assert re.search(
        r"mistakes = \d", printed["python -m dlgui run perceptron --steps 200 --set noise=0.1"]
    )
    claims = printed["python -m dlgui claims perceptron"].splitlines()[2:]
    assert len(claims) == 3
    assert all(line.startswith("holds") for line in claims)
    (tests,) = (text for command, text in printed.items() if "-m pytest" in command)
    assert int(re.findall(r"(\d+) passed", tests)[0]) > 20
    assert "skipped" not in tests
    (picture,) = (folder / "pictures").iterdir()
    assert QImage(str(picture)).width() == 1280
