"""`okr replace`, `drop`, `retarget` and `keep`: what is decided about a key result in mid-cycle, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

import click

from okrsdk.cli.options import Format, day_option, format_option
from okrsdk.cli.source import connection, must_be_a_workbook
from okrsdk.cli.terminal import terminal_style

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from okrsdk.cycle import Recalibration
    from okrsdk.model import Today
    from okrsdk.sheets.decisions import Decisions

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What every decision is told.

    Attributes:
        ref: the workbook.
        why: the reason.
        by: who decides.
        on: the day.
        form: how the result is written.
        dry_run: whether nothing is written.
    """

    ref: str
    why: str
    by: str
    on: date | Today
    form: Format
    dry_run: bool


_OPTIONS = (
    click.argument("ref", metavar="REF"),
    click.argument("key_result", metavar="KR"),
    click.option("--why", required=True, metavar="TEXT", help="The reason, which the log of decisions keeps."),
    click.option("--by", default="", metavar="NAME", help="Who decides."),
    click.option("--dry-run", is_flag=True, help="Show what would be written and write nothing."),
    day_option,
    format_option,
)


def decision_options(command: Callable[..., _T]) -> Callable[..., _T]:
    """What all decisions are told; a command gets the key result as `key_result`, the rest together as `told`."""

    @wraps(command)
    def with_told(*args: object, **given: object) -> _T:
        told = Told(**{own.name: given.pop(own.name) for own in fields(Told)})  # type: ignore[arg-type]  # by click
        return command(*args, told=told, **given)

    for option in reversed(_OPTIONS):
        with_told = option(with_told)
    return with_told


def decided(told: Told, decide: Callable[[Decisions], Recalibration]) -> None:
    """Writes a decision down and shows what it came to.

    Args:
        told: what the command was told.
        decide: makes the decision.
    """
    from dataclasses import replace

    from okrsdk.sheets import open_workbook

    must_be_a_workbook(told.ref, "A decision is written to a workbook")
    with connection() as sheets:
        workbook = open_workbook(told.ref, sheets)
        found = decide(replace(workbook.decisions, dry_run=told.dry_run))
    _show(found, told)


def _show(found: Recalibration, told: Told) -> None:
    from okrsdk.reports.decision_text import decision_document, decision_text

    if told.form is Format.JSON:
        document = {"written": not told.dry_run, **decision_document(found)}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    for line in decision_text(found, style=terminal_style()):
        click.echo(line)
    if told.dry_run:
        click.echo("Nothing was written: this was a dry run.")
        return
    is_scored_anew = found.after != found.before
    click.echo(f"The log of decisions has it.{' The next grade scores it so.' if is_scored_anew else ''}")
