"""References in the Source of a key result: where a program finds its value, in words that a person can read.

    sheet: Sales numbers!Summary!B7       one cell of a spreadsheet, named by its URL, ID or name
    sheet: Sales numbers!MRR              a named range of one cell
    sheet: Data!B7    sheet: MRR          a cell, or a named range, of this very workbook
    csv: https://example.com/mrr.csv#column=MRR&Region=North
    json: exports/kpis.json#/sales/mrr    a JSON pointer (RFC 6901)
    json: exports/kpis.json#/days&column=mrr&date=day
    sql: mrr                              a query that the settings name

Behind `#` of a table there may be, in small letters, `column=` (where the value is), `date=` (the column of the days;
the newest row counts), `row=last`, `locale=de_DE` (how its numbers are written), and any `Header=value`, which picks
the rows that hold that value. `&`, `=`, `#` and `%` inside a name are written `%26`, `%3D`, `%23` and `%25`.

Anything else is words: `CRM: contacts created`, `Sheet: the weekly numbers`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote, urlsplit

from okrsdk.language.locales import cldr
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CELL, CSV, JSON, QUERY = "sheet", "csv", "json", "sql"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChoice:
    """Which value of a table is meant.

    Attributes:
        column: the header of the column that holds it; of JSON, the key.
        date: the column of the days; empty for the one that is headed like one. Of a single JSON value, the pointer to
            its day.
        where: headers and what is in the rows that are meant.
        takes_last: whether of several rows without days the last one is meant.
        locale: how its numbers are written; empty where they tell it themselves.
    """

    column: str = ""
    date: str = ""
    where: tuple[tuple[str, str], ...] = ()
    takes_last: bool = False
    locale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReference:
    """One cell of a spreadsheet.

    Attributes:
        spreadsheet: its URL, ID or name; empty for the workbook itself.
        tab: the tab; empty with a named range.
        cell: the cell (`B7`), or the name of the range.
    """

    spreadsheet: str
    tab: str
    cell: str

    @property
    def kind(self) -> str:
        """`sheet`."""
        return CELL


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReference:
    """One value of a CSV or JSON, at a path or a URL.

    Attributes:
        kind: `csv` or `json`.
        place: the path or URL.
        pointer: of JSON, the JSON pointer.
        rows: which value of a table is meant.
    """

    kind: str
    place: str
    pointer: str
    rows: RowChoice

    @property
    def is_on_the_web(self) -> bool:
        """Whether the place is a URL."""
        return "://" in self.place

    @property
    def shown(self) -> str:
        """The place as it may be shown: a URL without its query, which may hold a key."""
        return self.place.partition("?")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryReference:
    """A query that the settings of whoever reads it name.

    Attributes:
        name: its name.
    """

    name: str

    @property
    def kind(self) -> str:
        """`sql`."""
        return QUERY


@dataclass(frozen=True, slots=True, kw_only=True)
class Misread:
    """A reference that cannot be understood.

    Attributes:
        problem: what is wrong and how to write it.
    """

    problem: str


SourceReference: TypeAlias = "CellReference | FileReference | QueryReference"

_REFERENCE = re.compile(r"\s*(?P<kind>sheet|csv|json|sql)\s*:\s*(?P<rest>\S.*?)\s*", re.IGNORECASE | re.DOTALL)
_OTHER = re.compile(r"\s*(?P<kind>[a-z][a-z0-9_-]{0,39})\s*:\s*(?P<rest>.*?)\s*", re.DOTALL)
_A1 = re.compile(r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}")
_RANGE_NAME = re.compile(r"[^\W\d]\w{0,249}")
_TAB = re.compile(r"(?:(?P<spreadsheet>.+)!)?(?P<tab>'(?:[^']|'')+'|[^!']+)", re.DOTALL)
_QUERY_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
_IS_PLACE = {
    CELL: re.compile(r"\S+|.*!\S.*", re.DOTALL),
    CSV: re.compile(r".*(?:#|://|\.(?:csv|tsv|txt)\b).*", re.DOTALL | re.IGNORECASE),
    JSON: re.compile(r".*(?:#|://|\.json\b).*", re.DOTALL | re.IGNORECASE),
    QUERY: re.compile(r"\S+"),
}
_BAD_ESCAPE = re.compile(r"~(?![01])")
_LONGEST = 2_000
_OWN_KEYS = ("column", "date", "row", "locale")


class _MisreadError(Exception):
    """What is wrong with a reference, for `source_reference`."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def source_reference(source: str) -> SourceReference | Misread | None:
    """The reference that a Source is; what is wrong with one; None where it is words.

    >>> source_reference("sheet: Sales!Summary!B7")
    CellReference(spreadsheet='Sales', tab='Summary', cell='B7')
    >>> source_reference("CRM: contacts created"), source_reference("Sheet: the weekly numbers")
    (None, None)
    >>> source_reference("csv: mrr.csv").problem
    'Say which column holds the value: write csv: mrr.csv#column=MRR, with its header.'
    """
    match = _REFERENCE.fullmatch(source)
    if match is None:
        return None
    kind, rest = match["kind"].lower(), match["rest"]
    if not _IS_PLACE[kind].fullmatch(rest):
        return None
    if not rest.isprintable() or len(rest) > _LONGEST:
        return Misread(problem=text("A reference is one line of {most:,} characters at most.", most=_LONGEST))
    try:
        return _READERS[kind](rest)
    except _MisreadError as error:
        return Misread(problem=error.problem)


