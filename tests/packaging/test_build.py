"""The packaged program, where it can be built."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from dlgui.paths import resource_path

ROOT = Path(__file__).parent.parent.parent
MEBIBYTE = 1 << 20

needs_pyinstaller = pytest.mark.skipif(
    importlib.util.find_spec("PyInstaller") is None,
    reason="PyInstaller is not installed; the extra `package` brings it",
)


@needs_pyinstaller
def test_the_packaged_program_works_and_is_small(tmp_path):
    """packaging/check.py runs it without Python, home or ASCII in its path."""
    result = subprocess.run(
        [sys.executable, ROOT / "packaging" / "build.py", "--dist", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "FAILS" not in result.stdout
    (archive,) = tmp_path.glob("dlgui-*.tar.xz")
    assert archive.stat().st_size <= 60 * MEBIBYTE
    files = [file for file in (tmp_path / "dlgui").rglob("*") if not file.is_symlink()]
    assert sum(file.stat().st_size for file in files if file.is_file()) <= 200 * MEBIBYTE


def test_every_bundled_part_has_its_licence(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    licences = importlib.import_module("licences")
    target = tmp_path / "LICENCES.txt"
    licences.write_licences(target)
    text = target.read_text(encoding="utf-8")
    for part in ("dlgui", "Python", "Qt", *licences.PACKAGES):
        assert f"\n{part}\n" in text or text.startswith(part) or f"{part}\n=" in text
    assert "SIL OPEN FONT LICENSE" in text.upper()
    assert resource_path("data", "SOURCES.md").read_text(encoding="utf-8") in text


def test_the_dependencies_are_all_in_the_licences(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    licences = importlib.import_module("licences")
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("dependencies = [")[1]
    names = [line.split('"')[1] for line in lines.split("]")[0].splitlines() if '"' in line]
    for name in names:
        package = name.split(">")[0]
        assert package in licences.PACKAGES
