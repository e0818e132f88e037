"""Clients that may have been renamed: asked about, since under a new name they would get a second workbook. Pure.

A key that was made from a name changes with the name. So a client without a key of its own and without any workbook,
beside a workbook whose key no client has, is either new or was renamed; nothing but a person knows which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.provision.marking import CYCLE_MARK, KEY_MARK, key_mark
from okrsdk.provision.roster import key_from_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from okrsdk.provision.roster import RosterEntry
    from okrsdk.sheets.drive_files import DriveFile

_NAMED = 3


def without_client(
    files: Iterable[DriveFile], entries: Sequence[RosterEntry], cycles: Collection[str]
) -> tuple[DriveFile, ...]:
    """The workbooks of these cycles whose key no client of the roster has, by title."""
    marks = {key_mark(entry.key, cycle) for entry in entries for cycle in cycles}
    found = {
        file.file_id: file
        for file in files
        if file.marks.get(CYCLE_MARK) in cycles and file.marks.get(KEY_MARK, "") not in marks | {""}
    }
    return tuple(sorted(found.values(), key=lambda file: (file.name, file.file_id)))


def named_with_key(file: DriveFile) -> str:
    """The title of a file, with the key that it carries where that was made from the name in the title.

    A file carries a digest of its key, which proves a key and does not tell it.
    """
    cycle = file.marks.get(CYCLE_MARK, "")
    key = key_from_name(file.name.removesuffix(f" · {cycle}"))
    is_its_key = key_mark(key, cycle) == file.marks.get(KEY_MARK)
    return f"{file.name} (key {key})" if is_its_key else file.name


def rename_questions(
    created: Iterable[RosterEntry], files: Sequence[DriveFile], left: Sequence[DriveFile]
) -> Iterator[str]:
    """What to ask of clients that would get a workbook under a key that was made from their name.

    Args:
        created: the clients that would get a new workbook.
        files: all files of provisioning that are there.
        left: those whose key no client has.
    """
    if not left:
        return
    there = {(file.marks.get(KEY_MARK), file.marks.get(CYCLE_MARK, "")) for file in files}
    cycles = {cycle for _, cycle in there}
    names = [named_with_key(file) for file in left]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    told = f"{', '.join(names[:_NAMED])}{more} {'has' if len(names) == 1 else 'have'} no client"
    is_first = True
    for entry in created:
        if entry.has_own_key or any((key_mark(entry.key, cycle), cycle) in there for cycle in cycles):
            continue
        yield (
            f"{entry.place}: {entry.client.name} has no Key and no workbook yet, while {told}. If it is that client "
            f"under a new name, write the old key into Key; if it is a new client, write {entry.key}."
            if is_first
            else f"{entry.place}: {entry.client.name} likewise; if it is a new client, write {entry.key}."
        )
        is_first = False
