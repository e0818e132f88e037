"""Google's quotas, imitated on request: so many reads and so many writes a minute, per user and per project.

The setting ``quota`` turns them on: ``{"per_user": 60, "per_project": 300}``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import ApiError

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.settings import Settings

READING_POST = re.compile(r":(getByDataFilter|batchGetByDataFilter|search)$")
WINDOW = 60
DEFAULT = {"per_user": 60, "per_project": 300}
PROJECT = "projects/000000000000"


def is_read(method: str, path: str) -> bool:
    """Whether the request counts as a read."""
    return method == "GET" or bool(READING_POST.search(path))


def take(settings: Settings, quota: JsonObject, *, read: bool, user: str, now: float) -> None:
    """Counts one request.

    Raises:
        ApiError: 429 when the user or the project has used up this minute's share.
    """
    minute = int(now // WINDOW)
    kind = "read" if read else "write"
    limits = DEFAULT | {key: value for key, value in quota.items() if key in DEFAULT}
    for name, limit in (("per_user", limits["per_user"]), ("per_project", limits["per_project"])):
        who = user if name == "per_user" else ""
        if settings.next_number(f"quota:{minute}:{kind}:{name}:{who}") >= limit:
            raise exceeded(read=read, per_user=name == "per_user", limit=limit)


def exceeded(*, read: bool, per_user: bool, limit: int) -> ApiError:
    """The 429 of a used-up quota, in Google's words."""
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
