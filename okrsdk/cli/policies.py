"""The policy of a check: `--policy`, else `okr.toml` or `pyproject.toml`, else the client's own; what is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.settings_file import PROJECT_FILE, SETTINGS_FILE, settings_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from okrsdk.rules import Policy


def chosen_policy(name: str | None, *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Policy | None:
    """The policy that the command line and the settings ask for; None where the client's own is to hold.

    Raises:
        ConfigError: a policy, a code or a setting does not exist.
    """
    from okrsdk.rules import policy_named
    from okrsdk.rules.policy_settings import policy_narrowed

    policy = _policy_in(Path.cwd()) if name is None else policy_named(name)
    return None if policy is None else policy_narrowed(policy, select=select, ignore=ignore)


def telling(*, select: Sequence[str], ignore: Sequence[str]) -> Callable[[str], bool]:
    """Whether findings of a code are shown, whatever the policy: of quality rules as `--select` and `--ignore` say.

    Raises:
        ConfigError: a code does not exist.
    """
    from okrsdk.rules import CATALOGUE, STANDARD
    from okrsdk.rules.policy_settings import policy_narrowed

    narrowed = policy_narrowed(replace(STANDARD, unasked=()), select=select, ignore=ignore)
    quality = {rule.code for rule in CATALOGUE}
    return lambda code: code not in quality or narrowed.holds(code)


def _policy_in(folder: Path) -> Policy | None:
    """The policy of the first settings file that has one."""
    from okrsdk.rules.policy_settings import policy_from_settings

    for file in (SETTINGS_FILE, PROJECT_FILE):
        table = settings_table(folder, file, "rules")
        if table is not None:
            try:
                return policy_from_settings(table)
            except ConfigError as error:
                raise ConfigError(f"{folder / file}: {error}", setting=error.setting) from error
    return None
