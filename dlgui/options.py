"""The command line's words: which there are, and what they say. Imports neither Qt nor NumPy."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from dlgui import __version__
from dlgui.messages import shortened

LANGUAGES = ("en", "zh_CN")
THEMES = ("system", "light", "dark", "projector")
SCALES = (0.5, 4.0)
LARGEST_COUNT = 2**63 - 1
LARGEST_SIDE = 8192  # pixels; a picture of such sides takes 256 MB


class Parser(argparse.ArgumentParser):
    """A parser that reports a mistake in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"dlgui: {shortened(message)}\n")


def parse_options(arguments: Sequence[str]) -> argparse.Namespace:
    """The options in `arguments`, without the program's name; a mistake exits with status 2.

    Returns
    -------
    namespace
        ``command`` is None for the window, whose options are ``topic``, ``set`` (a list of
        ``(name, text)``), ``seed``, ``lang``, ``theme``, ``scale``, ``play``; each is None,
        empty or False when it was not given.
    """
    options = _parser().parse_args(arguments)
    if options.command is None and options.set and not options.topic:
        _parser().error("--set needs --topic, the topic whose parameter it sets")
    return options


def _parser() -> Parser:
    parser = Parser(
        prog="dlgui",
        description="Open the window, or run a command: run, topics, claims, shots, check.",
    )
    parser.add_argument("--version", action=_Version)
    parser.add_argument("--topic", metavar="ID", help="open this tab")
    _add_run_options(parser)
    parser.add_argument("--lang", type=_language, help="language: " + ", ".join(LANGUAGES))
    parser.add_argument("--theme", choices=THEMES)
    parser.add_argument(
        "--scale", type=_scale, metavar="FACTOR", help="size of everything, 1 = 100%%"
    )
    parser.add_argument("--session", metavar="FILE", help="repeat a saved run")
    parser.add_argument("--play", action="store_true", help="start training at once")
    parser.add_argument(
        "--close-when-painted",
        action="store_true",
        help="close after the first frame (to time the start)",
    )

    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    run = commands.add_parser("run", help="train without a window")
    run.add_argument("topic", metavar="TOPIC")
    run.add_argument("--steps", type=_count, default=100, metavar="N", help="default: 100")
    _add_run_options(run)
    form = run.add_mutually_exclusive_group()
    form.add_argument(
        "--json",
        nargs="?",
        const="-",
        metavar="FILE",
        help="write the result as JSON; without FILE to standard output",
    )
    form.add_argument(
        "--csv", metavar="FILE", help="write the history as CSV; - is standard output"
    )

    commands.add_parser("topics", help="list the topics and their parameters")

    claims = commands.add_parser("claims", help="measure the claims of the lessons")
    claims.add_argument("topic", metavar="TOPIC", nargs="?")

    commands.add_parser("check", help="test every tab: train, move a slider, save a picture")

    shots = commands.add_parser("shots", help="render pages to PNG files")
    shots.add_argument("folder", metavar="DIR")
    shots.add_argument("--topic", action="append", default=[], metavar="ID", help="default: all")
    shots.add_argument("--size", type=_size, default=(1280, 720), metavar="WxH")
    shots.add_argument("--theme", choices=THEMES[1:], default="light")
    shots.add_argument("--lang", type=_language, default="en")
    shots.add_argument("--steps", type=_count, default=0, metavar="N")
    return parser


def _add_run_options(parser: Parser) -> None:
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        type=_assignment,
        metavar="NAME=VALUE",
        help="set a parameter; can be repeated",
    )
    parser.add_argument("--seed", type=_count, metavar="S", help="default: 0")


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(f"“{text}” is not NAME=VALUE")
    return name.strip(), value


def _count(text: str) -> int:
    is_whole = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_COUNT))
    if not (is_whole and int(text) <= LARGEST_COUNT):
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number, 0 … {LARGEST_COUNT}")
    return int(text)


def _language(text: str) -> str:
    for language in LANGUAGES:
        if text.replace("-", "_").lower() in (language.lower(), language.split("_")[0]):
            return language
    raise argparse.ArgumentTypeError(f"“{text}” is not one of: {', '.join(LANGUAGES)}")


def _scale(text: str) -> float:
    low, high = SCALES
    try:
        factor = float(text)
    except ValueError:
        factor = 0.0
    if not low <= factor <= high:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number in {low:g} … {high:g}")
    return factor


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    sides = [int(side) for side in (width, height) if side.isdecimal() and len(side) <= 5]
    if len(sides) < 2 or not all(1 <= side <= LARGEST_SIDE for side in sides):
        raise argparse.ArgumentTypeError(
            f"“{text}” is not WIDTHxHEIGHT in pixels, such as 1280x720"
        )
    return sides[0], sides[1]


class _Version(argparse.Action):
    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="show the versions and exit")

    def __call__(self, *_: Any) -> NoReturn:
        if sys.stdout:
            sys.stdout.write(versions() + "\n")
        raise SystemExit(0)


def versions() -> str:
    """The versions of what the program is made of and the system it runs on, in one line."""
    import platform

    import numpy as np

    try:
        import PySide6
        from PySide6.QtCore import qVersion

        qt = f"Qt {qVersion()} (PySide6 {PySide6.__version__})"
    except ImportError as error:
        qt = f"Qt can't be loaded ({error})"
    parts = [f"dlgui {__version__}", f"Python {platform.python_version()}", qt]
    return ", ".join([*parts, f"NumPy {np.__version__}", platform.platform()])
