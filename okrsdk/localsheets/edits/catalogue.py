"""Every request kind that Local Sheets imitates, with the function that performs it.

A kind that the API has and this table lacks is answered with a 400 that names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.edits import cells, dimensions, names, objects, rules, sheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.edits.context import Edit
    from okrsdk.localsheets.jsontypes import JsonObject

#: Kind of request to function. The reply, where there is one, stands under the same key.
KINDS: dict[str, Callable[[Edit, JsonObject], JsonObject | None]] = {
    "addBanding": objects.add_banding,
    "addChart": objects.add_chart,
    "addConditionalFormatRule": rules.add_format_rule,
    "addFilterView": rules.add_filter_view,
    "addNamedRange": names.add_name,
    "addProtectedRange": objects.add_protected,
    "addSheet": sheets.add,
    "addSlicer": objects.add_slicer,
    "appendCells": cells.append,
    "appendDimension": dimensions.append,
    "autoResizeDimensions": dimensions.auto_resize,
    "clearBasicFilter": rules.clear_basic_filter,
    "createDeveloperMetadata": names.create_metadata,
    "deleteBanding": objects.delete_banding,
    "deleteConditionalFormatRule": rules.delete_format_rule,
    "deleteDeveloperMetadata": names.delete_metadata,
    "deleteDimension": dimensions.delete,
    "deleteEmbeddedObject": objects.delete_embedded,
    "deleteFilterView": rules.delete_filter_view,
    "deleteNamedRange": names.delete_name,
    "deleteProtectedRange": objects.delete_protected,
    "deleteSheet": sheets.delete,
    "duplicateFilterView": rules.duplicate_filter_view,
    "insertDimension": dimensions.insert,
    "mergeCells": rules.merge,
    "moveDimension": dimensions.move,
    "repeatCell": cells.repeat,
    "setBasicFilter": rules.set_basic_filter,
    "setDataValidation": cells.set_validation,
    "unmergeCells": rules.unmerge,
    "updateBanding": objects.update_banding,
    "updateBorders": cells.update_borders,
    "updateCells": cells.update,
    "updateChartSpec": objects.update_chart,
    "updateConditionalFormatRule": rules.update_format_rule,
    "updateDeveloperMetadata": names.update_metadata,
    "updateDimensionProperties": dimensions.update,
    "updateEmbeddedObjectBorder": objects.update_embedded_border,
    "updateEmbeddedObjectPosition": objects.move_embedded,
    "updateFilterView": rules.update_filter_view,
    "updateNamedRange": names.update_name,
    "updateProtectedRange": objects.update_protected,
    "updateSheetProperties": sheets.update,
    "updateSlicerSpec": objects.update_slicer,
    "updateSpreadsheetProperties": sheets.update_spreadsheet,
}
