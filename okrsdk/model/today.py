"""Today, as the client's clock has it: pure functions of an instant that is passed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.model.client import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The day that an instant is on, which depends on whose day is meant.

    Attributes:
        instant: the instant, with its time zone.
        elsewhere: the time zone of a client who names none, or one that is not known.
    """

    instant: datetime
    elsewhere: tzinfo = UTC

    def __post_init__(self) -> None:
        if self.instant.tzinfo is None:
            raise ValueError("Today.instant must be aware: pass datetime.now(UTC).")

    def of(self, client: Client) -> date:
        """The client's day.

        >>> from okrsdk.model import Client
        >>> now = Today(instant=datetime(2026, 5, 1, 5, tzinfo=UTC))
        >>> str(now.of(Client(time_zone="America/Los_Angeles"))), str(now.of(Client()))
        ('2026-04-30', '2026-05-01')
        """
        return self.instant.astimezone(time_zone_named(client.time_zone) or self.elsewhere).date()


def day_asked(on: date | Today, client: Client) -> date:
    """The day that is asked about: a day as it is, today as the client has it."""
    return on.of(client) if isinstance(on, Today) else on


def time_zone_named(name: str) -> ZoneInfo | None:
    """The time zone of an IANA name, whatever its case and blanks; None when there is none of that name."""
    key = "_".join(name.split())
    return _zone(key) or _zone(_names().get(key.casefold(), "")) if key else None


def time_zones_of_place(name: str) -> tuple[str, ...]:
    """The IANA names of the places that a text names, by the alphabet; empty when it names none.

    >>> time_zones_of_place("Chicago time")
    ('America/Chicago',)
    """
    said = "".join(letter if letter.isalpha() else " " for letter in name.casefold()).split()
    phrases = {"_".join(said[start:end]) for start in range(len(said)) for end in range(start + 1, len(said) + 1)}
    known = ((key.rpartition("/")[2], own) for key, own in _names().items() if "/" in own)
    return tuple(sorted(own for place, own in known if place in phrases and not own.startswith("Etc/")))


def _zone(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _names() -> Mapping[str, str]:
    return {name.casefold(): name for name in available_timezones()}
