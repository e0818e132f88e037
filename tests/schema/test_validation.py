"""Each structure finding, its place and its sentence."""

from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from okrsdk.findings import Severity, Table
from okrsdk.model import Client, Cycle, KeyResult, Objective, OkrSet, Stage
from okrsdk.schema import STRUCTURE_RULES, CellError, columns, frames_from_okr_set, load_tables, validate
from okrsdk.schema.frames import frame
from okrsdk.schema.tables import MODELS

KEY_RESULT = {"id": "O1-KR1", "objective_id": "O1", "text": "Booked jobs from 40 to 60"}
OBJECTIVE = {"id": "O1", "text": "Win more booked jobs"}


def _frames(*key_results, objectives=(OBJECTIVE,), **tables):
    frames = {Table.OBJECTIVES: frame(Table.OBJECTIVES, list(objectives))}
    frames[Table.KEY_RESULTS] = frame(Table.KEY_RESULTS, [{**KEY_RESULT, **key_result} for key_result in key_results])
    return frames | {Table[name]: frame(Table[name], records) for name, records in tables.items()}


def _found(frames):
    return [(f.code, f.location.record, f.location.position, f.location.field, f.message) for f in validate(frames)]


def test_a_sound_set_has_no_findings():
    okr_set = OkrSet(
        client=Client(name="Brookside Plumbing", average_sale=Decimal(900), close_rate=Decimal("0.25")),
        cycle=Cycle.parse("2026-Q1"),
        objectives=(Objective(id="O1", text="Win more booked jobs", co_owners=("Sales", "Dispatch")),),
        key_results=(
            KeyResult(
                id="O1-KR1",
                objective_id="O1",
                text="Booked jobs from 40 to 60",
                baseline=Decimal(40),
                target=Decimal(60),
                stages=(Stage(score=Decimal(1), name="live"),),
                due=date(2026, 3, 31),
            ),
        ),
    )
    assert validate(frames_from_okr_set(okr_set)) == ()


@pytest.mark.parametrize(
    ("field", "value", "code", "message"),
    [
        ("target", "about fifty", "T201", 'Target is "about fifty", which is not a number.'),
        ("target", date(2026, 1, 5), "T201", "Target is 2026-01-05, which is a date where a number belongs."),
        ("target", True, "T201", "Target is True, which is not a number."),
        ("target", Decimal("Infinity"), "T201", "Target is Infinity, which is not a number."),
        ("current", CellError("#REF!"), "T204", "Current shows #REF!."),
        ("due", "end of March", "T202", 'Due is "end of March", which is not a date.'),
        ("due", CellError("#N/A"), "T204", "Due shows #N/A."),
        ("kind", "growth", "T203", 'Kind is "growth", which is none of its choices.'),
        ("status", CellError("#NAME?"), "T204", "Status shows #NAME?."),
        ("weight", Decimal(-1), "T205", "Weight is -1, but must be 0 or more."),
        (
            "stages",
            "pilot, then live",
            "T207",
            'Stages is "pilot, then live", which is not a list of stages with their scores.',
        ),
        ("owner", 7, "T209", "Owner is 7, which is not text."),
    ],
)
def test_a_cell_that_its_column_does_not_allow_is_found_once(field, value, code, message):
    assert _found(_frames({}, {"id": "O1-KR2", field: value})) == [(code, "O1-KR2", 1, field, message)]


def test_one_cell_wrong_in_several_ways_is_one_finding():
    assert [f[0] for f in _found(_frames({"kind": 5}))] == ["T203"]


def test_numbers_of_every_python_kind_are_numbers():
    for number in (0, 1.5, Decimal("0.1"), -3):
        assert _found(_frames({"target": number})) == []


def test_a_day_with_a_time_is_no_day():
    assert [f[0] for f in _found(_frames({"due": datetime(2026, 3, 1, 12, 0)}))] == ["T202"]


def test_confidence_lies_between_zero_and_one():
    check_ins = [
        {"day": date(2026, 1, 5), "key_result_id": "O1-KR1", "confidence": Decimal(confidence)}
        for confidence in ("0", "0.5", "1", "1.01", "7")
    ]
    found = _found(_frames({}, CHECK_INS=check_ins))
    assert [(code, position) for code, _, position, _, _ in found] == [("T205", 3), ("T205", 4)]
    assert found[1][4] == "Confidence is 7, but must be from 0 to 1."


def test_what_must_be_filled_is_found_when_blank():
    found = _found(_frames({"objective_id": None, "text": "  "}, objectives=[OBJECTIVE, {"id": "O2"}]))
    assert [(code, field) for code, _, _, field, _ in found] == [
        ("T206", "text"),
        ("T206", "objective_id"),
        ("T206", "text"),
    ]


def test_a_second_row_with_the_same_id_is_found_where_it_stands():
    found = _found(_frames({}, {}, {"id": "O1-KR2"}, {}))
    assert [(code, position, field) for code, _, position, field, _ in found] == [("T301", 1, "id"), ("T301", 3, "id")]
    assert found[0][4] == "The ID O1-KR1 is given twice: it is already that of record 1 of Key Results."


def test_blank_ids_are_not_duplicates():
    assert _found(_frames({"id": None}, {"id": ""}, {"id": None})) == []


