"""The client's day around midnight."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from okrsdk.model import Client, Today

NOON_IN_LONDON = datetime(2026, 3, 31, 12, tzinfo=UTC)
EAST = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("time_zone", "instant", "day"),
    [
        # New Zealand's summer time is 13 hours ahead until 5 April, California's summer time 7 behind.
        ("Pacific/Auckland", datetime(2026, 3, 31, 10, 59, 59, tzinfo=UTC), date(2026, 3, 31)),
        ("Pacific/Auckland", datetime(2026, 3, 31, 11, tzinfo=UTC), date(2026, 4, 1)),
        ("America/Los_Angeles", datetime(2026, 4, 1, 6, 59, 59, tzinfo=UTC), date(2026, 3, 31)),
        ("America/Los_Angeles", datetime(2026, 4, 1, 7, tzinfo=UTC), date(2026, 4, 1)),
        # In winter it is midnight an hour later there.
        ("America/Los_Angeles", datetime(2026, 1, 1, 7, 59, tzinfo=UTC), date(2025, 12, 31)),
        (" america/los angeles ", datetime(2026, 1, 1, 7, 59, tzinfo=UTC), date(2025, 12, 31)),
        ("UTC", datetime(2026, 1, 1, 0, 0, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_the_day_is_that_of_the_clients_time_zone(time_zone, instant, day):
    assert Today(instant=instant, elsewhere=EAST).of(Client(time_zone=time_zone)) == day


@pytest.mark.parametrize("time_zone", ["", " ", "Chicago time", "America", "../UTC", "/etc/localtime", "\0", "UTC+25"])
def test_without_a_known_time_zone_it_is_the_given_one(time_zone):
    instant = datetime(2026, 3, 31, 16, tzinfo=UTC)
    client = Client(time_zone=time_zone)
    assert Today(instant=instant, elsewhere=EAST).of(client) == date(2026, 4, 1)
    assert Today(instant=instant).of(client) == date(2026, 3, 31)


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        Today(instant=datetime(2026, 3, 31, 12))


def test_one_instant_is_two_days():
    now = Today(instant=datetime(2026, 5, 1, 5, tzinfo=UTC))
    assert now.of(Client(time_zone="Pacific/Auckland")) == date(2026, 5, 1)
    assert now.of(Client(time_zone="America/Los_Angeles")) == date(2026, 4, 30)
