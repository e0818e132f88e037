"""What was made in a tool, remembered in a file, so that nothing is made twice: by no second push and after no fault.

A file is of one workbook and one place in one tool. Before something is made its key is written down as in doubt, and
when the answer has come its ID instead: whatever ends the program in between, the next push knows.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.files import write_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NOT_THERE = "none"
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def state_file(home: Path, *, target: str, place: str, title: str) -> Path:
    """The file that remembers what of a workbook was made in a place of a tool.

    Args:
        home: the folder of local data.
        target: the tool's name.
        place: the workspace or site there.
        title: the workbook: client and cycle.
    """
    told = _NOT_IN_NAMES.sub("-", title).strip("-.")[:60]
    unlike = hashlib.sha256(f"{place}\n{title}".encode()).hexdigest()[:12]
    return home / "pushed" / target / f"{told}-{unlike}.json"


class PushState:
    """What was made, by key, and what is in doubt.

    Args:
        path: its file, which need not exist yet.

    Raises:
        ConfigError: the file holds something else.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._made: dict[str, str] = {}
        self._in_doubt: list[str] = []
        if path.exists():
            self._made, self._in_doubt = _read(path)

    @property
    def made(self) -> Mapping[str, str]:
        """The IDs that the tool gave, by key; what has no ID is empty."""
        return self._made

    @property
    def in_doubt(self) -> tuple[str, ...]:
        """The keys of what may have been made without our knowing, as the answer did not come."""
        return tuple(self._in_doubt)

    def begin(self, key: str) -> None:
        """Remembers that something is about to be made."""
        self._in_doubt.append(key)
        self._save()

    def finish(self, key: str, ids: Mapping[str, str]) -> None:
        """Remembers that it was made, and the IDs of the answer."""
        self._in_doubt.remove(key)
        self._made.update({key: "", **ids})
        self._save()

    def withdraw(self, key: str) -> None:
        """Remembers that it was not made."""
        self._in_doubt.remove(key)
        self._save()

    def settle(self, key: str, answer: str) -> None:
        """Takes the word of somebody who looked in the tool.

        Args:
            key: an objective or key result, or what is in doubt.
            answer: its ID there, or `none` where it is not there, not made or deleted.
        """
        if key in self._in_doubt:
            self._in_doubt.remove(key)
        if answer.casefold() != _NOT_THERE:
            self._made[key] = answer
        else:
            gone = {one for one in self._made if one == key or one.startswith(f"{key} ") or one.endswith(f" {key}")}
            self._made = {one: id_ for one, id_ in self._made.items() if one not in gone}
        self._save()

    def _save(self) -> None:
        document = {"made": self._made, "in_doubt": self._in_doubt}
        write_file(self._path, json.dumps(document, indent=1, ensure_ascii=False).encode())


def _read(path: Path) -> tuple[dict[str, str], list[str]]:
    try:
        document = json.loads(path.read_bytes())
        made = {str(key): str(value) for key, value in document["made"].items()}
        return made, [str(key) for key in document["in_doubt"]]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"{path} is not the memory of a push. Without it goals would be made twice; put back a copy of it."
        raise ConfigError(message) from error
