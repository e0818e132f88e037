"""What the script sends of a later reading is short, and the service makes the whole of it again."""

import json
from itertools import pairwise
from random import Random

import pytest
from pydantic import ValidationError

from sheets_addon.container_bound.bound_request import BoundRequest

pytestmark = pytest.mark.slow


def reading(*rows, **more):
    tab = {
        "gid": 7,
        "title": "Key Results",
        "values": [list(row) for row in rows],
        "formulas": [],
        "merges": [],
        **more,
    }
    return {"title": "Acme plan", "locale": "en_US", "tabs": [tab], "marks": []}


def request(first, *later):
    return BoundRequest.model_validate({"event": {}, "spreadsheet": first, "after_writes": list(later)})


def told(script, *pairs):
    return [result["value"] for result in script.run(*(("sinceThen", *pair) for pair in pairs))["results"]]


TABLE = [
    ["ID", "Key result", "Current", "Score"],
    ["O1-KR1", "Visits", 5, ""],
    ["O1-KR2", "Calls", 6, ""],
    ["", "", "", ""],
]


def test_rows_that_stayed_go_by_number_and_changed_ones_with_their_cells(script):
    now = [TABLE[0], ["O1-KR2", "Calls", 6, 0.5], ["O1-KR1", "Visits", 5, ""], TABLE[3], ["O2-KR1", "New", 1, 1]]
    (later,) = told(script, (reading(*TABLE), reading(*now)))
    (tab,) = later["tabs"]
    assert tab == {
        "gid": 7,
        "title": "Key Results",
        "values": [0, {"row": 2, "cells": [[3, 0.5]]}, 1, 3, ["O2-KR1", "New", 1, 1]],
    }
    assert request(reading(*TABLE), later).later[0].tabs[0].values == now


def test_formulas_and_merges_are_sent_where_they_changed(script):
    old, new = reading(*TABLE, formulas=[[1, 2, "=2+3"]]), reading(*TABLE, formulas=[[2, 2, "=2+3"]])
    same, moved = told(script, (old, old), (old, new))
    assert "formulas" not in same["tabs"][0]
    assert [tab.formulas for tab in (request(old, same).later[0].tabs[0], request(old, moved).later[0].tabs[0])] == [
        [(1, 2, "=2+3")],
        [(2, 2, "=2+3")],
    ]


def test_whatever_people_did_the_service_sees_what_is_there(script):
    random = Random(7)  # noqa: S311 -- draws tables
    readings = [[[random.choice(["", "a", "b", 1]) for _ in range(4)] for _ in range(12)]]
    for _ in range(40):
        rows = [list(row) for row in readings[-1]]
        random.choice([random.shuffle, lambda rows: rows.pop(), lambda rows: rows.insert(3, ["", "x", 2, ""])])(rows)
        for row in rows[::3]:
            row[random.randrange(4)] = random.choice(["", "c", 3.5, True])
        readings.append(rows)
    whole = [reading(*rows) for rows in readings]
    for at, later in enumerate(told(script, *pairwise(whole))):
        (seen,) = request(whole[at], later).later
        assert seen.model_dump()["tabs"] == whole[at + 1]["tabs"]


def test_a_big_workbook_that_moved_under_a_write_costs_little_more_than_at_first(script):
    rows = [[f"O1-KR{at}", f"Raise visits of page {at} from 100 to 200", *range(30), ""] for at in range(5000)]
    moved = [[*row[:-1], 0.5] for row in [["", "new", *[""] * 30, ""], *rows]]
    (later,) = told(script, (reading(*rows), reading(*moved)))
    assert len(json.dumps(later)) < len(json.dumps(reading(*moved))) / 4
    assert request(reading(*rows), later).later[0].tabs[0].values == moved


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([9], "There is no row 9 in the reading before"),
        ([-1], "There is no row -1 in the reading before"),
        ([1, 1], "or it is named twice"),
        ([1, {"row": 1, "cells": []}], "or it is named twice"),
        ([{"row": 1, "cells": [[4, "x"]]}], "Row 1 of the reading before has no column 4"),
        ([{"row": 1, "cells": [[10_000_000, "x"]]}], "has no column 10000000"),
        ([True], "valid integer"),
        ([1.5], "valid integer"),
    ],
)
def test_what_does_not_fit_the_reading_before_is_refused(rows, said):
    later = reading()
    later["tabs"][0]["values"] = rows
    with pytest.raises(ValidationError, match=said):
        request(reading(*TABLE), later)
