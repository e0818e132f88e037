"""The figures of a running service."""

from tests.sheets_addon.conftest import make_service, row


def figures(app):
    return app.test_client().get("/metrics").text


def test_requests_are_counted_by_their_described_address_and_nothing_of_theirs_is_told(tmp_path):
    app = make_service(tmp_path).app
    client = app.test_client()
    client.post("/v1/grade", json={"okrs": row(text="Secret plans")}, headers={"Authorization": "Bearer secret"})
    client.post("/v1/spreadsheets/secret-id/check", json={})
    client.get("/secret/path")
    client.open("/healthz", method="SECRETMETHOD")
    told = figures(app)
    assert 'okr_requests_total{method="POST",route="/v1/grade",status="200"} 1.0' in told
    assert 'route="/v1/spreadsheets/<spreadsheet_id>/check",status="404"} 1.0' in told
    assert 'okr_requests_total{method="GET",route="unknown",status="404"} 1.0' in told
    assert 'okr_request_seconds_count{method="POST",route="/v1/grade"} 1.0' in told
    assert "secret" not in told.lower()


def test_two_services_in_one_process_count_apart(tmp_path):
    one, other = make_service(tmp_path).app, make_service(tmp_path).app
    one.test_client().get("/v1/rules")
    assert 'route="/v1/rules"' in figures(one)
    assert 'route="/v1/rules"' not in figures(other)
