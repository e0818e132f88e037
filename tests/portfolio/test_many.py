"""A portfolio of ten thousand workbooks: few are in memory at a time, and only what changed is read."""

import resource
from datetime import date
from itertools import count

import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.portfolio.refreshing import refresh
from okrsdk.portfolio.summary_cache import SummaryCache, packed
from okrsdk.sheets.connection import connect
from okrsdk.sheets.creation import create_workbook
from okrsdk.sheets.drive_files import DriveFile
from okrsdk.sheets.settings import SheetsSettings
from okrsdk.sheets.spreadsheet import Spreadsheet
from tests.sheets.conftest import okrs

MANY, CHANGED = 10_000, 50
ON = date(2026, 2, 15)


@pytest.mark.load
def test_ten_thousand_workbooks_of_which_fifty_changed_cost_fifty_reads_and_little_memory(tmp_path):
    with (
        LocalSheets() as local,
        connect(SheetsSettings(home=tmp_path), local=local) as connection,
        SummaryCache(tmp_path / "portfolio.sqlite3", version="1") as cache,
    ):
        made = create_workbook(okrs(20), connection)
        changed = DriveFile(file_id=made.spreadsheet_id, name="Acme Dental", version="2")
        (row,) = refresh([changed], connection, cache, on=ON)
        known = cache.known(connection.endpoint.place, made.spreadsheet_id, "2")
        assert known is not None
        cells = packed(Spreadsheet(spreadsheet_id=made.spreadsheet_id, http=connection.http).cells())
        files = [DriveFile(file_id=f"client-{number}", name="Client", version="1") for number in range(MANY - CHANGED)]
        for file in files:
            place = connection.endpoint.place
            cache.keep(place, file.file_id, "1", cells=cells, basis=known.basis, summary=row)
        # Every further version of the one workbook that is there is one that changed.
        versions = (DriveFile(file_id=made.spreadsheet_id, name="Acme", version=f"{n}") for n in count(3))
        files += [next(versions) for _ in range(CHANGED)]
        local.reset_requests()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        rows = sum(1 for _ in refresh(files, connection, cache, on=ON))
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert rows == MANY
    assert local.requests["sheets"] == CHANGED
    assert grown < 100, f"{grown:.0f} MB more"
