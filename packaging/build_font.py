"""Makes the bundled fonts: exactly the glyphs that the application's own texts use.

Run ``python packaging/build_font.py`` after texts were added; it needs fonttools (extra
``package``) and, from Debian, ``fonts-noto-cjk`` and ``fonts-dejavu-core``. The result is in
``resources/fonts`` and does not change while the texts use the same characters.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "fonts"
TEXTS = (
    "dlgui/**/*.py",
    "dlgui/topics/*/lesson.*.md",
    "resources/i18n/*.ts",
)
DATA = ("resources/data/tang300.txt",)
"""Texts that are shown, but never in bold."""
INVISIBLE = frozenset(map(chr, (*range(0x20), 0x2060, 0xFEFF, *range(0xE000, 0xF900), 0xFFFC)))
ALWAYS = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x391, 0x3CA)))) - {
    "\u03a2"
}
"""ASCII, Latin-1 and Greek: numbers, names and symbols come at run time, too."""

_FONTS = Path("/usr/share/fonts")


@dataclass(frozen=True)
class Source:
    """A font file, which of a collection, and what its subset is called."""

    file: Path
    face: str
    family: str
    style: str
    target: str


REGULAR = Source(
    _FONTS / "opentype/noto/NotoSansCJK-Regular.ttc",
    "Noto Sans CJK SC",
    "dlgui Sans SC",
    "Regular",
    "dlgui-sans-sc-regular.otf",
)
BOLD = Source(
    _FONTS / "opentype/noto/NotoSansCJK-Bold.ttc",
    "Noto Sans CJK SC",
    "dlgui Sans SC",
    "Bold",
    "dlgui-sans-sc-bold.otf",
)
SYMBOLS = Source(
    _FONTS / "truetype/dejavu/DejaVuSans.ttf",
    "DejaVu Sans",
    "dlgui Symbols",
    "Regular",
    "dlgui-symbols-regular.ttf",
)


def used_characters(patterns: Iterable[str], root: Path = ROOT) -> set[str]:
    """Every visible character of the texts, and those that a running program composes."""
    found = set(ALWAYS)
    for pattern in patterns:
        for file in root.glob(pattern):
            found.update(file.read_text("utf-8"))
    return found - INVISIBLE


def is_chinese(character: str) -> bool:
    """Whether the Chinese font has to have it: ideographs, their punctuation, full-width forms."""
    code = ord(character)
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF


def _build(source: Source, wanted: set[str]) -> set[str]:
    """Write one subset; the characters that it has."""
    from fontTools import subset
    from fontTools.ttLib import TTCollection, TTFont

    if source.file.suffix == ".ttc":
        faces = TTCollection(str(source.file), lazy=True).fonts
        font = next(face for face in faces if face["name"].getDebugName(1) == source.face)
    else:
        font = TTFont(str(source.file), lazy=True, recalcTimestamp=False)
    font.recalcTimestamp = False
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = source.file.suffix == ".ttf"
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG", "FFTM"]
    maker = subset.Subsetter(options)
    maker.populate(unicodes=[ord(character) for character in sorted(wanted)])
    maker.subset(font)
    _rename(font, source)
    TARGET.mkdir(parents=True, exist_ok=True)
    font.save(str(TARGET / source.target), reorderTables=True)
    return {chr(code) for code in font.getBestCmap()}


def _rename(font: Any, source: Source) -> None:
    """A changed font may not bear the original's name, nor hide an installed original."""
    names = font["name"]
    compact = source.family.replace(" ", "")
    texts = {
        1: source.family,
        2: source.style,
        3: f"{source.target}; subset",
        4: f"{source.family} {source.style}",
        6: f"{compact}-{source.style}",
    }
    for record in list(names.names):
        if record.nameID in texts:
            if record.langID not in (0, 0x409):
                names.removeNames(*_key(record))
            else:
                record.string = texts[record.nameID]
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [texts[6]]
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName = texts[4], texts[1]


def _key(record: Any) -> tuple[int, int, int, int]:
    return record.nameID, record.platformID, record.platEncID, record.langID


def main() -> int:
    """Build all fonts; status 1 when a character is in none of them."""
    wanted = used_characters(TEXTS + DATA)
    chinese = {character for character in wanted if is_chinese(character)}
    had = _build(REGULAR, chinese)
    had |= _build(SYMBOLS, wanted - chinese)
    _build(BOLD, chinese & used_characters(TEXTS))
    for file in sorted(TARGET.iterdir()):
        print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1024:.0f} KiB")
    missing = "".join(sorted(wanted - had))
    print(f"{len(wanted)} characters" + (f", without a glyph: {missing}" if missing else ""))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
