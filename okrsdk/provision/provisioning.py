"""Provisioning from beginning to end: a roster is read, a plan made, a run started, resumed or undone."""

from __future__ import annotations

import secrets
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from okrsdk.errors import ConfigError, NotFoundError
from okrsdk.provision.client_folders import folder_mark
from okrsdk.provision.contents import filled_digest, is_edited
from okrsdk.provision.journal import RunRecord
from okrsdk.provision.marking import KEY_MARK, key_mark
from okrsdk.provision.plan import Action, Plan, PlanItem, RegistryState, make_plan, with_last_workbooks
from okrsdk.provision.preparing import RunSettings, prepare
from okrsdk.provision.registry import is_registry, registry_in
from okrsdk.provision.roster_reading import roster_error
from okrsdk.provision.roster_source import roster_of_source, roster_of_spreadsheet
from okrsdk.provision.run import NOT_BEGUN, RunReport, RunTools, go_on
from okrsdk.provision.starting import Starting, wrong_with_file
from okrsdk.provision.survey import survey
from okrsdk.provision.unit import UnitResult
from okrsdk.provision.upgrade import drift_of
from okrsdk.sheets.drive_files import DriveFiles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from okrsdk.model import Cycle
    from okrsdk.provision.roster import Roster
    from okrsdk.provision.unit import UnitRequest
    from okrsdk.provision.workspace import Workspace

_FILES = (".csv", ".tsv", ".tab", ".psv", ".xlsx", ".xlsm", ".yaml", ".yml", ".json", ".txt")
_RANDOM_BYTES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedRoster:
    """A roster with where it is.

    Attributes:
        roster: the clients.
        folder: the folder of its file, from which the files that it names are looked for.
        spreadsheet_id: the spreadsheet that it is a tab of; empty for a file.
    """

    roster: Roster
    folder: Path
    spreadsheet_id: str = ""


def load_roster(ref: str, workspace: Workspace, *, tab: str = "") -> LoadedRoster:
    """A roster: a file, or a tab of a spreadsheet.

    Args:
        ref: the path of a CSV, YAML, JSON or Excel file; or URL, ID or name of a spreadsheet.
        workspace: where to look for the spreadsheet.
        tab: of several tabs the one that is meant; otherwise `Roster`, or the first.

    Raises:
        RosterError: rows of it are wrong; `problems` has all of it, each with row and column.
        ConfigError: there is no such file, or it is no roster.
        SheetsError: the spreadsheet cannot be read.
    """
    from okrsdk.files import open_source
    from okrsdk.sheets.references import spreadsheet_id_of
    from okrsdk.workbook import READ_FIELDS

    path = Path(ref).expanduser()
    if "://" not in ref and path.is_dir():
        raise ConfigError(f"{ref} is a folder. Name the roster in it.", setting="roster")
    if "://" not in ref and (path.suffix.lower() in _FILES or path.is_file()):
        folder = path.resolve().parent
        roster = roster_of_source(open_source(path), tab=tab, wrong_with_file=wrong_with_file(folder))
        return LoadedRoster(roster=roster, folder=folder)
    spreadsheet_id = spreadsheet_id_of(ref, workspace.connection)
    cells = workspace.http.get_spreadsheet(spreadsheet_id, {"includeGridData": True, "fields": READ_FIELDS})
    roster = roster_of_spreadsheet(cast("Any", cells), tab=tab, wrong_with_file=wrong_with_file(Path.cwd()))
    return LoadedRoster(roster=roster, folder=Path.cwd(), spreadsheet_id=spreadsheet_id)


def plan_run(
    loaded: LoadedRoster,
    cycle: Cycle,
    workspace: Workspace,
    settings: RunSettings,
    *,
    carry_over: Cycle | None = None,
    upgrade: bool = False,
) -> Plan:
    """The plan of a roster for a cycle, with what new workbooks start with; nothing is changed.

    One list of each folder is asked for. Read once is each last workbook, each workbook that is adopted, and with
    `upgrade` each that is there; each template thrice.

    Args:
        loaded: the roster.
        cycle: the cycle.
        workspace: where to look what is there.
        settings: what the run is to go by.
        carry_over: the cycle from which clients without another start carry over what goes on.
        upgrade: whether workbooks that are there get what the template has gained.

    Raises:
        RosterError: a folder, file, workbook or template that the roster names cannot be used; `problems` has all of
            it, each with row and column.
        ConfigError: workbooks are to be copies of a template and to carry over at once.
        SheetsError: a folder cannot be listed.
    """
    if carry_over is not None and settings.template:
        raise ConfigError(
            f"A copy of a template starts with what is in it: nothing of {carry_over.name} is carried over into it. "
            "Leave out one of them.",
            setting="template",
        )
    there = survey(loaded.roster, cycle, workspace.http, workspace.journal, folder=settings.folder)
    roster, drift = loaded.roster, None
    if carry_over is not None:
        roster = with_last_workbooks(roster, there.files, last=carry_over, cycle=cycle)
    if upgrade:
        marks = {key_mark(entry.key, cycle.name) for entry in roster.entries}
        own = {file.file_id: file.name for file in there.files if file.marks.get(KEY_MARK) in marks}
        drift = drift_of(own, workspace.http, threads=workspace.threads)
        unread = (name for one, name in own.items() if one not in drift)
        notes = (f"{name} cannot be read as a workbook, and is left. Look at it with okr check." for name in unread)
        roster = replace(roster, notes=(*roster.notes, *notes))
    plan = make_plan(roster, cycle, there.files, known=there.known, last=carry_over, drift=drift)
    plan = _started(plan, loaded, workspace, settings, there.problems)
    registry = _registry_state(settings.registry or loaded.spreadsheet_id, settings.folder, workspace)
    told = (*plan.notes, *_of_templates(plan, workspace))
    folders = _without_folder(plan, there.client_folders) if settings.client_folders else 0
    return replace(plan, notes=told, registry=registry, folders=folders, client_folders=there.client_folders)


