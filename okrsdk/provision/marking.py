"""What tells the workbooks of provisioning from other files: a digest of key and cycle, on the file and in claims."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from okrsdk.sheets.drive_files import DriveFile

KEY_MARK = "okrsdk.key"
"""The app property that says whose workbook a file is."""
CYCLE_MARK = "okrsdk.cycle"
"""The app property that says of which cycle it is."""
PORTFOLIO_MARK = "okrsdk.portfolio"
"""The app property of a spreadsheet that shows a portfolio; its value says of which workbooks."""
_LARGEST_ID = 2**31 - 1
_LENGTH = 16


def key_mark(key: str, cycle: str) -> str:
    """The digest of a key and a cycle; case does not matter.

    >>> key_mark("harbor-dental", "2026-Q2") == key_mark("Harbor-Dental", "2026-Q2")
    True
    """
    return hashlib.sha256(f"{key.casefold()}\n{cycle}".encode()).hexdigest()[:_LENGTH]


def marks_of(key: str, cycle: str) -> dict[str, str]:
    """The app properties of a workbook."""
    return {KEY_MARK: key_mark(key, cycle), CYCLE_MARK: cycle[:60]}


def claim_id(mark: str) -> int:
    """The ID of the developer metadata by which a key is claimed: a positive number of 31 bits."""
    return int(mark[:8], 16) % _LARGEST_ID + 1


def by_key(files: Iterable[DriveFile]) -> Mapping[str, list[DriveFile]]:
    """The files of provisioning by the digest on them, in the order in which they were made."""
    found: dict[str, list[DriveFile]] = {}
    for file in sorted(files, key=lambda own: (own.created, own.file_id)):
        if mark := file.marks.get(KEY_MARK):
            found.setdefault(mark, []).append(file)
    return found
