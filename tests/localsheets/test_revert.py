"""A change taken back: exactly what it did, and nothing that others have done since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from okrsdk.localsheets import LocalSheets
from okrsdk.localsheets.book.revert import Place
from tests.localsheets.api import Api, area, lines


def _whole(api: Api, book: str) -> Any:
    """Everything there is of a spreadsheet."""
    return api.spreadsheet(book, includeGridData="true")


def _taken_back(api: Api, book: str, change: Callable[[], object], *, meanwhile: Callable[[], object] = list) -> Any:
    """Makes a change, lets somebody do something, and takes the change back."""
    before = api.server.version(book)
    change()
    after = api.server.version(book)
    meanwhile()
    return api.server.revert(book, before=before, after=after)


def test_a_deleted_row_comes_back_with_all_that_hung_on_it(api: Api) -> None:
    book = api.filled([["1", "2"], ["3", "=SUM(A1:A2)"], ["5", "=A2"]])
    note = {"rows": [{"values": [{"note": "Mind this"}]}], "fields": "note", "range": area(1, 2, 0, 1)}
    location = {"dimensionRange": lines("ROWS", 1, 2)}
    metadata = {"metadataKey": "k", "location": location, "visibility": "DOCUMENT"}
    api.batch(book, {"updateCells": note}, {"createDeveloperMetadata": {"developerMetadata": metadata}})
    before = _whole(api, book)
    done = _taken_back(api, book, lambda: api.batch(book, {"deleteDimension": {"range": lines("ROWS", 1, 2)}}))
    assert _whole(api, book) == before
    assert api.formulas(book) == [[1, 2], [3, "=SUM(A1:A2)"], [5, "=A2"]]
    assert (done.kept, done.moved) == ([], [])
    assert done.places[0] == Place(0, 1, 0)


def test_what_others_wrote_into_other_cells_stays(api: Api) -> None:
    book = api.filled([["1", "2"], ["3", "4"]])
    done = _taken_back(
        api,
        book,
        lambda: api.write(book, "A1", [["10", "20"], ["30"]]),
        meanwhile=lambda: api.write(book, "B1", [["7"], ["8"]]),
    )
    assert api.raw(book) == [[1, 7], [3, 8]]
    assert done.places == [Place(0, 0, 0), Place(0, 0, 1), Place(0, 1, 0)]
    assert done.kept == [Place(0, 0, 1)]


def test_nothing_is_taken_back_once_rows_have_moved(api: Api) -> None:
    book = api.filled([["1"], ["2"], ["3"]])
    insert = {"insertDimension": {"range": lines("ROWS", 0, 1)}}
    done = _taken_back(api, book, lambda: api.write(book, "A2", [["20"]]), meanwhile=lambda: api.batch(book, insert))
    assert api.raw(book) == [[], [1], [20], [3]]
    assert (done.places, done.kept, done.moved) == ([], [], ["Sheet1"])


def test_rows_added_at_the_end_do_not_matter(api: Api) -> None:
    book = api.filled([["1"], ["2"]])
    done = _taken_back(
        api, book, lambda: api.write(book, "A1", [["10"]]), meanwhile=lambda: api.write(book, "A3", [["3"]])
    )
    assert api.raw(book) == [[1], [2], [3]]
    assert (done.kept, done.moved) == ([], [])


def test_tabs_that_were_made_go_and_those_that_went_come_back_in_their_place(api: Api) -> None:
    sheets = [{"properties": {"sheetId": number, "title": title}} for number, title in enumerate(("One", "Two"))]
    book = api.create(*sheets)
    api.write(book, "One!A1", [["=Two!A1"]])
    before = _whole(api, book)
    made = {"addSheet": {"properties": {"sheetId": 9, "title": "Three"}}}
    _taken_back(api, book, lambda: api.batch(book, made, {"deleteSheet": {"sheetId": 0}}))
    assert _whole(api, book) == before
    assert api.formulas(book, "One!A1") == [["=Two!A1"]]


def test_a_sort_a_filter_and_widths_are_taken_back_and_made_again(api: Api) -> None:
    book = api.filled([["Name"], ["b"], ["a"], ["c"]])
    before = _whole(api, book)
    first = api.server.version(book)
    api.batch(
        book,
        {"sortRange": {"range": area(1, 4, 0, 1), "sortSpecs": [{"dimensionIndex": 0}]}},
        {"setBasicFilter": {"filter": {"range": area(0, 4, 0, 1)}}},
        {
            "updateDimensionProperties": {
                "range": lines("COLUMNS", 0, 1),
                "properties": {"pixelSize": 200},
                "fields": "*",
            }
        },
    )
    after, second = _whole(api, book), api.server.version(book)
    api.server.revert(book, before=first, after=second)
    assert _whole(api, book) == before
    api.server.revert(book, before=second, after=first)
    assert _whole(api, book) == after


def test_what_was_taken_back_is_stored_also_for_a_process_that_knew_the_change(tmp_path: Path) -> None:
    with LocalSheets(tmp_path) as server, LocalSheets(tmp_path) as other:
        api = Api(server)
        book = api.filled([["1"], ["2"], ["3"]])
        delete = {"deleteDimension": {"range": lines("ROWS", 0, 2)}}

        def change() -> None:
            api.batch(book, delete)
            assert Api(other).raw(book) == [[3]]

        _taken_back(api, book, change)
        assert Api(other).raw(book) == [[1], [2], [3]]
    with LocalSheets(tmp_path) as again:
        assert Api(again).raw(book) == [[1], [2], [3]]
