"""A workbook that is made once in this process, and copied for each test, in its Local Sheets, in no time."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from okrsdk.localsheets import LocalSheets
from okrsdk.model import OkrSet
from okrsdk.sheets import SheetsSettings, connect, create_workbook
from tests.samples import sample

DATA = "localsheets.sqlite3"


class Prepared:
    """A workbook of these OKRs, and nothing else, in a folder of Local Sheets."""

    def __init__(self, okr_set: OkrSet) -> None:
        self._okr_set = okr_set

    @property
    def spreadsheet_id(self) -> str:
        """Its ID, the same in every copy."""
        return self._made[0]

    def copied_to(self, folder: Path) -> Path:
        """The folder, which is made, with a copy of its own: `LocalSheets(prepared.copied_to(folder))`."""
        folder.mkdir(parents=True)
        (folder / DATA).write_bytes(self._made[1])
        return folder

    @cached_property
    def _made(self) -> tuple[str, bytes]:
        with TemporaryDirectory() as name:
            folder = Path(name)
            with LocalSheets(folder) as local, connect(SheetsSettings(home=folder), local=local) as connection:
                made = create_workbook(self._okr_set, connection)
            return made.spreadsheet_id, (folder / DATA).read_bytes()


SAMPLE = Prepared(sample())
"""The workbook of the sample client."""
