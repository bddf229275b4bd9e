"""``dlgui check`` on this installation."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dlgui import selfcheck
from dlgui.core import topics
from dlgui.selfcheck import RESOURCES
from dlgui.ui import translations

ROOT = Path(__file__).parent.parent


def test_every_tab_works_as_a_technician_sees_it():
    result = subprocess.run(
        [sys.executable, ROOT / "main.py", "check"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    rows = [line.split() for line in result.stdout.splitlines()]
    assert result.returncode == 0, result.stdout + result.stderr
    assert [row[0] for row in rows] == [RESOURCES, *topics()]
    assert all(row[-1] == "works" for row in rows)


def missing(*_):
    raise FileNotFoundError("left behind")


def damaged(*_):
    raise EOFError("ended early")


@pytest.mark.parametrize(
    ("name", "broken", "problem"),
    [
        ("chinese_text", missing, "left behind"),
        ("load_lesson", missing, "left behind"),
        ("draw_formula", missing, "left behind"),
        ("digits", damaged, "EOFError: ended early"),
        ("translate", lambda text: text, "no translation into zh_CN"),
    ],
)
def test_what_was_left_behind_is_found(qapp, monkeypatch, name, broken, problem):
    monkeypatch.setattr(selfcheck, name, broken)
    found = selfcheck.look(RESOURCES, selfcheck.check_resources)
    translations.install("en")
    assert found.problem == problem
