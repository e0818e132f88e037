"""What the rhythm of a quarter costs: the requests of each command, over a server that counts them."""

from dataclasses import replace

import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.model import Cycle
from okrsdk.sheets import SheetsSettings, connect, create_workbook
from tests.samples import sample
from tests.serving import served

CYCLES = [f"{year}-Q{quarter}" for year in (2025, 2026) for quarter in (1, 2, 3, 4)]
ON = "2026-11-18"


@pytest.fixture
def sheets(tmp_path):
    with LocalSheets() as local, connect(SheetsSettings(home=tmp_path), local=local) as connection:
        yield local, connection


@pytest.fixture
def asked(okr, sheets, monkeypatch):
    """Gives the requests to Sheets that one command made, which must have gone well."""
    local, _ = sheets
    with served(local.served_app) as url:
        monkeypatch.setenv("OKR_SHEETS", url)

        def run(*arguments):
            local.reset_requests()
            answer = okr(*arguments)
            assert (answer.status, answer.out != "") == (0, True), answer.err
            return local.requests["sheets"]

        yield run


def table_of(okr_set, path):
    """A CSV with a check-in of every active key result."""
    active = [one for one in okr_set.key_results if one.is_active and one.current is not None]
    rows = [f"{one.id},{one.current:f},0.6" for one in active]
    path.write_text("\n".join(["KR,Value,Confidence", *rows]), encoding="utf-8")
    return len(rows)


def test_what_a_quarter_costs(asked, sheets, tmp_path):
    workbook = create_workbook(sample("home-services"), sheets[1])
    url, table = workbook.url, tmp_path / "week.csv"
    how_many = table_of(workbook.inspect().okr_set, table)
    assert how_many > 3
    one = ("O1-KR1", "--value", "96", "--confidence", "0.7", "--yes")
    sentence = "Raise repeat bookings from 10 to 30 a month by December 31"
    costs = {
        "one check-in": asked("checkin", url, *one, "--on", ON),
        "one of every key result": asked("checkin", url, "--from", table, "--yes", "--on", ON),
        "status": asked("status", url, "--on", ON),
        "replace": asked("replace", url, "O1-KR1", "--with", sentence, "--why", "Nobody rings any more", "--on", ON),
        "close": asked("close", url, "--yes", "--on", "2027-01-04"),
    }
    assert costs == {"one check-in": 2, "one of every key result": 2, "status": 1, "replace": 2, "close": 2}


def test_the_history_of_eight_cycles_is_one_read_of_each(asked, sheets):
    last = sample("home-services")
    sets = (replace(last, cycle=Cycle.parse(name), check_ins=()) for name in CYCLES)
    urls = [create_workbook(own, sheets[1]).url for own in sets]
    assert asked("history", *urls, "--on", "2027-02-01") == len(CYCLES)
