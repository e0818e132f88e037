"""What REF means to a command, and how a command comes to it: a file, or a workbook over a connection to Sheets."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import replace
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.interchange.importers.sources import Source
    from okrsdk.provision.workspace import Workspace
    from okrsdk.sheets import Connection, SheetsSettings


_STDIN = "-"


def file_of(ref: str) -> Path | None:
    """The file that REF names (`-` for standard input), None when it names a workbook.

    What ends like a file of OKRs or of a table, or exists as a file, is one; a URL never is.

    Raises:
        ConfigError: it is the path of a folder, or a pattern that means no file.
    """
    from okrsdk.interchange.importers.sources import ENDINGS

    if "://" in ref:
        return None
    if _is_pattern(ref):
        raise ConfigError(f"No file is called {ref}. Look at the folder, or name the files.")
    try:
        path = Path(ref).expanduser()
    except RuntimeError:  # the home of a user who does not exist
        path = Path(ref)
    is_path = any(sign in ref for sign in "/\\~") or not ref.strip(".")
    if is_path and ref and path.is_dir():
        raise ConfigError(f"{ref} is a folder. Name a file in it, or a workbook.")
    return path if ref == _STDIN or path.suffix.lower() in ENDINGS or path.is_file() else None


def must_be_a_workbook(ref: str, what: str) -> None:
    """Refuses a file, and standard input, as REF of a command that writes to a workbook.

    Args:
        ref: what the command was given.
        what: what the command does to a workbook: "A decision is written to a workbook".

    Raises:
        ConfigError: REF is no workbook; the message says how one is made of it.
    """
    if file_of(ref) is not None:
        named = "Standard input is no workbook." if ref == _STDIN else f"{ref} is a file."
        raise ConfigError(f"{named} {what}: okr new NAME --from {ref} makes one.")


def expanded(refs: Sequence[str]) -> list[str]:
    """The REFs with the files that a pattern means in its place (`okrs/*.csv`), each once, in order.

    A pattern that means no file stays, so that it is refused in its turn and the others are read.
    """
    found: list[str] = []
    for ref in refs:
        files = sorted(glob(ref, recursive=True)) if _is_pattern(ref) else []  # noqa: PTH207 - it may be absolute
        found += [file for file in files if Path(file).is_file()] or [ref]
    return list(dict.fromkeys(found))


def _is_pattern(ref: str) -> bool:
    """Whether REF means files by a pattern; a workbook may have such signs in its name, `What next?`."""
    from okrsdk.interchange.importers.sources import ENDINGS

    if not any(sign in ref for sign in "*?[") or "://" in ref or Path(ref).exists():
        return False
    return "*" in ref or "/" in ref or Path(ref).suffix.lower() in ENDINGS


def source_at(path: Path, *, encoding: str = "") -> Source:
    """What a file or standard input holds, its text in an encoding that is told or found out.

    Raises:
        ConfigError: there is no such file, or it holds something that is not read.
    """
    from okrsdk.files import open_source
    from okrsdk.interchange.importers.sources import read_source

    if str(path) == _STDIN:
        return read_source("Standard input", sys.stdin.buffer.read(), is_named=False, encoding=encoding)
    return open_source(path, encoding=encoding)


def settings() -> SheetsSettings:
    """The settings of this shell and folder: the environment, then `okr.toml`."""
    from okrsdk.sheets import load_settings

    return load_settings(os.environ, Path.cwd())


def profile_settings(profile: str, *, is_default_meant: bool = False) -> SheetsSettings:
    """The same settings for what is about sign-ins: a profile that is named wins over all other credentials.

    Args:
        profile: its name; empty for what the settings say.
        is_default_meant: whether the default profile is meant where none is named anywhere.
    """
    from okrsdk.sheets.profiles import DEFAULT_PROFILE
    from okrsdk.sheets.settings import Backend, profile_name

    found = settings()
    name = profile_name(profile) or (found.profile or DEFAULT_PROFILE if is_default_meant else "")
    if not name:
        return found
    backend = Backend.GOOGLE if found.backend is Backend.EMBEDDED else found.backend
    return replace(found, profile=name, backend=backend, credentials=None, act_as="")


def connection() -> Connection:
    """A connection to the Sheets that the settings name; a context manager."""
    from okrsdk.sheets import connect

    return connect(settings())


@contextmanager
def opened_workspace(chosen: SheetsSettings) -> Iterator[Workspace]:
    """Where provisioning and portfolios work, as the settings say."""
    from okrsdk.provision.workspace import Workspace
    from okrsdk.sheets import connect

    with connect(chosen) as sheets, Workspace(connection=sheets, home=chosen.home) as workspace:
        yield workspace
