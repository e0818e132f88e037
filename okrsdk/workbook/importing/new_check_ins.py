"""The check-ins of a source that a workbook does not have yet: none of the same key result, day and value is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.schema.tables import columns
from okrsdk.texts import text
from okrsdk.workbook.importing.import_plan import LeftOut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.model import CheckIn
    from okrsdk.workbook.importing.source import ImportSource
    from okrsdk.workbook.layout.reading import WorkbookReading


def new_check_ins(
    reading: WorkbookReading, source: ImportSource, names: Mapping[int, str]
) -> tuple[tuple[CheckIn, ...], tuple[LeftOut, ...]]:
    """The check-ins to add, and those that cannot be.

    Args:
        reading: the workbook.
        source: the source.
        names: the ID in the workbook of each key result of the source, by its position in the source.
    """
    ids = {one.id: names.get(at, "") for at, one in enumerate(source.okr_set.key_results) if one.id}
    there = {_known(one) for one in reading.okr_set.check_ins}
    layout = reading.layout.tables.get(Table.CHECK_INS)
    needed = [column.name for column in columns(Table.CHECK_INS) if column.must_exist]
    has_tab = layout is not None and all(name in layout.columns for name in needed)
    added: list[CheckIn] = []
    left_out: list[LeftOut] = []
    for check_in in source.okr_set.check_ins:
        own = replace(check_in, key_result_id=ids.get(check_in.key_result_id, ""))
        if own.key_result_id and _known(own) in there:
            continue
        there.add(_known(own))
        if not own.key_result_id:
            left_out.append(_left_out(check_in, text("its key result is not in the workbook, or has no ID there")))
        elif not has_tab:
            left_out.append(_left_out(check_in, text("the workbook has no Check-ins tab with all its columns")))
        else:
            added.append(own)
    return tuple(added), tuple(left_out)


def _known(check_in: CheckIn) -> tuple[object, ...]:
    return check_in.key_result_id, check_in.day, check_in.value


def _left_out(check_in: CheckIn, reason: str) -> LeftOut:
    name = text("check-in of {id} on {day}", id=check_in.key_result_id, day=check_in.day)
    return LeftOut(table=Table.CHECK_INS, name=name, reason=reason)
