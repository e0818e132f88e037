"""PDF export, looked at as a reader does: texts where they stand, and colours on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest

from tests.localsheets.api import Api, area, lines

PDF = "application/pdf"
MARGIN = 50.4  # points at the sides, 0.7 inch
TOP = 792 - 54  # of the table, 0.75 inch below the edge of US letter
ROW, COLUMN = 15.75, 75.0  # 21 and 100 pixels in points


class Pages:
    """A PDF file as it is read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._document = pypdfium2.PdfDocument(data)
        self.count = len(self._document)

    def text(self, page: int = 0) -> str:
        found: str = self._document[page].get_textpage().get_text_bounded()
        return found

    def place(self, text: str, page: int = 0) -> tuple[float, float, float, float]:
        """left, bottom, right, top of the text in points; it stands once on the page."""
        letters = self._document[page].get_textpage()
        search = letters.search(text, match_case=True)
        (start, count) = search.get_next()
        assert search.get_next() is None
        boxes = [letters.get_charbox(start + number) for number in range(count)]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    def pixel(self, right: float, down: float, page: int = 0) -> tuple[int, ...]:
        """The colour so many points right of and below the table's corner."""
        image = self._document[page].render(scale=2).to_pil().convert("RGB")
        found: tuple[int, ...] = image.getpixel((round(2 * (MARGIN + right)), round(2 * (792 - TOP + down))))
        return found

    def titles(self) -> list[str]:
        return [item.get_title() for item in self._document.get_toc()]

    def size(self) -> tuple[float, float]:
        found: tuple[float, float] = self._document[0].get_size()
        return found

    def close(self) -> None:
        self._document.close()


@pytest.fixture
def pages(api: Api) -> Iterator[Any]:
    opened: list[Pages] = []

    def export(book: str) -> Pages:
        answer = api.http.get(f"/drive/v3/files/{book}/export", params={"mimeType": PDF})
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, PDF)
        opened.append(Pages(answer.content))
        return opened[-1]

    yield export
    for one in opened:
        one.close()


def look(api: Api, book: str, place: dict[str, int], form: dict[str, Any]) -> None:
    api.batch(
        book, {"repeatCell": {"range": place, "cell": {"userEnteredFormat": form}, "fields": "userEnteredFormat"}}
    )


def test_values_stand_as_they_are_shown(api: Api, pages: Any) -> None:
    book = api.filled([["Channel", "Share", "Spent"], ["Search", "45%", "=10/4"]])
    look(api, book, area(1, 2, 2, 3), {"numberFormat": {"type": "CURRENCY", "pattern": "[$€]#,##0.00"}})
    found = pages(book)
    assert (found.count, found.size(), found.titles()) == (1, (612, 792), ["Sheet1"])
    assert found.text().split() == ["Channel", "Share", "Spent", "Search", "45%", "€2.50"]
    # Texts begin at the left of their column and numbers end at its right, three pixels off the edge.
    assert found.place("Search")[0] == pytest.approx(MARGIN + 2.25, abs=1)
    assert found.place("€2.50")[2] == pytest.approx(MARGIN + 3 * COLUMN - 2.25, abs=1)
    assert TOP - 2 * ROW < found.place("Search")[1] < found.place("Search")[3] < TOP - ROW


def test_hidden_sheets_rows_and_columns_are_left_out(api: Api, pages: Any) -> None:
    hidden = {"properties": {"title": "Hidden", "hidden": True}, "data": []}
    book = api.create({"properties": {"title": "One", "sheetId": 0}}, hidden, {"properties": {"title": "Two"}})
    for title in ("One", "Hidden", "Two"):
        api.write(book, f"{title}!A1", [[title, "b", "c"], ["d", "e", "f"], ["g", "h", "i"]])
    for dimension in ("ROWS", "COLUMNS"):
        hide = {"range": lines(dimension, 1, 2), "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
        api.batch(book, {"updateDimensionProperties": hide})
    found = pages(book)
    assert found.titles() == ["One", "Two"]
    assert "".join(found.text(0).split()) == "Onecgi"
    assert "".join(found.text(1).split()) == "Twobcdefghi"
    assert found.place("c")[0] == pytest.approx(MARGIN + COLUMN + 2.25, abs=1)


def test_frozen_rows_are_repeated_on_each_page(api: Api, pages: Any) -> None:
    book = api.filled([["Header"], *[[f"row {number}"] for number in range(1, 60)]])
    frozen = {"properties": {"gridProperties": {"frozenRowCount": 1}}, "fields": "gridProperties.frozenRowCount"}
    api.batch(book, {"updateSheetProperties": frozen})
    found = pages(book)
    # 684 points hold 43 rows of 15.75: the header and 42 others.
    assert [found.text(page).splitlines()[:2] for page in range(found.count)] == [
        ["Header", "row 1"],
        ["Header", "row 43"],
    ]


def test_a_wide_sheet_is_made_smaller_until_it_fits_the_page(api: Api, pages: Any) -> None:
    book = api.filled([[f"c{number}" for number in range(1, 15)]])
    found = pages(book)
    scale = (612 - 2 * MARGIN) / (14 * COLUMN)
    assert found.count == 1
    assert found.place("c14")[0] == pytest.approx(MARGIN + scale * (13 * COLUMN + 2.25), abs=1)


def test_fills_borders_and_colours_of_letters_are_on_the_page(api: Api, pages: Any) -> None:
    book = api.filled([["x", ""], ["", "y"]])
    look(api, book, area(0, 1, 0, 1), {"backgroundColor": {"red": 1}})
    api.batch(book, {"updateBorders": {"range": area(1, 2, 1, 2), "bottom": {"style": "SOLID_THICK", "color": {}}}})
    rule = {
        "ranges": [area(1, 2, 1, 2)],
        "booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": {"backgroundColor": {"green": 1}}},
    }
    api.batch(book, {"addConditionalFormatRule": {"rule": rule, "index": 0}})
    found = pages(book)
    assert found.pixel(COLUMN / 2, ROW / 2) == (255, 0, 0)
    assert found.pixel(1.5 * COLUMN, ROW / 2) == (255, 255, 255)
    assert found.pixel(1.5 * COLUMN, 1.5 * ROW) == (0, 255, 0)
    assert found.pixel(1.5 * COLUMN, 2 * ROW) == (0, 0, 0)


