"""Where a roster is: a CSV, YAML, JSON or Excel file, or a tab of a spreadsheet in Google Sheets or Local Sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, RosterError
from okrsdk.interchange.importers.source_table import SourceRow, SourceTable, table_of_rows
from okrsdk.interchange.importers.sources import Source, SourceKind
from okrsdk.provision.roster_reading import read_roster

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from okrsdk.provision.roster import Roster
    from okrsdk.workbook.sheets_types import Spreadsheet

_LIST = "clients"


def roster_of_source(source: Source, *, tab: str = "", wrong_with_file: Callable[[str], str] | None = None) -> Roster:
    """The roster that a file holds.

    Args:
        source: the file's content.
        tab: of an Excel file with several tabs, the one that is meant.
        wrong_with_file: as of `read_roster`.

    Raises:
        RosterError: rows of it are wrong.
        ConfigError: it holds no table.
    """
    return read_roster(table_of_source(source, tab=tab), wrong_with_file=wrong_with_file)


def table_of_source(source: Source, *, tab: str = "") -> SourceTable:
    """The table that a file holds, with the header and all that is above it.

    Args:
        source: the file's content.
        tab: of an Excel file with several tabs, the one that is meant.

    Raises:
        RosterError: it holds no list of mappings, or nothing.
        ConfigError: it holds no table.
    """
    match source.kind:
        case SourceKind.TABLE:
            from okrsdk.interchange.importers.delimited_text import read_delimited

            return read_delimited(source.text, name=source.name)
        case SourceKind.SPREADSHEET:
            from okrsdk.interchange.importers.spreadsheet_file import read_spreadsheet

            return _chosen(read_spreadsheet(source.data, name=source.name), source.name, tab)
        case SourceKind.YAML | SourceKind.JSON:
            return _table_of_data(source)
        case SourceKind.DRAFT:
            return names_alone(source)
        case _:
            raise ConfigError(f"{source.name} is no roster. Rosters are tables (.csv, .xlsx) or lists (.yaml, .json).")


def roster_of_spreadsheet(
    spreadsheet: Spreadsheet, *, tab: str = "", wrong_with_file: Callable[[str], str] | None = None
) -> Roster:
    """The roster on a tab of a spreadsheet.

    Args:
        spreadsheet: the answer to `spreadsheets.get` with `includeGridData` and the fields `READ_FIELDS`.
        tab: of several tabs, the one that is meant; otherwise `Roster`, or the first.
        wrong_with_file: as of `read_roster`.

    Raises:
        RosterError: rows of it are wrong.
        ConfigError: it has no such tab.
    """
    return read_roster(table_of_spreadsheet(spreadsheet, tab=tab), wrong_with_file=wrong_with_file)


def table_of_spreadsheet(spreadsheet: Spreadsheet, *, tab: str = "") -> SourceTable:
    """The table on a tab of a spreadsheet; the arguments are those of `roster_of_spreadsheet`.

    Raises:
        RosterError: it holds nothing.
        ConfigError: it has no such tab.
    """
    from okrsdk.interchange.importers.sheet_tables import tables_of_spreadsheet

    name = spreadsheet.get("properties", {}).get("title", "The spreadsheet")
    return _chosen(tables_of_spreadsheet(spreadsheet), name, tab)


def _chosen(tables: Sequence[SourceTable], name: str, tab: str) -> SourceTable:
    wanted = (tab or "Roster").casefold()
    found = next((table for table in tables if table.tab.casefold() == wanted), None)
    if found is not None:
        return found
    if tab:
        titles = ", ".join(table.tab for table in tables) or "none"
        raise ConfigError(f"{name} has no tab {tab!r} that holds anything. Its tabs: {titles}.", setting="tab")
    if not tables:
        raise RosterError(f"{name} is empty; nothing was made.", problems=["Write a header row and a row a client."])
    return tables[0]


def names_alone(source: Source) -> SourceTable:
    """The table of a text of names alone, a line each, which has no mark that parts cells."""
    lines = ((line, text.strip()) for line, text in enumerate(source.text.splitlines(), 1))
    return SourceTable(
        name=source.name, rows=tuple(SourceRow(line=line, cells=(text,)) for line, text in lines if text)
    )


def _table_of_data(source: Source) -> SourceTable:
    """The table of a list of mappings, or of one under `clients`; lines are those of the text."""
    from okrsdk.interchange.document.formats import parse_data
    from okrsdk.interchange.document.lines import lines_of

    data = parse_data(source)
    inner = data.get(_LIST) if isinstance(data, Mapping) else data
    if not isinstance(inner, list) or not all(isinstance(item, Mapping) for item in inner):
        problem = "Write a list under the key clients, each item with the key client and what else is known of it."
        raise RosterError(f"{source.name} is no roster; nothing was made.", problems=[problem])
    lines, prefix = lines_of(source.text), _LIST if isinstance(data, Mapping) else ""
    table = table_of_rows([_flat(item) for item in inner], name=source.name)
    # The header that the keys make is no line of the text; each item begins on its own.
    own = [lines.get(f"{prefix}[{number}]", number + 1) for number in range(len(inner))]
    body = (SourceRow(line=own[row.line - 2], cells=row.cells) for row in table.rows[1:])
    return SourceTable(name=source.name, rows=(*table.rows[:1], *body))


def _flat(item: Mapping[object, object]) -> dict[str, object]:
    """One level of keys: `funnel: {Lead: visible}` is the column Lead, a list of addresses one cell."""
    found: dict[str, object] = {}
    for key, value in item.items():
        if isinstance(value, Mapping):
            found |= _flat(value)
        else:
            found[str(key)] = ", ".join(map(str, value)) if isinstance(value, list) else value
    return found
