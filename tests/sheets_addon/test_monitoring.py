import okrsdk
from okrsdk.sheets import SheetsSettings
from sheets_addon import ServiceConfig, create_app
from tests.sheets_addon.conftest import make_service, row
from tests.sheets_addon.described import DescribedService


def test_a_running_service_says_its_version(service):
    assert service.get("/healthz").json == {"status": "ok", "version": okrsdk.__version__}


def test_a_service_is_ready_when_its_folder_can_be_used(service):
    assert service.get("/readyz").json["status"] == "ready"


def test_a_service_whose_folder_cannot_be_made_is_not_ready(tmp_path):
    (tmp_path / "file").write_text("in the way")
    service = DescribedService(create_app(ServiceConfig(sheets=SheetsSettings(home=tmp_path / "file" / "home"))))
    answer = service.get("/readyz")
    assert answer.status_code == 503
    assert "OKR_HOME" in answer.json["detail"]
    assert str(tmp_path) not in answer.json["detail"]
    assert service.get("/healthz").status_code == 200


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
