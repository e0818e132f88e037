"""The calls of the service, as values: what to send, and how to read what comes back. No I/O."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar
from urllib.parse import quote
from uuid import uuid4

from okrsdk.client import decided, responses
from okrsdk.model import OkrSet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from okrsdk.client.decided import ClosedCycle, Decided
    from okrsdk.client.responses import DoubtfulCheckIn, Health
    from okrsdk.findings import Finding, PlacedFinding, RuleInfo
    from okrsdk.grading import Scores
    from okrsdk.model import CheckIn, Decision, DecisionRequest

T = TypeVar("T")
_TRIES = 2
Okrs: TypeAlias = OkrSet | Mapping[str, object]
"""OKRs to send: a set, or an OKR document as a JSON or YAML parser gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Generic[T]):
    """One call of the service.

    Attributes:
        method: the HTTP method.
        path: the path below the service's address.
        read: what the JSON of the answer means.
        body: the JSON to send, None for none.
        key: tells the request from all others, so that it is done once however often it is sent; empty for none.
        tries: how often it is sent where no answer comes.
    """

    method: str
    path: str
    read: Callable[[dict[str, object]], T]
    body: bytes | None = None
    key: str = ""
    tries: int = 1


def check_call(okrs: Okrs, *, on: date | None, policy: str | None) -> Call[tuple[Finding, ...]]:
    """`POST /v1/check`."""
    return _post("/v1/check", responses.findings_in, okrs=_document(okrs), on=on, policy=policy)


def grade_call(okrs: Okrs, *, on: date | None, final: bool) -> Call[Scores]:
    """`POST /v1/grade`."""
    return _post("/v1/grade", responses.scores_in, okrs=_document(okrs), on=on, final=final)


def check_spreadsheet_call(
    spreadsheet_id: str, *, on: date | None, policy: str | None
) -> Call[tuple[PlacedFinding, ...]]:
    """`POST /v1/spreadsheets/{id}/check`."""
    return _post(_spreadsheet(spreadsheet_id, "check"), responses.placed_findings_in, on=on, policy=policy)


def grade_spreadsheet_call(spreadsheet_id: str, *, on: date | None, final: bool, dry_run: bool) -> Call[Scores]:
    """`POST /v1/spreadsheets/{id}/grade`."""
    return _post(_spreadsheet(spreadsheet_id, "grade"), responses.scores_in, on=on, final=final, dry_run=dry_run)


def check_in_spreadsheet_call(
    spreadsheet_id: str,
    check_ins: Sequence[CheckIn],
    *,
    on: date | None,
    late_reason: str,
    save_doubtful: bool,
    idempotency_key: str,
) -> Call[tuple[DoubtfulCheckIn, ...]]:
    """`POST /v1/spreadsheets/{id}/check-ins`, which may be sent twice: it names a key."""
    call = _post(
        _spreadsheet(spreadsheet_id, "check-ins"),
        responses.doubtful_check_ins_in,
        check_ins=[_check_in(one) for one in check_ins],
        on=on,
        late_reason=late_reason,
        save_doubtful=save_doubtful,
    )
    return _once(call, idempotency_key)


def decide_call(
    spreadsheet_id: str, asked: DecisionRequest, *, on: date | None, dry_run: bool, idempotency_key: str
) -> Call[Decided]:
    """`POST /v1/spreadsheets/{id}/decisions`, which may be sent twice: it names a key."""
    members = {own.name: getattr(asked, own.name) for own in fields(asked)}
    call = _post(_spreadsheet(spreadsheet_id, "decisions"), decided.decided_in, **members, on=on, dry_run=dry_run)
    return _once(call, idempotency_key)


def close_call(
    spreadsheet_id: str, *, by: str, on: date | None, policy: str | None, is_meant: bool, dry_run: bool
) -> Call[ClosedCycle]:
    """`POST /v1/spreadsheets/{id}/close`."""
    where = _spreadsheet(spreadsheet_id, "close")
    return _post(where, decided.closed_cycle_in, by=by, on=on, policy=policy, is_meant=is_meant, dry_run=dry_run)


def reopen_call(
    spreadsheet_id: str, *, why: str, by: str, on: date | None, dry_run: bool, idempotency_key: str
) -> Call[Decision]:
    """`POST /v1/spreadsheets/{id}/reopen`, which may be sent twice: it names a key."""
    where = _spreadsheet(spreadsheet_id, "reopen")
    call = _post(where, decided.decision_in, why=why, by=by, on=on, dry_run=dry_run)
    return _once(call, idempotency_key)


def _once(call: Call[T], idempotency_key: str) -> Call[T]:
    """The call with a key, by which the service does it once however often it is sent."""
    return replace(call, key=idempotency_key or str(uuid4()), tries=_TRIES)


def rules_call() -> Call[tuple[RuleInfo, ...]]:
    """`GET /v1/rules`."""
    return Call(method="GET", path="/v1/rules", read=responses.rules_in)


def rule_call(code: str) -> Call[RuleInfo]:
    """`GET /v1/rules/{code}`."""
    return Call(method="GET", path=f"/v1/rules/{quote(code, safe='')}", read=responses.rule_in)


def health_call() -> Call[Health]:
    """`GET /healthz`."""
    return Call(method="GET", path="/healthz", read=responses.health_in)


def _post(path: str, read: Callable[[dict[str, object]], T], **members: object) -> Call[T]:
    body = {name: value for name, value in members.items() if value is not None}
    return Call(method="POST", path=path, read=read, body=json.dumps(body, default=_plain, allow_nan=False).encode())


def _spreadsheet(spreadsheet_id: str, verb: str) -> str:
    return f"/v1/spreadsheets/{quote(spreadsheet_id, safe='')}/{verb}"


def _check_in(check_in: CheckIn) -> dict[str, object]:
    values = {own.name: getattr(check_in, own.name) for own in fields(check_in)}
    return {name: value for name, value in values.items() if value is not None}


def _document(okrs: Okrs) -> Mapping[str, object]:
    if not isinstance(okrs, OkrSet):
        return okrs
    from okrsdk.interchange import document_from_okr_set  # pandas: only for whoever sends a set

    return document_from_okr_set(okrs)


def _plain(value: object) -> object:
    match value:
        case Decimal() if value == Decimal(repr(float(value))):
            return float(value)
        case Decimal():
            return str(value)  # as text it keeps all its digits, and the service reads it as a number
        case date():
            return value.isoformat()
        case Mapping():
            return dict(value)
        case _:
            raise TypeError(f"{type(value).__name__} cannot be sent as JSON")
