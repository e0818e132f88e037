"""IDs for records that have none yet: `O1`, `O1-KR2`, always the lowest number that is free."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from okrsdk.schema.column import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping, Sequence


def fill_ids(records: Sequence[MutableMapping[str, object]], *, prefix: str, taken: Iterable[object] = ()) -> None:
    """Gives every record without an ID the next free one of the form prefix and number.

    Args:
        records: the records, changed in place under `id`.
        prefix: `O` for objectives, `O1-KR` for the key results of O1.
        taken: IDs of other records that must not be given again.
    """
    used = {str(own).strip() for own in (*taken, *(record.get("id") for record in records)) if not is_blank(own)}
    free = (own for number in count(1) if (own := f"{prefix}{number}") not in used)
    for record in records:
        if is_blank(record.get("id")):
            record["id"] = next(free)
