"""Decisions in Local Sheets: what they cost, where they come to rest, and what people do in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from decimal import Decimal

import httpx
import pytest

from okrsdk.errors import InvalidOkrError, StaleWorkbookError
from okrsdk.model import Change, Status

ON = date(2026, 2, 16)
WRITE = r"POST .*:batchUpdate$"
SENTENCE = "Booked first visits by referral from 5 to 20"


def spreadsheet(workbook):
    return workbook.connection.gspread.open_by_key(workbook.spreadsheet_id)


def tab(workbook, title="Key Results"):
    return spreadsheet(workbook).worksheet(title)


def replaced(workbook, key_result="O1-KR1", sentence=SENTENCE):
    return workbook.decisions.replace(
        key_result, sentence, why="=They come by word of mouth", on=ON, by="Head of Sales"
    )


def test_a_replacement_is_one_read_and_one_write_and_the_first_decision_makes_its_tab(workbook, local):
    before = workbook.read()
    local.reset_requests()
    found = replaced(workbook)
    assert local.requests == {"sheets": 2, "drive": 0}
    after = workbook.read()
    old, *others, new = after.key_results
    assert old == replace(before.key_results[0], status=Status.REPLACED, replaced_by="O1-KR2")
    assert tuple(others) == before.key_results[1:]
    assert (new.id, new.text, new.baseline, new.target) == ("O1-KR2", SENTENCE, Decimal(5), Decimal(20))
    assert after.decisions == (found.decision,)
    assert tab(workbook, "Decisions").get("A1:H2")[1] == [
        "2026-02-16",
        "O1-KR1",
        "replaced",
        "Booked first visits from 0 to 100",
        f"O1-KR2: {SENTENCE}",
        "=They come by word of mouth",
        "Head of Sales",
    ]
    assert [sheet.title for sheet in spreadsheet(workbook).worksheets()][-1] == "Decisions"
    local.reset_requests()
    workbook.decisions.drop("O1-KR2", why="Nobody can count it", on=ON)
    assert local.requests["sheets"] == 2
    assert [one.change for one in workbook.read().decisions] == [Change.REPLACED, Change.DROPPED]


def test_the_grade_leaves_out_what_was_replaced_and_scores_its_successor(workbook):
    replaced(workbook)
    workbook.check_in([], on=ON)
    graded = workbook.grade(on=ON)
    scores = {one.id: one.score for one in graded.scores.key_results}
    assert scores == {"O1-KR1": Decimal("0.70"), "O2-KR1": Decimal("0.70"), "O3-KR1": Decimal("0.70"), "O1-KR2": None}
    assert str(graded.scores.objectives[0].coverage) == "0 of 1 met, 0 graded"


def test_a_new_target_changes_the_target_and_the_sentence_alone(workbook, local):
    before = workbook.read()
    local.reset_requests()
    workbook.decisions.retarget("O1-KR1", "140", why="Too easy", on=ON)
    assert local.requests["sheets"] == 2
    text = "Booked first visits from 0 to 140"
    changed = replace(before.key_results[0], target=Decimal(140), text=text)
    assert workbook.read().key_results == (changed, *before.key_results[1:])


@pytest.mark.parametrize("target", ["about fifty", "100", "0"])
def test_a_target_that_is_none_is_refused_and_nothing_is_written(workbook, local, target):
    local.reset_requests()
    with pytest.raises(InvalidOkrError):
        workbook.decisions.retarget("O1-KR1", target, why="Too easy", on=ON)
    assert local.requests["sheets"] == 1


def test_a_formula_is_not_written_over(workbook):
    tab(workbook).update([["=50+50"]], "L2", raw=False)
    with pytest.raises(InvalidOkrError, match=r"Target of O1-KR1 is a formula \('Key Results'!L2\)"):
        workbook.decisions.retarget("O1-KR1", Decimal(140), why="Too easy", on=ON)


def test_a_list_of_decisions_of_peoples_own_is_left_to_them(workbook):
    own = spreadsheet(workbook).add_worksheet("Decisions", 5, 3)
    own.update([["Meeting", "Decided", "Who"], ["Jan 12", "More phones", "All"]], "A1")
    replaced(workbook)
    assert own.get_all_values()[:2] == [["Meeting", "Decided", "Who"], ["Jan 12", "More phones", "All"]]
    assert tab(workbook, "Decisions (OKR)").cell(2, 2).value == "O1-KR1"
    workbook.decisions.drop("O2-KR1", why="Nobody can count it", on=ON)
    assert len(workbook.read().decisions) == 2


def test_columns_of_the_log_that_people_moved_or_left_out_are_respected(workbook):
    first = replaced(workbook).decision
    log = tab(workbook, "Decisions")
    log.delete_columns(7)
    log.insert_cols([["Mine"]], 1)
    second = workbook.decisions.drop("O2-KR1", why="Nobody can count it", on=ON, by="Somebody").decision
    assert workbook.read().decisions == (replace(first, by=""), replace(second, by=""))


def sort_down(workbook):
    return lambda: tab(workbook).sort((1, "des"), range="A2:AF4")


def insert_rows(workbook):
    return lambda: tab(workbook).insert_rows([["", "O2", "Reviews from 10 to 50"], []], 2)


def delete_a_row(workbook):
    return lambda: tab(workbook).delete_rows(3)


@pytest.mark.parametrize("edit", [sort_down, insert_rows, delete_a_row], ids=lambda edit: edit.__name__)
def test_rows_that_move_in_the_same_moment_are_put_right(workbook, local, edit):
    """Whatever people do between read and write, the outcome is as if they had done it before."""
    key_result = "O3-KR1" if edit is delete_a_row else "O1-KR1"
    local.interleave(WRITE, edit(workbook))
    # What they had typed into the new row in that moment, nobody can know.
    is_told = edit is insert_rows
    with pytest.raises(StaleWorkbookError, match="Look at row 2 of Key Results;") if is_told else nullcontext():
        replaced(workbook, key_result)
    found = {
        one.id: (one.text, one.status, one.replaced_by) for one in workbook.inspect().okr_set.key_results if one.id
    }
    successor = key_result.replace("KR1", "KR2")
    assert found[key_result][1:] == (Status.REPLACED, successor)
    assert found[successor][0] == SENTENCE
    others = {"O1-KR1", "O2-KR1", "O3-KR1"} - {key_result} - ({"O2-KR1"} if edit is delete_a_row else set())
    assert {found[one] for one in others} == {("Booked first visits from 0 to 100", Status.ACTIVE, "")}
    assert found.keys() == {key_result, successor} | others


def test_two_decisions_in_the_same_moment_are_both_made(workbook, local):
    local.interleave(WRITE, lambda: workbook.decisions.drop("O2-KR1", why="Nobody can count it", on=ON))
    replaced(workbook)
    after = workbook.read()
    assert [(one.key_result_id, one.change) for one in after.decisions] == [
        ("O2-KR1", Change.DROPPED),
        ("O1-KR1", Change.REPLACED),
    ]


def test_of_two_who_replace_one_key_result_the_second_is_told(workbook, local):
    local.interleave(WRITE, lambda: replaced(workbook, sentence="Referred visits from 3 to 9"))
    with pytest.raises(InvalidOkrError, match="O1-KR1 was replaced by O1-KR2 already"):
        replaced(workbook)
    assert len(workbook.read().key_results) == 4


def test_ten_at_once_are_ten_lines_or_a_clear_refusal(workbook):
    """Each tries a few times; none is half written, none twice."""

    def add(number):
        try:
            return replaced(workbook, f"O{number % 3 + 1}-KR1", f"Visits of kind {number} from 0 to 50")
        except (InvalidOkrError, StaleWorkbookError):
            return None

    with ThreadPoolExecutor(10) as people:
        made = [one for one in people.map(add, range(10)) if one]
    after = workbook.read()
    assert len(made) == len(after.decisions) == 3  # one for each of the three, whoever came first
    assert {one.new.id for one in made} == {"O1-KR2", "O2-KR2", "O3-KR2"}
    assert len(after.key_results) == 6


def test_a_decision_that_two_others_overtook_is_made_of_what_they_left(workbook, local):
    def others():
        replaced(workbook, "O1-KR1", "Visits of another kind from 0 to 50")
        replaced(workbook, "O2-KR1", "Calls of another kind from 0 to 50")

    local.interleave("POST .*:batchUpdate", others)
    with pytest.raises(InvalidOkrError, match="O1-KR1"):
        replaced(workbook)
    after = workbook.read()
    assert [one.key_result_id for one in after.decisions] == ["O1-KR1", "O2-KR1"]
    assert len(after.key_results) == 5


def test_an_answer_that_was_lost_after_the_write_is_found_in_the_log(workbook, local):
    rule = {"match": "POST .*:batchUpdate", "first": 1, "status": 503, "when": "after"}
    with httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url="http://localhost") as admin:
        headers = {"X-Local-Sheets": "1"}
        admin.put("/_local/faults", json={"rules": [rule]}, headers=headers).raise_for_status()
    found = replaced(workbook)
    after = workbook.read()
    assert after.decisions == (found.decision,)
    assert len(after.key_results) == 4


def test_a_dry_run_writes_nothing(workbook, local):
    before = workbook.read()
    local.reset_requests()
    found = replace(workbook.decisions, dry_run=True).drop("O1-KR1", why="Nobody can count it", on=ON)
    assert found.after.status is Status.DROPPED
    assert local.requests["sheets"] == 1
    assert workbook.read() == before
