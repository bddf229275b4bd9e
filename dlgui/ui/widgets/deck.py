"""Pages in rows where there is room, behind tabs where there is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from dlgui.ui.dress import follow_look
from dlgui.ui.theme import look
from dlgui.ui.widgets.page_parts import GAP, tight


@dataclass(frozen=True)
class DeckRow:
    """Pages side by side.

    Attributes
    ----------
    pages : tuple of QWidget
    narrowest : float
        Where the deck is narrower than this, in heights of a line of text, the row shows one page.
    widths : tuple of int
        Shares of the width, one a page.
    height : int
        Share of the deck's height.
    """

    pages: tuple[QWidget, ...]
    _: KW_ONLY
    narrowest: float
    widths: tuple[int, ...]
    height: int = 1


class Deck(QWidget):
    """The layout of a view: readable on a small screen and in large type.

    With enough room all rows are shown. A row that would be too narrow shows one page and tabs for
    the others. A deck that would be too low shows one page of all.

    Parameters
    ----------
    name : str
        Tab bars are named ``deck.<name>`` and ``deck.<name>.<row>``.
    rows : sequence of DeckRow
    lowest : float
        Below this height, in heights of a line of text, one page of all is shown.
    """

    def __init__(self, name: str, rows: Sequence[DeckRow], lowest: float) -> None:
        super().__init__()
        self._rows = list(rows)
        self._lowest = lowest
        self._pages = [page for row in rows for page in row.pages]
        self.tabs = self._create_tabs(f"deck.{name}", len(self._pages))
        self.row_tabs = [
            self._create_tabs(f"deck.{name}.{index}", len(row.pages))
            for index, row in enumerate(rows)
        ]
        layout = tight(QVBoxLayout(self))
        layout.addWidget(self.tabs)
        self._boxes = []
        for row, tabs in zip(rows, self.row_tabs, strict=True):
            box = _row_box(row, tabs)
            self._boxes.append(box)
            layout.addWidget(box, row.height)
        follow_look(self, self._arrange)
        self._arrange()

    def set_titles(self, titles: Sequence[str]) -> None:
        """Set what the tabs say, in the order of the pages."""
        for index, title in enumerate(titles):
            self.tabs.setTabText(index, title)
        start = 0
        for row, tabs in zip(self._rows, self.row_tabs, strict=True):
            for index in range(len(row.pages)):
                tabs.setTabText(index, titles[start + index])
            start += len(row.pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _create_tabs(self, name: str, count: int) -> QTabBar:
        tabs = QTabBar()
        tabs.setObjectName(name)
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        for _ in range(count):
            tabs.addTab("")
        tabs.currentChanged.connect(self._arrange)
        return tabs

    def _arrange(self) -> None:
        line = QFontMetricsF(look().font()).height()
        one_of_all = self.height() < self._lowest * line and len(self._rows) > 1
        chosen = self._pages[self.tabs.currentIndex()]
        self.tabs.setVisible(one_of_all)
        for row, tabs, box in zip(self._rows, self.row_tabs, self._boxes, strict=True):
            one_of_row = not one_of_all and self.width() < row.narrowest * line
            tabs.setVisible(one_of_row and len(row.pages) > 1)
            shown = row.pages
            if one_of_all:
                shown = tuple(page for page in row.pages if page is chosen)
            elif one_of_row:
                shown = (row.pages[tabs.currentIndex()],)
            for page in row.pages:
                page.setVisible(page in shown)
            box.setVisible(bool(shown))


def _row_box(row: DeckRow, tabs: QTabBar) -> QWidget:
    """The pages of a row with their tabs above."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    # The line below the open tab would touch the plot's title.
    column.setSpacing(GAP // 2)
    column.addWidget(tabs)
    pages = QHBoxLayout()
    pages.setSpacing(GAP)
    for page, width in zip(row.pages, row.widths, strict=True):
        pages.addWidget(page, width)
    column.addLayout(pages, 1)
    return box
