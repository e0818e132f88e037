"""A spreadsheet in memory.

A ``Book`` once published is never changed: a writer takes ``draft()``, which shares everything, and ``edit()`` gives it
its own copy of a sheet before the first change to it. JSON values inside are replaced, never changed in place.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.locales import locale_of
from okrsdk.localsheets.grid.rows import Grid

if TYPE_CHECKING:
    from okrsdk.localsheets.grid.locales import Locale
    from okrsdk.localsheets.jsontypes import JsonObject

CELL_LIMIT = 10_000_000
COLUMN_LIMIT = 18_278
DEFAULT_ROWS = 1000
DEFAULT_COLUMNS = 26
MAX_ID = 2**31 - 1

#: The lists of a sheet that hold API objects as they are, by the key of the API's ``Sheet`` message.
PARTS = (
    "merges",
    "conditionalFormats",
    "filterViews",
    "protectedRanges",
    "basicFilter",
    "charts",
    "bandedRanges",
    "rowGroups",
    "columnGroups",
    "tables",
)


class Sheet:
    """One tab: properties (without index and grid size), cells, column properties and the API objects on it.

    ``parts`` maps a key of ``PARTS`` to the list of objects; the basic filter is a list of at most one.
    """

    __slots__ = ("columns", "grid", "parts", "properties")

    def __init__(
        self,
        properties: JsonObject,
        grid: Grid,
        columns: dict[int, JsonObject] | None = None,
        parts: dict[str, list[JsonObject]] | None = None,
    ) -> None:
        self.properties = properties
        self.grid = grid
        self.columns = columns or {}
        self.parts = parts or {}

    @property
    def id(self) -> int:
        """The sheet's own number, unique in the spreadsheet."""
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        """The name on the tab."""
        return str(self.properties["title"])

    def part(self, name: str) -> list[JsonObject]:
        """The API objects of one kind; the list is not to be changed in place."""
        return self.parts.get(name, [])

    def set_part(self, name: str, items: list[JsonObject]) -> None:
        """Replaces the API objects of one kind."""
        if items:
            self.parts[name] = items
        else:
            self.parts.pop(name, None)

    def copy(self) -> Sheet:
        """A sheet that can be written to without disturbing this one."""
        return Sheet(dict(self.properties), self.grid.copy(), dict(self.columns), dict(self.parts))


class Book:
    """One spreadsheet: properties, sheets in tab order, named ranges and developer metadata.

    ``metadata`` holds all developer metadata of whatever location. ``version`` counts the writes.
    """

    __slots__ = ("_owned", "id", "metadata", "named_ranges", "properties", "sheets", "version")

    def __init__(self, book_id: str, properties: JsonObject, sheets: list[Sheet], version: int = 0) -> None:
        self.id = book_id
        self.properties = properties
        self.sheets = sheets
        self.named_ranges: list[JsonObject] = []
        self.metadata: list[JsonObject] = []
        self.version = version
        self._owned: set[int] = set()

    @property
    def locale(self) -> Locale:
        """How the spreadsheet writes numbers, dates and money."""
        return locale_of(str(self.properties.get("locale", "")))

    def draft(self) -> Book:
        """A book to write to; this one stays as it is."""
        other = Book(self.id, self.properties, list(self.sheets), self.version)
        other.named_ranges, other.metadata = self.named_ranges, self.metadata
        return other

    def sheet(self, sheet_id: int) -> Sheet | None:
        """The sheet of this number, to read from."""
        return next((sheet for sheet in self.sheets if sheet.id == sheet_id), None)

    def titled(self, title: str) -> Sheet | None:
        """The sheet of this name: exactly, else whatever the case."""
        exact = next((sheet for sheet in self.sheets if sheet.title == title), None)
        folded = title.casefold()
        return exact or next((sheet for sheet in self.sheets if sheet.title.casefold() == folded), None)

    def existing(self, sheet_id: int, word: str = "grid") -> Sheet:
        """The sheet of this number, to read from; the word is what an error calls it.

        Raises:
            ApiError: 400 when there is none.
        """
        sheet = self.sheet(sheet_id)
        if sheet is None:
            raise bad_request(f"No {word} with id: {sheet_id}")
        return sheet

    def edit(self, sheet_id: int) -> Sheet:
        """The sheet of this number, to write to: this draft's own copy.

        Raises:
            ApiError: 400 when there is none.
        """
        sheet = self.sheet(sheet_id) or self.existing(sheet_id)
        if sheet_id in self._owned:
            return sheet
        own = sheet.copy()
        self.sheets[self.sheets.index(sheet)] = own
        self._owned.add(sheet_id)
        return own

    def adopt(self, sheet: Sheet) -> None:
        """Marks a sheet newly made in this draft as its own."""
        self._owned.add(sheet.id)

    def edited(self) -> list[Sheet]:
        """The sheets this draft has changed or made."""
        return [sheet for sheet in self.sheets if sheet.id in self._owned]

    def table(self, table_id: str) -> tuple[Sheet, JsonObject] | None:
        """The table of this id and its sheet."""
        for sheet in self.sheets:
            for item in sheet.part("tables"):
                if item.get("tableId") == table_id:
                    return sheet, item
        return None

    def used_ids(self) -> set[int]:
        """Every number taken by a sheet or by an object on one."""
        ids = {sheet.id for sheet in self.sheets}
        for sheet in self.sheets:
            for name, key in PART_IDS.items():
                ids.update(int(item[key]) for item in sheet.part(name) if key in item)
        ids.update(int(item["metadataId"]) for item in self.metadata)
        return ids

    def new_id(self) -> int:
        """A number that nothing in this spreadsheet bears yet."""
        used = self.used_ids()
        while (number := random.SystemRandom().randrange(1, MAX_ID)) in used:
            pass
        return number

    def check_size(self) -> None:
        """Checks the cell limit.

        Raises:
            ApiError: 400 when all grids together pass ten million cells.
        """
        total = sum(sheet.grid.row_count * sheet.grid.column_count for sheet in self.sheets)
        if total > CELL_LIMIT:
            raise bad_request(
                f"This action would increase the number of cells in the workbook above the limit of {CELL_LIMIT} cells."
            )


#: Where each kind of object on a sheet keeps its number.
PART_IDS = {
    "filterViews": "filterViewId",
    "protectedRanges": "protectedRangeId",
    "charts": "chartId",
    "bandedRanges": "bandedRangeId",
}

#: The message type of each kind of object on a sheet.
PART_MESSAGES = {
    "merges": "GridRange",
    "conditionalFormats": "ConditionalFormatRule",
    "filterViews": "FilterView",
    "protectedRanges": "ProtectedRange",
    "basicFilter": "BasicFilter",
    "charts": "EmbeddedChart",
    "bandedRanges": "BandedRange",
    "rowGroups": "DimensionGroup",
    "columnGroups": "DimensionGroup",
    "tables": "Table",
}
