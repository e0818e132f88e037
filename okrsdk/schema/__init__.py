"""The tables of an OKR workbook: the one definition of every column, and frames to and from the model.

Each table is a pandera `DataFrameModel`. From it come the template's headers, notes, drop-downs and formats, the JSON
Schema under `schemas/`, and the column table in the docs. pandera and pandas are imported on first use of what needs
them, so that grading and rules start without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.lazy import lazily
from okrsdk.schema.column import CellError, Column, ColumnOwner, ColumnType
from okrsdk.schema.table_findings import STRUCTURE_RULES, makes_writing_unsafe, refusals

if TYPE_CHECKING:
    from okrsdk.schema.frames import Frames, frames_from_okr_set, okr_set_from_frames
    from okrsdk.schema.tables import columns
    from okrsdk.schema.validation import LoadedTables, load_tables, validate

_HOMES = {
    "Frames": "frames",
    "columns": "tables",
    "frames_from_okr_set": "frames",
    "okr_set_from_frames": "frames",
    "LoadedTables": "validation",
    "load_tables": "validation",
    "validate": "validation",
}

__all__ = [
    "STRUCTURE_RULES",
    "CellError",
    "Column",
    "ColumnOwner",
    "ColumnType",
    "Frames",
    "LoadedTables",
    "columns",
    "frames_from_okr_set",
    "load_tables",
    "makes_writing_unsafe",
    "okr_set_from_frames",
    "refusals",
    "validate",
]

if not TYPE_CHECKING:  # else every name would exist to type checkers, also a misspelt one
    __getattr__ = lazily(__name__, _HOMES)
