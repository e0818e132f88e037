"""What each request does: which quota it counts in, and whether it may be sent again when no good answer came.

A 503, a timeout or a broken connection may come after the server did the work. A read, and a write that names its
cells, end the same however often they are sent. An append, a create or a change of structure does not: it is sent again
only when the server certainly did nothing, that is after a refusal for quota or when no connection was made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Budget(StrEnum):
    """The quota that a request counts in: reads and writes of Sheets, or units of Drive."""

    READS = "reads"
    WRITES = "writes"
    DRIVE = "drive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One kind of request.

    Attributes:
        method: the HTTP method.
        path: regular expression of the whole path.
        budget: the quota it counts in.
        repeatable: whether sending it twice does the same as sending it once.
        creates: whether it makes a new file.
        units: how much of its budget it costs.
    """

    method: str
    path: str
    budget: Budget
    repeatable: bool
    creates: bool = False
    units: int = 1


_SHEET = r"/v4/spreadsheets/[^/:]+"


def _read(method: str, path: str) -> Operation:
    return Operation(method=method, path=path, budget=Budget.READS, repeatable=True)


def _write(method: str, path: str, *, repeatable: bool) -> Operation:
    return Operation(method=method, path=path, budget=Budget.WRITES, repeatable=repeatable)


def _drive(method: str, path: str, *, units: int, repeatable: bool, creates: bool = False) -> Operation:
    return Operation(method=method, path=path, budget=Budget.DRIVE, units=units, repeatable=repeatable, creates=creates)


OPERATIONS: tuple[Operation, ...] = (
    _read("GET", r"/v4/spreadsheets/.+"),
    _read("POST", rf"{_SHEET}:getByDataFilter"),
    _read("POST", rf"{_SHEET}/values:batchGetByDataFilter"),
    _read("POST", rf"{_SHEET}/developerMetadata:search"),
    _write("PUT", rf"{_SHEET}/values/.+", repeatable=True),
    _write("POST", rf"{_SHEET}/values:batchUpdate", repeatable=True),
    _write("POST", rf"{_SHEET}/values:batchUpdateByDataFilter", repeatable=True),
    _write("POST", rf"{_SHEET}/values:batchClear", repeatable=True),
    _write("POST", rf"{_SHEET}/values:batchClearByDataFilter", repeatable=True),
    _write("POST", rf"{_SHEET}/values/.+:clear", repeatable=True),
    _write("POST", rf"{_SHEET}/values/.+:append", repeatable=False),
    _write("POST", rf"{_SHEET}:batchUpdate", repeatable=False),
    _write("POST", rf"{_SHEET}/sheets/\d+:copyTo", repeatable=False),
    Operation(method="POST", path=r"/v4/spreadsheets", budget=Budget.WRITES, repeatable=False, creates=True),
    _drive("GET", r"/drive/v3/files/[^/]+/export", units=200, repeatable=True),
    _drive("GET", r"/drive/v3/(files|changes|drives|files/[^/]+/permissions)", units=100, repeatable=True),
    _drive("GET", r"/drive/v3/.+", units=5, repeatable=True),
    _drive("POST", r"/drive/v3/files", units=50, repeatable=False, creates=True),
    # Names, marks and the bin end the same however often they are set, and so does the role of a person.
    _drive("PATCH", r"/drive/v3/files/[^/]+", units=50, repeatable=True),
    _drive("POST", r"/drive/v3/files/[^/]+/permissions", units=50, repeatable=True),
    _drive(r"[A-Z]+", r"(/upload)?/drive/.+", units=50, repeatable=False),
)

_UNKNOWN = _write(".+", ".+", repeatable=False)


def operation_of(method: str, path: str) -> Operation:
    """What the request does: the first row of `OPERATIONS` that fits, or a write that is not repeated.

    >>> operation_of("post", "/v4/spreadsheets/abc/values/Sheet1!A1:append").repeatable
    False
    """
    for operation in OPERATIONS:
        if re.fullmatch(operation.method, method.upper()) and re.fullmatch(operation.path, path):
            return operation
    return _UNKNOWN
