"""The service's configuration, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.sheets import SheetsSettings, settings_from

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAX_BODY_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceConfig:
    """How the service runs.

    Attributes:
        sheets: which Sheets it reaches. Its credentials are never used: a caller brings the token.
        max_body_bytes: the largest request body it takes; 5,000 key results need about 2.5 MB.
    """

    sheets: SheetsSettings
    max_body_bytes: int = _MAX_BODY_BYTES


def service_config(sheets: SheetsSettings) -> ServiceConfig:
    """The configuration for these Sheets, the rest as it is by default."""
    return ServiceConfig(sheets=sheets)


def config_from_environment(environment: Mapping[str, str]) -> ServiceConfig:
    """The configuration from the environment: that of the SDK (`OKR_HOME`, `OKR_SHEETS`, …) and `OKR_MAX_BODY_BYTES`.

    Raises:
        ConfigError: a setting is no use.
    """
    return ServiceConfig(
        sheets=settings_from(environment),
        max_body_bytes=_bytes(environment.get("OKR_MAX_BODY_BYTES") or str(_MAX_BODY_BYTES)),
    )


def _bytes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ConfigError(
            f"OKR_MAX_BODY_BYTES is {text!r}. Write the largest request body in bytes, such as {_MAX_BODY_BYTES}.",
            setting="max_body_bytes",
        )
    return int(text)
