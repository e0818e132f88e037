"""The encoding of a text: UTF-8, what its first bytes say, what was told, or what its bytes most likely are."""

from __future__ import annotations

from okrsdk.errors import ConfigError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OF_OTHERS = ("cp1252", "cp932", "euc_jp", "cp1250", "cp1251", "mac_roman", "utf_16_le", "utf_16_be")
_FEWEST_KANA = 2


def decoded(data: bytes, *, name: str, told: str = "") -> tuple[str, str]:
    """A text and the encoding in which it was read.

    Args:
        data: its bytes.
        name: what it is called in messages.
        told: the encoding that people say it has.

    Raises:
        ConfigError: it is not in the encoding that was told, or in none that is known.

    >>> decoded("pr\u00e9f\u00e9r\u00e9e".encode("cp1252"), name="a.csv")
    ('pr\u00e9f\u00e9r\u00e9e', 'cp1252')
    """
    if told:
        return _as_told(data, name, told), told
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as_told(data, name, encoding), encoding.removesuffix("-sig")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _likeliest(data, name, error)
    if data[1:8:2].count(0) > 1 or data[0:8:2].count(0) > 1:
        encoding = "utf-16-le" if data[1:8:2].count(0) > 1 else "utf-16-be"
        return _as_told(data, name, encoding), encoding
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
    """The text in the encoding that its bytes most likely are.

    Raises:
        ConfigError: none is likely.
    """
    if (text := _japanese(data)) is not None:
        return text, "cp932"
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_OF_OTHERS)).best()
    western = _western(data)
    if western is not None and (best is None or best.encoding in ("mac_roman", "cp1250", "cp1252")):
        return western, "cp1252"
    if best is not None:
        return str(best), best.encoding
    line = data.count(b"\n", 0, error.start) + 1
    raise ConfigError(
        f"{name} is not UTF-8 text (line {line}, byte {error.start}), and its encoding is not clear. Save it as UTF-8, "
        "or say the encoding: --encoding cp1252."
    ) from error


def _japanese(data: bytes) -> str | None:
    """The text in the Japanese encoding of spreadsheets, where that gives kana or kanji; None where it does not."""
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return None
    wide = [sign for sign in text if "\u3040" <= sign <= "\u30ff" or "\u4e00" <= sign <= "\u9fff"]
    half = [sign for sign in text if "\uff61" <= sign <= "\uff9f"]
    kana = [sign for sign in wide if sign <= "\u30ff"]
    return text if len(kana) >= _FEWEST_KANA and len(wide) > 4 * len(half) else None


def _western(data: bytes) -> str | None:
    """The text in the encoding of western spreadsheets, where it gives nothing but letters and signs of prose."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    others = [sign for sign in text if not sign.isascii()]
    return text if all(sign in _WESTERN for sign in others) else None


_WESTERN = frozenset(
    "äöüÄÖÜßéèêëàâáãåçñíìîïóòôõøúùûýÿæœŒÆÉÈÊËÀÂÁÃÅÇÑÍÌÎÏÓÒÔÕØÚÙÛÝ€£¥§°²³µ·–—…‘’“”„‚«»¿¡ªº©®™\xa0½¼¾±×†‡•‰"
)
