"""Appends today's scores to a file of JSON lines, as data warehouses load it.

    python examples/feed_a_warehouse.py scores.jsonl "Lakeshore Heating & Air" "Harbor Dental"
    bq load --source_format=NEWLINE_DELIMITED_JSON okrs.scores scores.jsonl

A row is one key result on one day, so that a dashboard can draw the course of the quarter. Numbers go as strings, which
keeps decimals exact: a warehouse casts them to NUMERIC. A day that is already in the file is not written again.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import okrsdk


def feed(file: Path, workbooks: Iterable[str], on: date) -> int:
    """How many rows were appended."""
    known = {(row["client"], row["cycle"], row["on"]) for row in _read(file)}
    rows = [row for workbook in workbooks for row in _rows(okrsdk.open(workbook).read(), on)]
    new = [row for row in rows if (row["client"], row["cycle"], row["on"]) not in known]
    with file.open("a", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in new)
    return len(new)


def _read(file: Path) -> list[dict[str, object]]:
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _rows(okr_set: okrsdk.OkrSet, on: date) -> Iterator[dict[str, str | None]]:
    scores = okrsdk.grade(okr_set, on=on)
    for key_result, graded in zip(okr_set.key_results, scores.key_results, strict=True):
        yield {
            "on": on.isoformat(),
            "client": okr_set.client.name,
            "cycle": okr_set.cycle.name if okr_set.cycle else None,
            "objective_id": key_result.objective_id,
            "key_result_id": key_result.id,
            "key_result": key_result.text,
            "current": None if key_result.current is None else str(key_result.current),
            "target": None if key_result.target is None else str(key_result.target),
            "score": None if graded.score is None else str(graded.score),
            "pace": graded.pace,
        }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Append the scores of workbooks to a file of JSON lines.")
    parser.add_argument("file", type=Path)
    parser.add_argument("workbook", nargs="+")
    parser.add_argument("--on", type=date.fromisoformat, default=date.today(), help="the day asked about")
    options = parser.parse_args()
    try:
        print(f"{feed(options.file, options.workbook, options.on)} rows appended")
    except okrsdk.OkrError as error:  # for instance a name that no workbook has
        sys.exit(str(error))
