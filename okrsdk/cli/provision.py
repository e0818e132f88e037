"""`okr provision ROSTER --cycle 2026-Q2`: the workbooks of all clients, each exactly once."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from okrsdk.cli.drafts import parsed_cycle
from okrsdk.cli.options import drive_id, form_option
from okrsdk.cli.source import opened_workspace, settings
from okrsdk.cli.terminal import terminal_style
from okrsdk.errors import SheetsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from okrsdk.model import Cycle
    from okrsdk.provision.journal import RunRecord
    from okrsdk.provision.plan import Plan
    from okrsdk.provision.preparing import RunSettings
    from okrsdk.provision.provisioning import LoadedRoster
    from okrsdk.provision.run import RunReport
    from okrsdk.provision.unit import UnitResult
    from okrsdk.provision.workspace import Workspace

_INTERRUPTED = 130
_WORDS = ("status", "undo")
_LABEL = 24
_AT_ONCE = 10.0


class _Form(StrEnum):
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


@click.command("provision")
@click.argument("roster", required=False, metavar="[ROSTER | status | undo]")
@click.option("--cycle", metavar="CYCLE", help="2026-Q2, Q2 2026, 2026-H1, 2026, a month, or two days.")
@click.option("--carry-over", default="", metavar="CYCLE", help="Begin with what goes on of this cycle's workbooks.")
@click.option("--tab", default="", metavar="TAB", help="Of a roster with several tabs, the one that is meant.")
@click.option("--folder", default="", metavar="ID|URL", help="Folder or shared drive. [default: My Drive]")
@click.option("--client-folders", is_flag=True, help="Make a folder for each client in --folder, for all its cycles.")
@click.option("--template", default="", metavar="ID|URL", help="Copy this spreadsheet, to keep its bound scripts.")
@click.option("--registry", default="", metavar="ID|URL", help="Spreadsheet that keeps the claims of runs.")
@click.option("--notify", is_flag=True, help="Let Drive mail those whom a workbook is shared with.")
@click.option(
    "--settle",
    type=click.FloatRange(0),
    metavar="SECONDS",
    help="How long a file that may have been made is looked for. [default: 600 in Google Drive, 10 in Local Sheets]",
)
@click.option("--upgrade", is_flag=True, help="Give workbooks that are there what the template has gained.")
@click.option("--write-keys", is_flag=True, help="Write keys that were made from names into the roster.")
@click.option("--all-new", is_flag=True, help="Clients without a key and a workbook are new, and none was renamed.")
@click.option("--dry-run", is_flag=True, help="Show the plan and do nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before doing it.")
@click.option("--allow-large-changes", is_flag=True, help="Change more than 30 % of the workbooks that are there.")
@click.option("--new-run", is_flag=True, help="Begin anew although the last run of this roster is not done.")
@click.option("--resume", is_flag=True, help="Do what is left to do of the last run.")
@click.option(
    "--workers",
    type=click.Choice(["threads", "celery"]),
    default="threads",
    show_default=True,
    help="Who does the work: threads of this process, or workers of Celery on any machines.",
)
@click.option(
    "--broker",
    envvar="OKR_BROKER",
    default="redis://127.0.0.1:6379/0",
    metavar="URL",
    show_envvar=True,
    help="Redis through which workers of Celery get their work.",
)
@click.option("--run", "run_id", default="", metavar="ID", help="The run that is meant. [default: the last one]")
@form_option(_Form, "How to write plan and result.")
def command(  # noqa: PLR0913 - one argument per option
    roster: str | None,
    *,
    cycle: str | None,
    folder: str,
    client_folders: bool,
    template: str,
    registry: str,
    workers: str,
    broker: str,
    settle: float | None,
    notify: bool,
    resume: bool,
    run_id: str,
    **asked: Unpack[_Asked],
) -> int:
    """Make the workbooks of a cycle for all clients of ROSTER, each exactly once.

    ROSTER is a CSV, YAML or Excel file, or a spreadsheet: one row a client. The plan is shown before anything is done.
    Whatever stops a run, `okr provision --resume` goes on with it; `okr provision status` shows what came of it, and
    `okr provision undo` moves to the bin what it made and nobody wrote in since.
    """
    from okrsdk.provision.provisioning import resume_run, run_status, undo_run

    word = roster if roster in _WORDS and not Path(roster).exists() else ""
    if (resume or word) and (cycle or (roster and not word)):
        raise click.UsageError("A run that was begun knows its roster and cycle: leave them out.")
    form = asked["form"]
    with _workspace(broker if workers == "celery" else "") as workspace:
        if resume:
            return _finished(lambda: resume_run(workspace, run_id), workspace, form)
        if word == "status":
            return _shown(run_status(workspace, run_id), workspace, form)
        if word == "undo":
            return _undone(lambda: undo_run(workspace, run_id), workspace, form, yes=asked["yes"])
        if not roster or not cycle:
            raise click.UsageError("Name the roster and the cycle: okr provision roster.csv --cycle 2026-Q2.")
        chosen = replace(_run_settings(folder, template, registry, notify=notify), client_folders=client_folders)
        found_at_once = not workspace.connection.endpoint.is_google
        chosen = replace(chosen, settle=settle if settle is not None else _AT_ONCE if found_at_once else chosen.settle)
        return _provision(roster, parsed_cycle(cycle), workspace, chosen, asked)


class _Asked(TypedDict):
    """How a roster is to be provisioned, as it was asked for."""

    carry_over: str
    tab: str
    upgrade: bool
    write_keys: bool
    all_new: bool
    dry_run: bool
    yes: bool
    allow_large_changes: bool
    new_run: bool
    form: _Form


def _provision(ref: str, cycle: Cycle, workspace: Workspace, chosen: RunSettings, asked: _Asked) -> int:
    from okrsdk.provision.provisioning import load_roster, plan_run, start_run

    loaded, form = load_roster(ref, workspace, tab=asked["tab"]), asked["form"]
    last = parsed_cycle(asked["carry_over"]) if asked["carry_over"] else None
    unfinished = [] if asked["dry_run"] else _unfinished(loaded, cycle, workspace, is_new_meant=asked["new_run"])
    with _progress(workspace):
        plan = plan_run(loaded, cycle, workspace, chosen, carry_over=last, upgrade=asked["upgrade"])
    plan = plan.with_all_new() if asked["all_new"] else plan
    if asked["dry_run"]:
        _show_plan(plan, form)
        return 0
    write_keys = _keys_writer(ref, loaded, workspace, asked["tab"]) if asked["write_keys"] else None
    plan.refuse_questions()
    if not asked["allow_large_changes"]:
        plan.refuse_large_changes()
    # Of JSON and Markdown the result is on stdout alone: the plan goes where people look.
    _show_plan(plan, _Form.TEXT, err=form is not _Form.TEXT)
    if not asked["yes"] and not plan.is_idle:
        click.confirm("Go on?", abort=True, err=True)
    if write_keys is not None:
        write_keys()
    return _finished(lambda: start_run(loaded, plan, workspace, chosen, instead_of=unfinished), workspace, form)


def _unfinished(loaded: LoadedRoster, cycle: Cycle, workspace: Workspace, *, is_new_meant: bool) -> list[RunRecord]:
    """The runs of a roster and cycle that are not done, where they are to be left and a new one begun."""
    found = [
        run
        for run in workspace.runs()
        if run.state == "open" and (run.roster, run.cycle) == (loaded.roster.name, cycle.name)
    ]
    if found and not is_new_meant:
        # Resuming knows what was begun; a new run has to look for it first.
        raise click.UsageError(
            f"The run {found[0].run_id} of this roster and cycle is not done. Go on with it: okr provision --resume "
            f"--run {found[0].run_id}. If the roster was changed since, begin anew: --new-run."
        )
    return found


def _keys_writer(ref: str, loaded: LoadedRoster, workspace: Workspace, tab: str) -> Callable[[], None]:
    """What writes the keys that were made from names into the roster, and says so; refused where it cannot be done."""
    from okrsdk.provision.keys_in_sheet import write_keys_in_sheet
    from okrsdk.provision.roster_keys import keyed_roster
    from okrsdk.reports.text_style import counted

    number = sum(not entry.has_own_key for entry in loaded.roster.entries)
    keyed = None if loaded.spreadsheet_id or not number else keyed_roster(Path(ref).expanduser(), tab=tab)

    def write() -> None:
        if not number:
            return
        if keyed is not None:
            keyed.write()
        else:
            write_keys_in_sheet(loaded.spreadsheet_id, loaded.roster, workspace.http, tab=tab)
        click.echo(f"{counted(number, 'key')} written into {loaded.roster.name}.", err=True)

    return write


def _finished(work: Callable[[], RunReport], workspace: Workspace, form: _Form) -> int:
    """Does the work behind a progress bar, and says what came of it."""
    try:
        with _progress(workspace):
            report = work()
    except KeyboardInterrupt:
        click.echo("\nStopped. What was made is remembered; go on with: okr provision --resume", err=True)
        return _INTERRUPTED
    except SheetsError:
        click.echo("What was made is remembered; go on with: okr provision --resume", err=True)
        raise
    return _shown(report, workspace, form)


def _undone(work: Callable[[], RunReport], workspace: Workspace, form: _Form, *, yes: bool) -> int:
    if not yes:
        click.confirm("Move to the bin what the run made and nobody wrote in?", abort=True, err=True)
    return _finished(work, workspace, form)


def _shown(report: RunReport, workspace: Workspace, form: _Form) -> int:
    from okrsdk.provision.reporting import run_document, run_text

    if form is _Form.JSON:
        requests = {"sheets": workspace.http.sent, "drive": workspace.http.sent_to_drive}
        click.echo(json.dumps(run_document(report, requests), indent=2, ensure_ascii=False))
    else:
        for line in run_text(report, terminal_style()):
            click.echo(line)
    if not report.is_done:
        click.echo("Something is left to do: okr provision --resume", err=True)
    return 0 if report.is_done else 1


def _show_plan(plan: Plan, form: _Form, *, err: bool = False) -> None:
    from okrsdk.provision.reporting import plan_document, plan_markdown, plan_text

    lines: Iterable[str]
    match form:
        case _Form.JSON:
            lines = [json.dumps(plan_document(plan), indent=2, ensure_ascii=False)]
        case _Form.MARKDOWN:
            lines = plan_markdown(plan)
        case _:
            lines = plan_text(plan, terminal_style())
    for line in lines:
        click.echo(line, err=err)


def _run_settings(folder: str, template: str, registry: str, *, notify: bool) -> RunSettings:
    from okrsdk.provision.preparing import RunSettings

    return RunSettings(
        folder=drive_id("--folder", folder),
        template=drive_id("--template", template),
        registry=drive_id("--registry", registry),
        notify=notify,
    )


@contextmanager
def _workspace(broker: str) -> Iterator[Workspace]:
    chosen = settings()
    if broker:  # the run and its workers share one quota
        chosen = replace(chosen, quota_redis=chosen.quota_redis or broker)
    with opened_workspace(chosen) as workspace:
        if broker:
            from okrsdk.workers.units import CeleryPool, celery_app, place_of

            workspace.make_pool = lambda own: CeleryPool(celery_app(broker), place=place_of(own.connection.endpoint))
        yield workspace


@contextmanager
def _progress(workspace: Workspace) -> Iterator[None]:
    """A bar with the time that is left, on a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    with click.progressbar(length=1, label="Workbooks", file=sys.stderr, show_eta=True, show_pos=True) as bar:

        def tell(result: UnitResult, done: int, number: int) -> None:
            bar.length = number
            bar.label = result["client"][:_LABEL].ljust(_LABEL)
            bar.update(done - bar.pos)

        def tell_read(done: int, number: int) -> None:
            bar.length = number
            bar.label = "Looking".ljust(_LABEL)
            bar.update(done - bar.pos)

        workspace.progress, workspace.told_read = tell, tell_read
        yield
