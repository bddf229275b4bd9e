"""Whether Qt can open a window here, asked before Qt would abort the process."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

_WITHOUT_WINDOW = "These need no window: dlgui run, dlgui topics, dlgui claims, dlgui shots."


def display_problem(environ: Mapping[str, str] = os.environ) -> str | None:
    """Why no window can be opened and what to do, in one line; None when one can."""
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return f"Qt can't be loaded: {error}. {_install_hint(str(error))}"
    if not sys.platform.startswith("linux"):
        return None
    wanted = _platforms(environ)
    if not wanted <= {"xcb", "wayland"}:
        return None
    if "wayland" in wanted and _wayland_answers(environ):
        return None
    return _x11_problem(environ) if "xcb" in wanted else _no_display(environ)


def _platforms(environ: Mapping[str, str]) -> set[str]:
    names = environ.get("QT_QPA_PLATFORM") or "wayland;xcb"
    return {name.partition(":")[0].partition("-")[0] for name in names.split(";")}


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    path = Path(environ.get("XDG_RUNTIME_DIR", "")) / name
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _x11_problem(environ: Mapping[str, str]) -> str | None:
    if not environ.get("DISPLAY"):
        return _no_display(environ)
    missing = _missing_library()
    if missing:
        return f"Qt can't use the display: {missing}. {_install_hint(missing)}"
    return None if _x11_answers(environ["DISPLAY"]) else _no_display(environ)


def _x11_answers(display: str) -> bool:
    """Connect as Qt does, with the address and the authorization that libxcb finds."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)


def _missing_library() -> str | None:
    """The loader's complaint about Qt's X11 plug-in, which names the library that is missing."""
    from PySide6.QtCore import QLibraryInfo

    plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    try:
        ctypes.CDLL(str(Path(plugins, "platforms", "libqxcb.so")))
    except OSError as error:
        return str(error)
    return None


def _no_display(environ: Mapping[str, str]) -> str:
    named = [
        f"{name}={environ[name]}" for name in ("WAYLAND_DISPLAY", "DISPLAY") if environ.get(name)
    ]
    if named:
        reason = f"The display does not answer ({', '.join(named)})."
    else:
        reason = "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    return f"{reason} Start dlgui in a desktop session or through ssh -X. {_WITHOUT_WINDOW}"


def _install_hint(complaint: str) -> str:
    packages = {
        "libxcb-cursor": "libxcb-cursor0",
        "libxkbcommon-x11": "libxkbcommon-x11-0",
        "libEGL": "libegl1",
        "libGL": "libgl1",
    }
    package = next((p for lib, p in packages.items() if lib in complaint), None)
    if package:
        return f"On Debian and Ubuntu: sudo apt install {package}."
    return "Install the library or package that it names."
