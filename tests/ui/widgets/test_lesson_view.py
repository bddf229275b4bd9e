"""The lesson on the screen: typeset, clicked, walked through, measured in place."""

import dataclasses
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QImage,
    QKeySequence,
    QShortcut,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dlgui.core.claim import Claim
from dlgui.core.lesson import ClaimLink, PresetLink, SetLink, TopicLink, parse_lesson
from dlgui.ui import translations
from dlgui.ui.fonts import install_fonts
from dlgui.ui.theme import look
from dlgui.ui.widgets.formula import FormulaStore
from dlgui.ui.widgets.lesson_text import LessonText
from dlgui.ui.widgets.lesson_view import LessonView

FILLER = "\n\n".join(f"Paragraph {n} that takes a line or two of the panel." for n in range(40))
ENGLISH = f"""# A lesson

The loss is

$$E = \\frac{{1}}{{2n}} \\sum_i e_i^2$$

[Try $\\lambda = 10$](set:lam=10;run) and [the preset](preset:story), then
[zeros are exact](claim:exact). See [LSTM](topic:lstm).

{FILLER}

[The last one](set:lam=0) ends it, $\\textcolor{{forget_gate}}{{f_t}}$.
"""
CHINESE = ENGLISH.replace("Paragraph", "段落").replace("The last one", "最后一个")
CLAIM = Claim("exact", "", "", lambda progress: 0.0, "<", 1e-6)


@pytest.fixture
def store(qtbot: QtBot) -> Iterator[FormulaStore]:
    made = FormulaStore(None)
    yield made
    made.close()


@pytest.fixture
def view(qtbot: QtBot, store: FormulaStore) -> Iterator[LessonView]:
    made = LessonView(store=store)
    qtbot.addWidget(made)
    made.resize(420, 500)
    made.show()
    made.set_text(parse_lesson(ENGLISH, "demo"), "demo")
    store.wait()
    yield made
    look().set_theme("light")
    look().set_scale(1.0)
    translations.install("en")


def text_of(view: LessonView) -> LessonText:
    text = view.findChild(LessonText, "lesson.text")
    assert text is not None
    return text


def words(view: LessonView) -> str:
    return text_of(view).toPlainText()


