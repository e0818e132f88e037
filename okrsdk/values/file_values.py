"""Values in CSV and JSON, once their bytes are here: texts as they come, numbers exactly as they are written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn

from okrsdk.errors import ConfigError, SourceError
from okrsdk.interchange.importers.delimited_text import read_delimited
from okrsdk.interchange.importers.text_encoding import decoded
from okrsdk.language.normalize import normalized
from okrsdk.language.source_references import CSV, FileReference
from okrsdk.values.found_value import FoundValue, shown_locale
from okrsdk.values.table_values import TableRow, day_of, value_in_table

if TYPE_CHECKING:
    from datetime import date

_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|\?xml)", re.IGNORECASE)
_ZIP = b"PK\x03\x04"
_HEADER_WITHIN = 40
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")


def value_in_file(data: bytes, reference: FileReference, *, on: date) -> FoundValue:
    """The value that a reference means in a CSV or JSON.

    Args:
        data: what the file holds.
        reference: what is meant of it.
        on: the day asked about; of dated rows, the newest up to it counts.

    Raises:
        SourceError: it holds something else, or no such value, or several.
    """
    form = reference.kind.upper()
    if _HTML.match(data):
        raise SourceError(f"A page came instead of {form}. Does it ask to sign in, or is it the link to look at?")
    if data.startswith(_ZIP):
        raise SourceError(f"A spreadsheet or an archive came instead of {form}. Export it as {form}.")
    try:
        text, _ = decoded(data, name="It")
    except ConfigError:
        raise SourceError("Its encoding is not clear. Save it as UTF-8.") from None
    if not text.strip("\ufeff \t\r\n"):
        raise SourceError("It is empty.")
    return _in_csv(text, reference, on=on) if reference.kind == CSV else _in_json(text, reference, on=on)


def _in_csv(text: str, reference: FileReference, *, on: date) -> FoundValue:
    try:
        table = read_delimited(text, name="It")
    except ConfigError as error:
        raise SourceError(str(error)) from None
    if not table.rows:
        raise SourceError("It is empty.")
    column = normalized(reference.rows.column)
    headed = (
        at
        for at, row in enumerate(table.rows[:_HEADER_WITHIN])
        if column in (normalized(row.text(place)) for place in row.filled)
    )
    start = next(headed, 0)
    header = table.rows[start]
    rows = [TableRow(name=f"line {row.line}", cells=row.cells) for row in table.rows[start + 1 :]]
    headers = [header.text(place) for place in range(len(header.cells))]
    return value_in_table(headers, rows, reference.rows, on=on)


def _in_json(text: str, reference: FileReference, *, on: date) -> FoundValue:
    try:
        document = json.loads(
            text.removeprefix("\ufeff"), parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number
        )
    except (ValueError, ArithmeticError, RecursionError):
        raise SourceError("It is no JSON.") from None
    target = _pointed(document, reference.pointer)
    where = reference.pointer or "the document"
    if reference.rows.column:
        return _in_rows(target, where, reference, on=on)
    if isinstance(target, Mapping | list):
        raise SourceError(f"{where} holds more than one value. Point to one, or to a list with &column=KEY.")
    day = None
    if reference.rows.date:
        days = day_of(_pointed(document, reference.rows.date), reference.rows.locale)
        if len(days) != 1:
            raise SourceError(f"{reference.rows.date} holds no day, or one that may be two. Write it as 2026-03-31.")
        day = days[0]
    locale = reference.rows.locale or shown_locale([target])
    return FoundValue(raw=target, where=where, day=day, locale=locale)


def _in_rows(target: object, where: str, reference: FileReference, *, on: date) -> FoundValue:
    """The value of a list of records."""
    if not isinstance(target, list) or not all(isinstance(row, Mapping) for row in target):
        raise SourceError(f"{where} is no list of records, so it has no column {reference.rows.column!r}.")
    headers = list(dict.fromkeys(str(key) for row in target for key in row))
    rows = [
        TableRow(name=f"{reference.pointer}/{at}", cells=[_plain(row.get(key)) for key in headers])
        for at, row in enumerate(target)
    ]
    return value_in_table(headers, rows, reference.rows, on=on)


def _plain(cell: object) -> object:
    """A cell that a table may hold; of what is nested, that there is something."""
    return "nested data" if isinstance(cell, Mapping | list) else cell


def _pointed(document: object, pointer: str) -> object:
    """What a JSON pointer leads to.

    Raises:
        SourceError: nothing is there.
    """
    if pointer and not pointer.startswith("/"):
        raise SourceError(f"{pointer!r} is no JSON pointer. It begins with /, as in /sales/mrr.")
    found, so_far = document, ""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(found, Mapping) and key in found:
            found = found[key]
        elif isinstance(found, Sequence) and not isinstance(found, str) and _has(found, key):
            found = found[int(key)]
        else:
            raise SourceError(f"{so_far or 'The document'} holds no {key!r}.")
        so_far = f"{so_far}/{token}"
    return found


def _has(items: Sequence[object], key: str) -> bool:
    return bool(_INDEX.fullmatch(key)) and int(key) < len(items)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
