"""A test client that holds every answer against the service's own OpenAPI document, here and nowhere else."""

import json
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from flask import Flask
from jsonschema import Draft202012Validator
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter
from werkzeug.test import TestResponse

PROBLEM = "application/problem+json"


@dataclass
class DescribedService:
    """Sends requests to the app and makes sure that each answer is one that the OpenAPI document describes."""

    app: Flask

    def post(self, path, document=None, **options):
        return self.send("POST", path, **({} if document is None else {"json": document}), **options)

    def get(self, path, **options):
        return self.send("GET", path, **options)

    def send(self, method: str, path: str, **options) -> TestResponse:
        response = self.app.test_client().open(path, method=method, **options)
        response.json_module = json  # as callers read it, whereas the app's own makes decimals
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"
        if path != "/openapi.json":
            self._must_be_described(method, path, response)
        return response

    @cached_property
    def document(self):
        return self.app.test_client().get("/openapi.json").get_json()

    def _must_be_described(self, method: str, path: str, response: TestResponse) -> None:
        kind = response.content_type.partition(";")[0]
        body = json.loads(response.get_data(as_text=True), parse_constant=_refuse)
        content = self._content(method, path, response.status_code)
        assert kind in content, f"{method} {path} answers {response.status_code} {kind}, which is not described"
        self._validate(body, content[kind]["schema"])
        if kind == PROBLEM:
            assert (body["status"], unquote(body["instance"])) == (response.status_code, unquote(path))
            assert "Traceback" not in body["detail"]
            assert body["detail"]

    def _content(self, method: str, path: str, status: int):
        operation = self._operation(method, path)
        if operation is None:  # an address or a method that does not exist
            return {PROBLEM: {"schema": {"$ref": "#/components/schemas/ProblemAnswer"}}}
        assert str(status) in operation["responses"], f"{method} {path} answers {status}, which is not described"
        return operation["responses"][str(status)]["content"]

    def _operation(self, method: str, path: str):
        adapter: MapAdapter = self.app.url_map.bind("localhost")
        try:
            rule, _ = adapter.match(unquote(path), method=method, return_rule=True)
        except HTTPException:
            return None
        described = rule.rule.replace("<", "{").replace(">", "}")
        return self.document["paths"][described][method.lower()]

    def _validate(self, body, schema) -> None:
        whole = {**schema, "components": self.document["components"]}
        Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(body)


def _refuse(constant):
    raise AssertionError(f"{constant} is no JSON")
