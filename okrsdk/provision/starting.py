"""What new workbooks start with: nothing, a file of OKRs, or what goes on of the last cycle."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.model import OkrSet
from okrsdk.provision.copying import read_template
from okrsdk.provision.preparing import Start

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.model import Cycle
    from okrsdk.provision.copying import CopiedTemplate, CopyContent
    from okrsdk.provision.roster import RosterEntry
    from okrsdk.sheets import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Starts:
    """Reads what workbooks start with.

    Attributes:
        folder: from where the files that a roster names are looked for.
        connection: reads the workbooks of the last cycle, each in one read.
        on: the day on which the last cycle is closed.
    """

    folder: Path
    connection: Connection
    on: date
    _templates: dict[str, CopiedTemplate] = field(default_factory=dict)

    def read(self, entry: RosterEntry, cycle: Cycle) -> Start:
        """What a client's workbook starts with.

        Raises:
            ConfigError: there is no such file, or it holds no OKRs.
            InvalidOkrError: something in it cannot be read.
            SheetsError: the last workbook cannot be read.
        """
        if entry.okrs:
            return Start(okr_set=self._from_file(entry.okrs))
        if entry.last_workbook:
            from okrsdk.provision.carrying import carried

            return carried(entry.last_workbook, cycle, self.connection, on=self.on)
        return Start(okr_set=OkrSet())

    def _from_file(self, name: str) -> OkrSet:
        from okrsdk.files import load_okr_set

        return load_okr_set(self.folder / Path(name).expanduser())

    def copy_of(self, template: str, okr_set: OkrSet) -> CopyContent:
        """What is written into a client's copy of a template, which is read once.

        Raises:
            InvalidOkrError: the template is no OKR workbook.
            SheetsError: it cannot be read.
        """
        if template not in self._templates:
            self._templates[template] = read_template(template, self.connection)
        return self._templates[template].content(okr_set)
