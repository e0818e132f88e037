"""The marks that okrsdk leaves in a workbook: developer metadata, which no one sees and which moves with its column."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsdk.workbook.sheets_types import DeveloperMetadata, JsonObject

SCHEMA_KEY = "okrsdk.schema"
TABLE_KEY = "okrsdk.table"
COLUMN_KEY = "okrsdk.column"
NEW_COLUMN_KEY = "okrsdk.new_column"
"""On a column that is being marked: it counts as nothing until an answer showed that it is on its own column."""
CHECK_IN_KEY = "okrsdk.check_in"
REQUEST_KEY = "okrsdk.request"
"""On the spreadsheet, of each request that named a key: what was asked and what was answered."""
DECISION_KEY = "okrsdk.decision"
MEMORY_MARK = "last_import"
"""The value of the mark of the column in which imports remember what they said."""
ADOPTED_KEY = "okrsdk.adopted"
"""On a tab of people's own that was adopted: only its marked columns are read, and its rows by their IDs."""
ADDED_KEY = "okrsdk.added"
"""On every column and tab that an adoption added; its value is a digest of what was in it."""
OBJECTIVE_WORDS_MARK = "objective_words"
"""The value of the mark of the column in which an adopted tab names the objective of each key result by its words."""
SCHEMA_VERSION = 1
_LARGEST_ID = 2**31 - 1


def mark(key: str, value: str | int) -> JsonObject:
    """A mark that every program may see, since the command line and the add-on are two programs to Google."""
    return {"metadataKey": key, "metadataValue": str(value), "visibility": "DOCUMENT"}


def claimed_id(said: str) -> int:
    """The ID under which a request leaves its mark: the same for the same words, of which Sheets takes one."""
    return int.from_bytes(sha256(said.encode()).digest()[:8]) % _LARGEST_ID + 1


def taken_off(metadata_id: int) -> JsonObject:
    """The request that takes a mark off; without effect where it is gone."""
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataId": metadata_id}}}}


def marked_value(marks: Iterable[DeveloperMetadata], key: str) -> str | None:
    """The value under `key`, None when there is none."""
    return next((found.get("metadataValue", "") for found in marks if found.get("metadataKey") == key), None)


def overview_mark(field: str) -> str:
    """The value of the mark of a column of the Overview's block."""
    return f"overview.{field}"
