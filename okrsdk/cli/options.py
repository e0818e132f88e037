"""Options and arguments that several commands share."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import click

from okrsdk.model import Today

if TYPE_CHECKING:
    from collections.abc import Callable

_F = TypeVar("_F", bound="Callable[..., object] | click.Command")


class Format(StrEnum):
    """How a command's result is written."""

    TEXT = "text"
    JSON = "json"


class _Day(click.ParamType[date | Today]):
    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date | Today:
        if isinstance(value, date | Today):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day. Write it as 2026-03-31.", param, ctx)


DAY = _Day()
"""The type of an option that is a day."""


def today() -> Today:
    """This instant: the day that it is for the client, or on this machine where the client names no time zone."""
    now = datetime.now().astimezone()
    return Today(instant=now, elsewhere=now.tzinfo or UTC)


def form_option(forms: type[StrEnum], said: str) -> Callable[[_F], _F]:
    """The option `--format`, which a command gets as `form`; the first of the forms is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice([str(form) for form in forms]),
        default=str(next(iter(forms))),
        show_default=True,
        callback=lambda _context, _option, value: forms(value),
        help=said,
    )


ref_argument = click.argument("ref", metavar="REF")
refs_argument = click.argument("refs", metavar="REF...", nargs=-1, required=True)
format_option = form_option(Format, "How to write the result.")
day_option = click.option(
    "--on",
    type=DAY,
    default=today,
    metavar="YYYY-MM-DD",
    help="The day to judge by. [default: today where the client is]",
)
policy_option = click.option(
    "--policy",
    metavar="NAME",
    help="standard, agency, company or team. [default: that of okr.toml, else the client's own, else standard]",
)
select_option = click.option(
    "--select", metavar="CODE", multiple=True, help="Ask only these rules: K2, M301. May be repeated."
)
ignore_option = click.option("--ignore", metavar="CODE", multiple=True, help="Leave these rules out. May be repeated.")
