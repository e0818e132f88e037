"""The parts of a query."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name: a letter, or ``Col1``."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, text, boolean; or a ``kind`` of moment as serial number."""

    value: float | str | bool
    kind: str


@dataclass(frozen=True, slots=True)
class Function:
    """A scalar function or arithmetic, by the name that titles show."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """``sum``, ``avg``, ``count``, ``min`` or ``max`` of a column."""

    name: str
    column: Column


Expression = Column | Constant | Function | Aggregate


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left operator right``; ``operator`` may be ``contains``, ``starts``, ``ends``, ``matches`` or ``like``."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class IsNull:
    """``operand is null``."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class All:
    """All conditions hold."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one condition holds."""

    conditions: tuple[Condition, ...]


Condition = Comparison | IsNull | Not | All | AnyOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A whole query; ``select`` is None for all columns."""

    select: tuple[Expression, ...] | None = None
    where: Condition | None = None
    group: tuple[Expression, ...] = ()
    pivot: tuple[Expression, ...] = ()
    order: tuple[tuple[Expression, bool], ...] = ()
    skipping: int = 1
    limit: int | None = None
    offset: int = 0
    labels: dict[Expression, str] = field(default_factory=dict)
    formats: dict[Expression, str] = field(default_factory=dict)
    options: frozenset[str] = frozenset()
