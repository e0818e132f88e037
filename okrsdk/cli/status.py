"""`okr status REF...`: what the weekly meeting needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.assessed import assessed
from okrsdk.cli.options import DAY, day_option, form_option, language_option, policy_option, reading_options
from okrsdk.cli.past import closed_cycles, past_of, past_option
from okrsdk.cli.terminal import terminal_style
from okrsdk.reports.text_style import PLAIN, TextStyle

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.assessment import Assessment
    from okrsdk.cycle import KeyResultChance, Status
    from okrsdk.interchange import ReadingOptions
    from okrsdk.model import Today


class StatusFormat(StrEnum):
    """How a status is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


@click.command("status")
@click.argument("refs", metavar="REF...", nargs=-1, required=True)
@form_option(StatusFormat, "How to write the status: Markdown and HTML are an agenda with a box to tick for each item.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file. [default: stdout]")
@day_option
@click.option(
    "--since",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="What is news: said after this day. [default: one rhythm of check-ins back]",
)
@past_option
@policy_option
@reading_options
@language_option
def command(  # noqa: PLR0913 - one argument per option
    refs: tuple[str, ...],
    form: StatusFormat,
    output: Path | None,
    on: date | Today,
    since: date | None,
    policy: str | None,
    *,
    past: tuple[str, ...],
    reading: ReadingOptions,
    locale: str | None,
) -> int:
    """Show what a weekly meeting of 20 minutes needs, in the order in which it needs it.

    What is to be decided and why; what moved; what is stuck; who owes a check-in; what has been blocked for more than a
    week; where confidence fell; what needs more a week than its best week brought. Nothing is written.

    With --past, closed cycles of the client say what became of key results like these, from twenty cases on.
    """
    from okrsdk.cli.policies import chosen_policy
    from okrsdk.cycle import status

    chosen = chosen_policy(policy, select=(), ignore=())
    found = [
        (one.title, status(one.assessment, since=since))
        for one in assessed(refs, on=on, policy=chosen, reading=reading)
    ]
    closed = closed_cycles(past, on=on, policy=chosen) if past else []
    style = terminal_style(locale)
    if output is None:
        click.echo(_written(found, form, closed, style, locale), nl=False)
        return 0
    from okrsdk.files import write_file

    plain = replace(PLAIN, say=style.say)
    write_file(output, _written(found, form, closed, plain, locale).encode())
    click.echo(f"Wrote {output}", err=True)
    return 0


def _written(
    found: list[tuple[str, Status]],
    form: StatusFormat,
    closed: list[Assessment],
    style: TextStyle,
    locale: str | None,
) -> str:
    if form is StatusFormat.HTML:
        from okrsdk.reports.html import agenda_html

        told = [(title, status, _chances(status, closed)) for title, status in found]
        return agenda_html(told, language=(locale or "en")[:2].lower(), say=style.say)
    return "".join(f"{line}\n" for line in _lines(found, form, closed, style))


def _lines(
    found: list[tuple[str, Status]], form: StatusFormat, closed: list[Assessment], style: TextStyle
) -> Iterator[str]:
    from okrsdk.reports.chances_text import chances_document, chances_text
    from okrsdk.reports.status_document import status_document
    from okrsdk.reports.status_text import status_markdown, status_text

    if form is StatusFormat.JSON:
        documents = [status_document(status, title=title) for title, status in found]
        for document, (_, status) in zip(documents, found, strict=True) if closed else ():
            document["chances"] = chances_document(_chances(status, closed))
        yield json.dumps(documents[0] if len(documents) == 1 else documents, indent=2, ensure_ascii=False)
        return
    for place, (title, status) in enumerate(found):
        if place:
            yield ""
        if form is StatusFormat.MARKDOWN:
            yield style.say(status_markdown(status, title=title)).removesuffix("\n")
        else:
            yield from status_text(status, title=title, style=style)
        yield from chances_text(_chances(status, closed), style=style)


def _chances(status: Status, closed: list[Assessment]) -> tuple[KeyResultChance, ...]:
    from okrsdk.cycle import chances

    past = past_of(status.assessment, closed) if closed else None
    return () if past is None else chances(status.assessment, past)
