"""A run: the units of a plan, worked on until every workbook is there exactly once, however often it has to begin anew.

1. The keys are claimed in the registry; those that another run works on are left to it.
2. What is there already is looked up, after the claims: whoever ended a claim saw its workbook in a list before.
3. The units run. Those that have to wait are run again when it is time, the others go on meanwhile.
4. The sweep leaves one file a key.
5. The workbooks are shared, last of all.
6. The claims end. What is left to do is done by resuming the run.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from okrsdk.errors import NotFoundError, SheetsError
from okrsdk.provision.client_folders import ClientFolders, folder_mark
from okrsdk.provision.journal import FINAL
from okrsdk.provision.marking import KEY_MARK, by_key
from okrsdk.provision.plan import CLAIMED_AT_ONCE
from okrsdk.provision.registry import LEASE, REGISTRY_MARK, Claimed, Registry, open_registry, registry_in
from okrsdk.provision.sweep import Swept, sweep
from okrsdk.provision.unit import UnitResult, left_alone
from okrsdk.sheets.drive_files import DriveFile, DriveFiles

if TYPE_CHECKING:
    from okrsdk.provision.journal import Journal
    from okrsdk.provision.pool import WorkPool
    from okrsdk.provision.unit import UnitRequest
    from okrsdk.sheets.transport.http_client import HttpClient

_REGISTRY_TITLE = "okrsdk registry"
_POLL = 0.5
_SHARED_AT_ONCE = 4
NOT_BEGUN = "It was not begun."
"""The reason of a unit of which nothing is known yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTools:
    """What a run works with.

    Attributes:
        http: sends the requests.
        journal: remembers the run.
        pool: runs the units.
        now: the seconds since 1970.
        sleep: waits that many seconds.
        progress: is told of each unit that is done, with how many are and how many there are.
    """

    http: HttpClient
    journal: Journal
    pool: WorkPool
    now: Callable[[], float]
    sleep: Callable[[float], None]
    progress: Callable[[UnitResult, int, int], None] = lambda _result, _done, _all: None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What came of a run.

    Attributes:
        run_id: its ID.
        results: what came of each client's workbook, in the order of the roster.
        binned: links of the files that went to the bin, each with the client.
        notes: what a person should know.
        is_done: whether nothing is left to do.
    """

    run_id: str
    results: tuple[UnitResult, ...]
    binned: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    is_done: bool = False


def go_on(run_id: str, tools: RunTools, *, folder: str = "", registry: str = "", dead: Sequence[str] = ()) -> RunReport:
    """Does what is left to do of a run, whether it was just begun or was interrupted anywhere.

    Args:
        run_id: the run, as the journal has it.
        tools: what it works with.
        folder: the folder in which the registry is kept.
        registry: the registry, where one was chosen.
        dead: runs that certainly work no more, whose claims are taken over at once.

    Raises:
        SheetsError: Sheets or Drive cannot be reached at all; what was done is remembered.
    """
    units = tools.journal.units(run_id)
    run = _Run(
        run_id=run_id,
        tools=tools,
        requests=[cast("UnitRequest", request) for request, _ in units],
        results={str(request["key"]): cast("UnitResult", result) for request, result in units if result},
        dead=dead,
        parent=folder,
    )
    return run.go(registry)


@dataclass(slots=True, kw_only=True)
class _Run:
    run_id: str
    tools: RunTools
    requests: list[UnitRequest]
    results: dict[str, UnitResult]
    binned: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dead: Sequence[str] = ()
    registry: Registry | None = None
    renewed: float = 0.0
    parent: str = ""
    own_folders: dict[str, str] = field(default_factory=dict)
    """The folders of clients in which workbooks are made, by digest of the key."""

    def go(self, registry_id: str) -> RunReport:
        if any("client_folder" in one for one in self.requests):
            self.own_folders = self._client_folders.listed()
        for request in self.requests:
            if request["action"] == "leave" and not self._is_made(request):
                self._keep(left_alone(request, self.tools.http))
        left = [one for one in self.requests if not self._is_made(one)]
        if left:
            self.registry = self._registry(self.parent, registry_id)
        # The claim of a folder needs as much room as that of a workbook.
        at_once = CLAIMED_AT_ONCE // 2 if any("client_folder" in one for one in left) else CLAIMED_AT_ONCE
        for start in range(0, len(left), at_once):
            self._work_claimed(left[start : start + at_once])
        if not left:
            self._swept()
        self._share()
        return self._report()

    def _work_claimed(self, requests: Sequence[UnitRequest]) -> None:
        """Claims the keys of requests, works on them, and ends the claims."""
        assert self.registry is not None  # noqa: S101 -- made just before
        marks = [_mark(one) for one in requests]
        claimed = self.registry.claim(marks, run=self.run_id, now=self.tools.now(), dead=self.dead)
        self.renewed = self.tools.now()
        free = [one for one in requests if self._is_free(one, claimed)]
        new = self._make_folders(free, self.registry)
        self._work(self._looked_up([self._placed(one) for one in free], claimed))
        listed = self._swept()
        if new:
            listed += self._client_folders.listed()
        made = {_mark(one): self.results[one["key"]]["spreadsheet_id"] for one in requests if self._is_made(one)}
        self._release(self.registry, listed, made)

    @property
    def _client_folders(self) -> ClientFolders:
        return ClientFolders(parent=self.parent, http=self.tools.http)

    def _make_folders(self, requests: Sequence[UnitRequest], registry: Registry) -> bool:
        """Makes the folders of clients that have none; whether there were any."""
        named = {folder_mark(one["key"]): one["client_folder"] for one in requests if "client_folder" in one}
        wanted = {mark: name for mark, name in named.items() if mark not in self.own_folders}
        self.own_folders |= self._client_folders.made(wanted, registry, now=self.tools.now())
        return bool(wanted)

    def _placed(self, request: UnitRequest) -> UnitRequest:
        """A request with the folder in which its workbook is made."""
        own = self.own_folders.get(folder_mark(request["key"])) if "client_folder" in request else None
        return {**request, "folder": own} if own else request

    def _is_made(self, request: UnitRequest) -> bool:
        result = self.results.get(request["key"])
        return result is not None and result["outcome"] in FINAL

    def _registry(self, folder: str, registry_id: str) -> Registry:
        """The registry that was chosen, else the one that is known or found in the folder, else a new one."""
        if registry_id:
            return open_registry(registry_id, self.tools.http)
        known = self.tools.journal.registry(folder)
        with suppress(NotFoundError):  # somebody deleted it
            if known:
                return open_registry(known, self.tools.http)
        own = registry_in(folder, self.tools.http)
        if not own:
            drive = DriveFiles(http=self.tools.http)
            own = drive.create(_REGISTRY_TITLE, folder=folder, marks={REGISTRY_MARK: "1"}).file_id
        self.tools.journal.set_registry(folder, own)
        return open_registry(own, self.tools.http)

    def _is_free(self, request: UnitRequest, claimed: Claimed) -> bool:
        claim = claimed.others.get(_mark(request))
        if claim is None:
            return True
        reason = f"Another run, {claim.run}, is working on it. Resume this one when that has ended."
        self._keep(_result(request, "waiting", reason=reason))
        return False

    def _looked_up(self, requests: Sequence[UnitRequest], claimed: Claimed) -> list[UnitRequest]:
        """The requests with the workbooks that are there by now; those with a question about several are left out."""
        there = self._there(requests)
        found: list[UnitRequest] = []
        for request in requests:
            known = claimed.known.get(_mark(request), "")
            if files := there.get(_mark(request)):
                swept = sweep(files, self.tools.http)
                self._settle(request, swept)
                known = swept.winner.file_id
                if swept.edited:
                    continue
            found.append({**request, "spreadsheet_id": known} if known and "spreadsheet_id" not in request else request)
        return found

    def _there(self, requests: Sequence[UnitRequest]) -> Mapping[str, list[DriveFile]]:
        """The files of provisioning in the folders of the requests, by digest."""
        drive, placed = DriveFiles(http=self.tools.http), [self._placed(one) for one in requests]
        own = {one["folder"] for one in placed if one["folder"] in self.own_folders.values()}
        folders = dict.fromkeys(one["folder"] for one in placed if one["folder"] not in own)
        files = {file.file_id: file for folder in folders for file in drive.in_folder(folder)}
        files |= {file.file_id: file for file in drive.in_folders(sorted(own), within=self.parent)}
        if since := next((one["since"] for one in requests if one["since"]), ""):
            files |= {file.file_id: file for file in drive.changed_since(since)}
        return by_key(files.values())

    def _work(self, requests: Sequence[UnitRequest]) -> None:
        """Runs the units; those that wait are run again when it is time."""
        pool, by_name = self.tools.pool, {one["key"]: one for one in requests}
        for request in requests:
            pool.submit(request)
        running, numbers = len(requests), itertools.count()
        waiting: list[tuple[float, int, str]] = []
        while running or waiting:
            while waiting and waiting[0][0] <= self.tools.now():
                pool.submit(by_name[heapq.heappop(waiting)[2]])
                running += 1
            if not running:
                self.tools.sleep(waiting[0][0] - self.tools.now())
                continue
            result = pool.next_result(_POLL)
            self._renew(requests)
            if result is None:
                continue
            running -= 1
            if result["outcome"] == "waiting":
                self.tools.journal.set_result(self.run_id, result["key"], result)
                heapq.heappush(waiting, (self.tools.now() + result["again_in"], next(numbers), result["key"]))
            else:
                self._keep(result)

    def _renew(self, requests: Sequence[UnitRequest]) -> None:
        """Renews the claims long before they run out."""
        if self.registry is not None and self.tools.now() - self.renewed > LEASE / 3:
            self.renewed = self.tools.now()
            left = [_mark(one) for one in requests if not self._is_made(one)]
            self.registry.claim(left, run=self.run_id, now=self.renewed)

    def _release(self, registry: Registry, listed: Sequence[str], made: Mapping[str, str]) -> None:
        """Ends the claims; where that fails they run out by themselves."""
        try:
            registry.release(self.run_id, listed, made, now=self.tools.now())
        except SheetsError as error:
            self.notes.append(
                f"The claims of this run could not be ended, and run out in a quarter of an hour: {error}"
            )

    def _swept(self) -> list[str]:
        """Leaves one file a key; gives the digests that a list shows by now."""
        own = {_mark(one): one for one in self.requests}
        groups = {mark: files for mark, files in self._there(self.requests).items() if mark in own}
        for mark, files in groups.items():
            try:
                self._settle(own[mark], sweep(self._with_own(own[mark], files), self.tools.http))
            except SheetsError as error:
                self._keep(_result(own[mark], "failed", reason=f"It is not known which file is its workbook: {error}"))
        return list(groups)

    def _with_own(self, request: UnitRequest, files: Sequence[DriveFile]) -> Sequence[DriveFile]:
        """The files of a key with the one that this run made, which the list may not show yet."""
        result = self.results.get(request["key"])
        own = result["spreadsheet_id"] if result else ""
        if not own or any(file.file_id == own for file in files):
            return files
        with suppress(NotFoundError):
            file = DriveFiles(http=self.tools.http).get(own)
            return files if file.is_binned else [*files, file]
        return files

    def _settle(self, request: UnitRequest, swept: Swept) -> None:
        """Puts the winner into the result."""
        self.binned += [(request["client"], self._link(file.file_id)) for file in swept.binned]
        result, winner = self.results.get(request["key"]), swept.winner.file_id
        if question := swept.question(self.tools.http):
            self._keep(_result(request, "question", reason=question, spreadsheet_id=winner, url=self._link(winner)))
        elif result is not None and _has_other_file(result, winner):
            self._finish(request, winner)

    def _finish(self, request: UnitRequest, winner: str) -> None:
        """Makes sure that another file than the unit's own, which is its workbook now, is whole."""
        self._work([{**request, "spreadsheet_id": winner}])

    def _share(self) -> None:
        """Shares the workbooks; once Drive lets no more be shared, the rest is left for the next time."""
        todo = [one for one in self.requests if self._is_made(one) and self.results[one["key"]]["unshared"]]
        waiting, running, limit = iter(todo), 0, ""
        while True:
            while running < _SHARED_AT_ONCE and not limit and (request := next(waiting, None)) is not None:
                own = self.results[request["key"]]
                self.tools.pool.submit({**request, "action": "share", "spreadsheet_id": own["spreadsheet_id"]})
                running += 1
            if not running:
                break
            result = self.tools.pool.next_result(_POLL)
            if result is None:
                continue
            running -= 1
            if result["outcome"] == "waiting":  # for its turn, where a worker is not to wait itself
                self.tools.sleep(result["again_in"])
                waiting = itertools.chain([one for one in todo if one["key"] == result["key"]], waiting)
                continue
            limit = result["reason"] if result["outcome"] == "limited" else limit
            own = self.results[result["key"]]
            reason = result["reason"] if result["unshared"] else own["reason"]
            self._keep({**own, "unshared": result["unshared"], "reason": reason})
        if limit:
            left = sum(bool(self.results[one["key"]]["unshared"]) for one in todo)
            self.notes.append(f"{limit} {left} workbooks are still to be shared: resume the run later.")

    def _keep(self, result: UnitResult) -> None:
        self.results[result["key"]] = result
        self.tools.journal.set_result(self.run_id, result["key"], result)
        done = sum(self._is_made(one) for one in self.requests)
        self.tools.progress(result, done, len(self.requests))

    def _link(self, spreadsheet_id: str) -> str:
        return self.tools.http.endpoint.link(spreadsheet_id)

    def _report(self) -> RunReport:
        results = tuple(self.results.get(one["key"]) or _result(one, "failed") for one in self.requests)
        is_done = all(one["outcome"] in FINAL and not one["unshared"] for one in results)
        self.tools.journal.set_state(self.run_id, "done" if is_done else "open")
        return RunReport(
            run_id=self.run_id, results=results, binned=tuple(self.binned), notes=tuple(self.notes), is_done=is_done
        )


def _has_other_file(result: UnitResult, winner: str) -> bool:
    """Whether a result names another file than the one that stays, or had a question that is answered by now."""
    return result["outcome"] == "question" or (result["outcome"] in FINAL and result["spreadsheet_id"] != winner)


def _mark(request: UnitRequest) -> str:
    return request["marks"][KEY_MARK]


def _result(
    request: UnitRequest, outcome: str, *, reason: str = "", spreadsheet_id: str = "", url: str = ""
) -> UnitResult:
    return cast(
        "UnitResult",
        {
            "client": request["client"],
            "key": request["key"],
            "spreadsheet_id": spreadsheet_id,
            "url": url,
            "outcome": outcome,
            "reason": reason,
            "again_in": 0.0,
            "unshared": [share["email"] for share in request["shares"]],
        },
    )
