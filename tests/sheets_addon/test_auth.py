"""Without authentication the service answers on its own machine only, and no web page can make it answer."""

import pytest

from okrsdk.client.transport import is_loopback
from okrsdk.errors import ConfigError
from okrsdk.sheets import SheetsSettings
from sheets_addon import ServiceConfig
from sheets_addon.serve import serve


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8080", "[::1]", "[::1]:8080", "127.0.0.1:80"])
def test_a_loopback_name_is_answered(service, host):
    assert service.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "okr.example.com",
        "127.0.0.1.example.com",
        "example.com:127.0.0.1",
        "localhost.example.com",
        "localhost@example.com",
        "127.0.0.2",
        "0.0.0.0",  # noqa: S104 -- refused
        "[::]",
        "",
        "localhost:",
        "localhost:8080:8080",
        "localhost\t",
    ],
)
@pytest.mark.parametrize("path", ["/healthz", "/v1/check", "/nothing", "/openapi.json"])
def test_another_name_is_refused_at_every_address(service, host, path):
    answer = service.app.test_client().get(path, headers={"Host": host}, environ_overrides={"HTTP_HOST": host})
    assert (answer.status_code, answer.content_type) == (403, "application/problem+json")
    assert answer.json["type"] == "urn:problem-type:okrsdk:loopback-only"


@pytest.mark.parametrize("address", ["10.0.0.7", "192.168.1.5", "2001:db8::1", "", "example.com"])
def test_another_machine_is_refused_whatever_name_it_uses(service, address):
    answer = service.get("/healthz", environ_overrides={"REMOTE_ADDR": address})
    assert answer.status_code == 403


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_is_answered(service, address):
    assert service.get("/healthz", environ_overrides={"REMOTE_ADDR": address}).status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host"])
def test_what_came_through_a_proxy_is_refused(service, header):
    assert service.get("/healthz", headers={header: "127.0.0.1"}).status_code == 403


def test_no_page_of_another_site_is_let_in(service):
    asked = {"Origin": "https://example.com", "Access-Control-Request-Method": "POST"}
    answer = service.app.test_client().options("/v1/check", headers=asked)
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "okr.example.com", "", "127.0.0.1 "])  # noqa: S104 -- refused
def test_the_server_does_not_listen_to_other_machines(tmp_path, host):
    with pytest.raises(ConfigError, match="listens only on this machine"):
        serve(ServiceConfig(sheets=SheetsSettings(home=tmp_path)), host=host, port=8080)


def test_this_machines_own_addresses_are_known():
    assert all(is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "127.1.2.3"))


@pytest.mark.parametrize("header", ["", "Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "Bearer a b", "Bearer ä", "token"])
def test_a_wrong_authorization_is_never_taken_for_a_token(sheets_service, workbook, header):
    answer = sheets_service.post(
        f"/v1/spreadsheets/{workbook.spreadsheet_id}/check", {}, headers={"Authorization": header}
    )
    assert answer.status_code == (401 if header else 200)
    if header:
        assert answer.headers["WWW-Authenticate"] == "Bearer"
