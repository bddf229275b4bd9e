"""The formulas in a lesson's text: inline objects that stand on the line's baseline."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from dlgui.core.lesson import Formula
from dlgui.ui.theme import look
from dlgui.ui.widgets.formula import FormulaStore, Picture

MARGIN = 16
OBJECT = "\ufffc"
FORMULA_SCALE = 1.08
"""The mathematics' letters are smaller than a sans serif's of the same size."""
_HREF = QTextFormat.Property.AnchorHref
_FORMULA_OBJECT = QTextFormat.ObjectTypes.UserObject + 1
_INDEX = QTextFormat.Property.UserProperty + 1
_SIZE = QTextFormat.Property.UserProperty + 2
_DESCENT = QTextFormat.Property.UserProperty + 3
_TAIL = QTextFormat.Property.UserProperty + 4
_DRAWN = QTextFormat.Property.UserProperty + 5


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
        tail = QFontMetricsF(_tail_font(fmt)).horizontalAdvance(fmt.stringProperty(_TAIL))
        return QSizeF(picture.width * size + tail, picture.ascent * size + below)

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
        baseline = rect.bottom() - below
        picture.paint(painter, rect.left(), baseline, size, theme, colour)
        painter.setFont(_tail_font(fmt))
        painter.setPen(QColor(colour))
        end = QPointF(rect.left() + picture.width * size, baseline)
        painter.drawText(end, fmt.stringProperty(_TAIL))

    def format(self, base: QTextCharFormat, index: int, size: float, tail: str) -> QTextCharFormat:
        """The format of the character that stands for formula `index` and punctuation."""
        formula, picture = self.formulas[index], self._store.get(self.formulas[index])
        made = QTextCharFormat(base)
        made.setObjectType(_FORMULA_OBJECT)
        made.setProperty(_INDEX, index)
        made.setProperty(_SIZE, size)
        made.setProperty(_TAIL, tail)
        made.setProperty(_DRAWN, picture is not None)
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
        for position, fmt in _objects(self._document):
            if fmt.boolProperty(_DRAWN) or self._formula(fmt)[1] is None:
                continue
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            size, tail = fmt.doubleProperty(_SIZE), fmt.stringProperty(_TAIL)
            cursor.setCharFormat(self.format(fmt, fmt.intProperty(_INDEX), size, tail))
        cursor.endEditBlock()

    def _formula(self, fmt: QTextFormat) -> tuple[Formula, Picture | None]:
        formula = self.formulas[fmt.intProperty(_INDEX)]
        return formula, self._store.get(formula)

    def _shrink(self, picture: Picture, size: float) -> float:
        """Factor that makes a wide formula fit the panel."""
        room = self._document.textWidth() - 2 * look().px(MARGIN)
        return min(1.0, room / (picture.width * size)) if room > 0 else 1.0


def fragments(document: QTextDocument) -> list[tuple[int, int, QTextCharFormat]]:
    """Start, end and format of each piece of text with one format."""
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


def _tail_font(fmt: QTextFormat) -> QFont:
    font = look().font()
    font.setPixelSize(round(fmt.doubleProperty(_SIZE) / FORMULA_SCALE))
    return font


def _objects(document: QTextDocument) -> list[tuple[int, QTextCharFormat]]:
    return [
        (position, fmt)
        for start, end, fmt in fragments(document)
        if fmt.objectType() == _FORMULA_OBJECT
        for position in range(start, end)
    ]


def _guess_width(formula: Formula) -> float:
    """Width in ems of a formula that is not drawn yet, from the letters of its source."""
    letters = re.sub(r"\\[a-zA-Z]+", "x", re.sub(r"\\textcolor\{\w+\}", "", formula.latex))
    return 0.5 * len(re.sub(r"[{}_^\s\\]", "", letters))
