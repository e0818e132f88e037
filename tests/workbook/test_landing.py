import random
from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.findings import Table
from okrsdk.grading import grade
from okrsdk.workbook import clearing_request, read_workbook, verify_write, write_request
from okrsdk.workbook.writing.request import wanted_values
from tests.workbook.gridmodel import Book, Formula, Tab

ON = date(2026, 2, 1)
OBJECTIVES = {"id": "ID", "text": "Objective", "score": "Score", "band": "Band", "note": "Our notes"}
KEY_RESULTS = {
    "id": "ID",
    "objective_id": "Objective",
    "text": "Key result",
    "baseline": "Baseline",
    "target": "Target",
    "current": "Current",
    "note": "Our notes",
    "score": "Score",
    "band": "Band",
    "graded_at": "Graded at",
}
OWNED = ("score", "band", "graded_at")


def book(*key_results, objectives=("O1", "O2"), sends_whole_columns=True):
    """Key results as (ID, text, current): from 0 to 100, so that the score is the hundredth of the current value."""
    goals = Tab(1, "Objectives", "Objectives", OBJECTIVES)
    for own in objectives:
        goals.add(id=own, text=f"Goal {own}")
    results = Tab(2, "Key Results", "Key Results", KEY_RESULTS)
    for own, text, current in key_results:
        objective = own.split("-")[0] if own else "O1"
        results.add(id=own, objective_id=objective, text=text, baseline=0, target=100, current=current, note=text * 2)
    return Book(goals, results, sends_whole_columns=sends_whole_columns)


class Run:
    """A grading run over a book: what was read, what is wanted beside each row, and the rounds of writing."""

    def __init__(self, own):
        self.book = own
        self.reading = read_workbook(own.get())
        self.scores = grade(self.reading.okr_set, on=ON)
        self.request = write_request(self.reading, self.scores)
        self.landing = None
        wanted = wanted_values(self.reading, self.scores)
        self.wanted = {
            tab.rows[row]["uid"]: values
            for tab, table in zip(own.tabs, (Table.OBJECTIVES, Table.KEY_RESULTS), strict=True)
            for row, values in zip(self.reading.layout.tables[table].rows, wanted[table], strict=True)
        }

    def round(self):
        """Write, judge the answer, and keep the next request; the landing."""
        self.sent, self.answer = self.request, self.book.write(self.request)
        self.landing = verify_write(self.reading, self.scores, self.sent, self.answer, after=self.landing)
        self.request = self.landing.next_request
        return self.landing

    def settle(self, edits=(), most=6):
        """Rounds with one edit before each, until a round without edit settles."""
        edits = list(edits)
        for _ in range(len(edits) + most):
            if edits:
                edits.pop(0)(self.book)
            if self.round().is_settled:
                return
            if self.request is None:
                assert not self.book.sends_whole_columns
                self.__init__(self.book)
        pytest.fail("the write does not settle")


def results(own):
    return own.tabs[1]


def user_cells(own):
    """What people wrote, by row."""
    return {
        (tab.title, row["uid"]): {
            key: value for key, value in row.items() if key not in OWNED and key not in ("uid",) and value != ""
        }
        for tab in own.tabs
        for row in tab.rows
    }


def assert_right(run, before):
    for tab in run.book.tabs:
        for row in tab.rows:
            if row["uid"] == "header":
                assert {name: row[name] for name in tab.headers} == tab.headers
                continue
            wanted = run.wanted.get(row["uid"], {})
            for name in OWNED:
                assert row.get(name, "") == pytest.approx(wanted.get(name, "")), (row, name)
    now = user_cells(run.book)
    for key, cells in before.items():
        if key in now:
            filled = {"id": now[key]["id"]} if "id" not in cells and "id" in now[key] else {}
            assert now[key] == {**cells, **filled}
    ids = [row["id"] for row in results(run.book).rows if row.get("id")]
    assert len(ids) == len(set(ids))


def test_a_write_that_nobody_disturbs_settles_at_once():
    run = Run(book(("O1-KR1", "a", 30), ("", "b", 50), ("O2-KR1", "c", 70)))
    assert run.round().is_settled
    assert [row.get("score", "") for row in results(run.book).rows] == ["Score", 0.3, 0.5, 0.7]
    assert [row["id"] for row in results(run.book).rows] == ["ID", "O1-KR1", "O1-KR2", "O2-KR1"]


