"""Columns made as wide as what stands in them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api, area, lines


def fitted(api: Api, text: Any, look: dict[str, Any] | None = None) -> int:
    """The pixels of a column after it was fitted to this entry."""
    book = api.filled([[text]])
    cell = {"userEnteredFormat": look or {}}
    repeat = {"range": area(0, 1, 0, 1), "cell": cell, "fields": "userEnteredFormat"}
    fit = {"dimensions": lines("COLUMNS", 0, 1)}
    api.batch(book, *([{"repeatCell": repeat}] if look else []), {"autoResizeDimensions": fit})
    data = api.spreadsheet(book, ranges="A1", fields="sheets.data.columnMetadata")["sheets"][0]["data"][0]
    found: int = data["columnMetadata"][0]["pixelSize"]
    return found


@pytest.mark.parametrize(
    ("text", "pixels"),
    [
        # In thousandths of the letters' size: L 556, e 556, a 556, d 556, s 500; a digit 556; i 222, W 944.
        ("Leads", round(2724 / 1000 * 10 * 96 / 72 * 1.04 + 12)),
        ("12%", round((556 * 2 + 889) / 1000 * 10 * 96 / 72 * 1.04 + 12)),
        ("one\nWWWW", round(4 * 944 / 1000 * 10 * 96 / 72 * 1.04 + 12)),
        ("i", 21),
        ("漢字", round(2 * 10 * 96 / 72 * 1.04 + 12)),
        ("", 100),
    ],
)
def test_a_column_is_as_wide_as_its_letters(api: Api, text: str, pixels: int) -> None:
    assert fitted(api, text) == pixels


def test_larger_and_bolder_letters_take_more_room(api: Api) -> None:
    plain = fitted(api, "Leads")
    assert fitted(api, "Leads", {"textFormat": {"bold": True}}) > plain
    assert fitted(api, "Leads", {"textFormat": {"fontSize": 20}}) == round(2 * 2724 / 1000 * 10 * 96 / 72 * 1.04 + 12)
