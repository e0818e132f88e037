"""What is wrong with a request is told in a problem, whatever it is."""

import logging

import pytest

from okrsdk import errors
from tests.sheets_addon.conftest import make_service, row

JSON = "application/json"


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "there is nothing in it"),
        (b'{"okrs": ', "line 1 column 10"),
        (b"\xff\xfe\x00", "is not in UTF-8"),
        (b'{"okrs": {"a": NaN}}', "NaN is not a number"),
        (b'{"okrs": {"a": Infinity}}', "Infinity is not a number"),
        (b'{"okrs": {"a": 1e9999999999999999999}}', "out of range"),
        (b'{"okrs": {"a": 1e309}}', "out of range"),
        (b'{"okrs": {"a": 1e-325}}', "out of range"),
        (b'{"okrs": {}, "okrs": {}}', "is repeated"),
        (b"[" * 50_000, "nested too deeply"),
        (b'{"okrs": ' + b"9" * 5000 + b"}", "digits"),
        (b'{"okrs": {"a": "\\ud800"}}', "half of a character"),
        (b'{"okrs": {"a": "\xed\xa0\x80"}}', "is not in UTF-8"),
    ],
    ids=[
        "empty",
        "cut",
        "utf-16",
        "nan",
        "infinity",
        "no-decimal",
        "too-large",
        "too-small",
        "twice",
        "deep",
        "long",
        "half",
        "half-utf-8",
    ],
)
def test_what_is_no_json_is_a_bad_request(service, body, detail):
    answer = service.send("POST", "/v1/check", data=body, content_type=JSON)
    assert answer.status_code == 400
    assert detail in answer.json["detail"]


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_what_is_not_declared_as_json_is_refused(service, kind):
    # Only such bodies can a page of another site send without asking first.
    for path in ("/v1/check", "/v1/spreadsheets/abc/grade"):
        answer = service.send("POST", path, data=b"{}", content_type=kind)
        assert answer.status_code == 415
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("body", [b"[]", b"7", b'"{}"', b"null", b"true"])
def test_a_body_that_is_no_object_is_refused(service, body):
    answer = service.send("POST", "/v1/check", data=body, content_type=JSON)
    assert answer.status_code == 422
    assert answer.json["errors"] == [{"pointer": "", "detail": "The body must be a JSON object."}]


def test_a_large_body_is_refused(service):
    body = b'{"okrs": {}}' + b" " * 100_000
    assert service.send("POST", "/v1/check", data=body, content_type=JSON).status_code == 413


@pytest.mark.parametrize(
    ("change", "pointer", "detail"),
    [
        ({"okrs": None}, "/okrs", "okrs: this must be a JSON object."),
        ({"okrs": []}, "/okrs", "okrs: this must be a JSON object."),
        ({"on": "31.3.2026"}, "/on", 'on: Write a day as "2026-03-31".'),
        ({"on": "20260331"}, "/on", 'on: Write a day as "2026-03-31".'),
        ({"on": "2026-02-30"}, "/on", 'on: Write a day as "2026-03-31".'),
        ({"on": 46112}, "/on", 'on: Write a day as "2026-03-31".'),
        (
            {"policy": "strict"},
            "/policy",
            "policy: There is no policy 'strict'. Choose one of: standard, agency, company, team.",
        ),
        ({"policy": 1}, "/policy", "policy: Input should be a valid string."),
        ({"final": "yes"}, "/final", "final: Input should be a valid boolean."),
        ({"final": 1}, "/final", "final: Input should be a valid boolean."),
        ({"dry_run": True}, "/dry_run", "dry_run: there is no such field."),
        ({"a/b~c": 1}, "/a~1b~0c", "a/b~c: there is no such field."),
    ],
)
def test_a_fault_of_the_envelope_is_named_with_its_pointer(service, change, pointer, detail):
    answer = service.post("/v1/grade", {"okrs": row(), **change})
    assert (answer.status_code, answer.json["type"]) == (422, "urn:problem-type:okrsdk:invalid-request")
    assert answer.json["errors"] == [{"pointer": pointer, "detail": detail}]


def test_all_faults_are_named_at_once(service):
    answer = service.post("/v1/check", {"on": "?", "extra": 1})
    assert sorted(fault["pointer"] for fault in answer.json["errors"]) == ["/extra", "/okrs", "/on"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/", 404), ("POST", "/v1/nothing", 404), ("GET", "/v1/check", 405), ("PUT", "/v1/rules", 405)],
)
def test_an_unknown_address_or_method_is_a_problem(service, method, path, status):
    answer = service.send(method, path)
    assert (answer.status_code, answer.json["type"]) == (status, "about:blank")
    assert ("POST" in answer.headers.get("Allow", "")) is (path == "/v1/check")


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (errors.InvalidOkrError("Tab Objectives is missing."), 422, "invalid-okrs"),
        (errors.UngradableError("No target.", field="target"), 422, "ungradable"),
        (errors.SchemaVersionError("Too new.", found=9, supported=1), 422, "newer-workbook"),
        (errors.AccessError("Sign in again.", status=401), 401, "not-signed-in"),
        (errors.AccessError("Not shared.", status=403), 403, "access-refused"),
        (errors.NotFoundError("Not there.", status=404), 404, "not-found"),
        (errors.QuotaError("Wait a minute.", status=429), 429, "quota"),
        (errors.UnavailableError("Try again.", status=500), 503, "sheets-unavailable"),
        (errors.StaleWorkbookError("Rows moved."), 409, "stale-workbook"),
        (errors.SheetsError("Refused.", status=400), 502, "sheets-refused"),
        (errors.UnsafePlanError("Too much would go."), 409, "conflict"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_every_error_of_okrsdk_is_one_problem(tmp_path, error, status, kind):
    answer = _answer_when_raised(error, tmp_path)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert (answer.json["type"], answer.json["detail"]) == (f"urn:problem-type:okrsdk:{kind}", str(error))
    assert answer.headers.get("WWW-Authenticate") == ("Bearer" if status == 401 else None)


@pytest.mark.parametrize("error", [ValueError("cell says: hush"), errors.ConfigError("hush: key.json is missing")])
def test_what_was_not_expected_is_a_problem_without_a_word_of_its_cause(tmp_path, caplog, error):
    with caplog.at_level(logging.DEBUG):
        answer = _answer_when_raised(error, tmp_path)
    assert (answer.status_code, answer.content_type) == (500, "application/problem+json")
    assert "hush" not in answer.get_data(as_text=True)
    assert "hush" not in caplog.text
    assert type(error).__name__ in caplog.text
    assert "test_problems.py" in caplog.text


def _answer_when_raised(error, home):
    app = make_service(home).app

    def view():
        raise error

    app.add_url_rule("/raise", "raise", view)
    return app.test_client().get("/raise")
