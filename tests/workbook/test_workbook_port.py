"""What an assessed workbook says of itself."""

from okrsdk.workbook import read_workbook
from okrsdk.workbook.workbook_port import assess_workbook
from tests.workbook.samples import GRADED_ON, workbook


def test_its_findings_and_scores_are_those_of_its_assessment():
    assessed = assess_workbook(read_workbook(workbook()), on=GRADED_ON)
    assert assessed.findings == assessed.assessment.findings
    assert assessed.scores == assessed.assessment.scores
