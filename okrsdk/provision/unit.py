"""The unit of work: one workbook, from a request to a result, both JSON values.

    result = run(request, UnitTools(http=connection.http, journal=journal.steps, now=time.time))

Threads run it by default; any engine may. It may be run any number of times, on any machine, also twice at once: what
was begun before is looked for, not done again. It never sleeps for long: where it has to wait it says so
(`outcome: waiting`, `again_in: seconds`), gives its worker back, and wants to be run again with the same request.
An engine that delivers a request again, with a journal that may not know of the first time, sets `unsure`.

`UnitRequest` and `UnitResult` are stable. New keys may come, and what reads them passes over those it does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypedDict

from okrsdk.errors import (
    AccessError,
    InvalidOkrError,
    NotFoundError,
    NoTokenError,
    QuotaError,
    SheetsError,
)
from okrsdk.provision.contents import filled_digest, held_cells
from okrsdk.provision.filling import fill_body, filled_mark
from okrsdk.provision.marking import KEY_MARK
from okrsdk.provision.upgrade import upgrade_workbook
from okrsdk.sheets.drive_files import DriveFile, DriveFiles
from okrsdk.sheets.spreadsheet import Spreadsheet

if TYPE_CHECKING:
    from okrsdk.provision.journal import Step, StepJournal
    from okrsdk.sheets.transport.http_client import HttpClient


Action = Literal["create", "adopt", "upgrade", "share", "leave"]
Outcome = Literal["made", "adopted", "updated", "left", "shared", "limited", "waiting", "failed", "question"]
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0
_MOST_FILLS = 8
_FILLS = "fills"


class ShareRequest(TypedDict):
    """Whom to share with: an address, and Drive's word for the role."""

    email: str
    role: str


class UnitRequest(TypedDict):
    """What is to be done about one workbook.

    Keys: `run`, the ID of the run; `key` and `client` of the roster; `cycle`; `action`; `title` of the workbook;
    `folder`, the ID of its folder, empty for My Drive; `marks`, the app properties that make it ours; `okrs`, the OKRs
    it starts with as a document; `shares` and whether to `notify` those people; `settle`, the seconds for which a file
    that may have been made is looked for; `since`, the token of Drive's changes from before the run.
    Not always there: `spreadsheet_id` of a workbook that is there; `last_cycle`, the rows of its tab of that name;
    `template` to copy, `cells`, the requests that fill in the client's own in the copy, and `digest`, that of its cells
    then; `client_folder`, the name of a folder in `folder` that the run makes for the client, and in which it has the
    workbook made; `unsure`, whether it may have been run before without the journal's knowing.
    """

    run: str
    key: str
    client: str
    cycle: str
    action: Action
    title: str
    folder: str
    marks: dict[str, str]
    okrs: dict[str, Any]
    shares: list[ShareRequest]
    notify: bool
    settle: float
    since: str
    spreadsheet_id: NotRequired[str]
    last_cycle: NotRequired[list[list[str | float | None]]]
    template: NotRequired[str]
    cells: NotRequired[list[dict[str, Any]]]
    digest: NotRequired[str]
    client_folder: NotRequired[str]
    unsure: NotRequired[bool]


class UnitResult(TypedDict):
    """What came of one workbook.

    Keys: `client`, `key`, `spreadsheet_id` and `url` (empty where there is none), `outcome`, `reason` (a sentence where
    there is something to say), `again_in` (seconds, of one that waits), `unshared` (the addresses that it is still to
    be shared with). Of `create` the outcome is made, adopted (it was there, whole), waiting or failed; of `adopt`
    adopted or failed; of `upgrade` updated or failed; of `share` shared, limited (Drive lets no more be shared for
    hours) or failed.
    """

    client: str
    key: str
    spreadsheet_id: str
    url: str
    outcome: Outcome
    reason: str
    again_in: float
    unshared: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTools:
    """What a unit works with.

    Attributes:
        http: sends the requests.
        journal: remembers what was begun.
        now: the seconds since 1970.
    """

    http: HttpClient
    journal: StepJournal
    now: Callable[[], float]


