"""The lines beside the key results of the Overview: a formula in each row that draws the check-ins of its key result.

They follow the Check-ins tab by themselves, without a grade. A formula takes the ID from its own row, so that a grade
which lists other key results there changes what is drawn, and nothing that people wrote is part of any formula. Across
are the days, so that a long silence shows as one; a check-in whose place another takes is left out. Arguments are
parted by semicolons and lists go downwards, which Sheets reads in every locale; what cannot be drawn stays blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.schema.tables import columns
from okrsdk.workbook.addresses import column_letters, quoted
from okrsdk.workbook.overview import BLOCK_ROWS, HEADER_ROW, LINES
from okrsdk.workbook.tabs import Tab
from okrsdk.workbook.template.styles import HEADER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from okrsdk.workbook.layout.positions import TableLayout
    from okrsdk.workbook.sheets_types import JsonObject

FIRST_ROW = HEADER_ROW + 1
_DRAWN = dict(zip(LINES, ("value", "confidence"), strict=True))
_WHOLE_SCALE = 'TRANSPOSE({"ymin";0});TRANSPOSE({"ymax";1});'


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInColumns:
    """Where the check-ins are that lines draw.

    Attributes:
        title: the tab's title.
        places: the 0-based place of each column, by field.
    """

    title: str
    places: Mapping[str, int]

    def can_draw(self, line: str) -> bool:
        """Whether the columns are there that a line is drawn from."""
        return {"day", "key_result_id", _DRAWN[line]} <= set(self.places)

    def formula(self, line: str, key_result: int, row: int = FIRST_ROW) -> str:
        """The formula that draws a line.

        Args:
            line: which line, by its field in `overview.LINES`.
            key_result: the 0-based column of the Overview with the IDs.
            row: the 0-based row of the Overview.
        """
        days, ids, drawn = (self._column(field) for field in ("day", "key_result_id", _DRAWN[line]))
        own = f"${column_letters(key_result)}{row + 1}"
        kept = f";{self._uncorrected(ids, days, own)}" if "corrects" in self.places else ""
        series = f"SORT(FILTER(HSTACK({days};{drawn});{ids}={own};ISNUMBER({drawn}){kept});1;TRUE)"
        scale = _WHOLE_SCALE if line == "confidence_line" else ""
        look = f'{{{scale}TRANSPOSE({{"color";"{HEADER.background}"}})}}'
        return f'=IF({own}="";"";IFERROR(SPARKLINE({series};{look});""))'

    def _uncorrected(self, ids: str, days: str, own: str) -> str:
        """The condition that a check-in corrects another one, or is of no day that is corrected."""
        corrects = self._column("corrects")
        corrected = f"FILTER({corrects};{ids}={own};ISNUMBER({corrects}))"
        return f'({corrects}<>"")+ISNA(MATCH({days};{corrected};0))'

    def _column(self, field: str) -> str:
        letters = column_letters(self.places[field])
        return f"{quoted(self.title)}!${letters}:${letters}"


def new_check_ins(title: str = Tab.CHECK_INS) -> CheckInColumns:
    """Where the check-ins are in a tab as the template makes it."""
    places = {column.name: index for index, column in enumerate(columns(Table.CHECK_INS))}
    return CheckInColumns(title=title, places=places)


def check_ins_of(layout: TableLayout) -> CheckInColumns:
    """Where the check-ins are in a workbook."""
    return CheckInColumns(title=layout.title, places={name: own.index for name, own in layout.columns.items()})


def line_requests(
    check_ins: CheckInColumns, *, sheet_id: object, places: Mapping[str, int], lines: Iterable[str] = tuple(LINES)
) -> Iterator[JsonObject]:
    """The requests that write the formulas: one a column, whose row each cell takes for its own.

    Args:
        check_ins: where the check-ins are; their tab is there by then.
        sheet_id: the Overview.
        places: the 0-based place of `key_result` and of each line.
        lines: the lines to write.
    """
    for line in lines:
        if check_ins.can_draw(line):
            area = {
                "sheetId": sheet_id,
                "startRowIndex": FIRST_ROW,
                "endRowIndex": BLOCK_ROWS,
                "startColumnIndex": places[line],
                "endColumnIndex": places[line] + 1,
            }
            formula = check_ins.formula(line, places["key_result"])
            held = {"userEnteredValue": {"formulaValue": formula}}
            yield {"repeatCell": {"range": area, "cell": held, "fields": "userEnteredValue"}}
