"""The types of cells as pandera data types.

Frames hold Python objects, because a sheet holds whatever people typed. A type's check answers per cell, so one bad
cell is one failure, and nothing is coerced: what could not be read stays as typed and is reported.

pandera knows a data type only by registration, which is why the decorators stand here.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from pandera import dtypes
from pandera.engines import pandas_engine

from okrsdk.model import Stage
from okrsdk.schema.column import ColumnType, is_blank

if TYPE_CHECKING:
    import pandas as pd


def is_number(value: object) -> bool:
    """Whether a value is a finite number. Booleans are not: a ticked box is no amount."""
    if isinstance(value, bool | np.bool_):
        return False
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, Real) and abs(float(value)) != float("inf")


class CellType(pandas_engine.DataType):
    """Base of the types: a column of Python objects whose every filled cell satisfies `holds`."""

    type = np.dtype("object")
    column_type: ClassVar[ColumnType]

    @classmethod
    def holds(cls, value: object) -> bool:
        """Whether a filled cell is of this type."""
        raise NotImplementedError

    def check(  # type: ignore[override]  # pandera accepts one answer per cell, its annotation says one for all
        self, pandera_dtype: dtypes.DataType, data_container: pd.Series[Any] | None = None
    ) -> bool | np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Per cell, whether it is blank or of this type; one answer where all are, which spares pandera a report."""
        del pandera_dtype  # whatever pandas stores the column as, each cell is looked at
        if data_container is None:
            return True
        answers = [is_blank(value) or self.holds(value) for value in data_container]
        return all(answers) or np.array(answers, dtype=np.bool_)

    def __str__(self) -> str:
        return str(self.column_type)


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class Text(CellType):
    """Any text."""

    column_type = ColumnType.TEXT

    @classmethod
    def holds(cls, value: object) -> bool:
        """Whether it is a text."""
        return isinstance(value, str)


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class Number(CellType):
    """A finite number."""

    column_type = ColumnType.NUMBER

    @classmethod
    def holds(cls, value: object) -> bool:
        """Whether it is a finite number."""
        return is_number(value)


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class Day(CellType):
    """A calendar day."""

    column_type = ColumnType.DAY

    @classmethod
    def holds(cls, value: object) -> bool:
        """Whether it is a day without a time."""
        return isinstance(value, date) and not isinstance(value, datetime)


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class Choice(CellType):
    """One of a column's choices, as text."""

    column_type = ColumnType.CHOICE

    @classmethod
    def holds(cls, value: object) -> bool:
        """Whether it is a text; which texts are allowed is the column's matter."""
        return isinstance(value, str)


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class People(CellType):
    """Names or roles."""

    column_type = ColumnType.PEOPLE

    @classmethod
    def holds(cls, value: object) -> bool:
        """Whether it is a tuple of texts."""
        return isinstance(value, tuple) and all(isinstance(name, str) for name in value)


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class Stages(CellType):
    """The steps of a key result of kind `stages`."""

    column_type = ColumnType.STAGES

    @classmethod
    def holds(cls, value: object) -> bool:
        """Whether it is a tuple of stages."""
        return isinstance(value, tuple) and all(isinstance(stage, Stage) for stage in value)
