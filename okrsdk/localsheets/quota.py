"""Google's quotas, imitated on request, per user and per project and minute.

Of Sheets so many reads and so many writes; of Drive so many units, of which a call costs more or fewer by its kind.

The setting ``quota`` turns them on: ``{"per_user": 60, "per_project": 300}`` for Sheets, ``drive_per_user`` and
``drive_per_project`` in units, and ``window``, the seconds that stand for a minute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import ApiError, usage_limit

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.settings import Settings

READING_POST = re.compile(r":(getByDataFilter|batchGetByDataFilter|search)$")
DEFAULT = {"per_user": 60, "per_project": 300, "drive_per_user": 325_000, "drive_per_project": 1_000_000, "window": 60}
PROJECT = "projects/000000000000"
#: Units of Drive by what a call does. A list costs so much for each page.
UNITS = {"read": 5, "change": 50, "list": 100, "export": 200}
LISTS = ("files", "changes", "drives", "permissions", "comments")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What one request takes of which quota: "read" and "write" are those of Sheets, "drive" that of units."""

    kind: str
    amount: int = 1


def is_read(method: str, path: str) -> bool:
    """Whether the request to Sheets counts as a read."""
    return method == "GET" or bool(READING_POST.search(path))


def charge_of(api: str, method: str, path: str, *, is_download: bool = False) -> Charge:
    """What a request costs."""
    if api == "sheets":
        return Charge(kind="read" if is_read(method, path) else "write")
    last = path.rpartition("/")[2]
    if method != "GET":
        return Charge(kind="drive", amount=UNITS["change"])
    if is_download or last == "export":
        return Charge(kind="drive", amount=UNITS["export"])
    return Charge(kind="drive", amount=UNITS["list" if last in LISTS else "read"])


def take(settings: Settings, quota: JsonObject, charge: Charge, *, user: str, now: float) -> None:
    """Counts one request.

    Raises:
        ApiError: 429 (Drive: 403, as it answers) when the user or the project has used up this minute's share.
    """
    limits = DEFAULT | quota
    minute = int(now // limits["window"])
    prefix = "drive_" if charge.kind == "drive" else ""
    for name, who in (("per_user", user), ("per_project", "")):
        limit = limits[prefix + name]
        used = settings.next_number(f"quota:{minute}:{charge.kind}:{name}:{who}", charge.amount)
        if used + charge.amount > limit:
            raise _refusal(charge.kind, per_user=name == "per_user", limit=limit)


def _refusal(kind: str, *, per_user: bool, limit: int) -> ApiError:
    if kind == "drive":
        return usage_limit("userRateLimitExceeded" if per_user else "rateLimitExceeded")
    return exceeded(read=kind == "read", per_user=per_user, limit=limit)


def exceeded(*, read: bool, per_user: bool, limit: int) -> ApiError:
    """The 429 of a used-up quota of Sheets, in Google's words."""
    word = "Read" if read else "Write"
    tail, short = (" per user", "PerUser") if per_user else ("", "")
    message = (
        f"Quota exceeded for quota metric '{word} requests' and limit '{word} requests per minute{tail}' of service "
        "'sheets.googleapis.com' for consumer 'project_number:000000000000'."
    )
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "quota_location": "global",
            "quota_metric": f"sheets.googleapis.com/{word.lower()}_requests",
            "quota_limit": f"{word}RequestsPerMinute{short or 'PerProject'}",
            "quota_limit_value": str(limit),
            "consumer": PROJECT,
            "service": "sheets.googleapis.com",
        },
    }
    link = {
        "description": "Request a higher quota limit.",
        "url": "https://cloud.google.com/docs/quota#requesting_higher_quota",
    }
    help_details = {"@type": "type.googleapis.com/google.rpc.Help", "links": [link]}
    return ApiError(429, message, details=[info, help_details])
