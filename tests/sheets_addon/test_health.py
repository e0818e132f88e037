import okrsdk
from okrsdk.sheets import SheetsSettings
from sheets_addon import ServiceConfig, create_app
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
