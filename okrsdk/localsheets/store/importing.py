"""IMPORTRANGE: ranges of the other spreadsheets of the same library.

In Google Sheets a person has to connect two spreadsheets by hand, for which there is no API. Here all are connected
unless the setting ``imports`` says otherwise: ``{"required": true, "granted": {"importing id": ["source id"]}}``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.lookup import resolve
from okrsdk.localsheets.bookcells import BookCells
from okrsdk.localsheets.engine import Engine, has_formulas
from okrsdk.localsheets.errors import ApiError
from okrsdk.localsheets.formulas.evaluator import CIRCULAR
from okrsdk.localsheets.formulas.values import Failure, Matrix, Stop
from okrsdk.localsheets.ownformulas import Outside
from okrsdk.localsheets.store.settings import Settings

if TYPE_CHECKING:
    from okrsdk.localsheets.store.library import Library

ADDRESS = re.compile(r"https?://[^/]+/(?:.*/)?d/([A-Za-z0-9_-]+)(?:[/?#].*)?")
NOT_FOUND = Failure("#REF!", "Spreadsheet cannot be found.")
NO_RANGE = Failure("#REF!", "Cannot find range or sheet for imported range.")
NOT_CONNECTED = Failure("#REF!", "You need to connect these sheets.")


class RangeImporter:
    """Reads ranges for the formulas of one spreadsheet, and remembers what it has read."""

    def __init__(self, library: Library, home: str, chain: tuple[str, ...] = ()) -> None:
        self._library = library
        self._chain = (*chain, home)
        self._settings = Settings(library.database)
        self._seen: dict[str, int | None] = {}
        self._rules: object = None
        self._engines: dict[str, tuple[Engine, RangeImporter]] = {}

    def __call__(self, spreadsheet: str, area: str) -> Matrix:
        """The values of the range in their formats.

        Args:
            spreadsheet: id or address.
            area: in A1, with or without sheet.

        Raises:
            Stop: #REF! where there is no such spreadsheet or range, or the two are not connected.
        """
        found = ADDRESS.fullmatch(spreadsheet)
        source = found[1] if found else spreadsheet
        self._seen[source] = self._version(source)
        self._rules = self._settings.all().get("imports")
        if source in self._chain:
            raise Stop(CIRCULAR)
        if self._seen[source] is None:
            raise Stop(NOT_FOUND)
        rules = self._rules if isinstance(self._rules, dict) else {}
        if rules.get("required") and source not in rules.get("granted", {}).get(self._chain[-1], []):
            raise Stop(NOT_CONNECTED)
        return self._read(source, area)

    def _read(self, source: str, area: str) -> Matrix:
        try:
            book = self._library.published(source)
            rect = resolve(book, area)
        except ApiError:
            raise Stop(NO_RANGE) from None
        if source not in self._engines:
            importer = RangeImporter(self._library, source, self._chain)
            # An engine of its own: two spreadsheets that import from each other must not wait for each other.
            self._engines[source] = (Engine(importer), importer)
        results = self._engines[source][0].results(book) if has_formulas(book) else {}
        cells = BookCells(book, results, Outside(book, None))
        return cells.values(rect)

    def _version(self, source: str) -> int | None:
        with self._library.database.reading() as connection:
            row = connection.execute("SELECT version FROM file WHERE id = ?", (source,)).fetchone()
        return None if row is None else int(row[0])

    def has_changed(self) -> bool:
        """Whether a spreadsheet read before, or the setting, has changed since."""
        if not self._seen:
            return False
        if self._settings.all().get("imports") != self._rules:
            return True
        if any(self._version(source) != version for source, version in self._seen.items()):
            return True
        return any(importer.has_changed() for _, importer in self._engines.values())
