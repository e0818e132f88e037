"""From a plan to the requests of its units: the OKRs that each workbook starts with are read here, before anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeAlias

from okrsdk.errors import ConfigError, OkrError, RosterError
from okrsdk.interchange import document_from_okr_set
from okrsdk.model import Client, OkrSet
from okrsdk.provision.marking import marks_of
from okrsdk.provision.plan import Action
from okrsdk.workbook.overview import workbook_title

if TYPE_CHECKING:
    from okrsdk.model import Cycle
    from okrsdk.provision.copying import CopyContent
    from okrsdk.provision.plan import Plan, PlanItem
    from okrsdk.provision.roster import RosterEntry
    from okrsdk.provision.unit import Action as UnitAction
    from okrsdk.provision.unit import UnitRequest

_UNIT_ACTIONS: dict[Action, UnitAction] = {Action.ADOPT: "adopt", Action.UPDATE: "upgrade", Action.LEAVE: "leave"}
SETTLE = 600.0
"""Seconds for which a file that may have been made is looked for before it is made again."""


Row: TypeAlias = tuple[str | float | None, ...]
"""The cells of a row of the tab `Last cycle`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a workbook starts with.

    Attributes:
        okr_set: its OKRs.
        last_cycle: rows for its tab `Last cycle`; empty for none.
    """

    okr_set: OkrSet
    last_cycle: tuple[Row, ...] = ()


class StartReader(Protocol):
    """Reads what workbooks start with. Raises `OkrError`."""

    def read(self, entry: RosterEntry, cycle: Cycle) -> Start:
        """What a client's workbook starts with: its file of OKRs, or what goes on of the last cycle."""

    def copy_of(self, template: str, okr_set: OkrSet) -> CopyContent:
        """What is written into a client's copy of a template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """What a run goes by.

    Attributes:
        folder: ID of the folder or shared drive for clients that name none; empty for My Drive.
        registry: ID of the registry; empty for the one that is kept in the folder.
        template: ID of the spreadsheet to copy for clients that name none; empty where workbooks are built.
        notify: whether people whom a workbook is shared with get a mail.
        settle: seconds for which a file that may have been made is looked for.
    """

    folder: str = ""
    registry: str = ""
    template: str = ""
    notify: bool = False
    settle: float = SETTLE


def prepare(plan: Plan, settings: RunSettings, *, run: str, since: str, start: StartReader) -> tuple[UnitRequest, ...]:
    """The requests of the units of a plan, in the order of the roster.

    Args:
        plan: the plan.
        settings: what the run goes by.
        run: the ID of the run.
        since: the token of Drive's changes from before the run.
        start: reads what a workbook starts with.

    Raises:
        RosterError: what workbooks are to start with cannot be read; `problems` has all of it.
    """
    problems: list[str] = []
    requests: list[UnitRequest] = []
    for item in plan.items:
        try:
            requests.append(_request(item, plan.cycle, settings, run=run, since=since, start=start))
        except OkrError as error:
            problems.append(f"{item.entry.place}: {error}")
    if problems:
        raise RosterError("Nothing was made: what workbooks are to start with cannot be used.", problems=problems)
    return tuple(requests)


def _request(
    item: PlanItem, cycle: Cycle, settings: RunSettings, *, run: str, since: str, start: StartReader
) -> UnitRequest:
    entry = item.entry
    template = entry.template or settings.template
    if item.action is Action.CREATE and template and (entry.okrs or entry.last_workbook):
        raise ConfigError("A copy of a template starts with what is in it. Bring OKRs into it later: okr import.")
    begun = start.read(entry, cycle) if item.action is Action.CREATE else Start(okr_set=OkrSet())
    okr_set = replace(begun.okr_set, client=joined(begun.okr_set.client, entry.client), cycle=cycle)
    is_own = item.action is Action.ADOPT and item.spreadsheet_id != entry.workbook
    request: UnitRequest = {
        "run": run,
        "key": entry.key,
        "client": entry.client.name,
        "cycle": cycle.name,
        "action": _UNIT_ACTIONS.get(item.action, "create") if not is_own else "create",
        "title": workbook_title(okr_set),
        "folder": entry.folder or settings.folder,
        "marks": marks_of(entry.key, cycle.name),
        "okrs": document_from_okr_set(okr_set),
        "shares": [{"email": share.email, "role": share.role} for share in entry.shares],
        "notify": settings.notify,
        "settle": settings.settle,
        "since": since,
    }
    if item.spreadsheet_id:
        request["spreadsheet_id"] = item.spreadsheet_id
    if begun.last_cycle:
        request["last_cycle"] = [list(row) for row in begun.last_cycle]
    if template and request["action"] == "create":
        request["template"] = template
        content = start.copy_of(template, okr_set)
        request["cells"], request["digest"] = list(content.cells), content.digest
    return request


def joined(client: Client, told: Client) -> Client:
    """A client as the roster tells of it; what the roster leaves blank is as it was.

    >>> joined(Client(name="Old", currency="USD"), Client(name="New")).currency
    'USD'
    """
    names = (
        "currency",
        "time_zone",
        "fiscal_year_starts",
        "average_sale",
        "lifetime_value",
        "close_rate",
        "monthly_capacity",
        "capacity_unit",
        "cost_per_acquisition",
        "policy",
        "funnel",
    )
    changes = {name: value for name in names if (value := getattr(told, name)) not in (None, "", ())}
    return replace(client, name=told.name, **changes)
