"""The column in which imports remember, put into a workbook as the API would answer."""

from tests.workbook.samples import rows, sheet


def with_memory(spreadsheet, title, texts):
    """The same workbook with the hidden column on a tab; `texts` by 0-based row."""
    columns = sheet(spreadsheet, title)["data"][0]["columnMetadata"]
    index = len(columns)
    mark = {"metadataId": 901, "metadataKey": "okrsdk.column", "metadataValue": "last_import"}
    columns.append({"developerMetadata": [mark]})
    for number, value in {0: "Last import", **texts}.items():
        values = rows(spreadsheet, title)[number]["values"]
        values.extend({} for _ in range(index + 1 - len(values)))
        values[index] = {"effectiveValue": {"stringValue": value}} if value else {}
    return spreadsheet
