"""A write over a small model of a workbook, disturbed by people in every way; the interleavings by exhaustion.

Something happens before each of the first two requests by default; `OKRSDK_WRITE_DEPTH=3` and more take minutes.
"""

import os
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import permutations, product
from typing import Any

import pytest

from okrsdk.errors import InvalidOkrError, StaleWorkbookError, UnavailableError
from okrsdk.rules import Policy
from okrsdk.sheets.write_back import write_back
from okrsdk.workbook.overview import BLOCK_ROWS, FIELDS
from okrsdk.workbook.workbook_port import assess_workbook
from okrsdk.workbook.writing.plan import plan_write
from okrsdk.workbook.writing.progress import advanced, begun
from okrsdk.workbook.writing.request import request_of
from okrsdk.workbook.writing.response import state_of_layout
from tests.present import present
from tests.workbook.writing.gridmodel import OWNED, Book, Formula, book
from tests.workbook.writing.quick_reading import quick_reading

ON = date(2026, 2, 1)
LOST = UnavailableError("The connection broke.", may_be_done=True)


NO_RULES = Policy(name="none", why="Nothing that is written depends on them.", select=("-",))
assessed = partial(assess_workbook, on=ON, policy=NO_RULES)


class Disturbed:
    """A book in which something happens before the first request, the second, and so on.

    A happening is an edit (a function of the book), `"lost before"` or `"lost after"` (the connection breaks before the
    request is done, or after).
    """

    spreadsheet_id = "model"

    def __init__(self, own: Book, *happenings):
        self.book, self._happenings = own, list(happenings)
        self.requests: list[str] = []

    def read(self):
        self.requests.append("read")
        return self.book.read()

    def write_values(self, request):
        return self._disturbed("write", self.book.write_values, request)

    def changed(self, request):
        return self._disturbed("fill", self.book.changed, request)

    def _disturbed(self, name, send, request):
        self.requests.append(name)
        happening = self._happenings.pop(0) if self._happenings else None
        for one in happening if isinstance(happening, list) else [happening]:
            if callable(one):
                one(self.book)
        if happening == "lost before" or (isinstance(happening, list) and "lost before" in happening):
            raise LOST
        answer = send(request)
        if happening == "lost after" or (isinstance(happening, list) and "lost after" in happening):
            raise LOST
        return answer


def graded(own, *happenings):
    """Grade the book with these happenings; the requests made."""
    sheet: Any = Disturbed(own, *happenings)  # what a write asks of a Spreadsheet
    write_back(sheet, assessed(own.read()), assessed)
    return sheet.requests


def written(own, *happenings):
    """What a grade of the book with these happenings says of itself."""
    sheet: Any = Disturbed(own, *happenings)  # what a write asks of a Spreadsheet
    return write_back(sheet, assessed(own.read()), assessed)


def written_by_row(own, *edits):
    """Writes scores and IDs by row, as a bound script does, with an edit before each write."""
    found = assessed(own.read())
    progress = begun(plan_write(found.reading, found.assessment), with_ids=True)
    for edit in (*edits, lambda _: None, lambda _: None):
        if not progress.is_done:
            edit(own)
            own.write_values(request_of(progress.plan, progress.writes))
            progress = present(advanced(progress, state_of_layout(progress.plan, own.read().layout)))
    assert progress.is_done


def small(nameless=()):
    """A book of three key results, some without an ID, read quickly: for what is tried in every way."""
    own = book(
        *(("" if number in nameless else one, text, current) for number, (one, text, current) in enumerate(THREE))
    )
    own.reader = quick_reading
    return own


def results(own):
    return own.tabs[1]


def overview(own):
    return own.tabs[2]


def scores(own):
    tab = results(own)
    return [(row.get("text", ""), row.get("score", "")) for row in tab.rows[tab.header_row + 1 :]]


def cells_of_people(own):
    """What people wrote, by tab and row; IDs are looked at apart."""
    return {
        (tab.title, row["uid"]): {k: v for k, v in row.items() if k not in {"uid", "id", *OWNED} and v != ""}
        for tab in own.tabs
        for row in tab.rows
        if not str(row["uid"]).startswith("block") and (tab.title != "Overview" or row["uid"] != "header")
        if any(value != "" for name, value in row.items() if name != "uid")
    }


