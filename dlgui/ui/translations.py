"""The languages of the window, and the messages they consist of.

``python -m dlgui.ui.translations update`` writes new texts of the sources into ``resources/i18n``,
one ``.ts`` file a topic and ``app.<language>.ts`` for the rest; ``compile`` makes the ``.qm`` file
that the program reads; ``check`` says which texts are missing, unfinished or out of date.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import PySide6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from dlgui.messages import UserError
from dlgui.paths import resource_path

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
SOURCE_LANGUAGE = "en"

_PACKAGE = Path(__file__).resolve().parent.parent
_installed: list[QTranslator] = []
_current = SOURCE_LANGUAGE


def current_language() -> str:
    """The language that was installed last."""
    return _current


def system_language() -> str:
    """The first language of the system's settings that the window speaks."""
    for name in QLocale.system().uiLanguages():
        if name.startswith("zh"):
            return "zh_CN"
        if name.startswith("en"):
            return "en"
    return SOURCE_LANGUAGE


def install(language: str) -> None:
    """Speak `language` from now on; every widget gets a ``LanguageChange`` event.

    Raises
    ------
    KeyError
        The language is not one of `LANGUAGES`.
    """
    global _current
    LANGUAGES[language]
    _current = language
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    if language == SOURCE_LANGUAGE:
        return
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for file in (
        Path(qt_folder) / f"qtbase_{language}.qm",
        resource_path("i18n") / f"dlgui_{language}.qm",
    ):
        translator = QTranslator()
        # A distribution may leave out Qt's own texts; the dialogs' buttons are English then.
        if translator.load(str(file)):
            QCoreApplication.installTranslator(translator)
            _installed.append(translator)


def translate(text: str) -> str:
    """A text that was declared with `dlgui.messages.tr`, in the window's language."""
    # lupdate files what a bare `tr(…)` marks under the empty context.
    return QCoreApplication.translate("", text) if text else ""


def error_text(error: UserError, **replaced: object) -> str:
    """The message of `error` in the window's language; `replaced` overrides its arguments."""
    arguments = {**error.arguments, **replaced}
    if "reason" in arguments:
        arguments["reason"] = translate(str(arguments["reason"]))
    return translate(error.text).format(**arguments)


def _parts() -> dict[str, list[str]]:
    """Source files by the part of the translation that they belong to."""
    parts: dict[str, list[str]] = {"app": []}
    for file in sorted(_PACKAGE.rglob("*.py")):
        inside = file.relative_to(_PACKAGE).parts
        is_topic = inside[0] == "topics" and len(inside) > 2
        parts.setdefault(inside[1] if is_topic else "app", []).append(str(file))
    return parts


def _tool(name: str, *arguments: str) -> None:
    """Run one of Qt's translation tools, which come with PySide6."""
    suffix = ".exe" if sys.platform == "win32" else ""
    program = Path(PySide6.__file__).parent / f"{name}{suffix}"
    subprocess.run([program, *arguments], check=True, capture_output=True, text=True)


def _languages() -> Iterator[str]:
    return (language for language in LANGUAGES if language != SOURCE_LANGUAGE)


def update(folder: Path) -> None:
    """Bring the ``.ts`` files in `folder` up to date with the sources."""
    for language in _languages():
        for part, sources in _parts().items():
            target = folder / f"{part}.{language}.ts"
            # Line numbers would change with every edit; removed texts have no use.
            options = ["-locations", "none", "-no-obsolete", "-source-language", SOURCE_LANGUAGE]
            options += ["-target-language", language]
            _tool("lupdate", *options, *sources, "-ts", str(target))


def compile_all(folder: Path) -> None:
    """Make one ``.qm`` file for each language from the ``.ts`` files in `folder`."""
    for language in _languages():
        files = sorted(str(file) for file in folder.glob(f"*.{language}.ts"))
        _tool("lrelease", "-silent", *files, "-qm", str(folder / f"dlgui_{language}.qm"))


def check(folder: Path) -> list[str]:
    """What is wrong with the translations in `folder`, one line each; empty when all is well."""
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name)
        for file in folder.glob("*.ts"):
            shutil.copy(file, fresh)
        update(fresh)
        faults = [
            f"{file.name}: out of date, run: python -m dlgui.ui.translations update"
            for file in sorted(fresh.glob("*.ts"))
            if not _same_text(file, folder / file.name)
        ]
        compile_all(folder=fresh)
        faults += [
            f"{file.name}: out of date, run: python -m dlgui.ui.translations compile"
            for file in sorted(fresh.glob("*.qm"))
            if not _same_bytes(file, folder / file.name)
        ]
    return faults + _faulty_messages(folder)


def _faulty_messages(folder: Path) -> list[str]:
    faults = []
    known: dict[tuple[str, str, str], str] = {}
    for file in sorted(folder.glob("*.ts")):
        language = file.name.split(".")[1]
        for context, source, comment, translation in _messages(file):
            if translation is None:
                faults.append(f"{file.name}: {context or '(declared)'}: unfinished: {source!r}")
                continue
            # Every part ends in one file, where a second translation of a text would be lost.
            first = known.setdefault((f"{language}:{context}", source, comment), translation)
            if first != translation:
                faults.append(f"{file.name}: {source!r} is {translation!r} and also {first!r}")
            if _places(source) != _places(translation):
                faults.append(f"{file.name}: {source!r} and {translation!r} differ in their {{…}}")
    return faults


def _messages(file: Path) -> Iterator[tuple[str, str, str, str | None]]:
    """Context, source, comment and translation (None when unfinished) of each message."""
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            text = translation.text if translation is not None else None
            done = translation is not None and translation.get("type") is None
            source = message.findtext("source") or ""
            yield name, source, message.findtext("comment") or "", text if done else None


def _places(text: str) -> list[str]:
    """The names in braces, which `str.format` fills."""
    return sorted(part.split("}")[0] for part in text.split("{")[1:])


def _same_text(one: Path, other: Path) -> bool:
    return other.exists() and one.read_text("utf-8") == other.read_text("utf-8")


def _same_bytes(one: Path, other: Path) -> bool:
    return other.exists() and one.read_bytes() == other.read_bytes()


def main(arguments: Sequence[str]) -> int:
    """The command line of this module; returns the exit status."""
    folder = _PACKAGE.parent / "resources" / "i18n"
    folder.mkdir(exist_ok=True)
    match list(arguments):
        case ["update"]:
            update(folder)
        case ["compile"]:
            compile_all(folder)
        case ["check"]:
            faults = check(folder)
            sys.stdout.write("".join(f"{fault}\n" for fault in faults))
            return 1 if faults else 0
        case _:
            sys.stderr.write("usage: python -m dlgui.ui.translations update|compile|check\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
