"""A round of check-ins: which key results are still to be asked about, and which are done, kept in the cards alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LEFT, _SAVED = "left", "saved"
_BREAK = "\n"
# What a parameter may hold is 10,000 characters, and what is left moves over to what is saved.
_LONGEST = 9_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInRound:
    """A round.

    Attributes:
        left: IDs of the key results that are still to be asked about, the one at hand first.
        saved: IDs of those whose check-in is saved, in order.
    """

    left: tuple[str, ...]
    saved: tuple[str, ...] = ()

    @property
    def parameters(self) -> dict[str, str]:
        """What a click carries on."""
        return {_LEFT: _BREAK.join(self.left), _SAVED: _BREAK.join(self.saved)}

    def skipping(self) -> CheckInRound:
        """The round without the key result at hand."""
        return CheckInRound(left=self.left[1:], saved=self.saved)

    def saving(self) -> CheckInRound:
        """The round once the check-in of the key result at hand is saved."""
        return CheckInRound(left=self.left[1:], saved=(*self.saved, *self.left[:1]))

    def among(self, known: Iterable[str]) -> CheckInRound:
        """The round without the key results that are not in the workbook any more."""
        there = frozenset(known)
        return CheckInRound(
            left=tuple(id_ for id_ in self.left if id_ in there),
            saved=tuple(id_ for id_ in self.saved if id_ in there),
        )


def round_of(ids: Iterable[str]) -> CheckInRound:
    """The round of key results, in their order; of very many as many as a click can carry.

    >>> round_of(["O1-KR1", "O1-KR2"]).saving()
    CheckInRound(left=('O1-KR2',), saved=('O1-KR1',))
    """
    taken, length = [], 0
    for id_ in ids:
        length += len(id_) + len(_BREAK)
        if length > _LONGEST:
            break
        taken.append(id_)
    return CheckInRound(left=tuple(taken))


def round_in(parameters: Mapping[str, str]) -> CheckInRound | None:
    """The round that a click carries; None where it belongs to none.

    >>> round_in(round_of(["O1-KR1", "O1-KR2"]).parameters)
    CheckInRound(left=('O1-KR1', 'O1-KR2'), saved=())
    """
    if _LEFT not in parameters:
        return None
    left, saved = (tuple(filter(None, parameters.get(name, "").split(_BREAK))) for name in (_LEFT, _SAVED))
    return CheckInRound(left=left, saved=saved)
