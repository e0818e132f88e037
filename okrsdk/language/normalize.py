"""Words as people vary them: headers, choices and stage names compared without case, accents and separators."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SEPARATORS = str.maketrans({"-": " ", "_": " ", "‐": " ", "‑": " ", "–": " "})


@lru_cache(maxsize=4096)
def normalized(text: str) -> str:
    """`text` in one form for all its spellings: no case, no accents, one blank for spaces, hyphens and underscores.

    >>> normalized("  At-Least "), normalized("Schlüssel_Ergebnis")
    ('at least', 'schlussel ergebnis')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().translate(_SEPARATORS).split())
