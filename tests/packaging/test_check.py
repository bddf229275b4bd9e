"""What the check of the packaged program takes for a fault."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
REMARKS = """This plugin does not support propagateSizeHints()
dlgui: nothing is kept this time: can't write /a file/log and /a file/dlgui.ini
This plugin does not support propagateSizeHints()
"""


@pytest.fixture
def check(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("check")


@pytest.mark.parametrize(
    ("errors", "complaints"),
    [
        ("", 0),
        (REMARKS, 0),
        (REMARKS * 2, 1),
        (REMARKS + "Traceback (most recent call last):", 1),
        ("qt.svg: Cannot open file", 1),
    ],
)
def test_what_is_unexpected_on_standard_error_is_a_fault(check, errors, complaints):
    assert len(check.complaints(errors)) == complaints


def test_a_trace_tells_programs_and_files(check, tmp_path):
    log = tmp_path / "trace"
    log.write_text(
        '7 execve("/tmp/\\345\\255\\246\\346\\240\\241/dlgui", ["a"], 0x7f /* 4 vars */) = 0\n'
        '8 openat(AT_FDCWD, "/etc/a \\"b\\"", O_RDONLY|O_CLOEXEC) = 3\n'
        '8 open("/lib/c", O_RDONLY) = 4\n'
        "8 +++ exited with 0 +++\n",
        encoding="ascii",
    )
    started, opened = check.read_trace(log)
    assert started == ["/tmp/学校/dlgui"]
    assert opened == ['/etc/a "b"', "/lib/c"]


def test_the_checkout_and_pythons_own_files_are_foreign(check):
    for file in (ROOT / "resources", Path(importlib.__file__), Path(pytest.__file__)):
        assert str(file).startswith(check.FOREIGN)
