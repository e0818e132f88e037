"""Whether a text is English, the one language whose sentences are understood, or plainly another one."""

from __future__ import annotations

import re
from functools import lru_cache

from okrsdk.language import nouns, verbs
from okrsdk.language.locales import language
from okrsdk.language.text import Word, base_forms, words
from okrsdk.language.word_set import word_set

_SURELY_ENGLISH = nouns.ENGLISH - word_set("a an in is at as we so all per for by of can on or to it no more are than")
"""Words of English that are none of another language's."""
_SURELY_FOREIGN = nouns.FOREIGN | word_set(
    "von vom auf bei im ins am pro als ohne unter uber mehr weniger mindestens hochstens jeden pro sind wird werden "
    "au par sur plus moins chaque leur notre sans de a los las al en mas menos cada sin nuestro nuestra "
    "da dal dei degli delle nel nella per ogni piu meno senza do dos das ao em por cada nossa nosso "
    "van naar op per met zonder minder meer elke fran till och per utan varje fra til og uten hver "
    "od na ze dla przez bez oraz do"
) - word_set("a in is at as we so all per for by of can on or to it no more are an do plus die la das minder")
_FOREIGN_ENDINGS = tuple(
    word_set(
        "ung heit keit schaft lich liche ern eln en satz ar ir are ere ire cion zione dade dad eux eur eurs a "
        "o i os as ijd ijk elle ette tudo mento miento"
    )
)
"""How many words of the neighbouring languages end, and few of English."""
_ENGLISH_ENDINGS = ("ed", "ing", "ly", "ness", "ship", "ful", "less", "ght", "th", "sh", "ow", "ew", "ck", "oom", "ook")
_SHORT = 3
_SHORT_FORMS = re.compile(r"\b(?:e\.\s?g|i\.\s?e)\.?(?=\W)", re.IGNORECASE)
_LATIN = re.compile(r"[a-zà-öø-ÿā-ž]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_KNOWN = (
    verbs.RISE | verbs.FALL | verbs.HOLD | verbs.REACH | verbs.ACTIVITY | nouns.OUTCOME_NOUNS | nouns.KPI_NOUNS
    | nouns.COMMON | word_set("from to of by with at least below above under over between currently per more fewer")
)  # fmt: skip


@lru_cache(maxsize=4096)
def is_foreign(text: str) -> bool:
    """Whether the words are of another language: another script, or function words of others and none of English.

    >>> is_foreign("Von 100 auf 140 Bestellungen im Monat"), is_foreign("Ridurre i reclami da 9 a 4")
    (True, True)
    >>> is_foreign("Launch the site"), is_foreign("Trials 40 → 90")
    (False, False)
    """
    letters = () if text.isascii() else _LETTER.findall(text)
    if letters and sum(1 for letter in letters if _LATIN.match(letter)) * 2 < len(letters):
        return True
    found = words(_SHORT_FORMS.sub("", text))
    if any(word.plain in _SURELY_ENGLISH for word in found):
        return False
    foreign = [word for word in found if word.plain in _SURELY_FOREIGN]
    if any(word.text.islower() or re.match(r"\s\d", text[word.span.end :]) for word in foreign):
        return True
    return bool(foreign) and not _is_known(found)  # a capital may begin a name: `Los Angeles bookings`


@lru_cache(maxsize=4096)
def is_english(text: str) -> bool:
    """Whether the words are English beyond doubt: some of them are known, and they are of no other language.

    >>> is_english("Reach 1,000 users"), is_english("1,000"), is_english("Umsatz 1,000")
    (True, False, False)
    """
    if is_foreign(text):
        return False
    return _is_known(words(text))


def locale_of(text: str, locale: str | None) -> str | None:
    """The locale that a text is written in: that of its sheet, unless the words are none of an English one's.

    People write German into a sheet of `en_US` too, and there `1.200` is not surely 1.2.

    >>> locale_of("Von 1.200 auf 1.500 Bestellungen", "en_US"), locale_of("Von 1.200 auf 1.500 Bestellungen", "de_DE")
    (None, 'de_DE')
    """
    return None if language(locale) == "en" and is_foreign(text) else locale


@lru_cache(maxsize=4096)
def may_be_foreign(text: str) -> bool:
    """Whether the words may be of another language: none is surely English, and one looks like no English word.

    >>> may_be_foreign("Umsatz steigern"), may_be_foreign("Telematics tariff"), may_be_foreign("Self-checkout kiosks")
    (True, False, False)
    """
    if is_foreign(text):
        return True
    found = words(text)
    if any(word.plain.endswith(_ENGLISH_ENDINGS) for word in found) and text.isascii():
        return False
    is_plain = text.isascii() and not any(
        word.plain.endswith(_FOREIGN_ENDINGS) for word in found if len(word.plain) > _SHORT
    )
    return not is_plain and not _is_known(found) and not any(word.plain in _SURELY_ENGLISH for word in found)


def _is_known(found: tuple[Word, ...]) -> bool:
    return any(base in _KNOWN for word in found for base in base_forms(word.plain))
