"""Words as people vary them: compared without case and accents, and headers, choices and stages without separators."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SEPARATORS = str.maketrans({"-": " ", "_": " ", "‐": " ", "‑": " ", "–": " "})


def unaccented(text: str) -> str:
    """`text` in lower case and without accents.

    >>> unaccented("Résumé")
    'resume'
    """
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=4096)
def normalized(text: str) -> str:
    """`text` in one form for all its spellings: no case, no accents, one blank for spaces, hyphens and underscores.

    >>> normalized("  At-Least "), normalized("Schlüssel_Ergebnis")
    ('at least', 'schlussel ergebnis')
    """
    return " ".join(unaccented(text).translate(_SEPARATORS).split())
