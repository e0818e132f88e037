"""One OKR set that uses every kind of column, and a workbook of it as the API would answer."""

import json
from datetime import date
from decimal import Decimal

from okrsdk.model import (
    CheckIn,
    Client,
    Commitment,
    Cycle,
    FunnelStage,
    FunnelStep,
    Indicator,
    KeyResult,
    Kind,
    Level,
    Objective,
    OkrSet,
    Stage,
    Status,
    Visibility,
)
from okrsdk.workbook import workbook_template
from tests.discovery import problem_in

GRADED_ON = date(2026, 2, 1)


def sample():
    return OkrSet(
        client=Client(
            name="Acme Dental",
            currency="USD",
            time_zone="America/Chicago",
            average_sale=Decimal(900),
            close_rate=Decimal("0.25"),
            monthly_capacity=Decimal(40),
            capacity_unit="new patients",
            funnel=(
                FunnelStep(stage=FunnelStage.AWARENESS, visibility=Visibility.VISIBLE, system="Google Analytics"),
                FunnelStep(stage=FunnelStage.LEAD, visibility=Visibility.PARTIAL),
            ),
        ),
        cycle=Cycle.parse("2026-Q1"),
        objectives=(
            Objective(
                id="O1",
                text="Patients find us first",
                why="Chairs stand empty",
                owner="Head of Marketing",
                co_owners=("Head of Sales", "Front desk"),
                level=Level.TEAM,
            ),
            Objective(id="O2", text="=1+1 is a text", weight=Decimal(0), status=Status.DROPPED),
        ),
        key_results=(
            KeyResult(
                id="O1-KR1",
                objective_id="O1",
                text="New-patient requests from 100 to 200",
                metric="Requests",
                source="CRM",
                funnel_stage=FunnelStage.LEAD,
                indicator=Indicator.LEADING,
                unit="requests",
                baseline=Decimal(100),
                target=Decimal(200),
                current=Decimal(170),
                due=date(2026, 3, 31),
                owner="Head of Marketing",
            ),
            KeyResult(
                id="O1-KR2",
                objective_id="O1",
                text="Close rate from 10 % to 45 %",
                unit="%",
                baseline=Decimal("0.1"),
                target=Decimal("0.45"),
                current=Decimal("0.205"),
                commitment=Commitment.COMMITTED,
            ),
            KeyResult(
                id="O1-KR3",
                objective_id="O1",
                text="Online booking",
                kind=Kind.STAGES,
                stages=(Stage(score=Decimal("0.3"), name="pilot"), Stage(score=Decimal(1), name="live")),
                current=Decimal("0.3"),
            ),
            KeyResult(
                id="O2-KR1",
                objective_id="O2",
                text="CRM access",
                kind=Kind.MILESTONE,
                current=Decimal(1),
                status=Status.REPLACED,
                replaced_by="O1-KR1",
                weight=Decimal("0.5"),
            ),
            KeyResult(objective_id="O1", text="Cost per patient", kind=Kind.AT_MOST, target=Decimal(120), unit="$"),
        ),
        check_ins=(
            CheckIn(
                day=date(2026, 1, 12),
                key_result_id="O1-KR1",
                value=Decimal(140),
                confidence=Decimal("0.6"),
                changed="New landing page",
                blocks="No budget",
                by="Head of Marketing",
            ),
            CheckIn(day=date(2026, 1, 19), key_result_id="O1-KR3", value=Decimal("0.3")),
        ),
    )


def served(body):
    """What `spreadsheets.get` would answer after `spreadsheets.create`."""
    spreadsheet = json.loads(json.dumps(body))
    number = 0
    for sheet in spreadsheet["sheets"]:
        for block in sheet["data"]:
            for cell in (cell for row in block["rowData"] for cell in row["values"]):
                if "userEnteredValue" in cell:
                    cell["effectiveValue"] = cell["userEnteredValue"]
                if "userEnteredFormat" in cell:
                    cell["effectiveFormat"] = cell["userEnteredFormat"]
            for properties in block["columnMetadata"]:
                for mark in properties.get("developerMetadata", []):
                    number += 1
                    mark["metadataId"] = number
    return spreadsheet


def workbook(okr_set=None):
    return served(workbook_template(okr_set or sample()).spreadsheet)


def sheet(spreadsheet, title):
    return next(sheet for sheet in spreadsheet["sheets"] if sheet["properties"]["title"] == title)


def rows(spreadsheet, title):
    return sheet(spreadsheet, title)["data"][0]["rowData"]


def column_of(spreadsheet, title, header):
    cells = rows(spreadsheet, title)[0]["values"]
    return next(index for index, cell in enumerate(cells) if cell["effectiveValue"]["stringValue"] == header)


def put(spreadsheet, title, row, header, value, *, formula=False, kind=None):
    """Type a value into row `row` (0 is the header) of the column with this header; None clears."""
    cell = {}
    if value is not None:
        key = "boolValue" if isinstance(value, bool) else "stringValue" if isinstance(value, str) else "numberValue"
        held = {"errorValue": {"type": value[1:-1]}} if value == "#REF!" else {key: value}
        cell = {"effectiveValue": held}
        if formula:
            cell["userEnteredValue"] = {"formulaValue": "=A1"}
        if kind:
            cell["effectiveFormat"] = {"numberFormat": {"type": kind}}
    own = rows(spreadsheet, title)
    column = column_of(spreadsheet, title, header)
    while len(own) <= row:
        own.append({"values": []})
    values = own[row].setdefault("values", [])
    values.extend({} for _ in range(column + 1 - len(values)))
    values[column] = cell


def refusals(message, schema):
    """What Google's description does not allow in a message of the schema's name, with its place; [] for nothing."""
    problem = problem_in(json.loads(json.dumps(message)), schema)
    return [problem] if problem else []
