"""The plan: what is done about each client of a roster, what that costs, and whether it is safe. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from okrsdk.errors import RosterError, UnsafePlanError
from okrsdk.provision.marking import by_key, key_mark
from okrsdk.provision.renames import named_with_key, rename_questions, without_client

if TYPE_CHECKING:
    from typing import Self

    from okrsdk.model import Cycle
    from okrsdk.provision.roster import Roster, RosterEntry
    from okrsdk.provision.start import Start
    from okrsdk.sheets.drive_files import DriveFile

WRITES_A_MINUTE = 60
READS_A_MINUTE = 60
"""What Google allows a person and project of Sheets' writes and reads. Drive's allowance is a hundred times larger."""
MOST_CHANGED = 0.3
"""The share of existing workbooks above which a plan needs somebody who allows it."""
CLAIMED_AT_ONCE = 400
"""Keys claimed at once: the metadata of a spreadsheet as a whole may have 30,000 characters, a claim has about 60."""
_FEW, _NAMED = 3, 3


class Action(StrEnum):
    """What is done about a client's workbook."""

    CREATE = "create"
    ADOPT = "adopt"
    UPDATE = "update"
    LEAVE = "leave"


class RegistryState(StrEnum):
    """What is known of the registry in which a run claims its keys."""

    THERE = "there"
    NEW = "new"
    """There is the spreadsheet, in which no run claimed anything yet."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """What is done about one client.

    Attributes:
        entry: the client, as the roster has it.
        action: what is done.
        reason: why, or what; empty where the action says it all.
        spreadsheet_id: the workbook that is there; empty for one that is made.
        lacks: of one that is updated, what the template has and it has not.
        start: what one that is made starts with, once that was read.
    """

    entry: RosterEntry
    action: Action
    reason: str = ""
    spreadsheet_id: str = ""
    lacks: tuple[str, ...] = ()
    start: Start | None = None

    @property
    def shares(self) -> int:
        """With how many people the workbook is shared: one that is left is shared with no one."""
        return len(self.entry.shares) if self.action in (Action.CREATE, Action.ADOPT) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCost:
    """The requests that a plan needs when nothing goes wrong.

    Attributes:
        sheets_writes: writes of Sheets; a new workbook is one.
        sheets_reads: reads of Sheets.
        drive_changes: files made, marked, shared or moved to the bin in Drive; a new workbook is one, and one more for
            each share.
        minutes: how long the writes and reads take at the rate that Google allows.
    """

    sheets_writes: int
    sheets_reads: int
    drive_changes: int

    @property
    def minutes(self) -> int:
        """Minutes at the allowed rate, rounded up; a first minute's allowance is there at once."""
        return max(math.ceil(self.sheets_writes / WRITES_A_MINUTE), math.ceil(self.sheets_reads / READS_A_MINUTE), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is done about the clients of a roster.

    Attributes:
        cycle: the cycle.
        items: the clients, in the order of the roster.
        notes: what a person should know before: files without a client, columns that were left out.
        doubled: the clients with more than one file of their key, of which the run keeps one.
        surplus: how many files those are that it does not keep.
        questions: clients of which it has to be said whether they are new or were renamed, each with its place.
        registry: whether the run has to make its registry first.
        folders: how many clients get a folder of their own, with a workbook in it.
        client_folders: the clients that have one by now, by digest.
    """

    cycle: Cycle
    items: tuple[PlanItem, ...]
    notes: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    surplus: int = 0
    questions: tuple[str, ...] = ()
    registry: RegistryState = RegistryState.THERE
    folders: int = 0
    client_folders: frozenset[str] = frozenset()

    @property
    def counts(self) -> Mapping[Action, int]:
        """How many clients each action has; every action is there."""
        found = Counter(item.action for item in self.items)
        return {action: found[action] for action in Action}

    @property
    def drift(self) -> tuple[tuple[str, int], ...]:
        """What workbooks lack, each with how many of them do, the most frequent first."""
        return tuple(Counter(lack for item in self.items for lack in item.lacks).most_common())

    @property
    def is_idle(self) -> bool:
        """Whether nothing is to be done."""
        return not self.doubled and all(item.action is Action.LEAVE for item in self.items)

    @property
    def cost(self) -> PlanCost:
        """The requests that the run needs; what new workbooks start with was read for the plan."""
        counts, worked_on = self.counts, sum(item.action is not Action.LEAVE for item in self.items)
        claimed = math.ceil(worked_on / (CLAIMED_AT_ONCE // 2 if self.folders else CLAIMED_AT_ONCE))
        agreed = min(claimed, self.folders)  # on the IDs of folders, with each claim
        is_new = bool(claimed) and self.registry is not RegistryState.THERE
        is_missing = bool(claimed) and self.registry is RegistryState.MISSING
        begun = [item for item in self.items if item.action is Action.CREATE and item.spreadsheet_id]
        looked_at = sum(1 if _is_copy(item) else 2 for item in begun)  # whether it is blank, and whose
        named = sum(item.spreadsheet_id == item.entry.workbook for item in self.items if item.action is Action.ADOPT)
        return PlanCost(
            sheets_writes=counts[Action.CREATE] + counts[Action.UPDATE] + 2 * claimed + agreed + 2 * is_new,
            sheets_reads=counts[Action.ADOPT]
            + counts[Action.UPDATE]
            + looked_at
            + (2 * claimed + agreed + bool(claimed))
            + (2 * self.surplus + len(self.doubled)),
            drive_changes=counts[Action.CREATE]
            - len(begun)
            + named
            + sum(item.shares for item in self.items)
            + self.surplus
            + self.folders
            + is_missing,
        )

    def refuse_questions(self) -> None:
        """Refuses a plan that would make a workbook for a client which may only have been renamed.

        Raises:
            RosterError: it would; `problems` has a question for each such client.
        """
        if self.questions:
            cure = "If all of these are new, say so: --all-new."
            raise RosterError(f"Nothing was made: a client may have been renamed. {cure}", problems=self.questions)

    def with_all_new(self) -> Self:
        """The plan once somebody said that no client was renamed."""
        return replace(self, questions=())

    def refuse_large_changes(self, *, most: float = MOST_CHANGED) -> None:
        """Refuses a plan that changes a larger share of the workbooks that are there; up to three are always fine.

        Raises:
            UnsafePlanError: it does.
        """
        there = sum(item.action is not Action.CREATE for item in self.items)
        changed = self.counts[Action.UPDATE]
        if changed > _FEW and changed > most * there:
            raise UnsafePlanError(
                f"The plan changes {changed} of {there} workbooks that are there, more than {most:.0%}. Look at it "
                "with --dry-run; if it is meant, add --allow-large-changes. Nothing was changed."
            )


def _is_copy(item: PlanItem) -> bool:
    return item.start is not None and item.start.template is not None


def make_plan(
    roster: Roster,
    cycle: Cycle,
    files: Sequence[DriveFile],
    *,
    known: Collection[str] = (),
    last: Cycle | None = None,
    drift: Mapping[str, Sequence[str]] | None = None,
) -> Plan:
    """The plan of a roster.

    A workbook is taken for a client's by its own key alone, or because the roster names it; never by its title.

    Args:
        roster: the clients.
        cycle: the cycle.
        files: the spreadsheets in the folders of the roster, and those that it names.
        known: the IDs of the workbooks that this home has made or adopted.
        last: the cycle that is carried over from, if any.
        drift: by ID of a workbook what the template has and it lacks; None where nothing is upgraded.
    """
    groups = by_key(files)
    by_mark = {mark: group[0] for mark, group in groups.items()}
    items = [_item(entry, cycle, by_mark, known, drift) for entry in roster.entries]
    left = without_client(files, roster.entries, {cycle.name} | ({last.name} if last else set()))
    created = [item.entry for item in items if item.action is Action.CREATE]
    questions = tuple(rename_questions(created, files, left))
    orphans = () if questions else without_client(files, roster.entries, {cycle.name})
    sizes = [(entry.client.name, len(groups.get(key_mark(entry.key, cycle.name), ()))) for entry in roster.entries]
    doubled = [client for client, size in sizes if size > 1]
    unkept = sum(item.action is Action.CREATE and not item.entry.has_own_key for item in items)
    told = (_orphan(named_with_key(file)) for file in orphans)
    notes = (*roster.notes, *_unkept(unkept), *told, *map(_doubled, doubled))
    return Plan(
        cycle=cycle,
        items=tuple(items),
        notes=notes,
        doubled=tuple(doubled),
        surplus=sum(size - 1 for _, size in sizes if size > 1),
        questions=questions,
    )


def with_last_workbooks(roster: Roster, files: Sequence[DriveFile], *, last: Cycle, cycle: Cycle) -> Roster:
    """The roster in which each client without another start has its workbook of the last cycle, found by its key.

    Args:
        roster: the clients.
        files: the spreadsheets in the folders of the roster.
        last: the cycle that ends.
        cycle: the next one; clients that have a workbook of it already are not told of.
    """
    by_mark = by_key(files)
    entries: list[RosterEntry] = []
    blank: list[str] = []
    own: list[str] = []
    for entry in roster.entries:
        found = by_mark.get(key_mark(entry.key, last.name))
        is_new = key_mark(entry.key, cycle.name) not in by_mark
        if entry.okrs or entry.last_workbook or entry.template or entry.workbook:
            own += [entry.client.name] if entry.okrs and found and is_new else []
            entries.append(entry)
        elif found:
            entries.append(replace(entry, last_workbook=found[0].file_id))
        else:
            blank += [entry.client.name] if is_new else []
            entries.append(entry)
    notes = (*roster.notes, *_not_carried(own, blank, last))
    return replace(roster, entries=tuple(entries), notes=notes)


def _not_carried(own: Sequence[str], blank: Sequence[str], last: Cycle) -> Iterator[str]:
    """Who starts with a file although there is something to carry over, and who starts with nothing."""
    if own:
        start = "starts with the file" if len(own) == 1 else "start with the files"
        yield (
            f"{_listed(own)} {start} in the roster, and nothing of {last.name} is carried over. If it is to be, clear "
            f"{'it' if len(own) == 1 else 'them'}."
        )
    if len(blank) == 1:
        yield f"{blank[0]} has no workbook of {last.name} with its key, and starts blank."
    elif blank:
        yield f"{_listed(blank)} have no workbook of {last.name} with their keys, and start blank."


def _listed(names: Sequence[str]) -> str:
    """Names in a sentence, the first few of many."""
    shown = [*names[:_NAMED], f"{len(names) - _NAMED} more"] if len(names) > _NAMED + 1 else [*names]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _item(
    entry: RosterEntry,
    cycle: Cycle,
    by_mark: Mapping[str, DriveFile],
    known: Collection[str],
    drift: Mapping[str, Sequence[str]] | None,
) -> PlanItem:
    own = by_mark.get(key_mark(entry.key, cycle.name))
    if own is None and not entry.workbook:
        return PlanItem(entry=entry, action=Action.CREATE, reason=_start(entry))
    if own is None:
        return PlanItem(entry=entry, action=Action.ADOPT, reason="named in the roster", spreadsheet_id=entry.workbook)
    lacks = tuple((drift or {}).get(own.file_id, ()))
    if lacks:
        return PlanItem(
            entry=entry, action=Action.UPDATE, reason="; ".join(lacks), spreadsheet_id=own.file_id, lacks=lacks
        )
    if own.file_id not in known:
        return PlanItem(
            entry=entry, action=Action.ADOPT, reason=_there(entry, own, "has its key"), spreadsheet_id=own.file_id
        )
    return PlanItem(entry=entry, action=Action.LEAVE, reason=_there(entry, own), spreadsheet_id=own.file_id)


def _there(entry: RosterEntry, own: DriveFile, reason: str = "is there") -> str:
    is_other = entry.workbook and entry.workbook != own.file_id
    return f"{reason}; the other one that the roster names is not touched" if is_other else reason


def _start(entry: RosterEntry) -> str:
    if entry.last_workbook:
        return "carried over from the last cycle"
    if entry.okrs:
        return f"with {entry.okrs}"
    return "a copy of the template" if entry.template else ""


def _unkept(number: int) -> tuple[str, ...]:
    if not number:
        return ()
    clients = "1 client has" if number == 1 else f"{number} clients have"
    cure = "Write it down, so that a client that is renamed keeps its workbook: --write-keys does."
    return (f"{clients} no Key in the roster; it is made from the name. {cure}",)


def _doubled(client: str) -> str:
    return f"{client} has more than one file of its key; the run keeps one, and moves to the bin what nobody wrote in."


def _orphan(name: str) -> str:
    return (
        f"{name} was provisioned for this cycle, and no client of the roster has its key. If the client was renamed, "
        "give it the key that it had."
    )
