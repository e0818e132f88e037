"""`okr remind REF...`: who owes which check-in, told where people are."""

from __future__ import annotations

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.assessed import assessed
from okrsdk.cli.options import Format, day_option, format_option, policy_option
from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.cycle import Status
    from okrsdk.model import Today


class Channel(StrEnum):
    """How a reminder reaches people."""

    STDOUT = "stdout"
    SLACK = "slack"
    GOOGLE_CHAT = "google-chat"
    EMAIL_FILE = "email-file"


_VARIABLES = {Channel.SLACK: "OKR_SLACK_WEBHOOK", Channel.GOOGLE_CHAT: "OKR_GOOGLE_CHAT_WEBHOOK"}
_PROGRAMS = {Channel.SLACK: "Slack", Channel.GOOGLE_CHAT: "Google Chat"}


@click.command("remind")
@click.argument("refs", metavar="REF...", nargs=-1, required=True)
@click.option(
    "--via",
    type=click.Choice([str(one) for one in Channel]),
    default=str(Channel.STDOUT),
    show_default=True,
    callback=lambda _context, _option, value: Channel(value),
    help="Where to tell them. The webhook of a chat is read from OKR_SLACK_WEBHOOK or OKR_GOOGLE_CHAT_WEBHOOK.",
)
@click.option("--send", is_flag=True, help="Send it. Without, what would be sent is shown.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file of email-file.")
@day_option
@policy_option
@format_option
def command(  # noqa: PLR0913 - one argument per option
    refs: tuple[str, ...],
    *,
    via: Channel,
    send: bool,
    output: Path | None,
    on: date | Today,
    policy: str | None,
    form: Format,
) -> None:
    """Remind people of the check-ins they owe, by workbook and owner.

    Nothing is sent without --send, and nothing at all where no one owes a check-in. Nothing is written to a workbook.
    """
    from okrsdk.cli.policies import chosen_policy
    from okrsdk.cycle import status
    from okrsdk.reports.reminder import reminder_text

    if form is Format.JSON and (send or via is not Channel.STDOUT):
        raise click.UsageError("--format json is for a program that reads it: leave --via and --send away.")
    found = [(one.title, status(one.assessment)) for one in assessed(refs, on=on, policy=chosen_policy(policy))]
    text = reminder_text(found)
    for title, own in found:
        if why := _no_one_can_owe(own):
            click.echo(f"{title}: {why}", err=True)
    if form is Format.JSON:
        _show_json(found)
    elif not text:
        click.echo("No one owes a check-in.", err=True)
    elif via is Channel.EMAIL_FILE:
        _write_email(found, output)
    elif via is Channel.STDOUT or not send:
        click.echo(text)
        if via is not Channel.STDOUT:
            click.echo(f"Not sent. With --send it goes to {_PROGRAMS[via]}.", err=True)
    else:
        _send(found, via)


def _show_json(found: list[tuple[str, Status]]) -> None:
    from okrsdk.reports.status_document import owed_document

    documents = [{"title": title, "on": own.on.isoformat(), "owed": owed_document(own)} for title, own in found]
    click.echo(json.dumps(documents, indent=2, ensure_ascii=False))


def _no_one_can_owe(status: Status) -> str:
    """Why a workbook owes no check-in, whatever was said; empty while its cycle runs."""
    cycle = status.assessment.okr_set.cycle
    if cycle is None:
        return "it names no cycle, so no check-in can be owed. Fill in the Client tab."
    if status.on not in cycle:
        return f"{cycle.name} {'is over' if status.is_over else 'has not begun'} on {status.on}, so none is owed."
    return ""


def _write_email(found: list[tuple[str, Status]], output: Path | None) -> None:
    from okrsdk.files import write_file
    from okrsdk.reports.reminder import email_message

    if output is None:
        raise click.UsageError("Name the file: -o reminder.eml")
    write_file(output, email_message(found).as_bytes())
    click.echo(f"Wrote {output}", err=True)


def _send(found: list[tuple[str, Status]], via: Channel) -> None:
    from okrsdk.push.webhook import send_message
    from okrsdk.reports.reminder import google_chat_message, slack_message

    variable = _VARIABLES[via]
    address = os.environ.get(variable, "")
    if not address:
        raise ConfigError(f"Set {variable} to the address of the webhook. It is a secret.", setting=variable)
    message = (slack_message if via is Channel.SLACK else google_chat_message)(found)
    send_message(address, message, program=_PROGRAMS[via], variable=variable)
    click.echo(f"Sent to {_PROGRAMS[via]}.", err=True)