def test_rows_sorted_before_the_write_get_their_own_scores_in_the_second_round():
    run = Run(book(("O1-KR1", "a", 30), ("O1-KR2", "b", 50), ("O2-KR1", "c", 70)))
    rows = results(run.book).rows
    rows[1:] = reversed(rows[1:])
    assert not run.round().is_settled
    assert run.round().is_settled
    assert [row["score"] for row in rows[1:]] == [0.7, 0.5, 0.3]


def test_an_id_that_a_shifted_fill_overwrote_is_restored():
    run = Run(book(("O1-KR1", "a", 30), ("", "b", 50), ("O2-KR1", "c", 70)))
    rows = results(run.book).rows
    rows[2], rows[3] = rows[3], rows[2]
    assert not run.round().is_settled
    assert rows[2]["id"] == "O1-KR2", "the fill went to the row of c"
    assert run.round().is_settled
    assert [(row["id"], row["text"], row["score"]) for row in rows[1:]] == [
        ("O1-KR1", "a", 0.3),
        ("O2-KR1", "c", 0.7),
        ("O1-KR2", "b", 0.5),
    ]


def test_a_row_inserted_above_the_header_costs_no_header():
    run = Run(book(("O1-KR1", "a", 30), ("O1-KR2", "b", 50)))
    before = user_cells(run.book)
    results(run.book).rows.insert(0, {"uid": -1, "text": "Our quarter"})
    assert not run.round().is_settled
    run.settle()
    assert_right(run, before)


def test_a_new_row_loses_the_score_that_a_shifted_write_put_there():
    run = Run(book(("O1-KR1", "a", 30), ("O1-KR2", "b", 50)))
    results(run.book).rows.insert(1, {"uid": -1, "objective_id": "O1", "text": "new"})
    run.settle()
    assert [row.get("score", "") for row in results(run.book).rows] == ["Score", "", 0.3, 0.5]


def test_of_a_row_copied_with_its_id_one_keeps_the_score():
    run = Run(book(("O1-KR1", "a", 30), ("O1-KR2", "b", 50)))
    rows = results(run.book).rows
    rows.insert(2, {**rows[1], "uid": -1, "score": 0.99})
    run.settle()
    assert [row.get("score", "") for row in rows] == ["Score", 0.3, "", 0.5]


def test_a_row_whose_text_changed_is_known_by_its_id():
    run = Run(book(("O1-KR1", "a", 30), ("O1-KR2", "b", 50)))
    rows = results(run.book).rows
    rows[1], rows[2] = rows[2], {**rows[1], "text": "changed"}
    run.settle()
    assert [(row["text"], row["score"]) for row in rows[1:]] == [("b", 0.5), ("changed", 0.3)]


def test_twins_without_id_are_told_apart_by_everything_people_wrote():
    run = Run(book(("O1-KR1", "a", 30), ("", "a", 50), ("", "a", 70)))
    before = user_cells(run.book)
    rows = results(run.book).rows
    rows[1:] = [rows[3], rows[1], rows[2]]
    run.settle()
    assert_right(run, before)


def test_an_old_score_beside_no_record_is_cleared():
    own = book(("O1-KR1", "a", 30))
    results(own).rows.append({"uid": -1, "score": 0.9})
    run = Run(own)
    run.settle()
    assert results(own).rows[2]["score"] == ""


def insert_new_row(own):
    results(own).rows.insert(1, {"uid": -1, "objective_id": "O1", "text": "new"})


@pytest.mark.parametrize("edits", [[], [insert_new_row]])
def test_a_formula_that_people_wrote_below_the_scores_is_kept(edits):
    own = book(("O1-KR1", "a", 30), ("O1-KR2", "b", 50))
    mean = Formula(0.4)
    results(own).rows += [{"uid": "space"}, {"uid": "mean", "score": mean}]
    run = Run(own)
    run.settle(edits)
    assert results(own).rows[-1]["score"] is mean


@pytest.mark.parametrize("place", ["above the header", "beside a record"])
def test_a_formula_elsewhere_does_not_keep_a_score_that_came_with_a_copied_row(place):
    own = book(("O1-KR1", "a", 30))
    rows = results(own).rows
    if place == "above the header":
        rows.insert(0, {"uid": "banner", "score": Formula(0.3)})
    else:
        rows[1]["score"] = Formula(0.1)
    run = Run(own)
    rows.append({**rows[-1], "uid": "copy", "id": "", "text": "changed", "score": 0.9})
    run.settle()
    assert [row["score"] for row in rows[-2:]] == [0.3, ""]


