"""Sources of one's own: anything that says what the value of a key result is on a day, found by entry point.

A package names it in its metadata, under the name with which the Source of a key result begins (`hubspot: deals won`):

    [project.entry-points."okrsdk.sources"]
    hubspot = "acme_okrs.hubspot"

It is a module with a function `current_value`, an object with such a method, or a class of such objects.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Protocol

from okrsdk.errors import OkrError, SourceError
from okrsdk.model import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from okrsdk.model import KeyResult

GROUP = "okrsdk.sources"
"""The group of entry points."""


class ValueSource(Protocol):
    """Where values of key results are kept."""

    def current_value(self, key_result: KeyResult, on: date, /) -> Reading | None:
        """The value of a key result on a day, in its unit; None where it is not known, which is never 0.

        Args:
            key_result: the key result; its `source` says what is meant.
            on: the day asked about.

        Raises:
            SourceError: it cannot be read; the message says why and what to do.
        """


def installed_source(name: str, own: Mapping[str, ValueSource]) -> ValueSource | None:
    """The source of a name: one of those that are given, else an entry point; None where there is none.

    Args:
        name: the name.
        own: sources that are given, by name.

    Raises:
        SourceError: it is installed and cannot be loaded, or is no source.
    """
    if name in own:
        return own[name]
    found = next(iter(entry_points(group=GROUP, name=name)), None)
    if found is None:
        return None
    try:
        loaded = found.load()
        source = loaded() if isinstance(loaded, type) else loaded
    except Exception as error:  # whatever goes wrong in it is the other package's
        raise SourceError(f"The source {name} ({found.value}) cannot be loaded: {type(error).__name__}.") from error
    if not callable(getattr(source, "current_value", None)):
        raise SourceError(f"The source {name} ({found.value}) has no function current_value(key_result, on).")
    held: ValueSource = source
    return held


def told_by_source(name: str, source: ValueSource, key_result: KeyResult, *, on: date) -> Reading:
    """What a source of one's own says of a key result.

    Args:
        name: its name.
        source: the source.
        key_result: the key result.
        on: the day asked about.

    Raises:
        OkrError: it has no value, or fails.
    """
    try:
        found: object = source.current_value(key_result, on)
    except OkrError:
        raise
    except Exception as error:  # whatever goes wrong in it is the other package's
        raise SourceError(f"The source {name} failed ({type(error).__name__}).") from error
    if found is None:
        raise SourceError(f"The source {name} does not know its value.")
    if not isinstance(found, Reading):
        raise SourceError(f"The source {name} gave a {type(found).__name__}; a Reading is asked for.")
    return found
