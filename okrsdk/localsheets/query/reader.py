"""A place in a list of tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.query.errors import QueryError

if TYPE_CHECKING:
    from okrsdk.localsheets.query.lexer import Token


class Reader:
    """Tokens read one after the other."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self.place = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self._tokens[self.place]

    def take(self) -> Token:
        """The next token, which is then behind."""
        token = self._tokens[self.place]
        self.place = min(self.place + 1, len(self._tokens) - 1)
        return token

    def takes(self, *words: str) -> bool:
        """Whether the next token is one of these words, which is then behind."""
        found = self.token.is_word(*words)
        if found:
            self.take()
        return found

    def takes_operator(self, *operators: str) -> str | None:
        """The next token if it is one of these operators, which is then behind."""
        if self.token.kind == "operator" and self.token.text in operators:
            return self.take().text
        return None

    def expect(self, word: str) -> None:
        """Goes past a word that must come next.

        Raises:
            QueryError: when it does not.
        """
        if not self.takes(word):
            raise QueryError(self.encountered())

    def expect_operator(self, operator: str) -> None:
        """Goes past an operator that must come next.

        Raises:
            QueryError: when it does not.
        """
        if not self.takes_operator(operator):
            raise QueryError(self.encountered())

    def count(self) -> int:
        """The whole number that must come next.

        Raises:
            QueryError: when it does not.
        """
        if self.token.kind != "number" or not self.token.text.isdigit():
            raise QueryError(self.encountered())
        return int(self.take().text)

    def text(self) -> str:
        """The text constant that must come next.

        Raises:
            QueryError: when it does not.
        """
        if self.token.kind != "text":
            raise QueryError(self.encountered())
        return self.take().text[1:-1]

    def end(self) -> None:
        """Checks that nothing is left.

        Raises:
            QueryError: when something is.
        """
        if self.token.kind != "end":
            raise QueryError(self.encountered())

    def encountered(self) -> str:
        """What the query's parser says of the next token."""
        token = self.token
        shown = "<EOF>" if token.kind == "end" else f'"{token.text}" '
        return f'PARSE_ERROR: Encountered " {shown}" at line 1, column {token.place + 1}.'
