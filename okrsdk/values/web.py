"""Files read for a reference: over http and https, or from this machine, within limits of place, size and time.

An address that was not allowed by whoever runs the refresh is read only where its host is on the public Internet. The
name is looked up once, and the connection goes to the very address that was looked at, so that a name which changes in
between leads nowhere else. Each step of a redirection is looked at anew.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

import httpx

from okrsdk.errors import SourceError
from okrsdk.values.settings import resolved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.language.source_references import FileReference
    from okrsdk.values.settings import SourceSettings

_LARGEST = 10 * 1024 * 1024
_SECONDS = 30.0
_TIMEOUT = httpx.Timeout(10.0, connect=5.0)
_MOST_REDIRECTIONS = 5
_MOST_ADDRESSES = 4
_HEADERS = {"Accept": "text/csv, application/json, text/plain, */*;q=0.1", "Accept-Encoding": "identity"}
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_IPV4_IN_IPV6 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))

Resolve = Callable[[str, int], "Sequence[str]"]
"""Gives the addresses of a host."""


def addresses_of(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, as the system looks them up.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReader:
    """Reads the files that references name.

    Attributes:
        settings: what may be read.
        transport: sends the requests in place of the network.
        resolve: gives the addresses of a host.
        now: seconds on a clock that never goes back.
    """

    settings: SourceSettings
    transport: httpx.BaseTransport | None = None
    resolve: Resolve = addresses_of
    now: Callable[[], float] = time.monotonic

    def read(self, reference: FileReference) -> bytes:
        """What the file holds.

        Raises:
            SourceError: it may not be read, is not there, is too large, or gives no answer in time.
            ConfigError: its path is none.
        """
        return self._from_web(reference.place) if reference.is_on_the_web else self._from_disk(reference.place)

    def _from_disk(self, place: str) -> bytes:
        path = resolved(self.settings.folder, place)
        if not self.settings.allows_file(path):
            raise SourceError(
                f"{place} is a file of this machine, which a cell alone may not name. Allow it, or its folder: "
                f"--allow {place}, or allow in [sources] of okr.toml."
            )
        try:
            if not path.is_file():
                raise SourceError(f"{place} is no file.")
            with path.open("rb") as file:
                data = file.read(_LARGEST + 1)
        except OSError as error:
            raise SourceError(f"{place} cannot be read: {error.strerror or 'no reason is given'}.") from error
        if len(data) > _LARGEST:
            raise SourceError(_too_large())
        return data

    def _from_web(self, place: str) -> bytes:
        started, url = self.now(), httpx.URL(place)
        for _ in range(_MOST_REDIRECTIONS + 1):
            found = self._fetched(url, started)
            if isinstance(found, bytes):
                return found
            if url.scheme == "https" and found.scheme != "https":
                raise SourceError(f"{url.host} sends on to an address without encryption.")
            url = found
        raise SourceError(f"{url.host} sends on from address to address.")

    def _fetched(self, url: httpx.URL, started: float) -> bytes | httpx.URL:
        """What is at an address, or the address that it sends on to."""
        if url.scheme not in ("http", "https") or not url.host or url.userinfo:
            raise SourceError("It leads to an address that is not read: only http and https without a password are.")
        is_allowed = self.settings.allows_address(str(url))
        goes_by_environment = is_allowed and not _is_loopback(url.host)
        requests = self._requests(url, is_allowed=is_allowed)
        with httpx.Client(transport=self.transport, timeout=_TIMEOUT, trust_env=goes_by_environment) as client:
            for request in requests:
                try:
                    return self._answer(client, request, url, started)
                except httpx.ConnectError:
                    continue  # a host may have an address of a kind that this machine has no network for
                except httpx.TimeoutException:
                    raise SourceError(f"{url.host} gave no answer in time.") from None
                except (httpx.HTTPError, httpx.InvalidURL):
                    raise SourceError(f"{url.host} broke off, or sent no answer that can be read.") from None
        raise SourceError(f"{url.host} cannot be reached.")

    def _answer(
        self, client: httpx.Client, request: httpx.Request, url: httpx.URL, started: float
    ) -> bytes | httpx.URL:
        with client.stream("GET", request.url, headers=request.headers, extensions=request.extensions) as response:
            if response.status_code in _REDIRECTIONS and "location" in response.headers:
                return url.join(response.headers["location"])
            _refuse_status(response, url)
            return self._body(response, url, started)

    def _requests(self, url: httpx.URL, *, is_allowed: bool) -> list[httpx.Request]:
        """The request for each address of a host, of which the first that can be reached is asked."""
        if is_allowed:
            return [httpx.Request("GET", url, headers=_HEADERS)]
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            found = self.resolve(url.host, port)
        except (OSError, UnicodeError):
            raise SourceError(f"There is no host {url.host}, or it cannot be looked up.") from None
        if not found or not all(map(_is_public, found)):
            raise SourceError(
                f"{url.host} is in a private network, where a cell alone may not lead. Allow it: "
                f"--allow {url.copy_with(path='/', query=None, fragment=None)}, or allow in [sources] of okr.toml."
            )
        headers = {**_HEADERS, "Host": url.netloc.decode("ascii")}
        name = {"sni_hostname": url.raw_host.decode("ascii")}
        pinned = (url.copy_with(host=address) for address in found[:_MOST_ADDRESSES])
        return [httpx.Request("GET", own, headers=headers, extensions=name) for own in pinned]

    def _body(self, response: httpx.Response, url: httpx.URL, started: float) -> bytes:
        data = bytearray()
        for chunk in response.iter_bytes(65_536):
            data += chunk
            if len(data) > _LARGEST:
                raise SourceError(_too_large())
            if self.now() - started > _SECONDS:
                raise SourceError(f"{url.host} takes longer than {_SECONDS:.0f} seconds.")
        return bytes(data)


def _refuse_status(response: httpx.Response, url: httpx.URL) -> None:
    status = response.status_code
    if status == HTTPStatus.OK:
        return
    said = {
        HTTPStatus.UNAUTHORIZED: "asks to sign in",
        HTTPStatus.FORBIDDEN: "does not give it to us",
        HTTPStatus.NOT_FOUND: "does not have it",
        HTTPStatus.GONE: "does not have it any more",
        HTTPStatus.TOO_MANY_REQUESTS: "takes no more requests now",
    }
    told = next((words for code, words in said.items() if code == status), "did not give it")
    raise SourceError(f"{url.host} {told} (HTTP {status}).")


def _is_public(address: str) -> bool:
    """Whether an address is on the public Internet, and no other one is hidden in it."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return _is_public_ip(found)


def _is_public_ip(found: IPv4Address | IPv6Address) -> bool:
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return _is_public_ip(found.ipv4_mapped)
        if found.sixtofour is not None or found.teredo is not None or any(found in own for own in _IPV4_IN_IPV6):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def _is_loopback(host: str) -> bool:
    return host == "localhost" or host.startswith("127.") or host == "::1"


def _too_large() -> str:
    return f"It is larger than {_LARGEST // 1024 // 1024} MB. Export less, or one row a day."
