"""Requests that name a key, so that one that is sent again is done once and answered as before.

The workbook itself remembers them, since no service does: with the check-ins a request leaves a mark in developer
metadata, whose ID is made from the key and whose value says what was asked, as a digest, and what was answered. Of two
that are sent at the same moment Sheets takes one, since an ID is given once; the other reads what the first left. A
mark that a bound script left has another ID, and is known by its digest.

The last 100 are remembered, fewer where their answers are long; all of them keep well below what Google lets a
spreadsheet hold in metadata, 30,000 characters.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import TYPE_CHECKING

from okrsdk.cycle import Doubt
from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.workbook.developer_metadata import REQUEST_KEY, claimed_id, mark, taken_off

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from okrsdk.model import CheckIn
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject

    Doubts: TypeAlias = tuple[tuple[CheckIn, Doubt], ...]

IDEMPOTENCY_KEY = "Idempotency-Key"
"""The header in which services take it, and the name of the setting in errors."""

_KEPT = 100
_KEPT_LENGTH = 12_000
_LONGEST_ANSWER = 4_000
_DIGEST = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestKey:
    """What tells a request from all others, so that it is done once however often it is sent.

    Attributes:
        key: a text that its sender made for this request alone, such as a UUID.
        asked: what is asked, as text: the same key may not ask for anything else.
    """

    key: str
    asked: str

    @property
    def claim(self) -> int:
        """The ID of developer metadata that it claims."""
        return claimed_id(f"{REQUEST_KEY} {self.key}")

    def is_known(self, reading: WorkbookReading) -> bool:
        """Whether a workbook remembers this key."""
        return self._kept(reading) is not None

    def said(self, reading: WorkbookReading) -> str:
        """What the workbook, which remembers the key, kept of the first answer.

        Raises:
            ConfigError: the key was sent with something else.
        """
        _, digest, said = _parts(self._kept(reading) or "")
        if digest != self._digest:
            raise ConfigError(
                f"The {IDEMPOTENCY_KEY} was sent before, with another request. Make a new one for each; nothing was "
                "written.",
                setting=IDEMPOTENCY_KEY,
            )
        return said

    def answer(self, reading: WorkbookReading, check_ins: Sequence[CheckIn]) -> Doubts:
        """What was answered the first time.

        Args:
            reading: the workbook, which remembers the key.
            check_ins: the check-ins of the request.

        Raises:
            ConfigError: the key was sent with something else.
        """
        return _doubts(self.said(reading), check_ins)

    def claim_requests(
        self, reading: WorkbookReading, check_ins: Sequence[CheckIn], doubts: Doubts
    ) -> list[JsonObject]:
        """The requests that leave the mark, and give up those that are too many.

        Args:
            reading: the workbook as it was read.
            check_ins: the check-ins of the request.
            doubts: what is answered: those that may be a slip, each with what speaks against it.

        Raises:
            InvalidOkrError: the answer is longer than can be remembered; nothing was written.
        """
        said = _said(check_ins, doubts)
        if len(said) > _LONGEST_ANSWER:
            raise InvalidOkrError(
                f"Nothing was written. {len(doubts)} of these check-ins may be a slip, which is more than can be "
                f"remembered of a request with an {IDEMPOTENCY_KEY}. Send them in several requests."
            )
        return self.marks(reading, said)

    def marks(self, reading: WorkbookReading, said: str) -> list[JsonObject]:
        """The requests that leave the mark with what is to be kept of the answer, and give up those that are too many.

        Args:
            reading: the workbook as it was read.
            said: what is kept.
        """
        kept = reading.layout.request_claims
        number = max((_parts(value)[0] for value in kept.values()), default=0) + 1
        value = f"{number} {self._digest} {said}"
        claim = {"metadataId": self.claim, **mark(REQUEST_KEY, value), "location": {"spreadsheet": True}}
        given_up: list[JsonObject] = [taken_off(own) for own in _too_many(reading, room=_KEPT_LENGTH - len(value))]
        return [*given_up, {"createDeveloperMetadata": {"developerMetadata": claim}}]

    def _kept(self, reading: WorkbookReading) -> str | None:
        """The value of the key's mark; None where there is none."""
        kept = reading.layout.request_claims
        by_digest = (value for value in kept.values() if _parts(value)[1] == self._digest)
        return kept.get(self.claim, next(by_digest, None))

    @property
    def _digest(self) -> str:
        return sha256(f"{self.key}\n{self.asked}".encode()).hexdigest()[:_DIGEST]


def _too_many(reading: WorkbookReading, *, room: int) -> list[int]:
    """The oldest marks, as far as they are more than can be kept beside a new one."""
    kept = reading.layout.request_claims
    newest_first = sorted(kept, key=lambda own: _parts(kept[own])[0], reverse=True)
    too_many = []
    for place, own in enumerate(newest_first, start=2):
        room -= len(kept[own])
        if place > _KEPT or room < 0:
            too_many.append(own)
    return too_many


def _parts(value: str) -> tuple[int, str, str]:
    """The number of a mark, its digest and its answer; people's programs may have written anything there."""
    number, _, rest = value.partition(" ")
    digest, _, said = rest.partition(" ")
    return int(number) if number.isascii() and number.isdecimal() else 0, digest, said


def _said(check_ins: Sequence[CheckIn], doubts: Doubts) -> str:
    """The doubts as text: of each the place of its check-in, and its parts in their order."""
    places = {id(one): place for place, one in enumerate(check_ins)}
    rows = [
        [places[id(one)], *(None if (part := getattr(doubt, own.name)) is None else str(part) for own in fields(Doubt))]
        for one, doubt in doubts
    ]
    return json.dumps(rows, separators=(",", ":"))


def _doubts(said: str, check_ins: Sequence[CheckIn]) -> Doubts:
    try:
        return tuple((check_ins[place], _doubt(*parts)) for place, *parts in json.loads(said))
    except (ValueError, TypeError, IndexError, InvalidOperation):
        return ()


def _doubt(ways: str | None, meant: str | None, back_from: str | None, same_as: str | None) -> Doubt:
    numbers = [None if part is None else Decimal(part) for part in (ways, meant, back_from)]
    return Doubt(
        ways=numbers[0], meant=numbers[1], back_from=numbers[2], same_as=None if same_as is None else int(same_as)
    )
