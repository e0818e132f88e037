"""A client of the okrsdk service: check and grade over HTTP, blocking or async.

    with OkrClient("http://127.0.0.1:8080") as client:
        findings = client.check(okr_set, on=date(2026, 3, 31))
        scores = client.grade(okr_set, on=date(2026, 3, 31))

Requests and answers are made and read by pure functions (`calls`, `answers`, `problems`); the two clients only send.
Whatever goes wrong is one of `okrsdk.errors`. Nothing is sent twice behind the caller's back; every call may be
repeated, since a grade writes the same scores into the same cells.
"""

from okrsdk.client.answers import Health
from okrsdk.client.blocking import OkrClient
from okrsdk.client.nonblocking import AsyncOkrClient

__all__ = ["AsyncOkrClient", "Health", "OkrClient"]