def run(request: UnitRequest, tools: UnitTools) -> UnitResult:
    """What came of the request: no error of Sheets or Drive is raised, all of them are outcomes."""
    unit = _Unit(request=request, tools=tools, files=DriveFiles(http=tools.http))
    actions: dict[Action, Callable[[], UnitResult]] = {
        "create": unit.create,
        "adopt": unit.adopt,
        "upgrade": unit.upgrade,
        "share": unit.share,
        "leave": partial(left_alone, request, tools.http),
    }
    try:
        return actions[request["action"]]()
    except (_WaitingError, NoTokenError) as wait:
        return unit.result("waiting", reason=str(wait), again_in=wait.again_in)
    except (SheetsError, InvalidOkrError) as error:
        return unit.result("failed", reason=str(error))


class _WaitingError(Exception):
    def __init__(self, reason: str, again_in: float) -> None:
        super().__init__(reason)
        self.again_in = again_in


@dataclass(slots=True, kw_only=True)
class _Unit:
    request: UnitRequest
    tools: UnitTools
    files: DriveFiles
    spreadsheet_id: str = ""

    def create(self) -> UnitResult:
        known = self.request.get("spreadsheet_id", "")
        self.spreadsheet_id = known or self._created()
        if known and self._fill_step() is None and (self.is_whole() or self._is_peoples()):
            return self.result("adopted")
        self._filled()
        return self.result("made")

    def adopt(self) -> UnitResult:
        """Makes a workbook that people named in the roster ours, by its mark alone, if it is one and is no other's."""
        self.spreadsheet_id = self.request.get("spreadsheet_id", "")
        key = self.files.get(self.spreadsheet_id).marks.get(KEY_MARK)
        if key not in (None, self.request["marks"][KEY_MARK]):
            return self.result("failed", reason="The workbook that the roster names is that of another key or cycle.")
        Spreadsheet(spreadsheet_id=self.spreadsheet_id, http=self.tools.http).read()
        self.files.mark(self.spreadsheet_id, self.request["marks"])
        return self.result("adopted")

    def upgrade(self) -> UnitResult:
        """Adds to a workbook that is there what the template has gained."""
        self.spreadsheet_id = self.request.get("spreadsheet_id", "")
        added = upgrade_workbook(self.spreadsheet_id, self.tools.http)
        return self.result("updated", reason="; ".join(added), unshared=[])

    def share(self) -> UnitResult:
        """Lets people in, one after the other; those who were let in before are passed over."""
        self.spreadsheet_id = self.request.get("spreadsheet_id", "")
        step = self._step("share")
        done = set(step.detail.get("emails", ())) if step else set()
        reasons: list[str] = []
        limited = False
        for share in self.request["shares"]:
            email = share["email"]
            if email in done:
                continue
            self._begin("share", {"emails": sorted(done)})
            try:
                self.files.share(self.spreadsheet_id, email, share["role"], notify=self.request["notify"])
            except QuotaError as error:
                reasons.append(str(error))
                limited = True
                break
            except SheetsError as error:
                reasons.append(f"{email}: {error}")
                continue
            done.add(email)
            self._finish("share", {"emails": sorted(done)})
        left = [share["email"] for share in self.request["shares"] if share["email"] not in done]
        outcome: Outcome = "limited" if limited else "failed" if left else "shared"
        return self.result(outcome, reason=" ".join(reasons), unshared=left)

    def _created(self) -> str:
        """The ID of the blank file: made now, made before, or found."""
        step = self._step("create")
        if step and step.ended is not None:
            return str(step.detail["spreadsheet_id"])
        if step is None and self.request.get("unsure"):
            self._begin("create")
            step = self._step("create")
        if step is not None:
            found = self._found()
            if found is not None:
                self._finish("create", {"spreadsheet_id": found.file_id, "found": True})
                return found.file_id
            self._wait_to_settle(step)
        return self._create_now()

    def _create_now(self) -> str:
        request = self.request
        self._begin("create")
        try:
            made = self.files.create(
                request["title"],
                folder=request["folder"],
                marks=request["marks"],
                template=request.get("template", ""),
            )
        except SheetsError as error:
            if not error.may_be_done:
                self._cancel("create")
                raise
            raise _WaitingError(
                "It is not known whether the file was made; it is being looked for.", _FIRST_WAIT
            ) from error
        self._finish("create", {"spreadsheet_id": made.file_id})
        return made.file_id

    def _wait_to_settle(self, step: Step) -> None:
        """Waits, longer each time, until a file that was made would have shown up."""
        passed = self.tools.now() - step.began
        left = self.request["settle"] - passed
        if left > 0:
            seconds = min(max(passed, _FIRST_WAIT), _LONGEST_WAIT, left)
            raise _WaitingError("It is not known whether the file was made; it is being looked for.", seconds)

    def _found(self) -> DriveFile | None:
        """The file with this key, by a list of the folder and by what changed since the run began."""
        own = self.request["marks"].get(KEY_MARK)
        files = {file.file_id: file for file in self.files.in_folder(self.request["folder"])}
        if self.request["since"]:
            files |= {file.file_id: file for file in self.files.changed_since(self.request["since"])}
        found = [file for file in files.values() if file.marks.get(KEY_MARK) == own]
        return min(found, key=lambda file: (file.created, file.file_id), default=None)

    def _filled(self) -> None:
        """Fills the blank file, unless it is whole already."""
        step = self._fill_step()
        if step and step.ended is not None:
            return
        tries = int(step.detail.get(_FILLS, 0)) + 1 if step else 1
        body = self._fill_body()
        self._begin("fill", {_FILLS: tries, "spreadsheet_id": self.spreadsheet_id})
        try:
            self.tools.http.batch_update(self.spreadsheet_id, body, fields="spreadsheetId")
        except NotFoundError:
            self._cancel("fill")
            self._cancel("create")
            raise
        except (AccessError, QuotaError):
            raise
        except SheetsError as error:
            if error.status == HTTPStatus.BAD_REQUEST and self.is_whole():
                pass  # it is refused because it was done before
            elif error.may_be_done and tries < _MOST_FILLS:
                wait = min(_FIRST_WAIT * 2 ** (tries - 1), _LONGEST_WAIT)
                raise _WaitingError(
                    "It is not known whether the workbook was filled; it is filled again.", wait
                ) from error
            else:
                raise
        self._finish("fill", {"spreadsheet_id": self.spreadsheet_id})

    def _fill_step(self) -> Step | None:
        """The step that fills this very file; None where it was another one that was filled."""
        step = self._step("fill")
        return step if step and step.detail.get("spreadsheet_id") == self.spreadsheet_id else None

    def _fill_body(self) -> Mapping[str, Any]:
        if self.request.get("template"):
            return {"requests": [filled_mark(self.request.get("digest", "")), *self.request.get("cells", [])]}
        rows = self.request.get("last_cycle", [])
        return fill_body(self.request["okrs"], title=self.request["title"], last_cycle=rows)

    def is_whole(self) -> bool:
        return filled_digest(self.spreadsheet_id, self.tools.http) is not None

    def _is_peoples(self) -> bool:
        """Whether a file that was never filled holds something: the roster named it once, and it is filled by people.

        A bare copy of a template holds something too; it is filled where this unit's workbook is one.
        """
        return not self.request.get("template") and bool(held_cells(self.spreadsheet_id, self.tools.http))

    def result(
        self, outcome: Outcome, *, reason: str = "", again_in: float = 0.0, unshared: list[str] | None = None
    ) -> UnitResult:
        if unshared is None:
            unshared = [share["email"] for share in self.request["shares"]]
        url = self.tools.http.endpoint.link(self.spreadsheet_id) if self.spreadsheet_id else ""
        return UnitResult(
            client=self.request["client"],
            key=self.request["key"],
            spreadsheet_id=self.spreadsheet_id,
            url=url,
            outcome=outcome,
            reason=reason,
            again_in=again_in,
            unshared=unshared,
        )

    def _step(self, name: str) -> Step | None:
        return self.tools.journal.step(self.request["run"], self.request["key"], name)

    def _begin(self, name: str, detail: Mapping[str, Any] | None = None) -> None:
        self.tools.journal.begin(self.request["run"], self.request["key"], name, now=self.tools.now(), detail=detail)

    def _finish(self, name: str, detail: Mapping[str, Any] | None = None) -> None:
        self.tools.journal.finish(self.request["run"], self.request["key"], name, now=self.tools.now(), detail=detail)

    def _cancel(self, name: str) -> None:
        self.tools.journal.cancel(self.request["run"], self.request["key"], name)


def left_alone(request: UnitRequest, http: HttpClient) -> UnitResult:
    """The result of a workbook about which nothing is done."""
    spreadsheet_id = request.get("spreadsheet_id", "")
    return UnitResult(
        client=request["client"],
        key=request["key"],
        spreadsheet_id=spreadsheet_id,
        url=http.endpoint.link(spreadsheet_id),
        outcome="left",
        reason="",
        again_in=0.0,
        unshared=[],
    )
