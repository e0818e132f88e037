import csv
import io

from okrsdk.interchange.exporters.csv_tables import csv_table_files


def test_a_csv_per_table_and_two_files_that_describe_them(both):
    files = {file.name: file for file in csv_table_files(both)}
    tables = ["clients.csv", "funnel.csv", "objectives.csv", "key_results.csv", "check_ins.csv"]
    tables += ["decisions.csv", "final_scores.csv", "strategy.csv", "scores.csv"]
    assert [name for name, file in files.items() if not file.is_companion] == tables
    assert [name for name, file in files.items() if file.is_companion] == ["datapackage.json", "schema.yml"]
    rows = list(csv.DictReader(io.StringIO(files["key_results.csv"].content.decode(), newline="")))
    assert [(row["workbook"], row["position"], row["text"], row["due"], row["target"]) for row in rows] == [
        ("Harbor Dental · 2026-Q1", "0", "Registrations from 12 to 22", "2026-03-31", "22"),
        ("Harbor Dental · 2026-Q1", "1", "'=Online booking", "", ""),
    ]
