"""The plan of an import, printed: written out by hand."""

import json
from datetime import date
from decimal import Decimal

from okrsdk.findings import Table
from okrsdk.model import CheckIn
from okrsdk.reports.import_document import import_document
from okrsdk.reports.import_text import import_text
from okrsdk.workbook.importing.import_plan import ImportedCell, ImportPlan, KeptFor, LeftOut, NewColumn, NewRecord


def cell(title, before, after, kept=None):
    return ImportedCell(
        table=Table.KEY_RESULTS,
        record="O1-KR1",
        position=0,
        key=title.lower(),
        title=title,
        before=before,
        after=after,
        kept=kept,
    )


PLAN = ImportPlan(
    spreadsheet_id="1",
    title="Acme Dental · 2026-Q1",
    new=(
        NewRecord(table=Table.OBJECTIVES, id="O3", text="Win the north", values={"id": "O3", "text": "Win the north"}),
        NewRecord(
            table=Table.KEY_RESULTS,
            id="O3-KR1",
            text="Bookings",
            values={"id": "O3-KR1", "text": "Bookings", "baseline": Decimal(10), "due": date(2026, 3, 31)},
            further={"#1": "North"},
            titles={"#1": "Region"},
        ),
    ),
    changes=(cell("Current", Decimal("0.50"), Decimal(1)), cell("Due", None, date(2026, 3, 31))),
    kept=(cell("Owner", "Head of Sales", "Head of Marketing", KeptFor.CONFLICT),),
    unchanged=("O1", "O2"),
    gone=("O1-KR9",),
    left_out=(LeftOut(table=Table.KEY_RESULTS, name="K7", reason="K7 is on 2 rows of the workbook"),),
    check_ins=(CheckIn(day=date(2026, 1, 12), key_result_id="O1-KR1", value=Decimal(140)),),
    columns={
        Table.KEY_RESULTS: (NewColumn(key="#1", header="Region"), NewColumn(key="last_import", header="Last import"))
    },
)


def test_as_text():
    assert list(import_text(PLAN)) == [
        "New (2):",
        "  O3        Win the north",
        "  O3-KR1    Bookings",
        "            Baseline: 10 · Due: 2026-03-31 · Region: North",
        "",
        "Changed (2):",
        "  O1-KR1 Current: 0.5 → 1",
        "  O1-KR1 Due: blank → 2026-03-31",
        "",
        "Changed in the workbook and in the source, so the workbook's value stays (1):",
        "  O1-KR1 Owner: Head of Sales → Head of Marketing",
        "",
        "Check-ins (1):",
        "  2026-01-12 O1-KR1: 140",
        "",
        "New columns, on the right (1):",
        "  Region on Key Results",
        "",
        "In earlier imports and not in the source; they stay (1):",
        "  O1-KR9",
        "",
        "Not imported (1):",
        "  K7: K7 is on 2 rows of the workbook",
        "",
        "2 new, 2 cells changed, 2 unchanged, 1 conflict, 1 not imported.",
    ]


def test_as_json():
    place = {"table": "Key Results", "record": "O1-KR1"}
    assert json.loads(json.dumps(import_document(PLAN))) == {
        "title": "Acme Dental · 2026-Q1",
        "new": [
            {"table": "Objectives", "id": "O3", "text": "Win the north"},
            {
                "table": "Key Results",
                "id": "O3-KR1",
                "text": "Bookings",
                "baseline": 10,
                "due": "2026-03-31",
                "further": {"Region": "North"},
            },
        ],
        "changed": [
            {**place, "column": "Current", "from": 0.5, "to": 1},
            {**place, "column": "Due", "from": None, "to": "2026-03-31"},
        ],
        "kept": [
            {**place, "column": "Owner", "from": "Head of Sales", "to": "Head of Marketing", "reason": "both changed"}
        ],
        "unchanged": ["O1", "O2"],
        "gone": ["O1-KR9"],
        "not_imported": [{"table": "Key Results", "name": "K7", "reason": "K7 is on 2 rows of the workbook"}],
        "check_ins": [{"date": "2026-01-12", "key_result": "O1-KR1", "value": 140}],
        "columns": {"Key Results": ["Region"]},
    }