def _without_folder(plan: Plan, there: Collection[str]) -> int:
    """How many clients get a folder of their own."""
    made = (item.entry for item in plan.items if item.action is Action.CREATE and not item.spreadsheet_id)
    return sum(not one.folder and folder_mark(one.key) not in there for one in made)


def _registry_state(chosen: str, folder: str, workspace: Workspace) -> RegistryState:
    """What is known of the registry that a run would claim its keys in."""
    own = chosen or workspace.journal.registry(folder) or registry_in(folder, workspace.http)
    try:
        is_there = bool(own) and is_registry(own, workspace.http)
    except NotFoundError:
        if chosen:
            raise
        own, is_there = "", False  # somebody deleted it
    return RegistryState.THERE if is_there else RegistryState.NEW if own else RegistryState.MISSING


def _started(
    plan: Plan,
    loaded: LoadedRoster,
    workspace: Workspace,
    settings: RunSettings,
    known: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Plan:
    """The plan with what its new workbooks start with, each of which is read unless it was before.

    Raises:
        RosterError: something cannot be used; the problems that are known are told with it.
    """
    reader = Starting(
        connection=workspace.connection.for_batch(),
        folder=loaded.folder,
        template=settings.template,
        on=datetime.fromtimestamp(workspace.now(), UTC).date(),
        threads=workspace.threads,
        told=workspace.told_read,
    )
    begun, problems = reader.started(plan)
    keys = ("", *(item.entry.key for item in plan.items))
    told = [problem for key in keys for found in (known, problems) for problem in found.get(key, ())]
    if told:
        raise roster_error(loaded.roster.name, told)
    return begun


def _of_templates(plan: Plan, workspace: Workspace) -> Iterator[str]:
    """What copies of templates will lack of what a new workbook has, a sentence each."""
    copied = (item.start.template for item in plan.items if item.start is not None)
    templates = sorted({one.spreadsheet_id for one in copied if one is not None})
    drift = drift_of(templates, workspace.http, threads=workspace.threads)
    for template in templates:
        if lacks := drift.get(template):
            link = workspace.connection.endpoint.link(template)
            yield f"Copies of {link} have {'; '.join(lacks)}. Add it there, or later with --upgrade."


def start_run(
    loaded: LoadedRoster,
    plan: Plan,
    workspace: Workspace,
    settings: RunSettings,
    *,
    instead_of: Sequence[RunRecord] = (),
) -> RunReport:
    """Provisions as planned; where nothing is to be done there is no run, and the report has no ID.

    What workbooks start with, `plan_run` has read.

    Args:
        loaded: the roster.
        plan: its plan, of `plan_run`.
        workspace: where to do it.
        settings: what the run goes by.
        instead_of: runs of this home that were not done and that work no more; what they began is looked for first.

    Raises:
        RosterError: a client may have been renamed; nothing was made.
        SheetsError: Sheets or Drive cannot be reached; what was done is remembered, and `resume_run` goes on.
    """
    plan.refuse_questions()
    if plan.is_idle:
        left = (_left(item, workspace) for item in plan.items)
        return RunReport(run_id="", results=tuple(left), is_done=True)
    if any(item.action is Action.CREATE and item.start is None for item in plan.items):
        plan = _started(plan, loaded, workspace, settings)
    settings = replace(settings, registry=settings.registry or loaded.spreadsheet_id)
    run_id = f"{datetime.now(UTC):%Y%m%d}-{secrets.token_hex(_RANDOM_BYTES)}"
    since = DriveFiles(http=workspace.http).changes_token()
    requests = prepare(plan, settings, run=run_id, since=since)
    run = RunRecord(
        run_id=run_id,
        started=datetime.fromtimestamp(workspace.now(), UTC).isoformat(),
        cycle=plan.cycle.name,
        roster=loaded.roster.name,
        options={**asdict(settings), "place": workspace.place},
    )
    dead = [one.run_id for one in instead_of]
    requests = tuple({**one, "unsure": True} if _was_begun(one, dead, workspace) else one for one in requests)
    workspace.journal.add_run(run, cast("Any", requests))
    for one in dead:
        workspace.journal.set_state(one, "replaced")
    return _worked(run, workspace, dead=dead)


def _was_begun(request: UnitRequest, runs: Sequence[str], workspace: Workspace) -> bool:
    """Whether one of the runs may have made the file of a request without knowing of it."""
    steps = (workspace.journal.steps.step(run, request["key"], "create") for run in runs)
    return any(step is not None and step.ended is None for step in steps)


def resume_run(workspace: Workspace, run_id: str = "") -> RunReport:
    """Does what is left to do of a run: what was made stays, what failed is tried again, what is not shared is shared.

    Args:
        workspace: where it was started.
        run_id: its ID; empty for the last run of this home.

    Raises:
        ConfigError: there is no such run, or it was undone.
        SheetsError: Sheets or Drive cannot be reached; what was done is remembered.
    """
    run = workspace.run(run_id)
    if run.state in ("undone", "replaced"):
        again = f"okr provision ROSTER --cycle {run.cycle}"
        raise ConfigError(f"The run {run.run_id} was {run.state}. Start a new one: {again}", setting="run")
    dead = [one.run_id for one in workspace.runs() if one.state == "replaced"]
    return _worked(run, workspace, dead=dead)


def run_status(workspace: Workspace, run_id: str = "") -> RunReport:
    """What came of a run so far, as the journal has it; nothing is asked of the server.

    Raises:
        ConfigError: there is no such run.
    """
    run = workspace.run(run_id)
    results = tuple(_result(request, result) for request, result in workspace.journal.units(run.run_id))
    return RunReport(run_id=run.run_id, results=results, is_done=run.state != "open")


def undo_run(workspace: Workspace, run_id: str = "") -> RunReport:
    """Moves to the bin what a run made and nobody wrote in since; nothing is deleted for good.

    A workbook that somebody wrote in, and one that was there before, stays as it is, which its result says.

    Args:
        workspace: where it was started.
        run_id: its ID; empty for the last run of this home.

    Raises:
        ConfigError: there is no such run.
        SheetsError: Sheets or Drive cannot be reached; the same call goes on.
    """
    run, drive = workspace.run(run_id), DriveFiles(http=workspace.http)
    results: list[UnitResult] = []
    units = workspace.journal.units(run.run_id)
    for request, known in units:
        result = _result(request, known)
        if result["outcome"] == "made":
            result = {**result, **_undone(result["spreadsheet_id"], workspace, drive)}
            workspace.journal.set_result(run.run_id, result["key"], result)
        results.append(result)
        workspace.progress(result, len(results), len(units))
    if not any(result["outcome"] == "made" for result in results):
        workspace.journal.set_state(run.run_id, "undone")
    return RunReport(run_id=run.run_id, results=tuple(results), is_done=True)


def _undone(spreadsheet_id: str, workspace: Workspace, drive: DriveFiles) -> Any:  # noqa: ANN401 -- parts of a result
    try:
        if not drive.get(spreadsheet_id).is_binned:
            if is_edited(spreadsheet_id, filled_digest(spreadsheet_id, workspace.http), workspace.http):
                told = "It was left: somebody wrote in it since it was made. If nobody needs that, move it to the bin:"
                return {"outcome": "made", "reason": f"{told} {workspace.connection.endpoint.link(spreadsheet_id)}"}
            drive.bin(spreadsheet_id)
    except NotFoundError:
        return {"outcome": "undone", "reason": "It was deleted before."}
    return {"outcome": "undone", "reason": "It is in the bin.", "unshared": []}


def _left(item: PlanItem, workspace: Workspace) -> UnitResult:
    return UnitResult(
        client=item.entry.client.name,
        key=item.entry.key,
        spreadsheet_id=item.spreadsheet_id,
        url=workspace.connection.endpoint.link(item.spreadsheet_id),
        outcome="left",
        reason="",
        again_in=0.0,
        unshared=[],
    )


def _worked(run: RunRecord, workspace: Workspace, *, dead: Sequence[str] = ()) -> RunReport:
    with closing(workspace.make_pool(workspace)) as pool:
        tools = RunTools(
            http=workspace.http,
            journal=workspace.journal,
            pool=pool,
            now=workspace.now,
            sleep=workspace.sleep,
            progress=workspace.progress,
        )
        folder, registry = (str(run.options.get(name, "")) for name in ("folder", "registry"))
        return go_on(run.run_id, tools, folder=folder, registry=registry, dead=dead)


def _result(request: Any, result: Any) -> UnitResult:  # noqa: ANN401 -- JSON of the journal
    blank = UnitResult(
        client=request["client"],
        key=request["key"],
        spreadsheet_id="",
        url="",
        outcome="waiting",
        reason=NOT_BEGUN,
        again_in=0.0,
        unshared=[share["email"] for share in request["shares"]],
    )
    return cast("UnitResult", result) if result else blank
