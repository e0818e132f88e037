"""The data folder and its file are their owner's alone, also where they were there before with wider rights."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = 0o700
FILE = 0o600


def make_private(file: Path) -> None:
    """Makes the file and its folder where they are missing, and takes all rights from others where they are there.

    Raises:
        OSError: there is no right to.
    """
    file.parent.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    _narrow(file.parent, FOLDER)
    # Made here, so that it is private from the first moment on. One that exists is not opened: closing it would end
    # the locks that SQLite may hold on it in this process.
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE))
    for each in file.parent.glob(f"{file.name}*"):
        _narrow(each, FOLDER if each.is_dir() else FILE)


def _narrow(path: Path, most: int) -> None:
    found = path.lstat()
    # Others' files are theirs, and a folder like /tmp is for everyone.
    is_own = hasattr(os, "geteuid") and found.st_uid == os.geteuid() and not found.st_mode & stat.S_ISVTX
    if is_own and not path.is_symlink() and found.st_mode & 0o777 & ~most:
        with contextlib.suppress(PermissionError):  # some file systems know no rights
            path.chmod(found.st_mode & most)