def sort_down(own):
    tab = results(own)
    top = tab.header_row + 1
    tab.rows[top:] = reversed(tab.rows[top:])


def insert_on_top(own):
    results(own).insert(results(own).header_row + 1)


def insert_above_the_header(own):
    results(own).insert(0, text="Our quarter")


def type_a_key_result_in(own):
    results(own).insert(2, objective_id="O1", text="typed just now", note="mine")


def delete_the_first(own):
    results(own).delete(results(own).header_row + 1)


def delete_the_first_and_insert_at_the_end(own):
    delete_the_first(own)
    results(own).insert(len(results(own).rows))


def move_the_score_column(own):
    results(own).order.insert(0, results(own).order.pop(results(own).order.index("score")))


def delete_the_band_column(own):
    tab = results(own)
    tab.order.remove("band")
    tab.marks.pop("band")


THREE = (("O1-KR1", "a", 30), ("O1-KR2", "b", 50), ("O2-KR1", "c", 70))
OWN = {"a": 0.3, "b": 0.5, "c": 0.7}
EDITS = (
    sort_down,
    insert_on_top,
    insert_above_the_header,
    type_a_key_result_in,
    delete_the_first,
    delete_the_first_and_insert_at_the_end,
    move_the_score_column,
    delete_the_band_column,
)


def assert_every_score_is_beside_its_own(own):
    for text, score in scores(own):
        assert score == pytest.approx(OWN.get(text, "")), scores(own)


def test_an_undisturbed_write_is_one_request():
    own = book(*THREE)
    assert graded(own) == ["write"]
    assert scores(own) == [("a", 0.3), ("b", 0.5), ("c", 0.7)]


def test_blank_ids_are_filled_in_a_second_write_once_the_first_showed_that_nothing_moved():
    own = book(("O1-KR1", "a", 30), ("", "b", 50))
    assert graded(own) == ["write", "fill"]
    assert [row["id"] for row in results(own).rows] == ["ID", "O1-KR1", "O1-KR2"]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("nameless", [(), (1,), (0, 1, 2)])
def test_an_edit_before_any_of_the_writes_leaves_everything_right(edit, nameless):
    for moment in range(3):
        own = small(nameless)
        twin = small(nameless)
        ids = {row["text"]: row["id"] for row in results(own).rows[1:] if row["id"]}
        ran: list[object] = []

        def once(target, ran=ran):
            ran.append(edit(target))

        graded(own, *[None] * moment, once)
        before = cells_of_people(own)
        assert_every_score_is_beside_its_own(own)
        if ran:
            edit(twin)
            assert list(cells_of_people(own).values()) == list(cells_of_people(twin).values())
        for row in results(own).rows:
            if row.get("text") in ids:
                assert row["id"] == ids[row["text"]]
        graded(own)
        assert_every_score_is_beside_its_own(own)
        assert cells_of_people(own) == before
        filled = [row.get("id", "") for row in results(own).rows if row.get("text") in OWN]
        assert all(filled)
        assert len(set(filled)) == len(filled)


HAPPENINGS = (
    None,
    sort_down,
    insert_on_top,
    delete_the_first_and_insert_at_the_end,
    "lost before",
    "lost after",
    [sort_down, "lost after"],
    [insert_on_top, "lost before"],
)


@pytest.mark.parametrize("nameless", [(), (1,)])
def test_whatever_happens_before_each_request_what_is_wrong_is_told_and_the_next_grade_puts_it_right(
    nameless,
):
    for happenings in product(HAPPENINGS, repeat=int(os.environ.get("OKRSDK_WRITE_DEPTH", "2"))):
        own = small(nameless)
        ids = {row["text"]: row["id"] for row in results(own).rows[1:] if row["id"]}
        error = None
        try:
            graded(own, *happenings)
        except (StaleWorkbookError, UnavailableError) as caught:
            error = caught
        wrong = [text for text, score in scores(own) if score not in ("", pytest.approx(OWN.get(text, "")))]
        lost_ids = [row for row in results(own).rows if row.get("text") in ids and row["id"] != ids[row["text"]]]
        assert error is not None or not wrong + lost_ids, happenings
        if wrong or lost_ids:
            assert present(error).in_doubt or "If rows were moved" in str(error), happenings
        assert len(cells_of_people(own)) >= 8
        if not lost_ids:
            graded(own)
            assert_every_score_is_beside_its_own(own)


