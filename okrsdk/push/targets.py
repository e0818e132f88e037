"""The tools that OKRs are pushed to: their addresses, what has to be known of them, and their calls."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.interchange.exporters import asana_goals, atlassian_goals, clickup_goals

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from okrsdk.assessment import Assessment
    from okrsdk.interchange.exporters.api_calls import ApiCall

_HEADER_VALUE = re.compile(r"[!-~]+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What has to be known of a tool, from the environment.

    Attributes:
        variable: name of the environment variable.
        meaning: what it is and where to find it.
        is_secret: whether it is never shown.
        is_needed: whether nothing can be pushed without it.
    """

    variable: str
    meaning: str
    is_secret: bool = False
    is_needed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PushTarget:
    """A tool.

    Attributes:
        name: what `okr push --to` takes.
        program: what the tool is called.
        settings: what has to be known of it.
        address: the address of its API, from the settings.
        headers: what signs a request in, from the settings.
        place: what the things that are made are part of there, from the settings: a workspace, a site.
        requests: the calls, from the OKRs, the settings and the IDs that are known already.
        finds_people: whether its API finds people by their e-mail addresses.
    """

    name: str
    program: str
    settings: tuple[Setting, ...]
    address: Callable[[Mapping[str, str]], str]
    headers: Callable[[Mapping[str, str]], dict[str, str]]
    place: Callable[[Mapping[str, str]], str]
    requests: Callable[[Assessment, Mapping[str, str], Mapping[str, str]], tuple[ApiCall, ...]]
    finds_people: bool = True

    def settings_from(self, environment: Mapping[str, str], *, for_show: bool = False) -> dict[str, str]:
        """The settings, by the names of their variables.

        Args:
            environment: where they are looked up.
            for_show: whether nothing will be sent: what is missing is then its variable in braces.

        Raises:
            ConfigError: one that is needed is missing, or a secret has signs in it that no secret has.
        """
        values = {}
        for setting in self.settings:
            value = environment.get(setting.variable, "").strip()
            if not value and setting.is_needed:
                if not for_show:
                    raise ConfigError(f"Set {setting.variable}: {setting.meaning}.", setting=setting.variable)
                value = f"{{{setting.variable}}}"
            if setting.is_secret and not _HEADER_VALUE.fullmatch(value):
                message = f"{setting.variable} has a blank or another sign in it that no token has."
                raise ConfigError(message, setting=setting.variable)
            values[setting.variable] = value
        return values


def push_target_named(name: str) -> PushTarget:
    """The tool of a name.

    Raises:
        ConfigError: there is none.
    """
    for known in PUSH_TARGETS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in PUSH_TARGETS)
    raise ConfigError(f"Nothing can be pushed to {name!r}. The tools are {names}.")


def _address_setting(variable: str, default: str) -> Setting:
    return Setting(variable=variable, meaning=f"the address of the API, {default} by default", is_needed=False)


def _atlassian_address(settings: Mapping[str, str]) -> str:
    return settings["OKR_ATLASSIAN_URL"] or f"https://{settings['OKR_ATLASSIAN_SITE']}.atlassian.net"


def _basic(settings: Mapping[str, str]) -> dict[str, str]:
    pair = f"{settings['OKR_ATLASSIAN_EMAIL']}:{settings['OKR_ATLASSIAN_TOKEN']}"
    return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


_ASANA = PushTarget(
    name="asana",
    program="Asana",
    settings=(
        Setting(
            variable="OKR_ASANA_TOKEN",
            meaning="a personal access token, made in Asana's developer console (app.asana.com/0/my-apps)",
            is_secret=True,
        ),
        Setting(
            variable="OKR_ASANA_WORKSPACE",
            meaning="the number of the workspace, as https://app.asana.com/api/1.0/workspaces shows it",
        ),
        Setting(variable="OKR_ASANA_TEAM", meaning="the number of the team whose goals they are", is_needed=False),
        _address_setting("OKR_ASANA_URL", "https://app.asana.com/api/1.0"),
    ),
    address=lambda settings: settings["OKR_ASANA_URL"] or "https://app.asana.com/api/1.0",
    headers=lambda settings: {"Authorization": f"Bearer {settings['OKR_ASANA_TOKEN']}"},
    place=lambda settings: settings["OKR_ASANA_WORKSPACE"],
    requests=lambda assessment, settings, known: asana_goals.requests_for(
        assessment, workspace=settings["OKR_ASANA_WORKSPACE"], team=settings["OKR_ASANA_TEAM"], known=known
    ),
)
_CLICKUP = PushTarget(
    name="clickup",
    program="ClickUp",
    settings=(
        Setting(
            variable="OKR_CLICKUP_TOKEN", meaning="a personal API token (Settings > Apps in ClickUp)", is_secret=True
        ),
        Setting(
            variable="OKR_CLICKUP_WORKSPACE",
            meaning="the number of the workspace, which stands behind app.clickup.com/ in its address",
        ),
        _address_setting("OKR_CLICKUP_URL", "https://api.clickup.com/api/v2"),
    ),
    address=lambda settings: settings["OKR_CLICKUP_URL"] or "https://api.clickup.com/api/v2",
    headers=lambda settings: {"Authorization": settings["OKR_CLICKUP_TOKEN"]},
    place=lambda settings: settings["OKR_CLICKUP_WORKSPACE"],
    requests=lambda assessment, settings, known: clickup_goals.requests_for(
        assessment, workspace=settings["OKR_CLICKUP_WORKSPACE"], known=known
    ),
)
_ATLASSIAN = PushTarget(
    name="atlassian",
    program="Atlassian",
    settings=(
        Setting(
            variable="OKR_ATLASSIAN_TOKEN",
            meaning="an API token (id.atlassian.com/manage-profile/security/api-tokens)",
            is_secret=True,
        ),
        Setting(variable="OKR_ATLASSIAN_EMAIL", meaning="the e-mail address of the account that the token is of"),
        Setting(variable="OKR_ATLASSIAN_SITE", meaning="the name of the site, SITE in https://SITE.atlassian.net"),
        Setting(
            variable="OKR_ATLASSIAN_CLOUD_ID",
            meaning="the ID of the site, as https://SITE.atlassian.net/_edge/tenant_info shows it",
        ),
        _address_setting("OKR_ATLASSIAN_URL", "https://SITE.atlassian.net"),
    ),
    address=_atlassian_address,
    headers=_basic,
    place=lambda settings: settings["OKR_ATLASSIAN_CLOUD_ID"],
    requests=lambda assessment, settings, known: atlassian_goals.requests_for(
        assessment, cloud_id=settings["OKR_ATLASSIAN_CLOUD_ID"], known=known
    ),
    finds_people=False,
)

PUSH_TARGETS = (_ASANA, _CLICKUP, _ATLASSIAN)
"""All tools that OKRs can be pushed to."""
