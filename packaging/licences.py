"""The licences of everything that the executable carries, collected from what is installed."""

from __future__ import annotations

import sys
import sysconfig
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

PACKAGES = (
    "numpy",
    "PySide6-Essentials",
    "shiboken6",
    "pyqtgraph",
    "ziamath",
    "ziafont",
    "latex2mathml",
    "platformdirs",
)
QT = """Qt 6 (Core, GUI, Widgets, SVG, OpenGL, Test, D-Bus, XCB and Wayland plug-ins)
The Qt Company and contributors. GNU Lesser General Public License, version 3 (LGPL-3.0-only), as
Qt for Python distributes it. The libraries are separate files below _internal/PySide6/Qt/lib and
can be replaced by other builds of the same version. Source: the Qt Project's download server.
"""
SYSTEM = """Libraries of the building system (Linux): X11 and XCB client libraries (MIT), fontconfig
and FreeType (MIT style, FTL), libpng, zlib, bzip2, liblzma, D-Bus (AFL-2.1 or GPL-2.0-or-later),
glib (LGPL-2.1-or-later), libstdc++ and libgcc (GPL-3.0 with the runtime exception), ICU
(Unicode-3.0).
"""


def write_licences(target: Path) -> None:
    """Write one text file with all licences."""
    parts = [("dlgui", (ROOT / "LICENSE").read_text(encoding="utf-8")), ("Python", _python())]
    parts += [(name, _of_package(name)) for name in PACKAGES]
    parts += [("Qt", QT), ("Libraries of the system", SYSTEM)]
    for folder in ("fonts", "data"):
        for file in sorted((ROOT / "resources" / folder).glob("*")):
            if file.name.startswith("LICENSE") or file.name == "SOURCES.md":
                parts.append((f"resources/{folder}/{file.name}", file.read_text(encoding="utf-8")))
    text = "\n\n".join(f"{'=' * 78}\n{title}\n{'=' * 78}\n\n{body}" for title, body in parts)
    target.write_text(text, encoding="utf-8", newline="\n")


def _python() -> str:
    folders = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    found = [folder / name for folder in folders for name in ("LICENSE.txt", "LICENSE")]
    return next(file for file in found if file.is_file()).read_text(encoding="utf-8")


def _of_package(name: str) -> str:
    package = distribution(name)
    said = package.metadata.get("License-Expression") or package.metadata.get("License") or ""
    head = f"{name} {package.version}\nlicence: {' '.join(said.split())[:200]}\n"
    return "\n\n".join([head, *_texts(package)])


def _texts(package: Distribution) -> list[str]:
    words = ("license", "licence", "copying", "notice")
    return [
        Path(str(package.locate_file(file))).read_text(encoding="utf-8", errors="replace")
        for file in package.files or ()
        if file.name.lower().startswith(words) and file.suffix in ("", ".txt", ".md", ".rst")
    ]
