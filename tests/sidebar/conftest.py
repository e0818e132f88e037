"""A browser, and a page with the sidebar that a real server serves under the Content-Security-Policy it is made for."""

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from flask import Flask, Response, jsonify, request
from playwright.sync_api import Page

from sheets_addon.sidebar import CONTENT_SECURITY_POLICY, sidebar_blueprint
from tests.serving import PATIENCE, served

HERE = Path(__file__).parent
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sidebar</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/sidebar/sidebar.css"><link rel="stylesheet" href="/harness.css">
</head><body><div id="sidebar"></div><script type="module" src="/harness.js"></script></body></html>"""


class Service:
    """A service of cards that keeps the events it got and answers as it is told."""

    def __init__(self) -> None:
        self.events: list[dict[str, object]] = []
        self.cards: dict[str, object] = {"gallery": json.loads((HERE / "gallery.json").read_text(encoding="utf-8"))}
        self.answers: list[Callable[[], Response]] = []
        self.app = Flask(__name__, static_folder=None)
        self.app.register_blueprint(sidebar_blueprint())
        self.app.add_url_rule("/", view_func=lambda: Response(PAGE), endpoint="page")
        self.app.add_url_rule("/pixel.png", view_func=lambda: Response(PIXEL, mimetype="image/png"), endpoint="pixel")
        self.app.add_url_rule("/harness.<kind>", view_func=self._harness)
        self.app.add_url_rule("/card/<name>", view_func=self._card, methods=["POST"])
        self.app.add_url_rule("/echo", view_func=self._echo, methods=["POST"])
        self.app.after_request(_under_policy)
        self.url = ""

    def next_answer(
        self, answer: object, *, status: int = 200, kind: str = "application/json", held: Event | None = None
    ) -> None:
        """The next action gets this answer, once what holds it is set."""

        def respond() -> Response:
            if held is not None:
                held.wait(PATIENCE)  # it comes all the same, so that a test which fails ends
            body = answer if isinstance(answer, str) else json.dumps(answer)
            return Response(body, status=status, content_type=kind)

        self.answers.append(respond)

    def push(self, card: object, **more: object) -> None:
        """The next action gets this card on top."""
        self.next_answer({"renderActions": {"action": {"navigations": [{"pushCard": card}], **more}}})

    def _harness(self, kind: str) -> Response:
        types = {"js": "text/javascript", "css": "text/css"}
        return Response((HERE / f"harness.{kind}").read_text(encoding="utf-8"), mimetype=types[kind])

    def _card(self, name: str) -> Response:
        self.events.append(request.get_json())
        return jsonify({"action": {"navigations": [{"pushCard": self.cards[name]}]}})

    def _echo(self) -> Response:
        self.events.append(request.get_json())
        if self.answers:
            return self.answers.pop(0)()
        return jsonify({"renderActions": {"action": {"notification": {"text": "Done."}}}})


def _under_policy(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    with served(service.app) as url:
        service.url = f"{url}/"
        yield service


@pytest.fixture
def open_sidebar(page: Page, service: Service) -> Callable[..., Page]:
    def open_(query: str = "") -> Page:
        page.goto(f"{service.url}?{query}")
        page.wait_for_selector("html[data-ready]")
        return page

    return open_
