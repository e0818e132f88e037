"""What a bound script sends, and what it does with the answer."""

from copy import deepcopy

HEADERS = ["ID", "Objective", "Key result", "Baseline", "Target", "Current", "Score", "Source", "Owner"]
ROW = ["O1-KR1", "O1", "Raise visits from 100 to 200", 100, 200, 150, "", "CRM", "Lead"]
OTHER = ["O1-KR2", "O1", "Raise calls from 10 to 20", 10, 20, 15, "", "CRM", "Lead"]


def tab(gid, title, *rows, **more):
    return {"gid": gid, "title": title, "values": list(rows), **more}


def sent(*tabs, **more):
    return {"title": "Acme plan", "tabs": list(tabs), **more}


def workbook(*rows):
    return sent(
        tab(2_000_000_000, "Objectives", ["ID", "Objective", "Score"], ["O1", "New patients find us first", ""]),
        tab(7, "Key Results", HEADERS, *(rows or [ROW])),
        tab(8, "Check-ins", ["Date", "Key result", "Value", "Confidence", "By"]),
    )


def fields(**inputs):
    return {name: {"stringInputs": {"value": [value]}} for name, value in inputs.items()}


def click(parameters=None, **inputs):
    return {"commonEventObject": {"parameters": parameters or {}, "formInputs": fields(**inputs)}}


def carrying(action, **inputs):
    return click({pair["key"]: pair["value"] for pair in action["parameters"]}, **inputs)


def read_as(value):
    """What a cell holds after a text was typed into it."""
    return value.removeprefix("'") if isinstance(value, str) else value


def written(spreadsheet, changes):
    """The cells once the script has written the changes: areas, inserted columns, appended rows, new tabs."""
    after = deepcopy(spreadsheet)
    tabs = {own["gid"]: own for own in after["tabs"]}
    for edit in changes.get("edits", []):
        values = tabs[edit["gid"]]["values"]
        for at, row in enumerate(edit["values"], edit["row"] - 1):
            values += [[] for _ in range(at + 1 - len(values))]
            values[at] += [""] * (edit["column"] - 1 + len(row) - len(values[at]))
            values[at][edit["column"] - 1 : edit["column"] - 1 + len(row)] = [read_as(value) for value in row]
    for own in changes.get("appended", []):
        tabs[own["gid"]]["values"] += [[read_as(value) for value in row["values"]] for row in own["rows"]]
    for gid, own in enumerate(changes.get("tabs", {}).get("tabs", []), 500):
        after["tabs"].append(tab(gid, own["title"], *([read_as(value) for value in row] for row in own["values"])))
    return after
