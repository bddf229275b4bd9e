"""Pages in rows, or behind tabs where there is no room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel

from dlgui.ui.theme import look
from dlgui.ui.widgets.deck import Deck, DeckRow


@pytest.fixture
def pages(qapp):
    return [QLabel(name) for name in ("a", "b", "c")]


@pytest.fixture
def deck(qtbot, pages):
    a, b, c = pages
    deck = Deck(
        "test",
        [
            DeckRow((a, b), narrowest=40, widths=(1, 1)),
            DeckRow((c,), narrowest=20, widths=(1,)),
        ],
        lowest=20,
    )
    deck.set_titles(["A", "B", "C"])
    qtbot.addWidget(deck)
    deck.show()
    return deck


def shown(pages):
    return [page.text() for page in pages if page.isVisible()]


def line():
    return QFontMetricsF(look().font()).height()


def test_all_pages_stand_side_by_side_where_there_is_room(deck, pages):
    deck.resize(int(60 * line()), int(40 * line()))
    assert shown(pages) == ["a", "b", "c"]
    assert not deck.tabs.isVisible()


def test_a_narrow_row_shows_one_page_and_tabs(qtbot, deck, pages):
    deck.resize(int(30 * line()), int(40 * line()))
    assert shown(pages) == ["a", "c"]
    tabs = deck.row_tabs[0]
    assert [tabs.tabText(i) for i in range(tabs.count())] == ["A", "B"]
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    assert shown(pages) == ["b", "c"]


def test_a_low_deck_shows_one_page_of_all(qtbot, deck, pages):
    deck.resize(int(60 * line()), int(15 * line()))
    assert shown(pages) == ["a"]
    deck.tabs.setFocus()
    qtbot.keyClick(deck.tabs, Qt.Key.Key_Right)
    qtbot.keyClick(deck.tabs, Qt.Key.Key_Right)
    assert shown(pages) == ["c"]


def test_larger_type_folds_and_smaller_unfolds(deck, pages):
    deck.resize(int(60 * line()), int(40 * line()))
    look().set_scale(3.0)
    assert shown(pages) == ["a"]
    look().set_scale(1.0)
    assert shown(pages) == ["a", "b", "c"]
