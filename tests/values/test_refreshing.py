"""A refresh over Local Sheets: what is written, what stays, what is told; by references of every kind."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

import okrsdk
from okrsdk.cycle import RefreshOutcome
from okrsdk.errors import SourceError
from okrsdk.model import Change, Decision, Reading, Status
from tests.values.conftest import ON, key_result, said

YESTERDAY = ON - timedelta(days=1)


@pytest.fixture
def exports(tmp_path):
    (tmp_path / "calls.csv").write_text(f"Date,North,South\n{YESTERDAY},14,15\n")
    (tmp_path / "calls.json").write_text('{"north": 16, "south": null}')
    return ["calls.csv", "calls.json"]


def told(found):
    return [(str(one.outcome), one.reading and str(one.reading.value)) for one in found.values]


def test_two_requests_whatever_the_number_of_files_and_the_second_run_writes_nothing(made, refresh, exports, local):
    workbook = made("csv: calls.csv#column=North", "csv: calls.csv#column=South", "json: calls.json#/north", "CRM")
    found = refresh(workbook, allow=exports)
    assert told(found) == [("checked_in", "14"), ("checked_in", "15"), ("checked_in", "16")]
    assert (found.words, found.is_written, local.requests["sheets"]) == (1, True, 2)
    after = workbook.read()
    assert [(one.day, one.value, one.by) for one in after.check_ins] == [
        (YESTERDAY, 14, "okrsdk (csv)"),
        (YESTERDAY, 15, "okrsdk (csv)"),
        (ON, 16, "okrsdk (json)"),
    ]
    assert [one.current for one in after.key_results] == [14, 15, 16, None]
    again = refresh(workbook, allow=exports)
    assert [one.outcome for one in again.values] == [RefreshOutcome.UNCHANGED] * 3
    assert not again.is_written
    assert workbook.read().check_ins == after.check_ins


def test_what_people_said_while_a_source_took_its_time_stays(made, refresh, exports, local):
    workbook = made("csv: calls.csv#column=North", "csv: calls.csv#column=South")
    clock = iter((0.0, 60.0))

    def late():
        at = next(clock)
        if at:
            workbook.record(workbook.inspect(), said("13", YESTERDAY))
            local.reset_requests()
        return at

    found = refresh(workbook, allow=exports, now=late)
    assert told(found) == [("kept", "14"), ("checked_in", "15")]
    assert local.requests["sheets"] == 2  # read once more, and written
    assert [one.current for one in workbook.read().key_results] == [13, 15]


def test_a_dry_run_writes_nothing(made, refresh, exports, local):
    workbook = made("csv: calls.csv#column=North")
    found = refresh(workbook, allow=exports, dry_run=True)
    assert (told(found), found.is_written, local.requests["sheets"]) == ([("checked_in", "14")], False, 1)
    assert workbook.read().check_ins == ()


def test_what_cannot_be_read_keeps_its_value_and_the_others_go_on(made, refresh, exports):
    workbook = made(
        "json: calls.json#/south",
        "csv: calls.csv",
        "csv: gone.csv#column=a",
        "sql: nothing",
        "json: http://127.0.0.1:9/x#/a",
        "json: calls.json#/north",
        check_ins=[said("12", date(2026, 11, 9))],
    )
    found = refresh(workbook, allow=exports)
    assert [one.outcome.value for one in found.values] == ["unread"] * 5 + ["checked_in"]
    assert [one.problem.partition(".")[0] for one in found.values[:2]] == [
        "/south is empty",
        "Its Source cannot be read: Say which column holds the value: write csv: calls",
    ]
    after = workbook.read()
    assert [one.current for one in after.key_results] == [None, None, None, None, None, 16]
    assert found.values[0].before == 12


def test_what_people_said_and_typed_later_stays(made, refresh, exports):
    typed = key_result(2, "csv: calls.csv#column=South", current=Decimal(17))
    workbook = made("csv: calls.csv#column=North", typed, check_ins=[said("13", ON)])
    found = refresh(workbook, allow=exports)
    assert [one.outcome.value for one in found.values] == ["kept", "typed"]
    assert [one.current for one in workbook.read().key_results] == [None, 17]


def test_what_may_be_a_slip_waits_for_people(made, refresh, tmp_path):
    (tmp_path / "calls.csv").write_text("Calls\n14000\n")
    workbook = made("csv: calls.csv#column=Calls")
    assert told(refresh(workbook, allow=["calls.csv"])) == [("doubtful", "14000")]
    assert workbook.read().check_ins == ()
    assert told(refresh(workbook, allow=["calls.csv"], save_doubtful=True)) == [("checked_in", "14000")]


def test_what_is_given_up_is_not_asked_about(made, refresh, exports):
    source = "csv: calls.csv#column=North"
    found = refresh(made(key_result(1, source, status=Status.DROPPED), source), allow=exports)
    assert [one.key_result.id for one in found.values] == ["O1-KR2"]
    assert refresh(made(source, status=Status.DROPPED), allow=exports).values == ()


def test_a_key_result_without_an_id_of_its_own_is_told(made, refresh, exports, connection):
    workbook = made(*["csv: calls.csv#column=North"] * 4)
    tab = connection.gspread.open_by_key(workbook.spreadsheet_id).worksheet("Key Results")
    tab.batch_update([{"range": "A2", "values": [[""]]}, {"range": "A3", "values": [["O1-KR3"]]}])
    found = refresh(workbook, allow=exports)
    assert [one.problem.partition(".")[0] for one in found.values] == [
        "It has no ID yet, so no check-in can name it",
        "Several rows have the ID O1-KR3",
        "Several rows have the ID O1-KR3",
        "",
    ]


def test_of_a_closed_cycle_nothing_is_asked(made, refresh, exports):
    workbook = made("csv: calls.csv#column=North")
    reading = workbook.inspect()
    closed = Decision(day=ON, change=Change.CLOSED)
    assert not refresh(workbook, allow=exports, dry_run=True).is_closed
    okr_set = replace(reading.okr_set, decisions=(closed,))

    class Closed:
        spreadsheet_id, connection = workbook.spreadsheet_id, workbook.connection

        def inspect(self):
            return replace(reading, okr_set=okr_set)

    found = refresh(Closed(), allow=exports)
    assert (found.is_closed, found.values, found.is_written) == (True, (), False)


class Counted:
    """A source of one's own."""

    def current_value(self, key_result, on, /):
        what = key_result.source.partition(":")[2].strip()
        if what == "calls":
            return Reading(value=Decimal(15), as_of=on, source="Phone system")
        if what == "wrong":
            return 15
        if what == "missing":
            raise SourceError("The phone system has no such queue.")
        if what == "broken":
            raise KeyError("secret")
        return None


