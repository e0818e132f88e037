"""An Asana in memory behind httpx: it keeps goals, knows one person, and can be told to stumble."""

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote

import httpx
import pytest

API = "https://app.asana.com/api/1.0"


@dataclass
class FakeAsana:
    """What it was told, and how it answers.

    `stumbles` are answers, or exceptions, given once in place of the work on a request, by its method and the beginning
    of its path. `takes` is how many goals it takes before it refuses one, once.
    """

    goals: dict[str, dict[str, object]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    stumbles: list[tuple[str, str, object]] = field(default_factory=list)
    takes: int | None = None
    made: int = 0

    def __call__(self, request):
        path = unquote(request.url.raw_path.decode()).removeprefix("/api/1.0").partition("?")[0]
        self.asked.append((request.method, path))
        self.tokens.append(request.headers["authorization"])
        for place, (method, begins, stumble) in enumerate(self.stumbles):
            if request.method == method and path.startswith(begins):
                del self.stumbles[place]
                if isinstance(stumble, Exception):
                    raise stumble
                return stumble
        return self._answer(request, path)

    def _answer(self, request, path):
        if path == "/time_periods":
            query = parse_qs(request.url.query.decode())
            period = {"gid": "77", "start_on": query["start_on"][0], "end_on": query["end_on"][0]}
            return httpx.Response(200, json={"data": [{"gid": "76", "start_on": "x", "end_on": "y"}, period]})
        if path.startswith("/users/"):
            if path == "/users/sales@example.com":
                return httpx.Response(200, json={"data": {"gid": "9"}})
            return httpx.Response(404, json={"errors": [{"message": "user: Unknown object"}]})
        data = json.loads(request.content)["data"]
        return self._made(data) if path == "/goals" else self._changed(path.removeprefix("/goals/"), data)

    def _made(self, data):
        if self.made == self.takes:
            self.takes = None
            return httpx.Response(400, json={"errors": [{"message": "name: too long"}]})
        gid = str(100 + self.made)
        self.made += 1
        self.goals[gid] = data
        return httpx.Response(201, json={"data": {"gid": gid}})

    def _changed(self, path, data):
        gid, _, action = path.partition("/")
        if gid not in self.goals:
            return httpx.Response(404, json={"errors": [{"message": "goal: Unknown object"}]})
        self.goals[gid].update({action: data} if action else data)
        return httpx.Response(200, json={"data": {"gid": gid}})

    @property
    def names(self):
        return [goal["name"] for goal in self.goals.values()]


@pytest.fixture
def asana(httpx_mock):
    fake = FakeAsana()
    httpx_mock.add_callback(fake, is_reusable=True, is_optional=True)
    return fake
