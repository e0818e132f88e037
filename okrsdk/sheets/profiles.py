"""Profiles: the sign-ins kept on this machine by name, and whose credentials the settings mean."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.sheets.settings import Backend

if TYPE_CHECKING:
    from pathlib import Path

    from google.auth.credentials import Credentials

    from okrsdk.sheets.settings import SheetsSettings

DEFAULT_PROFILE = "default"
"""The profile of those who have one."""


class CredentialsSource(StrEnum):
    """Where the credentials in use come from."""

    NONE = "none"
    FILE = "file"
    PROFILE = "profile"
    APPLICATION_DEFAULT = "application default"


def token_file(settings: SheetsSettings) -> Path:
    """Where the sign-in of the settings' profile is kept, whether or not there is one."""
    return settings.home / "accounts" / f"{settings.profile or DEFAULT_PROFILE}.json"


def profile_names(home: Path) -> tuple[str, ...]:
    """The profiles that are signed in, by name."""
    return tuple(sorted(file.stem for file in (home / "accounts").glob("[!.]*.json")))


def source_of(settings: SheetsSettings) -> CredentialsSource:
    """Where the credentials come from: a file that the settings name, a profile, or what Google's own tools left.

    A profile that is not named counts where nobody is acted for, which only service accounts do.
    """
    if settings.backend is Backend.EMBEDDED:
        return CredentialsSource.NONE
    if settings.credentials:
        return CredentialsSource.FILE
    if settings.profile:
        return CredentialsSource.PROFILE
    if settings.backend is Backend.SERVER:
        return CredentialsSource.NONE
    if not settings.act_as and token_file(settings).is_file():
        return CredentialsSource.PROFILE
    return CredentialsSource.APPLICATION_DEFAULT


def credentials_of(settings: SheetsSettings) -> Credentials | None:
    """The credentials that the settings mean; None where no account is needed.

    Raises:
        ConfigError: they are missing or wrong.
    """
    source = source_of(settings)
    if source is CredentialsSource.NONE:
        return None
    # google-auth is imported where there are credentials alone, since Local Sheets does without.
    if source is CredentialsSource.PROFILE:
        from okrsdk.sheets.transport.token_file import read_token_file

        if settings.act_as:
            raise ConfigError(
                f"OKR_ACT_AS is for service accounts only, and {settings.profile} is the profile of a person. "
                "Remove one of the two.",
                setting="act_as",
            )
        return read_token_file(existing_token_file(settings))
    from okrsdk.sheets.transport.credentials import load_credentials

    return load_credentials(settings.credentials, act_as=settings.act_as)


def existing_token_file(settings: SheetsSettings, *, cure: str = "") -> Path:
    """The same as `token_file`, where somebody has signed in.

    Args:
        settings: which profile is meant.
        cure: what to do where nobody has; by default to sign in.

    Raises:
        ConfigError: nobody has.
    """
    path = token_file(settings)
    if path.is_file():
        return path
    option = f" --profile {settings.profile}" if settings.profile else ""
    others = ", ".join(profile_names(settings.home))
    there_are = f" Signed in are: {others}." if others else ""
    raise ConfigError(
        f"Nobody is signed in as the profile {settings.profile or DEFAULT_PROFILE}. "
        f"{cure or f'Run `okr login{option}`.'}{there_are}",
        setting="profile",
    )
