"""For whatever watches over the service: whether it runs, and its figures as Prometheus reads them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flask import Blueprint, Response
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag

from okrsdk import __version__
from sheets_addon.api.openapi import problems
from sheets_addon.api.schemas import HealthAnswer
from sheets_addon.auth import METRICS
from sheets_addon.request_log import method, route, seconds_so_far

if TYPE_CHECKING:
    from flask import Flask

    from sheets_addon.spreadsheets import Spreadsheets

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Setting of Prometheus's library: the folder in which the processes of one service keep their figures together."""

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


def health_blueprint(spreadsheets: Spreadsheets) -> APIBlueprint:
    """`GET /healthz` and `GET /readyz`."""
    api = APIBlueprint("health", __name__, abp_tags=[Tag(name="Health")])

    @api.get("/healthz", operation_id="health", responses={200: HealthAnswer, **problems()})
    def health() -> dict[str, str]:
        """Whether the process answers."""
        return {"status": "ok", "version": __version__}

    @api.get("/readyz", operation_id="ready", responses={200: HealthAnswer, **problems(503)})
    def ready() -> dict[str, str]:
        """Whether requests can be worked on. Google's health does not matter: no other worker could reach it either."""
        spreadsheets.must_be_usable()
        return {"status": "ready", "version": __version__}

    return api


def measure_requests(app: Flask) -> Blueprint:
    """Makes the app measure its requests, and gives `GET /metrics`; labels are addresses as they are described.

    With a shared folder, the figures are those of all processes that share it; else of this one.
    """
    # Imported late: the library looks for the shared folder when it is imported.
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    requests = Counter("okr_requests", "Requests answered.", ("method", "route", "status"), registry=registry)
    seconds = Histogram(
        "okr_request_seconds", "How long they took.", ("method", "route"), registry=registry, buckets=_SECONDS
    )
    api = Blueprint("metrics", __name__)

    @app.after_request
    def measure(response: Response) -> Response:
        requests.labels(method(), route(), str(response.status_code)).inc()
        seconds.labels(method(), route()).observe(seconds_so_far())
        return response

    @api.get(METRICS)
    def metrics() -> Response:
        shown = registry
        if SHARED_FOLDER in os.environ:
            shown = CollectorRegistry()
            MultiProcessCollector(shown)  # type: ignore[no-untyped-call] # the library has no type here
        return Response(generate_latest(shown), content_type=CONTENT_TYPE_LATEST)

    return api
