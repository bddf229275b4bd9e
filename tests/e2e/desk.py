"""A desk to sit at: a screen of its own, and hands for keyboard and mouse."""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parents[2]
PATIENCE_MS = 60_000

# The same window, in a process of its own on the same screen: where are its parts?
PLACES = """
import json, sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget
from dlgui.app import create_app

def place(widget):
    area = widget.rect()
    if isinstance(widget, QSlider):
        option = QStyleOptionSlider()
        widget.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
        area = widget.style().subControlRect(control, option, part, widget)
    point = widget.mapTo(window, area.center())
    return point.x(), point.y()

def tabs_from_filter(widget):
    window.tabs.filter.setFocus()
    count = 0
    while window.focusWidget() is not widget:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        count += 1
    return count

def tell():
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    found = {name: window.findChild(QWidget, name) for name in json.loads(sys.argv[1])}
    told = {name: (*place(part), tabs_from_filter(part)) for name, part in found.items()}
    print(json.dumps(told), flush=True)
    window.close()

if __name__ == "__main__":
    app, window = create_app(["dlgui", *sys.argv[2:]], Path("places.ini"))
    window.frame_painted.connect(tell)
    window.show()
    app.exec()
"""

COLOUR = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(sys.argv[:1])
image = app.primaryScreen().grabWindow(int(sys.argv[1])).toImage()
print(image.pixelColor(1, 1).lightness())
"""


def packaged_check() -> ModuleType:
    """``packaging/check.py``, whose folder bears the name of an installed package."""
    spec = importlib.util.spec_from_file_location("check", ROOT / "packaging" / "check.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["check"] = module
    spec.loader.exec_module(module)
    return module


class Desk:
    """What a person at the screen `display` can do, and see.

    Nothing here waits without a limit, or for a while: each step waits for what it brings about.
    """

    def __init__(self, display: str, home: Path, qtbot: QtBot) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_QPA")}
        folders = ("CONFIG", "STATE", "CACHE", "DATA")
        self.environment = {
            **kept,
            **{f"XDG_{name}_HOME": str(home / name) for name in folders},
            "DISPLAY": display,
            "HOME": str(home),
            "PYTHONPATH": str(ROOT),
        }
        self.home = home
        self._qtbot = qtbot

    def start(self, *options: str) -> subprocess.Popen[str]:
        """Start the program as its README says."""
        return subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), *options],
            env=self.environment,
            cwd=self.home,
            stderr=subprocess.PIPE,
            text=True,
        )

    def until(self, done: Callable[[], object]) -> None:
        """Wait for something that can be seen."""
        self._qtbot.waitUntil(lambda: bool(done()), timeout=PATIENCE_MS)

    def places(self, names: Sequence[str], *options: str) -> dict[str, tuple[int, int, int]]:
        """Where parts of the window are, and how many Tabs away from the filter."""
        return json.loads(self._python(PLACES, json.dumps(names), *options))

    def lightness(self, window: str) -> int:
        """How light a window's corner is, 0 to 255."""
        return int(self._python(COLOUR, window))

    def windows(self, title: str) -> list[str]:
        """The windows of a title that are on the screen."""
        return self._xdotool("search", "--onlyvisible", "--name", f"^{title}$").split()

    def focus(self, title: str) -> str:
        """Wait for a window and turn to it; there is no window manager that would."""
        self.until(lambda: self.windows(title))
        window = self.windows(title)[0]
        self._xdotool("windowfocus", window)
        self.until(lambda: self._xdotool("getwindowfocus").strip() == window)
        return window

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self._xdotool("key", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", text)

    def drag(self, window: str, x: int, y: int, pixels: int) -> None:
        """Move the mouse to a point of the window, and drag from there to the right."""
        self._point(window, x, y, "mousedown", "1")
        self._point(window, x + pixels // 2, y)
        self._point(window, x + pixels, y, "mouseup", "1")

    def _point(self, window: str, x: int, y: int, *then: str) -> None:
        self._xdotool("mousemove", "--window", window, str(x), str(y), *then)

    def ask_to_close(self, window: str) -> None:
        """What a window manager sends when its cross is clicked; old xdotools lack the word."""
        x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XInternAtom.restype = ctypes.c_ulong
        x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        x11.XSendEvent.argtypes = [
            ctypes.c_void_p,
            ctypes.c_ulong,
            ctypes.c_int,
            ctypes.c_long,
            ctypes.c_void_p,
        ]
        x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
        display = x11.XOpenDisplay(self.environment["DISPLAY"].encode())
        message = _ClientMessage(type=33, window=int(window), format=32)
        message.message_type = x11.XInternAtom(display, b"WM_PROTOCOLS", 0)
        message.data[0] = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
        x11.XSendEvent(display, int(window), 0, 0, ctypes.byref(message))
        x11.XCloseDisplay(display)

    def _xdotool(self, *words: str) -> str:
        # Searching for what is not there yet is status 1.
        return self._run(["xdotool", *words])

    def _python(self, script: str, *words: str) -> str:
        return self._run([sys.executable, "-c", script, *words])

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(
            command,
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=PATIENCE_MS / 1000,
            check=False,
        )
        return done.stdout


class _ClientMessage(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 12),  # XEvent is a union of 24 longs
    )
