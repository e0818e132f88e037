"""`okr adopt REF`: a sheet that people made for themselves becomes an OKR workbook, in place."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import Format, format_option, reading_options, ref_argument
from okrsdk.cli.source import connection
from okrsdk.cli.terminal import terminal_style
from okrsdk.reports.text_style import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.interchange import ReadingOptions
    from okrsdk.interchange.adopting.adoption_plan import AdoptedTab, AdoptionPlan
    from okrsdk.reports import TextStyle
    from okrsdk.sheets import Workbook

_NOT_CONFIRMED = 2


@click.command("adopt")
@ref_argument
@click.option("--client", metavar="NAME", default="", help="Whose OKRs these are. [default: the spreadsheet's title]")
@click.option("--undo", is_flag=True, help="Take off what an adoption added: columns, tabs and marks.")
@click.option("--dry-run", is_flag=True, help="Show what would be added, and write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@format_option
@reading_options
def command(  # noqa: PLR0913 - one argument per option
    ref: str,
    client: str,
    form: Format,
    *,
    undo: bool,
    dry_run: bool,
    yes: bool,
    reading: ReadingOptions,
) -> int:
    """Make an OKR workbook of the team's own spreadsheet REF without changing a cell of theirs.

    Its OKRs may be in any layout that has a row for each key result: the objective repeated, filled down or on a row of
    its own, a tree, two tabs. Columns are added on the right of their tabs (ID, Score, Band, Pace and what is missing),
    and tabs behind them. From then on check, grade and check-ins work on it. --undo gives the sheet back as it was.
    """
    from okrsdk.sheets import open_workbook
    from okrsdk.sheets.references import NameMatch

    with connection() as sheets:
        match = NameMatch.WORDS if dry_run else NameMatch.TITLE_OR_CLIENT
        workbook = open_workbook(ref, sheets, match=match)
        if undo:
            return _undo(workbook, dry_run=dry_run, asks=not yes)
        if not yes or dry_run:
            plan = workbook.adopt(reading, client=client, dry_run=True)
            _show(plan, form)
            if dry_run:
                return 0
            if not sys.stdin.isatty():
                click.echo("Nothing was written. Say --yes to write it.", err=True)
                return _NOT_CONFIRMED
            click.confirm(f"Add this to {plan.title}?", abort=True, err=True)
        plan = workbook.adopt(reading, client=client)
    if yes:
        _show(plan, form)
    if form is Format.TEXT:
        click.echo(f"\nDone. Next: okr check {json.dumps(ref, ensure_ascii=False)}")
    return 0


def _undo(workbook: Workbook, *, dry_run: bool, asks: bool) -> int:
    from okrsdk.sheets import undo_adoption

    written = undo_adoption(workbook, force=not asks, dry_run=dry_run)
    if dry_run:
        for place in written:
            click.echo(f"Written into since: {place}")
        click.echo("Nothing was written.")
        return 0
    if written and asks:
        click.echo("People wrote into what was added, which would be lost:", err=True)
        for place in written:
            click.echo(f"  {place}", err=True)
        if not sys.stdin.isatty():
            click.echo("Nothing was undone. Say --yes to lose it.", err=True)
            return _NOT_CONFIRMED
        click.confirm("Take it off all the same?", abort=True, err=True)
        undo_adoption(workbook, force=True)
    click.echo("The spreadsheet is as it was before it was adopted.")
    return 0


def _show(plan: AdoptionPlan, form: Format) -> None:
    if form is Format.JSON:
        click.echo(json.dumps(_document(plan), indent=2, ensure_ascii=False))
        return
    for line in _lines(plan, terminal_style()):
        click.echo(line)


def _lines(plan: AdoptionPlan, style: TextStyle) -> Iterator[str]:
    okr_set = plan.okr_set
    counts = f"{counted(len(okr_set.objectives), 'objective')}, {counted(len(okr_set.key_results), 'key result')}"
    yield style.symbols(f"{style.bold(plan.title)} · {counts} · {plan.layout}")
    for tab in plan.tabs:
        yield f"On {tab.title}, which stays as it is:"
        for name, header in _titles(tab).items():
            yield style.wrapped(style.symbols(f"{header} → {name}"), indent="    ", first="  ")
        added = ", ".join(own.header for own in tab.added)
        yield style.wrapped(f"Added on the right: {added}", indent="    ", first="  ")
    yield style.wrapped(f"New tabs: {', '.join(plan.new_tabs)}", indent="  ")
    for title in plan.check_in_tabs:
        said = f"The check-ins on {title} are copied into the new tab for them: later ones on {title} do not count."
        yield style.wrapped(said, indent="  ")
    for own in plan.copied:
        said = (
            f"{own.header} is not read as {own.title} where it is: what it says of that ({own.copied} of "
            f"{counted(own.filled, 'cell')}) is copied into a column on the right. Later changes of it do not count."
        )
        yield style.wrapped(said, indent="  ")


def _titles(tab: AdoptedTab) -> dict[str, str]:
    from okrsdk.schema.tables import columns

    known = {column.name: column.title for column in columns(tab.table)}
    return {known[name]: header for name, header in tab.headers.items()}


def _document(plan: AdoptionPlan) -> dict[str, object]:
    tabs = [
        {
            "tab": tab.title,
            "table": str(tab.table),
            "theirs": {name: tab.headers[name] for name in tab.marked},
            "added": [own.header for own in tab.added],
        }
        for tab in plan.tabs
    ]
    return {
        "title": plan.title,
        "layout": plan.layout,
        "objectives": len(plan.okr_set.objectives),
        "key_results": len(plan.okr_set.key_results),
        "tabs": tabs,
        "new_tabs": list(map(str, plan.new_tabs)),
        "check_in_tabs": list(plan.check_in_tabs),
        "copied": [
            {"header": own.header, "column": own.title, "copied": own.copied, "filled": own.filled}
            for own in plan.copied
        ],
    }
