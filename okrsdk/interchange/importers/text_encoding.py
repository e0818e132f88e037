"""The encoding of a text: UTF-8, what its first bytes say, what was told, or what its bytes most likely are."""

from __future__ import annotations

import re

from okrsdk.errors import ConfigError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_FEWEST_KANA = 2
_MOST_ACCENTS = 0.4
_HEAD, _FEWEST_ZEROS = 40, 3


def decoded(data: bytes, *, name: str, told: str = "") -> tuple[str, str]:
    """A text and the encoding in which it was read.

    Args:
        data: its bytes.
        name: what it is called in messages.
        told: the encoding that people say it has.

    Raises:
        ConfigError: it is not in the encoding that was told, or in none that is known.

    >>> decoded("préférée".encode("cp1252"), name="a.csv")
    ('préférée', 'cp1252')
    """
    if told:
        return _as_told(data, name, told), told
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as_told(data, name, encoding), encoding.removesuffix("-sig")
    zeros = [data[start : start + _HEAD : 2].count(0) for start in (0, 1)]
    if abs(zeros[0] - zeros[1]) > _FEWEST_ZEROS:
        encoding = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
        return _as_told(data, name, encoding), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _likeliest(data, name, error)
    return text, "utf-8"


def _as_told(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise ConfigError(
            f"There is no encoding {encoding!r}. Write one such as cp1252.", setting="encoding"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{name} is not {encoding} text (byte {error.start}). Save it as UTF-8: most editors ask for the encoding "
            "in Save as."
        ) from error


def _likeliest(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    """The text in the first encoding that gives nothing but words of its languages.

    Raises:
        ConfigError: none does.
    """
    for encoding, letters in _LETTERS.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_japanese(text) if encoding == "cp932" else _is_prose(text, letters):
            return text, encoding
    line = data.count(b"\n", 0, error.start) + 1
    raise ConfigError(
        f"{name} is not UTF-8 text (line {line}, byte {error.start}), and its encoding is not clear. Save it as UTF-8: "
        "most editors ask for the encoding in Save as. Or say the encoding: --encoding cp1252."
    ) from error


def _is_japanese(text: str) -> bool:
    """Whether a text has kana, and hardly any of the narrow ones into which western letters turn."""
    kana = sum("\u3040" <= sign <= "\u30ff" for sign in text)
    return kana >= _FEWEST_KANA and kana > 4 * sum("\uff61" <= sign <= "\uff9f" for sign in text)


def _is_prose(text: str, letters: frozenset[str]) -> bool:
    """Whether all letters of a text are some of a language's, and no other sign is inside a word."""
    others = {sign for sign in text if not sign.isascii()}
    within = {match[1] for match in re.finditer(r"(?<=[^\W\d_])([^\w\s])(?=[^\W\d_])", text)}
    own = sum(sign in letters for sign in text)
    is_mostly_own = own > _MOST_ACCENTS * sum(sign.isalpha() for sign in text)
    return others <= letters | _SIGNS and not (within - _JOINING) and is_mostly_own is (letters is _CYRILLIC)


_SIGNS = frozenset("€£¥§°²³µ·–—…‘’“”„‚«»¿¡ªº©®™\xa0½¼¾±×÷•‰→")
_JOINING = frozenset("'’-–—·./&,:;|@\"()+*#=%?!")
_WESTERN = frozenset("äöüÄÖÜßéèêëàâáãåçñíìîïóòôõøúùûýÿæœŒÆÉÈÊËÀÂÁÃÅÇÑÍÌÎÏÓÒÔÕØÚÙÛÝŠšŽž")
_CENTRAL = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰöüÖÜäÄĺľŕôĽÔăâîșțşţß")
_CYRILLIC = frozenset(
    chr(place) for place in (*range(0x410, 0x450), 0x401, 0x451, 0x404, 0x454, 0x407, 0x457, 0x406, 0x456)
)
_LETTERS = {
    "cp932": frozenset[str](),
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "cp1251": _CYRILLIC,
    "mac_roman": _WESTERN,
}
"""Encodings in the order in which they are tried, with the letters of their languages."""
