"""What people write otherwise than the columns say, and is clear all the same; and what belongs in another place."""

from datetime import date
from decimal import Decimal

import pytest

from okrsdk.findings import Severity, Table
from okrsdk.model import Commitment, FunnelStage, Indicator, Kind, Level, Month, Status
from okrsdk.schema import columns, load_tables, makes_writing_unsafe
from okrsdk.schema.frames import frame

OBJECTIVES = (
    {"id": "O1", "text": "Make every delivery a punctual one"},
    {"id": "O2", "text": "Win back the shops we lost"},
)


def key_result(number=1, **fields):
    return {"id": f"O1-KR{number}", "objective_id": "O1", "text": f"Punctual vans in depot {number}", **fields}


def loaded(*key_results, objectives=OBJECTIVES, **tables):
    frames = {
        Table.OBJECTIVES: frame(Table.OBJECTIVES, objectives),
        Table.KEY_RESULTS: frame(Table.KEY_RESULTS, key_results),
    }
    return load_tables(frames | {Table[name]: frame(Table[name], records) for name, records in tables.items()})


def told(tables):
    return [(f.code, f.severity, f.location.position, f.location.field) for f in tables.findings]


def choice(table, name, text):
    (column,) = (column for column in columns(table) if column.name == name)
    return column.choice(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Increase to", Kind.INCREASE),
        ("decrease by", Kind.DECREASE),
        ("Reduce", Kind.DECREASE),
        ("Lower is better", Kind.DECREASE),
        ("≥", Kind.AT_LEAST),
        ("Keep below", Kind.AT_MOST),
        ("Range", Kind.BETWEEN),
        ("Yes/No", Kind.MILESTONE),
        ("Binary", Kind.MILESTONE),
        ("STAGES", Kind.STAGES),
        ("hope", None),
    ],
)
def test_kinds_are_known_by_the_words_of_other_tools(text, kind):
    assert choice(Table.KEY_RESULTS, "kind", text) is kind


def test_so_are_the_other_choices():
    assert choice(Table.KEY_RESULTS, "commitment", "Moonshot") is Commitment.ASPIRATIONAL
    assert choice(Table.KEY_RESULTS, "indicator", "Lead") is Indicator.LEADING
    assert choice(Table.KEY_RESULTS, "funnel_stage", "Leads") is FunnelStage.LEAD
    assert choice(Table.OBJECTIVES, "level", "Department") is Level.TEAM
    assert choice(Table.KEY_RESULTS, "status", "In progress") is Status.ACTIVE
    assert choice(Table.KEY_RESULTS, "status", "Cancelled") is Status.DROPPED
    assert choice(Table.CLIENT, "fiscal_year_starts", "Oct") is Month.OCTOBER
    assert choice(Table.CLIENT, "fiscal_year_starts", "04") is Month.APRIL


def test_no_word_means_two_things_in_one_column():
    for table in Table:
        for column in columns(table):
            words = [word for choice in column.choices for word in (choice, *column.words.get(choice, ()))]
            meant = {word: column.choice(word) for word in words}
            assert all(column.choice(choice) is choice for choice in column.choices)
            assert None not in meant.values()
            assert not [word for word in words if column.belongs_elsewhere(word)]


@pytest.mark.parametrize(
    ("status", "part"),
    [
        ("Off track", "Pace is worked out"),
        ("Delayed", "Pace"),
        ("Amber", "Pace"),
        ("Done", "score"),
        ("On hold", "blocks"),
    ],
)
def test_a_status_of_another_tool_is_told_where_it_belongs_and_the_record_counts(status, part):
    tables = loaded(key_result(status=status))
    assert told(tables) == [("T210", Severity.WARNING, 0, "status")]
    assert part in tables.findings[0].suggestion
    assert tables.okr_set.key_results[0].is_active


def test_a_status_that_nobody_knows_is_an_error():
    assert told(loaded(key_result(status="purple"))) == [("T203", Severity.ERROR, 0, "status")]


def test_a_unit_in_the_column_of_kinds_is_told_where_it_belongs():
    tables = loaded(key_result(kind="Percentage"))
    assert told(tables) == [("T210", Severity.WARNING, 0, "kind")]
    assert "Unit" in tables.findings[0].suggestion


@pytest.mark.parametrize(
    "reference",
    ["o1", " O1 ", "make every delivery a punctual one.", "O1: Make every delivery a punctual one", "O 1"],
)
def test_an_objective_is_named_by_its_id_in_any_case_or_by_its_words(reference):
    tables = loaded(key_result(objective_id=reference))
    assert tables.findings == ()
    assert tables.okr_set.key_results[0].objective_id == "O1"


