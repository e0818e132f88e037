"""The policy of a check: `--policy`, else `okr.toml` or `pyproject.toml`, else the client's own; what is shown."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from okrsdk.rules import Policy

# Each file with the path to the table of rules in it.
_PLACES = (("okr.toml", ("rules",)), ("pyproject.toml", ("tool", "okrsdk", "rules")))


def chosen_policy(name: str | None, *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Policy | None:
    """The policy that the command line and the settings ask for; None where the client's own is to hold.

    Raises:
        ConfigError: a policy, a code or a setting does not exist.
    """
    from okrsdk.rules import policy_named
    from okrsdk.rules.policy_settings import policy_from_settings, policy_narrowed

    settings = _settings(Path.cwd()) if name is None else None
    if name is None and settings is None:
        return None
    policy = policy_named(name or "") if settings is None else policy_from_settings(settings)
    return policy_narrowed(policy, select=select, ignore=ignore)


def telling(*, select: Sequence[str], ignore: Sequence[str]) -> Callable[[str], bool]:
    """Whether findings of a code are shown, whatever the policy: of quality rules as `--select` and `--ignore` say.

    Raises:
        ConfigError: a code does not exist.
    """
    from okrsdk.rules import CATALOGUE, STANDARD
    from okrsdk.rules.policy_settings import policy_narrowed

    narrowed = policy_narrowed(STANDARD, select=select, ignore=ignore)
    quality = {rule.code for rule in CATALOGUE}
    return lambda code: code not in quality or narrowed.holds(code)


def _settings(folder: Path) -> Mapping[str, object] | None:
    for file, keys in _PLACES:
        path = folder / file
        table = _table(path, keys) if path.is_file() else None
        if table is not None:
            return table
    return None


def _table(path: Path, keys: Sequence[str]) -> Mapping[str, object] | None:
    try:
        table: object = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return None
        table = table[key]
    if not isinstance(table, dict):
        raise ConfigError(f"{'.'.join(keys)} in {path} must be a table.")
    return table
