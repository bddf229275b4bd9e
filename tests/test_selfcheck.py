"""``dlgui check`` on this installation."""

import os
import subprocess
import sys
from pathlib import Path

from dlgui.core import topics

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
    assert [row[0] for row in rows] == list(topics())
    assert all(row[-1] == "works" for row in rows)
