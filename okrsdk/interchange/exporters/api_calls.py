"""Calls of a tool's API as plain data: what is sent where, and what of the answer a later call needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Step: TypeAlias = "str | int | Where"
"""One step into a JSON answer: a key, a place in a list (-1 for the last), or the item of a list that something holds
of."""


@dataclass(frozen=True, slots=True)
class Where:
    """The item of a list whose values are as given.

    Attributes:
        values: the values, each behind the keys that lead to it (`("user", "email")`).
    """

    values: Mapping[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class IdOf:
    """The ID that the tool gave something, known once the call was answered that makes it or looks it up.

    Attributes:
        key: what it is the ID of.
        optional: whether it may stay unknown, so that what it is for is left out.
        number: whether the tool wants it as a number.
    """

    key: str
    optional: bool = False
    number: bool = False

    def __str__(self) -> str:
        return f"{{{self.key}}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiCall:
    """One call.

    Attributes:
        key: names what it makes or does: `O1`, `O1-KR1 metric`.
        says: what it does, in a few words for people.
        method: the HTTP method.
        path: the parts of the path below the API's address.
        query: the query.
        body: the JSON body; None for none. An `IdOf` may stand for a value, also inside lists.
        gives: where in the answer IDs are, by what they are the IDs of.
        once: whether doing it twice would make something twice, so that what was done is remembered.
        is_look_up: whether it only looks something up, which need not be there.
        errors_at: where in an answer of status 200 messages of errors are, if there are any.
    """

    key: str
    says: str
    method: str
    path: tuple[str | IdOf, ...]
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, object] | None = None
    gives: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    once: bool = False
    is_look_up: bool = False
    errors_at: tuple[tuple[Step, ...], ...] = ()

    @property
    def needs(self) -> tuple[str, ...]:
        """What has to be known before it can be made, each once; what is optional is not among it."""
        ids = (part for part in _ids([*self.path, self.body]) if not part.optional)
        return tuple(dict.fromkeys(part.key for part in ids))

    def document(self) -> dict[str, object]:
        """The call as values that `json.dumps` takes; an ID that is not known yet stands as `{O1}`."""
        return {
            "key": self.key,
            "says": self.says,
            "method": self.method,
            "path": "/".join(map(str, self.path)),
            **({"query": dict(self.query)} if self.query else {}),
            **({} if self.body is None else {"body": _plain(self.body)}),
            "needs": list(self.needs),
        }


def filled(value: object, ids: Mapping[str, str]) -> object:
    """The value with every ID in its place; keys and items of lists whose optional ID is not known are left out.

    Raises:
        KeyError: an ID that is not optional is not known.
    """
    match value:
        case IdOf():
            return int(ids[value.key]) if value.number else ids[value.key]
        case Mapping():
            return {key: filled(own, ids) for key, own in value.items() if not _is_left_out(own, ids)}
        case list() | tuple():
            return [filled(own, ids) for own in value if not _is_left_out(own, ids)]
        case _:
            return value


def found(answer: object, steps: Sequence[Step]) -> object:
    """What is in a JSON answer behind some steps; None where nothing is."""
    for step in steps:
        match step:
            case Where():
                items = answer if isinstance(answer, list) else []
                answer = next((item for item in items if _holds(step, item)), None)
            case int():
                answer = answer[step] if isinstance(answer, list) and answer else None
            case str():
                answer = answer.get(step) if isinstance(answer, Mapping) else None
    return answer


def _holds(where: Where, item: object) -> bool:
    return all(str(found(item, steps) or "").casefold() == value.casefold() for steps, value in where.values.items())


def _is_left_out(value: object, ids: Mapping[str, str]) -> bool:
    return isinstance(value, IdOf) and value.optional and value.key not in ids


def _ids(value: object) -> Iterator[IdOf]:
    match value:
        case IdOf():
            yield value
        case Mapping():
            for own in value.values():
                yield from _ids(own)
        case list() | tuple():
            for own in value:
                yield from _ids(own)


def _plain(value: object) -> object:
    match value:
        case IdOf():
            return str(value)
        case Mapping():
            return {key: _plain(own) for key, own in value.items()}
        case list() | tuple():
            return [_plain(own) for own in value]
        case _:
            return value
