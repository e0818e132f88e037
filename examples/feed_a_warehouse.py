"""Adds today's scores to a Parquet file that grows, as data warehouses load it.

    python examples/feed_a_warehouse.py facts.parquet "Lakeshore Heating & Air" "Harbor Dental"
    bq load --replace --source_format=PARQUET okrs.facts facts.parquet

A row is one key result on one day, so that a dashboard can draw the course of the quarter. A day that the file already
holds of a workbook is replaced, so a job may run twice. docs/export.md says more of the facts.
"""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import okrsdk


def feed(file: Path, workbooks: Iterable[str], on: date) -> int:
    """How many key results were graded and added."""
    assessments = [okrsdk.assess(okrsdk.open(workbook).read(), on=on) for workbook in workbooks]
    okrsdk.export(assessments, file, to="facts-parquet", append=True)
    return sum(len(assessment.okr_set.key_results) for assessment in assessments)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Add the scores of workbooks to a Parquet file.")
    parser.add_argument("file", type=Path)
    parser.add_argument("workbook", nargs="+")
    parser.add_argument("--on", type=date.fromisoformat, default=date.today(), help="the day asked about")
    options = parser.parse_args()
    try:
        print(f"{feed(options.file, options.workbook, options.on)} key results")
    except okrsdk.OkrError as error:  # for instance a name that no workbook has
        sys.exit(str(error))
