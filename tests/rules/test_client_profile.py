"""Time zones and currencies that people write into the Client tab."""

import pytest

from okrsdk.findings import Table
from okrsdk.model import Client, OkrSet
from okrsdk.rules import check


def found(time_zone):
    return [one for one in check(OkrSet(client=Client(time_zone=time_zone))) if one.code == "T503"]


@pytest.mark.parametrize("time_zone", ["", "  ", "Europe/Berlin", "europe/berlin", "America/New York", "UTC", "EST"])
def test_blank_and_known_names_are_no_finding(time_zone):
    assert found(time_zone) == []


@pytest.mark.parametrize(
    ("time_zone", "advice"),
    [
        ("Auckland", "Write Pacific/Auckland."),
        ("Time in New York (US)", "Write America/New_York."),
        ("UTC+2", "Write an IANA name such as America/Chicago or Europe/Berlin."),
        ("Europe/Berlln", "Write an IANA name such as America/Chicago or Europe/Berlin."),
        ("America", "Write an IANA name such as America/Chicago or Europe/Berlin."),
    ],
)
def test_an_unknown_name_is_a_finding_on_its_cell_that_says_what_to_write(time_zone, advice):
    (finding,) = found(time_zone)
    assert (finding.location.table, finding.location.field) == (Table.CLIENT, "time_zone")
    assert (finding.message, finding.suggestion) == (f'The time zone "{time_zone}" is not known.', advice)


@pytest.mark.parametrize(
    ("currency", "advice"),
    [
        ("Euro", "Write EUR."),
        ("eur", "Write EUR."),
        ("€", "Write EUR."),
        ("$", "Write its code of three letters, such as USD or EUR."),
        ("Taler", "Write its code of three letters, such as USD or EUR."),
        ("DEM", "Write its code of three letters, such as USD or EUR."),
    ],
)
def test_a_currency_that_is_no_code_is_a_finding_with_the_code(currency, advice):
    (finding,) = (one for one in check(OkrSet(client=Client(currency=currency))) if one.code == "T504")
    assert (finding.location.table, finding.location.field) == (Table.CLIENT, "currency")
    assert (finding.message, finding.suggestion) == (f'The currency "{currency}" is not an ISO code.', advice)


@pytest.mark.parametrize("currency", ["", "  ", "USD", "CHF"])
def test_no_currency_and_a_code_are_no_finding(currency):
    assert not [one for one in check(OkrSet(client=Client(currency=currency))) if one.code == "T504"]