def click(qtbot: QtBot, view: LessonView, needle: str) -> None:
    """Click in the middle of some words."""
    text = text_of(view)
    cursor = text.document().find(needle)
    assert not cursor.isNull(), needle
    cursor.setPosition((cursor.selectionStart() + cursor.selectionEnd()) // 2)
    text.setTextCursor(cursor)
    text.ensureCursorVisible()
    where: QPoint = text.cursorRect(cursor).center()
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_links_act_when_clicked(qtbot: QtBot, view: LessonView) -> None:
    seen: list[object] = []
    view.link_activated.connect(seen.append)
    for needle in ("Try", "the preset", "zeros are", "LSTM", "The last one"):
        click(qtbot, view, needle)
    assert seen == [
        SetLink({"lam": "10"}, True),
        PresetLink("story", False),
        ClaimLink("exact"),
        TopicLink("lstm"),
        SetLink({"lam": "0"}, False),
    ]


def test_a_clicker_walks_the_acting_links_and_brings_them_into_view(view: LessonView) -> None:
    seen: list[object] = []
    view.link_activated.connect(seen.append)
    assert not view.activate_previous_link()
    while view.activate_next_link():
        pass
    assert [type(link) for link in seen] == [SetLink, PresetLink, ClaimLink, SetLink]
    text = text_of(view)
    assert text.current is not None
    assert text.viewport().rect().contains(text.cursorRect(text.current.start).center())
    view.activate_previous_link()
    assert seen[-1] == ClaimLink("exact")
    assert text.verticalScrollBar().value() < text.verticalScrollBar().maximum()


def test_tab_goes_from_link_to_link_and_enter_acts(qtbot: QtBot, view: LessonView) -> None:
    text = text_of(view)
    text.setFocus()
    seen: list[object] = []
    view.link_activated.connect(seen.append)
    for _ in range(4):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClick(text, Qt.Key.Key_Backtab)
    qtbot.keyClick(text, Qt.Key.Key_Enter)
    assert seen == [TopicLink("lstm"), ClaimLink("exact")]


def test_a_claim_says_in_place_what_is_measured(qtbot: QtBot, view: LessonView) -> None:
    cancelled: list[str] = []
    view.cancel_requested.connect(cancelled.append)
    before = words(view)
    view.show_claim_progress("exact", 0.12)
    view.show_claim_progress("exact", 0.37)
    assert "measuring… 37 % cancel." in words(view)
    assert "12 %" not in words(view)
    click(qtbot, view, "cancel")
    assert cancelled == ["exact"]
    view.clear_claim("exact")
    assert words(view) == before
    view.show_claim_result(CLAIM, 1.2e-7, True, 0.84)
    assert "measured 1.2e-7 < 1e-6: holds ✓ (0.8 s)." in words(view)
    view.show_claim_result(CLAIM, 0.25, False, 2.0)
    assert "measured 0.25, not < 1e-6: does not hold ✗ (2.0 s)." in words(view)
    view.show_claim_failed("exact", "out of memory")
    assert "could not be measured: out of memory." in words(view)


def test_a_lost_measurement_is_told_in_the_windows_language(view: LessonView) -> None:
    translations.install("zh_CN")
    view.show_claim_failed("exact", "The measuring process ended unexpectedly.")
    assert "测量进程意外结束" in words(view)


def test_a_result_follows_the_language_and_outlives_a_change_of_look(view: LessonView) -> None:
    view.show_claim_result(CLAIM, 1.2e-7, True, 0.84)
    translations.install("zh_CN")
    view.set_text(parse_lesson(CHINESE, "demo"), "demo")
    look().set_theme("dark")
    assert "测得 1.2e-7 < 1e-6：成立 ✓（0.8 秒）" in words(view)
    view.set_text(parse_lesson(ENGLISH, "other"), "other")
    assert "1.2e-7" not in words(view)


@pytest.mark.parametrize("where", [0.0, 0.21, 0.37, 0.5, 0.83, 0.9])
def test_theme_scale_and_language_keep_the_place(view: LessonView, where: float) -> None:
    text = text_of(view)
    bar = text.verticalScrollBar()
    bar.setValue(round(where * bar.maximum()))
    block, share = text.place()
    look().set_theme("dark")
    assert text.place() == (block, pytest.approx(share, abs=0.05))
    look().set_scale(1.5)
    assert text.place()[0] == block
    # Above 0 is the gap over the block, which may have another height now.
    assert max(text.place()[1], 0) == pytest.approx(max(share, 0), abs=0.1)
    view.set_text(parse_lesson(CHINESE, "demo"), "demo")
    assert text.place()[0] == block


def test_any_place_comes_back_after_a_change_of_scale(view: LessonView) -> None:
    text = text_of(view)
    bar = text.verticalScrollBar()
    for value in range(0, bar.maximum(), 41):
        look().set_scale(1.0)
        bar.setValue(value)
        block, _ = text.place()
        for scale in (1.1, 1.5, 0.9):
            look().set_scale(scale)
            if bar.value() < bar.maximum():
                assert text.place()[0] == block, (value, scale)


def test_nothing_is_loaded_from_anywhere(view: LessonView) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value
    assert text_of(view).loadResource(kind, "https://example.org/x.png").isEmpty()


def test_formulas_are_drawn_in_the_colours_of_theme_and_curves(view: LessonView) -> None:
    text = text_of(view)
    text.verticalScrollBar().setValue(text.verticalScrollBar().maximum())
    assert 0x009E73 in colours(view)
    look().set_theme("dark")
    assert 0x19B98B in colours(view)
    assert 0x009E73 not in colours(view)


def colours(view: LessonView) -> set[int]:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    size = range(image.width()), range(image.height())
    return {image.pixel(x, y) & 0xFFFFFF for x in size[0] for y in size[1]}


def test_a_formula_too_wide_for_the_panel_shrinks_to_fit(qtbot: QtBot, store: FormulaStore) -> None:
    view = LessonView(store=store)
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show()
    view.set_text(parse_lesson("$$" + "+".join("abcdefghijklmnopqrst") + "$$", "wide"), "wide")
    store.wait()
    view.grab()
    text = text_of(view)
    assert text.document().size().width() <= text.viewport().width()
    assert text.document().firstBlock().layout().lineCount() == 1


def test_the_window_s_page_down_reaches_it_from_inside_the_text(
    qtbot: QtBot, view: LessonView
) -> None:
    shortcut = QShortcut(QKeySequence("PgDown"), view, context=Qt.ShortcutContext.WindowShortcut)
    shortcut.activated.connect(view.activate_next_link)
    text = text_of(view)
    view.activateWindow()
    text.setFocus()
    with qtbot.waitSignal(view.link_activated):
        qtbot.keyClick(text, Qt.Key.Key_PageDown)


def rows(view: LessonView, needle: str) -> list[str]:
    """The rows of the paragraph that begins with `needle`, without what holds them together."""
    block = text_of(view).document().find(needle[0]).block()
    while not block.text().startswith(needle):
        block = block.next()
        assert block.isValid(), needle
    lines = [block.layout().lineAt(n) for n in range(block.layout().lineCount())]
    cut = (block.text()[s.textStart() : s.textStart() + s.textLength()] for s in lines)
    return [row.replace("\N{WORD JOINER}", "").replace("\N{NO-BREAK SPACE}", " ") for row in cut]


@pytest.fixture
def bundled_fonts(qapp: QApplication) -> Iterator[None]:
    before = QFont(qapp.font())
    install_fonts()
    yield
    qapp.setFont(before)


def test_a_title_is_broken_between_its_phrases(bundled_fonts: None, view: LessonView) -> None:
    view.set_text(parse_lesson("# LSTM：留下还是换掉\n\n还是。", "demo"), "demo")
    whole, broken = ["LSTM：留下还是换掉"], ["LSTM：", "留下还是换掉"]
    seen = []
    for width in range(400, 180, -10):
        text_of(view).document().setTextWidth(width)
        seen.append(rows(view, "LSTM"))
    assert seen[0] == whole
    assert seen[-1] == broken
    assert all(found in (whole, broken) for found in seen)


def test_chinese_rows_are_as_dense_as_english_ones(bundled_fonts: None, view: LessonView) -> None:
    def height_of_rows(text: str) -> float:
        view.set_text(parse_lesson(f"{text}\n\n" * 2, "demo"), text[:1])
        block = text_of(view).document().begin()
        layout = block.layout()
        assert layout.lineCount() > 3
        return layout.lineAt(2).y() - layout.lineAt(1).y()

    english, chinese = height_of_rows("some words " * 40), height_of_rows("几个字" * 60)
    assert english <= chinese <= 1.12 * english


def test_selected_words_can_be_copied(qtbot: QtBot, view: LessonView) -> None:
    text = text_of(view)
    text.setTextCursor(text.document().find("The loss is"))
    qtbot.keySequence(text, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "The loss is"


def test_a_hidden_lesson_is_typeset_when_it_is_shown(view: LessonView) -> None:
    document = text_of(view).document()
    view.hide()
    before = document.revision()
    look().set_theme("dark")
    view.set_text(parse_lesson(CHINESE, "demo"), "demo")
    assert document.revision() == before
    view.show()
    assert "段落" in words(view)
    link = document.find("the preset").charFormat()
    assert link.foreground().color().name() == look().theme.accent


def test_a_clicker_walks_through_a_lesson_that_was_never_shown(
    qtbot: QtBot, store: FormulaStore
) -> None:
    hidden = LessonView(store=store)
    qtbot.addWidget(hidden)
    hidden.set_text(parse_lesson(ENGLISH, "demo"), "demo")
    with qtbot.waitSignal(hidden.link_activated) as done:
        assert hidden.activate_next_link()
    assert isinstance(done.args[0], SetLink)


@pytest.mark.parametrize(
    ("relation", "threshold", "value", "text"),
    [
        ("<", 1.0, 0.99962, "measured 0.9996 < 1: holds"),
        ("=", 4128.0, 4128.0, "measured 4128 = 4128: holds"),
        ("≤", 1.000001, 1.0000003, "measured 1 ≤ 1.000001: holds"),
        (">", 30000.0, 31234.0, "measured 3.12e4 > 30000: holds"),
        ("≥", 0.95, 0.94996, "measured 0.94996, not ≥ 0.95: does not hold"),
        ("=", 0.0, 1e-17, "measured 1e-17, not = 0: does not hold"),
        ("≤", 1.0, float("nan"), "measured nan, not ≤ 1: does not hold"),
    ],
)
def test_what_a_claim_says_is_true_as_written(view, relation, threshold, value, text) -> None:
    claim = dataclasses.replace(CLAIM, relation=relation, threshold=threshold)
    view.show_claim_result(claim, value, claim.holds(value), 1.0)
    assert text in words(view)
