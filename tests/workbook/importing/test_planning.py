"""The plan of an import, compared cell by cell with what was worked out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.errors import UnsafePlanError
from okrsdk.findings import Table
from okrsdk.model import Change, CheckIn, Cycle, Decision, KeyResult, Objective, OkrSet
from okrsdk.workbook import read_workbook
from okrsdk.workbook.importing.import_plan import KeptFor, Settle
from okrsdk.workbook.importing.memory import digest, memory_text
from okrsdk.workbook.importing.planning import plan_import
from okrsdk.workbook.importing.source import Carried, ImportSource, OwnIds
from tests.workbook.importing.memory_column import with_memory
from tests.workbook.samples import put, sample, workbook

KEY_RESULTS = Table.KEY_RESULTS


def source_of(okr_set, **further):
    return ImportSource(okr_set=okr_set, **further)


def plan_of(spreadsheet, okr_set, *, settle=None, **further):
    return plan_import(read_workbook(spreadsheet), source_of(okr_set, **further), settle=settle)


def with_key_result(position, **values):
    """The sample with some values of one key result changed."""
    okr_set = sample()
    key_results = list(okr_set.key_results)
    key_results[position] = replace(key_results[position], **values)
    return replace(okr_set, key_results=tuple(key_results))


def remember(spreadsheet, row, **said):
    """A memory of the last import in a row of the Key Results."""
    text = memory_text({name: digest(value) for name, value in said.items()})
    with_memory(spreadsheet, "Key Results", {row: text})


def cells(plan_cells):
    return [(own.record, own.title, own.before, own.after) for own in plan_cells]


def test_what_is_in_the_workbook_already_is_unchanged():
    plan = plan_of(workbook(), sample())
    assert plan.changes_nothing
    assert plan.kept == ()
    assert plan.unchanged == ("O1", "O2", "O1-KR1", "O1-KR2", "O1-KR3", "O2-KR1", "Cost per patient")
    assert list(plan.memories[KEY_RESULTS]) == [0, 1, 2, 3, 4], "what was said is remembered all the same"


def test_decisions_and_final_scores_of_the_source_stay_there_and_that_is_told():
    decision = Decision(day=date(2026, 2, 9), key_result_id="O1-KR1", change=Change.DROPPED, why="No chairs")
    logged = replace(sample(), decisions=(decision, replace(decision, key_result_id="O1-KR2")))
    plan = plan_of(workbook(replace(sample(), decisions=(decision,))), logged)
    assert plan.changes_nothing
    assert [(str(one.table), one.name, one.reason) for one in plan.left_out] == [
        ("Decisions", "Decisions (1)", "a workbook keeps its own log")
    ]


def test_a_blank_cell_is_filled_and_a_filled_one_that_differs_is_a_conflict_before_any_import():
    plan = plan_of(workbook(), with_key_result(1, source="CRM", current=Decimal("0.3")))
    assert cells(plan.changes) == [("O1-KR2", "Source", None, "CRM")]
    assert cells(plan.kept) == [("O1-KR2", "Current", Decimal("0.205"), Decimal("0.3"))]
    assert plan.conflicts == plan.kept


@pytest.mark.parametrize(
    ("then", "now", "held", "written", "kept"),
    [
        (170, 180, 170, True, None),  # only the source changed
        (170, 170, 175, False, KeptFor.TYPED),  # only people did
        (170, 175, 175, False, None),  # both did, alike
        (170, 180, 175, False, KeptFor.CONFLICT),  # both did, differently
        (170, 180, None, False, KeptFor.CONFLICT),  # people cleared it, and the source changed
        (170, 170, None, False, KeptFor.TYPED),  # people cleared it
        (None, 180, None, True, None),  # never imported, and blank
    ],
)
def test_three_sides_decide(then, now, held, written, kept):
    spreadsheet = workbook(replace(sample(), check_ins=()))
    put(spreadsheet, "Key Results", 1, "Current", held)
    remember(spreadsheet, 1, **({} if then is None else {"current": then}))
    plan = plan_of(spreadsheet, with_key_result(0, current=Decimal(now)))
    assert [own.title for own in plan.changes] == (["Current"] if written else [])
    assert [own.kept for own in plan.kept] == ([kept] if kept else [])


def test_a_conflict_is_settled_as_asked():
    okr_set = with_key_result(0, current=Decimal(180))
    theirs = plan_of(workbook(), okr_set, settle=Settle.SOURCE)
    assert cells(theirs.changes) == [("O1-KR1", "Current", Decimal(170), Decimal(180))]
    ours = plan_of(workbook(), okr_set, settle=Settle.WORKBOOK)
    assert [own.kept for own in ours.kept] == [KeptFor.TYPED]
    remembered = {part.partition("=")[0]: part.partition("=")[2] for part in ours.memories[KEY_RESULTS][0].split()}
    assert remembered["current"] == digest(180), "and not asked again"
    asked = plan_of(workbook(), okr_set)
    assert "current=" not in asked.memories[KEY_RESULTS][0], "an open conflict is not forgotten"


def test_a_formula_is_never_written_over():
    spreadsheet = workbook()
    put(spreadsheet, "Key Results", 1, "Current", 170, formula=True)
    plan = plan_of(spreadsheet, with_key_result(0, current=Decimal(180)), settle=Settle.SOURCE)
    assert [own.kept for own in plan.kept] == [KeptFor.FORMULA]
    assert plan.changes == ()


def test_a_blank_current_is_what_the_latest_check_in_says():
    spreadsheet = workbook()
    put(spreadsheet, "Key Results", 1, "Current", None)
    assert plan_of(spreadsheet, with_key_result(0, current=Decimal(140))).changes == ()
    other = plan_of(spreadsheet, with_key_result(0, current=Decimal(120)))
    assert cells(other.conflicts) == [("O1-KR1", "Current", Decimal(140), Decimal(120))]


def test_records_are_known_by_external_id_then_id_then_words_under_their_objective():
    spreadsheet = workbook()
    put(spreadsheet, "Key Results", 2, "External ID", "77")
    okr_set = OkrSet(
        objectives=(Objective(id="a", text="patients find us FIRST."), Objective(id="b", text="Win the north")),
        key_results=(
            KeyResult(id="1", objective_id="a", text="Rate", external_id="77"),
            KeyResult(id="2", objective_id="a", text="New patient requests from 100 to 200"),
            KeyResult(id="3", objective_id="b", text="New-patient requests from 100 to 200"),
            KeyResult(id="O1-KR3", objective_id="a", text="Booking online"),
        ),
    )
    plan = plan_of(spreadsheet, okr_set)
    assert [(own.table, own.id, own.values.get("objective_id")) for own in plan.new] == [
        (Table.OBJECTIVES, "b", None),
        (KEY_RESULTS, "3", "b"),
    ]
    filled = [(own.record, own.after) for own in plan.changes if own.key == "external_id"]
    assert filled == [("O1", "a"), ("O1-KR1", "2")], "so that the next import knows them whatever their words are"
    assert [own.record for own in plan.conflicts if own.key == "text"] == ["O1-KR2", "O1-KR3"], "spelling is none"


def test_an_id_is_known_also_where_the_workbook_has_an_external_id():
    spreadsheet = workbook()
    put(spreadsheet, "Key Results", 1, "External ID", "77")
    assert plan_of(spreadsheet, sample()).changes_nothing


def test_ids_of_a_reader_are_not_taken_for_those_of_the_workbook():
    okr_set = OkrSet(objectives=(Objective(id="O1", text="Win the north"),))
    plan = plan_of(workbook(), okr_set, own_ids=OwnIds.NONE)
    assert [(own.id, own.values) for own in plan.new] == [("O3", {"id": "O3", "text": "Win the north"})]


def test_new_records_get_the_next_ids_and_keep_the_source_s_in_external_id():
    okr_set = OkrSet(
        objectives=(Objective(id="O9", text="Win the north", external_id="G-4"),),
        key_results=(
            KeyResult(id="O9-KR1", objective_id="O9", text="Leads from 0 to 5", external_id="G-4.1"),
            KeyResult(id="O9-KR2", objective_id="O9", text="Leads from 0 to 7", external_id="G-4.2"),
        ),
    )
    plan = plan_of(workbook(), okr_set, own_ids=OwnIds.NONE)
    assert [(own.id, own.values["external_id"]) for own in plan.new] == [
        ("O3", "G-4"),
        ("O3-KR1", "G-4.1"),
        ("O3-KR2", "G-4.2"),
    ]


def test_what_is_not_clear_is_left_out_with_its_reason():
    twins = replace(sample(), key_results=(sample().key_results[4], sample().key_results[4]), check_ins=())
    okr_set = OkrSet(
        objectives=sample().objectives,
        key_results=(
            KeyResult(objective_id="O1", text="Cost per patient"),
            KeyResult(id="x", external_id="x", objective_id="O1", text="One"),
            KeyResult(id="x", external_id="x", objective_id="O1", text="Two"),
        ),
    )
    plan = plan_of(workbook(twins), okr_set)
    assert [(own.name, own.reason) for own in plan.left_out] == [
        ("Cost per patient", "the workbook has these words more than once, and no ID tells them apart"),
        ("x", "x is in the source more than once; the first was taken"),
    ]
    assert [own.text for own in plan.new] == ["One"]


def test_a_record_that_the_source_no_longer_has_stays_and_is_named():
    spreadsheet = workbook()
    remember(spreadsheet, 2, text="Close rate from 10 % to 45 %")
    okr_set = sample()
    without = replace(okr_set, key_results=(okr_set.key_results[0],), check_ins=())
    assert plan_of(spreadsheet, without).gone == ("O1-KR2",), "what no import brought is not missed"


def test_further_columns_become_columns_on_the_right():
    carried: Carried = {KEY_RESULTS: ({"Region": "=1+1", "Score": "0.4"}, {}, {" ": "x"}, {}, {})}
    plan = plan_of(workbook(), sample(), carried=carried)
    assert cells(plan.changes) == [("O1-KR1", "Region", None, "=1+1"), ("O1-KR1", "Score (imported)", None, "0.4")]
    assert [own.header for own in plan.columns[KEY_RESULTS]] == ["Region", "Score (imported)", "Last import"]


def test_check_ins_are_added_once():
    okr_set = sample()
    again = replace(okr_set.check_ins[0], by="", changed="")
    new = CheckIn(day=date(2026, 1, 26), key_result_id="O1-KR1", value=Decimal(150))
    lost = CheckIn(day=date(2026, 1, 26), key_result_id="O7-KR1", value=Decimal(1))
    plan = plan_of(workbook(), replace(okr_set, check_ins=(again, new, new, lost)))
    assert plan.check_ins == (new,)
    assert [own.name for own in plan.left_out] == ["check-in of O7-KR1 on 2026-01-26"]


def test_another_cycle_is_refused():
    with pytest.raises(UnsafePlanError, match=r"are of 2026-Q2, .* is of 2026-Q1\. Nothing was written"):
        plan_of(workbook(), replace(sample(), cycle=Cycle.parse("2026-Q2")))
