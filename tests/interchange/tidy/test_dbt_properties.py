import yaml

from okrsdk.interchange.tidy.dbt_properties import dbt_properties
from okrsdk.interchange.tidy.table_definitions import tidy_tables


def test_every_seed_has_every_column_with_its_description_and_tests():
    seeds = {seed["name"]: seed for seed in yaml.safe_load(dbt_properties(tidy_tables()))["seeds"]}
    assert {name: [column["name"] for column in seed["columns"]] for name, seed in seeds.items()} == {
        table.name: list(table.names) for table in tidy_tables()
    }
    columns = {column["name"]: column for column in seeds["scores"]["columns"]}
    assert columns["workbook"]["data_tests"] == [
        "not_null",
        {"relationships": {"arguments": {"to": "ref('clients')", "field": "workbook"}}},
    ]
    assert columns["band"]["data_tests"] == [{"accepted_values": {"arguments": {"values": ["red", "yellow", "green"]}}}]
    assert "data_tests" not in columns["progress"]
    assert seeds["clients"]["columns"][0]["data_tests"] == ["not_null", "unique"]


def test_texts_and_days_have_their_type_and_numbers_are_left_to_the_database():
    seeds = {seed["name"]: seed for seed in yaml.safe_load(dbt_properties(tidy_tables()))["seeds"]}
    types = seeds["check_ins"]["config"]["column_types"]
    assert types["day"] == "date"
    assert "'string' if target.type in ['bigquery'" in types["key_result_id"]
    assert "value" not in types
