"""Whether two sentences say the same in other words or another order."""

from __future__ import annotations

from functools import lru_cache

from okrsdk.language import verbs
from okrsdk.language.normalize import normalized
from okrsdk.language.text import base_forms, words
from okrsdk.language.word_set import word_set

_FILLERS = word_set(
    "the a an our your their its of in on at to for and with by this that all every each more new is are be will we us"
)
_CLASSES = (("rise", verbs.RISE), ("fall", verbs.FALL), ("hold", verbs.HOLD), ("get", verbs.GET | word_set("make")))
_SYNONYMS = {
    "goal": "target", "aim": "target", "client": "customer", "buyer": "customer", "enquiry": "inquiry",
    "signup": "sign-up", "employee": "staff", "colleague": "staff", "turnover": "revenue", "sales": "revenue",
    "big": "large", "happy": "satisfied", "quick": "fast",
}  # fmt: skip


@lru_cache(maxsize=4096)
def same_meaning(text: str) -> frozenset[str]:
    """The words that carry the meaning of `text`, each in one form for all that mean the same; equal for two wordings.

    >>> same_meaning("Hit the revenue target") == same_meaning("Reach our revenue goal")
    True
    >>> same_meaning("Win large customers") == same_meaning("Win large suppliers")
    False
    """
    found = words(normalized(text))
    return frozenset(_meaning(word.plain, is_first=place == 0) for place, word in enumerate(found)) - _FILLERS | {
        digits for digits in normalized(text).replace(".", " ").split() if digits[:1].isdigit()
    }


def _meaning(word: str, *, is_first: bool) -> str:
    if word in _FILLERS:
        return word
    forms = base_forms(word)
    if is_first:
        found = next((name for name, members in _CLASSES if any(form in members for form in forms)), None)
        if found is not None:
            return found
    known = next((_SYNONYMS[form] for form in forms if form in _SYNONYMS), None)
    return known or min(forms, key=len)
