"""The words for columns agree with those under which a workbook's columns are found."""

from __future__ import annotations

import pytest

from okrsdk.findings import Table
from okrsdk.interchange.importers.column_words import COLUMNS, LEFT_OUT
from okrsdk.language.normalize import normalized
from okrsdk.schema import columns

BY_NAME = {column.name: column for column in columns(Table.KEY_RESULTS)}


@pytest.mark.parametrize("name", sorted({*COLUMNS.values()} & {*BY_NAME}))
def test_a_header_of_the_workbook_means_the_same_in_a_page(name):
    column = BY_NAME[name]
    known = {header: COLUMNS.get(normalized(header)) for header in (column.title, *column.aliases)}
    # A page says Type of many things; only the workbook's column is sure to hold a kind.
    assert known == {header: None if header == "Type" else name for header in known}


def test_no_word_is_taken_and_left_out():
    assert not set(COLUMNS) & set(LEFT_OUT)
