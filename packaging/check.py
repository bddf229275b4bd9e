"""Runs the packaged program as a school's computer would, and says what works.

No Python, a home folder that cannot be written, a path with spaces and Chinese characters;
offscreen, and in a real window where Xvfb is installed.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

PATIENCE = 600
STARTS = 7


def check(program: Path) -> bool:
    """Check the folder that build.py has made; print a line for each thing."""
    with tempfile.TemporaryDirectory(prefix="a school's 学校 ") as place:
        copy = Path(place) / "dlgui 实验室"
        shutil.copytree(program, copy, symlinks=True)
        executable = copy / ("dlgui.exe" if sys.platform == "win32" else "dlgui")
        return Check(executable, Path(place)).run()


class Check:
    """One executable and where it may write."""

    def __init__(self, executable: Path, folder: Path) -> None:
        self.executable = executable
        self.folder = folder
        # A home that does not exist and can't be made: not even root writes below a file.
        blocked = folder / "a file"
        blocked.write_text("", encoding="utf-8")
        self.environment = {"HOME": str(blocked / "home"), "QT_QPA_PLATFORM": "offscreen"}
        if sys.platform == "win32":
            kept = ("SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "LOCALAPPDATA")
            self.environment |= {name: os.environ[name] for name in kept if name in os.environ}
        self.works = True

    def run(self) -> bool:
        """Try everything; whether all of it works."""
        self.expect("--version", ["--version"], "NumPy")
        topics = self.expect("topics", ["topics"], "lstm")
        self.expect("run", ["run", "lstm", "--steps", "3"], "loss")
        saved = self.folder / "run.json"
        self.expect("run --json", ["run", "lstm", "--steps", "3", "--json", str(saved)], "")
        self.say("the file is JSON", bool(json.loads(saved.read_text(encoding="utf-8"))))
        self.expect("claims", ["claims", "regularization"], "holds")
        pictures = self.folder / "pictures 图"
        self.expect("shots", ["shots", str(pictures), "--lang", "zh_CN", "--steps", "3"], ".png")
        count = len(list(pictures.glob("*.png")))
        self.say(f"{count} pictures", count > 0 and bool(topics))
        self.expect("check, offscreen", ["check"], "works")
        if shutil.which("Xvfb"):
            with virtual_screen() as display:
                self.environment |= {"DISPLAY": display}
                del self.environment["QT_QPA_PLATFORM"]
                self.expect("check, real window", ["check"], "works")
                self.measure_start()
        return self.works

    def expect(self, what: str, words: list[str], output: str) -> str:
        """Run a command that must succeed and print `output`."""
        result = subprocess.run(
            [self.executable, *words],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        good = result.returncode == 0 and output in result.stdout
        good &= "Traceback" not in result.stderr
        self.say(what, good)
        if not good:
            print(result.stdout, result.stderr, sep="\n")
        return result.stdout

    def say(self, what: str, good: bool) -> None:
        """Print and remember a verdict."""
        print(f"{'works' if good else 'FAILS':6} {what}", flush=True)
        self.works &= good

    def measure_start(self) -> None:
        """Start the window several times; median time until its first frame is painted.

        The program's end is in the time too, so the truth is a little better.
        """
        times = [self._start() for _ in range(STARTS)]
        print(f"start to first painted frame: median {statistics.median(times):.2f} s of {STARTS}")

    def _start(self) -> float:
        begin = perf_counter()
        command = [str(self.executable), "--close-when-painted"]
        subprocess.run(command, env=self.environment, cwd=self.folder, check=True, timeout=PATIENCE)
        return perf_counter() - begin


@contextmanager
def virtual_screen() -> Iterator[str]:
    """A display of its own."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(0 if check(Path(sys.argv[1])) else 1)
