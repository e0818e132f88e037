"""The registry: a spreadsheet in which runs claim the keys that they work on, so that no two work on one.

A claim is a piece of developer metadata with an ID made from the key. IDs are unique in a spreadsheet, and a batch is
done whole or not at all: a second claim is refused, and a claim is taken over by deleting it (by ID and value) and
making it anew in one batch, which a second taker is refused as well. So runs on several machines exclude each other
without a server of their own.

Google documents that the IDs are unique, not that a second one is refused. A new registry therefore tries it: where two
claims of one ID in a batch are not refused, the titles of tabs, which are certainly unique, take the place of the IDs.

Claims spare double work; they are not what exactly-once rests on. That is the sweep, which needs none of them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol, cast

from okrsdk.errors import SheetsError
from okrsdk.provision.marking import claim_id
from okrsdk.sheets.drive_files import DriveFiles
from okrsdk.sheets.transport.http_client import SPREADSHEETS_URL
from okrsdk.workbook.sheets_types import json_objects

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from okrsdk.sheets.transport.http_client import HttpClient
    from okrsdk.workbook.sheets_types import JsonObject, SheetProperties

REGISTRY_MARK = "okrsdk.registry"
"""The app property of a registry that was made as one."""
CLAIM_KEY = "okrsdk.claim"
WAY_KEY = "okrsdk.claims"
"""The key of the mark that says how a registry keeps its claims: `metadata` or `tabs`."""
LEASE = 900.0
"""Seconds after which the claim of a run that has not been heard of may be taken over."""
_TRIED_ID = 710_000_002
_FOLDERS = "folders"
"""What takes the place of the run in a claim that says the ID of a client's folder."""
_MOST_TRIES = 8
_SHARED: JsonObject = {"visibility": "DOCUMENT"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim on a key.

    Attributes:
        mark: the digest of key and cycle.
        run: the ID of the run that claimed it.
        at: when, in seconds since 1970.
        spreadsheet_id: the workbook, where the run made one that lists do not show yet.
        sheet_id: its tab, where claims are tabs.
    """

    mark: str
    run: str
    at: float
    spreadsheet_id: str = ""
    sheet_id: int = 0

    @property
    def value(self) -> str:
        """The claim as it is written down."""
        return f"{self.mark}|{self.run}|{self.at:.0f}|{self.spreadsheet_id}"


def claim_of(value: str, *, sheet_id: int = 0) -> Claim | None:
    """The claim that was written down so; None for anything else."""
    parts = value.split("|")
    if len(parts) != 4 or not parts[2].isdecimal():  # noqa: PLR2004 -- as `Claim.value` writes it
        return None
    return Claim(mark=parts[0], run=parts[1], at=float(parts[2]), spreadsheet_id=parts[3], sheet_id=sheet_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What came of claiming.

    Attributes:
        others: the claims of other runs that live, by digest: their keys are not to be worked on.
        known: the workbooks that are known to have been made although no list may show them yet, by digest.
    """

    others: Mapping[str, Claim]
    known: Mapping[str, str]


class ClaimStore(Protocol):
    """Where claims are kept: changes are requests of one batch, which is done whole or refused whole."""

    def read(self) -> Mapping[str, Claim]:
        """All claims by the digest of their key, in one read."""

    def put(self, claim: Claim) -> list[JsonObject]:
        """The requests that make a claim; refused where there is one."""

    def drop(self, claim: Claim) -> list[JsonObject]:
        """The requests that take a claim away; refused or without effect where it is another by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The registry of a run.

    Attributes:
        spreadsheet_id: its ID.
        http: sends the requests.
        store: how it keeps claims.
    """

    spreadsheet_id: str
    http: HttpClient
    store: ClaimStore

    def claim(self, marks: Sequence[str], *, run: str, now: float, dead: Collection[str] = ()) -> Claimed:
        """Claims the keys, in one read and one write.

        A claim of this run is renewed; one that has run out, or is of a run that is known to be dead, is taken over.

        Raises:
            SheetsError: it cannot be read or written.
        """
        there, own = self.store.read(), {run, *dead}
        others = {mark: there[mark] for mark in marks if mark in there and _lives(there[mark], own, now)}
        wanted = [mark for mark in marks if mark not in others]
        if not self._taken(wanted, there, run, now):  # another run came in between, or the answer was lost
            there = self.store.read()
            for mark in wanted:
                if mark in there and _lives(there[mark], own, now):
                    others[mark] = there[mark]
                elif not self._taken([mark], there, run, now):
                    there = self.store.read()
                    if mark in there and there[mark].run != run:
                        others[mark] = there[mark]
        known = {mark: there[mark].spreadsheet_id for mark in marks if mark in there and there[mark].spreadsheet_id}
        return Claimed(others=others, known=known)

    def agreed(self, ids: Mapping[str, str], *, now: float) -> dict[str, str]:
        """What everyone takes for the ID of each of these: the one that was written down first.

        It takes one read, and one write where an ID is new.

        Args:
            ids: an ID for each digest, taken where none was written down.
            now: the seconds since 1970.

        Raises:
            SheetsError: it cannot be read or written.
        """
        for _ in range(_MOST_TRIES):
            there = self.store.read()
            found = {mark: there[mark].spreadsheet_id for mark in ids if mark in there}
            new = [mark for mark in ids if mark not in found]
            requests = [
                request
                for mark in new
                for request in self.store.put(Claim(mark=mark, run=_FOLDERS, at=now, spreadsheet_id=ids[mark]))
            ]
            if not requests or self._send(requests):
                return found | {mark: ids[mark] for mark in new}
        raise SheetsError(f"The IDs of folders cannot be written into the registry {self.spreadsheet_id}.")

    def release(self, run: str, listed: Iterable[str], made: Mapping[str, str], *, now: float) -> None:
        """Ends the claims of a run, in one read and one write.

        Args:
            run: the run.
            listed: the digests whose workbook a list shows by now, which need no claim any more.
            made: the workbooks that no list shows yet, by digest; their claims go on to say where they are.
            now: the seconds since 1970.

        Raises:
            SheetsError: it cannot be read or written.
        """
        seen, requests = set(listed), list[dict[str, Any]]()
        for mark, claim in self.store.read().items():
            if mark in seen and (claim.run == run or claim.spreadsheet_id):
                requests += self.store.drop(claim)
            elif claim.run == run and mark in made:
                new = Claim(mark=mark, run=run, at=now, spreadsheet_id=made[mark])
                requests += [*self.store.drop(claim), *self.store.put(new)]
            elif claim.run == run:
                requests += self.store.drop(claim)
        if requests:
            self._send(requests)

    def _taken(self, marks: Iterable[str], there: Mapping[str, Claim], run: str, now: float) -> bool:
        requests: list[dict[str, Any]] = []
        ids: set[int] = set()
        for mark in marks:
            if claim_id(mark) in ids:
                continue  # of two keys with one number one goes without a claim; the sweep looks after both
            ids.add(claim_id(mark))
            kept = there[mark].spreadsheet_id if mark in there else ""
            requests += self.store.drop(there[mark]) if mark in there else []
            requests += self.store.put(Claim(mark=mark, run=run, at=now, spreadsheet_id=kept))
        return not requests or self._send(requests)

    def _send(self, requests: list[dict[str, Any]]) -> bool:
        """Whether the batch was done; False where it was refused, or no one knows."""
        try:
            self.http.batch_update(self.spreadsheet_id, {"requests": requests}, fields="spreadsheetId")
        except SheetsError as error:
            if error.status == HTTPStatus.BAD_REQUEST or error.may_be_done:
                return False
            raise
        return True


def _lives(claim: Claim, own: Collection[str], now: float) -> bool:
    return claim.run not in own and not claim.spreadsheet_id and now - claim.at < LEASE


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataClaims:
    """Claims as developer metadata with an ID of our own.

    Attributes:
        spreadsheet_id: the registry.
        http: sends the requests.
    """

    spreadsheet_id: str
    http: HttpClient

    def read(self) -> Mapping[str, Claim]:
        """All claims by the digest of their key, in one read."""
        url = f"{SPREADSHEETS_URL}/{self.spreadsheet_id}/developerMetadata:search"
        lookup = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": CLAIM_KEY}}]}
        found = self.http.request("post", url, json=lookup).json().get("matchedDeveloperMetadata", [])
        claims = (claim_of(one["developerMetadata"].get("metadataValue", "")) for one in found)
        return {claim.mark: claim for claim in claims if claim is not None}

    def put(self, claim: Claim) -> list[JsonObject]:
        """The requests that make a claim; refused where there is one."""
        own = {"metadataId": claim_id(claim.mark), "metadataKey": CLAIM_KEY, "metadataValue": claim.value}
        return [_created(own)]

    def drop(self, claim: Claim) -> list[JsonObject]:
        """The requests that take a claim away; without effect where it is another by now."""
        lookup = {"metadataId": claim_id(claim.mark), "metadataValue": claim.value}
        return [{"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}]


@dataclass(frozen=True, slots=True, kw_only=True)
class TabClaims:
    """Claims as hidden tabs, whose titles are unique in a spreadsheet.

    Attributes:
        spreadsheet_id: the registry.
        http: sends the requests.
    """

    spreadsheet_id: str
    http: HttpClient

    def read(self) -> Mapping[str, Claim]:
        """All claims by the digest of their key, in one read."""
        fields = "sheets(properties(sheetId,title),developerMetadata(metadataKey,metadataValue))"
        claims: dict[str, Claim] = {}
        for sheet in json_objects(self.http.get_spreadsheet(self.spreadsheet_id, {"fields": fields}).get("sheets", [])):
            sheet_id = cast("SheetProperties", sheet["properties"])["sheetId"]
            for own in json_objects(sheet.get("developerMetadata", [])):
                claim = claim_of(str(own.get("metadataValue", "")), sheet_id=sheet_id)
                if own.get("metadataKey") == CLAIM_KEY and claim is not None:
                    claims[claim.mark] = claim
        return claims

    def put(self, claim: Claim) -> list[JsonObject]:
        """The requests that make a claim; refused where there is one."""
        # The ID of the tab is made from the whole claim, so that a late taker deletes no other's.
        number = claim_id(hashlib.sha256(claim.value.encode()).hexdigest())
        properties = {"sheetId": number, "title": f"claim {claim.mark}", "hidden": True}
        grid = {"rowCount": 1, "columnCount": 1}
        own = {"metadataKey": CLAIM_KEY, "metadataValue": claim.value, "location": {"sheetId": number}}
        return [
            {"addSheet": {"properties": {**properties, "gridProperties": grid}}},
            {"createDeveloperMetadata": {"developerMetadata": {**own, **_SHARED}}},
        ]

    def drop(self, claim: Claim) -> list[JsonObject]:
        """The requests that take a claim away; refused where it is another by now."""
        return [{"deleteSheet": {"sheetId": claim.sheet_id}}]


def open_registry(spreadsheet_id: str, http: HttpClient) -> Registry:
    """The registry that a spreadsheet is; one that was none before is made one, which takes up to three writes more.

    Raises:
        SheetsError: it cannot be read or written.
    """
    way = _way(spreadsheet_id, http) or _new_way(spreadsheet_id, http)
    own = MetadataClaims if way == "metadata" else TabClaims
    return Registry(spreadsheet_id=spreadsheet_id, http=http, store=own(spreadsheet_id=spreadsheet_id, http=http))


def registry_in(folder: str, http: HttpClient) -> str:
    """The ID of the registry in a folder; of several the one that was made first, empty where a list shows none.

    Raises:
        SheetsError: the folder cannot be listed.
    """
    found = [file for file in DriveFiles(http=http).in_folder(folder) if REGISTRY_MARK in file.marks]
    oldest = min(found, key=lambda file: (file.created, file.file_id), default=None)
    return oldest.file_id if oldest else ""


def is_registry(spreadsheet_id: str, http: HttpClient) -> bool:
    """Whether runs have claimed keys in a spreadsheet before, in one read.

    Raises:
        SheetsError: it cannot be read.
    """
    return bool(_way(spreadsheet_id, http))


def _way(spreadsheet_id: str, http: HttpClient) -> str:
    url = f"{SPREADSHEETS_URL}/{spreadsheet_id}/developerMetadata:search"
    lookup = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": WAY_KEY}}]}
    found = http.request("post", url, json=lookup).json().get("matchedDeveloperMetadata", [])
    return min((str(one["developerMetadata"].get("metadataValue", "")) for one in found), default="")


def _new_way(spreadsheet_id: str, http: HttpClient) -> str:
    """How the registry keeps claims from now on: tried, and written down in it."""
    tried = _created({"metadataId": _TRIED_ID, "metadataKey": CLAIM_KEY, "metadataValue": "tried"})
    lookup = {"developerMetadataLookup": {"metadataId": _TRIED_ID}}
    taken_off = {"deleteDeveloperMetadata": {"dataFilter": lookup}}
    way = "tabs"
    try:
        http.batch_update(spreadsheet_id, {"requests": [tried, tried, taken_off]}, fields="spreadsheetId")
    except SheetsError as error:
        if error.status != HTTPStatus.BAD_REQUEST:
            raise
        way = "metadata"
    own = _created({"metadataKey": WAY_KEY, "metadataValue": way})
    http.batch_update(spreadsheet_id, {"requests": [own]}, fields="spreadsheetId")
    return way


def _created(own: Mapping[str, object]) -> JsonObject:
    return {"createDeveloperMetadata": {"developerMetadata": {**own, "location": {"spreadsheet": True}, **_SHARED}}}
