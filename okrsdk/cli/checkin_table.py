"""The check-ins of `okr checkin REF --from FILE`: what the rows of a table say, and which of them are refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from okrsdk.cli.source import source_at
from okrsdk.cli.terminal import terminal_style
from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from okrsdk.interchange.check_in_table import CheckInRow
    from okrsdk.model import CheckIn
    from okrsdk.workbook import WorkbookReading


def check_ins_in(
    path: Path, reading: WorkbookReading, *, on: date, mapped: Sequence[str], by: str = "", late_reason: str = ""
) -> list[CheckIn]:
    """The check-ins of a table that the workbook does not have yet; what is not taken of it is said on stderr.

    Args:
        path: the file; `-` for standard input.
        reading: the workbook.
        on: the client's day, which is that of rows that name none.
        mapped: what people say of its columns: `Stand=value`.
        by: who says so, in rows that do not tell.
        late_reason: why they come after the end of the cycle.

    Raises:
        ConfigError: there is no such table, or rows of it cannot be taken; each is listed with its line and reason.
    """
    from okrsdk.interchange.check_in_headers import mapped_fields
    from okrsdk.interchange.check_in_table import read_check_in_table
    from okrsdk.reports.text_style import counted
    from okrsdk.workbook.writing.check_in import is_said

    mapping = mapped_fields(mapped)
    source = source_at(path)
    table = read_check_in_table(source, reading.okr_set, on=on, by=by, mapping=mapping)
    rows = [_judged(row, reading, on=on, late_reason=late_reason) for row in table.rows]
    if table.unread:
        click.echo(f"Columns that were passed over: {', '.join(table.unread)}.", err=True)
    if table.silent:
        click.echo(f"{counted(table.silent, 'row')} without a word on a key result passed over.", err=True)
    if refused := [row for row in rows if row.refused]:
        for row in refused:
            click.echo(terminal_style().wrapped(f"line {row.line}: {row.refused}", indent=""), err=True)
        raise ConfigError(
            f"{counted(len(refused), 'row')} of {len(rows)} in {source.name} cannot be taken, so nothing was written. "
            "Mend what is listed and send the table again."
        )
    said = [row.check_in for row in rows if row.check_in is not None]
    new = [one for one in said if not is_said(reading, one)]
    if len(new) < len(said):
        click.echo(f"In the workbook already: {len(said) - len(new)} of {counted(len(said), 'check-in')}.", err=True)
    if not said:
        click.echo(f"{source.name} holds no check-in.", err=True)
    return new


def _judged(row: CheckInRow, reading: WorkbookReading, *, on: date, late_reason: str) -> CheckInRow:
    from okrsdk.sheets.check_in_write import refusal_in

    if row.check_in is None:
        return row
    return replace(row, refused=refusal_in(reading, row.check_in, on=on, late_reason=late_reason))
