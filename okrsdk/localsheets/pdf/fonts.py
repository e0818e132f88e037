"""Which font shows which character.

The fonts that every PDF viewer has (Helvetica, Times, Courier) show western European text. What they lack is looked for
in the fonts of this machine, then in those that come with reportlab, then in the Asian fonts of the viewer. A letter
that none of them has is shown without its accents, any other character as a filled square.
"""

from __future__ import annotations

import os
import re
import sys
import threading
import unicodedata
from functools import cache
from itertools import groupby
from pathlib import Path

STANDARD = {
    "sans": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    "serif": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "mono": ("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique"),
}
KINDS = {
    "mono": re.compile(r"courier|mono|consol|inconsolata|code|typewriter", re.IGNORECASE),
    "serif": re.compile(
        r"times|georgia|garamond|cambria|merriweather|playfair|lora|slab|spectral|(?<!sans.)serif", re.IGNORECASE
    ),
}
#: Files of well-known fonts: plain, bold, italic, both; those nearest to Helvetica first, those for one script last.
FAMILIES = (
    tuple(f"LiberationSans-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")),
    ("arial.ttf", "arialbd.ttf", "ariali.ttf", "arialbi.ttf"),
    ("Arial.ttf", "Arial Bold.ttf", "Arial Italic.ttf", "Arial Bold Italic.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf"),
    tuple(f"NotoSans-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")),
    ("FreeSans.ttf", "FreeSansBold.ttf", "FreeSansOblique.ttf", "FreeSansBoldOblique.ttf"),
    *((name,) for name in ("Arial Unicode.ttf", "ARIALUNI.TTF", "seguisym.ttf", "NotoSansSymbols2-Regular.ttf")),
    *((name,) for name in ("msyh.ttc", "meiryo.ttc", "malgun.ttf", "NotoSansSC-Regular.ttf", "NotoSansJP-Regular.ttf")),
    *((name,) for name in ("DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "wqy-microhei.ttc", "wqy-zenhei.ttc")),
)
BUNDLED = ("Vera.ttf", "VeraBd.ttf", "VeraIt.ttf", "VeraBI.ttf")
SYMBOLS = {"Symbol": "SymbolEncoding", "ZapfDingbats": "ZapfDingbatsEncoding"}
NOTHING = ("\u25a0", "ZapfDingbats")
ASIAN = (
    ("HeiseiKakuGo-W5", re.compile("[\u3040-\u30ff\u31f0-\u31ff]")),
    ("HYGothic-Medium", re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("STSong-Light", re.compile("[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")),
)
_lock = threading.Lock()


def kind_of(family: str) -> str:
    """``sans``, ``serif`` or ``mono``: what kind of font the name means."""
    return next((kind for kind, pattern in KINDS.items() if pattern.search(family)), "sans")


def runs(text: str, kind: str, *, bold: bool, italic: bool) -> list[tuple[str, str]]:
    """The text in parts, each with the name of the font that shows it; a part may be what stands in for the text."""
    style = bold + 2 * italic
    base = STANDARD[kind][style]
    if _is_western(text):
        return [(text, base)]
    language = next((name for name, script in ASIAN if script.search(text)), "")
    found = ((char, base) if _is_western(char) else _substitute(char, base, style, language) for char in text)
    return [("".join(char for char, _ in part), font) for font, part in groupby(found, key=lambda pair: pair[1])]


def _is_western(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _substitute(char: str, base: str, style: int, language: str) -> tuple[str, str]:
    for family in _families():
        if _has(family[0], char):
            is_styled = style < len(family) and _has(family[style], char)
            return char, family[style if is_styled else 0]
    for name, encoding in SYMBOLS.items():
        if _encodes(char, encoding):
            return char, name
    for name, script in ASIAN:
        if script.search(char):
            return char, _asian(language if name == "STSong-Light" else name)
    plain_letter = unicodedata.normalize("NFKD", char)[0]
    if plain_letter != char and _is_western(plain_letter):
        return plain_letter, base
    return NOTHING


def _encodes(char: str, encoding: str) -> bool:
    import reportlab.pdfbase.pdfmetrics  # noqa: F401 - it registers the encodings

    try:
        char.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


@cache
def _families() -> tuple[tuple[str, ...], ...]:
    """The families there are, as paths of files."""
    import reportlab

    here = _files_of_this_machine()
    bundled = Path(reportlab.__file__).parent / "fonts"
    known = [tuple(here.get(name.casefold(), "") for name in family) for family in FAMILIES]
    return (*(family for family in known if family[0]), tuple(str(bundled / name) for name in BUNDLED))


def _files_of_this_machine() -> dict[str, str]:
    wanted = {name.casefold() for family in FAMILIES for name in family}
    found: dict[str, str] = {}
    for folder in _folders():
        for place, _, names in os.walk(folder):
            for name in names:
                if name.casefold() in wanted:
                    found.setdefault(name.casefold(), str(Path(place) / name))
    return found


def _folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home))
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local / "Microsoft" / "Windows" / "Fonts"]
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    own = [home / ".local/share/fonts", home / ".fonts"]
    return [*own, Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]


def _has(path: str, char: str) -> bool:
    return ord(char) in _letters(path)


@cache
def _letters(path: str) -> frozenset[int]:
    """The letters of the font of this file, which can be used under its path; none where it cannot be used."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    if not path:
        return frozenset()
    with _lock:
        try:
            font = TTFont(path, path)
        except (TTFError, OSError):  # an outline format that reportlab does not embed, or no file any more
            return frozenset()
        registerFont(font)
    return frozenset(font.face.charToGlyph)


@cache
def _asian(name: str) -> str:
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    with _lock:
        registerFont(UnicodeCIDFont(name))
    return name
