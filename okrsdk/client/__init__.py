"""A client of the okrsdk service: check, grade, check in, decide and close over HTTP, blocking or async.

    with OkrClient("http://127.0.0.1:8080") as client:
        findings = client.check(okr_set, on=date(2026, 3, 31))
        scores = client.grade(okr_set, on=date(2026, 3, 31))

Requests are made and answers read by pure functions (`requests`, `responses`, `problems`); the two clients only send.
Whatever goes wrong is one of `okrsdk.errors`. Every call may be repeated: a grade writes the same scores into the same
cells, check-ins are written once, and what was decided already is refused, or noted a second time where a key result is
kept. Check-ins alone the client sends a second time by itself, where no answer came: each such request has a key
(`Idempotency-Key`) that tells the service that it is the same one.
"""

from okrsdk.client.async_client import AsyncOkrClient
from okrsdk.client.decided import ClosedCycle, Decided, ObjectiveOutcome
from okrsdk.client.responses import DoubtfulCheckIn, Health
from okrsdk.client.sync_client import OkrClient

__all__ = ["AsyncOkrClient", "ClosedCycle", "Decided", "DoubtfulCheckIn", "Health", "ObjectiveOutcome", "OkrClient"]
