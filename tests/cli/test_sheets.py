import csv
import io
import socket
import zipfile

import pytest

TABLE = "Channel,Leads\nSearch,12\nReferral,=B2*2\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "Leads by channel.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def imported(okr, table):
    return okr("sheets", "import", table, "--format", "json").json["spreadsheet_id"]


def names(okr):
    return [file["name"] for file in okr("sheets", "list", "--format", "json").json]


def test_where_there_is_nothing_the_list_is_empty_and_says_so(okr):
    answer = okr("sheets", "list")
    assert (answer.status, answer.out) == (0, "")
    assert "has no spreadsheets yet" in answer.err
    assert okr("sheets", "list", "--format", "json").json == []


def test_a_file_is_imported_under_its_own_name_and_listed(okr, imported):
    assert okr("sheets", "list", "--format", "json").json == [{"spreadsheet_id": imported, "name": "Leads by channel"}]
    assert okr("sheets", "list").out == f"{imported}  Leads by channel\n"


def test_an_import_may_be_given_another_name(okr, table):
    answer = okr("sheets", "import", table, "--name", "Größe – 2026")
    assert answer.status == 0
    assert answer.out.startswith("Made Größe – 2026\n")
    assert names(okr) == ["Größe – 2026"]


def test_a_csv_comes_back_with_its_formulas_computed(okr, imported, tmp_path):
    output = tmp_path / "out" / "leads.csv"
    assert okr("sheets", "export", "leads by channel", "-o", output).status == 0
    rows = list(csv.reader(io.StringIO(output.read_text(encoding="utf-8"))))
    assert rows == [["Channel", "Leads"], ["Search", "12"], ["Referral", "24"]]


def test_an_xlsx_goes_out_and_comes_in_again(okr, imported, tmp_path):
    book, back = tmp_path / "book.xlsx", tmp_path / "back.tsv"
    assert okr("sheets", "export", imported, "-o", book).status == 0
    assert "xl/workbook.xml" in zipfile.ZipFile(book).namelist()
    assert okr("sheets", "import", book).status == 0
    assert names(okr) == ["book", "Leads by channel"]
    assert okr("sheets", "export", "book", "-o", back).status == 0
    assert back.read_text(encoding="utf-8").splitlines() == ["Channel\tLeads", "Search\t12", "Referral\t24"]


def test_a_deleted_spreadsheet_is_gone(okr, imported):
    answer = okr("sheets", "delete", "Leads by channel", "--yes")
    assert (answer.status, answer.out) == (0, "Deleted Leads by channel\n")
    assert names(okr) == []


@pytest.mark.parametrize(("typed", "left"), [("y\n", []), ("n\n", ["Leads by channel"]), ("", ["Leads by channel"])])
def test_nothing_is_deleted_without_a_yes(okr, imported, monkeypatch, typed, left):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    answer = okr("sheets", "delete", imported)
    assert answer.status == (130 if left else 0)
    assert f"Delete Leads by channel ({imported}) for good?" in answer.err
    assert names(okr) == left


def test_a_dry_run_says_what_would_be_and_does_nothing(okr, imported, table, tmp_path):
    output = tmp_path / "leads.xlsx"
    assert "Would make Leads by channel" in okr("sheets", "import", table, "--dry-run").out
    assert "Would write Leads by channel" in okr("sheets", "export", imported, "-o", output, "--dry-run").out
    assert f"Would delete Leads by channel ({imported})" in okr("sheets", "delete", imported, "--dry-run").out
    assert names(okr) == ["Leads by channel"]
    assert not output.exists()


@pytest.mark.parametrize("arguments", [("delete", "Nobody", "--yes"), ("export", "Nobody", "-o", "x.csv")])
def test_a_name_that_nothing_has_is_an_error_that_tells_those_there_are(okr, imported, arguments):
    answer = okr("sheets", *arguments)
    assert answer.status == 2
    assert "There are: Leads by channel." in answer.err


def test_an_id_that_nothing_has_is_an_error(okr, imported):
    answer = okr("sheets", "delete", "x" * 44, "--yes")
    assert answer.status == 2
    assert "okr sheets list" in answer.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import", "okrs.docx"), "does not end in .csv, .tsv, .xlsx"),
        (("import", "missing.csv"), "missing.csv cannot be read: No such file"),
        (("import", "okrs.pdf"), "does not end in .csv, .tsv, .xlsx"),
        (("export", "Any", "-o", "any.ods"), "does not end in .csv, .tsv, .xlsx"),
    ],
)
def test_a_file_that_will_not_do_is_named(okr, arguments, message):
    answer = okr("sheets", *arguments)
    assert answer.status == 2
    assert message in answer.err


def test_a_broken_xlsx_is_an_error_and_makes_nothing(okr, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"no archive at all")
    answer = okr("sheets", "import", broken)
    assert answer.status == 2
    assert names(okr) == []


@pytest.mark.parametrize(
    "arguments", [("list",), ("delete", "Any", "--yes"), ("export", "Any", "-o", "any.csv"), ("import", "any.csv")]
)
def test_google_is_left_alone(okr, monkeypatch, tmp_path, arguments):
    (tmp_path / "any.csv").write_text("a\n", encoding="utf-8")
    monkeypatch.setenv("OKR_SHEETS", "google")
    answer = okr("sheets", *arguments)
    assert answer.status == 2
    assert "works on Local Sheets alone" in answer.err


def test_a_server_that_cannot_start_says_why_and_what_to_do(okr, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = okr("sheets", "serve", "--port", port)
    assert answer.status == 2
    assert f"Port {port} cannot be used: Address already in use. Stop the program" in answer.err
    assert "Local Sheets on" not in answer.err

    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "localsheets.sqlite3").write_bytes(b"no database" * 500)
    answer = okr("sheets", "serve", "--port", 0, "--data", damaged)
    assert (answer.status, "It was left as it is" in answer.err) == (2, True)

    (damaged / "localsheets.sqlite3").unlink()
    (damaged / "localsheets.sqlite3").mkdir()
    answer = okr("sheets", "serve", "--port", 0, "--data", damaged)
    assert answer.status == 2
    assert "The data file could not be read or written. Check its disk" in answer.err


def test_bytes_that_are_no_text_are_no_table(okr, tmp_path):
    (tmp_path / "photo.csv").write_bytes(b"\xff\xd8\x00\x10")
    answer = okr("sheets", "import", "photo.csv")
    assert answer.status == 2
    assert "not a text file" in answer.err
