"""The catalogue of rules: what a finding's code means."""

from __future__ import annotations

from dataclasses import asdict

from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag

from okrsdk.errors import NotFoundError
from okrsdk.rulebook import RULEBOOK, rule_info
from sheets_addon.api.openapi import ID_TOKEN, problems
from sheets_addon.api.schemas import RuleAnswer, RulePath, RulesAnswer


def rules_blueprint() -> APIBlueprint:
    """`GET /v1/rules` and `GET /v1/rules/{code}`."""
    api = APIBlueprint("rules", __name__, url_prefix="/v1", abp_tags=[Tag(name="Rules")], abp_security=ID_TOKEN)

    @api.get("/rules", operation_id="listRules", responses={200: RulesAnswer, **problems(401, 429)})
    def list_rules() -> dict[str, object]:
        """All rules, with their reasons and examples."""
        return {"rules": [asdict(info) for info in RULEBOOK]}

    @api.get("/rules/<code>", operation_id="getRule", responses={200: RuleAnswer, **problems(401, 404, 429)})
    def get_rule(path: RulePath) -> dict[str, object]:
        """One rule."""
        info = rule_info(path.code.upper())
        if info is None:
            raise NotFoundError("There is no rule of that code. /v1/rules lists them all.")
        return asdict(info)

    return api
