"""Whatever reads and writes a spreadsheet by requests is a port."""

from okrsdk.workbook import read_workbook
from okrsdk.workbook.spreadsheet_port import SpreadsheetPort
from tests.workbook.samples import sample, workbook


class StillSpreadsheet:
    """A spreadsheet that no request changes."""

    spreadsheet_id = ""

    def read(self):
        return read_workbook(workbook())

    def changed(self, body):
        del body
        return self.read()


def test_a_spreadsheet_that_is_read_and_changed_is_one():
    port: SpreadsheetPort = StillSpreadsheet()
    assert port.changed({}) == port.read()
    assert port.read().okr_set == sample()
