"""What of a client's workbook is asked of whoever makes it: what okrsdk makes, as far as gspread has words for it.

Left out, for the others' good, are coloured bands, conditional formats, the chart, formulas that draw check-ins, and
the marks by which columns are found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from gspread.utils import rowcol_to_a1

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import httpx

    from okrsdk.workbook.template.table_sheet import TabTemplate

_SHOWN = (
    "sheets(properties(title,gridProperties),protectedRanges,"
    "data(rowData(values(userEnteredValue,userEnteredFormat(textFormat(bold),numberFormat),dataValidation,note))))"
)
_LOOKS = ("backgroundColorStyle", "textFormat", "numberFormat", "wrapStrategy", "verticalAlignment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab.

    Attributes:
        title: its title.
        rows: values, the header first, all of one length.
        frozen: numbers of rows and columns that stay in sight.
        formats: the API's cell formats by area.
        choices: drop-downs by area.
        notes: notes by cell.
        widths: pixels by column.
        protected: areas that warn who types into them.
    """

    title: str
    rows: list[list[Any]]
    frozen: tuple[int, int]
    formats: dict[str, dict[str, Any]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)
    protected: list[str] = field(default_factory=list)


def tab_asked(template: TabTemplate) -> Tab:
    """What is asked of one tab of a new workbook."""
    sheet: Any = template.sheet
    rows, size = sheet["data"][0]["rowData"], sheet["properties"]["gridProperties"]
    width = max(len(row.get("values", [])) for row in rows)
    header = rows[0]["values"]
    columns: Any = template.columns
    formats = {f"A1:{rowcol_to_a1(1, width)}": _look(header[0]["userEnteredFormat"])}
    formats |= {_below(first, last): look for first, last, look in _runs([_look(own) for own in _formats(columns)])}
    rules = [own.get("dataValidation", {}).get("condition", {}) for own in columns]
    lists = [(at, rule) for at, rule in enumerate(rules) if rule.get("type") == "ONE_OF_LIST"]
    return Tab(
        title=sheet["properties"]["title"],
        rows=[[_value(cell) for cell in _padded(row.get("values", []), width)] for row in rows],
        frozen=(size.get("frozenRowCount", 0), size.get("frozenColumnCount", 0)),
        formats=formats,
        choices={_below(at, at): [one["userEnteredValue"] for one in rule["values"]] for at, rule in lists},
        notes={rowcol_to_a1(1, at + 1): cell["note"] for at, cell in enumerate(header) if "note" in cell},
        widths={_letter(at): column["pixelSize"] for at, column in enumerate(sheet["data"][0]["columnMetadata"])},
        protected=[
            _area(one["range"], len(rows) + 50) for one in sheet.get("protectedRanges", []) if one.get("warningOnly")
        ],
    )


def problems_in(client: httpx.Client, spreadsheet_id: str, tabs: Sequence[Tab]) -> Iterator[str]:
    """What a workbook lacks of what was asked."""
    answer = client.get(f"/v4/spreadsheets/{spreadsheet_id}", params={"fields": _SHOWN}).raise_for_status().json()
    made = {sheet["properties"]["title"]: sheet for sheet in answer["sheets"]}
    if list(made) != [tab.title for tab in tabs]:
        yield f"the tabs are {', '.join(made)}"
        return
    for tab in tabs:
        yield from (f"{tab.title}: {what}" for what in _problems(made[tab.title], tab))


def _problems(sheet: dict[str, Any], tab: Tab) -> Iterator[str]:
    size = sheet["properties"]["gridProperties"]
    if (size.get("frozenRowCount", 0), size.get("frozenColumnCount", 0)) != tab.frozen:
        yield "other rows or columns are frozen"
    if len(sheet.get("protectedRanges", [])) < len(tab.protected):
        yield "protection is missing"
    rows = [row.get("values", []) for row in sheet["data"][0].get("rowData", [])]
    for row, wanted in zip(rows, tab.rows, strict=False):
        if [_value(cell) for cell in _padded(row, len(wanted))[: len(wanted)]] != wanted:
            yield f"values are missing: {wanted}"
    if not rows[0][0].get("userEnteredFormat", {}).get("textFormat", {}).get("bold"):
        yield "the header is not bold"
    if sum("note" in cell for cell in rows[0]) != len(tab.notes):
        yield "notes are missing"
    below = rows[1] if len(rows) > 1 else []
    lists = [one for one in below if one.get("dataValidation", {}).get("condition", {}).get("type") == "ONE_OF_LIST"]
    if len(lists) != len(tab.choices):
        yield f"{len(lists)} of {len(tab.choices)} drop-downs are there"


def _value(cell: dict[str, Any]) -> Any:  # noqa: ANN401 -- what a cell holds
    held = cell.get("userEnteredValue", {})
    return "" if "formulaValue" in held else next(iter(held.values()), "")


def _look(own: dict[str, Any]) -> dict[str, Any]:
    return {name: own[name] for name in _LOOKS if name in own}


def _formats(columns: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [own.get("userEnteredFormat", {}) for own in columns]


def _runs(looks: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for look, group in groupby(enumerate(looks), key=lambda numbered: numbered[1]):
        numbers = [number for number, _ in group]
        if look:
            yield numbers[0], numbers[-1], look


def _padded(cells: list[dict[str, Any]], width: int) -> list[dict[str, Any]]:
    return [*cells, *[{}] * (width - len(cells))]


def _letter(column: int) -> str:
    return rowcol_to_a1(1, column + 1).rstrip("1")


def _below(first: int, last: int) -> str:
    return f"{_letter(first)}2:{_letter(last)}50"


def _area(area: dict[str, int], rows: int) -> str:
    start = rowcol_to_a1(area.get("startRowIndex", 0) + 1, area["startColumnIndex"] + 1)
    return f"{start}:{rowcol_to_a1(area.get('endRowIndex', rows), area['endColumnIndex'])}"
