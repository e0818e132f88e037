"""Whatever is sent, the answer is one that is described, and never a failure of ours."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets_addon.conftest import row

# What has half of a character in it is no JSON, which `test_problems` asks for.
characters = st.characters(codec="utf-8")
texts, names = st.text(characters, max_size=12), st.text(characters, max_size=5)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
    | st.sampled_from(
        [
            "45 %",
            "1.234,5",
            "$1.2k",
            "2026-03-31",
            "2026-Q1",
            "#REF!",
            "=1+1",
            "O1",
            "O1-KR1",
            "increase",
            "stages",
            "0.3: pilot | 1: live",
            "1e999999",
            "\x00",
            "-0",
            10**400,
            -(10**18),
            1e308,
            5e-324,
        ]
    )
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=5,
)
# fmt: off
FIELDS = (
    "id", "text", "kind", "commitment", "metric", "source", "unit", "baseline", "target", "stages", "current",
    "due", "owner", "weight", "status", "replaced_by", "why", "level", "day", "value", "confidence",
    "key_result_id", "key_results",
)
# fmt: on
records = st.dictionaries(st.sampled_from(FIELDS) | names, values, max_size=6)


@st.composite
def documents(draw):
    key_results = st.lists(records, max_size=3)
    objective = st.builds(lambda record, own: record | {"key_results": own}, records, key_results)
    parts = {
        "okrsdk": st.just(1) | scalars,
        "client": st.dictionaries(st.sampled_from(["name", "policy", "close_rate", "funnel", "time_zone"]), values),
        "cycle": st.sampled_from(["2026-Q1", "2026", ""]) | scalars,
        "objectives": st.lists(objective, max_size=3) | values,
        "key_results": key_results,
        "check_ins": st.lists(records, max_size=3) | values,
    }
    return draw(st.fixed_dictionaries({}, optional=parts))


@st.composite
def changed_rows(draw):
    """A good document in which a few cells of its key result are anything."""
    return row(**draw(st.dictionaries(st.sampled_from(FIELDS), scalars, max_size=4)))


@given(okrs=documents() | changed_rows(), final=st.booleans())
@settings(max_examples=25)
def test_any_document_is_checked_and_graded(service, okrs, final):
    checked = service.post("/v1/check", {"okrs": okrs, "on": "2026-02-14"})
    graded = service.post("/v1/grade", {"okrs": okrs, "on": "2026-02-14", "final": final})
    if checked.status_code == 422:
        assert checked.json["type"] == graded.json["type"] == "urn:problem-type:okrsdk:newer-workbook"
    else:
        assert (checked.status_code, graded.status_code) == (200, 200)
        assert checked.json["findings"] == graded.json["findings"]


@given(
    body=st.dictionaries(st.sampled_from(["okrs", "on", "policy", "final", "dry_run"]) | names, values),
    address=st.sampled_from(["/v1/check", "/v1/grade", "/v1/spreadsheets/a.b/check", "/v1/spreadsheets/a.b/grade"]),
)
def test_any_envelope_is_answered(service, body, address):
    assert service.post(address, body).status_code in (200, 422)


@given(body=st.binary(max_size=40) | values.map(lambda value: json.dumps(value).encode()[:-1]))
def test_any_bytes_are_answered(service, body):
    answer = service.send("POST", "/v1/check", data=body, content_type="application/json")
    assert answer.status_code in (400, 422)


@given(code=st.text(min_size=1, max_size=8).filter(lambda text: text.strip("./")))
def test_any_address_is_answered(service, code):
    try:
        path = "/v1/rules/" + code.encode().decode("ascii")
    except UnicodeError:
        path = "/v1/rules/x"
    assert service.app.test_client().get(path).status_code in (200, 308, 404)