def named_source(source: str) -> tuple[str, str] | None:
    """The name of a source and what is said to it, of a text that may be for one that was installed: `crm: deals`.

    >>> named_source("hubspot: deals won"), named_source("The CRM")
    (('hubspot', 'deals won'), None)
    """
    match = _OTHER.fullmatch(source)
    return None if match is None else (match["kind"], match["rest"])


def _cell(rest: str) -> CellReference:
    before, mark, last = rest.rpartition("!")
    before, last = before.strip(), last.strip()
    if not _A1.fullmatch(last):
        if _RANGE_NAME.fullmatch(last) and (before or not mark):
            return CellReference(spreadsheet=before, tab="", cell=last)
        raise _MisreadError(
            text(
                'Neither one cell nor the name of a range is "{said}". Write sheet: NAME OR URL!Tab!B7, '
                "or sheet: NAME OR URL!RangeName.",
                said=last,
            )
        )
    place = _TAB.fullmatch(before)
    if place is None:
        raise _MisreadError(
            text("Say the tab of {cell}: sheet: Tab!{cell}, or sheet: NAME OR URL!Tab!{cell}.", cell=last)
        )
    tab = place["tab"].strip()
    plain = tab[1:-1].replace("''", "'") if tab.startswith("'") else tab
    cell = last.replace("$", "").upper()
    return CellReference(spreadsheet=(place["spreadsheet"] or "").strip(), tab=plain, cell=cell)


def _query(rest: str) -> QueryReference:
    if _QUERY_NAME.fullmatch(rest):
        return QueryReference(name=rest)
    raise _MisreadError(text("Write the name of a query of the settings, without blanks: sql: mrr."))


def _csv(rest: str) -> FileReference:
    return _file(CSV, rest)


def _json(rest: str) -> FileReference:
    return _file(JSON, rest)


def _file(kind: str, rest: str) -> FileReference:
    place, _, fragment = (part.strip() for part in rest.partition("#"))
    _refuse_place(place)
    has_pointer = kind == JSON and fragment.startswith("/")
    pointer, _, choices = fragment.partition("&") if has_pointer else ("", "", fragment)
    rows = _rows(_choices(choices))
    if kind == CSV and not rows.column:
        raise _MisreadError(
            text("Say which column holds the value: write csv: {place}#column=MRR, with its header.", place=place)
        )
    if kind == JSON and not rows.column and (rows.where or rows.takes_last):
        raise _MisreadError(
            text(
                "Say which key of a row holds the value: write json: {place}#{pointer}&column=mrr, with its key.",
                place=place,
                pointer=pointer,
            )
        )
    pointer = unquote(pointer)
    if _BAD_ESCAPE.search(pointer):
        raise _MisreadError(text("In a JSON pointer ~ is written ~0, and / inside a key ~1."))
    return FileReference(kind=kind, place=place, pointer=pointer, rows=rows)


def _refuse_place(place: str) -> None:
    if not place:
        raise _MisreadError(text("Say where it is: a path or a URL before the #."))
    if "://" not in place:
        return
    try:
        parts = urlsplit(place)
        is_web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise _MisreadError(text("This is no URL. Copy it from the browser.")) from None
    if not is_web:
        raise _MisreadError(text("Only URLs of http and https are read."))
    if "@" in parts.netloc:
        raise _MisreadError(text("A password has no place in a cell. Leave it out of the URL."))


def _choices(choices: str) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for part in filter(None, choices.split("&")):
        name, mark, value = (unquote(own).strip() for own in part.partition("="))
        if not mark or not name or not value:
            raise _MisreadError(
                text(
                    'Nothing is chosen by "{part}". Write column=HEADER, date=HEADER or HEADER=VALUE.',
                    part=part.strip(),
                )
            )
        if name in chosen:
            raise _MisreadError(text("It says {name} twice.", name=name))
        chosen[name] = value
    return chosen


def _rows(chosen: Mapping[str, str]) -> RowChoice:
    own = {name: value for name, value in chosen.items() if name in _OWN_KEYS}
    where = tuple((name, value) for name, value in chosen.items() if name not in _OWN_KEYS)
    if own.get("row", "last").lower() != "last":
        raise _MisreadError(text("Of row= there is last alone: row=last. To choose by content, write HEADER=VALUE."))
    locale = own.get("locale", "")
    if locale and cldr(locale) is None:
        raise _MisreadError(text('There is no locale "{locale}". Write one such as en_US or de_DE.', locale=locale))
    return RowChoice(
        column=own.get("column", ""), date=own.get("date", ""), where=where, takes_last="row" in own, locale=locale
    )


_READERS: Mapping[str, Callable[[str], SourceReference]] = {CELL: _cell, CSV: _csv, JSON: _json, QUERY: _query}
