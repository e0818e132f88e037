"""Web pages are kept out: what their requests look like on the wire, and real pages in Chromium that try."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from werkzeug import Request, Response

from okrsdk.localsheets import LocalSheets
from tests.browsing import CHROMIUM, FLAGS
from tests.localsheets.api import LOCAL, Api
from tests.serving import NO_AUTHORITY, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

JSON = {"Content-Type": "application/json"}
TITLE = b'{"properties": {"title": "Planted"}}'
REFUSED = {403, 415}


class Target:
    """Local Sheets on a port of its own, with one spreadsheet, and what reached it.

    Attributes:
        url: its address.
        book: the spreadsheet, with "mine" in A1.
        heard: "METHOD path" and status of each request over the socket.
    """

    def __init__(self, local: LocalSheets) -> None:
        self._api = Api(local)
        self._local = local
        self.book = self._api.filled([["mine"]])
        self.url = ""
        self.heard: list[tuple[str, int]] = []
        self._before: Any = None

    def watch(self) -> None:
        """Forgets what was heard, and takes what is there now for untouched."""
        self._before = self.state()
        self.heard.clear()

    def app(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        def start(status: str, *more: Any) -> Any:
            self.heard.append((f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}", int(status[:3])))
            return start_response(status, *more)

        return self._local.served_app(environ, start)

    def state(self) -> Any:
        """All files, the cells of the spreadsheet, and all settings."""
        files = self._api.call("GET", "/drive/v3/files", params={"fields": "files"})
        settings = [self._api.call("GET", f"/_local/{name}") for name in ("auth", "faults", "quota", "interleave")]
        return files, self._api.read(self.book), settings

    def is_untouched(self) -> bool:
        return bool(self.state() == self._before)


@pytest.fixture(scope="module")
def served_target() -> Iterator[Target]:
    with LocalSheets() as local:
        found = Target(local)
        with served(found.app) as url:
            found.url = url
            yield found


@pytest.fixture
def target(served_target: Target) -> Target:
    served_target.watch()
    return served_target


def post(target: Target, headers: dict[str, str], *, path: str = "/v4/spreadsheets", content: bytes = TITLE) -> int:
    return httpx.post(
        f"{target.url}{path}", headers=headers, content=content, trust_env=False, verify=NO_AUTHORITY
    ).status_code


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
@pytest.mark.parametrize("port", ["", ":8765"])
def test_loopback_names_are_answered(target: Target, name: str, port: str) -> None:
    assert post(target, {**JSON, "Host": name + port}) == 200


@pytest.mark.parametrize(
    "host",
    ["rebound.example", "rebound.example:8765", "127.0.0.1.nip.example", "localhost.example", "localhost:1@example",
     "10.0.0.1", "[::2]", "local"],
)  # fmt: skip
def test_other_names_are_refused(target: Target, host: str) -> None:
    assert post(target, {**JSON, "Host": host}) == 403
    assert target.is_untouched()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://attacker.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://localhost.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/v4/spreadsheets", "/upload/drive/v3/files", "/token", "/nowhere"])
def test_other_origins_and_sites_are_refused_whatever_they_ask_for(
    target: Target, headers: dict[str, str], path: str
) -> None:
    assert post(target, {**JSON, **headers}, path=path) == 403
    assert target.is_untouched()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "same-origin"}])
def test_its_own_origin_is_not_foreign(target: Target, headers: dict[str, str]) -> None:
    assert post(target, {**JSON, "Origin": target.url, **headers}) == 200


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "text/plain;application/json", "application/x-www-form-urlencoded", "multipart/form-data", ""],
)
def test_bodies_that_are_not_json_are_refused(target: Target, kind: str) -> None:
    assert post(target, {"Content-Type": kind} if kind else {}) == 415
    path = f"/drive/v3/files/{target.book}"
    answer = httpx.patch(
        target.url + path, headers={"Content-Type": kind}, content=b'{"trashed": true}', verify=NO_AUTHORITY
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (415, 415)
    assert target.is_untouched()


def test_json_may_say_its_encoding_and_no_body_needs_no_type(target: Target) -> None:
    assert post(target, {"Content-Type": "application/json; charset=UTF-8"}) == 200
    assert post(target, {}, path=f"/v4/spreadsheets/{target.book}/values/A1:clear", content=b"") == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
@pytest.mark.parametrize("name", ["faults", "auth", "interleave", "requests", "files/x"])
def test_the_switches_of_tests_need_their_header(target: Target, method: str, name: str) -> None:
    url = f"{target.url}/_local/{name}"
    answer = httpx.request(method, url, headers=JSON, content=b"{}", trust_env=False, verify=NO_AUTHORITY)
    assert answer.status_code == 403
    assert "X-Local-Sheets: 1" in answer.json()["error"]["message"]
    assert (
        httpx.request(
            method, url, headers=JSON | LOCAL, content=b"{}", trust_env=False, verify=NO_AUTHORITY
        ).status_code
        != 403
    )


def test_a_stored_page_is_shown_in_a_sandbox(target: Target) -> None:
    upload = f"{target.url}/upload/drive/v3/files?uploadType=media"
    stored = httpx.post(upload, headers={"Content-Type": "text/html"}, content=b"<script></script>").json()["id"]
    shown = httpx.get(f"{target.url}/drive/v3/files/{stored}?alt=media")
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


# What a page of another origin can send without asking first. Each ends when its request was answered or blocked.
ATTACKS = {
    "create, as text": "send('/v4/spreadsheets', {body: json})",
    "create, of no type": "send('/v4/spreadsheets', {body: new Blob([json])})",
    "create, as a form": "send('/v4/spreadsheets', {body: new URLSearchParams({a: json})})",
    "create, as parts": "send('/v4/spreadsheets', {body: new FormData()})",
    "create, without a body": "send('/v4/spreadsheets', {})",
    "clear, without a body": "send(`/v4/spreadsheets/${book}/values/A1:clear`, {})",
    "upload": "send('/upload/drive/v3/files?uploadType=media', {body: json})",
    "sign-in on": "send('/_local/auth', {body: '{\"required\": true}'})",
    "faults": "send('/_local/faults', {body: '{\"rules\": [{}]}'})",
    "interleave": "send('/_local/interleave', {body: json})",
    "beacon": "beacon('/_local/auth')",
    "form as text": "form('/v4/spreadsheets', 'post', 'text/plain', '{\"properties\": {\"title\": \"', '\"}}')",
    "form": "form('/token', 'post', 'application/x-www-form-urlencoded', 'grant_type', 'refresh_token')",
    "form that gets": "form('/v4/spreadsheets', 'get', '', 'key', '1')",
    "picture": "picture(`/v4/spreadsheets/${book}/values/A1`)",
    "frame": "frame('/_local/requests')",
}
# What needs to ask first, which nothing allows: only the question is sent.
ASKING = {
    "delete": "fetch(url + `/drive/v3/files/${book}`, {method: 'DELETE'})",
    "put": "fetch(url + '/_local/auth', {method: 'PUT', body: '{}', headers: {'X-Local-Sheets': '1'}})",
    "json": "send('/v4/spreadsheets', {mode: 'cors', body: json, headers: {'Content-Type': 'application/json'}})",
}
PAGE = """<!doctype html><title>Attacker</title><body><script>
const [url, book] = decodeURIComponent(location.hash.slice(1)).split(" ");
const json = '{"properties": {"title": "Planted"}}';
const send = (path, init) => fetch(url + path, {method: "POST", mode: "no-cors", ...init});
const loaded = (tag, name, path) => new Promise((done) => {
  const element = document.createElement(tag);
  element.onload = element.onerror = done;
  element[name] = url + path;
  document.body.append(element);
});
const picture = (path) => loaded("img", "src", path);
const frame = (path) => loaded("iframe", "src", path);
const beacon = (path) => { navigator.sendBeacon(url + path, "{}"); return send(path, {body: "{}"}); };
const form = (path, method, enctype, name, value) => new Promise((done) => {
  const frame = document.createElement("iframe"), element = document.createElement("form");
  const input = document.createElement("input");
  frame.name = `f${Math.random()}`;
  Object.assign(element, {action: url + path, method, enctype, target: frame.name});
  Object.assign(input, {name, value});
  element.append(input);
  document.body.append(frame, element);
  frame.onload = done;
  element.submit();
});
</script>"""


def attacker(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
    """Another origin: a page that can try everything."""
    path = Request(environ).path
    return Response(PAGE if path == "/" else "", mimetype="text/html")(environ, start_response)


@pytest.fixture
def attacking(page: Page, target: Target) -> Iterator[Page]:
    with served(attacker) as url:
        page.goto(f"{url}/#{target.url} {target.book}")
        target.watch()
        yield page


@pytest.mark.browser
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_page_of_another_port_reaches_the_server_and_is_refused(attacking: Page, target: Target, attack: str) -> None:
    attacking.evaluate(f"() => {ATTACKS[attack]}")
    assert target.heard
    assert {status for _, status in target.heard} <= REFUSED
    assert target.is_untouched()


@pytest.mark.browser
@pytest.mark.parametrize("attack", ASKING)
def test_what_a_page_must_ask_for_first_is_not_allowed(attacking: Page, target: Target, attack: str) -> None:
    assert attacking.evaluate(f"() => {ASKING[attack]}.then(() => 'sent', () => 'blocked')") == "blocked"
    assert [line.split()[0] for line, _ in target.heard] == ["OPTIONS"]
    assert target.is_untouched()


@pytest.mark.browser
def test_a_page_of_another_port_reads_nothing(attacking: Page, target: Target) -> None:
    read = "() => fetch(`${url}/v4/spreadsheets/${book}/values/A1`).then((answer) => answer.text(), () => 'blocked')"
    assert attacking.evaluate(read) == "blocked"
    assert {status for _, status in target.heard} == {403}


@pytest.fixture(scope="module")
def rebinding(browser: Browser) -> Iterator[Browser]:
    """A browser in which an attacker's name leads to this machine, as after DNS rebinding."""
    rebound = "--host-resolver-rules=MAP rebound.example 127.0.0.1"
    # Newer browsers ask people before a page may talk to this machine. Others do not, and people say yes.
    unasked = "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests"
    found = browser.browser_type.launch(executable_path=CHROMIUM, headless=True, args=[*FLAGS, rebound, unasked])
    yield found
    found.close()