def test_a_row_inserted_before_the_write_and_a_lost_correction_are_told_by_key_result():
    own = book(*((f"O1-KR{n}", f"key result {n}", 10 * n) for n in range(1, 7)))
    with pytest.raises(UnavailableError, match=r"Beside .* there may be the score of another") as caught:
        graded(own, insert_on_top, "lost before")
    named = set(caught.value.in_doubt)
    wrong = {
        row["id"]
        for row in results(own).rows[2:]
        if row.get("score", "") not in ("", pytest.approx(row["current"] / 100))
    }
    assert len(wrong) == 5
    assert wrong <= named
    assert all(name in str(caught.value) for name in wrong)
    assert "Grade again" in str(caught.value)


def type_above_the_last(own):
    results(own).insert(3, objective_id="O1", text="typed just now")


def delete_what_was_typed(own):
    results(own).delete(3)


def test_a_score_that_an_earlier_write_left_beside_a_new_row_is_told_when_a_correction_is_lost():
    own = book(*THREE)
    graded(own)
    # The first write leaves c's score beside the typed row, its blank then goes to b, and nothing looks wrong but that.
    with pytest.raises(UnavailableError) as caught:
        graded(own, type_above_the_last, insert_on_top, [insert_on_top, "lost before"])
    assert caught.value.in_doubt == ("typed just now",)
    assert ("typed just now", pytest.approx(0.7)) in scores(own)


def test_a_lost_correction_that_puts_a_score_back_names_all_beside_which_it_may_be():
    own = book(*THREE)
    graded(own)

    def moved_once_more(of):
        delete_what_was_typed(of)
        insert_on_top(of)

    with pytest.raises(UnavailableError) as caught:
        graded(own, type_above_the_last, moved_once_more, [sort_down, "lost after"])
    wrong = {text for text, score in scores(own) if score not in ("", pytest.approx(OWN.get(text)))}
    assert wrong == {"a"}
    assert set(caught.value.in_doubt) >= {"O1-KR1", "O1-KR2", "O2-KR1"}


def test_a_first_write_without_an_answer_names_all_key_results():
    own = book(*THREE)
    with pytest.raises(UnavailableError, match="O1-KR1, O1-KR2 and O2-KR1") as caught:
        graded(own, "lost after")
    assert set(caught.value.in_doubt) >= {"O1-KR1", "O1-KR2", "O2-KR1"}


@pytest.mark.parametrize("times", [1, 3])
def test_after_three_tries_the_whole_columns_are_blanked_wherever_rows_move_then(times):
    own = book(*THREE)
    with pytest.raises(StaleWorkbookError, match="All scores were blanked") as caught:
        graded(own, sort_down, sort_down, sort_down, *[insert_on_top] * times)
    assert caught.value.in_doubt == ()
    assert {score for _, score in scores(own)} == {""}


def test_scores_are_blanked_in_a_sheet_that_has_fewer_rows_by_then():
    own = book(*THREE, ("O2-KR2", "d", 20))
    with pytest.raises(StaleWorkbookError, match="All scores were blanked"):
        graded(own, insert_on_top, insert_on_top, lambda target: [delete_the_first(target) for _ in range(3)])
    assert {score for _, score in scores(own)} == {""}


def test_a_refused_write_of_ids_takes_no_id_from_a_row_that_was_moved_there_and_retyped():
    own = book(("", "a", 30), ("O1-KR2", "b", 50), ("O2-KR1", "c", 70))

    def retype_the_second_and_delete_the_first(target):
        results(target).rows[2]["text"] = "typed anew"
        delete_the_first(target)

    graded(own, None, retype_the_second_and_delete_the_first)
    assert [row["id"] for row in results(own).rows] == ["ID", "O1-KR2", "O2-KR1"]


