from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dlgui.core import ParamError, read_session
from dlgui.core.param import Real
from dlgui.messages import UserError
from dlgui.paths import resource_path
from dlgui.ui import translations


@pytest.fixture(autouse=True)
def _english_afterwards(qapp: object):
    yield
    translations.install("en")


def test_every_text_is_translated_and_compiled() -> None:
    assert translations.check(resource_path("i18n")) == []


def test_an_unfinished_text_is_found(tmp_path: Path) -> None:
    folder = shutil.copytree(resource_path("i18n"), tmp_path / "i18n")
    file = folder / "app.zh_CN.ts"
    text = file.read_text("utf-8")
    file.write_text(text.replace("<translation>泛化", '<translation type="unfinished">'), "utf-8")
    faults = translations.check(folder)
    assert any("unfinished: 'Generalization'" in fault for fault in faults)
    assert any("dlgui_zh_CN.qm" in fault for fault in faults)


def test_a_removed_and_a_missing_text_are_found(tmp_path: Path) -> None:
    folder = shutil.copytree(resource_path("i18n"), tmp_path / "i18n")
    file = folder / "app.zh_CN.ts"
    text = file.read_text("utf-8")
    file.write_text(text.replace("<source>Training<", "<source>No longer said<"), "utf-8")
    assert any("app.zh_CN.ts: out of date" in fault for fault in translations.check(folder))


def test_a_place_lost_in_translation_is_found(tmp_path: Path) -> None:
    folder = shutil.copytree(resource_path("i18n"), tmp_path / "i18n")
    file = folder / "app.zh_CN.ts"
    file.write_text(file.read_text("utf-8").replace("超出范围 {allowed}", "超出范围"), "utf-8")
    assert any("differ in their {…}" in fault for fault in translations.check(folder))


def test_declared_texts_and_errors_change_language() -> None:
    error = None
    try:
        Real(name="lam", title="", default=1.0, low=0.1, high=10.0).parse("11")
    except ParamError as raised:
        error = raised
    assert error is not None
    translations.install("zh_CN")
    assert translations.translate("Generalization") == "泛化"
    assert translations.error_text(error, name="λ") == "λ = 11 超出范围 0.1 … 10。"
    translations.install("en")
    assert translations.translate("Generalization") == "Generalization"
    assert translations.translate("") == ""


def test_what_the_system_says_of_a_file_is_translated(tmp_path: Path) -> None:
    translations.install("zh_CN")
    for path, words in ((tmp_path / "none", "没有这个文件"), (tmp_path, "这是一个文件夹")):
        with pytest.raises(UserError) as caught:
            read_session(path)
        assert words in translations.error_text(caught.value)
    translations.install("en")


def test_widgets_hear_of_a_new_language_once(qtbot: QtBot) -> None:
    heard = []

    class Listener(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            if event.type() == QEvent.Type.LanguageChange:
                heard.append(translations.translate("Training"))

    widget = Listener()
    qtbot.addWidget(widget)
    translations.install("zh_CN")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["训练"]


def test_unknown_languages_are_refused() -> None:
    with pytest.raises(KeyError):
        translations.install("tlh")
    assert translations.system_language() in translations.LANGUAGES
