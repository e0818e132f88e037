"""`okr import SOURCE --to WORKBOOK`: OKRs from anywhere into a workbook, shown before they are written."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import Format, format_option, reading_options
from okrsdk.cli.source import connection, file_of, source_at
from okrsdk.cli.source_lines import reading_document
from okrsdk.cli.source_okrs import told_okrs, told_spreadsheet_okrs
from okrsdk.cli.terminal import terminal_style
from okrsdk.errors import ConfigError
from okrsdk.findings import has_errors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from okrsdk.interchange import LoadedDocument, ReadingOptions, SourceReading
    from okrsdk.interchange.importers.source_reading import ColumnReading
    from okrsdk.model import OkrSet
    from okrsdk.sheets import Connection, Workbook
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.importing.import_plan import ImportPlan, Settle
    from okrsdk.workbook.importing.source import ImportSource

    _Found: TypeAlias = LoadedDocument | WorkbookReading | SourceReading

_NOT_CONFIRMED = 2


@click.command("import")
@click.argument("source", metavar="SOURCE")
@click.option("--to", "target", metavar="WORKBOOK", help="The workbook to import into. [default: a new one]")
@click.option("--client", metavar="NAME", default="", help="Whose workbook a new one is. [default: as the source says]")
@click.option(
    "--settle",
    type=click.Choice(["workbook", "source"]),
    help="Whose value stays where both changed a cell. [default: the workbook's, and it is asked again next time]",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option(
    "--save-map",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Keep what each column was understood to hold, in a file for --map.",
)
@format_option
@reading_options
def command(  # noqa: PLR0913 - one argument per option
    source: str,
    target: str | None,
    client: str,
    settle: str | None,
    save_map: Path | None,
    form: Format,
    *,
    dry_run: bool,
    yes: bool,
    reading: ReadingOptions,
) -> int:
    """Import the OKRs of SOURCE: a file of any form, or the URL or name of a spreadsheet (with --tab, one of its tabs).

    The plan is shown first, cell by cell. What people typed since the last import is never written over, no formula
    ever is, and what the source no longer has stays. Where workbook and source have both changed a cell, both values
    are shown. The exit status is 1 then, and where something of the source could not be read. The ID that the source
    gives a record is kept in External ID, so that the next import changes it rather than doubling it. Columns that
    okrsdk does not know become columns on the right.
    """
    from okrsdk.sheets import open_workbook
    from okrsdk.workbook.importing.import_plan import Settle

    with connection() as sheets:
        found = _read(source, reading, sheets, save_map)
        told = _Told(found=found, form=form, dry_run=dry_run, asks=not yes)
        if target is None:
            return _import_into_new(told, client or found.okr_set.client.name, sheets)
        return _import_into(open_workbook(target, sheets), told, None if settle is None else Settle(settle))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What was read, and what to do with it.

    Attributes:
        found: what was read.
        form: how the result is written.
        dry_run: whether to write nothing.
        asks: whether to ask before writing.
    """

    found: _Found
    form: Format
    dry_run: bool
    asks: bool

    @property
    def source(self) -> ImportSource:
        """What is imported."""
        from okrsdk.interchange.import_source import import_source_of

        return import_source_of(self.found)

    @property
    def has_unread(self) -> bool:
        """Whether something in the source could not be read, so that its cell stays blank."""
        return has_errors(self.found.findings)

    def show(self, plan: ImportPlan, *, is_written: bool, made: Workbook | None = None) -> None:
        """Writes what the import does, or did; as JSON with how the source was understood and what was made."""
        from okrsdk.interchange import SourceReading
        from okrsdk.reports.import_document import import_document

        if self.form is Format.TEXT:
            _show_text(plan)
            return
        document = {**import_document(plan), "written": is_written}
        if made is not None:
            document |= {"spreadsheet_id": made.spreadsheet_id, "url": made.url}
        if isinstance(self.found, SourceReading):
            document["source"] = reading_document(self.found)
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))

    def say(self, line: str) -> None:
        """Writes a line for people; nothing where the answer is JSON."""
        if self.form is Format.TEXT:
            click.echo(line)


