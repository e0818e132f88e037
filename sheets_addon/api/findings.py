"""All findings on rows: on their structure and on the OKRs themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Finding, joined
from okrsdk.rules import check, policy_named

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.interchange import LoadedDocument


def findings_on(reading: LoadedDocument, *, policy: str | None, on: date) -> tuple[Finding, ...]:
    """All that is wrong or doubtful in a document, in reading order.

    Args:
        reading: the document as it was read.
        policy: name of the policy; None for the client's own.
        on: the day to judge by.
    """
    own = None if policy is None else policy_named(policy)
    return joined(reading.findings, check(reading.okr_set, policy=own, on=on))
