"""A message sent to the webhook of a chat: once, since a webhook cannot tell that it was sent before."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx

from okrsdk.client.certificates import verification
from okrsdk.client.transport import DEFAULT_TIMEOUT, goes_by_environment, is_loopback, timeouts
from okrsdk.errors import AccessError, ConfigError, NotFoundError, QuotaError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Mapping

_REFUSED = {
    HTTPStatus.UNAUTHORIZED: AccessError,
    HTTPStatus.FORBIDDEN: AccessError,
    HTTPStatus.NOT_FOUND: NotFoundError,
    HTTPStatus.GONE: NotFoundError,
    HTTPStatus.TOO_MANY_REQUESTS: QuotaError,
}
_TO_DO = {
    AccessError: "Make a new webhook there, and set {variable} to its address.",
    NotFoundError: "It was deleted there: make a new one, and set {variable} to its address.",
    QuotaError: "It takes one message a second: try again in a minute.",
}


def send_message(
    address: str,
    message: Mapping[str, object],
    *,
    program: str,
    variable: str,
    transport: httpx.BaseTransport | None = None,
) -> None:
    """Sends a message to a webhook. The address is a secret, so no error shows it.

    Args:
        address: the webhook's address.
        message: the message, as the program takes it.
        program: what the program is called.
        variable: the environment variable that holds the address.
        transport: sends the request in place of the network.

    Raises:
        ConfigError: the address is none, or would send the message unencrypted.
        OkrError: the program refused it, or gave no answer; what to do is said.
    """
    url = _checked(address, variable)
    try:
        with httpx.Client(
            timeout=timeouts(DEFAULT_TIMEOUT),
            transport=transport,
            trust_env=goes_by_environment(url),
            verify=verification(url),
        ) as http:
            response = http.post(url, json=dict(message))
    except (httpx.ConnectError, httpx.ConnectTimeout):
        raise UnavailableError(f"{program} cannot be reached. Nothing was sent; try again.") from None
    except httpx.HTTPError:
        said = f"{program} gave no answer. Look there whether the message arrived before you send it again."
        raise UnavailableError(said, may_be_done=True) from None
    if response.is_success:
        return
    kind = _REFUSED.get(HTTPStatus(response.status_code)) if response.status_code in set(HTTPStatus) else None
    if kind is None:
        said = f"{program} refused the message ({response.status_code}). Nothing was sent."
        raise UnavailableError(said, status=response.status_code)
    told = _TO_DO[kind].format(variable=variable)
    raise kind(f"{program} refused the message ({response.status_code}). {told}")


def _checked(address: str, variable: str) -> httpx.URL:
    try:
        url = httpx.URL(address.strip())
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme == "https" or (url.scheme == "http" and is_loopback(url.host)):
        return url
    raise ConfigError(f"{variable} is not the https address of a webhook.", setting=variable)
