"""The e-mails of the weekly reminder, worked out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from okrsdk.assessment import assess
from okrsdk.cycle import status
from okrsdk.model import CheckIn, Client, Cycle, KeyResult, Objective, OkrSet
from sheets_addon.container_bound.reminding import reminder_mails
from sheets_addon.translation import localized

ON = date(2026, 10, 20)


def mails(*owners, told=(), title="Acme"):
    """Those of one key result an owner; `told` are the numbers of those that were checked in on the day before."""
    one = KeyResult(objective_id="O1", baseline=Decimal(0), target=Decimal(9))
    key_results = (replace(one, id=f"KR{n}", text=f"Visits {n}", owner=owner) for n, owner in enumerate(owners, 1))
    okr_set = OkrSet(
        client=Client(name="Acme"),
        cycle=Cycle.parse("2026-Q4"),
        objectives=(Objective(id="O1", text="New patients find us first"),),
        key_results=tuple(key_results),
        check_ins=tuple(CheckIn(key_result_id=f"KR{n}", day=date(2026, 10, 19), value=Decimal(1)) for n in told),
    )
    return reminder_mails(status(assess(okr_set, on=ON)), title=title)


def test_who_has_an_address_gets_a_mail_and_all_others_are_in_one():
    own, others = mails("Sales@acme.example", "Growth Lead", "sales@acme.example", "a@x.example, b@x.example", "")
    assert (own["to"], own["subject"]) == ("sales@acme.example", "2 check-ins owed: Acme")
    assert own["text"] == (
        "2026-Q4 · week 3 of 13\n\n"
        "- KR1 Visits 1 (no check-in in 19 days)\n- KR3 Visits 3 (no check-in in 19 days)\n\n"
        "In the spreadsheet, OKRs > Open sidebar leads to the check-in. One line is enough."
    )
    assert (others["to"], others["subject"]) == ("", "3 check-ins owed: Acme")
    assert "Growth Lead:\n- KR2 Visits 2 (" in others["text"]
    assert "a@x.example, b@x.example:\n- KR4 " in others["text"]
    assert "No owner:\n- KR5 " in others["text"]


def test_nobody_is_written_to_who_owes_nothing():
    assert mails("sales@acme.example", told=[1]) == []
    assert [one["to"] for one in mails("a@acme.example", "b@acme.example", told=[1])] == ["b@acme.example"]


def test_a_cell_adds_no_recipient_no_line_and_no_more_than_fifty_mails():
    (one,) = mails("a@acme.example\nBcc: b@acme.example", title="Acme\nBcc: c@acme.example")
    assert (one["to"], one["subject"]) == ("", "1 check-in owed: Acme Bcc: c@acme.example")
    many = mails(*(f"n{n}@acme.example" for n in range(53)))
    assert [mail["to"] for mail in many[49:]] == ["n49@acme.example", ""]
    assert many[-1]["subject"] == "3 check-ins owed: Acme"


def test_they_are_said_in_the_language_of_whoever_set_the_reminder_up():
    said = localized(mails("sales@acme.example"), "de-CH")
    assert isinstance(said, list)
    (mail,) = said
    assert mail["subject"] == "1 Check-in offen: Acme"
    assert "Eine Zeile genügt." in mail["text"]