def test_merged_cells_are_one_box(api: Api, pages: Any) -> None:
    book = api.filled([["mid", "", ""], ["", "", ""], ["", "", "end"]])
    look(api, book, area(0, 1, 0, 1), {"horizontalAlignment": "CENTER", "verticalAlignment": "MIDDLE"})
    api.batch(book, {"mergeCells": {"range": area(0, 2, 0, 3)}})
    left, bottom, right, top = pages(book).place("mid")
    assert (left + right) / 2 == pytest.approx(MARGIN + 1.5 * COLUMN, abs=1)
    assert (bottom + top) / 2 == pytest.approx(TOP - ROW, abs=1.5)


def test_text_runs_over_into_empty_cells_and_is_cut_before_others(api: Api, pages: Any) -> None:
    text = "as long as two columns, surely"
    book = api.filled([[text, ""], [text, "taken"]])
    found = pages(book)
    assert found.place("taken")[0] == pytest.approx(MARGIN + COLUMN + 2.25, abs=1)
    # A letter of the overrunning text is dark somewhere in the second cell of the first row.
    assert any(sum(found.pixel(COLUMN + step / 2, ROW / 2)) < 300 for step in range(60))


def test_wrapped_text_makes_its_row_as_high_as_it_needs(api: Api, pages: Any) -> None:
    book = api.filled([["one two three four five six"], ["below"]])
    look(api, book, area(0, 1, 0, 1), {"wrapStrategy": "WRAP"})
    found = pages(book)
    assert [line.rstrip() for line in found.text().splitlines()] == ["one two three", "four five six", "below"]
    assert found.place("below")[3] < TOP - 24


def test_ticks_are_drawn(api: Api, pages: Any) -> None:
    book = api.filled([["TRUE", "x"]])
    rule = {"range": area(0, 1, 0, 1), "rule": {"condition": {"type": "BOOLEAN"}}}
    api.batch(book, {"setDataValidation": rule})
    found = pages(book)
    assert found.text().split() == ["x"]
    assert len({found.pixel(COLUMN / 2 + step, ROW / 2 + 1) for step in range(-4, 5)}) > 1


@pytest.mark.parametrize(
    "text", ["· – € × …", "Größe, naïve, Łódź", "≤ ≥ ≠ ∞ → α Ω", "✓ ★", "日本語", "中文", "한국어"]
)
def test_letters_of_many_languages_can_be_read(api: Api, pages: Any, text: str) -> None:
    found = pages(api.filled([[text]])).text()
    # Where no font of the machine has it, ź is shown as z.
    assert found.split() in (text.split(), text.replace("ź", "z").split())


def test_links_lead_where_they_say_and_no_script_is_one(api: Api, pages: Any) -> None:
    book = api.filled([['=HYPERLINK("https://example.com/a", "a")', '=HYPERLINK("javascript:alert(1)", "b")']])
    found = pages(book)
    assert b"https://example.com/a" in found.data
    assert b"javascript" not in found.data


def test_an_empty_spreadsheet_is_an_empty_page_and_the_same_gives_the_same(api: Api, pages: Any) -> None:
    book = api.create()
    found = pages(book)
    assert (found.count, found.text()) == (1, "")
    assert pages(book).data == found.data


def test_paper_is_a4_where_it_is_used(api: Api, pages: Any) -> None:
    book = api.call("POST", "/v4/spreadsheets", json={"properties": {"title": "B", "locale": "de_DE"}})
    width, height = pages(book["spreadsheetId"]).size()
    assert (round(width), round(height)) == (595, 842)
