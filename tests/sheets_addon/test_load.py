"""Bounded load on a service of its own, over the loopback interface."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.load import long_run, many_users
from bench.servers import running
from okrsdk.sheets import SheetsSettings, create_workbook
from sheets_addon import ServiceConfig, create_app
from sheets_addon.spreadsheets import Spreadsheets
from tests.sheets.conftest import okrs
from tests.sheets.crowd import KEY_RESULTS, PEOPLE, must_hold_each_once, said_by_fifty
from tests.sheets_addon.conftest import NOW
from tests.sheets_addon.described import DescribedService

MIB = 1024 * 1024


@pytest.mark.load
@pytest.mark.slow
def test_fifty_users_at_once_are_all_answered_and_memory_does_not_grow():
    with running("service") as service:
        crowd = many_users(service, 50, 1)
        assert (len(crowd.seconds), crowd.failed) == (50, 0)
        long = long_run(service, 240, samples=60)
    assert (len(long.memory), len(long.seconds), long.failed) == (60, 240, 0)
    assert long.growth() < 3 * MIB  # of 120 requests, 25 KiB for each


@pytest.mark.load
def test_fifty_people_who_check_in_at_once_lose_no_row_and_none_is_there_twice(tmp_path, local, workbook):
    config = ServiceConfig(sheets=SheetsSettings(home=tmp_path))
    spreadsheets = Spreadsheets(config.sheets, local=local, most_requests=2 * PEOPLE)
    service = DescribedService(create_app(config, spreadsheets=spreadsheets, now=lambda: NOW))
    crowded = create_workbook(okrs(KEY_RESULTS), workbook.connection)
    said = said_by_fifty(crowded)

    def press(one):
        body = {
            "key_result_id": one.key_result_id,
            "day": one.day.isoformat(),
            "value": int(one.value),
            "confidence": float(one.confidence),
            "by": one.by,
        }
        sent = {"check_ins": [body], "save_doubtful": True}
        return service.post(f"/v1/spreadsheets/{crowded.spreadsheet_id}/check-ins", sent)

    twice = [*said, *said[::5]]  # ten of them press the button a second time
    with ThreadPoolExecutor(len(twice)) as people:
        answers = list(people.map(press, twice))
    assert [answer.status_code for answer in answers] == [200] * len(twice), [one.json for one in answers]
    must_hold_each_once(crowded, said)
