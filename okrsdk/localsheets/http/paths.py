"""Paths as clients spell them, brought to the form that the routes know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# A client that joins the address of a file and a method by "/" leaves an empty part between them.
EMPTY_PART = re.compile(r"(/v4/spreadsheets(?:/[^/]+)?|/drive/v3/files(?:/[^/]+)?)/(:\w+)?")


def tolerant(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The application, answering ``…/{id}/`` and ``…/{id}/:batchUpdate`` as if without that slash, as Google does."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        found = EMPTY_PART.fullmatch(environ.get("PATH_INFO", ""))
        if found:
            environ["PATH_INFO"] = found[1] + (found[2] or "")
        return application(environ, start_response)

    return answer