def test_a_key_result_of_an_unknown_objective_names_those_that_exist():
    (finding,) = validate(_frames({"objective_id": "O9"}))
    assert (finding.code, finding.severity) == ("T302", Severity.ERROR)
    assert finding.message == "There is no objective O9."
    assert finding.suggestion == "Use one of: O1."


def test_a_check_in_or_replacement_of_an_unknown_key_result_is_found():
    check_ins = [{"day": date(2026, 1, 5), "key_result_id": "O1-KR9"}]
    found = _found(_frames({"replaced_by": "O1-KR8"}, CHECK_INS=check_ins))
    assert [(code, field) for code, _, _, field, _ in found] == [("T303", "replaced_by"), ("T303", "key_result_id")]


def _strategy(*entries, **objective):
    frames = _frames({}, objectives=[{**OBJECTIVE, **objective}])
    return {**frames, Table.STRATEGY: frame(Table.STRATEGY, entries)}


WINTER = {"id": "C1", "part": "challenge", "text": "Half of the chairs are empty in winter."}


@pytest.mark.parametrize("said", ["C1", "c1", "half of the chairs are empty in winter"])
def test_an_objective_names_its_challenge_by_id_or_words(said):
    loaded = load_tables(_strategy(WINTER, challenge=said))
    assert (loaded.findings, loaded.okr_set.objectives[0].challenge) == ((), "C1")


def test_an_unknown_challenge_is_a_warning_that_names_those_there_are_and_no_kpi():
    (finding,) = validate(_strategy(WINTER, {"part": "kpi", "text": "No-show rate"}, challenge="No-show rate"))
    assert (finding.code, finding.severity) == ("T304", Severity.WARNING)
    assert finding.advice == "There is no challenge No-show rate. Use one of: C1."


def test_words_for_a_challenge_are_just_words_where_no_challenge_is_written_down():
    assert validate(_strategy({"part": "kpi", "text": "No-show rate"}, challenge="Winter")) == ()


def test_a_challenge_without_id_is_called_by_its_words():
    own = {**WINTER, "id": None}
    loaded = load_tables(_strategy(own, challenge="Half of the chairs are empty in winter"))
    assert loaded.findings == ()
    assert loaded.okr_set.objectives[0].challenge == own["text"]


def test_an_entry_of_the_strategy_says_what_it_is():
    (finding,) = validate(_strategy({"text": "No-show rate"}))
    assert (finding.code, finding.location.table, finding.location.field) == ("T206", Table.STRATEGY, "part")


def test_a_cycle_that_cannot_be_read_is_found():
    found = _found(_frames({}, CLIENT=[{"name": "Brookside Plumbing", "cycle": "spring"}]))
    assert found == [("T208", None, 0, "cycle", '"spring" is not a cycle.')]


def test_long_texts_are_shortened_in_messages():
    (finding,) = validate(_frames({"target": "x" * 500}))
    assert len(finding.message) < 90


def test_a_missing_column_is_not_a_finding_of_the_cells():
    frames = _frames({})
    frames[Table.KEY_RESULTS] = frames[Table.KEY_RESULTS].drop(columns=["target", "current"])
    assert _found(frames) == []


def test_an_unticked_box_in_an_otherwise_blank_column_is_found_where_it_stands():
    frames = _frames({"id": "O1-KR1"}, {"id": "O1-KR2", "source": False})
    assert _found(frames) == [("T209", "O1-KR2", 1, "source", "Source is False, which is not text.")]


def test_a_column_of_the_users_own_is_left_alone():
    frames = _frames({})
    frames[Table.KEY_RESULTS]["Budget"] = ["whatever"]
    assert _found(frames) == []


@settings(max_examples=15)  # pandera takes a third of a second to tell of a cell
@given(
    value=st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.tuples(st.text()))
)
def test_whatever_stands_in_a_cell_is_at_most_one_finding_and_never_an_exception(value):
    fields = ("target", "due", "kind", "stages", "owner")
    found = [field for _, _, _, field, _ in _found(_frames(dict.fromkeys(fields, value)))]
    assert len(found) == len(set(found))
    assert set(found) <= set(fields)
    assert set(found) == _failing_for_pandera(_frames(dict.fromkeys(fields, value))[Table.KEY_RESULTS])


def _failing_for_pandera(frame):
    """The columns that the model alone, as users have it, finds cells wrong in."""
    try:
        MODELS[Table.KEY_RESULTS].validate(frame, lazy=True)
    except SchemaErrors as errors:
        return {error.schema.name for error in errors.schema_errors}
    return set()


def test_users_can_validate_their_own_frame_with_pandera_alone():
    own = pd.DataFrame(
        {"id": ["O1-KR1"], "objective_id": ["O1"], "text": ["t"], "baseline": [40.0], "target": [60], "current": [None]}
    )
    assert MODELS[Table.KEY_RESULTS].validate(own) is not None


def test_every_code_of_the_catalogue_is_its_own():
    codes = [rule.code for rule in STRUCTURE_RULES]
    assert len(codes) == len(set(codes))
    assert all(rule.why and rule.bad and rule.good for rule in STRUCTURE_RULES)


def test_every_column_has_a_header_of_its_own_and_a_description():
    for table in MODELS:
        own = columns(table)
        headers = [header.casefold() for column in own for header in (column.title, *column.aliases)]
        assert len(headers) == len(set(headers)), table
        assert all(column.description.endswith(".") for column in own)
