"""Who calls, as Google's signed ID tokens prove it.

Three kinds of token reach the service. Google itself sends a *system token* with every event of the add-on: it proves
that the request comes from Google, for this very address, on behalf of this very add-on. The event holds a *user
token*: it says which person. And the Apps Script of a bound sidebar sends the *script token* of the person who uses it.

A token is accepted when Google signed it, it is neither too old nor too new, and it was made for us; nothing of a
refused token is ever in a message or a log.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from google.auth import jwt

from okrsdk.errors import AccessError, ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sheets_addon.certificates import Certificates

_ISSUERS = ("accounts.google.com", "https://accounts.google.com")
_CLOCK_SKEW_SECONDS = 10
_LONGEST_TOKEN = 8192
_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*) *", re.IGNORECASE)
_PUBLIC_URL = re.compile(r"https://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~/-]*)?")
_SETTINGS = {
    "url": "OKR_PUBLIC_URL",
    "service_account": "OKR_ADDON_SERVICE_ACCOUNT",
    "client_id": "OKR_ADDON_CLIENT_ID",
}
_SCRIPTS = "OKR_SCRIPT_CLIENT_IDS"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentitySettings:
    """Whose requests the service accepts.

    Attributes:
        url: the service's public URL, `https://…` without a slash at the end; the audience of system tokens begins so.
        service_account: e-mail address of the add-on's service account, which system tokens are issued to.
        client_id: OAuth client ID of the add-on: the audience of user tokens.
        script_client_ids: OAuth client IDs of Apps Script projects with a bound sidebar: audiences of script tokens.
    """

    url: str
    service_account: str
    client_id: str
    script_client_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who holds a token.

    Attributes:
        subject: Google's unchanging ID of the account.
        email: its e-mail address; empty when the token does not say.
    """

    subject: str
    email: str = ""


class Callers:
    """Proves who calls; threads may share it.

    Args:
        settings: whose requests to accept.
        certificates: Google's.
        now: the time of day in seconds since 1970.
    """

    def __init__(
        self, settings: IdentitySettings, certificates: Certificates, *, now: Callable[[], float] = time.time
    ) -> None:
        self.settings = settings
        self._certificates = certificates
        self._now = now

    def must_be_google(self, authorization: str, path: str) -> None:
        """Makes sure that Google sends this request for the add-on.

        Args:
            authorization: the request's Authorization header.
            path: its path, with the slash at the beginning.

        Raises:
            AccessError: it does not prove so.
            UnavailableError: Google's certificates cannot be fetched.
        """
        identity = self._verified(bearer(authorization), (self.settings.url + path,))
        if identity.email != self.settings.service_account:
            raise _refused("it is of another account")

    def person(self, token: str) -> Identity:
        """The person whom an event's user token names.

        Raises:
            AccessError: the token is not good.
            UnavailableError: Google's certificates cannot be fetched.
        """
        return self._verified(token, (self.settings.client_id,))

    def script_user(self, authorization: str) -> Identity:
        """The person who uses a bound sidebar, by the Authorization header of its Apps Script.

        Raises:
            AccessError: the token is not good, or of a script that is not known here.
            UnavailableError: Google's certificates cannot be fetched.
        """
        return self._verified(bearer(authorization), self.settings.script_client_ids)

    def _verified(self, token: str, audiences: tuple[str, ...]) -> Identity:
        if len(token) > _LONGEST_TOKEN or not _TOKEN.fullmatch(token):
            raise _refused("it is no ID token")
        claims = _signed_claims(token, self._certificates.current())
        if claims.get("iss") not in _ISSUERS:
            raise _refused("it was not issued by Google")
        if claims.get("aud") not in audiences:
            raise _refused("it was made for another service")
        not_before = claims.get("nbf", 0)
        if not isinstance(not_before, int) or not_before > self._now() + _CLOCK_SKEW_SECONDS:
            raise _refused("it is not valid yet")
        return _identity(claims)


def identity_settings_from(environment: Mapping[str, str]) -> IdentitySettings | None:
    """Whose requests to accept, from the environment; None when nothing is said.

    | environment                 | meaning |
    |-----------------------------|---------|
    | `OKR_PUBLIC_URL`            | the service's public URL |
    | `OKR_ADDON_SERVICE_ACCOUNT` | e-mail address of the add-on's service account |
    | `OKR_ADDON_CLIENT_ID`       | OAuth client ID of the add-on |
    | `OKR_SCRIPT_CLIENT_IDS`     | OAuth client IDs of Apps Script projects, with commas; may be left out |

    Raises:
        ConfigError: some of it is missing or not valid.
    """
    values = {name: environment.get(variable, "").strip() for name, variable in _SETTINGS.items()}
    scripts = tuple(part.strip() for part in environment.get(_SCRIPTS, "").split(",") if part.strip())
    if not any(values.values()) and not scripts:
        return None
    for name, variable in _SETTINGS.items():
        if not values[name]:
            raise ConfigError(
                f"{variable} is missing. The add-on needs: {', '.join(_SETTINGS.values())}.", setting=name
            )
    return IdentitySettings(
        url=public_url(values["url"]),
        service_account=values["service_account"],
        client_id=values["client_id"],
        script_client_ids=scripts,
    )


def public_url(text: str) -> str:
    """The service's public URL without a slash at the end.

    >>> public_url("https://okr.example.com/")
    'https://okr.example.com'

    Raises:
        ConfigError: it is none.
    """
    if not _PUBLIC_URL.fullmatch(text):
        raise ConfigError(
            f"{text!r} is not the public URL of a service. Write it as https://okr.example.com.", setting="url"
        )
    return text.rstrip("/")


def bearer(authorization: str) -> str:
    """The token of an Authorization header.

    Raises:
        AccessError: the header is missing or is not `Bearer` and a token.
    """
    match = _BEARER.fullmatch(authorization)
    if match is None:
        raise AccessError("Send a token of Google's: Authorization: Bearer …", status=HTTPStatus.UNAUTHORIZED)
    return match[1]


def _signed_claims(token: str, certificates: Mapping[str, str]) -> Mapping[str, object]:
    try:
        claims: Mapping[str, object] = jwt.decode(  # type: ignore[no-untyped-call] # google-auth has no types here
            token, certs=certificates, clock_skew_in_seconds=_CLOCK_SKEW_SECONDS
        )
    except (ValueError, TypeError, RecursionError):
        # Before it looks at the signature it parses what anyone may send. The cause is left out: it quotes the token.
        raise _refused("its signature or its dates are not good") from None
    return claims


def _identity(claims: Mapping[str, object]) -> Identity:
    subject, email = claims.get("sub"), claims.get("email", "")
    if not isinstance(subject, str) or not subject or not isinstance(email, str):
        raise _refused("it does not say whose it is")
    if email and claims.get("email_verified") is not True:
        raise _refused("its e-mail address is not verified")
    return Identity(subject=subject, email=email)


def _refused(reason: str) -> AccessError:
    return AccessError(f"The ID token was refused: {reason}.", status=HTTPStatus.UNAUTHORIZED)
