"""Query text to tokens."""

from __future__ import annotations

import re
from typing import NamedTuple

from okrsdk.localsheets.query.errors import QueryError

TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)
  | (?P<text>'[^']*'|"[^"]*")
  | (?P<quoted>`[^`]+`)
  | (?P<word>[^\W\d]\w*)
  | (?P<operator><=|>=|<>|!=|[-+*/%(),=<>])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """One piece: ``kind`` is number, text, quoted, word, operator or end; ``place`` where it stands."""

    kind: str
    text: str
    place: int

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these words, whatever the case."""
        return self.kind == "word" and self.text.lower() in words


def tokens(text: str) -> list[Token]:
    """The tokens of a query, an end mark last.

    Raises:
        QueryError: for a character that no query has.
    """
    found, place = [], 0
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            raise QueryError(f'PARSE_ERROR: Lexical error at line 1, column {place + 1}. Encountered: "{text[place]}"')
        kind = match.lastgroup or ""
        if kind != "space":
            found.append(Token(kind, match[0], place))
        place = match.end()
    return [*found, Token("end", "", len(text))]
