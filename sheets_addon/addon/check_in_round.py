"""A round of check-ins: which key results are still to be asked about, and what was typed, kept in the cards alone.

Nothing is written before the end of a round, so that all of it is one write. Until then what was typed goes along with
every click.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Typed: TypeAlias = Mapping[str, str]
"""What was typed for one key result, by field."""
_LEFT, _PASSED, _SAVED, _SAID = "left", "passed", "saved", "said"
_BREAK = "\n"
# What a parameter may hold is 10,000 characters, and what is left moves over to what is passed.
_LONGEST = 9_000
_PIECES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInRound:
    """A round.

    Attributes:
        left: IDs of the key results that are still to be asked about, the one at hand first.
        passed: IDs of those before it, saved for later or skipped, in order.
        said: what was typed, by ID; of those passed it is to be saved.
        saved: IDs of those whose check-in is written, in order.
    """

    left: tuple[str, ...]
    passed: tuple[str, ...] = ()
    said: Mapping[str, Typed] = field(default_factory=dict)
    saved: tuple[str, ...] = ()

    @property
    def parameters(self) -> dict[str, str]:
        """What a click carries on."""
        lists = {_LEFT: self.left, _PASSED: self.passed, _SAVED: self.saved}
        carried = {name: _BREAK.join(ids) for name, ids in lists.items() if ids or name == _LEFT}
        return carried | {f"{_SAID}{at}": piece for at, piece in enumerate(_pieces(self.said))}

    @property
    def ready(self) -> Mapping[str, Typed]:
        """What is to be saved, by ID."""
        return {id_: self.said[id_] for id_ in self.passed if id_ in self.said}

    @property
    def is_full(self) -> bool:
        """Whether no click can carry much more, so that it is time to save."""
        return len(_pieces(self.said)) >= _PIECES

    def typing(self, typed: Typed) -> CheckInRound:
        """The round with what was typed for the key result at hand, which is asked about still."""
        if not self.left or not typed:
            return self
        return replace(self, said={**self.said, self.left[0]: dict(typed)})

    def telling(self, typed: Typed) -> CheckInRound:
        """The round once the key result at hand is told of."""
        return replace(self.typing(typed), left=self.left[1:], passed=(*self.passed, *self.left[:1]))

    def skipping(self) -> CheckInRound:
        """The round without the key result at hand, and without what was typed for it."""
        said = {id_: typed for id_, typed in self.said.items() if id_ not in self.left[:1]}
        return replace(self, left=self.left[1:], passed=(*self.passed, *self.left[:1]), said=said)

    def stepping_back(self) -> CheckInRound:
        """The round at the key result before."""
        return replace(self, left=(*self.passed[-1:], *self.left), passed=self.passed[:-1])

    def saving(self, ids: Iterable[str]) -> CheckInRound:
        """The round once check-ins are written."""
        done = tuple(ids)
        said = {id_: typed for id_, typed in self.said.items() if id_ not in done}
        return replace(self, passed=(), said=said, saved=(*self.saved, *done))

    def among(self, known: Iterable[str]) -> CheckInRound:
        """The round without the key results that are not in the workbook any more."""
        there = frozenset(known)
        left, passed, saved = (
            tuple(id_ for id_ in ids if id_ in there) for ids in (self.left, self.passed, self.saved)
        )
        said = {id_: typed for id_, typed in self.said.items() if id_ in there}
        return CheckInRound(left=left, passed=passed, said=said, saved=saved)


def round_of(ids: Iterable[str]) -> CheckInRound:
    """The round of key results, in their order; of very many as many as a click can carry.

    >>> round_of(["O1-KR1", "O1-KR2"]).telling({"value": "4"}).left
    ('O1-KR2',)
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

    >>> round_in(round_of(["O1-KR1", "O1-KR2"]).parameters).left
    ('O1-KR1', 'O1-KR2')
    """
    if _LEFT not in parameters:
        return None
    left, passed, saved = (
        tuple(filter(None, parameters.get(name, "").split(_BREAK))) for name in (_LEFT, _PASSED, _SAVED)
    )
    text = "".join(parameters.get(f"{_SAID}{at}", "") for at in range(_PIECES + 1))
    return CheckInRound(left=left, passed=passed, said=_said(text), saved=saved)


def _pieces(said: Mapping[str, Typed]) -> list[str]:
    text = json.dumps(said, ensure_ascii=False) if said else ""
    return [text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST)]


def _said(text: str) -> dict[str, Typed]:
    """What a click carries of what was typed; nothing where it was tampered with."""
    try:
        held = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(held, dict):
        return {}
    return {
        str(id_): {str(name): str(own) for name, own in typed.items()}
        for id_, typed in held.items()
        if isinstance(typed, dict)
    }
