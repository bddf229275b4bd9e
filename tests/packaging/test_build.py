"""The packaged program, where it can be built."""

import importlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dlgui.paths import resource_path

ROOT = Path(__file__).parent.parent.parent
MEBIBYTE = 1 << 20


def why_not_to_be_built() -> str:
    """What is missing here for building the program; empty when nothing is."""
    if importlib.util.find_spec("PyInstaller") is None:
        return "PyInstaller is not installed; the extra `package` brings it"
    tools = {"objdump": "binutils", "objcopy": "binutils", "dpkg-query": "dpkg"}
    missing = [name for name in tools if sys.platform == "linux" and not shutil.which(name)]
    return f"PyInstaller is here, but not {', '.join(missing)}" if missing else ""


@pytest.mark.first
@pytest.mark.skipif(bool(why_not_to_be_built()), reason=why_not_to_be_built())
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
    program = tmp_path / "dlgui"
    files = [file for file in program.rglob("*") if file.is_file() and not file.is_symlink()]
    assert sum(file.stat().st_size for file in files) <= 200 * MEBIBYTE
    licences = (program / "LICENCES.txt").read_text(encoding="utf-8")
    internal = program / "_internal"
    for file in files:
        if ".so" in file.suffixes:
            assert file.relative_to(internal).as_posix() in licences


@pytest.fixture
def licences(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("licences")


def test_every_bundled_part_has_its_licence(tmp_path, licences):
    target = tmp_path / "LICENCES.txt"
    library = np.linalg._umath_linalg.__file__
    licences.write_licences(target, {"numpy/linalg/lapack.so": library})
    text = target.read_text(encoding="utf-8")
    for part in ("dlgui", "Python", "Qt", *licences.PACKAGES):
        assert f"{'=' * 78}\n{part}\n{'=' * 78}\n" in text
    assert "Files: numpy/linalg/lapack.so" in text
    for words in (
        "SIL OPEN FONT LICENSE",
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "Unicode, Inc.",
        "Creative Commons Attribution 4.0",
        "The STIX Fonts Project Authors",
        "Ronie Martinez",
    ):
        assert words.lower() in text.lower()
    assert resource_path("data", "SOURCES.md").read_text(encoding="utf-8") in text


def test_a_library_that_nobody_knows_stops_the_build(tmp_path, licences):
    stranger = tmp_path / "libstranger.so.1"
    stranger.touch()
    with pytest.raises(licences.UnknownLibraryError, match="libstranger"):
        licences.write_licences(tmp_path / "out.txt", {stranger.name: str(stranger)})


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="asks Debian's packages")
def test_a_library_of_the_system_brings_its_packages_licence(tmp_path, licences):
    loader = next(Path("/lib").glob("*-linux-gnu/libm.so.6"))
    licences.write_licences(tmp_path / "out.txt", {loader.name: str(loader)})
    text = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert "Files: libm.so.6" in text
    assert "GNU C Library" in text


def test_the_dependencies_are_all_in_the_licences(licences):
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("dependencies = [")[1]
    names = [line.split('"')[1] for line in lines.split("]")[0].splitlines() if '"' in line]
    for name in names:
        assert name.split(">")[0] in licences.PACKAGES
