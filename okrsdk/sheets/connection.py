"""A connection: one place to Sheets, shared by all threads, that workbooks are opened through."""

from __future__ import annotations

import hashlib
from functools import cache
from math import inf
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import httpx

from okrsdk.sheets.profiles import credentials_of
from okrsdk.sheets.settings import Backend
from okrsdk.sheets.transport.clock import Clock
from okrsdk.sheets.transport.embedded import EMBEDDED_URL, WORKBENCH_URL, EmbeddedTransport
from okrsdk.sheets.transport.endpoint import Endpoint
from okrsdk.sheets.transport.http_client import HttpClient, RequestPolicy
from okrsdk.sheets.transport.quota import GOOGLE as GOOGLE_LIMITS
from okrsdk.sheets.transport.quota import Quotas, no_quota
from okrsdk.sheets.transport.retry import GOOGLE, LOCAL

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import gspread
    from google.auth.credentials import Credentials

    from okrsdk.localsheets import LocalSheets
    from okrsdk.sheets.settings import SheetsSettings
    from okrsdk.sheets.transport.quota import Limits, Quota

_CONNECT_TIMEOUT = 10.0
# Google compresses its answers, to a hundredth of a large one, only for clients that name gzip in both.
_HEADERS = {"User-Agent": "okrsdk (gzip)", "Accept-Encoding": "gzip"}
_CLOCK = Clock()


@cache
def _quotas(limits: Limits) -> Quotas:
    """The quotas of the process: a server counts by account and not by connection, so all connections share them."""
    return Quotas(_CLOCK, limits)


class Connection:
    """Sheets, reached: Google's, a Local Sheets server's, or the one in this process.

    Threads may share it. Close it, or use it as a context manager.

    Attributes:
        http: sends every request; raises okrsdk's errors.
        endpoint: the server.
    """

    def __init__(self, http: HttpClient, endpoint: Endpoint, *, embedded: EmbeddedTransport | None = None) -> None:
        self.http = http
        self.endpoint = endpoint
        self._embedded = embedded

    @property
    def requests(self) -> int:
        """Number of requests to the Sheets API so far: counted by the embedded Local Sheets itself, else as sent."""
        return self.http.sent if self._embedded is None else self._embedded.requests

    def for_batch(self, *, patience: float = inf) -> Connection:
        """The same for work that nobody waits for: its requests let those of people go first.

        Args:
            patience: seconds that a request waits for the quota at most, before it raises `NoTokenError`.
        """
        return Connection(self.http.for_batch(patience=patience), self.endpoint, embedded=self._embedded)

    @property
    def gspread(self) -> gspread.Client:
        """A client of gspread over this connection, for all that gspread can do; it raises okrsdk's errors."""
        from okrsdk.sheets.transport.gspread_client import gspread_client

        return gspread_client(self.http)

    def close(self) -> None:
        """Close the network connections and, where it was started here, the embedded Local Sheets."""
        self.http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def connect(
    settings: SheetsSettings,
    *,
    token: str = "",
    who: str = "",
    local: LocalSheets | None = None,
    policy: RequestPolicy | None = None,
    transport: httpx.BaseTransport | None = None,
) -> Connection:
    """A connection as the settings say. No request is sent yet, and an embedded Local Sheets is not yet started.

    Args:
        settings: which Sheets, and as whom.
        token: access token to use instead of the settings' credentials: that of the person a service works for.
        who: that person's e-mail address, for messages.
        local: a Local Sheets open in this process, for the embedded backend; else the one in `settings.home` is opened.
        policy: retries and quota; by default Google's limits for Google, and none for Local Sheets.
        transport: sends the requests in place of the network.

    Raises:
        ConfigError: the credentials are missing or wrong.
    """
    embedded = EmbeddedTransport(settings.home, local=local) if settings.backend is Backend.EMBEDDED else None
    transport = embedded or transport
    credentials = None if embedded else _credentials(settings, token)
    who = who or settings.act_as or _account(credentials)
    endpoint = _endpoint(settings, who)
    policy = policy or _request_policy(endpoint, _Caller.of(endpoint, credentials, token), settings)
    client = httpx.Client(
        transport=transport,
        headers=_HEADERS,
        timeout=httpx.Timeout(settings.timeout, connect=_CONNECT_TIMEOUT),
        trust_env=endpoint.is_google,  # a proxy has no business between us and Local Sheets
    )
    if credentials:
        client.auth = _authentication(credentials, client)
    return Connection(HttpClient(client, endpoint, policy), endpoint, embedded=embedded)


