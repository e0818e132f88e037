"""Every request kind that Local Sheets imitates, with the function that performs it.

A kind that the API has and this table lacks is answered with a 400 that names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.edits import (
    blocks,
    cells,
    charts,
    copying,
    cutting,
    dimensions,
    filters,
    fitting,
    groups,
    names,
    objects,
    pasting,
    protections,
    rules,
    sheets,
    sorting,
    tables,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.edits.context import Edit
    from okrsdk.localsheets.jsontypes import JsonObject

#: Kind of request to function. The reply, where there is one, stands under the same key.
KINDS: dict[str, Callable[[Edit, JsonObject], JsonObject | None]] = {
    "addBanding": objects.add_banding,
    "addChart": charts.add_chart,
    "addConditionalFormatRule": rules.add_format_rule,
    "addDimensionGroup": groups.add,
    "addFilterView": filters.add_filter_view,
    "addNamedRange": names.add_name,
    "addProtectedRange": protections.add,
    "addSheet": sheets.add,
    "addSlicer": charts.add_slicer,
    "addTable": tables.add,
    "appendCells": cells.append,
    "appendDimension": dimensions.append,
    "autoFill": copying.auto_fill,
    "autoResizeDimensions": fitting.auto_resize,
    "clearBasicFilter": filters.clear_basic_filter,
    "copyPaste": copying.copy_paste,
    "createDeveloperMetadata": names.create_metadata,
    "cutPaste": cutting.cut_paste,
    "deleteBanding": objects.delete_banding,
    "deleteConditionalFormatRule": rules.delete_format_rule,
    "deleteDeveloperMetadata": names.delete_metadata,
    "deleteDimension": dimensions.delete,
    "deleteDimensionGroup": groups.delete,
    "deleteDuplicates": sorting.delete_duplicates,
    "deleteEmbeddedObject": charts.delete_embedded,
    "deleteFilterView": filters.delete_filter_view,
    "deleteNamedRange": names.delete_name,
    "deleteProtectedRange": protections.delete,
    "deleteRange": blocks.delete,
    "deleteSheet": sheets.delete,
    "deleteTable": tables.delete,
    "duplicateFilterView": filters.duplicate_filter_view,
    "duplicateSheet": sheets.duplicate,
    "findReplace": texts.find_replace,
    "insertDimension": dimensions.insert,
    "insertRange": blocks.insert,
    "mergeCells": rules.merge,
    "moveDimension": dimensions.move,
    "pasteData": pasting.paste_data,
    "randomizeRange": sorting.randomize,
    "repeatCell": cells.repeat,
    "setBasicFilter": filters.set_basic_filter,
    "setDataValidation": cells.set_validation,
    "sortRange": sorting.sort,
    "textToColumns": texts.text_to_columns,
    "trimWhitespace": texts.trim_whitespace,
    "unmergeCells": rules.unmerge,
    "updateBanding": objects.update_banding,
    "updateBorders": cells.update_borders,
    "updateCells": cells.update,
    "updateChartSpec": charts.update_chart,
    "updateConditionalFormatRule": rules.update_format_rule,
    "updateDeveloperMetadata": names.update_metadata,
    "updateDimensionGroup": groups.update,
    "updateDimensionProperties": dimensions.update,
    "updateEmbeddedObjectBorder": charts.update_embedded_border,
    "updateEmbeddedObjectPosition": charts.move_embedded,
    "updateFilterView": filters.update_filter_view,
    "updateNamedRange": names.update_name,
    "updateProtectedRange": protections.update,
    "updateSheetProperties": sheets.update,
    "updateSlicerSpec": charts.update_slicer,
    "updateSpreadsheetProperties": sheets.update_spreadsheet,
    "updateTable": tables.update,
}
