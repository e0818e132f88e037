"""What the Overview of a workbook lacks of that of a new one, and the requests that add it: columns, lines, chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.schema import ColumnOwner
from okrsdk.workbook.cell_data import cell
from okrsdk.workbook.developer_metadata import COLUMN_KEY, mark, overview_mark
from okrsdk.workbook.overview import FIELDS, HEADER_ROW, LINES
from okrsdk.workbook.template.overview_lines import line_requests
from okrsdk.workbook.template.overview_sheet import COLUMN_HEADERS, WIDTHS, overview_chart
from okrsdk.workbook.template.table_sheet import header_format

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.workbook.layout.positions import OverviewLayout
    from okrsdk.workbook.sheets_types import JsonObject
    from okrsdk.workbook.template.overview_lines import CheckInColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewUpgrade:
    """The Overview beside what it would be if it were new.

    Attributes:
        layout: where its block is.
        has_chart: whether there is any chart on it, be it people's.
        objectives: how many objectives a chart shows.
        check_ins: where the check-ins are that its lines draw; None without a tab of them, which has no lines.
    """

    layout: OverviewLayout
    has_chart: bool
    objectives: int
    check_ins: CheckInColumns | None

    def drift(self) -> Iterator[str]:
        """What it lacks, a few words each."""
        for field in self._missing():
            yield f"no column {COLUMN_HEADERS[field]} in Overview"
        if not self.has_chart:
            yield "no chart in Overview"

    def requests(self) -> Iterator[JsonObject]:
        """What adds it: columns right of its block, in columns that this very batch makes, and a chart beside them."""
        places, missing = self._places(), self._missing()
        for field in missing:
            yield from self._added_column(field, places[field])
        # Lines that are there drew what an ID column said which is gone.
        lines = [line for line in LINES if line in places and (line in missing or "key_result" in missing)]
        if self.check_ins is not None:
            yield from line_requests(self.check_ins, sheet_id=self.layout.sheet_id, places=places, lines=lines)
        if not self.has_chart:
            yield {"addChart": {"chart": overview_chart(self.objectives, self.layout.sheet_id, places)}}

    def _missing(self) -> list[str]:
        lines = [line for line in LINES if self.check_ins is not None and self.check_ins.can_draw(line)]
        return [field for field in (*FIELDS, *lines) if field not in {*self.layout.columns, *self.layout.lines}]

    def _places(self) -> Mapping[str, int]:
        """The place of each column once the missing ones are there."""
        there = {field: place.index for field, place in self.layout.columns.items()} | dict(self.layout.lines)
        first = max(there.values(), default=-1) + 1
        return there | {field: first + number for number, field in enumerate(self._missing())}

    def _added_column(self, field: str, index: int) -> Iterator[JsonObject]:
        sheet_id = self.layout.sheet_id
        span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": index, "endIndex": index + 1}
        yield {"insertDimension": {"range": span, "inheritFromBefore": index > 0}}
        size = {"pixelSize": WIDTHS[field]}
        yield {"updateDimensionProperties": {"range": span, "properties": size, "fields": "pixelSize"}}
        marked = {**mark(COLUMN_KEY, overview_mark(field)), "location": {"dimensionRange": span}}
        yield {"createDeveloperMetadata": {"developerMetadata": marked}}
        header = cell(COLUMN_HEADERS[field], userEnteredFormat=header_format(ColumnOwner.USER))
        start = {"sheetId": sheet_id, "rowIndex": HEADER_ROW, "columnIndex": index}
        fields = "userEnteredValue,userEnteredFormat"
        yield {"updateCells": {"start": start, "rows": [{"values": [header]}], "fields": fields}}
