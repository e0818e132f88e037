"""What REF means to a command: a file is a document or draft, everything else a workbook."""

from __future__ import annotations

from pathlib import Path

_SUFFIXES = {".json", ".jsonl", ".md", ".ndjson", ".txt", ".yaml", ".yml"}


def document_path(ref: str) -> Path | None:
    """The file that REF names, None when it names a workbook.

    What ends like a document or exists as a file is one; a URL never is.
    """
    if "://" in ref:
        return None
    try:
        path = Path(ref).expanduser()
    except RuntimeError:  # the home of nobody
        path = Path(ref)
    return path if path.suffix.lower() in _SUFFIXES or path.is_file() else None
