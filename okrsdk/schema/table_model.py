"""How a table is declared: pandera fields that carry all that okrsdk knows of a column, and the types of cells.

Frames hold Python objects, because a sheet holds whatever people typed. A type's check answers per cell, so one bad
cell is one failure, and nothing is coerced: what could not be read is left as typed and is reported. pandera knows a
data type only by registration, hence the decorators.
"""

from __future__ import annotations

from dataclasses import fields as dataclass_fields
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypedDict, Unpack

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera import dtypes
from pandera.engines import pandas_engine

from okrsdk.schema.column import Column, ColumnOwner, ColumnType, holds, is_blank
from okrsdk.schema.header_words import HEADER_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from enum import StrEnum


class CellType(pandas_engine.DataType):
    """Base of the types: a column of Python objects whose every filled cell is of one `ColumnType`."""

    type = np.dtype("object")
    column_type: ClassVar[ColumnType]

    def check(  # type: ignore[override]  # pandera accepts one answer per cell, its annotation says one for all
        self, pandera_dtype: dtypes.DataType, data_container: pd.Series[Any] | None = None
    ) -> bool | np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Per cell, whether it is blank or of this type; one answer where all are, which spares pandera a report."""
        del pandera_dtype  # whatever pandas stores the column as, each cell is looked at
        if data_container is None:
            return True
        answers = [is_blank(value) or holds(self.column_type, value) for value in data_container]
        return all(answers) or np.array(answers, dtype=np.bool_)

    def __str__(self) -> str:
        return str(self.column_type)


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class Text(CellType):
    """Any text."""

    column_type = ColumnType.TEXT


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class Number(CellType):
    """A finite number."""

    column_type = ColumnType.NUMBER


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class Day(CellType):
    """A calendar day without a time."""

    column_type = ColumnType.DAY


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class Choice(CellType):
    """One of a column's choices, as text; which texts are allowed is the column's matter."""

    column_type = ColumnType.CHOICE


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class People(CellType):
    """Names or roles: a tuple of texts."""

    column_type = ColumnType.PEOPLE


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class Stages(CellType):
    """The steps of a key result of kind `stages`: a tuple of stages."""

    column_type = ColumnType.STAGES


class ColumnOptions(TypedDict, total=False):
    """The attributes of `Column` that a declaration may set; each is described there."""

    aliases: tuple[str, ...]
    choices: type[StrEnum]
    words: Mapping[StrEnum, tuple[str, ...]]
    elsewhere: Mapping[str, str]
    default: str | Decimal
    minimum: Decimal
    maximum: Decimal
    unit: str
    number_format: str
    width: int
    must_exist: bool
    must_be_filled: bool


def column(title: str, description: str, **options: Unpack[ColumnOptions]) -> Any:  # noqa: ANN401 - as pandera.Field
    """A column that people write. Unless its annotation is optional, a sheet must have it."""
    return pa.Field(
        nullable=True, title=title, description=description, metadata={"owner": ColumnOwner.USER, **options}
    )


def okr_column(title: str, description: str, **options: Unpack[ColumnOptions]) -> Any:  # noqa: ANN401 - as pandera.Field
    """A column that only okrsdk writes. Its annotation is optional, since what people write holds none."""
    return pa.Field(nullable=True, title=title, description=description, metadata={"owner": ColumnOwner.OKR, **options})


class TableModel(pa.DataFrameModel):
    """What all tables share: every filled cell is one its column allows, and further columns are the user's own."""

    class Config:
        """A missing column is a finding of the sheet's layout, not of its cells."""

        strict = False

    @pa.check(".*", regex=True, name="is_in_range")
    def _is_in_range(cls, series: pd.Series[Any]) -> pd.Series[bool]:  # noqa: N805 - pandera makes it a class method
        own = columns_of(cls).get(str(series.name))
        answers = [own is None or is_blank(value) or own.has_in_range(value) for value in series]
        return pd.Series(answers, series.index, dtype=bool)


@cache
def columns_of(model: type[TableModel]) -> dict[str, Column]:
    """The columns that a table's model declares, by field name, in order."""
    return {name: _as_column(name, declared) for name, declared in model.to_schema().columns.items()}


def _as_column(name: str, declared: pa.Column) -> Column:
    if not isinstance(declared.dtype, CellType) or declared.metadata is None:
        raise TypeError(f"column {name} is not declared with a cell type")
    known = {field.name for field in dataclass_fields(Column)}
    options = {key: value for key, value in declared.metadata.items() if key in known}
    return Column(
        name=name,
        title=declared.title or name,
        description=declared.description or "",
        type=declared.dtype.column_type,
        synonyms=HEADER_WORDS.get(name, ()),
        choices=tuple(options.pop("choices", ())),
        must_exist=options.pop("must_exist", declared.required),
        **options,
    )