def test_a_key_result_retyped_during_the_first_write_keeps_its_id_when_the_write_of_ids_is_shifted():
    own = book(("O1-KR1", "alpha", 40), ("O1-KR2", "beta", 70), ("", "gamma", 100))

    def retype(of):
        results(of).rows[2]["text"] = "beta as people say it"

    def insert_above_it(of):
        results(of).insert(2)

    graded(own, retype, insert_above_it)
    ids = {row["text"]: row.get("id", "") for row in results(own).rows[1:] if "text" in row}
    assert ids == {"alpha": "O1-KR1", "beta as people say it": "O1-KR2", "gamma": "O1-KR3"}


def retype_and_insert_above(own):
    results(own).rows[-1]["text"] = "c as people say it"
    insert_on_top(own)


def move_the_notes_to_where_the_ids_are(own):
    results(own).order.insert(0, results(own).order.pop(results(own).order.index("note")))


AT_THE_FILL = (None, *EDITS, retype_and_insert_above, move_the_notes_to_where_the_ids_are)


@pytest.mark.parametrize("end", [None, "lost before", "lost after"])
@pytest.mark.parametrize("edit", AT_THE_FILL, ids=lambda edit: getattr(edit, "__name__", "nothing"))
def test_no_id_is_ever_changed_by_the_filling_of_others_whatever_moves_and_wherever_it_ends(edit, end):
    for nameless, again in product([(0,), (1,), (0, 1)], AT_THE_FILL):
        own = small(nameless)
        had = {row["uid"]: row["id"] for row in results(own).rows[1:] if row["id"]}
        first = [edit] if edit else []
        happenings = [first, [again, end]] if again else [[*first, end]]
        with suppress(UnavailableError):
            graded(own, None, *happenings)
        held = {row["uid"]: row["id"] for row in results(own).rows if row["uid"] in had}
        assert held == {uid: had[uid] for uid in held}
        graded(own)
        records = [row for row in results(own).rows if row["uid"] != "header" and row.get("current", "") != ""]
        assert all(row["score"] == pytest.approx(row["current"] / 100) for row in records if row.get("text"))
        assert all(row["id"] for row in records)
        assert len({row["id"] for row in records}) == len(records)


def test_ids_written_by_row_leave_a_row_its_own_though_its_text_was_changed_before_it_was_written_over():
    own = book(("O1-KR1", "alpha", 40), ("O1-KR2", "beta", 70), ("", "gamma", 100))

    def retype_and_move_up(of):
        results(of).rows[2]["text"] = "beta as people say it"
        delete_the_first_and_insert_at_the_end(of)

    written_by_row(own, retype_and_move_up, insert_on_top)
    ids = {row["text"]: row.get("id", "") for row in results(own).rows[1:] if row.get("text")}
    assert ids == {"beta as people say it": "O1-KR2", "gamma": "O1-KR3"}


def test_a_fill_without_an_answer_says_that_no_id_has_changed_and_doubts_no_score():
    own = book(("O1-KR1", "a", 30), ("", "b", 50))
    with pytest.raises(UnavailableError, match="no ID has changed, but a new ID may be missing") as caught:
        graded(own, None, [sort_down, "lost after"])
    assert caught.value.in_doubt == ()


def test_a_new_id_in_a_row_without_a_record_or_in_another_column_is_taken_off():
    for edit in (insert_on_top, move_the_notes_to_where_the_ids_are):
        own = book(("", "a", 30), ("O1-KR2", "b", 50))
        results(own).rows[1]["note"] = ""
        assert graded(own, None, edit) == ["write", "fill", "fill"]
        ids = [(row.get("text", ""), row.get("id", ""), row.get("note", "")) for row in results(own).rows[1:]]
        assert [one for one in ids if any(one)] == [("a", "O1-KR3", ""), ("b", "O1-KR2", "bb")]


def test_a_new_id_in_another_column_is_taken_off_though_the_request_for_that_is_refused_first():
    own = book(("O1-KR2", "b", 50), ("", "a", 30))
    results(own).rows[2]["note"] = ""
    results(own).blank_rows = 0
    happenings = [None, move_the_notes_to_where_the_ids_are, delete_the_first]
    assert graded(own, *happenings) == ["write", "fill", "fill", "read", "fill"]
    (only,) = results(own).rows[1:]
    assert (only["text"], only["id"], only["note"]) == ("a", "O1-KR3", "")


