"""Every request kind that Local Sheets imitates, with the function that performs it.

A kind that the API has and this table lacks is answered with a 400 that names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update import (
    cells,
    charts,
    copy_paste,
    dimensions,
    filters,
    fitting,
    merges_and_conditional_formats,
    names_and_metadata,
    objects,
    protected_ranges,
    sheets,
    sorting,
    tables,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.jsontypes import JsonObject

#: Kind of request to function. The reply, where there is one, stands under the same key.
KINDS: dict[str, Callable[[Edit, JsonObject], JsonObject | None]] = {
    "addBanding": objects.add_banding,
    "addChart": charts.add_chart,
    "addConditionalFormatRule": merges_and_conditional_formats.add_format_rule,
    "addFilterView": filters.add_filter_view,
    "addNamedRange": names_and_metadata.add_name,
    "addProtectedRange": protected_ranges.add,
    "addSheet": sheets.add,
    "addTable": tables.add,
    "appendCells": cells.append,
    "appendDimension": dimensions.append,
    "autoFill": copy_paste.auto_fill,
    "autoResizeDimensions": fitting.auto_resize,
    "clearBasicFilter": filters.clear_basic_filter,
    "copyPaste": copy_paste.copy_paste,
    "createDeveloperMetadata": names_and_metadata.create_metadata,
    "cutPaste": copy_paste.cut_paste,
    "deleteBanding": objects.delete_banding,
    "deleteConditionalFormatRule": merges_and_conditional_formats.delete_format_rule,
    "deleteDeveloperMetadata": names_and_metadata.delete_metadata,
    "deleteDimension": dimensions.delete,
    "deleteEmbeddedObject": charts.delete_chart,
    "deleteFilterView": filters.delete_filter_view,
    "deleteNamedRange": names_and_metadata.delete_name,
    "deleteProtectedRange": protected_ranges.delete,
    "deleteSheet": sheets.delete,
    "deleteTable": tables.delete,
    "duplicateFilterView": filters.duplicate_filter_view,
    "duplicateSheet": sheets.duplicate,
    "findReplace": texts.find_replace,
    "insertDimension": dimensions.insert,
    "mergeCells": merges_and_conditional_formats.merge,
    "moveDimension": dimensions.move,
    "pasteData": texts.paste_data,
    "repeatCell": cells.repeat,
    "setBasicFilter": filters.set_basic_filter,
    "setDataValidation": cells.set_validation,
    "sortRange": sorting.sort,
    "unmergeCells": merges_and_conditional_formats.unmerge,
    "updateBanding": objects.update_banding,
    "updateBorders": cells.update_borders,
    "updateCells": cells.update,
    "updateChartSpec": charts.update_chart,
    "updateConditionalFormatRule": merges_and_conditional_formats.update_format_rule,
    "updateDeveloperMetadata": names_and_metadata.update_metadata,
    "updateDimensionProperties": dimensions.update,
    "updateEmbeddedObjectPosition": charts.move_chart,
    "updateFilterView": filters.update_filter_view,
    "updateNamedRange": names_and_metadata.update_name,
    "updateProtectedRange": protected_ranges.update,
    "updateSheetProperties": sheets.update,
    "updateSpreadsheetProperties": sheets.update_spreadsheet,
    "updateTable": tables.update,
}
