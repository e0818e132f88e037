"""A workbook's tabs as requests: as Google describes them, and no longer for all the rows that are blank."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

from okrsdk.cycle import blank_strategy
from okrsdk.model import KeyResult, Kind, Objective, OkrSet
from okrsdk.workbook import workbook_template
from okrsdk.workbook.template.requests import fill_requests, tab_requests
from tests.workbook.samples import refusals, sample


def requests_of(kind, requests):
    return [request[kind] for request in requests if kind in request]


def size(requests):
    return len(json.dumps(requests, separators=(",", ":")))


def many(count):
    return OkrSet(
        objectives=(Objective(id="O1", text="Make every delivery punctual"),),
        key_results=tuple(
            KeyResult(
                id=f"O1-KR{number}",
                objective_id="O1",
                text=f"Raise punctual deliveries of depot {number} from 60 to 90",
                unit=("%", "vans", "$")[number % 3],
                baseline=Decimal("0.6"),
                target=Decimal("0.9"),
            )
            for number in range(1, count + 1)
        ),
    )


def test_google_describes_the_requests_so():
    body = {"requests": fill_requests(workbook_template(sample()))}
    assert refusals(body, "BatchUpdateSpreadsheetRequest") == []


def test_the_blank_sheet_that_drive_made_is_gone_in_the_end_and_the_locale_is_ours():
    requests: list[Any] = list(fill_requests(workbook_template(sample())))
    assert requests[0]["updateSpreadsheetProperties"]["properties"] == {"locale": "en_US"}
    assert requests[-1] == {"deleteSheet": {"sheetId": 0}}


def test_formats_and_drop_downs_run_from_below_the_header_without_an_end():
    requests = tab_requests(workbook_template(OkrSet()))
    for kind in ("repeatCell", "setDataValidation"):
        ranges = [own["range"] for own in requests_of(kind, requests) if own.get("fields") != "userEnteredValue"]
        assert len(ranges) > 5
        assert {(area["startRowIndex"], "endRowIndex" in area) for area in ranges} == {(1, False)}


def test_a_format_of_its_own_is_given_to_a_record_alone():
    requests = requests_of("updateCells", tab_requests(workbook_template(many(3))))
    formats = [request for request in requests if request["fields"] == "userEnteredFormat.numberFormat"]
    assert [(request["start"]["columnIndex"], len(request["rows"])) for request in formats] == [
        (10, 3),
        (13, 3),
        (22, 3),
    ]
    shown = [row["values"][0]["userEnteredFormat"]["numberFormat"]["type"] for row in formats[0]["rows"]]
    assert shown == ["NUMBER", "CURRENCY", "PERCENT"]


def test_boxes_to_tick_are_set_run_by_run():
    done = replace(many(1).key_results[0], kind=Kind.MILESTONE, current=Decimal(1), baseline=None, target=None)
    okr_set = replace(many(4), key_results=(*many(2).key_results, done, done, *many(1).key_results))
    boxes = [
        (rule["range"]["startRowIndex"], rule["range"]["endRowIndex"])
        for rule in requests_of("setDataValidation", tab_requests(workbook_template(okr_set)))
        if rule["rule"]["condition"]["type"] == "BOOLEAN"
    ]
    assert boxes == [(3, 5)]


def test_the_request_grows_by_what_a_record_says_and_not_by_formats():
    empty, small, large = (size(fill_requests(workbook_template(many(count)))) for count in (0, 100, 1000))
    assert empty < 100_000
    assert (large - small) / 900 < 900


def test_a_title_that_is_taken_gets_another_name():
    added = requests_of("addSheet", tab_requests(workbook_template(OkrSet()), {"client", "objectives"}))
    titles = [request["properties"]["title"] for request in added]
    assert titles == ["Overview", "Objectives (OKR)", "Key Results", "Check-ins", "Client (OKR)"]


def test_challenges_are_offered_once_the_tab_is_there_that_has_them():
    def sources(requests):
        rules = requests_of("setDataValidation", requests)
        return [own["rule"]["condition"]["values"][0]["userEnteredValue"] for own in rules if _is_range(own)]

    def _is_range(own):
        return own["rule"]["condition"]["type"] == "ONE_OF_RANGE"

    told = OkrSet(strategy=blank_strategy())
    plain = sources(tab_requests(workbook_template(OkrSet())))
    assert not any("Strategy" in source for source in plain)
    assert sources(tab_requests(workbook_template(told)))[-1] == "=Strategy!$A$2:$A"
    assert sources(tab_requests(workbook_template(told), {"strategy"}))[-1] == "='Strategy (OKR)'!$A$2:$A"
    requests = tab_requests(workbook_template(told))
    kinds = [next(iter(own)) for own in requests]
    last_tab = max(at for at, kind in enumerate(kinds) if kind == "addSheet")
    assert "Strategy" in str(requests[max(at for at, kind in enumerate(kinds) if kind == "setDataValidation")])
    assert max(at for at, kind in enumerate(kinds) if kind == "setDataValidation") > last_tab