def test_words_of_two_objectives_or_of_none_name_no_objective():
    twins = (*OBJECTIVES, {"id": "O3", "text": "Win back the shops we lost"})
    for reference in ("Win back the shops we lost", "O1: Win back the shops we lost", "Win back shops"):
        tables = loaded(key_result(objective_id=reference), objectives=twins)
        assert told(tables) == [("T302", Severity.ERROR, 0, "objective_id")]


def test_a_check_in_names_its_key_result_by_id_in_any_case_or_by_words():
    check_ins = [
        {"day": date(2026, 4, 7), "key_result_id": "o1-kr1", "value": Decimal(3)},
        {"day": date(2026, 4, 8), "key_result_id": "Punctual vans in depot 2", "value": Decimal(4)},
    ]
    tables = loaded(key_result(1), key_result(2), CHECK_INS=check_ins)
    assert [check_in.key_result_id for check_in in tables.okr_set.check_ins] == ["O1-KR1", "O1-KR2"]
    assert tables.findings == ()


def test_a_check_in_of_a_key_result_that_is_gone_is_a_warning():
    tables = loaded(key_result(), CHECK_INS=[{"day": date(2026, 4, 7), "key_result_id": "O1-KR5"}])
    assert told(tables) == [("T303", Severity.WARNING, 0, "key_result_id")]


def test_ids_that_differ_in_case_alone_are_one_id_given_twice():
    tables = loaded(key_result(id="O1-KR1"), key_result(id="o1-kr1"))
    assert told(tables) == [("T301", Severity.ERROR, 1, "id")]
    assert makes_writing_unsafe(tables.findings[0])


@pytest.mark.parametrize("confidence", ["6/10", "Medium", Decimal(8), "very sure"])
def test_a_confidence_that_is_none_is_told_how_one_is_written(confidence):
    check_in = {"day": date(2026, 4, 7), "key_result_id": "O1-KR1", "confidence": confidence}
    (finding,) = loaded(key_result(), CHECK_INS=[check_in]).findings
    assert finding.suggestion == "Write a number from 0 to 1, such as 0.7."
    assert not makes_writing_unsafe(finding)


def test_a_milestone_and_stages_are_told_how_their_values_are_written():
    tables = loaded(key_result(1, kind="milestone", current="almost"), key_result(2, kind="stages", current="nearly"))
    assert ["done or not done" in f.suggestion or "stage" in f.suggestion for f in tables.findings] == [True, True]


@pytest.mark.parametrize(
    ("weights", "positions"),
    [
        (("0.5", "0.3", None), [2]),
        (("0.7", None), [1]),
        (("0.5", "0.3", "1"), [2]),
        (("40", "30", "30", None), [3]),
        (("60", "0.4"), [1]),
        (("0.5", None, None, None), []),
        (("2", None, "1"), []),
        (("0.5", "0.25", "0.25"), []),
        (("50", "50"), []),
        (("0", None, None), []),
        ((None, None), []),
        (("0.5", "1", "1"), []),
    ],
)
def test_weights_on_two_scales_are_doubtful_and_those_on_one_are_not(weights, positions):
    rows = [key_result(number, weight=None if own is None else Decimal(own)) for number, own in enumerate(weights, 1)]
    found = told(loaded(*rows))
    assert found == [("T211", Severity.WARNING, position, "weight") for position in positions]


def test_weights_are_compared_within_one_objective_and_among_those_that_count():
    rows = [
        key_result(1, weight=Decimal(50)),
        key_result(2, weight=Decimal(50)),
        key_result(3, weight=Decimal("0.5"), status="dropped"),
        key_result(4, objective_id="O2", weight=Decimal("0.5")),
        key_result(5, objective_id="O2", weight=Decimal("0.5")),
    ]
    assert loaded(*rows).findings == ()


def test_a_quarter_of_a_fiscal_year_needs_its_start():
    client = {"name": "Harbor Freight Lines", "cycle": "FY27-Q2"}
    tables = loaded(CLIENT=[client])
    assert told(tables) == [("T208", Severity.ERROR, 0, "cycle")]
    assert "Fiscal year starts" in tables.findings[0].suggestion
    cycle = loaded(CLIENT=[{**client, "fiscal_year_starts": "April"}]).okr_set.cycle
    assert (cycle.name, cycle.start, cycle.end) == ("FY27-Q2", date(2026, 7, 1), date(2026, 9, 30))
