"""Decisions on the caller's own spreadsheet: about a key result, and the close of its cycle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from okrsdk.model import DecisionRequest, Today
from okrsdk.reports.close_text import close_document
from okrsdk.reports.decision_text import decision_document, decision_line
from okrsdk.rules import policy_named
from okrsdk.workbook.writing.request_key import RequestKey
from sheets_addon.api.decision_schemas import (
    CloseAnswer,
    DecisionAnswer,
    ReopenAnswer,
    SheetClose,
    SheetDecision,
    SheetReopen,
)
from sheets_addon.api.openapi import OF_SHEETS, problems
from sheets_addon.api.schemas import IdempotencyHeader, SpreadsheetPath

if TYPE_CHECKING:
    from flask_openapi.blueprint import APIBlueprint

    from sheets_addon.api.check_ins import Opened


def add_decisions(api: APIBlueprint, opened: Opened, now: Callable[[], datetime]) -> None:
    """Adds `POST /decisions`, `/close` and `/reopen` to the endpoints of a spreadsheet."""
    own_problems = problems(*OF_SHEETS, has_body=True)

    @api.post("/decisions", operation_id="decideInSpreadsheet", responses={200: DecisionAnswer, **own_problems})
    def decide(path: SpreadsheetPath, header: IdempotencyHeader, body: SheetDecision) -> dict[str, object]:
        """A decision about a key result, written down with its reason; with the header `Idempotency-Key` once.

        What is replaced or dropped keeps its row, its score and its check-ins.
        """
        asked = DecisionRequest(**body.model_dump(exclude={"on", "dry_run"}))
        with opened(path) as workbook:
            decisions = replace(workbook.decisions, dry_run=body.dry_run, once=_once(header, body))
            made = decisions.decide(asked, on=body.on or Today(instant=now()))
        return {"written": not body.dry_run, **decision_document(made)}

    @api.post("/close", operation_id="closeSpreadsheet", responses={200: CloseAnswer, **own_problems})
    def close(path: SpreadsheetPath, body: SheetClose) -> dict[str, object]:
        """The close of the cycle: the final grade, a copy of every score with what it rests on, and what to learn."""
        policy = policy_named(body.policy) if body.policy else None
        with opened(path) as workbook:
            found = replace(workbook.decisions, dry_run=body.dry_run).close(
                on=body.on or Today(instant=now()), by=body.by, policy=policy, is_meant=body.is_meant
            )
        return {"written": not body.dry_run, **close_document(found)}

    @api.post("/reopen", operation_id="reopenSpreadsheet", responses={200: ReopenAnswer, **own_problems})
    def reopen(path: SpreadsheetPath, header: IdempotencyHeader, body: SheetReopen) -> dict[str, object]:
        """The closed cycle opened again; what the close wrote down stays."""
        with opened(path) as workbook:
            decisions = replace(workbook.decisions, dry_run=body.dry_run, once=_once(header, body))
            decision = decisions.reopen(why=body.why, on=body.on or Today(instant=now()), by=body.by)
        return {"written": not body.dry_run, "decision": decision_line(decision)}


def _once(header: IdempotencyHeader, body: SheetDecision | SheetReopen) -> RequestKey | None:
    key = header.key.strip('"')
    return RequestKey(key=key, asked=body.model_dump_json()) if key and not body.dry_run else None
