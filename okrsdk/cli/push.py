"""`okr push REF --to TOOL`: objectives and key results as goals of another tool, by its API."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from okrsdk.cli.assessed import assessed
from okrsdk.cli.options import Format, day_option, format_option, ref_argument
from okrsdk.cli.source import settings
from okrsdk.push.targets import PUSH_TARGETS, push_target_named
from okrsdk.reports import counted, findings_text
from okrsdk.reports.text_style import without_control_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from okrsdk.cli.assessed import Assessed
    from okrsdk.interchange.exporters.api_calls import ApiCall
    from okrsdk.model import Today
    from okrsdk.push.state import PushState
    from okrsdk.push.targets import PushTarget


def _settled(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str]]:
    pairs = [value.rpartition("=") for value in values]
    if any(not key or not answer for key, _, answer in pairs):
        raise click.BadParameter("Write it as KEY=ID, or KEY=none.")
    return [(key, answer) for key, _, answer in pairs]


@click.command("push")
@ref_argument
@click.option(
    "--to", "name", type=click.Choice([known.name for known in PUSH_TARGETS]), required=True, help="The tool."
)
@day_option
@click.option("--final", is_flag=True, help="The cycle is closed: what has no current value scores 0.")
@click.option("--dry-run", is_flag=True, help="Show the calls and send none.")
@click.option("--yes", is_flag=True, help="Do not ask before sending.")
@click.option(
    "--settle",
    "settled",
    metavar="KEY=ID",
    multiple=True,
    callback=_settled,
    help="Say what is in the tool: the ID of an objective or key result there, or none. May be repeated.",
)
@format_option
def command(  # noqa: PLR0913 -- options of a command line
    ref: str,
    name: str,
    on: date | Today,
    settled: Sequence[tuple[str, str]],
    form: Format,
    *,
    final: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Bring the OKRs of a workbook or document into another tool, with scores and status, as goals of its own.

    What was made is remembered, so a second push changes it and makes nothing twice. Tokens come from the environment;
    what is missing is named. Nothing is written to the workbook.
    """
    from okrsdk.push.pushing import calls_left, refuse_without_ids

    target = push_target_named(name)
    values = target.settings_from(os.environ, for_show=dry_run)
    (found,) = assessed((ref,), on=on, final=final)
    _refuse_unsafe(found)
    refuse_without_ids(found.assessment)
    state = _state(found, target, values)
    for key, answer in () if dry_run else settled:
        state.settle(key, answer)
    calls = target.requests(found.assessment, values, state.made)
    _tell_of_losses(found, target, calls)
    calls = calls_left(calls, state)
    if dry_run or form is Format.JSON:
        _show(calls, form)
    if dry_run:
        return
    if not yes:
        _ask(calls, target)
    _push(calls, target, values, state)


def _refuse_unsafe(found: Assessed) -> None:
    from okrsdk.errors import InvalidOkrError

    if found.assessment.refusals():
        raise InvalidOkrError("Nothing was pushed.", findings=found.placed(found.assessment.findings))


def _state(found: Assessed, target: PushTarget, values: Mapping[str, str]) -> PushState:
    from okrsdk.push.state import PushState, state_file
    from okrsdk.workbook.overview import workbook_title

    title = workbook_title(found.assessment.okr_set)
    return PushState(state_file(settings().home, target=target.name, place=target.place(values), title=title))


def _tell_of_losses(found: Assessed, target: PushTarget, calls: Iterable[ApiCall]) -> None:
    """Says which owners the tool will not find, and what has no place there."""
    from okrsdk.interchange.exporters.goal_table import owner_findings, without_place
    from okrsdk.interchange.exporters.goals import goals_of

    named = owner_findings(found.assessment, target.program) if target.finds_people else ()
    for line in findings_text(found.placed(named)):
        click.echo(line, err=True)
    begun = {call.key.partition(" ")[0] for call in calls}
    lost = {goal.key: 1 for goal in goals_of([found.assessment]) if goal.key.partition(" ")[0] not in begun}
    told = ", ".join(f"{what} ({count})" for what, count in {**lost, **without_place([found.assessment])}.items())
    if told:
        click.echo(without_control_characters(f"{target.program} has no place for: {told}."), err=True)


def _show(calls: Iterable[ApiCall], form: Format) -> None:
    if form is Format.JSON:
        click.echo(json.dumps([call.document() for call in calls], indent=2, ensure_ascii=False))
        return
    for call in calls:
        click.echo(without_control_characters(f"{call.method:<4} /{'/'.join(map(str, call.path))}  {call.says}"))


def _ask(calls: Sequence[ApiCall], target: PushTarget) -> None:
    made = sum(call.once for call in calls)
    question = f"Send {counted(len(calls), 'call')} to {target.program}, of which {made} make something there?"
    click.confirm(question, abort=True, err=True)


def _push(calls: Sequence[ApiCall], target: PushTarget, values: Mapping[str, str], state: PushState) -> None:
    from okrsdk.push.client import PushClient
    from okrsdk.push.pushing import push

    with PushClient(target.program, target.address(values), target.headers(values)) as client:
        for done in push(calls, client, state):
            click.echo(without_control_characters(f"  {done.call.says}"), err=True)
            for key in done.not_found:
                told = f"  {target.program} has no {key}; what it was for is left blank."
                click.echo(without_control_characters(told), err=True)
    click.echo(f"The OKRs are in {target.program}.", err=True)
