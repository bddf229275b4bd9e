"""The wheel, installed into an environment of its own, works away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import PySide6
import pytest
from PySide6.QtGui import QImage

from dlgui.core import topics

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.xdist_group("wheel")  # one build for all

ALONE = "-I"
"""Python without the current folder and without PYTHONPATH."""

PROBE = """
import json
import dlgui
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from dlgui.core.lesson import load_lesson
from dlgui.data import bundled
from dlgui.paths import resource_path
from dlgui.ui import fonts, translations
app = QApplication(["probe"])
fonts.install_fonts()
translations.install("zh_CN")
print(json.dumps({
    "package": dlgui.__file__,
    "resources": str(resource_path()),
    "lesson": load_lesson("lstm", "zh").headings[-1],
    "translation": translations.translate("Generalization"),
    "digits": len(bundled.digits().X),
    "families": QFontDatabase.families(),
}))
"""


def run(*command: str | Path, folder: Path) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env={**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    (file,) = folder.glob("dlgui-*.whl")
    return file


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an environment's programs: the wheel is installed, and nothing else.

    What the wheel depends on comes from the environment that the tests run in.
    """
    home = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", home, folder=home)
    windows = sys.platform == "win32"
    folder = home / ("Scripts" if windows else "bin")
    pip = [sys.executable, "-m", "pip", "--python", folder / "python"]
    run(*pip, "install", "-q", "--no-deps", "--no-index", "--no-compile", wheel, folder=home)
    (package,) = home.glob("[Ll]ib/**/site-packages/dlgui")
    places = {str(Path(module.__file__).parents[1]) for module in (np, PySide6)}
    (package.parent / "dependencies.pth").write_text("\n".join(places), encoding="utf-8")
    return folder


def test_everything_is_in_the_wheel(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    resources = {path for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert resources
    assert {f"dlgui/{path.relative_to(ROOT).as_posix()}" for path in resources} <= inside
    for topic in topics():
        for name in ("__init__.py", "lesson.en.md", "lesson.zh.md"):
            assert f"dlgui/topics/{topic}/{name}" in inside
    assert not any(name.startswith(("tests/", "docs/", "benchmarks/")) for name in inside)


def test_what_it_comes_with_is_found(programs: Path, tmp_path: Path) -> None:
    found = json.loads(run(programs / "python", ALONE, "-c", PROBE, folder=tmp_path))
    package = Path(found["package"]).parent
    assert programs.parent in package.parents
    assert Path(found["resources"]) == package / "resources"
    assert found["lesson"] == "来源"
    assert found["translation"] == "泛化"
    assert found["digits"] == 1797
    assert any(family.startswith("dlgui") for family in found["families"])


def test_its_command_lists_the_topics_and_runs_one(programs: Path, tmp_path: Path) -> None:
    listed = run(programs / "dlgui", "topics", folder=tmp_path)
    assert all(f"\n{topic}" in f"\n{listed}" for topic in topics())
    record = run(programs / "dlgui", "run", "lstm", "--steps", "2", "--json", folder=tmp_path)
    assert json.loads(record)["step"] == 2


def test_its_command_opens_a_page(programs: Path, tmp_path: Path) -> None:
    words = ("shots", "pictures", "--topic", "regularization", "--steps", "2", "--lang", "zh_CN")
    path = tmp_path / run(programs / "dlgui", *words, folder=tmp_path).strip()
    assert QImage(str(path)).width() == 1280
