"""How a table is declared: pandera fields that carry all that okrsdk knows of a column."""

from __future__ import annotations

from dataclasses import fields as dataclass_fields
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypedDict, Unpack

import pandas as pd
import pandera.pandas as pa

from okrsdk.schema.column import Column, ColumnOwner, ColumnType, is_blank
from okrsdk.schema.types import CellType, is_number

AMOUNT = "#,##0.##"
SCORE = "0.00"
DAY = "yyyy-mm-dd"


class ColumnOptions(TypedDict, total=False):
    """The attributes of `Column` that a declaration may set; each is described there."""

    aliases: tuple[str, ...]
    choices: type[StrEnum] | tuple[str, ...]
    default: str | Decimal
    minimum: Decimal
    maximum: Decimal
    unit: str
    number_format: str
    width: int
    must_exist: bool
    must_be_filled: bool


def column(title: str, description: str, **options: Unpack[ColumnOptions]) -> Any:  # noqa: ANN401 - as pandera.Field
    """A column that people write."""
    return pa.Field(
        nullable=True, title=title, description=description, metadata={"owner": ColumnOwner.USER, **options}
    )


def okr_column(title: str, description: str, **options: Unpack[ColumnOptions]) -> Any:  # noqa: ANN401 - as pandera.Field
    """A column that only okrsdk writes."""
    return pa.Field(nullable=True, title=title, description=description, metadata={"owner": ColumnOwner.OKR, **options})


class TableModel(pa.DataFrameModel):
    """What all tables share: every filled cell is one its column allows, and further columns are the user's own."""

    class Config:
        """A missing column is a finding of the sheet's layout, not of its cells."""

        strict = False

    @pa.check(".*", regex=True, name="is_allowed")
    def _is_allowed(cls, series: pd.Series[Any]) -> pd.Series[bool]:  # noqa: N805 - pandera makes it a class method
        own = columns_of(cls).get(str(series.name))
        return pd.Series([own is None or is_allowed(own, value) for value in series], series.index, dtype=bool)


@cache
def columns_of(model: type[TableModel]) -> dict[str, Column]:
    """The columns that a table's model declares, by field name, in order."""
    return {name: _as_column(name, declared) for name, declared in model.to_schema().columns.items()}


def is_allowed(own: Column, value: object) -> bool:
    """Whether a cell is one of the column's choices and in its range; what is blank or of another type passes."""
    if is_blank(value):
        return True
    if own.choices and isinstance(value, str):
        return value in own.choices
    if own.type is ColumnType.NUMBER and is_number(value):
        number = Decimal(str(value))
        return (own.minimum is None or number >= own.minimum) and (own.maximum is None or number <= own.maximum)
    return True


def _as_column(name: str, declared: pa.Column) -> Column:
    if not isinstance(declared.dtype, CellType) or declared.metadata is None:
        raise TypeError(f"column {name} is not declared with a cell type")
    known = {field.name for field in dataclass_fields(Column)}
    options = {key: value for key, value in declared.metadata.items() if key in known}
    choices = options.pop("choices", ())
    return Column(
        name=name,
        title=declared.title or name,
        description=declared.description or "",
        type=declared.dtype.column_type,
        choices=tuple(str(choice) for choice in choices),
        **options,
    )