def connect_through(client: gspread.HTTPClient) -> Connection:
    """A connection to Google Sheets through gspread's HTTP client: its sign-in, with okrsdk's quota and retries.

    The client stays its owner's, who closes it. One that a connection of okrsdk gave out leads to the same server.

    Args:
        client: the client, whose session may be of any kind.
    """
    from okrsdk.sheets.transport.gspread_client import GspreadHttp
    from okrsdk.sheets.transport.gspread_transport import GspreadTransport

    if isinstance(client, GspreadHttp):
        return Connection(client.http, client.http.endpoint)
    credentials = getattr(client, "auth", None) or getattr(client.session, "credentials", None)
    endpoint = Endpoint(who=_account(credentials))
    http = httpx.Client(transport=GspreadTransport(client), headers=_HEADERS)
    policy = _request_policy(endpoint, _Caller.of(endpoint, credentials, ""))
    return Connection(HttpClient(http, endpoint, policy), endpoint)


def _endpoint(settings: SheetsSettings, who: str) -> Endpoint:
    if settings.backend is Backend.GOOGLE:
        return Endpoint(who=who)
    if settings.backend is Backend.SERVER:
        shown = _without_password(settings.server_url)
        return Endpoint(base_url=settings.server_url, place=shown, who=who, page=shown)
    return Endpoint(base_url=EMBEDDED_URL, place=str(settings.home), who=who, page=WORKBENCH_URL)


def _without_password(url: str) -> str:
    """The address as it may be shown in messages and links: without who signs in at the server, and how."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


# google-auth is imported where there are credentials alone, since Local Sheets does without.


def _credentials(settings: SheetsSettings, token: str) -> Credentials | None:
    if not token:
        return credentials_of(settings)
    from okrsdk.sheets.transport.credentials import bearer_credentials

    return bearer_credentials(token)


def _account(credentials: Credentials | None) -> str:
    if credentials is None:
        return ""
    from okrsdk.sheets.transport.credentials import account_of

    return account_of(credentials)


def _authentication(credentials: Credentials, client: httpx.Client) -> httpx.Auth:
    from okrsdk.sheets.transport.auth import GoogleAuth

    return GoogleAuth(credentials, client)


class _Caller(NamedTuple):
    """For whom a server counts requests: what tells the account from others, and its Google Cloud project."""

    account: str
    project: str

    @classmethod
    def of(cls, endpoint: Endpoint, credentials: Credentials | None, token: str) -> _Caller:
        secret = token or getattr(credentials, "refresh_token", None) or ""
        account = endpoint.who or hashlib.sha256(secret.encode()).hexdigest()
        project = getattr(credentials, "project_id", None) or getattr(credentials, "quota_project_id", None) or ""
        return cls(account, project)


def _request_policy(endpoint: Endpoint, caller: _Caller, settings: SheetsSettings | None = None) -> RequestPolicy:
    retry = GOOGLE if endpoint.is_google else LOCAL
    return RequestPolicy(retry=retry, quota=_quota(endpoint, caller, settings), clock=_CLOCK)


def _quota(endpoint: Endpoint, caller: _Caller, settings: SheetsSettings | None) -> Quota:
    limits = (settings.limits if settings else None) or (GOOGLE_LIMITS if endpoint.is_google else None)
    if limits is None:
        return no_quota(_CLOCK)
    if settings is None or not settings.quota_redis:
        return _quotas(limits).of(caller.account, caller.project)
    from okrsdk.sheets.transport.redis_quota import RedisQuota, redis_at

    return RedisQuota(redis_at(settings.quota_redis), *caller, limits=limits, clock=_CLOCK)
