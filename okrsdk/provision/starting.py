"""What new workbooks start with is read before anything is made: nothing, a file, the last cycle, or a template.

What cannot be read is a problem of its row, so that all of them are told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.errors import AccessError, ConfigError, InvalidOkrError, NotFoundError, SchemaVersionError
from okrsdk.model import OkrSet
from okrsdk.provision.carrying import carried
from okrsdk.provision.contents import filled_digest, held_cells
from okrsdk.provision.copying import read_template
from okrsdk.provision.filling import cells_digest
from okrsdk.provision.marking import KEY_MARK, key_mark
from okrsdk.provision.plan import Action
from okrsdk.provision.start import Start

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.model import Cycle
    from okrsdk.provision.copying import CopiedTemplate
    from okrsdk.provision.plan import Plan, PlanItem
    from okrsdk.provision.roster import RosterEntry
    from okrsdk.sheets import Connection

_UNUSABLE = (ConfigError, InvalidOkrError, SchemaVersionError, NotFoundError, AccessError)
"""What is wrong with one file or workbook, and no reason to think that the others cannot be read."""

_Problems: TypeAlias = tuple[str, ...]
_Read: TypeAlias = "tuple[PlanItem, _Problems]"


def read_okrs(folder: Path, name: str) -> OkrSet:
    """The OKRs in a file that a roster names.

    Args:
        folder: from where the files of the roster are looked for.
        name: the path of the file.

    Raises:
        ConfigError: there is no such file, or it holds no OKRs.
        InvalidOkrError: something in it cannot be read.
        SchemaVersionError: the document is of a newer format.
    """
    from okrsdk.files import load_okr_set

    try:
        path = folder / Path(name).expanduser()
    except RuntimeError:  # the home of a user who does not exist
        path = folder / name
    if not path.is_file():
        raise ConfigError(
            f"There is no file {path}. Correct the path, which begins at the roster's folder, or clear it."
        )
    return load_okr_set(path)


def wrong_with_file(folder: Path) -> Callable[[str], str]:
    """Says what is wrong with a file of OKRs in a folder; empty where nothing is."""

    def look(name: str) -> str:
        try:
            read_okrs(folder, name)
        except _UNUSABLE as error:
            return str(error)
        return ""

    return look


@dataclass(frozen=True, slots=True, kw_only=True)
class Starting:
    """Reads what the workbooks of a plan start with, and looks at those that are to be adopted.

    Attributes:
        connection: reads workbooks.
        folder: from where the files of the roster are looked for.
        template: ID of the spreadsheet to copy for clients that name none; empty where workbooks are built.
        on: the day on which the last cycle is closed.
        threads: how many workbooks are read at once.
        told: is told of each client that is done, with how many are and how many there are.
    """

    connection: Connection
    folder: Path
    template: str
    on: date
    threads: int
    told: Callable[[int, int], None] = lambda _done, _all: None

    def started(self, plan: Plan) -> tuple[Plan, Mapping[str, _Problems]]:
        """The plan with what its new workbooks start with, and the problems by key of the client; "" are the run's own.

        Each last workbook is read once, each template twice, and each workbook that is to be adopted once.

        Raises:
            SheetsError: Sheets or Drive cannot be reached.
        """
        templates = sorted({self._template(item.entry) for item in plan.items if _may_begin(item)} - {""})
        copied = {template: self._template_or_problem(template) for template in templates}
        read: list[_Read] = []
        with ThreadPoolExecutor(max_workers=self.threads) as pool:
            for one in pool.map(lambda item: self._read(item, plan.cycle, copied), plan.items):
                read.append(one)
                self.told(len(read), len(plan.items))
        problems = {item.entry.key: found for item, found in read if found}
        is_copied = any(_is_unread(item) and not item.entry.template for item, _ in read)
        if is_copied and isinstance(own := copied.get(self.template), str):
            problems[""] = (own,)
        return replace(plan, items=tuple(item for item, _ in read)), problems

    def _read(self, item: PlanItem, cycle: Cycle, copied: Mapping[str, CopiedTemplate | str]) -> _Read:
        entry = item.entry
        if item.action is Action.ADOPT and not _is_of_its_key(item):
            return item, tuple(self._wrong_with_adopted(entry, cycle))
        template = copied.get(self._template(entry))
        if item.action is Action.ADOPT and self._is_unfilled(item.spreadsheet_id, template):
            item = replace(item, action=Action.CREATE, reason="was begun, and is filled now")
        if not _is_unread(item):
            return item, ()
        if template is None:
            return self._begun(item, cycle)
        problems = list(_contradictions(entry))
        if isinstance(template, str):
            problems += [f"{entry.at('template')}: {template}"] if entry.template else []
            return item, tuple(problems)
        return replace(item, start=Start(okr_set=OkrSet(), template=template)), tuple(problems)

    def _is_unfilled(self, spreadsheet_id: str, template: CopiedTemplate | str | None) -> bool:
        """Whether a file with the client's key is blank, or a bare copy: a run that was killed left it so."""
        if filled_digest(spreadsheet_id, self.connection.http) is not None:
            return False
        cells = held_cells(spreadsheet_id, self.connection.http)
        is_copy = template is not None and not isinstance(template, str) and cells_digest(cells) == template.digest
        return not cells or is_copy

    def _begun(self, item: PlanItem, cycle: Cycle) -> _Read:
        entry, column = item.entry, "okrs"
        try:
            if entry.okrs:
                start = Start(okr_set=read_okrs(self.folder, entry.okrs))
            elif entry.last_workbook:
                column = "last_workbook"
                start = carried(entry.last_workbook, cycle, self.connection, on=self.on)
            else:
                start = Start(okr_set=OkrSet())
        except _UNUSABLE as error:
            return item, (f"{entry.at(column)}: {error}",)
        return replace(item, start=start), ()

    def _wrong_with_adopted(self, entry: RosterEntry, cycle: Cycle) -> Iterator[str]:
        """What keeps a workbook that the roster names from being adopted."""
        from okrsdk.sheets import Workbook
        from okrsdk.sheets.drive_files import DriveFiles

        place, http = entry.at("workbook"), self.connection.http
        try:
            file = DriveFiles(http=http).get(entry.workbook)
            if file.is_binned:
                yield f"{place}: {file.name} is in the bin. Take it out, or clear the cell."
            elif file.marks.get(KEY_MARK, own := key_mark(entry.key, cycle.name)) != own:
                yield f"{place}: {file.name} is the workbook of another key or cycle. Clear the cell."
            else:
                Workbook(spreadsheet_id=entry.workbook, connection=self.connection).inspect()
        except _UNUSABLE as error:
            yield f"{place}: {error}"

    def _template(self, entry: RosterEntry) -> str:
        return entry.template or self.template

    def _template_or_problem(self, template: str) -> CopiedTemplate | str:
        try:
            return read_template(template, self.connection)
        except _UNUSABLE as error:
            return f"The template cannot be used. {error}"


def _may_begin(item: PlanItem) -> bool:
    return item.start is None and (item.action is Action.CREATE or _is_of_its_key(item))


def _is_of_its_key(item: PlanItem) -> bool:
    """Whether a workbook is adopted because it has the client's key, and not because the roster names it."""
    return item.action is Action.ADOPT and item.spreadsheet_id != item.entry.workbook


def _is_unread(item: PlanItem) -> bool:
    return item.action is Action.CREATE and item.start is None


def _contradictions(entry: RosterEntry) -> Iterator[str]:
    cure = "A copy of a template starts with what is in it. Bring OKRs into it later: okr import."
    for column in ("okrs", "last_workbook"):
        if getattr(entry, column):
            yield f"{entry.at(column)}: {cure}"
