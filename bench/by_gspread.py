"""A client's workbook made and graded as people do it who have gspread: alone, and with its two best companions.

Both are written as their documentation shows, with everything in one request that they put into one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gspread
import pandas as pd
import requests
from gspread.utils import ValidationConditionType, rowcol_to_a1
from gspread_dataframe import get_as_dataframe, set_with_dataframe
from gspread_formatting import (
    BooleanCondition,
    CellFormat,
    DataValidationRule,
    batch_updater,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.workbook_asked import Tab

_GOOGLE = ("https://sheets.googleapis.com", "https://www.googleapis.com")


class _Http(gspread.HTTPClient):
    """Sends to Local Sheets what goes to Google, and keeps gspread's session."""

    base = ""

    def request(self, method: str, endpoint: str, *args: object, **options: object) -> requests.Response:
        for host in _GOOGLE:
            endpoint = endpoint.replace(host, self.base, 1)
        return super().request(method, endpoint, *args, **options)  # type: ignore[arg-type]  # passed on as they came


def client_of(url: str) -> gspread.Client:
    """A client of gspread for a Local Sheets server."""
    kind = type("LocalHttp", (_Http,), {"base": url})
    session = requests.Session()
    session.trust_env = False
    return gspread.Client(auth=None, session=session, http_client=kind)  # type: ignore[arg-type]  # a session is enough


# gspread alone


def make_plainly(client: gspread.Client, title: str, tabs: Sequence[Tab]) -> str:
    """The ID of a workbook with these tabs, made by gspread alone."""
    spreadsheet = client.create(title)
    for tab, sheet in zip(tabs, _sheets(spreadsheet, tabs), strict=True):
        sheet.update(tab.rows)
        sheet.batch_format([{"range": area, "format": look} for area, look in tab.formats.items()])
        if tab.frozen != (0, 0):
            sheet.freeze(*tab.frozen)
        if tab.notes:
            sheet.update_notes(tab.notes)
        for area, choices in tab.choices.items():
            sheet.add_validation(area, ValidationConditionType.one_of_list, choices, showCustomUi=True)
        for area in tab.protected:
            sheet.add_protected_range(area, warning_only=True)
    return spreadsheet.id


def grade_plainly(client: gspread.Client, spreadsheet_id: str) -> None:
    """Grades a workbook and writes the scores back, by gspread alone."""
    spreadsheet = client.open_by_key(spreadsheet_id)
    overview, objectives, key_results = map(spreadsheet.worksheet, ("Overview", "Objectives", "Key Results"))
    results, goals = key_results.get_all_records(), objectives.get_all_records()
    scores = [_score(row) for row in results]
    of_goals = [_mean([one for one, row in zip(scores, results, strict=True) if row["Objective"] == goal["ID"]])
                for goal in goals]  # fmt: skip
    key_results.update([[score] for score in scores], rowcol_to_a1(2, list(results[0]).index("Score") + 1))
    objectives.update([[score] for score in of_goals], rowcol_to_a1(2, list(goals[0]).index("Score") + 1))
    overview.update_acell("B3", _mean(of_goals))


# with gspread-formatting and gspread-dataframe


def make_in_batches(client: gspread.Client, title: str, tabs: Sequence[Tab]) -> str:
    """The ID of a workbook with these tabs, made by gspread, gspread-dataframe and gspread-formatting."""
    spreadsheet = client.create(title)
    sheets = _sheets(spreadsheet, tabs)
    for tab, sheet in zip(tabs, sheets, strict=True):
        frame = pd.DataFrame(tab.rows[1:], columns=tab.rows[0])
        set_with_dataframe(sheet, frame)
    with batch_updater(spreadsheet) as batch:
        for tab, sheet in zip(tabs, sheets, strict=True):
            batch.format_cell_ranges(sheet, [(area, CellFormat.from_props(look)) for area, look in tab.formats.items()])
            if tab.frozen != (0, 0):
                batch.set_frozen(sheet, *tab.frozen)
            batch.set_column_widths(sheet, list(tab.widths.items()))
            for area, choices in tab.choices.items():
                rule = DataValidationRule(BooleanCondition("ONE_OF_LIST", choices), showCustomUi=True)
                batch.set_data_validation_for_cell_range(sheet, area, rule)
    for tab, sheet in zip(tabs, sheets, strict=True):
        if tab.notes:
            sheet.update_notes(tab.notes)
        for area in tab.protected:
            sheet.add_protected_range(area, warning_only=True)
    return spreadsheet.id


def grade_in_frames(client: gspread.Client, spreadsheet_id: str) -> None:
    """Grades a workbook and writes the scores back, by gspread and gspread-dataframe."""
    spreadsheet = client.open_by_key(spreadsheet_id)
    overview, objectives, key_results = map(spreadsheet.worksheet, ("Overview", "Objectives", "Key Results"))
    results = get_as_dataframe(key_results).dropna(subset=["ID"])
    goals = get_as_dataframe(objectives).dropna(subset=["ID"])
    results["Score"] = [_score(row) for row in results.to_dict("records")]
    goals["Score"] = [_mean(list(results.loc[results["Objective"] == name, "Score"])) for name in goals["ID"]]
    for sheet, frame in ((key_results, results), (objectives, goals)):
        set_with_dataframe(sheet, frame[["Score"]], col=list(frame.columns).index("Score") + 1)
    overview.update_acell("B3", _mean(list(goals["Score"])))


def _sheets(spreadsheet: gspread.Spreadsheet, tabs: Sequence[Tab]) -> list[gspread.Worksheet]:
    first = spreadsheet.sheet1
    first.update_title(tabs[0].title)
    return [first, *(spreadsheet.add_worksheet(tab.title, len(tab.rows) + 50, len(tab.rows[0])) for tab in tabs[1:])]


def _score(row: Mapping[Any, Any]) -> float:
    progress: float = (row["Current"] - row["Baseline"]) / (row["Target"] - row["Baseline"])
    return round(min(max(progress, 0), 1), 2)


def _mean(scores: Sequence[float]) -> float:
    return round(sum(scores) / len(scores), 2)
