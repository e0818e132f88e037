"""Whatever people type wherever they type it: findings or a clear refusal, never a traceback."""

import json
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from okrsdk.assessment import assess
from okrsdk.errors import InvalidOkrError
from okrsdk.workbook import a1, plan_write, read_workbook, workbook_template
from okrsdk.workbook.writing.request import first_writes, request_of
from tests.workbook.samples import GRADED_ON, rows, workbook

TABS = ("Overview", "Objectives", "Key Results", "Check-ins", "Client")
WORDS = st.sampled_from(
    ["", " ", "O1", "O1-KR1", "Target", "Score", "Funnel stage", "Client", "45 %", "=1", "yes", "live"]
)
HELD = st.one_of(
    st.builds(lambda text: {"stringValue": text}, st.one_of(st.text(), WORDS)),
    st.builds(lambda number: {"numberValue": number}, st.floats(allow_nan=False, allow_infinity=False)),
    st.builds(lambda flag: {"boolValue": flag}, st.booleans()),
    st.builds(lambda kind: {"errorValue": {"type": kind}}, st.sampled_from(["REF", "N_A", "NEW_KIND"])),
    st.just({}),
)
CELLS = st.builds(
    lambda held, formula, kind: {
        "effectiveValue": held,
        **({"userEnteredValue": {"formulaValue": "=A1"}} if formula else {}),
        **({"effectiveFormat": {"numberFormat": {"type": kind}}} if kind else {}),
    },
    HELD,
    st.booleans(),
    st.sampled_from([None, "DATE", "TIME", "PERCENT", "TEXT"]),
)
TYPED = st.lists(st.tuples(st.sampled_from(TABS), st.integers(0, 16), st.integers(0, 27), CELLS), max_size=8)


@cache
def original():
    return json.dumps(workbook())


@settings(max_examples=20)
@given(TYPED)
def test_a_workbook_is_read_graded_written_and_made_again_whatever_stands_in_its_cells(typed):
    spreadsheet = json.loads(original())
    for tab, row, column, cell in typed:
        own = rows(spreadsheet, tab)
        own.extend({} for _ in range(row + 1 - len(own)))
        values = own[row].setdefault("values", [])
        values.extend({} for _ in range(column + 1 - len(values)))
        values[column] = cell
    reading = read_workbook(spreadsheet)
    for finding in reading.findings:
        a1(reading.layout, finding.location)
    found = assess(reading.okr_set, on=GRADED_ON, table_findings=reading.findings)
    try:
        plan = plan_write(reading, found)
        json.dumps(request_of(plan, first_writes(plan)), allow_nan=False)
    except InvalidOkrError:
        assert any(finding.code == "T301" for finding in reading.findings)
    json.dumps(workbook_template(reading.okr_set, scores=found.scores).spreadsheet, allow_nan=False)
