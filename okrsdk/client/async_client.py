"""The async client."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import httpx

from okrsdk.client import requests
from okrsdk.client.certificates import verification
from okrsdk.client.transport import (
    DEFAULT_TIMEOUT,
    address,
    answer_of,
    goes_by_environment,
    headers,
    key_of,
    request_of,
    timeouts,
    unreached,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from types import TracebackType
    from typing import Self

    from okrsdk.client.decided import ClosedCycle, Decided
    from okrsdk.client.requests import Call, Okrs
    from okrsdk.client.responses import DoubtfulCheckIn, Health
    from okrsdk.findings import Finding, PlacedFinding, RuleInfo
    from okrsdk.grading import Scores
    from okrsdk.model import CheckIn, Decision, DecisionRequest

T = TypeVar("T")


class AsyncOkrClient:
    """A client of the okrsdk service. Close it, or use it in `async with`.

    Every call raises one of `okrsdk.errors`: `UnavailableError` where no good answer came, else what the service says.

    Args:
        base_url: the service's address (`http://127.0.0.1:8080`).
        token: OAuth access token for the caller's own spreadsheets; None where Local Sheets needs none.
        timeout: seconds to wait for an answer.
        transport: sends the requests in place of the network.

    Raises:
        ConfigError: the address is none, or would carry the token unencrypted.
    """

    def __init__(
        self,
        base_url: str,
        token: str | None = None,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        url = address(base_url, token)
        self._http = httpx.AsyncClient(
            base_url=url,
            headers=headers(token),
            timeout=timeouts(timeout),
            transport=transport,
            trust_env=goes_by_environment(url),
            verify=verification(url),
        )

    async def check(self, okrs: Okrs, *, on: date | None = None, policy: str | None = None) -> tuple[Finding, ...]:
        """What is wrong or doubtful in OKRs, in reading order. See `OkrClient`."""
        return await self._send(requests.check_call(okrs, on=on, policy=policy))

    async def grade(self, okrs: Okrs, *, on: date | None = None, final: bool = False) -> Scores:
        """The scores of OKRs. See `OkrClient`."""
        return await self._send(requests.grade_call(okrs, on=on, final=final))

    async def check_spreadsheet(
        self, spreadsheet_id: str, *, on: date | None = None, policy: str | None = None
    ) -> tuple[PlacedFinding, ...]:
        """What is wrong or doubtful in a spreadsheet, each finding with its cell. See `OkrClient`."""
        return await self._send(requests.check_spreadsheet_call(spreadsheet_id, on=on, policy=policy))

    async def grade_spreadsheet(
        self, spreadsheet_id: str, *, on: date | None = None, final: bool = False, dry_run: bool = False
    ) -> Scores:
        """The scores of a spreadsheet, written back into it. See `OkrClient`."""
        return await self._send(requests.grade_spreadsheet_call(spreadsheet_id, on=on, final=final, dry_run=dry_run))

    async def check_in_spreadsheet(
        self,
        spreadsheet_id: str,
        check_ins: Sequence[CheckIn],
        *,
        on: date | None = None,
        late_reason: str = "",
        save_doubtful: bool = True,
        idempotency_key: str = "",
    ) -> tuple[DoubtfulCheckIn, ...]:
        """The check-ins that may be a slip, after all were written down; sent again, they are written once.

        Args:
            spreadsheet_id: the spreadsheet.
            check_ins: the check-ins.
            on: the client's day; without one today in the client's time zone.
            late_reason: why they come after the end of the cycle.
            save_doubtful: whether to write also where one may be a slip; else nothing is written then.
            idempotency_key: a text for this request alone; one that was sent before is answered as before. Without one
                a new one is made, and where no answer comes the request is sent once more with it.
        """
        return await self._send(
            requests.check_in_spreadsheet_call(
                spreadsheet_id,
                check_ins,
                on=on,
                late_reason=late_reason,
                save_doubtful=save_doubtful,
                idempotency_key=key_of(idempotency_key),
            )
        )

    async def decide_in_spreadsheet(
        self,
        spreadsheet_id: str,
        asked: DecisionRequest,
        *,
        on: date | None = None,
        dry_run: bool = False,
        idempotency_key: str = "",
    ) -> Decided:
        """What was decided about a key result, written down with its reason. See `OkrClient`."""
        key = key_of(idempotency_key)
        return await self._send(
            requests.decide_call(spreadsheet_id, asked, on=on, dry_run=dry_run, idempotency_key=key)
        )

    async def close_spreadsheet(
        self,
        spreadsheet_id: str,
        *,
        by: str = "",
        on: date | None = None,
        policy: str | None = None,
        is_meant: bool = False,
        dry_run: bool = False,
    ) -> ClosedCycle:
        """What the close of a spreadsheet's cycle came to. See `OkrClient`."""
        return await self._send(
            requests.close_call(spreadsheet_id, by=by, on=on, policy=policy, is_meant=is_meant, dry_run=dry_run)
        )

    async def reopen_spreadsheet(
        self,
        spreadsheet_id: str,
        *,
        why: str,
        by: str = "",
        on: date | None = None,
        dry_run: bool = False,
        idempotency_key: str = "",
    ) -> Decision:
        """The line of the log of the cycle that was opened again. See `OkrClient`."""
        key = key_of(idempotency_key)
        return await self._send(
            requests.reopen_call(spreadsheet_id, why=why, by=by, on=on, dry_run=dry_run, idempotency_key=key)
        )

    async def rules(self) -> tuple[RuleInfo, ...]:
        """All rules that the service checks."""
        return await self._send(requests.rules_call())

    async def rule(self, code: str) -> RuleInfo:
        """One rule. See `OkrClient`."""
        return await self._send(requests.rule_call(code))

    async def health(self) -> Health:
        """What the service says of itself."""
        return await self._send(requests.health_call())

    async def aclose(self) -> None:
        """Close the network connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _send(self, call: Call[T]) -> T:
        try:
            response = await self._http.send(request_of(self._http, call))
        except httpx.HTTPError as exc:
            if call.tries > 1:
                return await self._send(replace(call, tries=call.tries - 1))
            raise unreached(exc, self._http.base_url) from exc
        return answer_of(call, response)
