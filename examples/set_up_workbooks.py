"""Makes a workbook for each client of a roster that has none yet, and notes its URL in the roster.

    python examples/set_up_workbooks.py examples/roster.csv --cycle 2026-Q2

The roster is a CSV file with the columns client, currency, time_zone, policy and workbook. Run the script again when
clients were added or a run was interrupted: a client whose workbook is noted is left alone. The workbooks are made in
Local Sheets, or in Google Sheets when OKR_CREDENTIALS is set.
"""

import argparse
import csv
from pathlib import Path

import okrsdk

COLUMNS = ("client", "currency", "time_zone", "policy", "workbook")


def set_up(roster: Path, cycle: okrsdk.Cycle) -> int:
    """How many workbooks were made. Each is noted at once, so that an interruption repeats none of them."""
    rows = read_roster(roster)
    missing = [row for row in rows if not row["workbook"]]
    for row in missing:
        client = okrsdk.Client(
            name=row["client"], currency=row["currency"], time_zone=row["time_zone"], policy=row["policy"]
        )
        row["workbook"] = okrsdk.create(okrsdk.OkrSet(client=client, cycle=cycle)).url
        write_roster(roster, rows)
        print(f"{client.name}: {row['workbook']}")
    return len(missing)


def read_roster(path: Path) -> list[dict[str, str]]:
    """One dictionary per client, with exactly the columns above."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{column: (row.get(column) or "").strip() for column in COLUMNS} for row in csv.DictReader(file)]


def write_roster(path: Path, rows: list[dict[str, str]]) -> None:
    """Replaces the roster in one step: it is never half written."""
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    new.replace(path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make a workbook for each client of a roster that has none yet.")
    parser.add_argument("roster", type=Path)
    parser.add_argument("--cycle", required=True, help="for example 2026-Q2")
    options = parser.parse_args()
    try:
        print(f"{set_up(options.roster, okrsdk.Cycle.parse(options.cycle))} made")
    except ValueError as error:  # it says how a cycle is written
        parser.error(str(error))
