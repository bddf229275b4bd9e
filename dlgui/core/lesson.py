"""A topic's lesson: Markdown with formulas and with links that act.

Formulas are written ``$…$`` in a line and ``$$…$$`` on their own. Links say what they do:
``set:lam=0.1,penalty=l1;run``, ``preset:<id>;run``, ``claim:<id>``, ``topic:<id>``; an
``https://…`` link is the reference of a source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources

LANGUAGES = ("en", "zh")
FORMULA_START, FORMULA_END = "\ue000", "\ue001"
"""Around a formula's number where `Lesson.markdown` had the formula; no text uses them."""

_RUN = "run"
_CODE_OR_FORMULA = re.compile(
    r"(?P<code>```.*?```|`[^`\n]*`)"
    r"|(?P<escaped>\\\$)"
    r"|\$\$(?P<display>[^$]+)\$\$"
    r"|\$(?P<inline>(?:[^$\n]|\n(?!\s*\n))+)\$"
    r"|(?P<stray>\$)",
    re.DOTALL,
)
_LINK = re.compile(
    r"(?P<image>!\[)"
    r"|\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]*)\)|<(?P<bare>https?://[^>\s]+)>"
    r"|(?P<broken>\]\()"
)
_CHINESE_LINE_BREAK = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef])\n *(?![\s#>|]|[-*+] |\d+[.)] )"
)
"""A line break that Markdown would show as a space, which Chinese does not have."""


class LessonError(ValueError):
    """An author's mistake in a lesson; the message names the lesson and the line."""


@dataclass(frozen=True)
class SetLink:
    """Set parameters, written as text by name, and maybe press Play."""

    values: Mapping[str, str] = field(hash=False)
    run: bool


@dataclass(frozen=True)
class PresetLink:
    """Apply one of the topic's presets, and maybe press Play."""

    id: str
    run: bool


@dataclass(frozen=True)
class ClaimLink:
    """Measure a claim."""

    id: str


@dataclass(frozen=True)
class TopicLink:
    """Open another tab."""

    id: str


@dataclass(frozen=True)
class SourceLink:
    """A reference; nothing is loaded from it."""

    url: str


Link = SetLink | PresetLink | ClaimLink | TopicLink | SourceLink


@dataclass(frozen=True)
class Formula:
    """LaTeX source, and whether it stands on a line of its own."""

    latex: str
    display: bool


@dataclass(frozen=True)
class Lesson:
    """A parsed lesson.

    Attributes
    ----------
    markdown : str
        The text; in place of formula ``i`` stands ``i`` between `FORMULA_START` and `FORMULA_END`.
    formulas : tuple of Formula
    links : tuple of Link
        In the order of the text.
    headings : tuple of str
    """

    markdown: str
    formulas: tuple[Formula, ...]
    links: tuple[Link, ...]
    headings: tuple[str, ...]


def load_lesson(topic_id: str, language: str) -> Lesson:
    """The lesson of a topic in ``en`` or ``zh``.

    Raises
    ------
    FileNotFoundError
        The topic has no lesson in that language.
    LessonError
        The text can't be read; the message names the line.
    """
    name = f"lesson.{language}.md"
    text = resources.files(f"dlgui.topics.{topic_id}").joinpath(name).read_text("utf-8")
    return parse_lesson(text, f"{topic_id}/{name}")


def parse_lesson(text: str, name: str) -> Lesson:
    """Parse Markdown; `name` is what an error calls the lesson."""
    formulas: list[Formula] = []

    def replaced(match: re.Match[str]) -> str:
        if match["code"] or match["escaped"]:
            return match[0]
        if match["stray"]:
            raise _error(text, match.start(), name, "a $ that closes no formula; write \\$")
        latex = match["display"] or match["inline"]
        formulas.append(Formula(" ".join(latex.split()), bool(match["display"])))
        return f"{FORMULA_START}{len(formulas) - 1}{FORMULA_END}"

    markdown = _CHINESE_LINE_BREAK.sub("", _CODE_OR_FORMULA.sub(replaced, text))
    links = tuple(_links(_CODE_OR_FORMULA.sub(_masked, text), name))
    headings = tuple(re.findall(r"^#+\s+(.*?)\s*$", markdown, re.MULTILINE))
    return Lesson(markdown, tuple(formulas), links, headings)


def parse_link(target: str) -> Link:
    """What a link's target does; `LessonError` when it is none of the known kinds."""
    kind, _, body = target.partition(":")
    match kind:
        case "set":
            return _set_link(body)
        case "preset":
            return PresetLink(*_split_run(body))
        case "claim" if body:
            return ClaimLink(body)
        case "topic" if body:
            return TopicLink(body)
        case "http" | "https":
            return SourceLink(target)
    raise LessonError(
        f"“{target}” is not a link: write set:name=value;run, preset:…, claim:…, topic:… "
        "or https://…"
    )


def _masked(match: re.Match[str]) -> str:
    """Code and formulas as underscores: none looks like a link, and lines keep their number."""
    return match[0] if match["escaped"] else re.sub(r"[^\n]", "_", match[0])


def _links(markdown: str, name: str) -> list[Link]:
    found: list[Link] = []
    for match in _LINK.finditer(markdown):
        if match["image"]:
            raise _error(markdown, match.start(), name, "an image; lessons have none")
        if match["broken"]:
            raise _error(markdown, match.start(), name, "a link with spaces in its target")
        target = match["target"] if match["target"] is not None else match["bare"]
        try:
            found.append(parse_link(target))
        except LessonError as error:
            raise _error(markdown, match.start(), name, str(error)) from None
    return found


def _set_link(body: str) -> SetLink:
    settings, run = _split_run(body, needed=False)
    values: dict[str, str] = {}
    for setting in filter(None, settings.split(",")):
        name, equals, value = setting.partition("=")
        if not name or not equals or not value:
            raise LessonError(f"“{setting}” in set:{body} is not name=value")
        if name in values:
            raise LessonError(f"set:{body} sets {name} twice")
        values[name] = value
    if not values and not run:
        raise LessonError(f"set:{body} sets nothing and does not run")
    return SetLink(values, run)


def _split_run(body: str, needed: bool = True) -> tuple[str, bool]:
    what, semicolon, word = body.partition(";")
    if semicolon and word != _RUN:
        raise LessonError(f"“;{word}” in a link: only ;{_RUN} is known")
    if needed and not what:
        raise LessonError("preset: without the name of a preset")
    return what, bool(semicolon)


def _error(text: str, position: int, name: str, problem: str) -> LessonError:
    return LessonError(f"{name}, line {text.count(chr(10), 0, position) + 1}: {problem}")
