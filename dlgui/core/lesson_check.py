"""What is wrong with a topic's lessons: for the tests, and for authors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from dlgui.core.lesson import (
    LANGUAGES,
    ClaimLink,
    Lesson,
    LessonError,
    Link,
    PresetLink,
    SetLink,
    TopicLink,
    load_lesson,
)
from dlgui.core.param import ParamError
from dlgui.core.topic import Topic, topics

SOURCES = {"en": "Sources", "zh": "来源"}
"""The heading of the last section, which says where things come from."""


def lesson_problems(topic: Topic) -> list[str]:
    """One line for each problem; empty when all is well."""
    lessons: dict[str, Lesson] = {}
    problems: list[str] = []
    for language in LANGUAGES:
        try:
            lessons[language] = load_lesson(topic.id, language)
        except FileNotFoundError:
            problems.append(f"{topic.id}: lesson.{language}.md is missing")
        except LessonError as error:
            problems.append(str(error))
    if len(lessons) < len(LANGUAGES):
        return problems
    problems += _differences(topic, lessons)
    problems += _missing_sources(topic, lessons)
    first = lessons[LANGUAGES[0]]
    problems += (f"{topic.id}: {problem}" for problem in _link_problems(topic, first.links))
    problems += (f"{topic.id}: {problem}" for problem in _unlinked(topic, first.links))
    return problems


def _differences(topic: Topic, lessons: dict[str, Lesson]) -> Iterator[str]:
    """Where the languages differ in links, formulas or headings.

    Links come in the same order, which is a clicker's; formulas may follow the order of words.
    """
    one, other = (lessons[language] for language in LANGUAGES)
    for number, (left, right) in enumerate(zip_longest(one.links, other.links), 1):
        if left != right:
            yield f"{topic.id}: link {number} is {left} in English and {right} in Chinese"
            break
    left_formulas, right_formulas = Counter(one.formulas), Counter(other.formulas)
    for formula in left_formulas - right_formulas:
        yield f"{topic.id}: only the English lesson has {formula.latex}"
    for formula in right_formulas - left_formulas:
        yield f"{topic.id}: only the Chinese lesson has {formula.latex}"
    if len(one.headings) != len(other.headings):
        yield f"{topic.id}: {len(one.headings)} and {len(other.headings)} headings"


def _missing_sources(topic: Topic, lessons: dict[str, Lesson]) -> Iterator[str]:
    for language, lesson in lessons.items():
        if lesson.headings[-1:] != (SOURCES[language],):
            yield f"{topic.id}: lesson.{language}.md does not end with “{SOURCES[language]}”"


def _link_problems(topic: Topic, links: Iterable[Link]) -> Iterator[str]:
    presets = {preset.id for preset in topic.presets}
    claims = {claim.id for claim in topic.load_claims()}
    for link in links:
        match link:
            case SetLink():
                try:
                    topic.params().replaced(topic.params.parse(link.values))
                except ParamError as error:
                    yield f"{link}: {error}"
            case PresetLink(id=name) if name not in presets:
                yield f"there is no preset “{name}”"
            case ClaimLink(id=name) if name not in claims:
                yield f"there is no claim “{name}”"
            case TopicLink(id=name) if name not in topics():
                yield f"there is no topic “{name}”"


def _unlinked(topic: Topic, links: Iterable[Link]) -> Iterator[str]:
    """Claims and presets that the lesson never mentions."""
    wanted = {ClaimLink(claim.id) for claim in topic.load_claims()}
    linked = {link for link in links if isinstance(link, ClaimLink)}
    for claim in sorted(claim.id for claim in wanted - linked):
        yield f"claim:{claim} is linked nowhere"
    offered = {link.id for link in links if isinstance(link, PresetLink)}
    for preset in topic.presets:
        if preset.id not in offered:
            yield f"preset:{preset.id} is linked nowhere"
