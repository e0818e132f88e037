"""Figures of the running service, as Prometheus reads them: how many requests, of what kind, and how long they took."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flask import Blueprint, Response

from sheets_addon.auth import METRICS
from sheets_addon.request_log import method, route, seconds_so_far

if TYPE_CHECKING:
    from flask import Flask

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Setting of Prometheus's library: the folder in which the processes of one service keep their figures together."""

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


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
