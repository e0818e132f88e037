"""From a plan to the requests of its units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.interchange import document_from_okr_set
from okrsdk.model import Client, OkrSet
from okrsdk.provision.client_folders import folder_mark
from okrsdk.provision.marking import marks_of
from okrsdk.provision.plan import Action
from okrsdk.provision.start import Start
from okrsdk.workbook.overview import workbook_title

if TYPE_CHECKING:
    from okrsdk.model import Cycle
    from okrsdk.provision.plan import Plan, PlanItem
    from okrsdk.provision.unit import Action as UnitAction
    from okrsdk.provision.unit import UnitRequest

_UNIT_ACTIONS: dict[Action, UnitAction] = {Action.ADOPT: "adopt", Action.UPDATE: "upgrade", Action.LEAVE: "leave"}
SETTLE = 600.0
"""Seconds for which a file that may have been made is looked for before it is made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """What a run goes by.

    Attributes:
        folder: ID of the folder or shared drive for clients that name none; empty for My Drive.
        registry: ID of the registry; empty for the one that is kept in the folder.
        template: ID of the spreadsheet to copy for clients that name none; empty where workbooks are built.
        client_folders: whether each client that names no folder gets one of its own in `folder`.
        notify: whether people whom a workbook is shared with get a mail.
        settle: seconds for which a file that may have been made is looked for.
    """

    folder: str = ""
    registry: str = ""
    template: str = ""
    client_folders: bool = False
    notify: bool = False
    settle: float = SETTLE


def prepare(plan: Plan, settings: RunSettings, *, run: str, since: str) -> tuple[UnitRequest, ...]:
    """The requests of the units of a plan, in the order of the roster.

    Args:
        plan: the plan, with what its new workbooks start with.
        settings: what the run goes by.
        run: the ID of the run.
        since: the token of Drive's changes from before the run.
    """
    requests = (_request(item, plan.cycle, settings, run=run, since=since) for item in plan.items)
    return tuple(_placed(request, item, plan, settings) for request, item in zip(requests, plan.items, strict=True))


def _placed(request: UnitRequest, item: PlanItem, plan: Plan, settings: RunSettings) -> UnitRequest:
    """A request with whether its workbook is made in the client's own folder, which one that is there always is."""
    is_made = item.action is Action.CREATE and not item.spreadsheet_id and not item.entry.folder
    has_folder = settings.client_folders or folder_mark(item.entry.key) in plan.client_folders
    return {**request, "client_folder": item.entry.client.name} if is_made and has_folder else request


def _request(item: PlanItem, cycle: Cycle, settings: RunSettings, *, run: str, since: str) -> UnitRequest:
    entry, begun = item.entry, item.start or Start(okr_set=OkrSet())
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
    if begun.template is not None:
        content = begun.template.content(okr_set)
        request["template"] = begun.template.spreadsheet_id
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
