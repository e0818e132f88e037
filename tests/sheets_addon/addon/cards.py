"""Cards as Google would judge them, and what stands in them."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient
from google.apps.card_v1 import Card
from google.protobuf import json_format
from jsonschema import Draft202012Validator


def validated(card: dict[str, Any]) -> dict[str, Any]:
    """The card, once both of Google's descriptions of it agree that it is one."""
    json_format.ParseDict(card, Card.pb(Card()))
    errors = [f"{error.json_path}: {error.message}" for error in _validator().iter_errors(card)]
    assert not errors, errors
    assert len(card["sections"]) <= 100
    assert all(0 < len(section["widgets"]) <= 100 for section in card["sections"])
    return card


@cache
def _validator() -> Draft202012Validator:
    """Of the discovery document's cards; a field that it does not know is an error."""
    path = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents" / "chat.v1.json"
    schemas = json.loads(path.read_text(encoding="utf-8"))["schemas"]
    cards = {name: _strict(schema) for name, schema in schemas.items() if name.startswith("GoogleAppsCardV1")}
    others: dict[str, object] = {name: {} for name in schemas if name not in cards}
    return Draft202012Validator({"$ref": "#/$defs/GoogleAppsCardV1Card", "$defs": {**cards, **others}})


def _strict(schema: object) -> object:
    if isinstance(schema, list):
        return [_strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _strict(value) for key, value in schema.items() if key in ("type", "enum", "items", "properties")}
    if "properties" in schema:
        kept = {"type": "object", "additionalProperties": False, "properties": _strict_each(schema["properties"])}
    if "$ref" in schema:
        kept["$ref"] = f"#/$defs/{schema['$ref']}"
    return kept


def _strict_each(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: _strict(schema) for name, schema in properties.items()}


def card_of(answer: dict[str, Any]) -> dict[str, Any]:
    """The card that an answer shows in the end; it and those below it validated."""
    steps = _action(answer)["navigations"]
    *_, shown = [validated(card) for step in steps for card in step.values() if isinstance(card, dict)]
    return shown


def navigation_of(answer: dict[str, Any]) -> str:
    """What an answer does with the cards, step by step."""
    return " ".join(key for step in _action(answer)["navigations"] for key in step)


def note_of(answer: dict[str, Any]) -> str:
    return _action(answer).get("notification", {}).get("text", "")


def _action(answer: dict[str, Any]) -> dict[str, Any]:
    return answer.get("renderActions", answer)["action"]


def widgets(card: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [widget[kind] for section in card["sections"] for widget in section["widgets"] if kind in widget]


def texts(value: object) -> Iterator[str]:
    """Every text that people see."""
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str) and key in _SHOWN:
                yield item
            else:
                yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


_SHOWN = ("text", "topLabel", "bottomLabel", "title", "subtitle", "header", "label", "hintText")


def text_of(card: dict[str, Any]) -> str:
    return "\n".join(texts(card))


def buttons(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What each button does, by its text."""
    listed = [button for group in widgets(card, "buttonList") for button in group["buttons"]]
    return {button["text"]: button["onClick"] for button in (*listed, *card.get("fixedFooter", {}).values())}


def clicks(value: object) -> Iterator[dict[str, Any]]:
    """Everything that happens on a click, wherever it stands."""
    if isinstance(value, dict):
        if "onClick" in value:
            yield value["onClick"]
        for item in value.values():
            yield from clicks(item)
    elif isinstance(value, list):
        for item in value:
            yield from clicks(item)
