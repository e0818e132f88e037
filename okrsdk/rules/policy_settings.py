"""Policies as people write them: a preset with overrides, in a settings table or in the Client tab's cell."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.findings import Severity
from okrsdk.rules.catalogue import CATALOGUE
from okrsdk.rules.policy import Limits, Policy, policy_named
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CODE = re.compile(r"[TOKMAC]\d{0,3}")
POLICY_SETTINGS = ("policy", "select", "ignore", "severity", "limits")
_LARGEST_LIMIT = 1_000_000


def policy_from_settings(settings: Mapping[str, object]) -> Policy:
    """The policy of a settings table, as in `okr.toml` or under `[tool.okrsdk]` in `pyproject.toml`.

    Keys: `policy` (a preset's name), `select` and `ignore` (lists of codes or beginnings of codes), `severity` (code to
    `error`, `warning`, `info` or `off`) and `limits` (name to number).

    >>> policy_from_settings({"policy": "team", "limits": {"max_objectives": 1}}).limits.max_objectives
    1

    Raises:
        ConfigError: a key, code, severity or limit does not exist, or a value is of the wrong type.
    """
    for key in settings:
        if key not in POLICY_SETTINGS:
            raise ConfigError(f"There is no setting {key!r}. Known: {', '.join(POLICY_SETTINGS)}.", setting=key)
    preset = policy_named(_text(settings.get("policy", ""), "policy"))
    levels = _table(settings.get("severity", {}), "severity")
    off = tuple(_code(code, "severity") for code, level in levels.items() if level in ("off", False))
    severities = {_code(code, "severity"): _severity(level) for code, level in levels.items() if code not in off}
    return replace(
        preset,
        select=preset.select + _codes(settings.get("select", ()), "select"),
        ignore=preset.ignore + _codes(settings.get("ignore", ()), "ignore") + off,
        severities={**preset.severities, **severities},
        limits=_limits(preset.limits, _table(settings.get("limits", {}), "limits")),
    )


def policy_from_cell(cell: str) -> Policy:
    """The policy written in the Client tab: a preset, then overrides, separated by spaces or commas.

    `-K209` leaves a rule out, `K206=off` too, `K206=warning` weighs it, `max_objectives=3` sets a limit.

    >>> policy_from_cell("agency, -K209, max_objectives=3").ignore
    ('K209',)

    Raises:
        ConfigError: a word of it is none of these.
    """
    words = [word for word in re.split(r"[\s,;]+", cell.strip()) if word]
    settings: dict[str, object] = {}
    severity: dict[str, object] = {}
    limits: dict[str, object] = {}
    ignore: list[str] = []
    for place, word in enumerate(words):
        name, equals, value = word.partition("=")
        if equals and _CODE.fullmatch(name.upper()):
            severity[name.upper()] = value.lower()
        elif equals:
            limits[name] = value
        elif word.startswith(("-", "−")):
            ignore.append(word[1:])
        elif place == 0:
            settings["policy"] = word
        else:
            message = text("{word!r} is not part of a policy. Write agency -K209 max_objectives=3.", word=word)
            raise ConfigError(message, setting="policy")
    return policy_from_settings({**settings, "ignore": ignore, "severity": severity, "limits": limits})


def _limits(preset: Limits, wanted: Mapping[str, object]) -> Limits:
    kinds = {field.name: type(getattr(preset, field.name)) for field in fields(Limits)}
    changes: dict[str, int | Decimal] = {}
    for name, value in wanted.items():
        if name not in kinds:
            message = text("There is no limit {name!r}. Known: {known}.", name=name, known=", ".join(kinds))
            raise ConfigError(message, setting=f"limits.{name}")
        changes[name] = _limit(name, value, is_whole=kinds[name] is int)
    return replace(preset, **changes)  # type: ignore[arg-type]  # each value has the type of the field it is named after


def _limit(name: str, value: object, *, is_whole: bool) -> int | Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    # No one needs larger ones, and written out, 1e999999999 would take all memory.
    is_number = not isinstance(value, bool) and number.is_finite() and 0 <= number <= _LARGEST_LIMIT
    if not is_number or (is_whole and number != int(number)):
        values = {"name": name, "value": value, "most": _LARGEST_LIMIT}
        message = (
            text("The limit {name} is {value!r}; it must be a whole number from 0 to {most:,}.", **values)
            if is_whole
            else text("The limit {name} is {value!r}; it must be a number from 0 to {most:,}.", **values)
        )
        raise ConfigError(message, setting=f"limits.{name}")
    return int(number) if is_whole else number


def _codes(value: object, setting: str) -> tuple[str, ...]:
    if isinstance(value, str):
        value = re.split(r"[\s,]+", value.strip()) if value.strip() else []
    if not isinstance(value, (list, tuple)):
        raise ConfigError(f"{setting} is {value!r}; write a list of codes such as K2 or M301.", setting=setting)
    return tuple(_code(code, setting) for code in value)


def _code(code: object, setting: str) -> str:
    known = str(code).strip().upper()
    is_known = known.startswith("T") or any(rule.code.startswith(known) for rule in CATALOGUE)
    if not _CODE.fullmatch(known) or not is_known:
        raise ConfigError(text("There is no rule {code!r}; `okr rules` lists them.", code=code), setting=setting)
    return known


def _severity(level: object) -> Severity:
    try:
        return Severity(str(level).lower())
    except ValueError:
        choices = ", ".join((*Severity, "off"))
        message = text("{level!r} is no severity. Choose one of: {choices}.", level=level, choices=choices)
        raise ConfigError(message, setting="severity") from None


def _text(value: object, setting: str) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"{setting} is {value!r}; it must be a text.", setting=setting)
    return value


def _table(value: object, setting: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ConfigError(f"{setting} is {value!r}; it must be a table.", setting=setting)
    return value


def policy_narrowed(policy: Policy, *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Policy:
    """`policy` as `--select` and `--ignore` narrow it: only what is selected, and nothing that is ignored.

    Raises:
        ConfigError: a code does not exist.
    """
    return replace(
        policy,
        select=_codes(tuple(select), "select") or policy.select,
        ignore=policy.ignore + _codes(tuple(ignore), "ignore"),
    )
