"""Which token each kind of endpoint takes, for the OpenAPI document."""

from __future__ import annotations

from flask_openapi.models.security_scheme import SecurityScheme

SCHEMES: dict[str, SecurityScheme] = {
    "google": SecurityScheme(
        type="http",
        scheme="bearer",
        description="The OAuth access token of the person whose spreadsheet it is. It is passed on to Google Sheets "
        "and used for nothing else.",
    ),
    "person": SecurityScheme(
        type="http",
        scheme="bearer",
        bearerFormat="JWT",
        description="Google's ID token of a person, made for the Apps Script project of a bound sidebar.",
    ),
}

ACCESS_TOKEN: list[dict[str, list[str]]] = [{"google": []}, {}]
"""A token is asked for where Google is behind the service; Local Sheets needs none."""

ID_TOKEN: list[dict[str, list[str]]] = [{"person": []}, {}]
"""A token is asked for where other machines are answered; on the loopback interface none is."""
