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
