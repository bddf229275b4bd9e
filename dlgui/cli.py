"""The command line: open the window, or run, list, measure and render without one."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from dlgui.blas import limit_threads
from dlgui.messages import UserError, shortened
from dlgui.options import parse_options

if TYPE_CHECKING:
    from dlgui.core import ParamSet


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit status.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without the program's name; by default the process's own.

    Returns
    -------
    int
        0 done, 1 a claim does not hold or a tab does not work, 2 the command line or the
        machine does not allow it; 130 and 141, as shells have it, when Ctrl+C or the end of a
        pipe stopped it.
    """
    limit_threads()
    _write_any_letter()
    _choose_utf8()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        try:
            return _obey(words)
        finally:
            if sys.stdout:
                sys.stdout.flush()
    except KeyboardInterrupt:
        return 128 + 2
    except BrokenPipeError:  # whoever reads has enough, as `head` does
        _forget_output()
        return 128 + 13
    except (UserError, OSError) as error:
        _complain(error)
        _forget_output()
        return 2
    except MemoryError:
        _complain("Not enough memory for this.")
        return 2


def _obey(words: list[str]) -> int:
    options = parse_options(words)
    commands = {
        "run": _run,
        "topics": _topics,
        "claims": _claims,
        "shots": _shots,
        "check": _check,
    }
    if options.command is None:
        return _open(options, words)
    return commands[options.command](options)


def _complain(problem: object) -> None:
    if isinstance(problem, OSError) and problem.filename is not None:
        problem = f"{problem.filename}: {problem.strerror}"
    with suppress(OSError):
        if sys.stderr:
            print(f"dlgui: {shortened(str(problem))}", file=sys.stderr)


def _forget_output() -> None:
    """Drop what can't be written; Python would try, and complain, once more at its end."""
    with suppress(OSError):
        if sys.stdout:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open(options: argparse.Namespace, words: list[str]) -> int:
    if options.topic:
        _check_params(options)
    from dlgui.display import display_problem

    problem = display_problem()
    if problem:
        _complain(problem)
        return 2
    from dlgui.app import create_app

    _let_ctrl_c_end()
    app, window = create_app([sys.argv[0], *words])
    if options.close_when_painted:
        window.frame_painted.connect(window.close)
    window.show()
    return int(app.exec())


def _run(options: argparse.Namespace) -> int:
    from dlgui import report
    from dlgui.core import find_topic, run

    _mistakes_are_errors()
    params = _check_params(options)
    steps = options.steps if find_topic(options.topic).trains else 0
    path = options.csv if options.json is None else options.json
    with _output(path) as output:  # opened before the run, which may take hours
        result = run(options.topic, params, steps, options.seed or 0, every_step=path is not None)
        texts: Iterable[str]
        if options.json is not None:
            texts = [report.as_json(result)]
        elif options.csv is not None:
            texts = report.as_csv(result.history)
        else:
            texts = [report.as_text(result)]
        for text in texts:
            print(text, end="", file=output)
    return 0


def _topics(options: argparse.Namespace) -> int:
    from dlgui import report
    from dlgui.core import topics

    print("\n".join(report.describe(topic) for topic in topics().values()), end="")
    return 0


def _claims(options: argparse.Namespace) -> int:
    from dlgui import report
    from dlgui.core import find_topic, topics

    _mistakes_are_errors()
    chosen = [find_topic(options.topic)] if options.topic else list(topics().values())
    all_hold = True
    for topic in chosen:
        print(f"{topic.id}\n{report.CLAIMS_HEAD}", end="")
        for measurement in report.measure(topic):
            print(measurement.as_row(), end="", flush=True)
            all_hold &= measurement.holds
    return 0 if all_hold else 1


def _shots(options: argparse.Namespace) -> int:
    from dlgui.core import find_topic, topics

    chosen = [find_topic(topic).id for topic in options.topic] or list(topics())
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from dlgui.ui.shots import take_shots

    _let_ctrl_c_end()
    for path in take_shots(
        Path(options.folder),
        topics=chosen,
        size=options.size,
        theme=options.theme,
        language=options.lang,
        steps=options.steps,
    ):
        print(path, flush=True)
    return 0


def _check(options: argparse.Namespace) -> int:
    from dlgui.display import display_problem

    problem = display_problem()
    if problem:
        _complain(problem)
        return 2
    from dlgui.selfcheck import check_all

    _let_ctrl_c_end()
    works = True
    for result in check_all():
        verdict = result.problem or "works"
        print(f"{result.what:24} {result.seconds:5.1f} s  {verdict}", flush=True)
        works &= not result.problem
    return 0 if works else 1


def _check_params(options: argparse.Namespace) -> ParamSet:
    from dlgui.core import find_topic

    params = find_topic(options.topic).params
    return params().replaced(params.parse(dict(options.set)))


@contextmanager
def _output(path: str | None) -> Iterator[TextIO | None]:
    """The file at `path` to write to; None, which `print` takes for standard output, if that."""
    if path in (None, "-"):
        yield None
    else:
        # As in a console: the name of a file need not be text.
        with Path(path).open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            yield file


def _let_ctrl_c_end() -> None:
    # Python would raise KeyboardInterrupt in whatever the event loop calls next, which goes on.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _mistakes_are_errors() -> None:
    warnings.filterwarnings("error", module=r"dlgui\b")


def _write_any_letter() -> None:
    # A console of one code page must not end the program over a λ.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _choose_utf8() -> None:
    """Ask for UTF-8 where no locale is set; `python` does so by itself, a frozen program does not.

    Qt would, too, but with four lines of complaint.
    """
    unset = not any(os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    if sys.platform == "linux" and unset:
        os.environ["LC_CTYPE"] = "C.UTF-8"