@pytest.mark.browser
def test_a_page_whose_name_was_made_to_point_here_is_refused(rebinding: Browser, target: Target) -> None:
    own = target.url.replace("127.0.0.1", "rebound.example")
    page = rebinding.new_page()
    # The page itself came from the attacker, before the name was made to point elsewhere.
    page.route(f"{own}/", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.goto(f"{own}/")
    headers = {"Content-Type": "application/json", **LOCAL}
    for method, path in (("POST", "/v4/spreadsheets"), ("PUT", "/_local/auth"), ("GET", "/drive/v3/files")):
        send = """([method, path, headers, body]) =>
            fetch(path, {method, headers, body: method === "GET" ? undefined : body}).then((answer) => answer.status)"""
        assert page.evaluate(send, [method, path, headers, '{"required": true}']) == 403
    assert [line for line, _ in target.heard] == ["POST /v4/spreadsheets", "PUT /_local/auth", "GET /drive/v3/files"]
    assert target.is_untouched()
    page.close()


def test_in_this_process_any_name_will_do(tmp_path: Path) -> None:
    with LocalSheets(tmp_path) as local:
        google = httpx.Client(
            transport=httpx.WSGITransport(app=local.wsgi_app), base_url="https://sheets.googleapis.com"
        )
        assert google.post("/v4/spreadsheets", json={}).is_success
        assert (
            google.post("/v4/spreadsheets", json={}, headers={"Origin": "https://attacker.example"}).status_code == 403
        )
