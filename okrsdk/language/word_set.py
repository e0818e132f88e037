"""How the word lists are written: words in a text, each list with its reason below it.

Lists hold dictionary forms; `base_forms` finds them behind inflected words. A word is in a list for what it usually
means in a goal. A word in no list is judged by its form and its place, or not at all.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())
