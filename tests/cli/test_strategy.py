"""The strategy of a workbook from the terminal: what is told, what is asked, and the tab for it."""

import pytest

from tests.cli.conftest import SOUND


@pytest.fixture
def harbor(okr, document, kept, tmp_path):
    kept("strategy", tmp_path / "home", lambda: okr("new", "Harbor Dental", "--from", document(SOUND)))


def test_the_tab_is_added_once_and_a_dry_run_adds_nothing(okr, harbor):
    assert okr("strategy", "Harbor Dental", "--dry-run").out.endswith("\nWould add the Strategy tab.\n")
    added = okr("strategy", "Harbor Dental", "--format", "json").json
    assert added["added"] == {"tab": True, "column": False, "written": True}
    assert [one["part"] for one in added["questions"]] == ["where_we_stand", "challenge", "kpi", "success"]
    assert (added["strategy"], added["kpis"]) == ([], [])
    again = okr("strategy", "Harbor Dental", "--format", "json").json
    assert again == added | {"added": {"tab": False, "column": False, "written": False}}
    assert "dd the Strategy tab" not in okr("strategy", "Harbor Dental").out


@pytest.mark.parametrize(
    ("ref", "said"), [("-", "Standard input is no workbook."), ("okrs.yaml", "okrs.yaml is a file.")]
)
def test_what_is_no_workbook_gets_no_tab(okr, ref, said):
    answer = okr("strategy", ref)
    assert (answer.status, said in answer.err) == (2, True)
