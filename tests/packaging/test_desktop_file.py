"""The .desktop file starts the program beside it, wherever the folder is."""

import ctypes
import ctypes.util
import shutil
from pathlib import Path

import pytest

DESKTOP = Path(__file__).parents[2] / "packaging" / "dlgui.desktop"
GIO = ctypes.util.find_library("gio-2.0")


def launch(file):
    """As file managers and menus do."""
    gio = ctypes.CDLL(GIO)
    gio.g_desktop_app_info_new_from_filename.restype = ctypes.c_void_p
    gio.g_app_info_launch.argtypes = [ctypes.c_void_p] * 4
    app = gio.g_desktop_app_info_new_from_filename(bytes(file))
    assert app, "not a valid .desktop file"
    assert gio.g_app_info_launch(app, None, None, None)


@pytest.mark.skipif(GIO is None, reason="needs GLib, which launches .desktop files")
@pytest.mark.parametrize("linked", [False, True], ids=["in the folder", "linked from a menu"])
def test_it_starts_the_program_beside_it(tmp_path, qtbot, linked):
    folder = tmp_path / "a school's 学校" / "dlgui"
    folder.mkdir(parents=True)
    file = Path(shutil.copy(DESKTOP, folder))
    started = tmp_path / "started"
    program = folder / "dlgui"
    program.write_text(f'#!/bin/sh\nmkdir "{started}"\n', encoding="utf-8")
    program.chmod(0o755)
    if linked:
        link = tmp_path / "applications.desktop"
        link.symlink_to(file)
        file = link
    launch(file)
    qtbot.waitUntil(started.exists)
