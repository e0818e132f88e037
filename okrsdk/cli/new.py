"""`okr new NAME --cycle 2026-Q1`: a client's workbook."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from okrsdk.cli.drafts import parsed_cycle
from okrsdk.cli.options import Format, format_option, table_options
from okrsdk.cli.source import connection, file_of, source_at
from okrsdk.cli.source_okrs import told_okrs, told_spreadsheet_okrs
from okrsdk.reports.text_style import counted

if TYPE_CHECKING:
    from okrsdk.interchange import LoadedDocument, ReadingOptions, SourceReading
    from okrsdk.model import Month, OkrSet
    from okrsdk.sheets import Workbook
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.importing.source import ImportSource


_LONGEST_NAME = 200


@click.command("new")
@click.argument("name")
@click.option("--cycle", metavar="CYCLE", help="2026-Q1, Q1 2026, 2026-H1, 2026, a month, two days, or FY26-Q1.")
@click.option("--fiscal-year-starts", metavar="MONTH", help="For a cycle such as FY26-Q1: the month, such as February.")
@click.option(
    "--from",
    "document",
    metavar="SOURCE",
    help="Fill it from OKRs in any form: a table, a document, a draft, an export, a spreadsheet; - is standard input.",
)
@click.option("--strategy", is_flag=True, help="With a Strategy tab: where we stand, challenges, KPIs, success.")
@click.option("--again", is_flag=True, help="Make it even where the client has a workbook of this cycle already.")
@click.option("--dry-run", is_flag=True, help="Say what would be made and make nothing.")
@format_option
@table_options
def command(  # noqa: PLR0913 - one argument per option
    name: str,
    cycle: str | None,
    fiscal_year_starts: str | None,
    document: str | None,
    form: Format,
    *,
    strategy: bool,
    again: bool,
    dry_run: bool,
    reading: ReadingOptions,
) -> int:
    """Make the workbook of client NAME for a cycle: tabs, drop-downs, colours, notes, and a chart of the scores."""
    if not name.strip():
        raise click.UsageError("Say whose workbook it is: the name of a client or team.")
    if not name.strip().isprintable():
        raise click.UsageError("The name has a line break or another control character in it. Write it in one line.")
    if len(name.strip()) > _LONGEST_NAME:
        raise click.UsageError(f"The name has {len(name.strip())} characters; write one of at most {_LONGEST_NAME}.")
    told = _source(name.strip(), cycle, document, fiscal_year_starts, reading)
    source = _with_strategy(told) if strategy else told
    if dry_run:
        _say_what_would_be(source.okr_set)
        return 0
    from okrsdk.sheets import create_workbook, import_into_new
    from okrsdk.sheets.references import workbooks_titled
    from okrsdk.workbook.overview import workbook_title

    title = workbook_title(source.okr_set)
    with connection() as sheets:
        if not again and (there := workbooks_titled(title, sheets)):
            return _say_what_is_there(title, [sheets.endpoint.link(file.spreadsheet_id) for file in there])
        workbook = create_workbook(source.okr_set, sheets) if document is None else import_into_new(source, sheets)
        is_local = not sheets.endpoint.is_google
    if form is Format.JSON:
        made = {"title": title, "spreadsheet_id": workbook.spreadsheet_id, "url": workbook.url}
        click.echo(json.dumps(made, indent=2, ensure_ascii=False))
        return 0
    _say_what_was_made(title, workbook, is_local=is_local)
    return 0


def _source(
    name: str, cycle: str | None, document: str | None, fiscal_year_starts: str | None, reading: ReadingOptions
) -> ImportSource:
    """What the workbook is filled with: nothing but client and cycle, or what a file says."""
    from okrsdk.interchange.import_source import import_source_of
    from okrsdk.model import OkrSet
    from okrsdk.workbook.importing.source import ImportSource

    source = ImportSource(okr_set=OkrSet())
    if document is not None:
        source = import_source_of(_read(document, replace(reading, cycle=cycle or "")))
    okr_set = source.okr_set
    starts = okr_set.client.fiscal_year_starts if fiscal_year_starts is None else _month(fiscal_year_starts)
    chosen = okr_set.cycle if cycle is None else parsed_cycle(cycle, fiscal_year_starts=starts)
    if chosen is None:
        raise click.UsageError("Say which cycle: --cycle 2026-Q1.")
    client = replace(okr_set.client, name=name, fiscal_year_starts=starts)
    own = replace(okr_set, client=client, cycle=chosen)
    if chosen != okr_set.cycle is not None:
        own = replace(own, decisions=(), final_scores=())  # they are of the other cycle, which may be closed
    return replace(source, okr_set=own)


def _with_strategy(source: ImportSource) -> ImportSource:
    """The same with a blank strategy, unless it brings its own."""
    from okrsdk.cycle import blank_strategy

    own = source.okr_set
    return replace(source, okr_set=replace(own, strategy=own.strategy or blank_strategy()))


def _read(ref: str, reading: ReadingOptions) -> LoadedDocument | WorkbookReading | SourceReading:
    path = file_of(ref)
    if path is not None:
        return told_okrs(source_at(path, encoding=reading.encoding), reading)
    with connection() as sheets:
        return told_spreadsheet_okrs(ref, sheets, reading)


def _month(text: str) -> Month:
    from okrsdk.model import Month
    from okrsdk.schema.choice_words import MONTH_WORDS, choice_named

    month = choice_named(text, Month, MONTH_WORDS)
    if month is None:
        raise click.UsageError(f"{text!r} is not a month. Write one such as February.")
    return Month(month)


def _say_what_was_made(title: str, workbook: Workbook, *, is_local: bool) -> None:
    click.echo(f"Made {title}")
    click.echo(f"  {workbook.spreadsheet_id if is_local else workbook.url}")
    click.echo(f'\nNext: okr check "{title if is_local else workbook.url}"')


def _say_what_is_there(title: str, links: list[str]) -> int:
    click.echo(f"There is a workbook {title} already; nothing was made:", err=True)
    for link in links:
        click.echo(f"  {link}", err=True)
    click.echo(f'Next: okr check "{title}", or okr new … --again for another one of the same name.', err=True)
    return 1


def _say_what_would_be(okr_set: OkrSet) -> None:
    cycle = "" if okr_set.cycle is None else okr_set.cycle.name
    parts = f"{counted(len(okr_set.objectives), 'objective')} and {counted(len(okr_set.key_results), 'key result')}"
    click.echo(f"Would make a workbook for {okr_set.client.name}, {cycle}, with {parts}. Nothing was made.")
