"""The service's configuration, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from limits import parse_many

from okrsdk.errors import ConfigError
from okrsdk.sheets import Backend, SheetsSettings, settings_from
from sheets_addon.identity import IdentitySettings, identity_settings_from

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAX_BODY_BYTES = 4 * 1024 * 1024
_RATE_LIMIT = "120 per minute"
_IN_MEMORY = "memory://"
_MOST_HOPS = 9
_SHORTEST_SECRET = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceConfig:
    """How the service runs.

    Attributes:
        sheets: which Sheets it reaches. Its credentials are never used: a caller brings the token.
        max_body_bytes: the largest request body it takes; 5,000 key results need about 2.5 MB.
        identity: whose requests it accepts; None: those of this machine alone, since no caller can prove who it is.
        rate_limit: how many requests one caller may send in how long, `120 per minute`; empty for no limit.
        rate_limit_storage: where they are counted: `memory://` for each process by itself, or a Redis, `redis://…`.
        trusted_hops: how many proxies are in front of it, each adding to `X-Forwarded-For` whom it answers.
        metrics_token: what opens `/metrics` to other machines; empty for nothing.

    Raises:
        ConfigError: other machines would be answered about Sheets that ask for no token.
    """

    sheets: SheetsSettings
    max_body_bytes: int = _MAX_BODY_BYTES
    identity: IdentitySettings | None = None
    rate_limit: str = ""
    rate_limit_storage: str = field(default=_IN_MEMORY, repr=False)
    trusted_hops: int = 0
    metrics_token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        # Local Sheets opens every workbook to everyone; only Google asks whose token it is.
        if self.identity is not None and self.sheets.backend is not Backend.GOOGLE:
            raise ConfigError(
                "A service for other machines needs Google behind it: set OKR_SHEETS=google.", setting="sheets"
            )


def service_config(sheets: SheetsSettings, environment: Mapping[str, str] | None = None) -> ServiceConfig:
    """The configuration for these Sheets, the rest from the environment, or as it is by default without one.

    | environment                      | meaning |
    |----------------------------------|---------|
    | `OKR_MAX_BODY_BYTES`             | the largest request body |
    | `OKR_RATE_LIMIT`                 | requests of one caller, `120 per minute`; `off` for no limit |
    | `OKR_RATE_LIMIT_STORAGE`         | where they are counted |
    | `OKR_TRUSTED_HOPS`               | proxies before the service |
    | `OKR_METRICS_TOKEN`              | what opens the metrics |
    | those of `identity_settings_from` | whose requests to accept |

    Raises:
        ConfigError: a setting is not valid.
    """
    given = environment or {}
    identity = identity_settings_from(given)
    return ServiceConfig(
        sheets=sheets,
        max_body_bytes=_bytes(given.get("OKR_MAX_BODY_BYTES") or str(_MAX_BODY_BYTES)),
        identity=identity,
        rate_limit=_rate(given.get("OKR_RATE_LIMIT") or (_RATE_LIMIT if identity else "off")),
        rate_limit_storage=given.get("OKR_RATE_LIMIT_STORAGE") or _IN_MEMORY,
        trusted_hops=_hops(given.get("OKR_TRUSTED_HOPS") or "0"),
        metrics_token=_secret(given.get("OKR_METRICS_TOKEN", "")),
    )


def config_from_environment(environment: Mapping[str, str]) -> ServiceConfig:
    """The configuration from the environment: that of the SDK (`OKR_HOME`, `OKR_SHEETS`, …) and of `service_config`.

    Raises:
        ConfigError: a setting is not valid.
    """
    return service_config(settings_from(environment), environment)


def _bytes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ConfigError(
            f"OKR_MAX_BODY_BYTES is {text!r}. Write the largest request body in bytes, such as {_MAX_BODY_BYTES}.",
            setting="max_body_bytes",
        )
    return int(text)


def _rate(text: str) -> str:
    if text == "off":
        return ""
    try:
        limits = parse_many(text)
    except ValueError:
        limits = []
    if len(limits) != 1 or limits[0].amount == 0:
        raise ConfigError(
            f"OKR_RATE_LIMIT is {text!r}. Write one number of requests and a time, such as {_RATE_LIMIT}, or off.",
            setting="rate_limit",
        )
    return text


def _hops(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _MOST_HOPS):
        raise ConfigError(
            f"OKR_TRUSTED_HOPS is {text!r}. Write how many proxies are in front of the service, 0 to {_MOST_HOPS}.",
            setting="trusted_hops",
        )
    return int(text)


def _secret(text: str) -> str:
    if text and (len(text) < _SHORTEST_SECRET or not text.isascii() or not text.isprintable() or " " in text):
        raise ConfigError(
            f"OKR_METRICS_TOKEN is not valid. Write at least {_SHORTEST_SECRET} letters and digits, drawn at random.",
            setting="metrics_token",
        )
    return text