def _read(ref: str, reading: ReadingOptions, sheets: Connection, save_map: Path | None) -> _Found:
    from okrsdk.interchange import SourceReading

    path = file_of(ref)
    found: _Found
    if path is None:
        found = told_spreadsheet_okrs(ref, sheets, reading)
    else:
        found = told_okrs(source_at(path, encoding=reading.encoding), reading)
    if save_map is not None:
        _save_map(found.columns if isinstance(found, SourceReading) else (), save_map, ref)
    return found


def _save_map(columns: Sequence[ColumnReading], path: Path, ref: str) -> None:
    """Writes what each column was understood to hold.

    Raises:
        ConfigError: the source has no columns, or the file cannot be written.
    """
    from okrsdk.files import save_mapping
    from okrsdk.interchange.importers.column_mapping import mapping_from

    if not columns:
        raise ConfigError(f"{ref} has no columns to map; leave --save-map out.", setting="save-map")
    save_mapping(mapping_from(columns), path)
    click.echo(f"Wrote {path}", err=True)


def _import_into(workbook: Workbook, told: _Told, settle: Settle | None) -> int:
    if not told.asks or told.dry_run:
        plan = workbook.import_okrs(told.source, settle=settle, dry_run=told.dry_run)
        return _shown(told, plan, is_written=not told.dry_run and not plan.is_done)
    plan = workbook.import_okrs(told.source, settle=settle, dry_run=True)
    if plan.changes_nothing:
        plan = workbook.import_okrs(told.source, settle=settle, agreed=plan)
        return _shown(told, plan, is_written=not plan.is_done)
    _show_text(plan, to_stderr=told.form is Format.JSON)
    if not sys.stdin.isatty():
        click.echo("Nothing was written. Say --yes to write it.", err=True)
        return _NOT_CONFIRMED
    click.confirm(f"Write this to {plan.title}?", abort=True, err=True)
    done = workbook.import_okrs(told.source, settle=settle, agreed=plan)
    if told.form is Format.JSON:
        told.show(done, is_written=True)
    told.say("It is in the workbook.")
    return int(bool(done.conflicts) or told.has_unread)


def _shown(told: _Told, plan: ImportPlan, *, is_written: bool) -> int:
    told.show(plan, is_written=is_written)
    told.say(_outcome(plan, is_written=is_written))
    return int(bool(plan.conflicts) or told.has_unread)


def _import_into_new(told: _Told, client: str, sheets: Connection) -> int:
    from okrsdk.sheets import import_into_new
    from okrsdk.sheets.references import workbooks_titled
    from okrsdk.workbook.importing.new_workbook import plan_of_new_workbook

    source = told.source
    okr_set = replace(source.okr_set, client=replace(source.okr_set.client, name=client.strip()))
    source = replace(source, okr_set=okr_set)
    plan = plan_of_new_workbook(source)
    missing = _missing(client, okr_set)
    if not missing and workbooks_titled(plan.title, sheets):
        raise click.UsageError(f'There is a workbook {plan.title} already. Import into it: --to "{plan.title}".')
    if told.dry_run or missing:
        told.show(plan, is_written=False)
        click.echo(
            missing or f"Would make {plan.title}. Nothing was made.", err=bool(missing) or told.form is Format.JSON
        )
        return int(told.has_unread) if told.dry_run else _NOT_CONFIRMED
    if told.form is Format.TEXT:
        _show_text(plan)
    workbook = import_into_new(source, sheets)
    if told.form is Format.JSON:
        told.show(plan, is_written=True, made=workbook)
    told.say(f"Made {plan.title}\n  {workbook.url if sheets.endpoint.is_google else workbook.spreadsheet_id}")
    return int(told.has_unread)


def _missing(client: str, okr_set: OkrSet) -> str:
    """What is still to be said for a new workbook; empty where nothing is."""
    told = "--cycle 2026-Q1" if client.strip() else '--client "Acme Dental"'
    is_whole = bool(client.strip()) and okr_set.cycle is not None
    return "" if is_whole else f"Nothing was made. Say where to: --to WORKBOOK; or {told} for a new workbook."


def _outcome(plan: ImportPlan, *, is_written: bool) -> str:
    if plan.changes_nothing:
        return "Nothing changes; what the source says is remembered." if is_written else "There is nothing to write."
    return "It is in the workbook." if is_written else "Nothing was written."


def _show_text(plan: ImportPlan, *, to_stderr: bool = False) -> None:
    from okrsdk.reports.import_text import import_text

    for line in import_text(plan, style=terminal_style()):
        click.echo(line, err=to_stderr)
