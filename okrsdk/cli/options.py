"""Options and arguments that several commands share."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

import click

from okrsdk.model import Today

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.interchange import ReadingOptions

_T = TypeVar("_T")
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


def _locale(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """The locale that `--lang` names; None for English."""
    if not value or value[:2].lower() == "en":
        return None
    from okrsdk.language.translation import translator_for

    if translator_for(value) is None:
        raise click.BadParameter(f"There are no texts in {value!r}. Write en, de, fr or es.")
    return value


def drive_id(option: str, text: str) -> str:
    """The ID that an option gives of a file or folder in Drive, by its URL or itself; empty for an empty text.

    Raises:
        UsageError: it is neither.
    """
    from okrsdk.provision.roster import file_id_in

    found = file_id_in(text) if text else ""
    if found is None:
        raise click.UsageError(f"{option} {text!r} is neither a URL nor an ID of Drive. Copy the URL from the browser.")
    return found


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
language_option = click.option(
    "--lang",
    "locale",
    metavar="LANGUAGE",
    envvar="OKR_LANG",
    callback=_locale,
    help="In which language text is written: en, de, fr or es, with the forms of a country: de-CH. [default: OKR_LANG, "
    "else en]",
)
profile_option = click.option(
    "--profile", metavar="NAME", default="", help="The sign-in that is meant. [default: OKR_PROFILE, else default]"
)
_CYCLE_OPTION = click.option(
    "--cycle", metavar="CYCLE", default="", help="Of a source with several, the one that is meant."
)
_TABLE_OPTIONS = (
    click.option(
        "--map",
        "mapped",
        metavar="HEADER=MEANING",
        multiple=True,
        help='What a column of a table holds, as in "Ziel=target"; or a file of such lines. May be repeated.',
    ),
    click.option("--tab", metavar="TAB", default="", help="Of a spreadsheet with several tabs, the one that is meant."),
    click.option("--encoding", metavar="NAME", default="", help="The encoding of a text: cp1252. [default: found out]"),
    click.option("--delimiter", metavar="SIGN", default="", help="What parts the cells of a CSV. [default: found out]"),
    click.option("--decimal", metavar="SIGN", default="", help="The decimal mark of a CSV. [default: found out]"),
)


def reading_options(command: Callable[..., _T]) -> Callable[..., _T]:
    """The options of what is read from files of others, which a command gets together as `reading`."""
    return table_options(_CYCLE_OPTION(command), takes_cycle=True)


def table_options(command: Callable[..., _T], *, takes_cycle: bool = False) -> Callable[..., _T]:
    """The same options without `--cycle`, for a command that has one of its own."""

    @wraps(command)
    def with_reading(*args: object, **given: object) -> _T:
        return command(*args, reading=_reading(given, takes_cycle=takes_cycle), **given)

    for option in reversed(_TABLE_OPTIONS):
        with_reading = option(with_reading)
    return with_reading


def _reading(given: dict[str, object], *, takes_cycle: bool) -> ReadingOptions:
    """What is told of a source, taken out of the arguments of a command."""
    from okrsdk.files import load_mapping
    from okrsdk.interchange.importers.column_mapping import parse_mapping
    from okrsdk.interchange.importers.reading_options import ReadingOptions

    mapping: dict[str, str] = {}
    mapped = given.pop("mapped", ())
    for text in mapped if isinstance(mapped, tuple) else ():
        mapping |= parse_mapping([text]) if "=" in text else load_mapping(text)
    names = ("tab", "encoding", "delimiter", "decimal", *(["cycle"] if takes_cycle else []))
    return ReadingOptions(mapping=mapping, **{name: str(given.pop(name, "") or "") for name in names})
