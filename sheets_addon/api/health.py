"""Whether the service runs, for whatever watches over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag

from okrsdk import __version__
from sheets_addon.api.answers import HealthAnswer
from sheets_addon.api.problem_answers import problems

if TYPE_CHECKING:
    from sheets_addon.spreadsheets import Spreadsheets


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
