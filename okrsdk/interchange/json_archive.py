"""A ZIP file of JSON files, unpacked in memory within limits: nothing is written, and no path in it is followed."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from okrsdk.errors import ConfigError
from okrsdk.interchange.document.json_text import read_json
from okrsdk.interchange.importers.text_encoding import decoded

MOST_FILES = 1_000
MOST_BYTES = 256 * 1024 * 1024
_ENCRYPTED = 0x1
_BROKEN = (BadZipFile, EOFError, zlib.error, NotImplementedError, OSError, ValueError, RuntimeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonArchive:
    """What a ZIP file holds.

    Attributes:
        files: the data of each JSON file, by its path in the archive.
        others: the paths of all other files, in order.
    """

    files: Mapping[str, object]
    others: tuple[str, ...] = ()


def read_json_archive(data: bytes, *, name: str, most_bytes: int = MOST_BYTES) -> JsonArchive:
    """The JSON files of a ZIP file.

    Args:
        data: the ZIP file.
        name: what it is called in messages.
        most_bytes: how much all its JSON files may hold together once they are unpacked.

    Raises:
        ConfigError: it is broken or encrypted, holds too many files or too much, or one of its files is not JSON.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not _is_passed_over(member)]
            _refuse_members(members, name)
            left = most_bytes
            files: dict[str, object] = {}
            for member in members:
                if member.filename.lower().endswith(".json"):
                    text, size = _text(archive, member, name, left)
                    left -= size
                    files[member.filename] = _parsed(text, f"{name}: {member.filename}")
    except _BROKEN as error:
        raise ConfigError(f"{name} is a broken ZIP file, which cannot be unpacked. Download it again.") from error
    others = tuple(member.filename for member in members if member.filename not in files)
    return JsonArchive(files=files, others=others)


def _is_passed_over(member: ZipInfo) -> bool:
    """Folders, and what macOS puts beside the files of a ZIP."""
    path = PurePosixPath(member.filename)
    return member.is_dir() or path.name.startswith("._") or "__MACOSX" in path.parts


def _refuse_members(members: list[ZipInfo], name: str) -> None:
    if len(members) > MOST_FILES:
        raise ConfigError(
            f"{name} holds {len(members)} files, and at most {MOST_FILES} are read. Leave in it the JSON files alone."
        )
    locked = next((member.filename for member in members if member.flag_bits & _ENCRYPTED), None)
    if locked is not None:
        raise ConfigError(f"{name} is protected by a password. Unpack it, and pack its JSON files without one.")


def _text(archive: ZipFile, member: ZipInfo, name: str, left: int) -> tuple[str, int]:
    """The text of a file and its size; what it says of its own size is not believed."""
    with archive.open(member) as file:
        content = file.read(left + 1)
    if len(content) > left:
        raise ConfigError(
            f"{name} unpacks to more than {MOST_BYTES // 1024**2} MB, more than is read. Pack the file of goals with "
            "a part of the check-ins alone."
        )
    return decoded(content, name=f"{name}: {member.filename}")[0], len(content)


def _parsed(text: str, name: str) -> object:
    try:
        return read_json(text, whole=int)
    except ValueError as error:
        raise ConfigError(f"{name} cannot be read as JSON: {error}. Export it again.") from error
