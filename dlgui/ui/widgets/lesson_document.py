"""Typesets a lesson: Markdown into a `QTextDocument` with formulas and links in place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFontInfo,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from dlgui.core.lesson import (
    FORMULA_END,
    FORMULA_START,
    ClaimLink,
    Lesson,
    Link,
    PresetLink,
    SetLink,
    SourceLink,
    parse_link,
)
from dlgui.ui.line_breaks import is_chinese, whole_numbers, whole_phrases
from dlgui.ui.theme import BODY_POINTS, look
from dlgui.ui.widgets.lesson_formulas import FORMULA_SCALE, MARGIN, OBJECT, FormulaObject, fragments

_PLACE = f"{FORMULA_START}(\\d+){FORMULA_END}"
_HEADING = re.compile("^#+ .*$", re.MULTILINE)
_LEADING, _CHINESE_LEADING = 0.4, 0.2
"""Ems between two rows; the letters of a Chinese font bring more of it along."""
_HEADINGS = {1: (2, 1.5), 2: (1, 1.2)}
"""Qt's step of the font size for a level, and the factor that it stands for."""
_PLAIN = (0, 1.0)
_LARGE_HEADINGS = {1: (1, 1.2)}
"""Where the text is large already, a larger heading would break in the middle of its words."""
_NEVER_FIRST = frozenset(",.;:!?)]}，。；：！？、）】》”’")
"""Qt would break a line between a formula and these: they become part of the formula."""

_RUN_SIGN, _SET_SIGN, _CLAIM_SIGN, _SOURCE_SIGN = "▶", "→", "≟", "↗"


@dataclass
class PlacedLink:
    """A link and where it stands: it moves when text before it grows."""

    link: Link
    start: QTextCursor
    end: QTextCursor

    @property
    def acts(self) -> bool:
        """Whether a clicker stops at it: it does something on this page."""
        return isinstance(self.link, SetLink | PresetLink | ClaimLink)


def typeset(document: QTextDocument, lesson: Lesson, objects: FormulaObject) -> list[PlacedLink]:
    """Fill `document` with `lesson` in the present look; the links, in order."""
    document.clear()
    font = look().font()
    document.setDefaultFont(font)
    document.setDocumentMargin(look().px(MARGIN))
    document.setIndentWidth(2 * QFontInfo(font).pixelSize())
    objects.formulas = lesson.formulas
    markdown = _HEADING.sub(lambda line: whole_phrases(line[0]), whole_numbers(lesson.markdown))
    document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block = document.begin()
    while block.isValid():
        _set_block(cursor, block, lesson)
        block = block.next()
    _place_formulas(document, objects)
    links = _place_links(document)
    cursor.endEditBlock()
    return links


def link_format(link: Link) -> QTextCharFormat:
    """How the words of a link look; the button around them is painted by the view."""
    made = QTextCharFormat()
    made.setForeground(QColor(look().theme.accent))
    made.setFontUnderline(isinstance(link, SourceLink))
    return made


def _set_block(cursor: QTextCursor, block: QTextBlock, lesson: Lesson) -> None:
    em = QFontInfo(look().font()).pixelSize()
    level = block.blockFormat().headingLevel()
    made = QTextBlockFormat()
    leading = _CHINESE_LEADING if is_chinese(block.text()) else _LEADING
    made.setLineHeight(leading * em, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
    first = block.blockNumber() == 0
    made.setTopMargin(0.0 if first else em * (1.0 if level else 0.0))
    made.setBottomMargin(em * (0.35 if level or block.textList() else 0.7))
    alone = re.fullmatch(_PLACE + r"[.,;。，；]?", block.text().strip())
    if alone and lesson.formulas[int(alone[1])].display:
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    cursor.setPosition(block.position())
    cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeBlockFormat(made)
    if level:
        heading = QTextCharFormat()
        step, _ = _heading(level)
        heading.setProperty(QTextFormat.Property.FontSizeAdjustment, step)
        cursor.mergeCharFormat(heading)


def _heading(level: int) -> tuple[int, float]:
    """Step and factor of a heading's size in the present look; level 0 is plain text."""
    sizes = _LARGE_HEADINGS if look().theme.min_point_size > BODY_POINTS else _HEADINGS
    return sizes.get(level, _PLAIN)


def _place_formulas(document: QTextDocument, objects: FormulaObject) -> None:
    base = QFontInfo(look().font()).pixelSize() * FORMULA_SCALE
    found = document.find(FORMULA_START)
    while not found.isNull():
        block = found.block()
        end = block.text().index(FORMULA_END, found.selectionStart() - block.position())
        found.setPosition(block.position() + end + 1, QTextCursor.MoveMode.KeepAnchor)
        index = int(found.selectedText()[1:-1])
        _, factor = _heading(block.blockFormat().headingLevel())
        fmt = found.charFormat()
        tail = _take_tail(found)
        found.insertText(OBJECT, objects.format(fmt, index, base * factor, tail))
        found = document.find(FORMULA_START, found)


def _take_tail(formula: QTextCursor) -> str:
    """Extend the selection by the punctuation behind a formula, and return that."""
    document, start, target = formula.document(), formula.position(), formula.charFormat()
    end = start
    while document.characterAt(end) in _NEVER_FIRST:
        formula.setPosition(end + 1, QTextCursor.MoveMode.KeepAnchor)
        if formula.charFormat().anchorHref() != target.anchorHref():
            formula.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            break
        end += 1
    block = formula.block()
    return block.text()[start - block.position() : end - block.position()]


def _place_links(document: QTextDocument) -> list[PlacedLink]:
    placed = []
    for start, end, target in reversed(_anchors(document)):
        link = parse_link(target)
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(link_format(link))
        cursor.setPosition(start)
        words = link_format(link)
        words.setAnchor(True)
        words.setAnchorHref(target)
        padding = "" if isinstance(link, SourceLink) else "\u00a0"
        sign = f"{padding}{_sign(link)}\u00a0"
        cursor.insertText(sign, words)
        cursor.setPosition(end + len(sign))
        cursor.insertText(padding, words)
        first = QTextCursor(document)
        first.setPosition(start)
        last = QTextCursor(document)
        last.setPosition(end + len(sign + padding))
        last.setKeepPositionOnInsert(True)
        placed.append(PlacedLink(link, first, last))
    return placed[::-1]


def _anchors(document: QTextDocument) -> list[tuple[int, int, str]]:
    """Start, end and target of each link; a formula inside splits none."""
    found: list[tuple[int, int, str]] = []
    for position, end, fmt in fragments(document):
        target = fmt.anchorHref()
        if not target:
            continue
        if found and found[-1][1:] == (position, target):
            found[-1] = (found[-1][0], end, target)
        else:
            found.append((position, end, target))
    return found


def _sign(link: Link) -> str:
    if isinstance(link, SetLink | PresetLink):
        return _RUN_SIGN if link.run else _SET_SIGN
    if isinstance(link, ClaimLink):
        return _CLAIM_SIGN
    return _SOURCE_SIGN if isinstance(link, SourceLink) else _SET_SIGN
