"""`okr strategy REF`: the strategy of a workbook, and the tab for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import Format, format_option, ref_argument
from okrsdk.cli.source import connection, file_of
from okrsdk.cli.terminal import terminal_style
from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.strategy_tab import StrategyPlan


@click.command("strategy")
@ref_argument
@click.option("--dry-run", is_flag=True, help="Say what would be added and add nothing.")
@format_option
def command(ref: str, *, dry_run: bool, form: Format) -> int:
    """Show the strategy of a workbook and what it does not answer yet; a workbook without one gets its Strategy tab.

    The tab holds where we stand, the challenges with why now, the KPIs that matter with their healthy range, and what
    success looks like. Objectives name the challenge that they answer in a column Challenge, which is added on the
    right where it is missing. No cell that is there is changed, and no objective is ever written for you.
    """
    from okrsdk.sheets import open_workbook
    from okrsdk.sheets.spreadsheet import Spreadsheet
    from okrsdk.sheets.strategy_write import add_strategy

    if ref == "-":
        raise ConfigError("Standard input is no workbook. Name the workbook that has the strategy, or gets its tab.")
    if file_of(ref) is not None:
        raise ConfigError(f"{ref} is a file. A workbook gets the tab: okr new NAME --from {ref} --strategy makes one.")
    with connection() as sheets:
        spreadsheet = Spreadsheet(spreadsheet_id=open_workbook(ref, sheets).spreadsheet_id, http=sheets.http)
        plan, reading = add_strategy(spreadsheet, dry_run=dry_run)
    _show(plan, reading, form, is_written=not dry_run)
    return 0


def _show(plan: StrategyPlan, reading: WorkbookReading, form: Format, *, is_written: bool) -> None:
    from okrsdk.reports.strategy_text import strategy_lines, told_document

    if form is Format.JSON:
        added = {"tab": plan.adds_tab, "column": plan.adds_column, "written": is_written and bool(plan.body)}
        click.echo(json.dumps({"added": added, **told_document(reading.okr_set)}, indent=2, ensure_ascii=False))
        return
    for line in strategy_lines(reading.okr_set, style=terminal_style()):
        click.echo(line)
    parts = [name for name, adds in (("the Strategy tab", plan.adds_tab), ("the column Challenge in Objectives",
             plan.adds_column)) if adds]  # fmt: skip
    if parts:
        click.echo(f"\n{'Added' if is_written else 'Would add'} {' and '.join(parts)}.")
