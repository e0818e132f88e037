"""A reminder: who owes which check-in, as text for people and as the message of a chat's webhook."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

from okrsdk.reports.phrases import cycle_week, dotted, title_beside_cycle
from okrsdk.reports.status_agenda import owed_by_owner, silence
from okrsdk.reports.text_style import counted, without_control_characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.cycle import Status

_SLACK = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def reminder_text(statuses: Sequence[tuple[str, Status]]) -> str:
    """Who owes which check-in, by workbook and owner; empty when no one owes any.

    Args:
        statuses: what each workbook is called, with its status.
    """
    return "\n\n".join("\n".join(_lines(title, status)) for title, status in statuses if status.owed)


def slack_message(statuses: Sequence[tuple[str, Status]]) -> dict[str, object]:
    """The message of a Slack webhook; nothing in it is a mention, a link or a channel."""
    return {"text": reminder_text(statuses).translate(_SLACK), "unfurl_links": False}


def google_chat_message(statuses: Sequence[tuple[str, Status]]) -> dict[str, object]:
    """The message of a Google Chat webhook; nothing in it is a mention or a link."""
    return {"text": reminder_text(statuses).translate(_SLACK)}


def email_message(statuses: Sequence[tuple[str, Status]]) -> EmailMessage:
    """An e-mail without sender and recipient, to be opened in a mail program and sent from there."""
    count = sum(len(status.owed) for _, status in statuses)
    message = EmailMessage()
    message["Subject"] = f"{counted(count, 'check-in')} owed"
    message["X-Unsent"] = "1"
    message.set_content(reminder_text(statuses) + "\n")
    return message


def _lines(title: str, status: Status) -> Iterator[str]:
    okr_set = status.assessment.okr_set
    week, name = cycle_week(okr_set, status.on), title_beside_cycle(title, okr_set)
    yield _plain(dotted(f"{name}: {counted(len(status.owed), 'check-in')} owed", week))
    for owner, own in owed_by_owner(status).items():
        yield _plain(f"{owner}:")
        for one in own:
            yield _plain(f"  - {one.key_result.id} {one.key_result.text} ({silence(one)})")


def _plain(text: str) -> str:
    return " ".join(without_control_characters(text).replace("\n", " ").split(" "))
