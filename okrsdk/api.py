"""The public functions: open, create, adopt, refresh, load, dump and export, each in one call.

Each imports what it needs when it is called, so that a program pays for no more. Workbooks opened here share one
connection per settings, which lasts as long as the program. Programs that want to end it themselves use
`okrsdk.sheets.connect`.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    import gspread

    from okrsdk.assessment import Assessment
    from okrsdk.model import OkrSet, Today
    from okrsdk.sheets import Connection, SheetsSettings, Workbook
    from okrsdk.values import Refresh, ValueSource


def open(ref: str | gspread.Spreadsheet, *, settings: SheetsSettings | None = None) -> Workbook:
    """The workbook that `ref` means. Nothing is read yet.

    Args:
        ref: URL or ID of a spreadsheet, or the name of a workbook in Local Sheets; or a spreadsheet that one has opened
            with gspread, which is then reached through gspread's own client, signed in as that is.
        settings: how to reach Sheets; by default what the environment and `okr.toml` say.

    Raises:
        ConfigError: `ref` is no such thing, or a setting is wrong.
        NotFoundError: no workbook in Local Sheets has that name.
    """
    from okrsdk.sheets import Workbook, open_workbook

    if not isinstance(ref, str):
        from okrsdk.sheets.connection import connect_through

        return Workbook(spreadsheet_id=ref.id, connection=connect_through(ref.client))
    return open_workbook(ref, _connection(settings or _own_settings()))


def create(okr_set: OkrSet, *, settings: SheetsSettings | None = None) -> Workbook:
    """A new workbook that holds the OKRs, with all its tabs, formats and notes; one request to Drive, one to Sheets.

    Args:
        okr_set: the OKRs; client and cycle make the title.
        settings: how to reach Sheets; by default what the environment and `okr.toml` say.

    Raises:
        SheetsError: it was not made.
    """
    from okrsdk.sheets import create_workbook

    return create_workbook(okr_set, _connection(settings or _own_settings()))


def adopt(
    ref: str | gspread.Spreadsheet,
    *,
    client: str = "",
    cycle: str = "",
    tab: str = "",
    mapping: Mapping[str, str] | None = None,
    settings: SheetsSettings | None = None,
) -> Workbook:
    """The workbook that a spreadsheet of people's own becomes, in place; one read and one write.

    No cell of theirs is changed or moved: columns are added on the right of their tabs, and tabs behind them.
    `open(ref).adopt(…, dry_run=True)` shows what would be added, `okrsdk.sheets.undo_adoption` takes it off again.

    Args:
        ref: as `open` takes it.
        client: whose OKRs these are; by default the spreadsheet's title.
        cycle: the cycle that they are of, where the spreadsheet does not say it, or says several.
        tab: the tab that is meant, of several with OKRs.
        mapping: per header what its column holds: `{"Ziel": "target"}`.
        settings: how to reach Sheets; by default what the environment and `okr.toml` say.

    Raises:
        ConfigError: it is an OKR workbook already, its cycle is not known, or it cannot be read as OKRs in rows.
        InvalidOkrError: it holds no OKRs, or those of several cycles and none was asked for.
        StaleWorkbookError: people kept moving rows or columns.
        SheetsError: it cannot be read or written.
    """
    from okrsdk.interchange import ReadingOptions

    workbook = open(ref, settings=settings)
    workbook.adopt(ReadingOptions(mapping=mapping or {}, cycle=cycle, tab=tab), client=client)
    return workbook


def refresh(
    workbook: Workbook | str,
    *,
    on: date | Today,
    sources: Mapping[str, ValueSource] | None = None,
    allow: Sequence[str] = (),
    save_doubtful: bool = False,
    dry_run: bool = False,
) -> Refresh:
    """The values of a workbook's key results from where their Source says they are, checked in where they are news.

    One read and one write, one further read for each spreadsheet that is named, one fetch for each file. What people
    said that day or later stays; what cannot be read is told of its key result, and is never 0.

    Args:
        workbook: the workbook, or what `open` takes.
        on: the client's day, or today as the client has it; values without a day are of it.
        sources: sources of one's own by the name that Source begins with (`hubspot: deals won`); they go before those
            that are installed.
        allow: what may be read beside the public web and what `okr.toml` allows: files, folders, URLs, `sheet: REF`.
        save_doubtful: whether to write also what may be a slip, a value far off the way.
        dry_run: whether to write nothing.

    Raises:
        InvalidOkrError: it is not an OKR workbook, or has no Check-ins tab.
        StaleWorkbookError: people moved columns or kept moving rows; the message says what to look at.
        ConfigError: a setting is wrong, or an extra is not installed.
        SheetsError: the workbook cannot be read or written.
    """
    from okrsdk.values import load_source_settings, refresh_workbook

    return refresh_workbook(
        open(workbook) if isinstance(workbook, str) else workbook,
        on=on,
        settings=load_source_settings(Path.cwd(), allow=allow),
        sources=sources or {},
        save_doubtful=save_doubtful,
        dry_run=dry_run,
    )


def load(
    source: str | Path | Mapping[str, object], *, mapping: Mapping[str, str] | None = None, cycle: str = ""
) -> OkrSet:
    """The OKRs of a file, a text or plain data, in any form that is known.

    Files and texts are tables (`.csv`, `.tsv`, `.xlsx`) in any layout, drafts (`.txt`, `.md`), JSON lines, documents of
    okrsdk (`.json`, `.yaml`), JSON and YAML of other tools and the export of Viva Goals (`.zip`). What a table holds
    without being understood is not lost without a word: see `okrsdk.interchange.read_okrs`, which tells how each column
    was read.

    Args:
        source: the path of a file; the text itself, which has several lines or is JSON; or a document as a mapping.
        mapping: of a table, per header what its column holds: `{"Ziel": "target"}`.
        cycle: the cycle that is meant, of a source with several.

    Raises:
        InvalidOkrError: something in it cannot be read; `findings` has all of it.
        ConfigError: there is no such file, or it cannot be read as OKRs; the message says what to do.
        TypeError: it is none of these: rows go to `read_table`.

    >>> load("Objective;Key result;Target" + chr(10) + "Win;Bookings from 10 to 20;20").key_results[0].baseline
    Decimal('10')
    """
    from okrsdk.errors import ConfigError
    from okrsdk.files import load_okr_set
    from okrsdk.interchange import ReadingOptions, okr_set_of, read_okr_set
    from okrsdk.interchange.importers.sources import read_source

    options = ReadingOptions(mapping=mapping or {}, cycle=cycle)
    if isinstance(source, Mapping):
        return okr_set_of(source, options)
    if not isinstance(source, str | Path):
        raise TypeError(f"load takes a path, a text or a mapping, not {source!r:.40}. Rows go to okrsdk.read_table.")
    if not str(source).strip():
        raise ConfigError("The source is blank. Give the path of a file, or the text of OKRs.")
    if isinstance(source, str) and ("\n" in source or source.lstrip().startswith(("{", "["))):
        return read_okr_set(read_source("The text", source.encode(), is_named=False), options)
    return load_okr_set(source, options)


def from_records(
    records: Iterable[Mapping[str, object]], *, mapping: Mapping[str, str] | None = None, cycle: str = ""
) -> OkrSet:
    """The OKRs of records by header, if all of it can be read: what gspread's `worksheet.get_all_records()` gives.

    Their headers and layout may be any that `okr import` knows. `read_table` tells how each column was read, and gives
    the OKRs also where something cannot be read.

    Args:
        records: the rows, each a mapping of headers to cells.
        mapping: per header what its column holds: `{"Ziel": "target"}`.
        cycle: the cycle that is meant, of records of several.

    Raises:
        ConfigError: no header is known to be that of objectives or key results, or the mapping is wrong.
        InvalidOkrError: a cell cannot be read; `findings` tells of every such cell.

    >>> from_records([{"Objective": "Win the north", "Key result": "Bookings from 10 to 20"}]).key_results[0].target
    Decimal('20')
    """
    from okrsdk.interchange import okr_set_of_records

    return okr_set_of_records(records, mapping=mapping, cycle=cycle)


def dump(okr_set: OkrSet, path: str | Path) -> None:
    """Writes the OKRs to a document, a `.json`, `.yaml` or `.yml` file, which `load` reads back as they were.

    Raises:
        ConfigError: the file's name ends otherwise, or it cannot be written.
    """
    from okrsdk.files import write_document
    from okrsdk.interchange import format_of

    file = Path(path)
    write_document(okr_set, file, format_of(file))


def export(
    assessments: Assessment | Sequence[Assessment], path: str | Path, *, to: str | None = None, append: bool = False
) -> tuple[Path, ...]:
    """Writes assessed OKRs in the format of another program; gives the files that were written.

    Args:
        assessments: the OKRs of one workbook or of several, with their scores, from `assess`.
        path: the file; a folder for formats of several files.
        to: the format's name, one of those of `okr export --to`; by default the file's ending says it.
        append: whether to add them to what the file holds; the same workbook and day are replaced, never doubled.

    Raises:
        ConfigError: there is no such format, it cannot hold the OKRs, or it cannot be written.
    """
    from okrsdk.assessment import Assessment
    from okrsdk.files import append_export, write_export
    from okrsdk.interchange import export_format_named, export_format_of

    place = Path(path)
    chosen = export_format_of(place) if to is None else export_format_named(to)
    write = append_export if append else write_export
    return write([assessments] if isinstance(assessments, Assessment) else assessments, place, chosen)


def _own_settings() -> SheetsSettings:
    from okrsdk.sheets import load_settings

    return load_settings(os.environ, Path.cwd())


@cache
def _connection(settings: SheetsSettings) -> Connection:
    from okrsdk.sheets import connect

    connection = connect(settings)
    atexit.register(connection.close)
    return connection