def test_a_source_of_ones_own_is_asked_by_its_name(made, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    workbook = made(*(f"phones: {what}" for what in ("calls", "wrong", "missing", "broken", "else")), "CRM: calls")
    found = okrsdk.refresh(workbook, on=ON, sources={"phones": Counted()})
    assert told(found)[0] == ("checked_in", "15")
    assert [one.problem for one in found.values[1:]] == [
        "The source phones gave a int; a Reading is asked for.",
        "The phone system has no such queue.",
        "The source phones failed (KeyError).",
        "The source phones does not know its value.",
    ]
    assert found.words == 1
    assert workbook.read().check_ins[0].by == "okrsdk (Phone system)"


def test_an_installed_source_is_found_by_its_entry_point(made, refresh, tmp_path, monkeypatch):
    site = tmp_path / "site"
    (site / "acme-1.dist-info").mkdir(parents=True)
    (site / "acme-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1\n")
    (site / "acme-1.dist-info" / "entry_points.txt").write_text(
        "[okrsdk.sources]\nacme = acme_source\nacmeclass = acme_source:Source\n"
        "acmenone = acme_source:NOTHING\nacmegone = acme_gone\n"
    )
    (site / "acme_source.py").write_text(
        "from decimal import Decimal\nfrom okrsdk import Reading\nNOTHING = 1\n"
        "def current_value(key_result, on):\n    return Reading(value=Decimal(13), as_of=on, source='Acme')\n"
        "class Source:\n    def current_value(self, key_result, on):\n        return current_value(key_result, on)\n"
    )
    monkeypatch.syspath_prepend(site)
    found = refresh(made("acme:", "acmeclass: calls", "acmenone: calls", "acmegone: calls", "acmeother: calls"))
    assert told(found)[:2] == [("checked_in", "13")] * 2
    assert "has no function current_value(key_result, on)" in found.values[2].problem
    assert "(acme_gone) cannot be loaded: ModuleNotFoundError" in found.values[3].problem
    assert found.words == 1
