"""Finding the tabs: by their marks, then by their titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.workbook.folding import folded
from okrsdk.workbook.developer_metadata import TABLE_KEY, marked_value
from okrsdk.workbook.template import Tab

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.workbook.sheets_types import Sheet


def find_tabs(sheets: Sequence[Sheet]) -> Mapping[Tab, Sheet]:
    """The sheet of each tab that is there.

    A copied tab carries a copy of its mark: of several marked sheets the one with the tab's own title counts, else the
    first.
    """
    return {tab: sheet for tab in Tab if (sheet := _find(tab, sheets)) is not None}


def _find(tab: Tab, sheets: Sequence[Sheet]) -> Sheet | None:
    marked = [sheet for sheet in sheets if marked_value(sheet.get("developerMetadata", []), TABLE_KEY) == tab]
    named = [sheet for sheet in sheets if folded(sheet.get("properties", {}).get("title", "")) == folded(tab)]
    both = [sheet for sheet in marked if sheet in named]
    return next(iter([*both, *marked, *named]), None)