def test_a_new_id_that_came_to_another_record_is_taken_off_and_both_get_their_own():
    own = book(("", "a", 30), ("O1-KR2", "b", 50), ("", "c", 70))
    results(own).rows[3]["objective_id"] = "O2"
    graded(own, None, sort_down)
    assert {row["text"]: row["id"] for row in results(own).rows[1:]} == {"a": "O1-KR3", "b": "O1-KR2", "c": "O2-KR1"}


def test_an_id_that_a_person_types_in_the_same_moment_stays():
    own = book(("", "a", 30), ("O1-KR2", "b", 50))
    graded(own, None, lambda target: results(target).rows[1].update(id="Ours"))
    assert [row["id"] for row in results(own).rows[1:]] == ["Ours", "O1-KR2"]


def test_where_blank_cells_are_not_found_ids_stay_blank_and_nothing_else_fails():
    own = book(("", "a", 30))
    results(own).replace = lambda _: None
    assert written(own).new_ids == ()
    assert [(row["id"], row["score"]) for row in results(own).rows[1:]] == [("", 0.3)]


def test_the_ids_that_were_assigned_are_told_in_the_order_of_the_tables():
    own = book(("", "a", 30), ("O1-KR2", "b", 50), ("", "c", 70))
    assert written(own, None, sort_down).new_ids == ("O1-KR3", "O1-KR4")
    assert written(own).new_ids == ()


def test_an_id_that_would_be_read_as_a_formula_is_not_given():
    own = book(("", "a", 30), objectives=("=O1",))
    results(own).rows[1]["objective_id"] = "=O1"
    assert graded(own) == ["write"]
    assert results(own).rows[1]["id"] == ""


def insert_above_the_last(own):
    results(own).insert(len(results(own).rows) - 1)


def test_scores_blanked_after_a_further_reading_are_looked_for_again_where_rows_moved_once_more():
    own = book(*THREE, ("O2-KR2", "d", 20))
    with pytest.raises(StaleWorkbookError, match="All scores were blanked"):
        graded(own, sort_down, delete_the_first, delete_the_first, insert_above_the_last)
    assert {score for _, score in scores(own)} == {""}


@pytest.mark.parametrize("times", [3, 4, 5])
def test_giving_up_ids_leaves_each_that_was_there(times):
    own = book(("O1-KR1", "a", 30), ("", "b", 50), ("O2-KR1", "c", 70))
    swap = [lambda target: results(target).rows.insert(1, results(target).rows.pop(2))]
    graded(own, None, *swap * times)
    held = {row["text"]: row["id"] for row in results(own).rows[1:]}
    assert held.pop("b") in {"", "O1-KR2"}
    assert held == {"a": "O1-KR1", "c": "O2-KR1"}
    assert_every_score_is_beside_its_own(own)


@pytest.mark.parametrize("happenings", [(), (sort_down,), (insert_on_top,), (sort_down,) * 4, (delete_the_first,)])
def test_a_formula_of_peoples_below_a_score_column_stays(happenings):
    own = book(*THREE)
    mean = Formula(0.5)
    results(own).rows.append({"uid": "mean", "score": mean})
    keep_last = [lambda target, edit=edit: _but_the_mean(target, edit) for edit in happenings]
    try:
        graded(own, *keep_last)
    except StaleWorkbookError:
        assert len(happenings) == 4
    assert next(row for row in results(own).rows if row["uid"] == "mean")["score"] is mean


def test_a_formula_among_the_records_stays_when_the_scores_are_blanked():
    own = book(*THREE)
    mean = Formula(0.5)
    results(own).rows.append({"uid": "mean", "score": mean})

    def put_it_in_the_middle(target):
        rows = results(target).rows
        rows[1:] = [rows[3], rows[4], rows[2], rows[1]]

    with pytest.raises(StaleWorkbookError, match="All scores were blanked"):
        graded(own, *[lambda target: _but_the_mean(target, sort_down)] * 2, put_it_in_the_middle)
    assert next(row for row in results(own).rows if row["uid"] == "mean")["score"] is mean


