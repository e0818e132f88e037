"""What servers' certificates are held against, read once in a process: to read it takes longer than most calls."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

import httpx

from okrsdk.client.transport import goes_by_environment

if TYPE_CHECKING:
    import ssl


def verification(url: httpx.URL) -> ssl.SSLContext:
    """The certificates of the authorities to believe for an address; all clients share them.

    Args:
        url: the address; that of this machine does not go by the environment (`SSL_CERT_FILE`, `SSL_CERT_DIR`).
    """
    told = goes_by_environment(url)
    return _read(*(os.environ.get(name, "") if told else "" for name in ("SSL_CERT_FILE", "SSL_CERT_DIR")))


@cache
def _read(file: str, folder: str) -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=bool(file or folder))
