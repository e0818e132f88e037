"""The folder that the processes of one server share while it runs."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "localsheets-run-"
_NAME = re.compile(rf"{_PREFIX}(\d+)-\w+")
# In a container the number of a process elsewhere means nothing: a folder that may be in use is left alone.
_LEAST_AGE = 3600.0  # seconds


@contextmanager
def run_folder(home: Path) -> Iterator[Path]:
    """A folder of its owner's alone, gone in the end.

    A server that is killed leaves its folder behind. The next one clears it away: the caller's own, an hour old, of a
    process that is no more.

    Args:
        home: where it is made, such as the system's folder of temporary files.
    """
    for folder in home.glob(f"{_PREFIX}*"):
        if _is_left_behind(folder):
            shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", dir=home) as own:
        yield Path(own)


def _is_left_behind(folder: Path) -> bool:
    name = _NAME.fullmatch(folder.name)
    if name is None or os.name != "posix":
        return False
    try:
        is_ours = stat.S_ISDIR(folder.lstat().st_mode) and folder.lstat().st_uid == os.getuid()
        last = max(one.lstat().st_mtime for one in (folder, *folder.iterdir())) if is_ours else 0.0
    except OSError:
        return False
    return is_ours and time.time() - last > _LEAST_AGE and not _is_running(int(name[1]))


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
