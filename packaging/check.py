"""Runs the packaged program as a school's computer would, and says what works.

No Python, a home folder that cannot be written, a path with spaces and Chinese characters;
offscreen, and in a real window where Xvfb is installed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

PATIENCE = 600
STARTS = 7
WORKERS = 2
"""One that trains, one that measures claims; multiprocessing has a third for its own books."""
FOREIGN = (
    str(Path(__file__).resolve().parent.parent),
    *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")),
)
"""Folders that the packaged program has to do without."""
NOTHING_KEPT = "dlgui: nothing is kept this time: can't write "
OFFSCREEN_REMARK = "This plugin does not support propagateSizeHints()"
TRACED = re.compile(r'(?P<call>execve|open|openat)\((?:AT_FDCWD, )?"(?P<path>(?:[^"\\]|\\.)*)"')
Result = subprocess.CompletedProcess[str]
Tracer = tuple[str, ...]
"""The beginning of a command line that watches the rest; empty for none."""


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
        listed = self.expect("topics", ["topics"], "lstm")
        topics = [line.split()[0] for line in listed.splitlines() if line[:1].strip()]
        self.expect("run", ["run", "lstm", "--steps", "3"], "loss")
        saved = self.folder / "run.json"
        self.expect("run --json", ["run", "lstm", "--steps", "3", "--json", str(saved)], "")
        self.say("the file is JSON", bool(json.loads(saved.read_text(encoding="utf-8"))))
        self.expect("claims", ["claims", "regularization"], "holds")
        pictures = self.folder / "pictures 图"
        self.expect("shots", ["shots", str(pictures), "--lang", "zh_CN", "--steps", "3"], ".png")
        count = len(list(pictures.glob("*.png")))
        self.say(f"{count} pictures of {len(topics)} tabs", count == len(topics) > 0)
        log = self.folder / "trace"
        tracer = self.tracer(log)
        self.check_tabs("offscreen", topics, tracer)
        if tracer:
            self.judge_trace(log)
        else:
            print("not traced: there is no strace, or it is not allowed")
        if shutil.which("Xvfb"):
            with virtual_screen() as display:
                self.environment |= {"DISPLAY": display}
                del self.environment["QT_QPA_PLATFORM"]
                self.check_tabs("real window", topics)
                self.measure_start()
        return self.works

    def expect(self, what: str, words: list[str], output: str, tracer: Tracer = ()) -> str:
        """Run a command that must succeed, print `output` and complain of nothing."""
        result = self.start(words, tracer)
        good = result.returncode == 0 and output in result.stdout
        good &= not complaints(result.stderr)
        self.say(what, good)
        if not good:
            print(result.stdout, result.stderr, sep="\n")
        return result.stdout

    def start(self, words: list[str], tracer: Tracer = ()) -> Result:
        """Run the program, to its end."""
        return subprocess.run(
            [*tracer, str(self.executable), *words],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )

    def check_tabs(self, where: str, topics: list[str], tracer: Tracer = ()) -> None:
        """Every tab opens, trains, takes a slider's change, measures a claim, saves its picture."""
        rows = self.expect(f"check, {where}", ["check"], "works", tracer).splitlines()
        first, *found = [row.split()[0] for row in rows] or [""]
        self.say(f"{len(found)} tabs, {where}", found == topics and first == "resources")

    def tracer(self, log: Path) -> Tracer:
        """What writes down the programs that are started and the files that are opened."""
        strace = shutil.which("strace")
        if not strace:
            return ()
        tracer = (strace, "-fqqz", "--seccomp-bpf", "-e", "execve,open,openat", "-o", str(log))
        allowed = subprocess.run([*tracer, "true"], capture_output=True, check=False)
        return () if allowed.returncode else tracer

    def judge_trace(self, log: Path) -> None:
        """Every process is the executable, and no file is of Python or of the checkout."""
        started, opened = read_trace(log)
        workers = started.count(str(self.executable)) - 1
        self.say(f"{workers} processes started from the executable", workers >= WORKERS)
        strangers = sorted(set(started) - {str(self.executable)})
        strangers += sorted({path for path in opened if path.startswith(FOREIGN)})
        self.say(f"nothing of Python or the checkout among {len(opened)} files", not strangers)
        print(*strangers[:20], sep="\n", end="\n" if strangers else "")

    def say(self, what: str, good: bool) -> None:
        """Print and remember a verdict."""
        print(f"{'works' if good else 'FAILS':6} {what}", flush=True)
        self.works &= good

    def measure_start(self) -> None:
        """Start the window several times; median time until its first frame is painted.

        The program's end is in the time too, so the truth is a little better.
        """
        times = []
        for _ in range(STARTS):
            begin = perf_counter()
            result = self.start(["--close-when-painted"])
            times.append(perf_counter() - begin)
            if result.returncode or complaints(result.stderr):
                self.say(f"start: {result.stderr}", False)
        print(f"start to first painted frame: median {statistics.median(times):.2f} s of {STARTS}")


def complaints(errors: str) -> list[str]:
    """The lines of standard error that should not be there.

    That nothing can be written is said once; Qt's plug-in without a screen has one remark.
    """
    lines = [line for line in errors.splitlines() if line != OFFSCREEN_REMARK]
    if lines and lines[0].startswith(NOTHING_KEPT):
        del lines[0]
    return lines


def read_trace(log: Path) -> tuple[list[str], list[str]]:
    """The programs that were started and the files that were opened, from strace's log."""
    started, opened = [], []
    for line in log.read_text(encoding="latin-1").splitlines():
        call = TRACED.search(line)
        if call:
            # strace writes other letters than ASCII's as octal numbers of their bytes.
            path = call["path"].encode("latin-1").decode("unicode_escape")
            path = path.encode("latin-1").decode("utf-8", "replace")
            (started if call["call"] == "execve" else opened).append(path)
    return started, opened


@contextmanager
def virtual_screen() -> Iterator[str]:
    """A display of its own."""
    read, write = os.pipe()
    # Without -noreset it starts anew when its last client leaves, and refuses who comes just then.
    options = ["-noreset", "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    command = ["Xvfb", "-displayfd", str(write), *options]
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