def _but_the_mean(target, edit):
    tab = results(target)
    mean = tab.rows.pop()
    edit(target)
    tab.rows.append(mean)


@pytest.mark.parametrize("happenings", [(), (sort_down,), (insert_on_top,), (sort_down,) * 4])
def test_a_formula_of_peoples_in_a_row_to_which_a_new_id_strayed_stays(happenings):
    own = book(*THREE)
    mean = Formula(0.5)
    results(own).rows.append({"uid": "mean", "id": "O1-KR3", "score": mean})
    with suppress(StaleWorkbookError):
        graded(own, *[lambda target, edit=edit: _but_the_mean(target, edit) for edit in happenings])
    assert next(row for row in results(own).rows if row["uid"] == "mean")["score"] is mean
    graded(own)
    assert next(row for row in results(own).rows if row["uid"] == "mean")["score"] is mean
    assert [score for text, score in scores(own) if text] == [
        pytest.approx(OWN[text]) for text, _ in scores(own) if text
    ]


@pytest.mark.parametrize("place", ["above the header", "beside a record"])
def test_a_formula_elsewhere_does_not_keep_a_score_that_came_with_a_copied_row(place):
    own = book(("O1-KR1", "a", 30))
    rows = results(own).rows
    if place == "above the header":
        rows.insert(0, {"uid": "banner", "score": Formula(0.3)})
    else:
        rows[1]["score"] = Formula(0.1)
    graded(own, lambda _: rows.append({**rows[-1], "uid": "copy", "id": "", "text": "changed", "score": 0.9}))
    assert [row["score"] for row in rows[-2:]] == [0.3, ""]


@pytest.mark.parametrize("tab", [0, 1], ids=["Objectives", "Key Results"])
def test_totals_that_people_typed_above_the_header_stay(tab):
    own = small()
    own.tabs[tab].insert(0, score=0.63, band="yellow")
    graded(own)
    assert [own.tabs[tab].rows[0].get(name) for name in ("score", "band")] == [0.63, "yellow"]


@pytest.mark.parametrize("banner", ["How we did", Formula(0.3)])
def test_a_banner_above_the_header_is_kept_wherever_it_moves(banner):
    own = book(("O1-KR1", "a", 30))
    rows = results(own).rows
    rows.insert(0, {"uid": "banner", "score": banner})
    graded(own, lambda _: rows.insert(0, {"uid": "new", "text": "Our quarter"}))
    assert [row.get("score") for row in rows[1:4]] == [banner, "Score", 0.3]


def test_a_column_deleted_from_the_overview_costs_no_note():
    own = book(*THREE)
    tab = overview(own)

    def delete_the_band(_):
        tab.order.remove("band")
        tab.marks.pop("band")

    before = [(row.get("note"), row.get("id") if row["uid"].startswith("below") else "") for row in tab.rows]
    graded(own, delete_the_band)
    graded(own)
    assert [(row.get("note"), row.get("id") if row["uid"].startswith("below") else "") for row in tab.rows] == before


def test_a_column_of_notes_moved_into_the_overviews_block_costs_no_note():
    own = book(*THREE)
    tab = overview(own)
    graded(own, lambda _: tab.order.insert(1, tab.order.pop()))
    graded(own)
    assert [row["note"] for row in tab.rows[:BLOCK_ROWS]] == [f"beside {number}" for number in range(BLOCK_ROWS)]
    assert [row["id"] for row in tab.rows[BLOCK_ROWS:]] == ["below 0", "below 1", "below 2"]


def test_rows_deleted_from_the_overview_do_not_pull_notes_into_the_block():
    own = book(*THREE)
    tab = overview(own)
    graded(own, lambda _: tab.delete(3))
    assert [row["id"] for row in tab.rows[-3:]] == ["below 0", "below 1", "below 2"]


def test_rows_deleted_from_the_overview_before_a_correction_of_it_pull_no_note_into_what_is_blanked():
    own = book(*THREE)
    graded(own)
    tab = overview(own)
    tab.rows[BLOCK_ROWS - 1] |= {"id": "O9", "text": "K201: last point"}
    graded(own, lambda _: tab.insert(9), lambda _: tab.delete(17))
    assert [row["id"] for row in tab.rows[-3:]] == ["below 0", "below 1", "below 2"]


