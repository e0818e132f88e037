import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from docs.document_schema import document_schema, schema_text
from okrsdk.interchange import document_from_okr_set, okr_set_from_document
from okrsdk.interchange.document.yaml_text import read_yaml
from tests.interchange.okr_sets import okr_sets

ROOT = Path(__file__).parents[3]
CLIENTS = sorted((ROOT / "examples" / "clients").glob("*.yaml"))
VALIDATOR = Draft202012Validator(document_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_json(value):
    """YAML's days as JSON has them."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    return [as_json(item) for item in value] if isinstance(value, list) else value


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("client", CLIENTS, ids=lambda path: path.stem)
def test_the_sample_clients_keep_to_the_schema(client):
    document = as_json(read_yaml(client.read_text(encoding="utf-8")))
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []


@settings(max_examples=30, deadline=None)
@given(okr_sets())
def test_what_is_written_keeps_to_the_schema_but_for_texts_that_must_be_filled(okr_set):
    errors = VALIDATOR.iter_errors(document_from_okr_set(okr_set))
    assert {tuple(error.path)[-1] if error.validator != "required" else "text" for error in errors} <= {"text", 0, 1}


@pytest.mark.parametrize(
    "wrong",
    [
        {"okrsdk": 2},
        {"goals": []},
        {"objectives": [{"why": "no text"}]},
        {"objectives": [{"text": "a", "score": 1}]},
        {"objectives": [{"text": "a", "weight": -1}]},
        {"objectives": [{"text": "a", "key_results": [{"text": "x", "kind": "growth"}]}]},
        {"objectives": [{"text": "a", "key_results": [{"text": "x", "target": [1]}]}]},
        {"objectives": [{"text": "a", "key_results": [{"text": "x", "objective_id": "O1"}]}]},
        {"objectives": [{"text": "a", "key_results": [{"text": "x", "due": "soon"}]}]},
        {"objectives": [{"text": "a", "key_results": [{"text": "x", "stages": [{"score": 2, "name": "y"}]}]}]},
        {"key_results": [{"text": "x"}]},
        {"check_ins": [{"key_result_id": "O1-KR1"}]},
        {"client": {"cycle": "2026-Q1"}},
        {"client": {"close_rate": 42}},
    ],
)
def test_what_breaks_the_schema_is_a_finding_too(wrong):
    assert not VALIDATOR.is_valid(wrong)
    if "okrsdk" not in wrong:
        assert okr_set_from_document(wrong).findings
