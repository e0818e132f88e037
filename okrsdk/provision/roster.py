"""The roster: the clients of a cycle, as values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrsdk.language.normalize import unaccented

if TYPE_CHECKING:
    from okrsdk.model import Client

_LONGEST_KEY = 60
_DRIVE_ID = re.compile(r"[A-Za-z0-9_-]{10,}")
_IN_URL = re.compile(
    r"/(?:folders|spreadsheets/(?:u/\d+/)?d|file/d|drives)/([A-Za-z0-9_-]{10,})|[?&](?:id|workbook)=([A-Za-z0-9_-]{10,})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A person whom a workbook is shared with.

    Attributes:
        email: the address.
        role: Drive's word: `writer`, `commenter` or `reader`.
    """

    email: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterEntry:
    """A client of the roster.

    Attributes:
        client: its name, profile, policy and funnel.
        key: what tells it from all others, for good.
        has_own_key: whether the roster says the key, which otherwise is made from the name.
        place: where its name is in the roster, in words: `line 4, Client`, `'Roster'!A4`.
        places: where the other cells of its row are that say something, by the name of their column.
        shares: the people to share with, each once with the mightiest role.
        folder: ID of the folder or shared drive to make its workbook in; empty for that of the run.
        workbook: ID of a workbook to adopt; empty for none.
        okrs: the file of OKRs to start with; empty for none.
        last_workbook: ID of last cycle's workbook; empty for none.
        template: ID of the spreadsheet to copy; empty where the workbook is built.
    """

    client: Client
    key: str
    has_own_key: bool = True
    place: str = field(default="", compare=False)
    places: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    shares: tuple[Share, ...] = ()
    folder: str = ""
    workbook: str = ""
    okrs: str = ""
    last_workbook: str = ""
    template: str = ""

    def at(self, column: str) -> str:
        """Where the cell of a column is, in words; where it says nothing or there is none, where the name is."""
        return self.places.get(column, self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The clients of a cycle.

    Attributes:
        name: what it is called: its file, or the spreadsheet.
        entries: the clients, in order; no key twice.
        notes: what was left out, one sentence each.
    """

    name: str
    entries: tuple[RosterEntry, ...]
    notes: tuple[str, ...] = ()


def key_from_name(name: str) -> str:
    """The key that a client without one gets.

    >>> key_from_name("Müller & Söhne GmbH"), key_from_name("東京")
    ('muller-sohne-gmbh', '東京')
    """
    return re.sub(r"[^\w]+", "-", unaccented(name)).strip("-_")[:_LONGEST_KEY].rstrip("-_")


def file_id_in(text: str) -> str | None:
    """The ID of a file or folder in Drive that a text is, or that a URL names; None where it is neither.

    >>> file_id_in("https://drive.google.com/drive/folders/1A2b3C4d5E6f"), file_id_in("1A2b3C4d5E6f"), file_id_in("no")
    ('1A2b3C4d5E6f', '1A2b3C4d5E6f', None)
    """
    text = text.strip()
    if "/" in text or "=" in text:
        found = _IN_URL.search(text)
        return found[1] or found[2] if found else None
    return text if _DRIVE_ID.fullmatch(text) else None