@pytest.mark.parametrize("banner", ["How we did", Formula(0.3)])
def test_a_banner_above_the_header_is_kept_wherever_it_moves(banner):
    own = book(("O1-KR1", "a", 30))
    rows = results(own).rows
    rows.insert(0, {"uid": "banner", "score": banner})
    run = Run(own)
    rows.insert(0, {"uid": "new", "text": "Our quarter"})
    run.settle()
    assert [row.get("score") for row in rows[1:4]] == [banner, "Score", 0.3]


@pytest.mark.parametrize("row", [1, 30])
def test_where_only_the_written_rows_come_back_a_record_that_is_not_there_is_read_again(row):
    run = Run(book(("O1-KR1", "a", 30), ("O1-KR2", "b", 50), sends_whole_columns=False))
    rows = results(run.book).rows
    rows[1:1] = [{"uid": f"new {number}"} for number in range(row)]
    landing = run.round()
    assert not landing.is_settled
    assert (landing.next_request is None) == (row == 30)


def test_an_answer_that_shows_columns_of_several_lengths_asks_for_a_new_read():
    run = Run(book(("O1-KR1", "a", 30)))
    run.round()
    run.answer["responses"][0]["updatedData"]["range"] = "Objectives!A1"
    assert verify_write(run.reading, run.scores, run.sent, run.answer).next_request is None


def test_an_answer_without_the_values_asks_for_a_new_read():
    run = Run(book(("O1-KR1", "a", 30)))
    landing = verify_write(run.reading, run.scores, run.request, {"responses": [{}]})
    assert not landing.is_settled
    assert landing.next_request is None


def test_clearing_leaves_no_score_and_touches_nothing_else():
    run = Run(book(("O1-KR1", "a", 30), ("", "b", 50)))
    run.round()
    before = user_cells(run.book)
    request = write_request(run.reading, run.scores)
    run.book.write(clearing_request(run.reading, request, run.answer))
    assert [row.get("score") for row in results(run.book).rows] == ["Score", "", ""]
    assert user_cells(run.book) == before


def _sort(seed):
    def edit(own):
        for tab in own.tabs:
            top = next(number for number, row in enumerate(tab.rows) if row["uid"] == "header") + 1
            body = tab.rows[top:]
            random.Random(seed).shuffle(body)  # noqa: S311 - an order, not a secret
            tab.rows[top:] = body

    return edit


def _insert(seed, cells):
    def edit(own):
        rows = results(own).rows
        rows.insert(seed % (len(rows) + 1), {"uid": f"new {next(NEW)}", **cells})

    return edit


def _delete(seed):
    def edit(own):
        rows = results(own).rows
        chosen = rows[seed % len(rows)]
        if chosen["uid"] != "header":
            rows.remove(chosen)

    return edit


def _move_column(seed):
    def edit(own):
        order = results(own).order
        order.insert(seed % len(order), order.pop(seed * 7 % len(order)))

    return edit


NEW = count()
SEEDS = st.integers(0, 10_000)
EDITS = st.one_of(
    SEEDS.map(_sort),
    SEEDS.map(lambda seed: _insert(seed, {})),
    SEEDS.map(lambda seed: _insert(seed, {"objective_id": "O1", "text": f"typed {seed}", "note": "mine"})),
    SEEDS.map(_delete),
    SEEDS.map(_move_column),
)
RECORDS = st.lists(
    st.tuples(st.booleans(), st.sampled_from("aab"), st.integers(0, 100)),
    min_size=1,
    max_size=7,
    unique_by=lambda r: r[2],
)


@given(RECORDS, st.lists(st.lists(EDITS, max_size=3), max_size=4))
def test_every_score_comes_to_rest_beside_its_own_key_result_and_no_cell_of_people_changes(records, rounds):
    own = book(
        *(
            (f"O1-KR{number}" if has_id else "", text, current)
            for number, (has_id, text, current) in enumerate(records, 1)
        )
    )
    run = Run(own)
    before = {}

    def all_of(edits):
        def edit(target):
            for step in edits:
                step(target)
                now = user_cells(target).items()
                before.update({key: cells for key, cells in now if "new" in str(key) and key not in before})

        return edit

    before.update(user_cells(own))
    run.settle(map(all_of, rounds))
    assert_right(run, before)