@pytest.mark.parametrize("row", [3, 13, 30])
def test_rows_that_were_deleted_from_the_overview_before_pull_no_note_into_what_is_written(row):
    own = book(*THREE)
    overview(own).delete(row)
    overview(own).delete(row)
    graded(own)
    assert [row["id"] for row in overview(own).rows[-3:]] == ["below 0", "below 1", "below 2"]


def test_a_row_inserted_above_the_overviews_block_leaves_nothing_of_the_old_one_below():
    own = book(*THREE)
    graded(own)
    tab = overview(own)
    tab.rows[BLOCK_ROWS - 1] |= {"id": "O9", "text": "K201: last point"}
    graded(own, lambda _: tab.insert(0))
    assert [row["id"] for row in tab.rows[-3:]] == ["below 0", "below 1", "below 2"]
    assert not any(tab.rows[BLOCK_ROWS].get(field) for field in FIELDS)


def test_a_header_that_is_renamed_and_moved_in_the_same_write_is_still_known():
    own = book(*THREE)

    def rename_and_move(target):
        next(row for row in results(target).rows if row["uid"] == "header")["text"] = "What we promise"
        insert_above_the_header(target)

    graded(own, rename_and_move)
    assert [row.get("score") or "" for row in results(own).rows][:5] == ["", "Score", 0.3, 0.5, 0.7]


def test_two_rows_with_one_id_are_refused():
    own = book(("O1-KR1", "a", 30), ("O1-KR1", "b", 50))
    with pytest.raises(InvalidOkrError, match="O1-KR1 is given twice"):
        graded(own)


def test_a_row_copied_with_its_id_keeps_one_score():
    own = book(*THREE)

    def copy(target):
        rows = results(target).rows
        rows.insert(2, {**rows[1], "uid": "copy", "score": 0.99})

    graded(own, copy)
    assert [score for _, score in scores(own)] == [0.3, "", 0.5, 0.7]


@pytest.mark.parametrize("cells", [{"id": "O1-KR9"}, {"note": "mine"}, {"id": "O1-KR9", "note": "mine"}])
def test_a_row_of_which_only_a_part_is_filled_in_holds_nothing_up(cells):
    own = book(*THREE)
    results(own).add(**cells)
    found = assessed(own.read())
    for _ in range(2):
        assert len(write_requests(own, found)) <= 2
        found = assessed(own.read())


def write_requests(own, found):
    sheet: Any = Disturbed(own)  # what a write asks of a Spreadsheet
    write_back(sheet, found, assessed)
    return sheet.requests


def test_a_row_whose_text_changed_is_known_by_its_id():
    own = book(*THREE)

    def change(target):
        rows = results(target).rows
        rows[1:3] = [rows[2], {**rows[1], "text": "changed"}]

    graded(own, change)
    assert scores(own) == [("b", 0.5), ("changed", 0.3), ("c", 0.7)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_twins_without_id_are_told_apart_by_everything_people_wrote(order):
    own = book(("O1-KR1", "a", 30), ("", "a", 50), ("", "a", 70))

    def shuffle(target):
        rows = results(target).rows
        rows[1:] = [rows[1 + number] for number in order]

    for moment in range(2):
        graded(own, *[None] * moment, shuffle)
        assert all(row["score"] == row["current"] / 100 for row in results(own).rows[1:])


def test_where_only_the_written_rows_come_back_the_write_still_settles():
    own = book(*THREE, sends_whole_columns=False)
    assert graded(own) == ["write"]
    assert_every_score_is_beside_its_own(own)


def test_a_record_that_was_pushed_below_what_the_answer_shows_is_looked_for():
    own = book(*THREE, sends_whole_columns=False)
    results(own).blank_rows = 0
    assert "read" in graded(own, insert_on_top)
    assert_every_score_is_beside_its_own(own)


def test_an_old_score_beside_no_record_is_cleared():
    own = book(*THREE)
    results(own).rows.append({"uid": "gone", "score": 0.9})
    graded(own)
    assert results(own).rows[-1]["score"] == ""
