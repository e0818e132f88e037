"""Options and arguments that several commands share."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

_F = TypeVar("_F", bound="Callable[..., object] | click.Command")


class Format(StrEnum):
    """How a command's result is written."""

    TEXT = "text"
    JSON = "json"


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day. Write it as 2026-03-31.", param, ctx)


def today() -> date:
    """Today where the user is. The SDK itself never asks for the day: it is passed in."""
    return datetime.now().astimezone().date()


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
format_option = form_option(Format, "How to write the result.")
day_option = click.option(
    "--on", type=_Day(), default=today, metavar="YYYY-MM-DD", help="The day to judge by. [default: today]"
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
