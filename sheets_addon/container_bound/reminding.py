"""The weekly reminder of a bound script: who owes which check-in, as e-mails that the script sends."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from okrsdk.reports.phrases import cycle_week
from okrsdk.reports.status_agenda import owed_by_owner, silence
from okrsdk.reports.text_style import without_control_characters
from okrsdk.texts import plural, strung, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.cycle import CheckInOwed, Status
    from sheets_addon.addon.widgets import Json

# One address and nothing beside it: a comma would be several recipients.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
_MOST_MAILS = 50


def reminder_mails(status: Status, *, title: str) -> list[Json]:
    """An e-mail for each owner who owes a check-in and whose cell is an e-mail address, and one for all others.

    Each has its recipient (`to`; empty for the person who set the reminder up), `subject` and `text`. There is none
    where no one owes a check-in. The owners after the first 50 are among the others.

    Args:
        status: what the weekly meeting has to know.
        title: what the spreadsheet is called.
    """
    own: dict[str, list[CheckInOwed]] = defaultdict(list)
    others: dict[str, list[CheckInOwed]] = {}
    for owner, owed in owed_by_owner(status).items():
        address = owner.strip().casefold()
        if _ADDRESS.fullmatch(address) and (address in own or len(own) < _MOST_MAILS):
            own[address] += owed
        else:
            others[owner] = owed
    mails = [_mail(address, title, status, owed, [_list(owed)]) for address, owed in own.items()]
    if others:
        listed = [strung([f"{_one_line(owner)}:", _list(owed)], "\n") for owner, owed in others.items()]
        all_owed = [one for owed in others.values() for one in owed]
        mails.append(_mail("", title, status, all_owed, [_FOR_YOU, *listed]))
    return mails


_FOR_YOU = text(
    "You get these because the column Owner holds no e-mail address for them, and you set up the reminder. "
    "Pass them on, or write addresses there."
)
_HOW = text("In the spreadsheet, OKRs > Open sidebar leads to the check-in. One line is enough.")


def _mail(to: str, title: str, status: Status, owed: Sequence[CheckInOwed], parts: Sequence[str]) -> Json:
    name = _one_line(title)
    count = plural("{n} check-in owed: {title}", "{n} check-ins owed: {title}", n=len(owed), title=name)
    week = cycle_week(status.assessment.okr_set, status.on)
    return {"to": to, "subject": count, "text": strung([week, *parts, _HOW], "\n\n")}


def _list(owed: Sequence[CheckInOwed]) -> str:
    return strung([_item(one) for one in owed], "\n")


def _item(one: CheckInOwed) -> str:
    said = _one_line(f"- {one.key_result.id} {one.key_result.text}")
    return strung([said, strung(["(", silence(one), ")"], "")])


def _one_line(said: str) -> str:
    return " ".join(without_control_characters(said).split())
