"""Files of OKRs, opened: what each holds follows from its name and its content."""

from __future__ import annotations

from pathlib import Path

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.sources import Source, read_source


def open_source(path: str | Path) -> Source:
    """The text of a file with what it holds: a document, a draft or JSON lines.

    Raises:
        ConfigError: there is no such file, or it holds something that is not read.
    """
    file = Path(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror or error}.") from error
    return read_source(str(file), data)
