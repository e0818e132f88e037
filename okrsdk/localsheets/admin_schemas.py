"""What may be ordered over ``/_local``: the checks of its bodies. What is misspelt is refused, never passed over."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from okrsdk.localsheets import quota
from okrsdk.localsheets.access import ROLES, permission_id
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.faults import checked_rules
from okrsdk.localsheets.jsontypes import Json, JsonObject
from okrsdk.localsheets.patterns import Pattern, PatternError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LEAST_WINDOW = 0.01
LONGEST = 10**10  # seconds; some three hundred years
MOST = 10**9
PERMISSION_TYPES = ("user", "group", "domain", "anyone")
#: What a person who edits may do in between: what the Sheets API has, which deletes no file.
EDITED = "/v4/spreadsheets/"
VERBS = ("GET", "POST", "PUT")


def _object(value: Json, allowed: Iterable[str], example: str) -> JsonObject:
    if not isinstance(value, dict):
        raise bad_request(f"Expected an object like {example}.")
    for name in value:
        if name not in allowed:
            raise bad_request(f"There is no {name!r} here. Expected an object like {example}.")
    return value


def is_number(value: Json, low: float, high: float) -> bool:
    """Whether the value is a finite number, no boolean, between the limits."""
    is_one = isinstance(value, int | float) and not isinstance(value, bool)
    return is_one and math.isfinite(value) and low <= value <= high


def checked_quota(value: Json) -> JsonObject:
    """Requests and units of Drive a minute, and the seconds that stand for a minute.

    Raises:
        ApiError: 400 for anything else, as all of these functions do.
    """
    found = _object(value, quota.DEFAULT, '{"per_user": 60, "per_project": 300}')
    for name, limit in found.items():
        if name == "window":
            if not is_number(limit, LEAST_WINDOW, LONGEST):
                raise bad_request(f"window must be a number of seconds, {LEAST_WINDOW} or more.")
        elif not isinstance(limit, int) or not is_number(limit, 0, MOST):
            raise bad_request(f"{name} must be a whole number a minute, 0 or more.")
    return found


def checked_search(value: Json) -> JsonObject:
    """How many seconds searches find new files late, and lists of a folder."""
    found = _object(value, ("late", "late_by_parent"), '{"late": 30, "late_by_parent": 5}')
    for name, seconds in found.items():
        if not is_number(seconds, 0, LONGEST):
            raise bad_request(f"{name} must be a number of seconds, 0 or more.")
    return found


def checked_auth(value: Json) -> JsonObject:
    """Whether tokens are required, and how many seconds new ones last."""
    found = _object(value, ("required", "lifetime"), '{"required": true, "lifetime": 3600}')
    if not isinstance(found.get("required", False), bool):
        raise bad_request("required must be true or false.")
    if not is_number(found.get("lifetime", 0), 0, LONGEST):
        raise bad_request("lifetime must be a number of seconds, 0 or more.")
    return found


def checked_clock(value: Json) -> JsonObject:
    """How many seconds the clock is ahead."""
    found = _object(value, ("offset",), '{"offset": 3600}')
    if not is_number(found.get("offset", 0), -LONGEST, LONGEST):
        raise bad_request(f"offset must be a number of seconds, at most {LONGEST} either way.")
    return found


def checked_interleave(value: Json) -> JsonObject:
    """A pattern, and the requests that come in before the next one in whose "METHOD path" it is found."""
    example = '{"pattern": "PUT .*values", "requests": [{"method": "POST", "path": "/v4/...", "body": {}}]}'
    found = _object(value, ("pattern", "requests"), example)
    if not isinstance(found.get("requests"), list):
        raise bad_request(f"Expected an object like {example}.")
    for call in found["requests"]:
        _check_call(_object(call, ("method", "path", "body"), example))
    try:
        Pattern(found.get("pattern", ""))
    except PatternError as error:
        raise bad_request(f"pattern is not a regular expression: {error}") from error
    return {"pattern": found.get("pattern", ""), "requests": found["requests"]}


def _check_call(call: JsonObject) -> None:
    path, verb = call.get("path"), call.get("method", "POST")
    if not isinstance(path, str) or not path.startswith(EDITED):
        raise bad_request(f"Each request needs a path that begins with {EDITED}")
    if verb not in VERBS:
        raise bad_request(f"method must be one of {', '.join(VERBS)}.")


def checked_file(value: Json) -> JsonObject:
    """A file to set up: ``spreadsheet``, or ``folder`` with its name; ``permissions``."""
    example = '{"spreadsheet": {...}, "permissions": [{"role": "reader", "emailAddress": "a@b.c"}]}'
    found = _object(value, ("spreadsheet", "folder", "permissions"), example)
    if not isinstance(found.get("folder", ""), str) or len(found.keys() & {"spreadsheet", "folder"}) > 1:
        raise bad_request(
            f"folder must be a name, and is given without a spreadsheet. Expected an object like {example}."
        )
    permissions = found.get("permissions")
    if permissions is None:
        return {name: item for name, item in found.items() if name != "permissions"}
    if not isinstance(permissions, list):
        raise bad_request("permissions must be a list.")
    return {**found, "permissions": [_permission(item, example) for item in permissions]}


def _permission(value: Json, example: str) -> JsonObject:
    item = _object(value, ("id", "type", "role", "emailAddress", "domain", "allowFileDiscovery"), example)
    kind = item.get("type", "user")
    if item.get("role") not in ROLES:
        raise bad_request(f"role must be one of {', '.join(ROLES)}.")
    if kind not in PERMISSION_TYPES:
        raise bad_request(f"type must be one of {', '.join(PERMISSION_TYPES)}.")
    name = {"anyone": None, "domain": "domain"}.get(kind, "emailAddress")
    whose = item.get(name) if name else "anyone"
    if not isinstance(whose, str) or not whose:
        raise bad_request(f"A permission of type {kind} needs {name}.")
    own_id = "anyoneWithLink" if kind == "anyone" else permission_id(whose)
    return {"type": kind, **item, "id": str(item.get("id", own_id))}


#: How the body of each setting is checked, by the setting's name.
SETTINGS: dict[str, Callable[[Json], JsonObject]] = {
    "faults": checked_rules,
    "quota": checked_quota,
    "auth": checked_auth,
    "clock": checked_clock,
    "search": checked_search,
}
