"""People type, the source changes, imports come in between: in whatever order, nothing typed is lost."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from okrsdk.findings import Table
from okrsdk.model import Cycle, KeyResult, Objective, OkrSet
from okrsdk.workbook import read_workbook
from okrsdk.workbook.importing.import_plan import KeptFor
from okrsdk.workbook.importing.planning import plan_import
from okrsdk.workbook.importing.source import ImportSource
from tests.workbook.importing.memory_column import with_memory

BLANK = {"current": None, "owner": "", "source": ""}
VALUES = {
    "current": st.sampled_from([None, Decimal(1), Decimal("2.5"), Decimal(1000)]),
    "owner": st.sampled_from(["", "Head of Sales", "Head of Operations", "=1+1"]),
    "source": st.sampled_from(["", "CRM", "crm report"]),
}
KINDS = {str: "stringValue", float: "numberValue"}
STEPS = st.lists(
    st.one_of(
        st.just(("import", "", None)),
        *(st.tuples(st.sampled_from(["people", "source"]), st.just(name), values) for name, values in VALUES.items()),
    ),
    max_size=12,
)


def okrs(values):
    key_result = KeyResult(id="O1-KR1", objective_id="O1", text="Bookings from 0 to 9", **values)
    objective = Objective(id="O1", text="Win the north")
    return OkrSet(cycle=Cycle.parse("2026-Q1"), objectives=(objective,), key_results=(key_result,))


def tab(title, record):
    """A tab with one record, by header."""
    rows = [list(record), [float(value) if isinstance(value, Decimal) else value for value in record.values()]]
    held = [
        [{} if value in (None, "") else {"effectiveValue": {KINDS[type(value)]: value}} for value in r] for r in rows
    ]
    data = {"rowData": [{"values": row} for row in held], "columnMetadata": [{} for _ in record]}
    return {"properties": {"title": title}, "data": [data]}


class _Sheet:
    """A workbook of one key result, as people and imports write it, and who wrote each cell."""

    def __init__(self):
        self.values = dict(BLANK)
        self.memory = ""
        self.left = dict(BLANK)  # what the last import left in each cell
        self.imported = set()

    def plan(self, source):
        own = {"ID": "O1-KR1", "Objective": "O1", "Key result": "Bookings from 0 to 9", "Score": None}
        own |= {"Baseline": None, "Target": None, **{name.title(): value for name, value in self.values.items()}}
        tabs = (tab("Objectives", {"ID": "O1", "Objective": "Win the north", "Score": None}), tab("Key Results", own))
        spreadsheet = with_memory({"sheets": list(tabs)}, "Key Results", {1: self.memory})
        return plan_import(read_workbook(spreadsheet), ImportSource(okr_set=okrs(source)))

    def take(self, source):
        plan = self.plan(source)
        before = dict(self.values)
        self.values |= {cell.key: cell.after for cell in plan.changes if cell.key in self.values}
        self.memory = plan.memories[Table.KEY_RESULTS].get(0, self.memory)
        conflicts = {cell.key for cell in plan.kept if cell.kept is KeptFor.CONFLICT}
        for name, said in source.items():
            is_peoples = before[name] != self.left[name]
            if said in (None, ""):
                assert self.values[name] == before[name], "what the source does not say changes nothing"
            elif is_peoples and (before[name] not in (None, "") or name in self.imported):
                assert self.values[name] == before[name], "what people typed or cleared stays"
            else:
                assert self.values[name] == said, "what nobody typed follows the source"
            if name not in conflicts and self.values[name] == said:
                self.left[name] = said
            if said not in (None, "") and name not in conflicts:
                self.imported.add(name)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_imports_lose_nothing_and_leave_nothing_undone(steps):
    sheet, source = _Sheet(), dict(BLANK)
    for who, name, value in steps:
        if who == "people":
            sheet.values[name] = value
        elif who == "source":
            source[name] = value
        else:
            sheet.take(source)
            again = sheet.plan(source)
            assert (again.changes, again.memories[Table.KEY_RESULTS]) == ((), {}), "a second import has nothing to do"


def test_a_source_that_only_lost_a_value_clears_nothing():
    sheet = _Sheet()
    sheet.take({**BLANK, "owner": "Head of Sales"})
    sheet.take(dict(BLANK))
    assert sheet.values["owner"] == "Head of Sales"
    assert sheet.plan({**BLANK, "owner": "Head of Operations"}).changes[0].after == "Head of Operations"
