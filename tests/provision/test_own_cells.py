"""What a grade writes is no edit of people's, and everything else is."""

import pytest

from okrsdk.provision.own_cells import cells_of_people
from okrsdk.workbook.overview import ATTENTION_ROW, BLOCK_COLUMNS, BLOCK_ROWS
from okrsdk.workbook.tabs import SHEET_IDS, Tab

OVERVIEW, OBJECTIVES, KEY_RESULTS, CHECK_INS = (
    SHEET_IDS[tab] for tab in (Tab.OVERVIEW, Tab.OBJECTIVES, Tab.KEY_RESULTS, Tab.CHECK_INS)
)
SCORE = 13
"""The column of the tab Objectives in which scores are."""


@pytest.mark.parametrize(
    ("place", "text", "is_peoples"),
    [
        ((OVERVIEW, 2, 1), "0.7", False),
        ((OVERVIEW, ATTENTION_ROW + 2, 1), "K301: It has no source.", False),
        ((OVERVIEW, ATTENTION_ROW + 2, 1), "Ask Anna", True),
        ((OVERVIEW, 2, BLOCK_COLUMNS), "beside the block", True),
        ((OVERVIEW, BLOCK_ROWS, 0), "below the block", True),
        ((OBJECTIVES, 1, 0), "O1", False),
        ((OBJECTIVES, 1, 1), "Win the north", True),
        ((OBJECTIVES, 0, SCORE), "Result", True),
        ((OBJECTIVES, 1, SCORE), "0.7", False),
        ((CHECK_INS, 1, 0), "46000", True),
        ((0, 1, SCORE), "a tab of people's", True),
    ],
)
def test_a_cell_is_peoples_unless_a_grade_writes_it(place, text, is_peoples):
    assert (place in cells_of_people({place: text})) is is_peoples
