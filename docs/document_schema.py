"""The JSON Schema of the OKR document, made from the columns. `python -m docs.generate` writes it.

It says how a document should be written. Reading is as forgiving as with a sheet: `"45 %"` is a number, `At least` is
the choice `at_least`.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TypeAlias

from okrsdk.findings import Table
from okrsdk.interchange.document.records import (
    CHECK_INS,
    CLIENT,
    CYCLE,
    DECISIONS,
    FINAL_SCORES,
    FORMAT_VERSION,
    FUNNEL,
    KEY_RESULTS,
    OBJECTIVE_ID,
    OBJECTIVES,
    SCORES,
    STRATEGY,
    VERSION,
    written_columns,
)
from okrsdk.schema import Column, ColumnType

JsonSchema: TypeAlias = dict[str, object]

_DEFINITIONS = {
    "client": Table.CLIENT,
    "funnel_stage": Table.FUNNEL,
    "objective": Table.OBJECTIVES,
    "key_result": Table.KEY_RESULTS,
    "check_in": Table.CHECK_INS,
    "decision": Table.DECISIONS,
    "final_score": Table.FINAL_SCORES,
    "strategy_entry": Table.STRATEGY,
}
_STAGE: JsonSchema = {
    "type": "object",
    "properties": {
        "score": {"type": "number", "minimum": 0, "maximum": 1, "description": "What reaching it scores."},
        "name": {"type": "string", "minLength": 1, "description": "What has been reached."},
    },
    "required": ["score", "name"],
    "additionalProperties": False,
}


def document_schema() -> JsonSchema:
    """The JSON Schema (draft 2020-12) of the OKR document."""
    definitions = {
        "client": _record("client", without=(CYCLE,), nested={FUNNEL: _list_of("funnel_stage", "The funnel.")}),
        "funnel_stage": _record("funnel_stage"),
        "objective": _record("objective", nested={KEY_RESULTS: _list_of("key_result", "Its key results.")}),
        "key_result": _record("key_result", without=(OBJECTIVE_ID,)),
        "key_result_apart": _record("key_result"),
        "check_in": _record("check_in"),
        "decision": _record("decision"),
        "final_score": _record("final_score"),
        "strategy_entry": _record("strategy_entry"),
    }
    cycle = next(column for column in written_columns(Table.CLIENT) if column.name == CYCLE)
    apart = "Key results whose objective is not in the document, with its ID."
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "OKR document",
        "description": "The OKRs of one client and one cycle. The keys are the columns of the OKR workbook.",
        "type": "object",
        "properties": {
            VERSION: {"const": FORMAT_VERSION, "description": "The version of the format; 1 when it is not said."},
            CLIENT: {"$ref": "#/$defs/client"},
            CYCLE: {"type": ["string", "integer", "null"], "description": cycle.description},
            OBJECTIVES: _list_of("objective", "The objectives."),
            KEY_RESULTS: _list_of("key_result_apart", apart),
            CHECK_INS: _list_of("check_in", "The check-ins of all key results, in any order."),
            DECISIONS: _list_of("decision", "What was changed in mid-cycle, and why."),
            FINAL_SCORES: _list_of("final_score", "What every record scored at the close."),
            STRATEGY: _list_of(
                "strategy_entry", "Where one stands, the challenges, the KPIs, what success looks like."
            ),
            SCORES: {"type": "object", "description": "What okrsdk writes beside exported OKRs; it is never read."},
        },
        "additionalProperties": False,
        "$defs": definitions,
    }


def schema_text() -> str:
    """The JSON Schema as the text of its published file."""
    return json.dumps(document_schema(), indent=2, ensure_ascii=False) + "\n"


def _record(definition: str, *, without: tuple[str, ...] = (), nested: dict[str, object] | None = None) -> JsonSchema:
    own = [column for column in written_columns(_DEFINITIONS[definition]) if column.name not in without]
    required = [column.name for column in own if column.must_be_filled]
    return {
        "type": "object",
        "properties": {**{column.name: _property(column) for column in own}, **(nested or {})},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _property(column: Column) -> JsonSchema:
    default = int(column.default) if isinstance(column.default, Decimal) else column.default
    return {
        **_shape(column),
        "title": column.title,
        "description": column.description,
        **({} if default is None else {"default": default}),
    }


def _shape(column: Column) -> JsonSchema:
    blank = [] if column.must_be_filled else ["null"]
    match column.type:
        case ColumnType.CHOICE:
            return {"enum": [*column.choices, *([] if column.must_be_filled else [None])]}
        case ColumnType.NUMBER:
            limits = {"minimum": column.minimum, "maximum": column.maximum}
            shown = {name: int(limit) for name, limit in limits.items() if limit is not None}
            return {"type": ["number", "string", *blank], **shown}
        case ColumnType.DAY:
            return {"type": ["string", *blank], "format": "date"}
        case ColumnType.PEOPLE:
            return {"type": ["array", "string", *blank], "items": {"type": "string"}}
        case ColumnType.STAGES:
            return {"type": ["array", "string", *blank], "items": _STAGE}
        case ColumnType.TEXT:
            return {"type": ["string", *blank], **({"minLength": 1} if column.must_be_filled else {})}


def _list_of(definition: str, description: str) -> JsonSchema:
    return {"type": ["array", "null"], "description": description, "items": {"$ref": f"#/$defs/{definition}"}}
