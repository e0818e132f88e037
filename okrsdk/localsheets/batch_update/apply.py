"""``batchUpdate``: every request kind that Local Sheets imitates, and a list of them applied in order to one draft.

A kind that the API has and the table lacks is answered with a 400 that names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update import (
    cells,
    copy_paste,
    dimensions,
    merges_and_conditional_formats,
    names_and_metadata,
    protected_ranges,
    sheet_objects,
    sheets,
    sort_and_filter,
    tables,
    texts,
)
from okrsdk.localsheets.batch_update.context import Edit
from okrsdk.localsheets.book.protection import Guard
from okrsdk.localsheets.errors import ApiError, bad_request

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.book.protection import Editor
    from okrsdk.localsheets.jsontypes import JsonObject

#: Kind of request to function. The reply, where there is one, is under the same key.
KINDS: dict[str, Callable[[Edit, JsonObject], JsonObject | None]] = {
    "addBanding": sheet_objects.add_banding,
    "addChart": sheet_objects.add_chart,
    "addConditionalFormatRule": merges_and_conditional_formats.add_format_rule,
    "addFilterView": sort_and_filter.add_filter_view,
    "addNamedRange": names_and_metadata.add_name,
    "addProtectedRange": protected_ranges.add,
    "addSheet": sheets.add,
    "addTable": tables.add,
    "appendCells": cells.append,
    "appendDimension": dimensions.append,
    "autoFill": copy_paste.auto_fill,
    "autoResizeDimensions": dimensions.auto_resize,
    "clearBasicFilter": sort_and_filter.clear_basic_filter,
    "copyPaste": copy_paste.copy_paste,
    "createDeveloperMetadata": names_and_metadata.create_metadata,
    "cutPaste": copy_paste.cut_paste,
    "deleteBanding": sheet_objects.delete_banding,
    "deleteConditionalFormatRule": merges_and_conditional_formats.delete_format_rule,
    "deleteDeveloperMetadata": names_and_metadata.delete_metadata,
    "deleteDimension": dimensions.delete,
    "deleteEmbeddedObject": sheet_objects.delete_chart,
    "deleteFilterView": sort_and_filter.delete_filter_view,
    "deleteNamedRange": names_and_metadata.delete_name,
    "deleteProtectedRange": protected_ranges.delete,
    "deleteSheet": sheets.delete,
    "deleteTable": tables.delete,
    "duplicateSheet": sheets.duplicate,
    "findReplace": texts.find_replace,
    "insertDimension": dimensions.insert,
    "mergeCells": merges_and_conditional_formats.merge,
    "moveDimension": dimensions.move,
    "pasteData": texts.paste_data,
    "repeatCell": cells.repeat,
    "setBasicFilter": sort_and_filter.set_basic_filter,
    "setDataValidation": cells.set_validation,
    "sortRange": sort_and_filter.sort,
    "unmergeCells": merges_and_conditional_formats.unmerge,
    "updateBanding": sheet_objects.update_banding,
    "updateBorders": cells.update_borders,
    "updateCells": cells.update,
    "updateChartSpec": sheet_objects.update_chart,
    "updateConditionalFormatRule": merges_and_conditional_formats.update_format_rule,
    "updateDeveloperMetadata": names_and_metadata.update_metadata,
    "updateDimensionProperties": dimensions.update,
    "updateEmbeddedObjectPosition": sheet_objects.move_chart,
    "updateFilterView": sort_and_filter.update_filter_view,
    "updateNamedRange": names_and_metadata.update_name,
    "updateProtectedRange": protected_ranges.update,
    "updateSheetProperties": sheets.update,
    "updateSpreadsheetProperties": sheets.update_spreadsheet,
    "updateTable": tables.update,
}


MAX_REQUESTS = 100_000


#: Kinds after which formulas elsewhere may read otherwise, because what they refer to has moved or been renamed.
FOLLOWED = frozenset(
    (
        "appendCells",
        "cutPaste",
        "deleteDimension",
        "deleteSheet",
        "insertDimension",
        "moveDimension",
        "updateSheetProperties",
        "updateTable",
    )
)


def apply_requests(book: Book, requests: list[JsonObject], *, today: dt.date, editor: Editor) -> list[JsonObject]:
    """Applies the requests to the draft; gives one reply each, ``{}`` where there is nothing to say.

    Raises:
        ApiError: 400 naming the request that is not valid; the draft is then to be thrown away.
    """
    if not requests:
        raise bad_request("Must specify at least one request.")
    if len(requests) > MAX_REQUESTS:
        raise bad_request(f"Cannot exceed {MAX_REQUESTS} requests in a single batch.")
    edit = Edit(book, today, editor)
    return [_apply_one(edit, index, request) for index, request in enumerate(requests)]


def _apply_one(edit: Edit, index: int, request: JsonObject) -> JsonObject:
    if not request:
        raise bad_request(f"Invalid requests[{index}]: No request set.")
    (kind,) = request
    perform = KINDS.get(kind)
    if perform is None:
        raise bad_request(f"Invalid requests[{index}].{kind}: Local Sheets does not imitate this request.")
    guard = Guard(edit.book, edit.editor)
    try:
        reply = perform(edit, request[kind])
        guard.check(edit.book, follows=kind in FOLLOWED)
        edit.book.check_size()
    except ApiError as error:
        if error.code != 400:  # noqa: PLR2004
            raise
        raise ApiError(400, f"Invalid requests[{index}].{kind}: {error.message}", details=error.details) from error
    return {} if reply is None else {kind: reply}
