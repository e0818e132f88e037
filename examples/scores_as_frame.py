"""Reads the key results of several workbooks, with their scores, into one pandas frame.

    python examples/scores_as_frame.py "Lakeshore Heating & Air" "Harbor Dental" --on 2026-11-18

Each workbook is named by the URL of a Google Sheet, or by its name in Local Sheets. Nothing is written. In a notebook,
import `scores_frame` and go on from there.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import date

import pandas as pd

import okrsdk

COLUMNS = ["client", "key_result", "text", "owner", "current", "target", "score", "band", "pace"]


def scores_frame(workbooks: Iterable[str], on: date) -> pd.DataFrame:
    """One row per key result, indexed by client and ID; numbers as floats, NaN where a key result is not graded."""
    rows = [row for workbook in workbooks for row in _rows(okrsdk.open(workbook).read(), on)]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype(dict.fromkeys(["current", "target", "score"], float)).set_index(["client", "key_result"])


def _rows(okr_set: okrsdk.OkrSet, on: date) -> Iterator[dict[str, object]]:
    scores = okrsdk.grade(okr_set, on=on)
    for key_result, graded in zip(okr_set.key_results, scores.key_results, strict=True):
        yield {
            "client": okr_set.client.name,
            "key_result": key_result.id,
            "text": key_result.text,
            "owner": key_result.owner,
            "current": key_result.current,
            "target": key_result.target,
            "score": graded.score,
            "band": graded.band,
            "pace": graded.pace,
        }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The key results of several workbooks, with their scores.")
    parser.add_argument("workbook", nargs="+")
    parser.add_argument("--on", type=date.fromisoformat, default=date.today(), help="the day asked about")
    options = parser.parse_args()
    try:
        found = scores_frame(options.workbook, options.on)
    except okrsdk.OkrError as error:  # for instance a name that no workbook has
        sys.exit(str(error))
    print(found[["text", "score", "band", "pace"]].to_string())
    print(found.groupby("client")["score"].describe().round(2).to_string())
