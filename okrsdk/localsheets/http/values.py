"""``/v4/spreadsheets/{id}/values...``: reading, writing, appending and clearing values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from okrsdk.localsheets.book.developer_metadata import echoed, rects_of
from okrsdk.localsheets.book.ranges import echo, resolve
from okrsdk.localsheets.book.write_values import Written, by_rows, clear_values, find_table, make_room, write_block
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.http.protected_writes import write, write_each
from okrsdk.localsheets.http.request_context import (
    answer,
    body,
    check_parameters,
    choice,
    flag,
    parameter,
    read,
    rendering,
    today,
)
from okrsdk.localsheets.responses.value_ranges import Rendering, value_range

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.jsontypes import Json, JsonObject
    from okrsdk.localsheets.responses.computed import Computed

blueprint = Blueprint("values", __name__, url_prefix="/v4/spreadsheets/<book_id>")
blueprint.before_request(check_parameters)

#: By name and by number, whether rows are inserted.
INSERT_OPTIONS = {"OVERWRITE": False, "INSERT_ROWS": True, "0": False, "1": True}


def parses(option: str) -> bool:
    """Whether the valueInputOption asks for parsing.

    Raises:
        ApiError: 400 when it is missing.
    """
    if option in ("", "INPUT_VALUE_OPTION_UNSPECIFIED"):
        raise bad_request("'valueInputOption' is required but not specified")
    return option == "USER_ENTERED"


def _input_option() -> bool:
    return parses(choice("valueInputOption", "BatchUpdateValuesRequest", "valueInputOption", ""))


@blueprint.get("/values/<path:range_text>")
def get(book_id: str, range_text: str) -> Response:
    """``values.get``."""
    how = rendering()
    computed = read(book_id)
    return answer(value_range(computed, resolve(computed.book, range_text), how), "ValueRange")


@blueprint.get("/values:batchGet")
def batch_get(book_id: str) -> Response:
    """``values.batchGet``."""
    how = rendering()
    computed = read(book_id)
    ranges = [value_range(computed, resolve(computed.book, text), how) for text in request.args.getlist("ranges")]
    return answer({"spreadsheetId": book_id} | ({"valueRanges": ranges} if ranges else {}), "BatchGetValuesResponse")


@blueprint.put("/values/<path:range_text>")
def update(book_id: str, range_text: str) -> Response:
    """``values.update``."""
    parse, how = _input_option(), rendering("response")
    message = body("ValueRange", "data")
    _check_same_range(message, range_text)

    def work(book: Book) -> Written:
        return _write(book, resolve(book, range_text), message, parse=parse)

    written, computed = write(book_id, work)
    reply = written.json(computed.book)
    if flag("includeValuesInResponse"):
        dimension = message.get("majorDimension", "ROWS")
        reply["updatedData"] = value_range(computed, written.shown, replace(how, dimension=dimension))
    return answer(reply, "UpdateValuesResponse")


def _check_same_range(message: JsonObject, range_text: str) -> None:
    given = message.get("range")
    if given and given != range_text and given.replace("'", "") != range_text.replace("'", ""):
        raise bad_request(f"Requested range [{range_text}] doesn't match the range [{given}] in the request body.")


def _write(book: Book, rect: Rect, message: JsonObject, *, parse: bool) -> Written:
    rows: list[list[Json]] = by_rows(message.get("values", []), message.get("majorDimension", "ROWS"))
    return write_block(book, rect, rows, parse=parse, today=today())


@blueprint.post("/values:batchUpdate")
def batch_update(book_id: str) -> Response:
    """``values.batchUpdate``."""
    message = body("BatchUpdateValuesRequest")
    parse = parses(message.get("valueInputOption", ""))

    def work(book: Book, done: Callable[[int], None]) -> list[Written]:
        found = []
        for step, data in enumerate(message.get("data", [])):
            found.append(_write(book, resolve(book, data.get("range", "")), data, parse=parse))
            done(step)
        return found

    all_written, computed = write_each(book_id, work)
    replies = [written.json(computed.book) for written in all_written]
    if message.get("includeValuesInResponse"):
        for reply, written in zip(replies, all_written, strict=True):
            reply["updatedData"] = value_range(computed, written.shown, _response_rendering(message))
    return answer(_totals(book_id, all_written) | {"responses": replies}, "BatchUpdateValuesResponse")


def _response_rendering(message: JsonObject) -> Rendering:
    return Rendering(
        "ROWS",
        message.get("responseValueRenderOption", "FORMATTED_VALUE"),
        message.get("responseDateTimeRenderOption", "SERIAL_NUMBER"),
    )


def _totals(book_id: str, all_written: list[Written]) -> JsonObject:
    rows = {(written.rect.sheet_id, row) for written in all_written for row in written.rows}
    columns = {(written.rect.sheet_id, column) for written in all_written for column in written.columns}
    totals = {
        "totalUpdatedRows": len(rows),
        "totalUpdatedColumns": len(columns),
        "totalUpdatedCells": sum(written.cells for written in all_written),
        "totalUpdatedSheets": len({written.rect.sheet_id for written in all_written if written.cells}),
    }
    return {"spreadsheetId": book_id} | {name: count for name, count in totals.items() if count}


def _inserts_rows() -> bool:
    text = parameter("insertDataOption") or "OVERWRITE"
    if text.upper() not in INSERT_OPTIONS:
        kind = "type.googleapis.com/google.apps.sheets.v4.AppendValuesRequest.InsertDataOption"
        raise bad_request(f"Invalid value at 'insert_data_option' ({kind}), \"{text}\"")
    return INSERT_OPTIONS[text.upper()]


@blueprint.post("/values/<path:range_text>:append")
def append(book_id: str, range_text: str) -> Response:
    """``values.append``."""
    parse, how = _input_option(), rendering("response")
    insert = _inserts_rows()
    message = body("ValueRange", "data")
    _check_same_range(message, range_text)
    rows = by_rows(message.get("values", []), message.get("majorDimension", "ROWS"))

    def work(book: Book) -> tuple[Rect | None, Written]:
        rect = resolve(book, range_text)
        table = find_table(book.existing(rect.sheet_id).grid, rect)
        place = (table.bottom, table.left) if table else (rect.top, rect.left)
        size = (len(rows), max((len(row) for row in rows), default=0))
        room = make_room(book, rect, place, size, insert=insert)
        return table, write_block(book, room, rows, parse=parse, today=today())

    (table, written), computed = write(book_id, work, follows=insert)
    updates = written.json(computed.book)
    if flag("includeValuesInResponse"):
        dimension = message.get("majorDimension", "ROWS")
        updates["updatedData"] = value_range(computed, written.rect, replace(how, dimension=dimension))
    reply: JsonObject = {"spreadsheetId": book_id}
    if table:
        reply["tableRange"] = echo(computed.book, table)
    return answer(reply | {"updates": updates}, "AppendValuesResponse")


@blueprint.post("/values/<path:range_text>:clear")
def clear(book_id: str, range_text: str) -> Response:
    """``values.clear``."""
    body("ClearValuesRequest")

    def work(book: Book) -> str:
        rect = resolve(book, range_text)
        clear_values(book, rect)
        return echo(book, rect)

    cleared, _ = write(book_id, work)
    return answer({"spreadsheetId": book_id, "clearedRange": cleared}, "ClearValuesResponse")


@blueprint.post("/values:batchClear")
def batch_clear(book_id: str) -> Response:
    """``values.batchClear``."""
    ranges = body("BatchClearValuesRequest").get("ranges", [])
    cleared, _ = write(book_id, lambda book: _clear_all(book, [resolve(book, text) for text in ranges]))
    return answer(
        {"spreadsheetId": book_id} | ({"clearedRanges": cleared} if cleared else {}), "BatchClearValuesResponse"
    )


def _clear_all(book: Book, rects: list[Rect]) -> list[str]:
    for rect in rects:
        clear_values(book, rect)
    return [echo(book, rect) for rect in rects]


@blueprint.post("/values:batchGetByDataFilter")
def batch_get_by_data_filter(book_id: str) -> Response:
    """``values.batchGetByDataFilter``."""
    message = body("BatchGetValuesByDataFilterRequest")
    how = Rendering(
        message.get("majorDimension", "ROWS"),
        message.get("valueRenderOption", "FORMATTED_VALUE"),
        message.get("dateTimeRenderOption", "SERIAL_NUMBER"),
    )
    computed = read(book_id)
    matched = _matched_ranges(computed, message.get("dataFilters", []), how)
    reply = {"spreadsheetId": book_id} | ({"valueRanges": matched} if matched else {})
    return answer(reply, "BatchGetValuesByDataFilterResponse")


def _matched_ranges(computed: Computed, filters: list[JsonObject], how: Rendering) -> list[JsonObject]:
    found: dict[Rect, list[JsonObject]] = {}
    for data_filter in filters:
        for rect in rects_of(computed.book, data_filter):
            found.setdefault(rect, []).append(echoed(data_filter))
    return [{"valueRange": value_range(computed, rect, how), "dataFilters": given} for rect, given in found.items()]


@blueprint.post("/values:batchUpdateByDataFilter")
def batch_update_by_data_filter(book_id: str) -> Response:
    """``values.batchUpdateByDataFilter``."""
    message = body("BatchUpdateValuesByDataFilterRequest")
    parse = parses(message.get("valueInputOption", ""))

    def work(book: Book, done: Callable[[int], None]) -> list[tuple[JsonObject, Written]]:
        found = []
        for step, data in enumerate(message.get("data", [])):
            data_filter = data.get("dataFilter", {})
            found += [(data_filter, _write(book, rect, data, parse=parse)) for rect in rects_of(book, data_filter)]
            done(step)
        return found

    pairs, computed = write_each(book_id, work)
    replies = []
    for data_filter, written in pairs:
        reply = {key: item for key, item in written.json(computed.book).items() if key != "spreadsheetId"}
        reply["dataFilter"] = echoed(data_filter)
        if message.get("includeValuesInResponse"):
            reply["updatedData"] = value_range(computed, written.shown, _response_rendering(message))
        replies.append(reply)
    totals = _totals(book_id, [written for _, written in pairs])
    return answer(totals | ({"responses": replies} if replies else {}), "BatchUpdateValuesByDataFilterResponse")


@blueprint.post("/values:batchClearByDataFilter")
def batch_clear_by_data_filter(book_id: str) -> Response:
    """``values.batchClearByDataFilter``."""
    filters = body("BatchClearValuesByDataFilterRequest").get("dataFilters", [])
    cleared, _ = write(
        book_id, lambda book: _clear_all(book, [rect for given in filters for rect in rects_of(book, given)])
    )
    reply = {"spreadsheetId": book_id} | ({"clearedRanges": cleared} if cleared else {})
    return answer(reply, "BatchClearValuesByDataFilterResponse")
