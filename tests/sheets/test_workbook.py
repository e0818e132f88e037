"""Reading and checking a workbook in Local Sheets."""

from datetime import date
from typing import Any

import httpx
import pytest

from okrsdk.errors import AccessError, ConfigError, InvalidOkrError, NotFoundError, SchemaVersionError
from okrsdk.findings import Table
from okrsdk.rules import TEAM
from okrsdk.sheets.creation import create_workbook
from okrsdk.sheets.workbook import Workbook, open_workbook
from okrsdk.workbook.developer_metadata import SCHEMA_KEY
from tests.present import present

FEBRUARY = date(2026, 2, 1)


def edit(workbook: Workbook, *requests: dict[str, Any]) -> None:
    workbook.connection.http.batch_update(workbook.spreadsheet_id, {"requests": list(requests)})


def type_in(workbook: Workbook, cell: str, value: object) -> None:
    workbook.connection.gspread.http_client.values_update(
        workbook.spreadsheet_id, cell, params={"valueInputOption": "USER_ENTERED"}, body={"values": [[value]]}
    )


def column_of(reading, field: str, table: Table = Table.KEY_RESULTS) -> int:
    return reading.layout.tables[table].columns[field].index


@pytest.mark.parametrize("count", [3, 300])
def test_a_check_is_one_request_whatever_the_number_of_rows(connection, local, okr_set, count):
    workbook = create_workbook(okr_set(count), connection)
    local.reset_requests()
    result = workbook.check(on=FEBRUARY)
    assert local.requests == {"sheets": 1, "drive": 0}
    assert len(result.reading.okr_set.key_results) == count


def test_findings_of_the_tables_and_of_the_practice_come_together(workbook):
    type_in(workbook, "'Key Results'!K2", "about fifty")
    result = workbook.check(on=FEBRUARY)
    codes = {finding.code for finding in result.findings}
    assert {"T201", "O112"} <= codes


def test_the_policy_is_the_one_given_else_the_one_the_client_tab_names(connection, okr_set):
    workbook = create_workbook(okr_set(), connection)
    standard, team = workbook.check(on=FEBRUARY), workbook.check(on=FEBRUARY, policy=TEAM)
    assert {finding.message for finding in standard.findings} != {finding.message for finding in team.findings}
    row = present(workbook.inspect().layout.profile).cells["policy"][0] + 1
    type_in(workbook, f"Client!B{row}", "Team")
    assert workbook.check(on=FEBRUARY).findings == team.findings


def test_a_policy_that_does_not_exist_is_a_finding_and_the_standard_holds(workbook):
    standard = workbook.check(on=FEBRUARY).findings
    row = present(workbook.inspect().layout.profile).cells["policy"][0] + 1
    type_in(workbook, f"Client!B{row}", "teem")
    findings = workbook.check(on=FEBRUARY).findings
    extra = [finding for finding in findings if finding not in standard]
    assert [(found.code, found.location.field) for found in extra] == [("T501", "policy")]
    assert len(findings) == len(standard) + 1


def test_a_spreadsheet_of_another_kind_is_refused_by_name(connection):
    sheet_id = connection.http.request(
        "post", "https://sheets.googleapis.com/v4/spreadsheets", json={"properties": {"title": "Holiday plan"}}
    ).json()["spreadsheetId"]
    with pytest.raises(InvalidOkrError, match='"Holiday plan" is not an OKR workbook'):
        Workbook(spreadsheet_id=sheet_id, connection=connection).check(on=FEBRUARY)


def test_a_workbook_of_a_newer_okrsdk_is_refused(workbook):
    update = {
        "dataFilters": [{"developerMetadataLookup": {"metadataKey": SCHEMA_KEY}}],
        "developerMetadata": {"metadataValue": "99"},
        "fields": "metadataValue",
    }
    edit(workbook, {"updateDeveloperMetadata": update})
    with pytest.raises(SchemaVersionError, match="made by a newer okrsdk") as caught:
        workbook.inspect()
    assert (caught.value.found, caught.value.supported) == (99, 1)


def test_a_tab_that_was_deleted_is_a_finding(workbook):
    edit(workbook, {"deleteSheet": {"sheetId": workbook.inspect().layout.tables[Table.CHECK_INS].sheet_id}})
    assert "T101" in {finding.code for finding in workbook.check(on=FEBRUARY).findings}


def test_a_workbook_is_opened_by_its_name_its_id_or_its_url(workbook, connection, local):
    name = connection.gspread.list_spreadsheet_files()[0]["name"]
    for ref in (workbook.spreadsheet_id, workbook.url, name.upper()):
        assert open_workbook(ref, connection) == workbook
    assert local.requests["sheets"] == 0


def test_a_workbook_that_is_not_there_is_not_found_when_it_is_read(connection):
    with pytest.raises(NotFoundError, match="is not in Local Sheets"):
        open_workbook("1" * 44, connection).inspect()


def test_a_workbook_that_is_not_shared_says_with_whom_to_share_it(scripted, script):
    script.answers = [
        httpx.Response(403, json={"error": {"code": 403, "message": "The caller does not have permission"}})
    ]
    connection = scripted(who="okr-bot@project.iam.gserviceaccount.com")
    with pytest.raises(AccessError, match=r"is not shared with okr-bot@project\.iam\.gserviceaccount\.com"):
        open_workbook("https://docs.google.com/spreadsheets/d/abc/edit", connection).check(on=FEBRUARY)


def test_a_wrong_url_is_refused_before_anything_is_asked(scripted, script):
    with pytest.raises(ConfigError, match="is a Google document"):
        open_workbook("https://docs.google.com/document/d/abc/edit", scripted())
    assert script.requests == []
