"""A person in the sidebar: opens it, clicks what is on the card, types into its fields."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from .cards import buttons, card_of

CHICAGO = -6 * 60 * 60 * 1000


@dataclass
class Visitor:
    """Sends events as Google does.

    Attributes:
        app: the service.
        spreadsheet_id: the open spreadsheet; empty when the add-on may not see it.
        headers: sent with every event.
        authorization: the event's authorizationEventObject.
    """

    app: Flask
    spreadsheet_id: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    authorization: dict[str, object] = field(default_factory=dict)

    def event(self, parameters: dict[str, str] | None = None, inputs: dict[str, str] | None = None) -> dict[str, Any]:
        fields = {name: {"stringInputs": {"value": [value]}} for name, value in (inputs or {}).items()}
        common = {
            "hostApp": "SHEETS",
            "platform": "WEB",
            "userLocale": "en",
            "timeZone": {"id": "America/Chicago", "offset": CHICAGO},
            "parameters": parameters or {},
            "formInputs": fields,
        }
        return {"commonEventObject": common, "authorizationEventObject": self.authorization}

    def sheet(self) -> dict[str, Any]:
        if not self.spreadsheet_id:
            return {"addonHasFileScopePermission": False}
        return {"id": self.spreadsheet_id, "title": "Acme Dental plan", "addonHasFileScopePermission": True}

    def post(self, path: str, event: object) -> TestResponse:
        return self.app.test_client().post(path, json=event, headers=self.headers)

    def answer(self, name: str, event: dict[str, Any]) -> dict[str, Any]:
        response = self.post(f"/addon/{name}", event)
        assert response.status_code == 200, response.text
        return response.get_json()

    def open(self, name: str = "opened") -> dict[str, Any]:
        """The first card."""
        return card_of(self.answer(name, {**self.event(), "sheets": self.sheet()}))

    def click(self, click: dict[str, Any], inputs: dict[str, str] | None = None) -> dict[str, Any]:
        """The answer to a click: such an event no longer says which document it was."""
        action = click["action"]
        parameters = {pair["key"]: pair["value"] for pair in action["parameters"]}
        name = action["function"].removeprefix("http://localhost/addon/").removeprefix("https://okr.example.com/addon/")
        return self.answer(name, {**self.event(parameters, inputs), "sheets": {}})

    def press(self, card: dict[str, Any], text: str, inputs: dict[str, str] | None = None) -> dict[str, Any]:
        """The card after a press on the button."""
        return card_of(self.click(buttons(card)[text], inputs))
