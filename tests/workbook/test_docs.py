from docs.typed_values import GROUPS
from docs.workbook_columns import column_docs
from okrsdk.findings import Table
from okrsdk.schema import columns


def test_every_column_and_every_case_stands_on_the_page():
    page = column_docs()
    for table in Table:
        for column in columns(table):
            assert f"**{column.title}**" in page
    for title, cases in GROUPS:
        section = page.split(f"### {title}\n")[1].split("\n### ")[0]
        assert section.count("\n|") == len(cases) + 2


def test_no_cell_of_a_table_breaks_its_row():
    rows = [line for line in column_docs().splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {4, 5}
