"""The Client tab: the profile as names and values, the funnel below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.model import FunnelStage
from okrsdk.schema import Column, ColumnOwner, ColumnType
from okrsdk.schema.tables import columns
from okrsdk.workbook.cell_data import cell
from okrsdk.workbook.developer_metadata import COLUMN_KEY, TABLE_KEY, mark
from okrsdk.workbook.tabs import SHEET_IDS, Tab
from okrsdk.workbook.template.number_formats import TEXT, amount_format, column_format
from okrsdk.workbook.template.table_sheet import drop_down, header_format

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from okrsdk.workbook.score_values import Values
    from okrsdk.workbook.sheets_types import JsonObject

_WIDTHS = (190, 220, 240)
_GRID_ROWS = 100
_GRID_COLUMNS = 6


def client_sheet(profile: Values, funnel: Sequence[Values]) -> JsonObject:
    """The sheet of the client: every stage of the funnel is listed, those that are not known with blanks.

    Args:
        profile: canonical values of the profile by field.
        funnel: canonical values of the funnel's steps.
    """
    rows = [_header("Profile", "Value")]
    rows += [{"values": _profile_cells(column, profile)} for column in columns(Table.CLIENT)]
    rows += [{"values": []}, {"values": [_funnel_header(column) for column in columns(Table.FUNNEL)]}]
    rows += [{"values": _funnel_cells(step)} for step in _all_stages(funnel)]
    return {
        "properties": {
            "sheetId": SHEET_IDS[Tab.CLIENT],
            "title": str(Tab.CLIENT),
            "gridProperties": {"rowCount": _GRID_ROWS, "columnCount": _GRID_COLUMNS},
        },
        "data": [{"rowData": rows, "columnMetadata": _column_properties()}],
        "developerMetadata": [mark(TABLE_KEY, Table.CLIENT)],
    }


def _header(*titles: str) -> JsonObject:
    return {"values": [cell(title, userEnteredFormat=header_format(ColumnOwner.USER)) for title in titles]}


def _profile_cells(column: Column, profile: Values) -> list[JsonObject]:
    value = profile.get(column.name)
    look = {"horizontalAlignment": "LEFT"}
    number_format = _profile_format(column, value, str(profile.get("currency") or ""))
    return [
        cell(column.title, note=column.description, userEnteredFormat={"textFormat": {"bold": True}}),
        cell(
            value,
            userEnteredFormat=look | ({"numberFormat": number_format} if number_format else {}),
            dataValidation=drop_down(column.choices) if column.choices else None,
        ),
    ]


def _profile_format(column: Column, value: object, currency: str) -> JsonObject | None:
    if column.type is ColumnType.TEXT:
        return TEXT  # a cycle such as 2026-01 would turn into a day
    if own := column_format(column):
        return own
    unit = "currency" if column.unit.startswith("currency") else ""
    amount: Decimal | None = value if column.number_format else None  # type: ignore[assignment]  # amounts are decimals
    return amount_format(unit, [amount], currency=currency)


def _funnel_header(column: Column) -> JsonObject:
    return cell(column.title, note=column.description, userEnteredFormat=header_format(column.owner))


def _funnel_cells(step: Values) -> list[JsonObject]:
    return [
        cell(step.get(column.name), dataValidation=drop_down(column.choices) if column.choices else None)
        for column in columns(Table.FUNNEL)
    ]


def _all_stages(funnel: Sequence[Values]) -> list[Values]:
    """The steps as they are, and behind them the stages that they do not name."""
    named = {step.get("stage") for step in funnel}
    return [*funnel, *({"stage": str(stage)} for stage in FunnelStage if str(stage) not in named)]


def _column_properties() -> list[JsonObject]:
    fields = [column.name for column in columns(Table.FUNNEL)]
    return [
        {"pixelSize": width, "developerMetadata": [mark(COLUMN_KEY, name)]}
        for width, name in zip(_WIDTHS, fields, strict=True)
    ]
