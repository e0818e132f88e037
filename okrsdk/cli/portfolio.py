"""`okr portfolio check | grade | status | export`: the workbooks of all clients side by side."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from okrsdk.cli.drafts import parsed_cycle
from okrsdk.cli.options import Format, day_option, drive_id, format_option, policy_option
from okrsdk.cli.source import opened_workspace, settings
from okrsdk.cli.terminal import terminal_style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from okrsdk.model import Today
    from okrsdk.portfolio.portfolio import Portfolio
    from okrsdk.portfolio.summary import WorkbookRow
    from okrsdk.provision.workspace import Workspace
    from okrsdk.sheets.drive_files import DriveFile


class _Which(TypedDict):
    """Which workbooks, and how they are judged."""

    roster: str | None
    cycle: str
    folder: str
    tab: str
    on: date | Today
    policy: str | None


def _which(command: Callable[..., object]) -> Callable[..., object]:
    """The argument and options that say which workbooks are meant, and how they are judged."""
    for option in (
        policy_option,
        day_option,
        click.option("--tab", default="", metavar="TAB", help="Of a roster with several tabs, the one that is meant."),
        click.option("--folder", default="", metavar="ID|URL", help="All workbooks of this folder in Drive."),
        click.option("--cycle", default="", metavar="CYCLE", help="Of this cycle: 2026-Q2. Needed with a roster."),
        click.argument("roster", required=False, metavar="[ROSTER]"),
    ):
        command = option(command)
    return command


@click.group("portfolio")
def command() -> None:
    """The workbooks of all clients: of a ROSTER and its --cycle, of a --cycle, of a --folder, or of all My Drive.

    Only workbooks that changed since the last time are read; Drive says which those are. One that cannot be reached
    stops no other.
    """


@command.command("status")
@_which
@format_option
def status(form: Format, **which: Unpack[_Which]) -> int:
    """Show where every client is: score against the pass mark, pace, what is owed and due, the lowest score first.

    Then the same by champion and level, and what contributes to what across the workbooks.
    """
    from okrsdk.portfolio.portfolio_text import status_lines

    portfolio = _refreshed(which)
    _show(portfolio, form, lambda: status_lines(portfolio, style=terminal_style()))
    return 0 if not portfolio.unread else 1


@command.command("check")
@_which
@format_option
def check(form: Format, **which: Unpack[_Which]) -> int:
    """Show what is wrong in each workbook, most errors first, and what contributes to what across them.

    Exit status 1 where a workbook holds errors, cannot be read or is missing, or a reference leads nowhere.
    """
    from okrsdk.portfolio.portfolio_text import check_lines

    portfolio = _refreshed(which)
    _show(portfolio, form, lambda: check_lines(portfolio, style=terminal_style()))
    return 1 if portfolio.has_trouble or any(link.broken for link in portfolio.links()) else 0


@command.command("grade")
@_which
@format_option
@click.option("--final", is_flag=True, help="The cycle is closed: what has no current value scores 0.")
@click.option("--dry-run", is_flag=True, help="Write nothing.")
def grade(form: Format, *, final: bool, dry_run: bool, **which: Unpack[_Which]) -> int:
    """Grade every workbook and write the scores back, in a read and a write each."""
    from okrsdk.cli.policies import chosen_policy
    from okrsdk.portfolio.portfolio_text import status_lines
    from okrsdk.portfolio.refreshing import grade_all

    policy = chosen_policy(which["policy"])
    with opened_workspace(settings()) as workspace:
        files, missing = _files(which, workspace)
        rows = grade_all(files, workspace.connection, on=which["on"], final=final, dry_run=dry_run, policy=policy)
        portfolio = _portfolio(rows, len(files), missing)
    _show(portfolio, form, lambda: status_lines(portfolio, style=terminal_style()))
    if dry_run:
        click.echo("Nothing was written.", err=True)
    return 1 if portfolio.has_trouble else 0


class _Table(StrEnum):
    """How a portfolio is exported."""

    HTML = "html"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


@command.command("export")
@_which
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file: .html is a page with pictures, .csv and .parquet are tables, .json is all that is known.",
)
@click.option(
    "--to-sheet",
    "sheet",
    is_flag=False,
    flag_value="",
    metavar="[REF|new]",
    help="A Google Sheet of its own, brought up to date. Without REF the one that was made for the same ROSTER, "
    "--cycle and --folder, or a new one where there is none; `new` makes another one. Write it behind ROSTER.",
)
def export(output: Path | None, sheet: str | None, **which: Unpack[_Which]) -> int:
    """Write the portfolio elsewhere: a page to look at, sort and print, a table for other programs, a Google Sheet.

    The sheet stays yours: sort and filter it, insert rows, write into columns of your own. A workbook is found by the
    ID in its row, and nothing but okrsdk's columns is written.
    """
    from okrsdk.files import write_file

    if output is None and sheet is None:
        raise click.UsageError("Say where to: -o portfolio.html for a file, --to-sheet for a Google Sheet.")
    kind = None if output is None else _kind_of(output)
    portfolio = _refreshed(which)
    if output is not None and kind is not None:
        write_file(output, _exported(portfolio, kind, which))
        click.echo(f"Wrote {output}", err=True)
    if sheet is not None:
        _to_sheet(portfolio, sheet, which)
    return 0 if not portfolio.unread else 1


def _kind_of(output: Path) -> _Table:
    try:
        return _Table(output.suffix.lower().removeprefix("."))
    except ValueError:
        names = ", ".join(f".{one}" for one in _Table)
        raise click.UsageError(f"{output} names no kind of file. End it with one of: {names}.") from None


def _to_sheet(portfolio: Portfolio, ref: str, which: _Which) -> None:
    from okrsdk.cli.portfolio_sheet import brought_to_sheet

    roster = which["roster"] or ""
    cycle = parsed_cycle(which["cycle"]).name if which["cycle"] else ""
    own = (roster if "://" in roster else Path(roster).name, cycle, drive_id("--folder", which["folder"]))
    with opened_workspace(settings()) as workspace:
        for line in brought_to_sheet(portfolio, ref, workspace.connection, selection=own, on=which["on"]):
            click.echo(line, err=True)


def _exported(portfolio: Portfolio, kind: _Table, which: _Which) -> bytes:
    from okrsdk.model import Client, day_asked
    from okrsdk.portfolio.portfolio_page import portfolio_html
    from okrsdk.portfolio.portfolio_table import portfolio_csv, portfolio_document, portfolio_parquet

    match kind:
        case _Table.HTML:
            title = " ".join(filter(None, ["Portfolio", which["cycle"]]))
            return portfolio_html(portfolio, title=title, on=day_asked(which["on"], Client(name=""))).encode()
        case _Table.CSV:
            return portfolio_csv(portfolio).encode()
        case _Table.JSON:
            return (json.dumps(portfolio_document(portfolio), indent=2, ensure_ascii=False) + "\n").encode()
        case _Table.PARQUET:
            return portfolio_parquet(portfolio)


def _refreshed(which: _Which) -> Portfolio:
    """The portfolio, of which only what changed is read."""
    from okrsdk import __version__
    from okrsdk.cli.policies import chosen_policy
    from okrsdk.portfolio.refreshing import refresh
    from okrsdk.portfolio.summary_cache import FILE_NAME, SummaryCache

    policy = chosen_policy(which["policy"])
    with (
        opened_workspace(settings()) as workspace,
        SummaryCache(workspace.home / FILE_NAME, version=__version__) as cache,
    ):
        files, missing = _files(which, workspace)
        rows = refresh(files, workspace.connection, cache, on=which["on"], policy=policy)
        return _portfolio(rows, len(files), missing)


def _files(which: _Which, workspace: Workspace) -> tuple[tuple[DriveFile, ...], tuple[str, ...]]:
    """The files that are meant, and the clients of the roster that have none."""
    from okrsdk.portfolio.workbook_files import files_of_cycle, files_of_folder, files_of_roster
    from okrsdk.provision.provisioning import load_roster

    if which["folder"]:
        if which["roster"]:
            raise click.UsageError("Name a roster or a folder, not both: a roster's workbooks are found anywhere.")
        return files_of_folder(drive_id("--folder", which["folder"]), workspace.http), ()
    if not which["cycle"]:
        if which["roster"]:
            raise click.UsageError("A roster says nothing of the cycle. Name it: --cycle 2026-Q2.")
        return files_of_folder("", workspace.http), ()
    cycle = parsed_cycle(which["cycle"])
    if not which["roster"]:
        return files_of_cycle(cycle, workspace.http), ()
    loaded = load_roster(which["roster"], workspace, tab=which["tab"])
    return files_of_roster(loaded.roster, cycle, workspace.http)


def _portfolio(rows: Iterable[WorkbookRow], number: int, missing: tuple[str, ...]) -> Portfolio:
    """The portfolio, while a bar on a terminal shows how many workbooks are done."""
    from okrsdk.portfolio.portfolio import Portfolio

    if not number and not missing:
        raise click.UsageError("There is no workbook there. Make some: okr provision ROSTER --cycle 2026-Q2.")
    if not sys.stderr.isatty():
        return Portfolio(rows=tuple(rows), missing=missing)
    with click.progressbar(rows, length=number, label="Workbooks", file=sys.stderr, show_eta=True) as bar:
        return Portfolio(rows=tuple(bar), missing=missing)


def _show(portfolio: Portfolio, form: Format, lines: Callable[[], Iterable[str]]) -> None:
    from okrsdk.portfolio.portfolio_table import portfolio_document

    if form is Format.JSON:
        click.echo(json.dumps(portfolio_document(portfolio), indent=2, ensure_ascii=False))
        return
    for line in lines():
        click.echo(line)
