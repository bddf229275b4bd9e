"""The command line: without a window, and with none to be had."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dlgui import cli, options, report
from dlgui.core import Claim, find_topic, run, topics
from dlgui.core.history import CAPACITY
from dlgui.core.seeds import LARGEST_SEED

TOPIC = "regularization"


def test_run_prints_the_last_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", TOPIC, "--steps", "5", "--set", "eta=0.25"]) == 0
    text = capsys.readouterr().out
    assert "step 5" in text
    assert "eta=0.25" in text


def test_run_json_has_the_numbers_of_the_same_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", TOPIC, "--steps", "4", "--seed", "3", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    reference = run(TOPIC, find_topic(TOPIC).params(), 4, 3)
    assert (record["topic"], record["seed"], record["step"]) == (TOPIC, 3, 4)
    for name in reference.history:
        assert record["history"][name]["values"] == reference.history[name].values.tolist()


def test_run_json_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    assert cli.main(["run", TOPIC, "--steps", "2", "--json", str(path)]) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["step"] == 2


def test_run_csv_has_a_row_a_step(tmp_path: Path) -> None:
    path = tmp_path / "run.csv"
    assert cli.main(["run", TOPIC, "--steps", "6", "--csv", str(path)]) == 0
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    reference = run(TOPIC, find_topic(TOPIC).params(), 6, 0).history
    assert [int(row["step"]) for row in rows] == [1, 2, 3, 4, 5, 6]
    for name in reference:
        assert [float(row[name]) for row in rows] == reference[name].values.tolist()


def test_run_csv_has_every_step_of_a_long_run(capsys: pytest.CaptureFixture[str]) -> None:
    steps = CAPACITY + 1
    assert cli.main(["run", TOPIC, "--steps", str(steps), "--csv", "-"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert [int(row[0]) for row in rows[1:]] == list(range(1, steps + 1))


def test_run_csv_leaves_empty_what_a_step_did_not_record(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "CSV_ROWS", 7)
    assert cli.main(["run", "dropout", "--steps", "21", "--csv", "-"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    history = run("dropout", find_topic("dropout").params(), 21).history
    for name in history:
        recorded = {int(row["step"]): float(row[name]) for row in rows if row[name]}
        assert list(recorded) == history[name].steps.tolist()
        assert list(recorded.values()) == history[name].values.tolist()
    assert len(history["test_loss"].steps) < len(rows) == 21


def test_run_csv_of_no_steps_is_a_head(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", TOPIC, "--steps", "0", "--csv", "-"]) == 0
    assert capsys.readouterr().out == "step\n"


def test_json_of_a_diverged_run_is_valid(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["run", TOPIC, "--steps", "5000", "--set", "eta=3", "--set", "solver=gradient"]
    assert cli.main([*words, "--json"]) == 0
    text = capsys.readouterr().out
    assert json.loads(text, parse_constant=pytest.fail)["divergence"]["step"] < 5000


def test_topics_lists_ids_and_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["topics"]) == 0
    text = capsys.readouterr().out
    for topic in topics().values():
        assert f"{topic.id}  " in text
        assert all(f"  {name} " in text for name in topic.params.declared())


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["run", "nothing"], TOPIC),
        (["--topic", "nothing"], TOPIC),
        (["claims", "nothing"], TOPIC),
        (["shots", "folder", "--topic", "nothing"], TOPIC),
        (["run", TOPIC, "--set", "mu=1"], "eta"),
        (["--topic", TOPIC, "--set", "mu=1"], "eta"),
        (["run", TOPIC, "--set", "penalty=l7"], "elastic"),
        (["run", TOPIC, "--set", "eta=1e9"], "0.001 … 3"),
        (["run", TOPIC, "--set", "eta"], "NAME=VALUE"),
        (["run", TOPIC, "--steps", "-3"], "whole number"),
        (["run", TOPIC, "--seed", "x"], "whole number"),
        (["run", TOPIC, "--seed", "9" * 5000], "whole number"),
        (["run", TOPIC, "--set", "9" * 5000 + "=1"], "eta"),
        (["run", TOPIC, "--csv", "/" + "9" * 5000], "9"),
        (["run", TOPIC, "--seed", "several\nlines"], "whole number"),
        (["run", "\x1b[2J"], TOPIC),
        (["9" * 5000], "claims"),
        (["--theme", "9" * 5000], "projector"),
        (["--session", "9" * 5000], "can't be opened"),
        (["--session", ""], "Is a directory"),
        (["shots", "folder", "--size", "9" * 5000 + "x1"], "1280x720"),
        (["shots", "folder", "--size", "99999x99999"], "1280x720"),
        (["--set", "eta=1"], "--topic"),
        (["--theme", "pink"], "projector"),
        (["--lang", "klingon"], "zh_CN"),
        (["--scale", "100"], "0.5 … 4"),
        (["shots", "folder", "--size", "big"], "1280x720"),
        (["dance"], "claims"),
    ],
)
def test_mistakes_get_one_line_and_status_2(
    words: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = cli.main(words)
    except SystemExit as end:
        status = end.code
    out, err = capsys.readouterr()
    assert status == 2
    assert out == ""
    assert err.count("\n") == 1
    assert "\x1b" not in err
    assert len(err) < 1000
    assert named in err


def test_a_path_that_is_no_text(tmp_path: Path) -> None:
    text = "/folder/\udcff.txt"  # how Python passes on a byte that is not UTF-8
    path = tmp_path / "run.json"
    words = ["run", "convolution", "--steps", "1", "--set", f"path={text}"]
    assert cli.main([*words, "--json", str(path)]) == 0
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["params"]["path"] == text.replace("\udcff", "?")


@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_an_empty_file_name_is_a_mistake(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", TOPIC, "--steps", "1", form, ""]) == 2
    assert capsys.readouterr().out == ""


def test_a_file_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "missing" / "run.csv"
    hours = str(options.LARGEST_COUNT)
    assert cli.main(["run", TOPIC, "--steps", hours, "--csv", str(path)]) == 2
    assert capsys.readouterr().err == f"dlgui: {path}: No such file or directory\n"


@pytest.mark.parametrize(
    ("text", "language"), [("zh", "zh_CN"), ("zh-CN", "zh_CN"), ("EN", "en"), ("zh_cn", "zh_CN")]
)
def test_language_may_be_written_as_systems_do(text: str, language: str) -> None:
    assert options.parse_options(["--lang", text]).lang == language


def test_words_of_the_window_agree_with_its_tables() -> None:
    from dlgui.ui.theme import LARGEST_SCALE, SMALLEST_SCALE, THEMES
    from dlgui.ui.translations import LANGUAGES

    assert set(options.LANGUAGES) == set(LANGUAGES)
    assert set(options.THEMES) == {"system", *THEMES}
    assert options.SCALES == (SMALLEST_SCALE, LARGEST_SCALE)
    assert options.LARGEST_COUNT == LARGEST_SEED


# Claims -------------------------------------------------------------------------------------


def broken(progress: object) -> float:
    raise ZeroDivisionError("asked\nfor")


def claim(name: str, measure: object, threshold: float) -> Claim:
    return Claim(name, f"statement of {name}", "quantity", measure, "<", threshold)


@pytest.mark.parametrize(
    ("claims", "status", "verdicts"),
    [
        ((claim("a", lambda p: 1.0, 2.0),), 0, ["holds"]),
        ((claim("a", lambda p: 3.0, 2.0), claim("b", lambda p: 1.0, 2.0)), 1, ["FAILS", "holds"]),
        ((claim("a", broken, 2.0), claim("b", lambda p: 1.0, 2.0)), 1, ["error", "holds"]),
        ((claim("a", lambda p: float("nan"), 2.0),), 1, ["FAILS"]),
    ],
)
def test_claims_table_and_status(
    claims: tuple[Claim, ...],
    status: int,
    verdicts: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("dlgui.core.topic._load", lambda path: claims)
    assert cli.main(["claims", TOPIC]) == status
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == TOPIC
    assert lines[1] == report.CLAIMS_HEAD.rstrip("\n")
    assert [line.split()[0] for line in lines[2:]] == verdicts
    assert all(one.statement in line for one, line in zip(claims, lines[2:], strict=True))


# In a process of its own --------------------------------------------------------------------

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(os.name != "posix", reason="others have neither the signal nor such pipes")
@pytest.mark.parametrize("words", ["topics", f"run {TOPIC} --steps 3000 --csv -"])
def test_a_reader_that_leaves_early_is_no_mistake(words: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "dlgui", *words.split()],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(os.name != "posix", reason="others have no such shell")
@pytest.mark.parametrize(
    "words", ["--version", "--help", "topics", f"run {TOPIC} --steps 3 --json"]
)
def test_output_that_goes_nowhere_is_no_crash(words: str) -> None:
    for target, status in ((">&-", 0), ("> /dev/full", 2)):
        done = subprocess.run(
            f"{sys.executable} -m dlgui {words} {target}",
            shell=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": ""},
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        assert done.returncode == status
        assert "Traceback" not in done.stderr
        assert "Exception" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="others have no such shell")
def test_not_even_an_error_can_be_said() -> None:
    for words in ("--bogus", "run nothing"):
        done = subprocess.run(
            f"{sys.executable} -m dlgui {words} 2>&-",
            shell=True,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stdout) == (2, b"")


def test_ctrl_c_ends_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dlgui.core.run", stopped)
    assert cli.main(["run", TOPIC]) == 130


def python(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in environ}
    kept = {k: v for k, v in kept.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**kept, **environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_run_imports_no_qt() -> None:
    done = python(
        "-c",
        "import sys; from dlgui.cli import main; "
        f"main(['run', '{TOPIC}', '--steps', '2']); main(['topics']); "
        "sys.exit(any(name.split('.')[0] in ('PySide6', 'pyqtgraph') for name in sys.modules))",
    )
    assert done.returncode == 0, done.stderr


def test_program_and_package_say_their_version() -> None:
    for words in (["main.py"], ["-m", "dlgui"]):
        text = python(*words, "--version").stdout
        assert text.startswith("dlgui ")
        assert all(part in text for part in ("Python", "Qt", "NumPy"))


linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems always have a display"
)


@linux_only
@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"DISPLAY": ":4711"},
        {"DISPLAY": "nonsense"},
        {"WAYLAND_DISPLAY": "wayland-4711"},
        {"QT_QPA_PLATFORM": "xcb"},
        {"QT_QPA_PLATFORM": "wayland"},
    ],
    ids=str,
)
def test_no_display_is_told_in_one_line(environ: dict[str, str]) -> None:
    done = python("main.py", **{"QT_QPA_PLATFORM": "", **environ})
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "display" in done.stderr
    assert "dlgui run" in done.stderr


@linux_only
def test_missing_library_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    from dlgui import display

    complaint = "libxcb-cursor.so.0: cannot open shared object file"
    monkeypatch.setattr(display, "_missing_library", lambda: complaint)
    problem = display.display_problem({"DISPLAY": ":0"})
    assert problem is not None
    assert "apt install libxcb-cursor0" in problem


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600"])
def test_platforms_without_a_display_need_none(platform: str) -> None:
    from dlgui import display

    assert display.display_problem({"QT_QPA_PLATFORM": platform}) is None


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signal for one process")
@pytest.mark.parametrize("words", ["check", "shots {folder} --topic lstm --topic gru"])
def test_ctrl_c_ends_commands_that_use_the_window(words: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dlgui", *words.format(folder=tmp_path).split()]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as program:
        assert program.stdout.readline()
        program.send_signal(signal.SIGINT)
        _, err = program.communicate(timeout=60)
    assert program.returncode == -signal.SIGINT
    assert "KeyboardInterrupt" not in err
