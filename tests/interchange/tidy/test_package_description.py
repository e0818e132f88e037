import json

import pytest

from okrsdk.interchange import export_format_named
from okrsdk.interchange.tidy.package_description import table_schema
from okrsdk.interchange.tidy.table_definitions import tidy_tables


@pytest.mark.parametrize(
    ("name", "path", "further"),
    [
        ("csv-tables", "key_results.csv", {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}),
        ("parquet", "key_results.parquet", {"format": "parquet"}),
        ("xlsx", "okrs.xlsx", {"format": "xlsx"}),
        ("sqlite", "sqlite:///okrs.sqlite", {"format": "sqlite", "dialect": {"sql": {"table": "key_results"}}}),
    ],
)
def test_each_form_says_where_its_tables_are(dental, name, path, further):
    (file,) = (one for one in export_format_named(name).write([dental]) if one.name == "datapackage.json")
    resources = {one["name"]: one for one in json.loads(file.content)["resources"]}
    own = resources["key_results"]
    assert (own["type"], own["path"]) == ("table", path)
    assert {key: own[key] for key in further} == further
    assert own["schema"]["foreignKeys"] == [
        {"fields": ["workbook"], "reference": {"resource": "clients", "fields": ["workbook"]}}
    ]
    assert "foreignKeys" not in resources["clients"]["schema"]


def test_fields_are_made_from_the_columns_of_the_schema():
    (table,) = (table for table in tidy_tables() if table.name == "scores")
    schema = json.loads(json.dumps(table_schema(table, {"clients", "scores"})))
    fields = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == ["workbook", "graded_at", "scored", "position"]
    assert fields["score"] == {
        "name": "score",
        "type": "number",
        "title": "Score",
        "description": "Progress as graded, 0–1.",
        "constraints": {"minimum": 0, "maximum": 1},
    }
    assert (fields["graded_at"]["type"], fields["position"]["type"]) == ("date", "integer")
    assert fields["band"]["constraints"] == {"enum": ["red", "yellow", "green"]}
    assert fields["workbook"]["constraints"] == {"required": True}


def test_what_people_may_leave_blank_is_not_required():
    (table,) = (table for table in tidy_tables() if table.name == "key_results")
    fields = json.loads(json.dumps(table_schema(table, {"clients"})))["fields"]
    required = [field["name"] for field in fields if field.get("constraints", {}).get("required")]
    assert required == ["workbook", "position"]
