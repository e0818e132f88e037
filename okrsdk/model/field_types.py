"""The types of a value's fields, held where the value is made: mypy holds them for those who run it, this for all."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_NONE = type(None)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field: the types it may hold, and those of its items where it is a tuple."""

    name: str
    types: tuple[type, ...]
    items: tuple[type, ...] = ()


def check_field_types(record: DataclassInstance) -> None:
    """Makes sure that every field of a record holds what its annotation says.

    Raises:
        TypeError: one does not; the message names it and says what to write.
    """
    for field in _fields_of(type(record)):
        value = getattr(record, field.name)
        if type(value) not in field.types and not _is_one(value, field.types):
            raise TypeError(f"{type(record).__name__}.{field.name} {_wrong(value, field.types)}")
        for item in value if field.items else ():
            if not _is_one(item, field.items):
                raise TypeError(f"An item of {type(record).__name__}.{field.name} {_wrong(item, field.items)}")


def check_day(value: object, name: str) -> None:
    """Makes sure that an argument is a day or None.

    Raises:
        TypeError: it is not; the message names it and says what to write.
    """
    if not _is_one(value, (date, _NONE)):
        raise TypeError(f"{name} {_wrong(value, (date,))}")


@cache
def _fields_of(record_type: type[DataclassInstance]) -> tuple[_Field, ...]:
    hints = get_type_hints(record_type)
    return tuple(_field(own.name, hints[own.name]) for own in fields(record_type) if own.init)


def _field(name: str, hint: Any) -> _Field:  # noqa: ANN401 - an annotation, which typing gives no type
    if get_origin(hint) is tuple:
        return _Field(name, (tuple,), (get_args(hint)[0],))
    return _Field(name, get_args(hint) or (hint,))


def _is_one(value: object, types: tuple[type, ...]) -> bool:
    # To Python a datetime is a date, and a day with a time is no day.
    return type(value) in types or (isinstance(value, types) and not isinstance(value, datetime))


def _wrong(value: object, types: tuple[type, ...]) -> str:
    wanted = next(one for one in types if one is not _NONE)
    return f"is {value!r}, of type {type(value).__name__}: write {_spelled(value, wanted)}."


def _spelled(value: object, wanted: type) -> str:
    """What to write instead: the same value in the right type where it has one, else the type."""
    if issubclass(wanted, Enum):
        member = next((one for one in wanted if str(value).casefold() == str(one.value).casefold()), None)
        return f"{wanted.__name__}.{member.name}" if member else f"a member of {wanted.__name__}"
    if wanted is Decimal and not isinstance(value, bool):
        try:
            return f'Decimal("{Decimal(str(value))}")'
        except InvalidOperation:
            return "a Decimal"
    if wanted is date:
        try:
            day = value.date() if isinstance(value, datetime) else date.fromisoformat(str(value))
        except ValueError:
            return "a date"
        return f"date({day.year}, {day.month}, {day.day})"
    return "a text" if wanted is str else f"a {wanted.__name__}"
