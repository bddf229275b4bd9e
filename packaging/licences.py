"""The licences of everything that the executable carries, collected from what is installed.

Each library that was put in has an owner: a Python package, Python itself, or a package of the
building system. One without an owner stops the build, so that nothing travels without its licence.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TEXTS = HERE / "texts"

PACKAGES = {
    "numpy": ("numpy", "numpy.libs"),
    "PySide6-Essentials": ("PySide6",),
    "shiboken6": ("shiboken6",),
    "pyqtgraph": ("pyqtgraph",),
    "ziamath": ("ziamath",),
    "ziafont": ("ziafont",),
    "latex2mathml": ("latex2mathml",),
    "platformdirs": ("platformdirs",),
}
"""The Python packages that go in, and the folders that belong to each."""

QT = """Qt 6 (Core, GUI, Widgets, SVG, OpenGL, Test, D-Bus, XCB and Wayland plug-ins)
The Qt Company and contributors. GNU Lesser General Public License, version 3 (LGPL-3.0-only), as
Qt for Python distributes it. The libraries are separate files below _internal/PySide6 and can be
replaced by other builds of the same version. Source: https://download.qt.io
"""
FONTS = """Fonts inside ziamath and ziafont
STIX Two Math: Copyright 2001-2020 The STIX Fonts Project Authors
(https://github.com/stipub/stixfonts), SIL Open Font License, version 1.1, whose text stands below
with Noto's fonts. DejaVu Sans: the licence stands below with resources/fonts.
"""
LATEX2MATHML = "Copyright (c) 2016 Ronie Martinez, MIT licence: dlgui's, above, with this name.\n"


class UnknownLibraryError(Exception):
    """A library was put in, and nobody knows under which licence."""


def write_licences(target: Path, libraries: Mapping[str, str]) -> None:
    """Write one text file with all licences.

    Parameters
    ----------
    target : Path
    libraries : mapping
        Where each library is in the program, and where it was taken from.

    Raises
    ------
    UnknownLibraryError
        A library is neither Python's, nor a package's, nor the system's.
    """
    owned = owners(libraries)
    parts = [("dlgui", (ROOT / "LICENSE").read_text(encoding="utf-8"))]
    parts.append(("Python", "\n\n".join([_python(), *_list(owned.pop("Python", []))])))
    parts += [(name, _of_package(name, owned.pop(name, []))) for name in PACKAGES]
    parts += [("Qt", QT), ("Fonts of the formulas", FONTS)]
    parts += [(name, _of_system(name, files)) for name, files in sorted(owned.items())]
    parts += [(file.stem, file.read_text(encoding="utf-8")) for file in sorted(TEXTS.iterdir())]
    parts += list(_common_texts(text for _, text in parts))
    for folder in ("fonts", "data"):
        for file in sorted((ROOT / "resources" / folder).glob("*")):
            if file.name.startswith("LICENSE") or file.name == "SOURCES.md":
                parts.append((f"resources/{folder}/{file.name}", file.read_text(encoding="utf-8")))
    text = "\n\n".join(f"{'=' * 78}\n{title}\n{'=' * 78}\n\n{body}" for title, body in parts)
    target.write_text(text, encoding="utf-8", newline="\n")


def owners(libraries: Mapping[str, str]) -> dict[str, list[str]]:
    """The libraries by whom they belong to: a Python package, "Python", or a system's package."""
    folders = {folder: name for name, mine in PACKAGES.items() for folder in mine}
    stdlib = Path(sysconfig.get_path("stdlib")).resolve()
    found: dict[str, list[str]] = defaultdict(list)
    for place, source in libraries.items():
        folder = Path(place).parts[0]
        path = Path(source).resolve()
        if folder in folders:
            owner = folders[folder]
        elif stdlib in path.parents:
            owner = "Python"
        else:
            owner = _system_package(path) or _pythons_own(path)
        if not owner:
            raise UnknownLibraryError(f"{place} (from {source}): under which licence is it?")
        found[owner].append(Path(place).as_posix())
    return found


def _system_package(path: Path) -> str | None:
    """The Debian package that a file was installed by."""
    if not shutil.which("dpkg-query"):
        return None
    # /lib may be a link to /usr/lib; the package's list has either.
    names = {str(path), str(path).removeprefix("/usr"), f"/usr{path}"}
    answer = subprocess.run(
        ["dpkg-query", "--search", *sorted(names)], capture_output=True, text=True, check=False
    )
    return answer.stdout.partition(":")[0] or None


def _pythons_own(path: Path) -> str | None:
    # A Python beside the system's brings libraries along; the system's is in a package.
    base = Path(sys.base_prefix).resolve()
    return "Python" if base in path.parents and base != Path("/usr") else None


def _python() -> str:
    folders = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    found = [folder / name for folder in folders for name in ("LICENSE.txt", "LICENSE")]
    return next(file for file in found if file.is_file()).read_text(encoding="utf-8")


def _of_package(name: str, files: Iterable[str]) -> str:
    package = distribution(name)
    said = package.metadata.get("License-Expression") or package.metadata.get("License") or ""
    head = f"{name} {package.version}\nlicence: {' '.join(said.split())[:200]}\n"
    texts = _texts(package) or ([LATEX2MATHML] if name == "latex2mathml" else [])
    return "\n\n".join([head, *texts, *_list(files)])


def _texts(package: Distribution) -> list[str]:
    words = ("license", "licence", "copying", "notice", "cc-by license")
    return [
        Path(str(package.locate_file(file))).read_text(encoding="utf-8", errors="replace")
        for file in package.files or ()
        if file.name.lower().startswith(words) and file.suffix in ("", ".txt", ".md", ".rst")
    ]


def _of_system(package: str, files: Iterable[str]) -> str:
    text = Path("/usr/share/doc", package, "copyright")
    if not text.is_file():
        raise UnknownLibraryError(f"{package} is installed without {text}")
    return "\n\n".join([text.read_text(encoding="utf-8", errors="replace"), *_list(files)])


def _common_texts(texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    """What Debian's licence files only name, because each Debian has it."""
    folder = Path("/usr/share/common-licenses")
    named = set(re.findall(rf"{folder}/([\w.-]*\w)", "\n".join(texts)))
    for name in sorted(named - {file.stem for file in TEXTS.iterdir()}):
        yield f"{folder}/{name}", (folder / name).read_text(encoding="utf-8")


def _list(files: Iterable[str]) -> list[str]:
    return ["Files: " + ", ".join(sorted(files))] if files else []
