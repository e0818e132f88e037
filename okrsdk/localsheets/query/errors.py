"""What is wrong with a query."""

from __future__ import annotations


class QueryError(ValueError):
    """The query cannot be parsed or run; the text is what Google says after the colon."""


def no_column(name: str) -> QueryError:
    """A column that the data does not have."""
    return QueryError(f"NO_COLUMN: {name}")
