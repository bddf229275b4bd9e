"""Typesets a lesson: Markdown into a `QTextDocument` with formulas and links in place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
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
    Formula,
    Lesson,
    Link,
    PresetLink,
    SetLink,
    SourceLink,
    parse_link,
)
from dlgui.ui.theme import look
from dlgui.ui.widgets.formula import FormulaStore, Picture

MARGIN = 16
_HREF = QTextFormat.Property.AnchorHref
_FORMULA_OBJECT = QTextFormat.ObjectTypes.UserObject + 1
_INDEX = QTextFormat.Property.UserProperty + 1
_SIZE = QTextFormat.Property.UserProperty + 2
_DESCENT = QTextFormat.Property.UserProperty + 3
_OBJECT = "\ufffc"
_PLACE = f"{FORMULA_START}(\\d+){FORMULA_END}"
_HEADINGS = {1: (2, 1.5), 2: (1, 1.2)}
"""Qt's step of the font size for a level, and the factor that it stands for."""
_PLAIN = (0, 1.0)
_NEVER_FIRST = "：；！？:;!?"
"""Qt would break a line between a formula and these."""
_WORD_JOINER = "\u2060"
_FORMULA_SCALE = 1.08
"""The mathematics' letters are smaller than a sans serif's of the same size."""

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


class FormulaObject(QPyTextObject):
    """Draws the formulas of one lesson in the text; a place of about their size until drawn."""

    def __init__(self, document: QTextDocument, store: FormulaStore) -> None:
        super().__init__(document)
        self._document = document
        self._store = store
        self.formulas: tuple[Formula, ...] = ()
        document.documentLayout().registerHandler(_FORMULA_OBJECT, self)

    def intrinsicSize(self, doc: QTextDocument, position: int, fmt: QTextFormat) -> QSizeF:
        formula, picture = self._formula(fmt)
        size = fmt.doubleProperty(_SIZE)
        if picture is None:
            return QSizeF(_guess_width(formula) * size, size * (2.5 if formula.display else 1.2))
        size *= self._shrink(picture, size)
        below = picture.descent * size if formula.display else fmt.doubleProperty(_DESCENT)
        return QSizeF(picture.width * size, picture.ascent * size + below)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        position: int,
        fmt: QTextFormat,
    ) -> None:
        formula, picture = self._formula(fmt)
        if picture is None:
            return
        size = fmt.doubleProperty(_SIZE)
        size *= self._shrink(picture, size)
        below = picture.descent * size if formula.display else fmt.doubleProperty(_DESCENT)
        theme = look().theme
        colour = theme.accent if fmt.hasProperty(_HREF) else theme.text
        picture.paint(painter, rect.left(), rect.bottom() - below, size, theme, colour)

    def format(self, base: QTextCharFormat, index: int, size: float) -> QTextCharFormat:
        """The format of the character that stands for formula `index`."""
        formula, picture = self.formulas[index], self._store.get(self.formulas[index])
        made = QTextCharFormat(base)
        made.setObjectType(_FORMULA_OBJECT)
        made.setProperty(_INDEX, index)
        made.setProperty(_SIZE, size)
        if formula.display:
            return made
        # Qt lets an object reach below the baseline by its font's descent: a font that does.
        font = QFont(base.font())
        pixels, descent = QFontInfo(look().font()).pixelSize(), 0.0
        needed = picture.descent * size if picture else 0.0
        while descent < needed or not descent:
            font.setPixelSize(pixels)
            descent = QFontMetricsF(font).descent()
            pixels += 1
        made.setFont(font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        made.setProperty(_DESCENT, descent)
        return made

    def refresh(self) -> None:
        """Make room for the formulas that are drawn by now."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for position, fmt in list(_objects(self._document)):
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            index = fmt.intProperty(_INDEX)
            cursor.setCharFormat(self.format(fmt, index, fmt.doubleProperty(_SIZE)))
        cursor.endEditBlock()
        self._document.markContentsDirty(0, self._document.characterCount())

    def _formula(self, fmt: QTextFormat) -> tuple[Formula, Picture | None]:
        formula = self.formulas[fmt.intProperty(_INDEX)]
        return formula, self._store.get(formula)

    def _shrink(self, picture: Picture, size: float) -> float:
        """Factor that makes a wide formula fit the panel."""
        room = self._document.textWidth() - 2 * look().px(MARGIN)
        return min(1.0, room / (picture.width * size)) if room > 0 else 1.0


def typeset(document: QTextDocument, lesson: Lesson, objects: FormulaObject) -> list[PlacedLink]:
    """Fill `document` with `lesson` in the present look; the links, in order."""
    document.clear()
    font = look().font()
    document.setDefaultFont(font)
    document.setDocumentMargin(look().px(MARGIN))
    document.setIndentWidth(2 * QFontInfo(font).pixelSize())
    objects.formulas = lesson.formulas
    document.setMarkdown(lesson.markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
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
    made.setLineHeight(0.4 * em, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
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
        step, _ = _HEADINGS.get(level, _PLAIN)
        heading.setProperty(QTextFormat.Property.FontSizeAdjustment, step)
        cursor.mergeCharFormat(heading)


def _place_formulas(document: QTextDocument, objects: FormulaObject) -> None:
    base = QFontInfo(look().font()).pixelSize() * _FORMULA_SCALE
    found = document.find(FORMULA_START)
    while not found.isNull():
        block = found.block()
        end = block.text().index(FORMULA_END, found.selectionStart() - block.position())
        found.setPosition(block.position() + end + 1, QTextCursor.MoveMode.KeepAnchor)
        index = int(found.selectedText()[1:-1])
        _, factor = _HEADINGS.get(block.blockFormat().headingLevel(), _PLAIN)
        found.insertText(_OBJECT, objects.format(found.charFormat(), index, base * factor))
        if document.characterAt(found.position()) in _NEVER_FIRST:
            found.insertText(_WORD_JOINER, QTextCharFormat())
        found = document.find(FORMULA_START, found)


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
    for position, end, fmt in _fragments(document):
        target = fmt.anchorHref()
        if not target:
            continue
        if found and found[-1][1:] == (position, target):
            found[-1] = (found[-1][0], end, target)
        else:
            found.append((position, end, target))
    return found


def _fragments(document: QTextDocument) -> list[tuple[int, int, QTextCharFormat]]:
    found = []
    block = document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            start = fragment.position()
            found.append((start, start + fragment.length(), fragment.charFormat()))
            iterator += 1
        block = block.next()
    return found


def _objects(document: QTextDocument) -> list[tuple[int, QTextCharFormat]]:
    return [
        (position, fmt)
        for start, end, fmt in _fragments(document)
        if fmt.objectType() == _FORMULA_OBJECT
        for position in range(start, end)
    ]


def _sign(link: Link) -> str:
    if isinstance(link, SetLink | PresetLink):
        return _RUN_SIGN if link.run else _SET_SIGN
    if isinstance(link, ClaimLink):
        return _CLAIM_SIGN
    return _SOURCE_SIGN if isinstance(link, SourceLink) else _SET_SIGN


def _guess_width(formula: Formula) -> float:
    """Width in ems of a formula that is not drawn yet, from the letters of its source."""
    letters = re.sub(r"\\[a-zA-Z]+", "x", re.sub(r"\\textcolor\{\w+\}", "", formula.latex))
    return 0.5 * len(re.sub(r"[{}_^\s\\]", "", letters))
