from tests.cli.conftest import SOUND


def test_a_page_is_written_and_the_workbook_is_not(okr, document, tmp_path):
    path = document(SOUND)
    answer = okr("report", path, "--on", "2026-02-14", "-o", tmp_path / "report.html")
    assert (answer.status, answer.out, answer.err) == (0, "", f"Wrote {tmp_path / 'report.html'}\n")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "0.60 yellow" in page
    assert path.read_text(encoding="utf-8") == SOUND


def test_without_a_file_the_page_goes_to_stdout(okr, document):
    assert okr("report", document(SOUND), "--on", "2026-02-14").out.startswith("<!doctype html>")


def test_past_cycles_of_the_client_are_shown_and_those_of_others_left_out(okr, document, tmp_path):
    past, other = tmp_path / "past.yaml", tmp_path / "other.yaml"
    past.write_text(SOUND.replace("2026-Q1", "2025-Q4"), encoding="utf-8")
    other.write_text(SOUND.replace("2026-Q1", "2025-Q4").replace("Harbor Dental", "Acme"), encoding="utf-8")
    answer = okr("report", document(SOUND), "--on", "2026-02-14", "--past", past, "--past", other)
    assert "<h2>Past cycles</h2>" in answer.out
    assert "Overall score of each cycle: 2025-Q4 0.60. The sweet spot is 0.6 to 0.8." in answer.out
    assert "Closed cycles of Acme are left out: they say nothing of Harbor Dental." in answer.err
