"""Days that are written with the words of a language, such as its months."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from okrsdk.language.dates import read_day

_LANGUAGES = ("de_DE", "fr_FR", "es_ES", "pt_BR", "it_IT", "nl_NL", "ja_JP")
_YEAR, _LONGEST_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"), 40


@lru_cache(maxsize=4096)
def day_in_words(text: str) -> date | None:
    """The day of a date with words in one of the languages of our headers; None for figures alone.

    >>> day_in_words("31. März 2026"), day_in_words("2026年3月31日"), day_in_words("03/04/2026")
    (datetime.date(2026, 3, 31), datetime.date(2026, 3, 31), None)
    """
    if len(text) > _LONGEST_DAY or not _YEAR.search(text) or not any(map(str.isalpha, text)):
        return None
    found = {day for locale in _LANGUAGES if (day := read_day(text, locale)) is not None}
    return found.pop() if len(found) == 1 else None
