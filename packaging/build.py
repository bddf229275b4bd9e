"""Builds, checks and archives the executable of the platform it runs on.

    python -m venv .venv && .venv/bin/pip install -q -e '.[package]'
    .venv/bin/python packaging/build.py

The result is ``dist/dlgui-<version>-<platform>.tar.xz`` (``.zip`` on Windows).
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

from check import check  # noqa: E402 - neighbours of this file, wherever it is started
from licences import write_licences  # noqa: E402

from dlgui import __version__  # noqa: E402

MEBIBYTE = 1 << 20
# The filter for x86 machine code makes up for the preset, which is twice as fast as the usual 6.
COMPRESSION = [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "preset": 3}]


def main() -> int:
    """Build; return 1 when the check of the built program fails."""
    parser = argparse.ArgumentParser(description="Build, check and archive the executable.")
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="where the result goes")
    parser.add_argument("--no-archive", action="store_true", help="stop before the archive")
    options = parser.parse_args()
    program = build(options.dist.resolve())
    print(f"unpacked: {folder_size(program) / MEBIBYTE:.0f} MiB in {program}")
    if not check(program):
        return 1
    if not options.no_archive:
        archive = pack(program, options.dist.resolve())
        print(f"archive: {archive.stat().st_size / MEBIBYTE:.1f} MiB in {archive}")
    return 0


def build(dist: Path) -> Path:
    """Run PyInstaller and add what a person finds beside the executable; return the folder."""
    work = dist / "work"
    work.mkdir(parents=True, exist_ok=True)
    draw_icons(work)
    write_version(work)
    command = ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", str(dist), "--workpath", str(work)]
    environment = {**os.environ, "DLGUI_BUILD": str(work)}
    spec = str(HERE / "dlgui.spec")
    subprocess.run([sys.executable, *command, *places, spec], check=True, env=environment)
    program = dist / "dlgui"
    strip_python(program)
    libraries = json.loads((work / "libraries.json").read_text(encoding="utf-8"))
    write_licences(program / "LICENCES.txt", libraries)
    if sys.platform == "linux":
        for file in (HERE / "dlgui.desktop", work / "dlgui.png"):
            shutil.copy(file, program)
    return program


def draw_icons(work: Path) -> None:
    """The icon in the forms that the platforms want, drawn from its one source."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSize, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(ROOT / "resources" / "icons" / "dlgui.svg"))
    image = QImage(QSize(256, 256), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    forms = {"linux": "png", "win32": "ico", "darwin": "icns"}
    suffix = forms[sys.platform]
    if not image.save(str(work / f"dlgui.{suffix}")):
        raise RuntimeError(f"Qt can't write {suffix} here")
    del painter, app


def write_version(work: Path) -> None:
    """The version, for the bundle of macOS and the resource of Windows."""
    (work / "version").write_text(__version__, encoding="utf-8")
    numbers = ", ".join([*__version__.split("."), "0"])
    strings = {
        "FileDescription": "dlgui: a laboratory for deep learning",
        "FileVersion": __version__,
        "ProductName": "dlgui",
        "ProductVersion": __version__,
        "LegalCopyright": "the dlgui developers, MIT licence",
    }
    entries = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in strings.items())
    (work / "version.txt").write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers=({numbers}), prodvers=({numbers})), kids=["
        f"StringFileInfo([StringTable('040904B0', [{entries}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])",
        encoding="utf-8",
    )


def strip_python(program: Path) -> None:
    """Take the debugging symbols out of Python itself.

    PyInstaller's own ``--strip`` would strip OpenBLAS too, which then no longer loads.
    """
    if sys.platform != "linux" or not shutil.which("strip"):
        return
    internal = program / "_internal"
    modules = internal.glob("python3*/lib-dynload/*.so")
    for file in (*internal.glob("libpython3*.so*"), *modules):
        subprocess.run(["strip", "--strip-unneeded", str(file)], check=True)


def folder_size(folder: Path) -> int:
    """Bytes of all files in a folder; what is linked counts once."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file())


def pack(program: Path, dist: Path) -> Path:
    """Archive the folder."""
    system = sysconfig.get_platform().replace(".", "_")
    name = dist / f"dlgui-{__version__}-{system}"
    if sys.platform == "win32":
        return Path(shutil.make_archive(str(name), "zip", dist, program.name))
    root = "dlgui.app" if sys.platform == "darwin" else program.name
    archive = name.with_name(f"{name.name}.tar.xz")
    with (
        lzma.open(archive, "wb", filters=COMPRESSION) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        tar.add(dist / root, root)
    return archive


if __name__ == "__main__":
    sys.exit(main())
