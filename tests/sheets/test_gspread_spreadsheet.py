"""A spreadsheet that one has opened with gspread is a workbook: reached by its client, written as okrsdk writes."""

from datetime import date
from decimal import Decimal

import gspread
import pytest
import requests
from google.oauth2.credentials import Credentials

import okrsdk
from okrsdk.errors import AccessError, NotFoundError, UnavailableError
from okrsdk.sheets.connection import connect_through
from okrsdk.sheets.creation import create_workbook
from tests.serving import served

GOOGLE = ("https://sheets.googleapis.com", "https://www.googleapis.com")


class Session(requests.Session):
    """Someone's own session, which signs in by a header; it counts what it sends."""

    sent = 0

    def request(self, *args, **more):
        type(self).sent += 1
        return super().request(*args, **more)


@pytest.fixture
def held(local):
    """gspread as its users have it, pointed at Local Sheets by a client of its own."""
    with served(local.served_app) as url:

        class LocalClient(gspread.HTTPClient):
            def request(self, method, endpoint, *args, **more):
                for google in GOOGLE:
                    endpoint = endpoint.replace(google, url, 1)
                return super().request(method, endpoint, *args, **more)

        with Session() as session:
            session.headers["Authorization"] = "Bearer someone"
            yield gspread.Client(Credentials(token=None), session, LocalClient)


def test_a_workbook_is_read_and_graded_through_the_clients_own_session(held, connection, okr_set):
    made = create_workbook(okr_set(), connection)
    spreadsheet = held.open_by_key(made.spreadsheet_id)
    before = Session.sent
    workbook = okrsdk.open(spreadsheet)
    assert workbook.read() == okr_set()
    graded = workbook.grade(on=date(2026, 2, 14))
    assert graded.written
    assert Session.sent - before == 3  # a read; and for the grade a read and a write
    scores = spreadsheet.worksheet("Key Results").get_all_records()
    assert [row["Score"] for row in scores] == [0.7] * 3


def test_records_that_gspread_gives_are_okrs(held, connection, okr_set):
    spreadsheet = held.open_by_key(create_workbook(okr_set(1), connection).spreadsheet_id)
    sheet = spreadsheet.add_worksheet("Plan", 5, 5)
    sheet.update([["Goal", "Key result", "Start", "Target"], ["Win the north", "Bookings a week", 10, 25]])
    (key_result,) = okrsdk.from_records(sheet.get_all_records()).key_results
    assert (key_result.text, key_result.baseline, key_result.target) == ("Bookings a week", Decimal(10), Decimal(25))


def test_records_of_our_own_tab_refer_to_objectives_of_another_one(held, connection, okr_set):
    spreadsheet = held.open_by_key(create_workbook(okr_set(2), connection).spreadsheet_id)
    read = okrsdk.from_records(spreadsheet.worksheet("Key Results").get_all_records())
    assert [(one.id, one.objective_id, one.target) for one in read.key_results] == [
        ("O1-KR1", "O1", Decimal(100)),
        ("O2-KR1", "O2", Decimal(100)),
    ]
    assert read.objectives == ()


def test_a_spreadsheet_of_our_own_gspread_client_stays_on_its_connection(connection, okr_set):
    made = create_workbook(okr_set(), connection)
    workbook = okrsdk.open(connection.gspread.open_by_key(made.spreadsheet_id))
    assert workbook.connection.http is connection.http
    assert workbook.read() == okr_set()
    assert workbook.url == made.url


def test_refusals_are_those_of_okrsdk(held):
    spreadsheet = held.create("Gone soon")
    held.del_spreadsheet(spreadsheet.id)
    with pytest.raises(NotFoundError):
        okrsdk.open(spreadsheet).read()


@pytest.mark.parametrize(
    ("error", "ours"),
    [(requests.ConnectionError("cut"), UnavailableError), (requests.Timeout("late"), UnavailableError)],
)
def test_an_answer_that_does_not_come_is_unavailable(error, ours):
    class Cut(requests.Session):
        def request(self, *_, **__):
            raise error

    connection = connect_through(gspread.HTTPClient(Credentials(token=None), Cut()))
    with pytest.raises(ours):
        connection.http.request("post", f"{GOOGLE[0]}/v4/spreadsheets")  # a post that makes something is sent once


def test_a_sign_in_that_fails_says_so():
    connection = connect_through(gspread.HTTPClient(Credentials(token=None)))
    with pytest.raises(AccessError):
        connection.http.request("post", f"{GOOGLE[0]}/v4/spreadsheets")
